package linear

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
	"github.com/gopmml/gopmml/internal/real"
)

// kernels are the vector forms of one set of instructions, for T. Those of nil
// are the portable ones.
type kernels[T real.Float] struct {
	// dot and distance compute one record's results of some blocks of vectors.
	dot      func(y, x, w, bias *T, blocks, dim int)
	distance func(y, x, w *T, blocks, dim int)
	// dotColumns and distanceColumns compute the results of n vectors, at most
	// the given number and a power of two, for columns that take so many bytes.
	dotColumns      func(y, x, w, bias *T, n, dim, bytes, yStride, xStride int)
	distanceColumns func(y, x, w *T, n, dim, bytes, yStride, xStride int)
	most            int
	rectify         func(z *T, blocks int)
}

// The forms that this process uses.
var (
	use64 = cpu.Last(forms64)
	use32 = cpu.Last(forms32)
)

func chosen[T real.Float]() *kernels[T] {
	if k, ok := any(use64).(*kernels[T]); ok {
		return k
	}
	return any(use32).(*kernels[T])
}

func (k *kernels[T]) runDot(v *Vectors[T], y, x, bias []T) {
	if k == nil {
		dot(y, x, v, bias)
		return
	}
	lanes := Lanes[T]()
	for first, n := 0, v.chunk(); first < v.blocks; first += n {
		var b *T
		if bias != nil {
			b = &bias[first*lanes]
		}
		k.dot(&y[first*lanes], unsafe.SliceData(x), v.at(first*lanes), b, min(n, v.blocks-first), v.dim)
	}
}

func (k *kernels[T]) runDistance(v *Vectors[T], y, x []T) {
	if k == nil {
		distance(y, x, v)
		return
	}
	lanes := Lanes[T]()
	for first, n := 0, v.chunk(); first < v.blocks; first += n {
		k.distance(&y[first*lanes], unsafe.SliceData(x), v.at(first*lanes), min(n, v.blocks-first), v.dim)
	}
}

func (k *kernels[T]) runDotColumns(v *Vectors[T], y, x []T, stride, records int, bias []T) {
	if k == nil {
		dotColumns(y, x, stride, records, v, bias)
		return
	}
	bytes := stride * blockBytes / Lanes[T]()
	for j, n := 0, k.most; j < v.n; j += n {
		for n > v.n-j {
			n /= 2
		}
		var b *T
		if bias != nil {
			b = &bias[j]
		}
		k.dotColumns(&y[j*stride], unsafe.SliceData(x), v.at(j), b, n, v.dim, records*blockBytes/Lanes[T](), bytes, bytes)
	}
}

func (k *kernels[T]) runDistanceColumns(v *Vectors[T], y, x []T, stride, records int) {
	if k == nil {
		distanceColumns(y, x, stride, records, v)
		return
	}
	bytes := stride * blockBytes / Lanes[T]()
	for j, n := 0, k.most; j < v.n; j += n {
		for n > v.n-j {
			n /= 2
		}
		k.distanceColumns(&y[j*stride], unsafe.SliceData(x), v.at(j), n, v.dim, records*blockBytes/Lanes[T](), bytes, bytes)
	}
}

// chunk is how many blocks a kernel takes in one call. A goroutine cannot be
// stopped within a kernel, and who waits for it (the garbage collector) should
// not wait long.
func (v *Vectors[T]) chunk() int {
	const (
		coordinates = 1 << 15 // some ten microseconds
		most        = 8       // blocks at a time in a kernel
	)
	return max(most, coordinates/max(v.dim, 1)/most*most)
}

// at gives the place of vector j's first coordinate; nil where there is none.
func (v *Vectors[T]) at(j int) *T {
	if v.dim == 0 {
		return nil
	}
	lanes := Lanes[T]()
	return &v.w[j/lanes*v.dim*lanes+j%lanes]
}

// Rectify replaces elements that are at most 0 by 0; NaN stays.
func Rectify[T real.Float](z []T) { chosen[T]().rectifyAll(z) }

func (k *kernels[T]) rectifyAll(z []T) {
	if k != nil {
		lanes := Lanes[T]()
		blocks := len(z) / lanes
		k.rectify(unsafe.SliceData(z), blocks)
		z = z[blocks*lanes:]
	}
	for i, v := range z {
		z[i] = max(v, 0)
	}
}
