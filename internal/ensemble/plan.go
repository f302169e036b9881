package ensemble

import "fmt"

// Costs of the ways, in steps of about a nanosecond: found by measuring.
const (
	costMask  = 0.45 // to cross out once
	costVisit = 1.6  // to visit a node in a walk with others beside it
	costSplit = 2.2  // to split a block's records at a node
	costLeaf  = 0.8  // to add a sliced leaf
	costTest  = 3.0  // to visit a node in a walk of its own
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
	if cost := costMask*float64(nodes)/2 + float64(len(trees)) + 2*float64(others); most <= maxMaskedLeaves && cost < walk {
		f.one = wayMasks
		f.masked = newMasked(f.catalog, trees)
	}
	split := costSplit*float64(nodes)/64 + costLeaf*float64(len(trees)) + 0.5*float64(others)
	if most <= maxSlicedLeaves && split < walk {
		f.block = waySliced
		f.sliced = newSliced(f.catalog, trees)
	}
	if f.one != wayWalk && f.block != wayWalk {
		f.walker = nil
	}
	if f.one == wayGeneral || f.block == wayGeneral {
		f.general = newGeneral(f.catalog, trees)
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
	switch way {
	case waySliced:
		f.sliced = newSliced(f.catalog, trees)
		f.block = way
		return f.sliced != nil
	case wayMasks:
		f.masked = newMasked(f.catalog, trees)
		f.one = way
		return f.masked != nil
	case wayWalk:
		f.walker = newWalker(f.catalog, trees)
		f.one, f.block = way, way
		return f.walker != nil
	}
	return true
}
