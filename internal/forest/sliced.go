package forest

import (
	"math/bits"
	"unsafe"

	"github.com/gopmml/gopmml/internal/columns"
	"github.com/gopmml/gopmml/internal/program"
)

// BlockRows is how many records a block holds at the most.
const BlockRows = program.BlockRows

// words is how many words of bits a block's records fill.
const words = BlockRows / 64

// mask has a bit for each record of a block.
type mask = program.RowMask

// maxSlicedLeaves bounds the trees that are sliced: the number of a leaf fills
// a byte.
const maxSlicedLeaves = 256

// sliced finds leaves for a block of records at a time. Every test has a mask
// of the records that hold it. A tree starts with all records; each of its nodes
// splits those that reach it in two. The records that reach the leaves whose
// number has bit b set make up plane b.
type sliced struct {
	columns []slicedColumn
	masks   int // how many masks the tests have
	nodes   []slicedNode
	parts   []uint16
	trees   []slicedTree
	reaches int // the largest number of parts of a tree
}

// slicedColumn is a column with the places of its tests' masks: those of
// Above in order for a missing cell that does not pass, and for one that does,
// those of the other tests, and that of IsMissing; -1 for none.
type slicedColumn struct {
	*column
	no, yes, tests, missing int32
}

// slicedNode splits part parent by a mask. Node i of a tree makes part 2i+1 of
// the records that hold the test and part 2i+2 of the others; part 0 is all.
type slicedNode struct {
	mask   uint32
	parent uint16
}

type slicedTree struct {
	nodes, end int32
	// parts is the first of the parts that make up the planes, in sliced.parts;
	// those of plane b end at ends[b] from there on.
	parts  int32
	planes int
	ends   [8]int32
}

// newSliced compiles trees; nil where one has too many leaves.
func newSliced(c *catalog, trees []*Tree) *sliced {
	s := &sliced{}
	for i := range c.columns {
		s.addColumn(&c.columns[i])
	}
	for _, t := range trees {
		if len(t.Leaves) > maxSlicedLeaves {
			return nil
		}
		s.addTree(c, t)
	}
	return s
}

func (s *sliced) addColumn(f *column) {
	sf := slicedColumn{column: f, no: -1, yes: -1, tests: -1, missing: -1}
	take := func(n int) int32 {
		at := s.masks
		s.masks += n
		return int32(at)
	}
	if n := len(f.bounds); n > 0 {
		sf.no = take(n)
		if f.yes {
			sf.yes = take(n)
		}
	}
	if n := len(f.tests); n > 0 {
		sf.tests = take(n)
	}
	if f.missing >= 0 {
		sf.missing = take(1)
	}
	s.columns = append(s.columns, sf)
}

func (s *sliced) maskOf(r ref) uint32 {
	f := &s.columns[r.column]
	switch {
	case r.kind == IsMissing:
		return uint32(f.missing)
	case r.kind != Above:
		return uint32(f.tests + r.index)
	case r.yes:
		return uint32(f.yes + r.index)
	}
	return uint32(f.no + r.index)
}

func (s *sliced) addTree(c *catalog, t *Tree) {
	out := slicedTree{nodes: int32(len(s.nodes))}
	parents := make([]uint16, len(t.Nodes))
	for i := range t.Nodes {
		n := &t.Nodes[i]
		s.nodes = append(s.nodes, slicedNode{mask: s.maskOf(c.ref(n)), parent: parents[i]})
		for way, to := range [2]int32{n.Yes, n.No} {
			part := uint16(2*i + 1 + way)
			if to >= 0 {
				parents[to] = part
			}
		}
	}
	out.end = int32(len(s.nodes))
	s.reaches = max(s.reaches, 2*len(t.Nodes)+1)
	out.parts = int32(len(s.parts))
	out.planes = bits.Len(uint(len(t.Leaves) - 1))
	for b := range out.planes {
		s.parts = append(s.parts, planeParts(t, b)...)
		out.ends[b] = int32(len(s.parts)) - out.parts
	}
	s.trees = append(s.trees, out)
}

// planeParts gives the parts that hold the leaves whose number has bit b set.
// Where all leaves below a node have it, the node's part stands for them.
func planeParts(t *Tree, b int) []uint16 {
	// What the leaves below a node have: the bit or not, or some do.
	const some = 2
	state := make([]int, len(t.Nodes))
	of := func(to int32) int {
		if to >= 0 {
			return state[to]
		}
		return int(^to) >> b & 1
	}
	for i := len(t.Nodes) - 1; i >= 0; i-- {
		state[i] = some
		if yes := of(t.Nodes[i].Yes); yes == of(t.Nodes[i].No) {
			state[i] = yes
		}
	}
	var parts []uint16
	for i := range t.Nodes {
		if state[i] != some {
			continue // its parent's part stands for all
		}
		for way, to := range [2]int32{t.Nodes[i].Yes, t.Nodes[i].No} {
			if of(to) == 1 {
				parts = append(parts, uint16(2*i+1+way))
			}
		}
	}
	return parts
}

// slicing is the working memory of sliced.
type slicing struct {
	masks   []mask
	reach   []mask
	buckets []mask
	planes  [8]mask
}

