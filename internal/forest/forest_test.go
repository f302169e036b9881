package forest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/cpu"
	"github.com/gopmml/gopmml/internal/program"
)

// shape says what random trees look like.
type shape struct {
	trees, leaves, slots int
	balanced             bool
	kinds                []Kind
	ways                 []OnMissing
	none                 bool // some leaves have no prediction
}

// grow makes a random tree: leaves are split one after the other.
func grow(r *rand.Rand, s shape) *Tree {
	t := &Tree{}
	type open struct {
		node  int // -1: the root
		yes   bool
		depth int
	}
	ends := []open{{node: -1}}
	for len(ends) < s.leaves {
		at := r.IntN(len(ends))
		if s.balanced {
			at = 0
		}
		e := ends[at]
		ends = append(ends[:at], ends[at+1:]...)
		n := Node{
			Kind: s.kinds[r.IntN(len(s.kinds))], Missing: s.ways[r.IntN(len(s.ways))],
			Slot: program.Slot(r.IntN(s.slots)), Bound: float64(r.IntN(40)) / 4,
		}
		if r.IntN(3) == 0 {
			n.Bound = math.Nextafter(n.Bound, math.Inf(1))
		}
		if n.Kind == In {
			n.Set = program.NewCellSet([]float64{1, 2, float64(r.IntN(10))})
		}
		t.Nodes = append(t.Nodes, n)
		t.link(e.node, e.yes, int32(len(t.Nodes)-1))
		ends = append(ends, open{len(t.Nodes) - 1, true, e.depth + 1}, open{len(t.Nodes) - 1, false, e.depth + 1})
	}
	for i, e := range ends {
		t.Leaves = append(t.Leaves, Leaf{Value: r.NormFloat64(), None: s.none && r.IntN(20) == 0})
		t.link(e.node, e.yes, ^int32(i))
	}
	return t
}

func (t *Tree) link(node int, yes bool, to int32) {
	switch {
	case node < 0:
	case yes:
		t.Nodes[node].Yes = to
	default:
		t.Nodes[node].No = to
	}
}

// leafOf is the plain walk: nil where a record needs another.
func leafOf(t *Tree, cells []float64) *Leaf {
	at := int32(0)
	if len(t.Nodes) == 0 {
		at = ^int32(0)
	}
	for at >= 0 {
		n := &t.Nodes[at]
		v := cells[n.Slot]
		holds := false
		switch {
		case v == v && n.Kind == Above:
			holds = v >= n.Bound
		case v == v && n.Kind == Equal:
			holds = v == n.Bound
		case v == v && n.Kind == In:
			holds = n.Set.Has(v)
		case v == v:
		case !program.IsMissing(v):
			return nil
		case n.Kind == IsMissing:
			holds = true
		case n.Missing == Elsewhere:
			return nil
		default:
			holds = n.Missing == ToYes
		}
		at = n.No
		if holds {
			at = n.Yes
		}
	}
	return &t.Leaves[^at]
}

