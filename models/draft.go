package models

import (
	"github.com/gopmml/gopmml/models/tree"
	"github.com/gopmml/gopmml/pmml"
)

// Drafter compiles models of segments as far as possible while the document is
// being read, and drops what is then no longer needed of them, so that a large
// ensemble never lies in memory as a whole. It belongs to one reading.
//
// A draft may turn out not to hold: compiling then fails, with an error that is
// for nobody's eyes, and the document must be read once more without a drafter.
type Drafter struct {
	trees  tree.Drafter
	drafts map[pmml.Model]any
}

// Segment drafts the model of a segment, for [pmml.WithSegments].
func (d *Drafter) Segment(r *pmml.Reading) {
	m, ok := r.Segment.Model.(*pmml.TreeModel)
	if !ok {
		return
	}
	draft, ok := d.trees.Draft(r.Document, r.Models, m)
	if !ok {
		return
	}
	if d.drafts == nil {
		d.drafts = map[pmml.Model]any{}
	}
	d.drafts[m] = draft
	unlink(m.Node)
	m.Node = nil
}

// unlink takes a tree apart. Nodes are allocated many at a time, those of one
// tree next to those of the next: a forgotten reference to one node would keep
// all that come after it.
func unlink(n *pmml.TreeNode) {
	for _, child := range n.Nodes {
		unlink(child)
	}
	n.Nodes, n.ScoreDistributions, n.Predicate = nil, nil, nil
}

// Drafts gives the drafts by model, nil where there are none.
func (d *Drafter) Drafts() map[pmml.Model]any { return d.drafts }
