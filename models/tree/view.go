package tree

import "github.com/gopmml/gopmml/internal/program"

// View is a compiled tree to be read by who scores many trees at once. It must
// not be changed. Nodes are in depth-first order: a node's first child follows
// it, its next sibling is at its End, and a node whose End follows it is a leaf.
type View struct {
	Nodes []NodeView
	// ReturnLast: where no child holds, the node itself is the result.
	ReturnLast bool
	// Unknown says what an unknown predicate does.
	Unknown Unknown
}

// NodeView is a node of a [View].
type NodeView struct {
	Test Test
	Slot program.Slot
	// Value is the constant of a comparison.
	Value float64
	// Set is the set of In and NotIn, Predicate that of Surrogate and Other.
	Set       *program.CellSet
	Predicate program.Predicate
	// Contrary says that the predicate is the contrary of that of the sibling before.
	Contrary bool
	// End is the index after the node's subtree.
	End int32
	// Default is the index of the default child, -1 for none.
	Default int32
	// Score is the node's score, Missing where it has none or cannot be the result.
	Score float64
}

// ViewOf gives the view of a kernel that [Compile] made. It gives false for
// what is more than nodes with scores: classifications, embedded models, and
// strategies that blend several nodes.
func ViewOf(kernel program.Kernel) (*View, bool) {
	k, ok := kernel.(*number)
	if !ok || k.embedded != nil {
		return nil, false
	}
	v := &View{Nodes: make([]NodeView, len(k.nodes)), ReturnLast: k.returnLast, Unknown: k.unknown}
	for i := range k.nodes {
		n := &k.nodes[i]
		w := NodeView{Test: n.kind, Slot: n.slot, Value: n.value, Contrary: n.test == otherwise, End: n.end, Default: -1, Score: k.scores[i]}
		switch n.kind {
		case In, NotIn:
			w.Set = k.sets[n.ref]
		case Surrogate:
			w.Predicate = k.surrogates[n.ref]
		case Other:
			w.Predicate = k.others[n.ref]
		}
		if k.defaults != nil {
			w.Default = k.defaults[i]
		}
		v.Nodes[i] = w
	}
	return v, true
}
