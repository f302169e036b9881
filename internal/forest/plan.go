package forest

import (
	"fmt"
	"math"

	"github.com/gopmml/gopmml/internal/columns"
)

// Costs of the ways, in steps of about a nanosecond: found by measuring.
const (
	costMask  = 0.45 // to cross out once
	costVisit = 1.6  // to visit a node in a walk with others beside it
	costSplit = 2.2  // to split a block's records at a node
	costLeaf  = 0.8  // to add a sliced leaf
	costTest  = 3.0  // to visit a node in a walk of its own
	costCross = 1.6  // to do a step for 32 trees with vector instructions
	costRank  = 6.0  // to count the bounds that a number reaches
	costCell  = 1.5  // to load a cell
	costAbove = 0.05 // to compare a cell with a bound, among those of a block
)

// estimate is what a way would cost, in nanoseconds for a record, and why it is
// out of the question.
type estimate struct {
	way  string
	cost float64
	not  string
}

// choose settles how leaves are found: by the least estimate. keep leaves what
// only compiling needs, for tests.
func (f *Forest) choose(trees []*Tree, keep bool) {
	f.catalog = newCatalog(trees)
	t := totals(trees)
	for i := range f.catalog.columns {
		t.others += len(f.catalog.columns[i].tests)
	}
	f.size = t
	f.ones = []estimate{f.estimateMasks(t), f.estimateWalk(t), {way: wayGeneral, cost: float64(costTest * t.visits)}}
	f.blocks = []estimate{f.estimateSliced(t), f.estimateWalk(t), {way: wayGeneral, cost: float64(costTest * t.visits)}}
	f.one, f.block = least(f.ones), least(f.blocks)
	ranked := f.one == wayMasks || f.block == waySliced
	if ranked {
		f.catalog.rank()
	}
	if f.one == wayMasks && !f.crossOut(trees) {
		f.mask(trees)
	}
	if f.block == waySliced {
		f.sliced = newSliced(f.catalog, trees)
		f.tabulate(trees)
	}
	if f.one == wayWalk || f.block == wayWalk {
		f.walker = newWalks(f.catalog, trees, f.floats)
	}
	if f.one == wayGeneral || f.block == wayGeneral {
		f.general = newGeneral(f.catalog, trees)
	}
	if !keep {
		f.catalog.settle(ranked)
	}
}

// least gives the way of the least cost.
func least(ways []estimate) string {
	best := ways[len(ways)-1]
	for _, e := range ways {
		if e.not == "" && e.cost < best.cost {
			best = e
		}
	}
	return best.way
}

// treeTotals are what estimates start from: the numbers of trees, tests and
// visits to nodes, the most leaves of a tree, the steps of 32 trees' tests, and
// the tests that are not for a bound.
type treeTotals struct {
	trees, nodes, most, steps, others int
	visits                            float64
	// bounds says that all tests are for a bound.
	bounds bool
}

func totals(trees []*Tree) treeTotals {
	t := treeTotals{trees: len(trees), bounds: true}
	for from := 0; from < len(trees); from += groupTrees {
		n := 0
		for _, tree := range trees[from:min(from+groupTrees, len(trees))] {
			n = max(n, len(tree.Nodes))
			deepest, _ := tree.depths()
			t.visits += float64(deepest)
			t.nodes += len(tree.Nodes)
			t.most = max(t.most, len(tree.Leaves))
			for i := range tree.Nodes {
				t.bounds = t.bounds && tree.Nodes[i].Kind == Above
			}
		}
		t.steps += n
	}
	return t
}

func (f *Forest) estimateWalk(t treeTotals) estimate {
	e := estimate{way: wayWalk, cost: float64(costVisit*t.visits) + float64(costCell*float64(len(f.catalog.columns)))}
	if !t.bounds {
		e.not = "some tests are not for a bound"
	}
	return e
}

