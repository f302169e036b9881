package program

import "slices"

// CellSet is a set of cells: a bit set where they are small whole numbers (as
// codes are), a sorted list otherwise.
type CellSet struct {
	base   int64
	bits   []uint64
	sorted []float64
}

// maxSetSpan bounds a bit set: 64 bits a word, so 512 KiB at the most.
const maxSetSpan = 1 << 22

// NewCellSet makes a set of values. NaNs are left out: nothing equals them.
func NewCellSet(values []float64) *CellSet {
	vs := make([]float64, 0, len(values))
	whole := true
	for _, v := range values {
		if v != v {
			continue
		}
		whole = whole && v == float64(int64(v)) && v >= -MaxInteger && v <= MaxInteger
		vs = append(vs, v)
	}
	slices.Sort(vs)
	vs = slices.Compact(vs)
	s := &CellSet{}
	if len(vs) == 0 {
		return s
	}
	span := vs[len(vs)-1] - vs[0]
	if !whole || span >= maxSetSpan || (len(vs) < 4 && span > 64) || span > float64(64*64*len(vs)) {
		s.sorted = vs
		return s
	}
	s.base = int64(vs[0])
	s.bits = make([]uint64, int(span)/64+1)
	for _, v := range vs {
		i := int(int64(v) - s.base)
		s.bits[i>>6] |= 1 << (i & 63)
	}
	return s
}

// Has says whether a value is in the set.
func (s *CellSet) Has(v float64) bool {
	if s.bits != nil {
		// A value far outside the set must not wrap round in the conversion.
		d := v - float64(s.base)
		if !(d >= 0 && d < float64(64*len(s.bits))) {
			return false
		}
		// The difference may have been rounded: it is the sum that tells.
		i := int(d)
		return float64(s.base+int64(i)) == v && s.bits[i>>6]&(1<<(i&63)) != 0
	}
	if len(s.sorted) <= 8 {
		for _, w := range s.sorted {
			if w == v {
				return true
			}
		}
		return false
	}
	_, ok := slices.BinarySearch(s.sorted, v)
	return ok
}

func (s *CellSet) empty() bool { return s == nil || s.Empty() }

// Empty says whether nothing is in the set.
func (s *CellSet) Empty() bool { return s.bits == nil && len(s.sorted) == 0 }
