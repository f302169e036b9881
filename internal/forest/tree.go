package forest

import "github.com/gopmml/gopmml/internal/program"

// Tree is a tree of tests with two ways out, for records without unusual values.
type Tree struct {
	// Nodes holds the tests, the root first, each before those below it; empty
	// where the tree is a single leaf.
	Nodes []Node
	// Leaves are the results.
	Leaves []Leaf
}

// Kind is the kind of a test.
type Kind uint8

// The kinds of tests.
const (
	// Above holds where the cell is at or above Bound.
	Above Kind = iota
	// Equal holds where the cell is Bound.
	Equal
	// In holds where the cell is in Set.
	In
	// IsMissing holds where the cell is missing.
	IsMissing
)

// Node is a test of one cell.
type Node struct {
	Kind Kind
	// Missing says where a missing cell goes; IsMissing has no use for it.
	Missing OnMissing
	Slot    program.Slot
	Bound   float64
	Set     *program.CellSet
	// Yes and No are the nodes to go to where the test holds or not; a leaf where
	// negative: ^index.
	Yes, No int32
}

// OnMissing is where a missing cell goes.
type OnMissing uint8

// Where a missing cell goes.
const (
	// ToNo and ToYes are one of the test's own ways.
	ToNo OnMissing = iota
	ToYes
	// Elsewhere is some third way: the record is left to the plain walk.
	Elsewhere
)

// Leaf is a result of a tree.
type Leaf struct {
	// None says that there is no prediction: the record is left to the plain walk.
	None bool
	// Node is the index of the tree's node that is the result.
	Node int32
	// Value is a regression's score, or the value of Category.
	Value float64
	// Category is a classification's category, Probabilities its distribution by
	// category.
	Category      int32
	Probabilities []float64
}

// Flat is a kernel that can give its tree. It gives false where the tree is
// more than tests of single cells with leaves.
type Flat interface {
	Flat() (*Tree, bool)
}

// Sharing is a kernel that can read its leaves' probabilities from a forest's
// memory, in place of its own.
type Sharing interface {
	// Share hands over a forest's numbers, of which those of the tree's leaves begin
	// at first, leaf after leaf. The kernel has not been used yet.
	Share(t *Tree, values []float64, first int)
}

// depths gives the greatest depth of a tree's leaves, and their depths' mean.
func (t *Tree) depths() (deepest int, mean float64) {
	if len(t.Nodes) == 0 {
		return 0, 0
	}
	depth := make([]int32, len(t.Nodes))
	sum, leaves := 0, 0
	for i := range t.Nodes {
		d := depth[i] + 1
		for _, to := range [2]int32{t.Nodes[i].Yes, t.Nodes[i].No} {
			if to >= 0 {
				depth[to] = d
				continue
			}
			leaves++
			sum += int(d)
			deepest = max(deepest, int(d))
		}
	}
	return deepest, float64(sum) / float64(leaves)
}

// spans gives for each node how many leaves lie below it, and the number of the
// first of them once they are in order.
func (t *Tree) spans() (counts, first []int32) {
	counts, first = make([]int32, len(t.Nodes)), make([]int32, len(t.Nodes))
	count := func(to int32) int32 {
		if to >= 0 {
			return counts[to]
		}
		return 1
	}
	for i := len(t.Nodes) - 1; i >= 0; i-- {
		counts[i] = count(t.Nodes[i].Yes) + count(t.Nodes[i].No)
	}
	for i := range t.Nodes {
		n := &t.Nodes[i]
		if n.No >= 0 {
			first[n.No] = first[i]
		}
		if n.Yes >= 0 {
			first[n.Yes] = first[i] + count(n.No)
		}
	}
	return counts, first
}

// sortLeaves puts the leaves in order: those below No before those below Yes.
func (t *Tree) sortLeaves() {
	counts, first := t.spans()
	leaves := make([]Leaf, len(t.Leaves))
	move := func(to *int32, at int32) {
		if *to < 0 {
			leaves[at] = t.Leaves[^*to]
			*to = ^at
		}
	}
	for i := range t.Nodes {
		n := &t.Nodes[i]
		no := int32(1)
		if n.No >= 0 {
			no = counts[n.No]
		}
		move(&n.No, first[i])
		move(&n.Yes, first[i]+no)
	}
	if len(t.Nodes) > 0 {
		t.Leaves = leaves
	}
}

// Slots gives the cells that trees test.
func Slots(trees ...*Tree) []program.Slot {
	seen := map[program.Slot]bool{}
	var slots []program.Slot
	for _, t := range trees {
		for i := range t.Nodes {
			if s := t.Nodes[i].Slot; !seen[s] {
				seen[s] = true
				slots = append(slots, s)
			}
		}
	}
	return slots
}