func (f *Forest) estimateMasks(t treeTotals) estimate {
	e := estimate{way: wayMasks, cost: costMask*float64(t.nodes)/2 + float64(t.trees) + float64(2*float64(t.others))}
	ranks := float64(costRank * float64(len(f.catalog.columns)))
	if t.most > maxMaskedLeaves {
		e.not = fmt.Sprintf("a tree has more than %d leaves", maxMaskedLeaves)
	} else if use.hasCross() && t.bounds && len(f.catalog.columns) <= groupInputs {
		e.cost = float64(costCross*float64(t.steps)*math.Max(1, float64(t.most)/32)) + float64(t.trees)
	}
	e.cost += ranks
	return e
}

func (f *Forest) estimateSliced(t treeTotals) estimate {
	split, leaf := costSplit, costLeaf
	if use.split != nil {
		split /= 2
	}
	if use.hasAdd() && t.most <= tableSizes[len(tableSizes)-1] {
		leaf /= 4
	}
	e := estimate{way: waySliced, cost: split*float64(t.nodes)/64 + float64(leaf*float64(t.trees*max(1, f.width))) + float64(0.5*float64(t.others))}
	for i := range f.catalog.columns {
		if n := len(f.catalog.columns[i].bounds); columns.HasAbove() && n <= maxCompared {
			e.cost += float64(costAbove * float64(n))
		} else if n > 0 {
			e.cost += costRank + float64(2*costAbove*float64(n))
		}
	}
	if t.most > maxSlicedLeaves {
		e.not = fmt.Sprintf("a tree has more than %d leaves", maxSlicedLeaves)
	}
	return e
}

// mask compiles the trees for crossing out.
func (f *Forest) mask(trees []*Tree) {
	if f.masked32 = newMasked[uint32](f.catalog, trees); f.masked32 == nil {
		f.masked64 = newMasked[uint64](f.catalog, trees)
	}
}

// crossOut compiles the trees for crossing out with vector instructions, where
// there are some that do what they need.
func (f *Forest) crossOut(trees []*Tree) bool {
	if !use.hasCross() {
		return false
	}
	if f.crossed32 = newCrossed[uint32](f.catalog, trees); f.crossed32 == nil {
		f.crossed64 = newCrossed[uint64](f.catalog, trees)
	}
	return f.crossed32 != nil || f.crossed64 != nil
}

// tabulate makes tables of the leaves' values for vector instructions.
func (f *Forest) tabulate(trees []*Tree) {
	if !use.hasAdd() {
		return
	}
	leaves := make([]int, len(trees))
	for i, t := range trees {
		leaves[i] = len(t.Leaves)
	}
	if f.values32 != nil {
		f.tables32 = newTables(leaves, f.width, f.values32)
	} else {
		f.tables64 = newTables(leaves, f.width, f.values)
	}
}

// Plan says in words how leaves are found, and why.
func (f *Forest) Plan() string {
	return fmt.Sprintf("%d trees with %d tests of %d fields, at most %d leaves each, are scored at once; a row: %s; tables: %s",
		f.size.trees, f.size.nodes, len(f.catalog.columns), f.size.most, because(f.one, f.ones), because(f.block, f.blocks))
}

// descriptions say what the ways do.
var descriptions = map[string]string{
	waySliced:  "sliced, a bit for each row",
	wayWalk:    "walked side by side",
	wayMasks:   "leaves crossed out",
	wayGeneral: "walked one by one",
}

// because says what was chosen, and how it compares with the others.
func because(way string, ways []estimate) string {
	chosen, others := "", ""
	for _, e := range ways {
		cost := fmt.Sprintf("estimated %.2g µs", e.cost/1000)
		if e.not != "" {
			cost = "not here: " + e.not
		}
		if e.way == way {
			chosen = descriptions[way] + " (" + cost
		} else {
			others += "; " + descriptions[e.way] + ": " + cost
		}
	}
	return chosen + others + ")"
}
