// Package linear has the loops over numbers that models spend their time in:
// scalar products and squared distances of a record with many vectors (a
// layer's neurons, support vectors, cluster centres, training instances).
//
// A result is the same to the last bit as that of the plain loop over the
// coordinates, on every processor: each sum runs over the coordinates in their
// order, and each product is rounded before it is added. What is done at the
// same time belongs to different vectors or rows. Which NaN comes of several is
// left open.
//
// The vector forms are generated ([internal/asm]); where they are not to be had
// ([internal/cpu]) the portable ones run.
package linear

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/real"
)

//go:generate go -C ../asm run ./linear -out ../linear/vector_amd64.s -stubs ../linear/vector_amd64.go -pkg linear

// blockBytes is the size of a row of a block: one cache line, and one register
// of AVX-512.
const blockBytes = 64

// Lanes gives the number of vectors of a block: 8 of float64, 16 of float32.
func Lanes[T real.Float]() int {
	var v T
	return blockBytes / int(unsafe.Sizeof(v))
}

// Pad gives the smallest multiple of [Lanes] that is at least n.
func Pad[T real.Float](n int) int {
	l := Lanes[T]()
	return (n + l - 1) / l * l
}

// Vectors are n vectors of the same dimension. They do not change once they are
// made.
//
// They lie in blocks of [Lanes] vectors: the first coordinates of a block's
// vectors side by side, then the second ones, and so on. The last block is
// filled up with zeros.
type Vectors[T real.Float] struct {
	n, dim, blocks int
	w              []T
	kernels        *kernels[T]
}

// NewVectors makes n vectors of dim coordinates; at gives coordinate i of vector j.
func NewVectors[T real.Float](n, dim int, at func(j, i int) T) *Vectors[T] {
	lanes := Lanes[T]()
	v := &Vectors[T]{n: n, dim: dim, blocks: Pad[T](n) / lanes, kernels: chosen[T]()}
	v.w = Make[T](v.blocks * dim * lanes)
	for j := range n {
		block := v.w[j/lanes*dim*lanes:]
		for i := range dim {
			block[i*lanes+j%lanes] = at(j, i)
		}
	}
	return v
}

// Make makes a slice that starts at a cache line, where the kernels store fastest.
func Make[T real.Float](n int) []T {
	lanes := Lanes[T]()
	s := make([]T, n+lanes)
	var v T
	off := int(uintptr(unsafe.Pointer(unsafe.SliceData(s))) % blockBytes / unsafe.Sizeof(v))
	if off > 0 {
		s = s[lanes-off:]
	}
	return s[:n:n]
}

// Len gives the number of vectors.
func (v *Vectors[T]) Len() int { return v.n }

// Dim gives the number of coordinates.
func (v *Vectors[T]) Dim() int { return v.dim }

// Padded gives the number of results, of which the first Len count.
func (v *Vectors[T]) Padded() int { return v.blocks * Lanes[T]() }

// At gives coordinate i of vector j.
func (v *Vectors[T]) At(j, i int) T {
	lanes := Lanes[T]()
	return v.w[(j/lanes*v.dim+i)*lanes+j%lanes]
}

// Dot computes y[j] = Σ_i x[i]·v_j[i] + bias[j]. The sum starts at zero and the
// bias comes last; bias may be nil. y has room for Padded results, bias that
// many elements, x at least Dim.
func (v *Vectors[T]) Dot(y, x, bias []T) {
	if v.n == 0 {
		return
	}
	_, _ = y[:v.Padded()], x[:v.dim]
	if bias != nil {
		_ = bias[:v.Padded()]
	}
	v.kernels.runDot(v, y, x, bias)
}

// Distance computes y[j] = Σ_i (x[i]-v_j[i])². y has room for Padded results, x
// has at least Dim elements.
func (v *Vectors[T]) Distance(y, x []T) {
	if v.n == 0 {
		return
	}
	_, _ = y[:v.Padded()], x[:v.dim]
	v.kernels.runDistance(v, y, x)
}

// DotColumns computes [Vectors.Dot] for many records, which stand in columns:
// coordinate i of record r is x[i·stride+r], and its result j is y[j·stride+r].
// records is a multiple of [Side]. bias has at least Len elements or is nil. It
// is faster than Dot, and nothing is written but the results.
func (v *Vectors[T]) DotColumns(y, x []T, stride, records int, bias []T) {
	if !v.checkColumns(y, x, stride, records) {
		return
	}
	if bias != nil {
		_ = bias[:v.n]
	}
	v.kernels.runDotColumns(v, y, x, stride, records, bias)
}

// DistanceColumns computes [Vectors.Distance] for many records, which stand in
// columns as those of DotColumns.
func (v *Vectors[T]) DistanceColumns(y, x []T, stride, records int) {
	if v.checkColumns(y, x, stride, records) {
		v.kernels.runDistanceColumns(v, y, x, stride, records)
	}
}

// Side is how many records of columns are computed side by side: 16 of float64,
// 32 of float32.
func Side[T real.Float]() int { return 2 * Lanes[T]() }

// checkColumns says whether there is anything to compute, and panics where a
// kernel would leave its slices.
func (v *Vectors[T]) checkColumns(y, x []T, stride, records int) bool {
	if v.n == 0 || records == 0 {
		return false
	}
	if records < 0 || records%Side[T]() != 0 || stride < records {
		panic("linear: the number of records does not fit")
	}
	_ = y[:(v.n-1)*stride+records]
	if v.dim > 0 {
		_ = x[:(v.dim-1)*stride+records]
	}
	return true
}
