package real

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
)

//go:generate go -C ../asm run ./real -out ../real/vector_amd64.s -stubs ../real/vector_amd64.go -pkg real

// Exps computes dst[i] = e^(factor·src[i]) for every element of src: to the last
// bit what [Exp] gives for float64s and [Exp32] for float32s. dst is at least as
// long as src; they are the same memory or do not overlap.
func Exps[T Float](dst, src []T, factor T) {
	switch s := any(&src).(type) {
	case *[]float64:
		exps(*any(&dst).(*[]float64), *s, float64(factor), use64, Exp)
	case *[]float32:
		exps(*any(&dst).(*[]float32), *s, float32(factor), use32, Exp32)
	}
}

// kernels are the vector form of one set of instructions, for multiples of some
// number of lanes; run is nil in the portable one.
type kernels[T Float] struct {
	// run computes n elements, table holds the powers.
	run   func(dst, src *T, n int, factor T, table *float64)
	lanes int
}

// The forms that this process uses.
var (
	use64 = cpu.Last(forms64)
	use32 = cpu.Last(forms32)
)

func exps[T Float](dst, src []T, factor T, v kernels[T], exp func(T) T) {
	dst = dst[:len(src)]
	i := 0
	if v.run != nil && len(src) > 2 {
		i = len(src) / v.lanes * v.lanes
		v.run(unsafe.SliceData(dst), unsafe.SliceData(src), i, factor, &powers[0].value)
	}
	for ; i < len(src); i++ {
		dst[i] = exp(T(factor * src[i]))
	}
}
