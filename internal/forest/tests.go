package forest

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
)

// column is a cell that trees test, with all the tests of it.
type column struct {
	slot   program.Slot
	bounds []float64 // of Above, ascending, each once
	ranks  ranker
	// yes says that some test of Above lets a missing cell pass as above.
	yes bool
	// elsewhere says that a missing cell leaves some tree on a third way.
	elsewhere bool
	// tests are those that are not Above, missing that of IsMissing, or -1.
	tests   []cellTest
	missing int32
}

// cellTest is a test of a cell for a value or a set.
type cellTest struct {
	value float64
	set   *program.CellSet // nil for a value
	yes   bool             // a missing cell passes
}

func (t *cellTest) holds(v float64) bool {
	if t.set != nil {
		return t.set.Has(v)
	}
	return v == t.value
}

// ref names a test: the column, and which of its tests it is.
type ref struct {
	column int32
	kind   Kind
	yes    bool // a missing cell passes
	index  int32
}

// catalog lists the tests of all trees.
type catalog struct {
	columns []column
	bySlot  []int32 // the column of a slot, -1 for none
	values  map[valueKey]int32
	sets    map[setKey]int32
}

type valueKey struct {
	column int32
	value  float64
	yes    bool
}

type setKey struct {
	column int32
	set    *program.CellSet
	yes    bool
}

// newCatalog collects the tests of trees. Sets are taken to differ where their
// pointers do.
func newCatalog(trees []*Tree) *catalog {
	c := &catalog{values: map[valueKey]int32{}, sets: map[setKey]int32{}}
	for _, t := range trees {
		for i := range t.Nodes {
			c.collect(&t.Nodes[i])
		}
	}
	for i := range c.columns {
		f := &c.columns[i]
		slices.Sort(f.bounds)
		f.bounds = slices.Clip(slices.Compact(f.bounds))
	}
	return c
}

// rank prepares the columns for their bounds to be counted.
func (c *catalog) rank() {
	for i := range c.columns {
		f := &c.columns[i]
		f.ranks = newRanker(f.bounds)
	}
}

// settle drops what only compiling needs, with the bounds where they are not
// counted.
func (c *catalog) settle(ranked bool) {
	c.bySlot, c.values, c.sets = nil, nil, nil
	for i := range c.columns {
		if !ranked {
			c.columns[i].bounds = nil
		}
	}
}

func (c *catalog) collect(n *Node) {
	for int(n.Slot) >= len(c.bySlot) {
		c.bySlot = append(c.bySlot, -1)
	}
	at := c.bySlot[n.Slot]
	if at < 0 {
		at = int32(len(c.columns))
		c.bySlot[n.Slot] = at
		c.columns = append(c.columns, column{slot: n.Slot, missing: -1})
	}
	f := &c.columns[at]
	yes := n.Missing == ToYes
	if n.Missing == Elsewhere && n.Kind != IsMissing {
		f.elsewhere = true
	}
	switch n.Kind {
	case Above:
		f.bounds = append(f.bounds, n.Bound)
		f.yes = f.yes || yes
	case Equal:
		k := valueKey{at, n.Bound, yes}
		if _, ok := c.values[k]; !ok {
			c.values[k] = int32(len(f.tests))
			f.tests = append(f.tests, cellTest{value: n.Bound, yes: yes})
		}
	case In:
		k := setKey{at, n.Set, yes}
		if _, ok := c.sets[k]; !ok {
			c.sets[k] = int32(len(f.tests))
			f.tests = append(f.tests, cellTest{set: n.Set, yes: yes})
		}
	case IsMissing:
		f.missing = 0
	}
}

// slots gives the cells that are tested.
func (c *catalog) slots() []program.Slot {
	slots := make([]program.Slot, len(c.columns))
	for i := range slots {
		slots[i] = c.columns[i].slot
	}
	return slots
}

// ref finds the test of a node.
func (c *catalog) ref(n *Node) ref {
	at := c.bySlot[n.Slot]
	r := ref{column: at, kind: n.Kind, yes: n.Missing == ToYes}
	switch n.Kind {
	case Above:
		i, _ := slices.BinarySearch(c.columns[at].bounds, n.Bound)
		r.index = int32(i)
	case Equal:
		r.index = c.values[valueKey{at, n.Bound, r.yes}]
	case In:
		r.index = c.sets[setKey{at, n.Set, r.yes}]
	}
	return r
}

// ranker finds how many bounds a number reaches. A grid over the bounds tells
// where to begin, so that few are compared.
type ranker struct {
	bounds []float64 // ends with a NaN, which no number reaches
	low    float64
	scale  float64
	starts []int32
	// search says that bounds crowd in few cells: halving finds them sooner.
	search bool
}

// cellsPerBound sizes the grid, and crowd is how many bounds in a cell are too
// many to be compared one by one.
const (
	cellsPerBound = 4
	crowd         = 12
)

func newRanker(bounds []float64) ranker {
	n := len(bounds)
	r := ranker{bounds: append(slices.Clone(bounds), math.NaN())}
	if n == 0 {
		r.starts = []int32{0, 0}
		return r
	}
	cells := cellsPerBound*n + 1
	r.low = bounds[0]
	width := bounds[n-1] - r.low
	r.scale = float64(cells-1) / width
	if width <= 0 || math.IsInf(width, 0) || math.IsInf(r.scale, 0) || r.scale == 0 {
		r.low, r.scale, cells = 0, 0, 1
	}
	r.starts = make([]int32, cells)
	at := 0
	for g := range r.starts {
		for at < n && r.cell(bounds[at]) < g {
			at++
		}
		r.starts[g] = int32(at)
		if g > 0 && r.starts[g]-r.starts[g-1] > crowd {
			r.search = true
		}
	}
	r.search = r.search || int32(n)-r.starts[len(r.starts)-1] > crowd
	return r
}

// cell gives the grid's cell of a number. It never falls as x rises.
func (r *ranker) cell(x float64) int {
	d := float64((x - r.low) * r.scale)
	if !(d > 0) {
		return 0
	}
	if d >= float64(len(r.starts)) {
		return len(r.starts) - 1
	}
	return int(d)
}

// rank gives the number of bounds at or below x, 0 for a NaN.
func (r *ranker) rank(x float64) int32 {
	if r.search {
		return r.halve(x)
	}
	at := r.starts[r.cell(x)]
	for r.bounds[at] <= x {
		at++
	}
	return at
}

// halve is rank by binary search.
func (r *ranker) halve(x float64) int32 {
	low, n := 0, len(r.bounds)-1
	for n > 0 {
		half := n / 2
		if r.bounds[low+half] <= x {
			low += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return int32(low)
}
