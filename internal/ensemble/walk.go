package ensemble

import (
	"math"
	"unsafe"

	"github.com/gopmml/gopmml/internal/program"
)

// walker goes down trees without branches: the children of a node lie side by
// side, so the next node is the first child, or the one after it where the cell
// reaches the bound. A leaf's bound is a NaN, which no cell reaches and whose bits
// hold the leaf's number: it leads to itself. Several walks run side by side, so that the machine does not wait for
// one load after the other.
type walker struct {
	nodes  []walkNode
	trees  []walkTree
	inputs []walkInput
}

// walkNode is a node: 16 bytes. Offsets are in bytes: feature into a record's
// inputs, first, that of the first child, from the tree's root.
type walkNode struct {
	bound   float64
	feature uint32
	first   uint32
}

const (
	nodeSize = uint32(unsafe.Sizeof(walkNode{}))
	// lanes is how many walks run side by side, tileSize the size of an input in a
	// tile: the inputs of so many records, one input after the other.
	lanes    = 8
	tileSize = lanes * 8
)

type walkTree struct {
	root  int32
	depth int32
}

// walkInput is a feature as walks read it: with what stands for a missing cell,
// which reaches no bound or every one.
type walkInput struct {
	feature int32
	missing float64
}

// newWalker compiles trees; nil where they test for more than bounds.
func newWalker(c *catalog, trees []*Tree) *walker {
	w := &walker{}
	type inputKey struct {
		feature int32
		yes     bool
	}
	inputs := map[inputKey]uint32{}
	size := 0
	for _, t := range trees {
		size += 2*len(t.Nodes) + 1
	}
	w.nodes = make([]walkNode, 0, size)
	for _, t := range trees {
		deepest, _ := t.depths()
		base := len(w.nodes)
		w.trees = append(w.trees, walkTree{root: int32(base), depth: int32(deepest)})
		// Breadth first: the nodes that most records pass lie together.
		queue := make([]int32, 1, 2*len(t.Nodes)+1)
		if len(t.Nodes) == 0 {
			queue[0] = ^int32(0)
		}
		for h := 0; h < len(queue); h++ {
			at := queue[h]
			if at < 0 {
				w.nodes = append(w.nodes, walkNode{bound: leafBound(^at), first: uint32(h) * nodeSize})
				continue
			}
			n := &t.Nodes[at]
			if n.Kind != Above {
				return nil
			}
			k := inputKey{c.bySlot[n.Slot], n.Missing == ToYes}
			in, ok := inputs[k]
			if !ok {
				in = uint32(len(w.inputs))
				inputs[k] = in
				missing := math.Inf(-1)
				if k.yes {
					missing = math.Inf(1)
				}
				w.inputs = append(w.inputs, walkInput{k.feature, missing})
			}
			w.nodes = append(w.nodes, walkNode{n.Bound, in * tileSize, uint32(len(queue)) * nodeSize})
			queue = append(queue, n.No, n.Yes)
		}
	}
	return w
}

// tile is the inputs of as many records as there are lanes, a row an input.
type tile = [][lanes]float64

// load fills lane 0 of a tile with a record's cells. It gives false where the
// record needs the plain walk.
func (w *walker) load(c *catalog, cells []float64, x tile) bool {
	for i := range w.inputs {
		in := &w.inputs[i]
		f := &c.features[in.feature]
		v := cells[f.slot]
		if v != v {
			if f.elsewhere || !program.IsMissing(v) {
				return false
			}
			v = in.missing
		}
		x[i][0] = v
	}
	return true
}

// loadBlock fills tiles, one after the other, with the features' columns, and
// marks the records that need the plain walk.
func (w *walker) loadBlock(c *catalog, columns [][]float64, x tile, slow *mask) {
	n := len(w.inputs)
	for i := range w.inputs {
		in := &w.inputs[i]
		f := &c.features[in.feature]
		for r, v := range columns[in.feature] {
			if v != v {
				if f.elsewhere || !program.IsMissing(v) {
					slow[r>>6] |= 1 << (r & 63)
				}
				v = in.missing
			}
			x[r/lanes*n+i][r%lanes] = v
		}
	}
}

