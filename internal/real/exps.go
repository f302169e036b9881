package real

import "unsafe"

// Exps computes dst[i] = e^(factor·src[i]) for every element of src: to the last
// bit what [Exp] gives for float64s and [Exp32] for float32s. dst is at least as
// long as src; they are the same memory or do not overlap.
func Exps[T float32 | float64](dst, src []T, factor T) {
	switch s := any(&src).(type) {
	case *[]float64:
		exps(*any(&dst).(*[]float64), *s, float64(factor), vector64, Exp)
	case *[]float32:
		exps(*any(&dst).(*[]float32), *s, float32(factor), vector32, Exp32)
	}
}

// vectorExp is a vector form, for multiples of some number of lanes.
type vectorExp[T float32 | float64] struct {
	name string
	// run computes n elements, table holds the powers.
	run   func(dst, src *T, n int, factor T, table *float64)
	lanes int
}

// The vector forms that this process uses; run is nil for none.
var (
	vector64 = last(forms64())
	vector32 = last(forms32())
)

// last gives the fastest of the forms that may run.
func last[T float32 | float64](forms []vectorExp[T]) vectorExp[T] {
	if len(forms) == 0 {
		return vectorExp[T]{}
	}
	return forms[len(forms)-1]
}

func exps[T float32 | float64](dst, src []T, factor T, v vectorExp[T], exp func(T) T) {
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
