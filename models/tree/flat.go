package tree

import (
	"math"
	"slices"
	"unsafe"

	"github.com/gopmml/gopmml/internal/forest"
	"github.com/gopmml/gopmml/internal/program"
)

// maxFlatDepth bounds the recursion over a tree's nodes.
const maxFlatDepth = 4096

// Flat gives the tree with its scores in a binary form, for kernels that score
// many trees at once. It gives false for trees with embedded models.
func (k *number) Flat() (*forest.Tree, bool) {
	if k.embedded != nil {
		return nil, false
	}
	return flat(&k.tree, func(at int32) forest.Leaf {
		v := k.scores[at]
		return forest.Leaf{None: program.IsMissing(v), Value: v, Category: -1}
	})
}

// Flat gives the tree with its categories and distributions. It gives false
// where a missing value on the way changes them.
func (k *classifier) Flat() (*forest.Tree, bool) {
	if k.embedded != nil || k.unknown == takeDefault && k.penalty != 1 {
		return nil, false
	}
	return flat(&k.tree, func(at int32) forest.Leaf {
		r := &k.results[at]
		if r.category < 0 {
			return forest.Leaf{None: true, Value: program.Missing, Category: -1}
		}
		l := forest.Leaf{Value: k.cells[r.category], Category: r.category}
		if s := &k.shapes[r.shape]; s.probabilities {
			l.Probabilities = s.byCategory(k.shares.probabilities[r.from:])
		}
		return l
	})
}

// byCategory gives the shares of a distribution by category. They must not be
// changed: where they lie in that order, they are what the kernel has.
func (s *shape) byCategory(shares []float64) []float64 {
	width, ordered := 0, true
	for i, category := range s.categories {
		width = max(width, int(category)+1)
		ordered = ordered && int(category) == i
	}
	if ordered {
		return shares[:width:width]
	}
	out := make([]float64, width)
	for i, category := range s.categories {
		out[category] = shares[i]
	}
	return out
}

// Share reads the leaves' probabilities from a forest's numbers, where these are
// the tree's own in the same order: a forest of many leaves holds them once.
func (k *classifier) Share(t *forest.Tree, values []float64, first int) {
	if len(k.shapes) != 1 || len(k.shares.confidences) > 0 && !sameMemory(k.shares.confidences, k.shares.probabilities) {
		return
	}
	s := &k.shapes[0]
	width := len(s.categories)
	for i, c := range s.categories {
		if c != int32(i) || !s.probabilities {
			return
		}
	}
	// Only leaves may have a result: what a missing value leads to stays as it is.
	results := 0
	for i := range k.results {
		if k.results[i].category >= 0 {
			results++
		}
	}
	for i := range t.Leaves {
		l := &t.Leaves[i]
		if l.None {
			continue
		}
		results--
		own := k.shares.probabilities[k.results[l.Node].from:][:width]
		if !slices.Equal(own, values[first+i*width:][:width]) {
			return
		}
	}
	if results != 0 {
		return
	}
	for i := range t.Leaves {
		if l := &t.Leaves[i]; !l.None {
			k.results[l.Node].from = int32(first + i*width)
		}
	}
	k.shares.probabilities = values
	if len(k.shares.confidences) > 0 {
		k.shares.confidences = values
	}
}

// sameMemory says that slices share their memory.
func sameMemory(a, b []float64) bool {
	return len(a) == len(b) && unsafe.SliceData(a) == unsafe.SliceData(b)
}

// flattener builds the binary form: a node with children becomes the chain of
// their tests, each of which leads to the child or to the next test.
type flattener struct {
	*tree
	out    *forest.Tree
	leaf   func(at int32) forest.Leaf
	failed bool
}