var shapes = map[string]shape{
	"stumps":            {trees: 40, leaves: 2, slots: 3, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	"single leaves":     {trees: 9, leaves: 1, slots: 1, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	"few leaves":        {trees: 21, leaves: 31, slots: 28, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	"missing both ways": {trees: 19, leaves: 20, slots: 5, kinds: []Kind{Above}, ways: []OnMissing{ToNo, ToYes}},
	"balanced":          {trees: 12, leaves: 64, slots: 28, balanced: true, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	"many leaves":       {trees: 11, leaves: 200, slots: 28, kinds: []Kind{Above}, ways: []OnMissing{ToYes, ToNo}},
	"deep":              {trees: 10, leaves: 900, slots: 28, balanced: true, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	"elsewhere":         {trees: 8, leaves: 20, slots: 5, kinds: []Kind{Above}, ways: []OnMissing{ToNo, Elsewhere}},
	"sets and values":   {trees: 15, leaves: 30, slots: 6, kinds: []Kind{Above, Equal, In, IsMissing}, ways: []OnMissing{ToNo, ToYes}},
	"deep with sets":    {trees: 9, leaves: 400, slots: 6, kinds: []Kind{Above, In}, ways: []OnMissing{ToNo, ToYes, Elsewhere}},
	"no prediction":     {trees: 5, leaves: 16, slots: 4, kinds: []Kind{Above}, ways: []OnMissing{ToNo}, none: true},
}

// records makes cells that often lie on bounds, and some special ones.
func records(r *rand.Rand, n, slots int) [][]float64 {
	special := []float64{program.Missing, program.Missing, program.NaN, math.Inf(1), math.Inf(-1), program.Undefined, math.Copysign(0, -1)}
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, slots)
		for j := range out[i] {
			out[i][j] = float64(r.IntN(44)-2) / 4
			if i%3 == 0 && r.IntN(8) == 0 {
				out[i][j] = special[r.IntN(len(special))]
			}
		}
	}
	return out
}

// TestWaysAgree compares every way to find leaves with the plain walk, bit by bit.
func TestWaysAgree(t *testing.T) {
	for name, s := range shapes {
		for _, width := range []int{1, 3} {
			for _, float := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, width %d, float32 %v", name, width, float), func(t *testing.T) {
					r := rand.New(rand.NewPCG(1, uint64(width)))
					trees := make([]*Tree, s.trees)
					for i := range trees {
						trees[i] = grow(r, s)
					}
					worth := Worth{Width: width, Float32: float, Leaf: func(_ int, l *Leaf) []float64 {
						v := []float64{l.Value, l.Value * 2, l.Value / 3}[:width]
						if float {
							for i := range v {
								v[i] = float64(float32(v[i]))
							}
						}
						return v
					}}
					rows := records(r, 300, s.slots)
					want := make([][]float64, len(rows))
					for i, cells := range rows {
						want[i] = plainSums(trees, cells, worth)
					}
					cpu.Each(forms, &use, func(form string) {
						t.Run(form, func(t *testing.T) {
							f := build(trees, worth, true)
							forced(t, f, trees, func(t *testing.T, f *Forest) { agree(t, f, rows, want) })
						})
					})
				})
			}
		}
	}
}

// plainSums adds up leaf by leaf; nil where the record needs another walk.
func plainSums(trees []*Tree, cells []float64, worth Worth) []float64 {
	sums := make([]float64, worth.Width)
	for i, t := range trees {
		l := leafOf(t, cells)
		if l == nil || l.None {
			return nil
		}
		for k, v := range worth.Leaf(i, l) {
			if worth.Float32 {
				sums[k] = float64(float32(sums[k]) + float32(v))
			} else {
				sums[k] += v
			}
		}
	}
	return sums
}

// forced runs a test with every way that the trees allow.
func forced(t *testing.T, f *Forest, trees []*Tree, test func(t *testing.T, f *Forest)) {
	t.Run("chosen", func(t *testing.T) { test(t, f) })
	for _, way := range []string{waySliced, "sliced with tables", wayWalk, "walk of floats", wayMasks, "crossed", wayGeneral} {
		g := *f
		if !g.force(way, trees) {
			continue
		}
		t.Run(way, func(t *testing.T) { test(t, &g) })
	}
}

// force settles one way for records and blocks, for tests. It gives false where
// the trees do not allow it.
func (f *Forest) force(way string, trees []*Tree) bool {
	f.one, f.block = wayGeneral, wayGeneral
	f.catalog.rank()
	f.general = newGeneral(f.catalog, trees)
	f.crossed32, f.crossed64, f.tables32, f.tables64 = nil, nil, nil, nil
	switch way {
	case waySliced, "sliced with tables":
		f.sliced = newSliced(f.catalog, trees)
		f.block = waySliced
		if way != waySliced {
			f.tabulate(trees)
			return f.sliced != nil && (f.tables32 != nil || f.tables64 != nil)
		}
		return f.sliced != nil
	case wayMasks:
		f.one = wayMasks
		f.mask(trees)
		return f.masked32 != nil || f.masked64 != nil
	case "crossed":
		f.one = wayMasks
		return f.crossOut(trees)
	case wayWalk, "walk of floats":
		f.one, f.block = wayWalk, wayWalk
		if totals(trees).bounds {
			f.walker = newWalks(f.catalog, trees, way != wayWalk)
		}
		return totals(trees).bounds
	}
	return true
}

