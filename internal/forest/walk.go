package forest

import (
	"math"
	"unsafe"

	"github.com/gopmml/gopmml/internal/columns"
	"github.com/gopmml/gopmml/internal/program"
)

// walker goes down trees without branches: the children of a node lie side by
// side, so the next node is the first child, or the one after it where the cell
// reaches the bound. A leaf's bound is a NaN, which no cell reaches and whose bits
// hold the leaf's number: it leads to itself. Several walks run side by side, so
// that the machine does not wait for one load after the other.
//
// F is the type of bounds and cells, U that of indices: where all fields are
// floats, a node takes 8 bytes rather than 16.
type walker[F float32 | float64, U uint16 | uint32] struct {
	nodes  []walkNode[F, U]
	trees  []walkTree
	inputs []walkInput[F]
}

// walkNode is a node: column is an input, first the first child, counted from
// the tree's root.
type walkNode[F float32 | float64, U uint16 | uint32] struct {
	bound         F
	column, first U
}

type walkTree struct {
	root  int32
	depth int32
}

// walkInput is a column as walks read it: with what stands for a missing cell,
// which reaches no bound or every one.
type walkInput[F float32 | float64] struct {
	column  int32
	missing F
}

// lanes is how many walks run side by side.
const lanes = 8

// tile is the inputs of as many records as there are lanes, a row an input.
type tile[F float32 | float64] [][lanes]F

// walking is the working memory of a walker.
type walking[F float32 | float64] struct {
	one   tile[F] // of a record
	block tile[F] // of a block, tile after tile
}

// walks is a walker of whatever types.
type walks interface {
	// score adds up a record's leaves. It gives false where the record needs the
	// plain walk.
	score(f *Forest, cells []float64, w *Work, sums []float64, sums32 []float32) bool
	// scoreBlock adds up the leaves of a block's records, and marks those that need
	// the plain walk.
	scoreBlock(f *Forest, columns [][]float64, rows int, w *Work, sums Sums, slow *mask)
	// find gives the leaves of the first tree for a block's records.
	find(c *catalog, columns [][]float64, rows int, w *Work, out *[BlockRows]int32, slow *mask)
}

// maxSmall bounds what small nodes count: nodes of a tree, inputs and leaves.
const maxSmall = math.MaxUint16

// newWalks compiles trees whose tests are all for bounds. floats says that all
// fields are floats: other values are left to the plain walk.
func newWalks(c *catalog, trees []*Tree, floats bool) walks {
	small := floats && len(c.columns) < maxSmall/2
	for _, t := range trees {
		small = small && 2*len(t.Nodes) < maxSmall
	}
	if small {
		return newWalker[float32, uint16](c, trees)
	}
	return newWalker[float64, uint32](c, trees)
}

func newWalker[F float32 | float64, U uint16 | uint32](c *catalog, trees []*Tree) *walker[F, U] {
	w := &walker[F, U]{}
	type inputKey struct {
		column int32
		yes    bool
	}
	inputs := map[inputKey]U{}
	size := 0
	for _, t := range trees {
		size += 2*len(t.Nodes) + 1
	}
	w.nodes = make([]walkNode[F, U], 0, size)
	w.trees = make([]walkTree, 0, len(trees))
	for _, t := range trees {
		deepest, _ := t.depths()
		w.trees = append(w.trees, walkTree{root: int32(len(w.nodes)), depth: int32(deepest)})
		// Breadth first: the nodes that most records pass lie together.
		queue := make([]int32, 1, 2*len(t.Nodes)+1)
		if len(t.Nodes) == 0 {
			queue[0] = ^int32(0)
		}
		for h := 0; h < len(queue); h++ {
			at := queue[h]
			if at < 0 {
				w.nodes = append(w.nodes, walkNode[F, U]{bound: leafBound[F](^at), first: U(h)})
				continue
			}
			n := &t.Nodes[at]
			k := inputKey{c.bySlot[n.Slot], n.Missing == ToYes}
			in, ok := inputs[k]
			if !ok {
				in = U(len(w.inputs))
				inputs[k] = in
				missing := math.Inf(-1)
				if k.yes {
					missing = math.Inf(1)
				}
				w.inputs = append(w.inputs, walkInput[F]{k.column, F(missing)})
			}
			w.nodes = append(w.nodes, walkNode[F, U]{roundUp[F](n.Bound), in, U(len(queue))})
			queue = append(queue, n.No, n.Yes)
		}
	}
	return w
}

// roundUp gives the smallest F that is at least b.
func roundUp[F float32 | float64](b float64) F {
	f := F(b)
	if float64(f) < b {
		return F(math.Nextafter32(float32(f), float32(math.Inf(1))))
	}
	return f
}

