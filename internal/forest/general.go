package forest

import "github.com/gopmml/gopmml/internal/program"

// general walks down one tree after the other, whatever their tests are.
type general struct {
	nodes []generalNode
	roots []int32 // a leaf where negative: ^number
}

// generalNode is a Node with its column.
type generalNode struct {
	Node
	column int32
}

func newGeneral(c *catalog, trees []*Tree) *general {
	g := &general{}
	for _, t := range trees {
		base := int32(len(g.nodes))
		if len(t.Nodes) == 0 {
			g.roots = append(g.roots, ^int32(0))
			continue
		}
		g.roots = append(g.roots, base)
		for _, n := range t.Nodes {
			if n.Yes >= 0 {
				n.Yes += base
			}
			if n.No >= 0 {
				n.No += base
			}
			g.nodes = append(g.nodes, generalNode{n, c.bySlot[n.Slot]})
		}
	}
	return g
}

// find gives the number of a tree's leaf, given the columns' cells. It gives
// false where the record needs the plain walk.
func (g *general) find(x []float64, tree int) (int32, bool) {
	at := g.roots[tree]
	for at >= 0 {
		n := &g.nodes[at]
		v := x[n.column]
		holds := false
		switch {
		case v != v:
			if !program.IsMissing(v) || n.Missing == Elsewhere && n.Kind != IsMissing {
				return 0, false
			}
			holds = n.Kind == IsMissing || n.Missing == ToYes
		case n.Kind == Above:
			holds = v >= n.Bound
		case n.Kind == In:
			holds = n.Set.Has(v)
		case n.Kind == Equal:
			holds = v == n.Bound
		}
		if holds {
			at = n.Yes
		} else {
			at = n.No
		}
	}
	return ^at, true
}