// agree compares a forest's answers with those of the plain walk. The forest may
// leave a record to it that has special cells, but no other.
func agree(t *testing.T, f *Forest, rows [][]float64, want [][]float64) {
	w := &Work{}
	sums := make([]float64, f.width)
	ordinary := func(cells []float64) bool {
		for _, v := range cells {
			if v != v {
				return false
			}
		}
		return true
	}
	for i, cells := range rows {
		ok := f.Score(cells, w, sums)
		if ok {
			require.Equal(t, want[i], sums, "record %d", i)
		} else if want[i] != nil {
			require.False(t, ordinary(cells), "record %d is left to the plain walk", i)
		}
	}
	slots := f.Slots()
	block := make(Sums, f.width)
	for from := 0; from < len(rows); from += BlockRows {
		n := min(BlockRows, len(rows)-from)
		columns := make([][]float64, len(slots))
		for j, s := range slots {
			columns[j] = make([]float64, 0, BlockRows)
			for _, cells := range rows[from : from+n] {
				columns[j] = append(columns[j], cells[s])
			}
		}
		var slow mask
		f.ScoreBlock(columns, n, w, block, &slow)
		for i := range n {
			if slow[i>>6]&(1<<(i&63)) != 0 {
				if want[from+i] != nil {
					require.False(t, ordinary(rows[from+i]), "record %d is left to the plain walk", from+i)
				}
				continue
			}
			for k := range block {
				require.NotNil(t, want[from+i], "record %d has no prediction", from+i)
				require.Equal(t, math.Float64bits(want[from+i][k]), math.Float64bits(block[k][i]), "record %d of a block", from+i)
			}
		}
	}
}

// TestRank holds the grid against counting.
func TestRank(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	lists := map[string][]float64{
		"none": nil, "one": {3}, "even": {1, 2, 3, 4, 5}, "crowded": {1e9}, "wide": {-1e308, 0, 1e308},
		"tiny": {5e-324, 1e-323, 1}, "signs": {-1, 0, 1},
	}
	for i := range 100 {
		lists["crowded"] = append(lists["crowded"], float64(i)/1000)
	}
	for name, bounds := range lists {
		t.Run(name, func(t *testing.T) {
			c := newCatalogOf(bounds)
			xs := append([]float64{math.Inf(1), math.Inf(-1), math.NaN(), 0, math.Copysign(0, -1), 1e300}, bounds...)
			for range 200 {
				xs = append(xs, r.NormFloat64()*10)
			}
			for _, b := range bounds {
				xs = append(xs, math.Nextafter(b, math.Inf(1)), math.Nextafter(b, math.Inf(-1)))
			}
			for _, x := range xs {
				want := int32(0)
				for _, b := range c.bounds {
					if b <= x {
						want++
					}
				}
				require.Equal(t, want, c.ranks.rank(x), "%v", x)
			}
		})
	}
}

func newCatalogOf(bounds []float64) *column {
	tree := &Tree{}
	for _, b := range bounds {
		tree.Nodes = append(tree.Nodes, Node{Bound: b})
	}
	tree.Nodes = append(tree.Nodes, Node{Kind: IsMissing})
	c := newCatalog([]*Tree{tree})
	c.rank()
	return &c.columns[0]
}

