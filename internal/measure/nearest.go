package measure

import (
	"math"

	"github.com/gopmml/gopmml/internal/real"
)

// Nearest is a list of the references nearest to a record, the nearest first and
// of equals the one that stands first. It is used again for record after record.
type Nearest[T real.Float] struct {
	// Index are the references' indices, Value their distances or similarities.
	Index []int32
	Value []T
	// raw are the values before the last step of a distance, which none of the
	// order depends on: a root, for instance.
	raw  []T
	room int
	// codes are those of the record, for a filter.
	codes []byte
}

// NewNearest makes a list of n places.
func NewNearest[T real.Float](n int) *Nearest[T] {
	return &Nearest[T]{Index: make([]int32, 0, n), Value: make([]T, 0, n), raw: make([]T, 0, n), room: n}
}

// Settle prepares references, which do not change from then on, for searches of
// the given number of neighbors.
func (m *Measure[T]) Settle(r *References[T], neighbors int) {
	r.filter = newFilter(m, r, neighbors)
}

// clear empties the list.
func (s *Nearest[T]) clear() {
	s.Index, s.Value, s.raw = s.Index[:0], s.Value[:0], s.raw[:0]
}

// limit gives the raw value that a distance must lie below to enter the list:
// NaN, below which nothing ever is said not to lie, while there is room.
func (s *Nearest[T]) limit() T {
	if len(s.raw) < s.room {
		return T(math.NaN())
	}
	return s.raw[s.room-1]
}

// Before says whether w, which stands first, keeps its place before v: as the
// greater similarity or the smaller distance, or an equal one. What is no number
// comes last.
func Before[T real.Float](w, v T, similarity bool) bool {
	switch {
	case w != w:
		return v != v
	case v != v:
		return true
	case similarity:
		return w >= v
	}
	return w <= v
}

// add puts a reference into the list if it belongs there. It must come after all
// references that stand before it.
func (s *Nearest[T]) add(i int, v, raw T, similarity bool) {
	n := len(s.Value)
	at := n
	for at > 0 && !Before(s.Value[at-1], v, similarity) {
		at--
	}
	if at == s.room {
		return
	}
	if n < s.room {
		n++
		s.Index, s.Value, s.raw = s.Index[:n], s.Value[:n], s.raw[:n]
	}
	copy(s.Index[at+1:], s.Index[at:])
	copy(s.Value[at+1:], s.Value[at:])
	copy(s.raw[at+1:], s.raw[at:])
	s.Index[at], s.Value[at], s.raw[at] = int32(i), v, raw
}

// Search finds the references that are nearest to a record. It gives the same
// as measuring all of them and sorting. It gives false where a ratio of counts
// has the denominator 0.
func (m *Measure[T]) Search(x *Record[T], r *References[T], s *Nearest[T]) bool {
	s.clear()
	if m.quick(x, r) && !m.Similarity && m.kind <= sum {
		if f := r.filter; f != nil && query(f, x.Values, s.query(f)) {
			m.filtered(x, r, s)
			return true
		}
		for b := 0; b*Lanes < r.n && !x.stops(b); b++ {
			m.visit(x, r, b, s)
		}
		return true
	}
	for b := 0; b*Lanes < r.n && !x.stops(b); b++ {
		v := m.block(x, r, b)
		for l, n := 0, min(Lanes, r.n-b*Lanes); l < n; l++ {
			if v[l] != v[l] && m.kind == counts {
				return false
			}
			s.add(b*Lanes+l, v[l], v[l], m.Similarity)
		}
	}
	return true
}

