package tree

import (
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
)

// settled is a kernel that is complete but for what the model around it gives.
type settled interface {
	program.Kernel
	// settle ties the kernel to its target.
	settle(t *compile.Target)
	nodeBase() *base
}

// kernel makes the kernel of a compiled tree. It copies what lies in the
// workspace, in its exact size.
func (b *compiler) kernel() settled {
	base := base{tree: b.tree, embedded: b.embedded}
	base.nodes = slices.Clone(b.tree.nodes)
	base.defaults = nil
	if b.tree.unknown == takeDefault {
		base.defaults = slices.Clone(b.tree.defaults)
	}
	switch {
	case b.tree.unknown == blend:
		return b.blended(base)
	case b.classify:
		k := b.classifier(base)
		return &k
	}
	n := &number{base: base, scores: slices.Clone(b.work.values)}
	if b.exact != nil {
		return &decimalNumber{n, n, b.exact}
	}
	return n
}

// classifier makes the kernel of a classification.
func (b *compiler) classifier(base base) classifier {
	k := classifier{base: base, results: slices.Clone(b.work.results), shapes: b.work.shapes, penalty: b.penalty, float32: b.Float32()}
	s := b.work.shares
	k.shares.probabilities = slices.Clone(s.probabilities)
	// Where nothing but record counts is given, both are the same.
	k.shares.confidences = k.shares.probabilities
	if b.confident() && !slices.Equal(s.confidences, s.probabilities) {
		k.shares.confidences = slices.Clone(s.confidences)
	}
	return k
}

// confident says whether any node has confidences.
func (b *compiler) confident() bool {
	for i := range b.work.shapes {
		if b.work.shapes[i].confidences {
			return true
		}
	}
	return false
}

// base is what the kernels have in common.
type base struct {
	tree
	outcome  int
	embedded map[int32]program.Kernel
}

func (k *base) settle(t *compile.Target) { k.outcome = t.Outcome }

func (k *base) nodeBase() *base { return k }

func (k *classifier) settle(t *compile.Target) {
	k.cells = make([]float64, len(t.Categories))
	for i := range k.cells {
		k.cells[i] = t.Categories[i].Cell
	}
	k.base.settle(t)
}

// runEmbedded lets the model in a node predict, where the node has one. It
// gives false where that has no prediction: the node's own score holds then, as
// the exporters of linear trees mean it.
func (k *base) runEmbedded(f *program.Frame, at int32) bool {
	m, ok := k.embedded[at]
	if !ok {
		return false
	}
	m.Score(f)
	o := &f.Outcomes[k.outcome]
	if program.IsMissing(o.Value) {
		o.Clear()
		return f.Err() != nil
	}
	o.Entity = int(at)
	return true
}

// number is a regression tree whose result is a node's score.
type number struct {
	base
	scores []float64
}

// Score fills in the score of the node that the record falls into. A node
// without a score gives no prediction.
func (k *number) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	at, _, _ := k.walk(f)
	if at < 0 || k.embedded != nil && k.runEmbedded(f, at) {
		return
	}
	if v := k.scores[at]; !program.IsMissing(v) {
		o.Value = v
		o.Entity = int(at)
	}
}

// classifier is a classification tree whose result is a node's score and
// distribution.
type classifier struct {
	base
	results []result
	shapes  []shape
	shares  shares
	// cells are those of the target's categories.
	cells   []float64
	penalty float64
	float32 bool
}

// Score fills in the category, the probabilities and the confidences of the
// node that the record falls into. A node that has neither score nor record
// counts gives no prediction.
func (k *classifier) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	at, levels, _ := k.walk(f)
	if at < 0 || k.embedded != nil && k.runEmbedded(f, at) {
		return
	}
	k.report(o, at, levels)
}

// report fills in what a node predicts.
func (k *classifier) report(o *program.Outcome, at int32, levels int) {
	r := &k.results[at]
	if r.category < 0 {
		return
	}
	o.Value = k.cells[r.category]
	o.Category = int(r.category)
	o.Entity = int(at)
	s := &k.shapes[r.shape]
	o.Has[program.Probabilities] = s.probabilities
	o.Has[program.Confidences] = s.confidences
	if s.probabilities {
		to, shares := o.Series[program.Probabilities], k.shares.probabilities[r.from:]
		for i, category := range s.categories {
			to[category] = shares[i]
		}
	}
	if s.confidences {
		factor := 1.0
		if levels > 0 {
			factor = penalty(k.penalty, levels)
		}
		to, shares := o.Series[program.Confidences], k.shares.confidences[r.from:]
		for i, category := range s.categories {
			to[category] = k.round(float64(shares[i] * factor))
		}
	}
}

// round rounds to float32 where the model's arithmetic runs in it.
func (k *classifier) round(v float64) float64 {
	if k.float32 {
		return float64(float32(v))
	}
	return v
}