// leafBound gives the bound of a leaf.
func leafBound[F float32 | float64](leaf int32) F {
	if unsafe.Sizeof(F(0)) == 4 {
		bits := 0x7FC0_0000 | uint32(leaf)
		return *(*F)(unsafe.Pointer(&bits))
	}
	bits := 0x7FF8_0000_0000_0000 | uint64(leaf)
	return *(*F)(unsafe.Pointer(&bits))
}

// leafAt gives the number of the leaf at a node.
func leafAt[F float32 | float64, U uint16 | uint32](n *walkNode[F, U]) int32 {
	if unsafe.Sizeof(F(0)) == 4 {
		return int32(*(*uint32)(unsafe.Pointer(&n.bound)) & 0x3F_FFFF)
	}
	return int32(*(*uint64)(unsafe.Pointer(&n.bound)))
}

// input gives what stands for a cell; false where the record needs the plain walk.
func (in *walkInput[F]) input(c *catalog, v float64) (F, bool) {
	if v != v {
		return in.missing, program.IsMissing(v) && !c.columns[in.column].elsewhere
	}
	x := F(v)
	return x, float64(x) == v
}

// workOf gives the walker's working memory.
func (w *walker[F, U]) workOf(work *Work) *walking[F] {
	if m, ok := work.walking.(*walking[F]); ok {
		return m
	}
	m := &walking[F]{one: make(tile[F], len(w.inputs))}
	work.walking = m
	return m
}

// load fills lane 0 of a tile with a record's cells.
func (w *walker[F, U]) load(c *catalog, cells []float64, x tile[F]) bool {
	for i := range w.inputs {
		in := &w.inputs[i]
		v, ok := in.input(c, cells[c.columns[in.column].slot])
		if !ok {
			return false
		}
		x[i][0] = v
	}
	return true
}

// loadBlock fills tiles, one after the other, with the columns of the cells that
// are tested, and marks the records that need the plain walk.
func (w *walker[F, U]) loadBlock(c *catalog, table [][]float64, m *walking[F], slow *mask) {
	n := len(w.inputs)
	if m.block == nil {
		m.block = make(tile[F], n*BlockRows/lanes)
	}
	for i := range w.inputs {
		in := &w.inputs[i]
		cells := table[in.column]
		whole := len(cells) / lanes
		special := false
		if to, ok := any(m.block[i:]).(tile[float64]); ok {
			special = columns.Deal(to, n, cells[:whole*lanes])
		} else {
			special = deal(m.block[i:], n, cells[:whole*lanes])
		}
		for r := whole * lanes; r < len(cells); r++ {
			m.block[whole*n+i][r%lanes] = F(cells[r])
			special = true
		}
		if !special {
			continue
		}
		for r, v := range cells {
			x, ok := in.input(c, v)
			if !ok {
				slow.Set(r)
			}
			m.block[r/lanes*n+i][r%lanes] = x
		}
	}
}

// deal copies numbers in groups to every stride-th row, and says whether F does
// not hold some of them.
func deal[F float32 | float64](to tile[F], stride int, from []float64) (special bool) {
	for g := range len(from) / lanes {
		row := &to[g*stride]
		for r, v := range (*[lanes]float64)(from[g*lanes:]) {
			x := F(v)
			row[r] = x
			special = special || float64(x) != v
		}
	}
	return special
}

func (w *walker[F, U]) score(f *Forest, cells []float64, work *Work, sums []float64, sums32 []float32) bool {
	m := w.workOf(work)
	if !w.load(f.catalog, cells, m.one) {
		return false
	}
	var leaves [lanes]int32
	t := 0
	for ; t+lanes <= len(f.first); t += lanes {
		w.eightTrees(m.one, t, &leaves)
		for i, at := range leaves {
			f.add(int(f.first[t+i]+at), sums, sums32)
		}
	}
	for ; t < len(f.first); t++ {
		f.add(int(f.first[t]+w.oneTree(m.one, t)), sums, sums32)
	}
	return true
}

func (w *walker[F, U]) scoreBlock(f *Forest, columns [][]float64, rows int, work *Work, sums Sums, slow *mask) {
	m, n := w.workOf(work), len(w.inputs)
	w.loadBlock(f.catalog, columns, m, slow)
	var leaves [lanes]int32
	for t, first := range f.first {
		for g := range (rows + lanes - 1) / lanes {
			w.eightRecords(m.block[g*n:][:n], t, &leaves)
			f.addEight(g*lanes, first, &leaves, work, sums)
		}
	}
}

func (w *walker[F, U]) find(c *catalog, columns [][]float64, rows int, work *Work, out *[BlockRows]int32, slow *mask) {
	m, n := w.workOf(work), len(w.inputs)
	w.loadBlock(c, columns, m, slow)
	for g := range (rows + lanes - 1) / lanes {
		w.eightRecords(m.block[g*n:][:n], 0, (*[lanes]int32)(out[g*lanes:]))
	}
}

