package ensemble

import "fmt"

// Costs of the ways, in steps of about a nanosecond: found by measuring.
const (
	costMask  = 0.45 // to cross out once
	costVisit = 1.6  // to visit a node in a walk with others beside it
	costSplit = 2.2  // to split a block's records at a node
	costLeaf  = 0.8  // to add a sliced leaf
	costTest  = 3.0  // to visit a node in a walk of its own
	costCross = 1.2  // to do a step for 32 trees with vector instructions
)

// choose settles how leaves are found.
func (f *Forest) choose(trees []*Tree) {
	f.catalog = newCatalog(trees)
	nodes, visits, others, most := 0, 0.0, 0, 0
	for _, t := range trees {
		deepest, _ := t.depths()
		visits += float64(deepest)
		nodes += len(t.Nodes)
		most = max(most, len(t.Leaves))
	}
	for i := range f.catalog.features {
		others += len(f.catalog.features[i].tests)
	}
	f.walker = newWalker(f.catalog, trees)
	walk := costVisit * visits
	if f.walker == nil {
		walk = costTest * visits
	}
	f.one, f.block = wayGeneral, wayGeneral
	if f.walker != nil {
		f.one, f.block = wayWalk, wayWalk
	}
	f.chooseMasks(trees, nodes, most, others, walk)
	f.chooseSliced(trees, nodes, most, others, walk)
	if f.one != wayWalk && f.block != wayWalk {
		f.walker = nil
	}
	if f.one == wayGeneral || f.block == wayGeneral {
		f.general = newGeneral(f.catalog, trees)
	}
}

// chooseMasks settles whether a record's leaves are crossed out rather than
// walked to at a cost.
func (f *Forest) chooseMasks(trees []*Tree, nodes, most, others int, walk float64) {
	if most > maxMaskedLeaves {
		return
	}
	steps := 0
	for from := 0; from < len(trees); from += groupTrees {
		n := 0
		for _, t := range trees[from:min(from+groupTrees, len(trees))] {
			n = max(n, len(t.Nodes))
		}
		steps += n
	}
	if hasCross && others == 0 && costCross*float64(steps)*float64(most)/32 < walk {
		if f.crossOut(trees) {
			f.one = wayMasks
			return
		}
	}
	if costMask*float64(nodes)/2+float64(len(trees))+2*float64(others) < walk {
		f.one = wayMasks
		f.mask(trees)
	}
}

// chooseSliced settles whether blocks are sliced rather than walked at a cost.
func (f *Forest) chooseSliced(trees []*Tree, nodes, most, others int, walk float64) {
	cost := costSplit*float64(nodes)/64 + costLeaf*float64(len(trees)) + 0.5*float64(others)
	if most <= maxSlicedLeaves && cost < walk {
		f.block = waySliced
		f.sliced = newSliced(f.catalog, trees)
		f.tabulate(trees)
	}
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
	if !hasCross {
		return false
	}
	if f.crossed32 = newCrossed[uint32](f.catalog, trees); f.crossed32 == nil {
		f.crossed64 = newCrossed[uint64](f.catalog, trees)
	}
	return f.crossed32 != nil || f.crossed64 != nil
}

// tabulate makes tables of the leaves' values for vector instructions.
func (f *Forest) tabulate(trees []*Tree) {
	if !hasAdd {
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
	return fmt.Sprintf("%s for a record, %s for blocks of records", f.one, f.block)
}

// force settles one way for records and blocks, for tests. It gives false where
// the trees do not allow it.
func (f *Forest) force(way string, trees []*Tree) bool {
	f.one, f.block = wayGeneral, wayGeneral
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
	case wayWalk:
		f.walker = newWalker(f.catalog, trees)
		f.one, f.block = way, way
		return f.walker != nil
	}
	return true
}