// eightTrees gives the number of the leaf that the record in lane 0 falls into, in
// each of eight trees.
func (w *walker) eightTrees(x tile, from int, out *[lanes]int32) {
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := w.trees[from : from+lanes : from+lanes]
	base := unsafe.Pointer(unsafe.SliceData(w.nodes))
	var b [lanes]unsafe.Pointer
	depth := int32(0)
	for i := range b {
		b[i] = unsafe.Add(base, uintptr(t[i].root)*uintptr(nodeSize))
		depth = max(depth, t[i].depth)
	}
	b0, b1, b2, b3, b4, b5, b6, b7 := b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]
	var k0, k1, k2, k3, k4, k5, k6, k7 uint32
	for {
		n0, n1, n2, n3 := step(b0, in, k0), step(b1, in, k1), step(b2, in, k2), step(b3, in, k3)
		n4, n5, n6, n7 := step(b4, in, k4), step(b5, in, k5), step(b6, in, k6), step(b7, in, k7)
		if (n0^k0)|(n1^k1)|(n2^k2)|(n3^k3)|(n4^k4)|(n5^k5)|(n6^k6)|(n7^k7) == 0 {
			break
		}
		k0, k1, k2, k3, k4, k5, k6, k7 = n0, n1, n2, n3, n4, n5, n6, n7
	}
	for i, k := range [lanes]uint32{k0, k1, k2, k3, k4, k5, k6, k7} {
		out[i] = leafAt(b[i], k)
	}
}

// oneTree gives the number of the leaf that the record in lane 0 falls into.
func (w *walker) oneTree(x tile, tree int) int32 {
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := &w.trees[tree]
	nodes := unsafe.Add(unsafe.Pointer(unsafe.SliceData(w.nodes)), uintptr(t.root)*uintptr(nodeSize))
	at := uint32(0)
	for range t.depth {
		at = step(nodes, in, at)
	}
	return leafAt(nodes, at)
}

// eightRecords gives the number of the leaf of a tree that each record of a tile
// falls into.
func (w *walker) eightRecords(x tile, tree int, out *[lanes]int32) {
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := &w.trees[tree]
	b := unsafe.Add(unsafe.Pointer(unsafe.SliceData(w.nodes)), uintptr(t.root)*uintptr(nodeSize))
	var k0, k1, k2, k3, k4, k5, k6, k7 uint32
	for range t.depth {
		n0, n1 := step(b, in, k0), step(b, unsafe.Add(in, 8), k1)
		n2, n3 := step(b, unsafe.Add(in, 16), k2), step(b, unsafe.Add(in, 24), k3)
		n4, n5 := step(b, unsafe.Add(in, 32), k4), step(b, unsafe.Add(in, 40), k5)
		n6, n7 := step(b, unsafe.Add(in, 48), k6), step(b, unsafe.Add(in, 56), k7)
		k0, k1, k2, k3, k4, k5, k6, k7 = n0, n1, n2, n3, n4, n5, n6, n7
	}
	*out = [lanes]int32{
		leafAt(b, k0), leafAt(b, k1), leafAt(b, k2), leafAt(b, k3),
		leafAt(b, k4), leafAt(b, k5), leafAt(b, k6), leafAt(b, k7),
	}
}

// leafBits are those of a NaN.
const leafBits = 0x7FF8_0000_0000_0000

// leafBound gives the bound of a leaf, leafAt the leaf's number at a node.
func leafBound(leaf int32) float64 { return math.Float64frombits(leafBits | uint64(leaf)) }

func leafAt(nodes unsafe.Pointer, at uint32) int32 {
	return int32(math.Float64bits((*walkNode)(unsafe.Add(nodes, uintptr(at))).bound))
}

// step goes from one node to the next: offsets from the tree's root.
func step(nodes, inputs unsafe.Pointer, at uint32) uint32 {
	n := (*walkNode)(unsafe.Add(nodes, uintptr(at)))
	return n.first + above(*(*float64)(unsafe.Add(inputs, uintptr(n.feature))), n.bound)*nodeSize
}

// above gives 1 or 0 for whether x reaches the bound, without a branch.
func above(x, bound float64) uint32 {
	var r uint32
	if x >= bound {
		r = 1
	}
	return r
}
