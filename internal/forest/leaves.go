package forest

import "github.com/gopmml/gopmml/internal/program"

// Leaves finds the leaf of one tree for blocks of records. It does not change.
type Leaves struct {
	catalog *catalog
	walker  walks // nil where the tree tests for more than bounds
	general *general
	none    []bool
}

// NewLeaves takes a tree over. Its leaves keep their numbers.
func NewLeaves(t *Tree) *Leaves {
	l := &Leaves{catalog: newCatalog([]*Tree{t})}
	if totals([]*Tree{t}).bounds {
		l.walker = newWalks(l.catalog, []*Tree{t}, false)
	} else {
		l.general = newGeneral(l.catalog, []*Tree{t})
	}
	l.catalog.settle(false)
	for i := range t.Leaves {
		l.none = append(l.none, t.Leaves[i].None)
	}
	return l
}

// Slots gives the cells that the tree tests, in the order of a block's columns.
func (l *Leaves) Slots() []program.Slot { return l.catalog.slots() }

// FindBlock gives the numbers of the leaves that a block's records fall into.
// The bits of slow are set for the records that need the plain walk.
func (l *Leaves) FindBlock(columns [][]float64, rows int, w *Work, out *[BlockRows]int32, slow *program.RowMask) {
	if l.walker != nil {
		l.walker.find(l.catalog, columns, rows, w, out, slow)
	} else {
		if w.cells == nil {
			w.cells = make([]float64, len(l.catalog.columns))
		}
		for r := range rows {
			for i, column := range columns {
				w.cells[i] = column[r]
			}
			at, ok := l.general.find(w.cells, 0)
			if !ok {
				slow.Set(r)
			}
			out[r] = at
		}
	}
	for r, at := range out[:rows] {
		if l.none[at] {
			slow.Set(r)
		}
	}
}
