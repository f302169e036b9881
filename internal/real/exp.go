// Package real computes functions of real numbers the same on every processor,
// and more closely than the standard library: producers' figures agree to the
// last digits only where the exponential is within about half a unit in the
// last place.
package real

import "math"

//go:generate go run ./gen

// Exp gives e^x to within 0.52 units in the last place, on every processor the
// same. (math.Exp is an assembly routine of its own on some of them; on amd64
// it is off by a unit often enough to show in figures that producers give in
// full.) No product and sum are fused here.
//
// With x = k·ln2/128 + r: e^x = 2^(k/128) · e^r, the first from a table and the
// second from the series, as |r| is at most 0.0028. This is the way of Tang
// (Table-driven implementation of the exponential function, ACM TOMS 15, 1989).
func Exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.782712893384:
		return math.Inf(1)
	case x < -745.1332191019412:
		return 0
	}
	k := float64(x*stepsPerUnit) + toInteger
	k -= toInteger
	r := x - float64(k*stepHigh)
	r -= float64(k * stepLow)
	n := int(k)
	e := &powers[n&(steps-1)]
	r2 := float64(r * r)
	p := 1.0/2 + float64(r*(1.0/6+float64(r*(1.0/24+float64(r*(1.0/120))))))
	p = e.rest + (r + float64(r2*p))
	y := e.value + float64(e.value*p)
	n >>= 7
	if n > -1022 && n < 1023 {
		return float64(y * math.Float64frombits(uint64(n+1023)<<52))
	}
	return math.Ldexp(y, n)
}

const (
	steps = 128
	// stepsPerUnit is 128/ln2; stepHigh and stepLow add up to ln2/128, and a
	// multiple of stepHigh is exact for every k that Exp meets.
	stepsPerUnit = 0x1.71547652b82fep+7
	stepHigh     = 0x1.62e42fee00000p-8
	stepLow      = 0x1.a39ef35793c76p-40
	// toInteger rounds what is added to it to an integer.
	toInteger = 0x1.8p52
)

// Exp32 gives e^x as producers that calculate in float32 do: e is the float32
// 2.7182817, and the power is rounded once.
func Exp32(x float32) float32 { return float32(Exp(float64(float64(x) * lnEuler32))) }

// lnEuler32 is the natural logarithm of float32(e).
const lnEuler32 = 0x1.fffffe6a0fc8cp-1