// root gives the place of a tree's root.
func (w *walker[F, U]) root(t *walkTree) unsafe.Pointer {
	return unsafe.Pointer(&w.nodes[t.root])
}

// eightTrees gives the number of the leaf that the record in lane 0 falls into, in
// each of eight trees.
func (w *walker[F, U]) eightTrees(x tile[F], from int, out *[lanes]int32) {
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := w.trees[from : from+lanes : from+lanes]
	b0, b1, b2, b3 := w.root(&t[0]), w.root(&t[1]), w.root(&t[2]), w.root(&t[3])
	b4, b5, b6, b7 := w.root(&t[4]), w.root(&t[5]), w.root(&t[6]), w.root(&t[7])
	var k0, k1, k2, k3, k4, k5, k6, k7 uint32
	for {
		n0, n1, n2, n3 := step[F, U](b0, in, k0), step[F, U](b1, in, k1), step[F, U](b2, in, k2), step[F, U](b3, in, k3)
		n4, n5, n6, n7 := step[F, U](b4, in, k4), step[F, U](b5, in, k5), step[F, U](b6, in, k6), step[F, U](b7, in, k7)
		if (n0^k0)|(n1^k1)|(n2^k2)|(n3^k3)|(n4^k4)|(n5^k5)|(n6^k6)|(n7^k7) == 0 {
			break
		}
		k0, k1, k2, k3, k4, k5, k6, k7 = n0, n1, n2, n3, n4, n5, n6, n7
	}
	*out = [lanes]int32{
		landed[F, U](b0, k0), landed[F, U](b1, k1), landed[F, U](b2, k2), landed[F, U](b3, k3),
		landed[F, U](b4, k4), landed[F, U](b5, k5), landed[F, U](b6, k6), landed[F, U](b7, k7),
	}
}

// oneTree gives the number of the leaf that the record in lane 0 falls into.
func (w *walker[F, U]) oneTree(x tile[F], tree int) int32 {
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := &w.trees[tree]
	root := w.root(t)
	at := uint32(0)
	for range t.depth {
		at = step[F, U](root, in, at)
	}
	return landed[F, U](root, at)
}

// eightRecords gives the number of the leaf of a tree that each record of a tile
// falls into.
func (w *walker[F, U]) eightRecords(x tile[F], tree int, out *[lanes]int32) {
	size := unsafe.Sizeof(F(0))
	in := unsafe.Pointer(unsafe.SliceData(x))
	t := &w.trees[tree]
	b := w.root(t)
	var k0, k1, k2, k3, k4, k5, k6, k7 uint32
	for range t.depth {
		n0, n1 := step[F, U](b, in, k0), step[F, U](b, unsafe.Add(in, size), k1)
		n2, n3 := step[F, U](b, unsafe.Add(in, 2*size), k2), step[F, U](b, unsafe.Add(in, 3*size), k3)
		n4, n5 := step[F, U](b, unsafe.Add(in, 4*size), k4), step[F, U](b, unsafe.Add(in, 5*size), k5)
		n6, n7 := step[F, U](b, unsafe.Add(in, 6*size), k6), step[F, U](b, unsafe.Add(in, 7*size), k7)
		k0, k1, k2, k3, k4, k5, k6, k7 = n0, n1, n2, n3, n4, n5, n6, n7
	}
	*out = [lanes]int32{
		landed[F, U](b, k0), landed[F, U](b, k1), landed[F, U](b, k2), landed[F, U](b, k3),
		landed[F, U](b, k4), landed[F, U](b, k5), landed[F, U](b, k6), landed[F, U](b, k7),
	}
}

// landed gives the number of the leaf that a walk from a root came to.
func landed[F float32 | float64, U uint16 | uint32](root unsafe.Pointer, at uint32) int32 {
	return leafAt((*walkNode[F, U])(unsafe.Add(root, uintptr(at)*unsafe.Sizeof(walkNode[F, U]{}))))
}

// step goes from one node to the next, counted from the root.
func step[F float32 | float64, U uint16 | uint32](root, inputs unsafe.Pointer, at uint32) uint32 {
	n := (*walkNode[F, U])(unsafe.Add(root, uintptr(at)*unsafe.Sizeof(walkNode[F, U]{})))
	return uint32(n.first) + above(*(*F)(unsafe.Add(inputs, uintptr(n.column)*(lanes*unsafe.Sizeof(F(0))))), n.bound)
}

// above gives 1 or 0 for whether x reaches the bound, without a branch.
func above[F float32 | float64](x, bound F) uint32 {
	var r uint32
	if x >= bound {
		r = 1
	}
	return r
}