// filtered measures the references that the filter lets pass.
func (m *Measure[T]) filtered(x *Record[T], r *References[T], s *Nearest[T]) {
	const perBlock = filterLanes / Lanes
	f := r.filter
	size := f.pairs() * 32
	for b := 0; b < f.blocks && !x.stops(b); b++ {
		bound := math.Inf(1)
		if len(s.raw) == s.room {
			bound = f.bound(float64(s.limit()))
		}
		if !(bound <= math.MaxUint16) {
			for i := range perBlock {
				m.visit(x, r, b*perBlock+i, s)
			}
			continue
		}
		ahead, mask := f.scan(f.codes[b*size:], s.codes, f.blocks-b, uint16(bound))
		b += ahead
		for i := range perBlock {
			if mask>>(2*Lanes*i)&(1<<(2*Lanes)-1) != 0 {
				m.visit(x, r, b*perBlock+i, s)
			}
		}
	}
	for b := f.blocks * perBlock; b*Lanes < r.n; b++ {
		m.visit(x, r, b, s)
	}
}

// query gives room for the codes of a record.
func (s *Nearest[T]) query(f *filter) []byte {
	if n := f.pairs() * 32; len(s.codes) != n {
		s.codes = make([]byte, n)
	}
	return s.codes
}

// stride is after how many fields a block is looked at, whether all of it is too
// far already: sums only grow.
const stride = 8

// visit measures the references of a block that may belong to the nearest, of a
// record and references of which nothing is missing.
func (m *Measure[T]) visit(x *Record[T], r *References[T], b int, s *Nearest[T]) {
	values, cells, weights := x.Values, r.block(b), m.weights
	limit := s.limit()
	var a [Lanes]T
	for len(values) > 0 {
		n := min(stride, len(values))
		switch {
		case m.kind == sum:
			addDifferences(&a, values[:n], weights[:n], cells[:n])
		case m.weighted:
			addWeighted(&a, values[:n], weights[:n], cells[:n])
		default:
			addSquares(&a, values[:n], cells[:n])
		}
		if a[0] >= limit && a[1] >= limit && a[2] >= limit && a[3] >= limit {
			return
		}
		values, cells, weights = values[n:], cells[n:], weights[n:]
	}
	for l, n := 0, min(Lanes, r.n-b*Lanes); l < n; l++ {
		if a[l] >= limit {
			continue
		}
		v := a[l]
		if m.kind == rootOfSquares {
			v = sqrt(v)
		}
		s.add(b*Lanes+l, v, a[l], false)
		limit = s.limit()
	}
}

// addSquares adds the squared differences to the references of a block.
func addSquares[T real.Float](sum *[Lanes]T, x []T, cells [][Lanes]T) {
	a, b, c, d := sum[0], sum[1], sum[2], sum[3]
	cells = cells[:len(x)]
	for i, v := range x {
		y := &cells[i]
		d0, d1, d2, d3 := v-y[0], v-y[1], v-y[2], v-y[3]
		a += T(d0 * d0)
		b += T(d1 * d1)
		c += T(d2 * d2)
		d += T(d3 * d3)
	}
	sum[0], sum[1], sum[2], sum[3] = a, b, c, d
}

// addWeighted adds the weighted squared differences.
func addWeighted[T real.Float](sum *[Lanes]T, x, weights []T, cells [][Lanes]T) {
	a, b, c, d := sum[0], sum[1], sum[2], sum[3]
	cells, weights = cells[:len(x)], weights[:len(x)]
	for i, v := range x {
		y, w := &cells[i], weights[i]
		d0, d1, d2, d3 := v-y[0], v-y[1], v-y[2], v-y[3]
		a += T(w * T(d0*d0))
		b += T(w * T(d1*d1))
		c += T(w * T(d2*d2))
		d += T(w * T(d3*d3))
	}
	sum[0], sum[1], sum[2], sum[3] = a, b, c, d
}

// addDifferences adds the weighted differences.
func addDifferences[T real.Float](sum *[Lanes]T, x, weights []T, cells [][Lanes]T) {
	a, b, c, d := sum[0], sum[1], sum[2], sum[3]
	cells, weights = cells[:len(x)], weights[:len(x)]
	for i, v := range x {
		y, w := &cells[i], weights[i]
		a += T(w * abs(v-y[0]))
		b += T(w * abs(v-y[1]))
		c += T(w * abs(v-y[2]))
		d += T(w * abs(v-y[3]))
	}
	sum[0], sum[1], sum[2], sum[3] = a, b, c, d
}
