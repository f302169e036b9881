package forest

import (
	"github.com/gopmml/gopmml/internal/program"
)

// Forest is the trees of an ensemble, with what their leaves are worth. It does
// not change, and any number of goroutines may use it, each with a [Work] of its
// own.
type Forest struct {
	catalog *catalog
	// width is how many numbers a leaf is worth.
	width  int
	floats bool
	// first gives the number of each tree's first leaf among all leaves.
	first  []int32
	values []float64
	// values32 takes the place of values where sums are in float32.
	values32 []float32

	one, block   string
	ones, blocks []estimate
	size         treeTotals
	// Of these, those are set that one and block name.
	sliced   *sliced
	masked32 *masked[uint32]
	masked64 *masked[uint64]
	// Where there are vector instructions, these take the place of masked, and of
	// values in sliced.
	crossed32 *crossed[uint32]
	crossed64 *crossed[uint64]
	tables32  *tables[float32]
	tables64  *tables[float64]
	walker    walks
	general   *general
}

// The names of the ways to find leaves.
const (
	waySliced  = "sliced"
	wayWalk    = "walk"
	wayMasks   = "masks"
	wayGeneral = "general"
)

// Worth says what the trees' leaves are worth.
type Worth struct {
	// Width is how many numbers a leaf has.
	Width int
	// Leaf gives them for a leaf of a tree: numbers to be added up in the order
	// of the trees.
	Leaf func(tree int, l *Leaf) []float64
	// Float32 says that sums are in float32.
	Float32 bool
	// Floats says that the cells of all tested fields hold values of float32.
	Floats bool
}

// New makes a forest. It takes the trees over.
func New(trees []*Tree, worth Worth) *Forest { return build(trees, worth, false) }

// build is New. keep is for tests, which compile the trees again.
func build(trees []*Tree, worth Worth, keep bool) *Forest {
	f := &Forest{width: worth.Width, floats: worth.Floats, first: make([]int32, 0, len(trees))}
	leaves := 0
	for _, t := range trees {
		leaves += len(t.Leaves)
	}
	f.values = make([]float64, 0, leaves*worth.Width)
	for i, t := range trees {
		t.sortLeaves()
		f.first = append(f.first, int32(len(f.values)/worth.Width))
		for j := range t.Leaves {
			v := worth.Leaf(i, &t.Leaves[j])
			for k := range worth.Width {
				if t.Leaves[j].None {
					f.values = append(f.values, program.NaN)
				} else {
					f.values = append(f.values, v[k])
				}
			}
		}
	}
	if worth.Float32 {
		f.values32 = make([]float32, len(f.values))
		for i, v := range f.values {
			f.values32[i] = float32(v)
		}
		f.values = nil
	}
	f.choose(trees, keep)
	return f
}

// Slots gives the cells that the trees test, in the order of a block's columns.
func (f *Forest) Slots() []program.Slot { return f.catalog.slots() }

// Work is the working memory of one goroutine. The zero value is ready.
type Work struct {
	cells   []float64
	ranks   [groupInputs]uint16
	left32  []uint32
	left64  []uint64
	walking any // *walking[F]
	slicing *slicing
	sums32  []float32
	block32 [][BlockRows]float32
}

// Score adds up what the trees say of a record. It gives false where a cell, or
// a leaf without prediction, asks for the plain walk.
func (f *Forest) Score(cells []float64, w *Work, sums []float64) bool {
	if f.values32 != nil {
		if w.sums32 == nil {
			w.sums32 = make([]float32, f.width)
		}
		clear(w.sums32)
		if !f.find(cells, w, nil, w.sums32) {
			return false
		}
		for i, v := range w.sums32 {
			sums[i] = float64(v)
		}
	} else {
		clear(sums)
		if !f.find(cells, w, sums, nil) {
			return false
		}
	}
	for _, v := range sums {
		if v != v {
			return false
		}
	}
	return true
}

// find finds the leaves and adds them to sums, or to sums32.
func (f *Forest) find(cells []float64, w *Work, sums []float64, sums32 []float32) bool {
	switch f.one {
	case wayMasks:
		switch {
		case f.crossed32 != nil:
			w.left32 = sized(w.left32, groupTrees*len(f.crossed32.counts))
			if !f.crossed32.find(f.catalog, cells, &w.ranks, w.left32) {
				return false
			}
			addLeft(f, w.left32[:len(f.first)], sums, sums32)
			return true
		case f.crossed64 != nil:
			w.left64 = sized(w.left64, groupTrees*len(f.crossed64.counts))
			if !f.crossed64.find(f.catalog, cells, &w.ranks, w.left64) {
				return false
			}
			addLeft(f, w.left64[:len(f.first)], sums, sums32)
			return true
		case f.masked32 != nil:
			w.left32 = sized(w.left32, len(f.first))
			if !f.masked32.find(cells, w.left32) {
				return false
			}
			addLeft(f, w.left32, sums, sums32)
			return true
		}
		w.left64 = sized(w.left64, len(f.first))
		if !f.masked64.find(cells, w.left64) {
			return false
		}
		addLeft(f, w.left64, sums, sums32)
		return true
	case wayWalk:
		return f.walker.score(f, cells, w, sums, sums32)
	}
	x := w.gather(f, cells)
	for t := range f.first {
		at, ok := f.general.find(x, t)
		if !ok {
			return false
		}
		f.add(int(f.first[t]+at), sums, sums32)
	}
	return true
}

// gather gives a record's cell for each column.
func (w *Work) gather(f *Forest, cells []float64) []float64 {
	if w.cells == nil {
		w.cells = make([]float64, len(f.catalog.columns))
	}
	for i := range w.cells {
		w.cells[i] = cells[f.catalog.columns[i].slot]
	}
	return w.cells
}

// add adds what a leaf is worth.
func (f *Forest) add(at int, sums []float64, sums32 []float32) {
	at *= f.width
	if sums32 != nil {
		for i, v := range f.values32[at:][:len(sums32)] {
			sums32[i] += v
		}
		return
	}
	for i, v := range f.values[at:][:len(sums)] {
		sums[i] += v
	}
}

// sized gives room for n elements: s where it has it.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Share lets a tree's kernel read its leaves' probabilities from the forest.
func (f *Forest) Share(k Sharing, t *Tree, tree int) {
	if f.values != nil {
		k.Share(t, f.values, int(f.first[tree])*f.width)
	}
}