// TestLeavesAgree compares the leaf of a single tree with that of the plain walk.
func TestLeavesAgree(t *testing.T) {
	for name, s := range shapes {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 8))
			tree := grow(r, s)
			l := NewLeaves(tree)
			rows := records(r, 200, s.slots)
			columns := make([][]float64, len(l.Slots()))
			for j, slot := range l.Slots() {
				for _, cells := range rows {
					columns[j] = append(columns[j], cells[slot])
				}
			}
			var at [BlockRows]int32
			var slow mask
			l.FindBlock(columns, len(rows), &Work{}, &at, &slow)
			for i, cells := range rows {
				want := leafOf(tree, cells)
				if slow[i>>6]&(1<<(i&63)) == 0 {
					require.Same(t, want, &tree.Leaves[at[i]], "record %d", i)
				}
			}
		})
	}
}

// TestNothingIsAllocated holds scoring to its promise.
func TestNothingIsAllocated(t *testing.T) {
	for name, s := range shapes {
		r := rand.New(rand.NewPCG(3, 4))
		trees := make([]*Tree, s.trees)
		for i := range trees {
			trees[i] = grow(r, s)
		}
		f := New(trees, Worth{Width: 1, Leaf: func(_ int, l *Leaf) []float64 { return []float64{l.Value} }})
		w, sums := &Work{}, make([]float64, 1)
		cells := records(r, 2, s.slots)[1]
		block := make(Sums, 1)
		columns := make([][]float64, len(f.Slots()))
		for j, slot := range f.Slots() {
			for range BlockRows {
				columns[j] = append(columns[j], cells[slot])
			}
		}
		var slow mask
		run := func() {
			f.Score(cells, w, sums)
			f.ScoreBlock(columns, BlockRows, w, block, &slow)
		}
		run()
		require.Zero(t, testing.AllocsPerRun(10, run), name)
	}
}

func BenchmarkForest(b *testing.B) {
	for _, s := range []shape{
		{trees: 500, leaves: 31, slots: 28, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
		{trees: 500, leaves: 64, slots: 28, balanced: true, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
		{trees: 200, leaves: 1600, slots: 28, balanced: true, kinds: []Kind{Above}, ways: []OnMissing{ToNo}},
	} {
		r := rand.New(rand.NewPCG(3, 4))
		trees := make([]*Tree, s.trees)
		for i := range trees {
			trees[i] = grow(r, s)
			for j := range trees[i].Nodes {
				trees[i].Nodes[j].Bound = math.Round(r.NormFloat64()*100) / 50
			}
		}
		rows := make([][]float64, BlockRows)
		for i := range rows {
			for range s.slots {
				rows[i] = append(rows[i], float64(float32(r.NormFloat64())))
			}
		}
		whole := build(trees, Worth{Width: 1, Leaf: func(_ int, l *Leaf) []float64 { return []float64{l.Value} }}, true)
		columns := make([][]float64, len(whole.Slots()))
		for j, slot := range whole.Slots() {
			for _, cells := range rows {
				columns[j] = append(columns[j], cells[slot])
			}
		}
		for _, way := range []string{waySliced, "sliced with tables", wayWalk, "walk of floats", wayMasks, "crossed", wayGeneral} {
			f := *whole
			if !f.force(way, trees) {
				continue
			}
			w, sums, block := &Work{}, make([]float64, 1), make(Sums, 1)
			name := fmt.Sprintf("%dx%d/%s", s.trees, s.leaves, way)
			if f.one != wayGeneral || way == wayGeneral {
				b.Run(name+"/record", func(b *testing.B) {
					b.ReportAllocs()
					for i := 0; b.Loop(); i++ {
						f.Score(rows[i%BlockRows], w, sums)
					}
				})
			}
			if f.block != wayGeneral || way == wayGeneral {
				b.Run(name+"/block", func(b *testing.B) {
					b.ReportAllocs()
					var slow mask
					for i := 0; i < b.N; i += BlockRows {
						f.ScoreBlock(columns, BlockRows, w, block, &slow)
					}
				})
			}
		}
	}
}