func flat(t *tree, leaf func(at int32) forest.Leaf) (*forest.Tree, bool) {
	if t.nodes[0].test != testTrue || t.unknown == blend {
		return nil, false
	}
	leaves := 0
	for i := range t.nodes {
		if int(t.nodes[i].end) == i+1 {
			leaves++
		}
	}
	// A binary tree has a test less than leaves. Where a record may end in an inner
	// node there are more, and the slices grow.
	b := &flattener{tree: t, leaf: leaf, out: &forest.Tree{
		Nodes: make([]forest.Node, 0, leaves), Leaves: make([]forest.Leaf, 0, leaves+1),
	}}
	b.enter(0, 0)
	return b.out, !b.failed
}

// enter gives what follows where a node has been entered: a node of the binary
// form, or a leaf where negative.
func (b *flattener) enter(at int32, depth int) int32 {
	if at+1 == b.nodes[at].end {
		return b.result(at)
	}
	return b.test(at, at+1, depth)
}

// result gives the leaf of a node that is the result; -1 has none.
func (b *flattener) result(at int32) int32 {
	l := forest.Leaf{None: true}
	if at >= 0 {
		l = b.leaf(at)
		l.Node = at
	}
	b.out.Leaves = append(b.out.Leaves, l)
	return ^int32(len(b.out.Leaves) - 1)
}

// test gives what follows where the children of parent before child do not hold.
func (b *flattener) test(parent, child int32, depth int) int32 {
	if depth > maxFlatDepth {
		b.failed = true
	}
	if b.failed {
		return -1
	}
	if child == b.nodes[parent].end {
		if b.returnLast {
			return b.result(parent)
		}
		return b.result(-1)
	}
	n := &b.nodes[child]
	out := forest.Node{Slot: n.slot, Bound: n.value}
	swap := false // the test is the contrary of the predicate
	switch n.test {
	case testTrue, otherwise:
		return b.enter(child, depth+1)
	case testFalse:
		return b.test(parent, n.end, depth+1)
	case testGreaterOrEqual:
		out.Kind = forest.Above
	case testLess:
		out.Kind, swap = forest.Above, true
	case testGreater, testLessOrEqual:
		out.Kind, swap = forest.Above, n.test == testLessOrEqual
		out.Bound = math.Nextafter(n.value, math.Inf(1))
	case testEqual, testNotEqual:
		out.Kind, swap = forest.Equal, n.test == testNotEqual
	case testIn, testNotIn:
		out.Kind, out.Set, swap = forest.In, b.sets[n.ref], n.test == testNotIn
	case testIsMissing, testIsNotMissing:
		out.Kind, swap = forest.IsMissing, n.test == testIsNotMissing
	default:
		b.failed = true
		return -1
	}
	if out.Kind == forest.Above && (math.IsInf(out.Bound, 0) || math.IsInf(n.value, 0)) {
		b.failed = true
		return -1
	}
	missing := b.missing(parent, child)
	at := int32(len(b.out.Nodes))
	b.out.Nodes = append(b.out.Nodes, out)
	yes := b.enter(child, depth+1)
	no := b.test(parent, n.end, depth+1)
	if swap {
		yes, no = no, yes
		switch missing {
		case forest.ToYes:
			missing = forest.ToNo
		case forest.ToNo:
			missing = forest.ToYes
		}
	}
	m := &b.out.Nodes[at]
	m.Yes, m.No, m.Missing = yes, no, missing
	return at
}

// missing says where the record goes whose cell is missing: to the child, to
// the next test, or elsewhere.
func (b *flattener) missing(parent, child int32) forest.OnMissing {
	next := b.nodes[child].end
	contrary := next < b.nodes[parent].end && b.nodes[next].test == otherwise
	switch b.unknown {
	case skip:
		if !contrary {
			return forest.ToNo
		}
	case takeDefault:
		switch d := b.defaults[parent]; {
		case d == child:
			return forest.ToYes
		case d >= 0 && d == next && (contrary || b.nodes[next].test == testTrue):
			return forest.ToNo
		}
	}
	return forest.Elsewhere
}
