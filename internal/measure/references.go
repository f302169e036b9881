package measure

import (
	"math"

	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
)

// Lanes is how many references are compared side by side.
const Lanes = 4

// References are what records are compared with, in blocks of [Lanes]: the
// values of a block's references for one field lie next to each other.
type References[T real.Float] struct {
	n, width int
	// cells holds, block after block, a group for each field.
	cells [][Lanes]T
	// gaps says that some value is missing.
	gaps bool
	// filter speeds up searches, vectors the comparison with all; nil for none.
	filter  *filter
	vectors *linear.Vectors[T]
}

// NewReferences makes room for n references of width fields, all 0.
func NewReferences[T real.Float](n, width int) *References[T] {
	r := &References[T]{n: n, width: width, cells: make([][Lanes]T, (n+Lanes-1)/Lanes*width)}
	if rest := n % Lanes; rest > 0 {
		// The last block's lanes that nobody uses are far from everything.
		last := r.cells[len(r.cells)-width:]
		for i := range last {
			for l := rest; l < Lanes; l++ {
				last[i][l] = T(math.Inf(1))
			}
		}
	}
	return r
}

// Len gives the number of references, Width that of the fields.
func (r *References[T]) Len() int { return r.n }

// Width gives the number of fields.
func (r *References[T]) Width() int { return r.width }

// Room gives how many results [Measure.Compare] needs room for, of which the
// first Len count.
func (r *References[T]) Room() int {
	n := (r.n + Lanes - 1) / Lanes * Lanes
	if r.vectors != nil {
		n = max(n, r.vectors.Padded())
	}
	return n
}

// Set gives a reference its value of a field. NaN stands for a missing one.
func (r *References[T]) Set(reference, field int, v T) {
	r.cells[reference/Lanes*r.width+field][reference%Lanes] = v
	r.gaps = r.gaps || v != v
}

// At gives a reference's value of a field.
func (r *References[T]) At(reference, field int) T {
	return r.cells[reference/Lanes*r.width+field][reference%Lanes]
}

// block gives the values of a block.
func (r *References[T]) block(b int) [][Lanes]T {
	return r.cells[b*r.width:][:r.width]
}
