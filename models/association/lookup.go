package association

import "math"

// lookup finds the items that a value puts into the basket. Codes of texts, and
// whole numbers that lie close together, are indices into a table; other values
// are found in a map.
type lookup struct {
	base   float64
	table  []span
	sparse map[float64]span
	atoms  []int32
}

// span is a range of lookup.atoms.
type span struct{ start, end int32 }

// newLookup makes a lookup of values, each of which stands there once.
func newLookup(values []valueAtom) lookup {
	var l lookup
	low, high, whole := math.Inf(1), math.Inf(-1), true
	for _, v := range values {
		low, high = math.Min(low, v.cell), math.Max(high, v.cell)
		whole = whole && v.cell == math.Trunc(v.cell)
	}
	if dense := whole && high-low < float64(4*len(values)+64); dense && len(values) > 0 {
		l.base, l.table = low, make([]span, int(high-low)+1)
	} else {
		l.sparse = make(map[float64]span, len(values))
	}
	for _, v := range values {
		s := span{int32(len(l.atoms)), int32(len(l.atoms) + len(v.atoms))}
		l.atoms = append(l.atoms, v.atoms...)
		if l.table != nil {
			l.table[int(v.cell-l.base)] = s
		} else {
			l.sparse[v.cell] = s
		}
	}
	return l
}

// of gives the numbers of the items of a value.
func (l *lookup) of(v float64) []int32 {
	if l.table == nil {
		s := l.sparse[v]
		return l.atoms[s.start:s.end]
	}
	i := v - l.base
	if !(i >= 0 && i < float64(len(l.table))) || i != math.Trunc(i) {
		return nil
	}
	s := l.table[int(i)]
	return l.atoms[s.start:s.end]
}
