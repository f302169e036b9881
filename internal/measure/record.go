package measure

import (
	"math"

	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
)

// Record is a record that is compared with references: its values, NaN for
// those that are missing.
type Record[T real.Float] struct {
	Values []T
	// gaps says that some value is missing; adjust is M then, else 1.
	gaps   bool
	adjust T
	// Waits says whether nobody waits any more, nil where that is not known. A search
	// ends with what it has found then.
	Waits interface{ Stopped() bool }
}

// blocksEvery is how many cells of references lie between two looks.
const blocksEvery = 1 << 18

// stops says, at a block of references, whether nobody waits any more: it looks now
// and then.
func (x *Record[T]) stops(block int) bool {
	return x.Waits != nil && block%max(blocksEvery/(Lanes*max(len(x.Values), 1)), 1) == 0 && x.Waits.Stopped()
}

// NewRecord makes room for a record's values.
func NewRecord[T real.Float](width int) *Record[T] { return &Record[T]{Values: make([]T, width)} }

// Prepare looks for what is missing among a record's values. It says whether
// the record can be compared: at least one value is there whose missing-value
// weight is positive, and for measures of truth values all are, as 0 or 1. Else
// it gives the index of the field at fault, or -1 where it is all of them.
func (m *Measure[T]) Prepare(x *Record[T]) (at int, ok bool) {
	x.gaps, x.adjust = false, 1
	if m.kind == counts {
		for i, v := range x.Values {
			if v != 0 && v != 1 {
				return i, false
			}
		}
		return 0, true
	}
	for _, v := range x.Values {
		x.gaps = x.gaps || v != v
	}
	if !x.gaps {
		return 0, true
	}
	var present T
	for i, v := range x.Values {
		if v == v {
			present += m.missing[i]
		}
	}
	if !(present > 0) {
		return -1, false
	}
	x.adjust = m.total / present
	return 0, true
}

// Gather prepares references, which do not change from then on, for being
// compared all at once.
func (m *Measure[T]) Gather(r *References[T]) {
	if m.plain && !m.weighted && m.kind <= rootOfSquares && !r.gaps {
		r.vectors = linear.NewVectors(r.n, r.width, func(reference, field int) T { return r.At(reference, field) })
	}
}

// Compare measures a record against all references. out has room for as many
// results as [References.Room] says. A reference that has no value in common with
// the record gets the worst there is; where the ratio of counts has the
// denominator 0, the value is NaN.
func (m *Measure[T]) Compare(x *Record[T], r *References[T], out []T) {
	if r.vectors != nil && !x.gaps {
		r.vectors.Distance(out, x.Values)
		if m.kind == rootOfSquares {
			for i, v := range out[:r.n] {
				out[i] = sqrt(v)
			}
		}
		return
	}
	for b := 0; b*Lanes < r.n; b++ {
		v := m.block(x, r, b)
		copy(out[b*Lanes:], v[:])
	}
}

// ByColumns says whether [Measure.CompareColumns] can compare with references.
func (m *Measure[T]) ByColumns(r *References[T]) bool { return r.vectors != nil }

// CompareColumns is Compare for many records of which nothing is missing. They
// stand in columns: field i of record k is x[i·stride+k], and its result for
// reference j is out[j·stride+k]. records is a multiple of [linear.Side].
func (m *Measure[T]) CompareColumns(x []T, stride, records int, r *References[T], out []T) {
	r.vectors.DistanceColumns(out, x, stride, records)
	if m.kind == rootOfSquares {
		for j := range r.n {
			column := out[j*stride:][:records]
			for k, v := range column {
				column[k] = sqrt(v)
			}
		}
	}
}

// quick says whether the sums of plain differences will do.
func (m *Measure[T]) quick(x *Record[T], r *References[T]) bool {
	return m.plain && !x.gaps && !r.gaps
}

// One measures a record against one reference.
func (m *Measure[T]) One(x *Record[T], r *References[T], reference int) T {
	return m.block(x, r, reference/Lanes)[reference%Lanes]
}

// Worst gives the value of what is farther than everything.
func (m *Measure[T]) Worst() T {
	if m.Similarity {
		return T(math.Inf(-1))
	}
	return T(math.Inf(1))
}

// Nearer says whether value a means nearer than b.
func (m *Measure[T]) Nearer(a, b T) bool {
	if m.Similarity {
		return a > b
	}
	return a < b
}

// block measures a record against the references of a block.
func (m *Measure[T]) block(x *Record[T], r *References[T], b int) [Lanes]T {
	cells := r.block(b)
	if m.kind == counts {
		return m.countsOf(x.Values, cells)
	}
	if r.gaps {
		return m.gappy(x.Values, cells)
	}
	var a [Lanes]T
	for i := range cells {
		if v := x.Values[i]; v == v {
			c := m.fields[i].compare(v, &cells[i])
			for l := range a {
				a[l] = m.join(a[l], m.term(i, c[l]))
			}
		}
	}
	for l := range a {
		a[l] = m.finish(a[l], x.adjust)
	}
	return a
}

// gappy is block where values of the references may be missing, so that the
// adjustment is each reference's own.
func (m *Measure[T]) gappy(x []T, cells [][Lanes]T) [Lanes]T {
	var a, present [Lanes]T
	for i := range cells {
		v := x[i]
		if v != v {
			continue
		}
		c := m.fields[i].compare(v, &cells[i])
		for l, y := range cells[i] {
			if y == y {
				a[l] = m.join(a[l], m.term(i, c[l]))
				present[l] += m.missing[i]
			}
		}
	}
	for l := range a {
		if present[l] > 0 {
			a[l] = m.finish(a[l], m.total/present[l])
		} else {
			a[l] = m.Worst()
		}
	}
	return a
}

// term gives what a field adds.
func (m *Measure[T]) term(i int, c T) T {
	switch m.kind {
	case squares, rootOfSquares:
		c = T(c * c)
	case powers:
		c = pow(c, m.p)
	}
	return T(m.weights[i] * c)
}

func (m *Measure[T]) join(a, term T) T {
	if m.kind == greatest {
		return max(a, term)
	}
	return a + term
}

func (m *Measure[T]) finish(a, adjust T) T {
	a = T(adjust * a)
	switch m.kind {
	case rootOfSquares:
		return sqrt(a)
	case powers:
		return pow(a, 1/m.p)
	}
	return a
}

// countsOf gives the ratio of the weighted counts. Both sides hold 0 and 1.
func (m *Measure[T]) countsOf(x []T, cells [][Lanes]T) (out [Lanes]T) {
	var n [Lanes][4]int
	for i, v := range x {
		for l, y := range cells[i] {
			k := 0
			if v != 0 {
				k = 2
			}
			if y != 0 {
				k++
			}
			n[l][k]++
		}
	}
	for l := range out {
		var above, below T
		for _, k := range [4]int{3, 2, 1, 0} {
			above += T(m.above[k] * T(n[l][k]))
			below += T(m.below[k] * T(n[l][k]))
		}
		if below == 0 {
			out[l] = T(math.NaN())
			continue
		}
		out[l] = above / below
	}
	return out
}

// Whole says that nothing of the record is missing, in place of Prepare. It is
// not for measures of truth values.
func (x *Record[T]) Whole() { x.gaps, x.adjust = false, 1 }