func (s *sliced) workspace() *slicing {
	most := 0
	for i := range s.columns {
		most = max(most, len(s.columns[i].bounds))
	}
	return &slicing{masks: make([]mask, s.masks), reach: make([]mask, s.reaches), buckets: make([]mask, most+1)}
}

// prepare fills in the masks of all tests for the records of a block, given the
// columns, and marks the records that need the plain walk.
func (s *sliced) prepare(w *slicing, table [][]float64, slow *mask) {
	for i := range s.columns {
		f, cells := &s.columns[i], table[i]
		missing := f.special(cells, slow)
		if f.no >= 0 {
			f.prepareAbove(w, cells, &missing)
		}
		if f.missing >= 0 {
			w.masks[f.missing] = missing
		}
		for t := range f.column.tests {
			f.column.tests[t].prepare(&w.masks[int(f.tests)+t], cells, &missing)
		}
	}
}

// special finds the missing cells, and marks the records whose cells have a
// meaning of their own.
func (f *column) special(cells []float64, slow *mask) (missing mask) {
	for i, v := range cells {
		if v == v {
			continue
		}
		if program.IsMissing(v) {
			missing.Set(i)
		}
		if f.elsewhere || !program.IsMissing(v) {
			slow.Set(i)
		}
	}
	return missing
}

// prepareAbove fills in the masks of Above: record r is above bound k where more
// than k bounds are at or below its cell.
func (f *slicedColumn) prepareAbove(w *slicing, cells []float64, missing *mask) {
	n := len(f.bounds)
	if columns.HasAbove() && n <= maxCompared && cap(cells) >= BlockRows {
		columns.Above(cells[:BlockRows], f.bounds, unsafe.Slice(&w.masks[f.no][0], n*words), words)
		f.letMissing(w, missing)
		return
	}
	buckets := w.buckets[:n+1]
	for i, v := range cells {
		buckets[f.ranks.rank(v)][i>>6] |= 1 << (i & 63)
	}
	no := w.masks[f.no:][:n]
	var above mask
	for k := n - 1; k >= 0; k-- {
		b := &buckets[k+1]
		for i := range above {
			above[i] |= b[i]
			no[k][i] = above[i]
			b[i] = 0
		}
	}
	buckets[0] = mask{}
	f.letMissing(w, missing)
}

// maxCompared is up to how many bounds comparing with each is faster than ranks.
const maxCompared = 400

// letMissing fills in the masks of the tests that missing cells pass.
func (f *slicedColumn) letMissing(w *slicing, missing *mask) {
	if f.yes < 0 {
		return
	}
	for k := range f.bounds {
		no, yes := &w.masks[int(f.no)+k], &w.masks[int(f.yes)+k]
		for i := range yes {
			yes[i] = no[i] | missing[i]
		}
	}
}

func (t *cellTest) prepare(m *mask, cells []float64, missing *mask) {
	*m = mask{}
	if t.yes {
		*m = *missing
	}
	for i, v := range cells {
		if v == v && t.holds(v) {
			m.Set(i)
		}
	}
}

// find finds the planes of a tree's leaves for the records of a block.
func (s *sliced) find(w *slicing, t *slicedTree) {
	all := ^uint64(0)
	w.reach[0] = mask{all, all, all, all}
	if use.split != nil && t.end > t.nodes {
		s.splitVector(w, t)
	} else {
		s.split(w, t)
	}
}

// split is find without vector instructions.
func (s *sliced) split(w *slicing, t *slicedTree) {
	reach := w.reach
	for i, n := range s.nodes[t.nodes:t.end] {
		from, m := &reach[n.parent], &w.masks[n.mask]
		to := reach[2*i+1 : 2*i+3 : 2*i+3]
		yes, no := &to[0], &to[1]
		y0, y1, y2, y3 := from[0]&m[0], from[1]&m[1], from[2]&m[2], from[3]&m[3]
		no[0], no[1], no[2], no[3] = from[0]^y0, from[1]^y1, from[2]^y2, from[3]^y3
		yes[0], yes[1], yes[2], yes[3] = y0, y1, y2, y3
	}
	parts, first := s.parts[t.parts:], int32(0)
	for b, end := range t.ends[:t.planes] {
		var p0, p1, p2, p3 uint64
		for _, part := range parts[first:end] {
			m := &reach[part]
			p0, p1, p2, p3 = p0|m[0], p1|m[1], p2|m[2], p3|m[3]
		}
		w.planes[b] = mask{p0, p1, p2, p3}
		first = end
	}
}

// spread holds for each byte its bits as eight bytes of 0 or 1.
var spread = func() (table [256]uint64) {
	for b := range table {
		for i := range 8 {
			table[b] |= uint64(b>>i&1) << (8 * i)
		}
	}
	return table
}()

// leaves gives the leaves of the eight records from 8·group on, a byte each.
func (w *slicing) leaves(planes, group int) uint64 {
	word, shift := group>>3, group&7*8
	var out uint64
	for b := range w.planes[:planes] {
		out |= spread[uint8(w.planes[b][word]>>shift)] << b
	}
	return out
}
