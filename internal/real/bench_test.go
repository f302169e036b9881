package real

import (
	"math"
	"testing"
)

// Benchmarks beside package math, of numbers from 0 to 1 or 10.
func BenchmarkFunctions(b *testing.B) {
	for _, f := range []struct {
		name       string
		most       float64
		own, other func(float64) float64
	}{
		{"Exp", 10, Exp, math.Exp}, {"Expm1", 10, Expm1, math.Expm1}, {"Sinh", 10, Sinh, math.Sinh}, {"Cosh", 10, Cosh, math.Cosh}, {"Tanh", 3, Tanh, math.Tanh},
		{"Log", 10, Log, math.Log}, {"Log10", 10, Log10, math.Log10}, {"Log1p", 10, Log1p, math.Log1p},
		{"Sin", 10, Sin, math.Sin}, {"Cos", 10, Cos, math.Cos}, {"Tan", 10, Tan, math.Tan},
		{"Atan", 10, Atan, math.Atan}, {"Asin", 1, Asin, math.Asin}, {"Acos", 1, Acos, math.Acos},
		{"Erf", 3, Erf, math.Erf}, {"Erfc", 10, Erfc, math.Erfc}, {"ErfInv", 1, ErfInv, math.Erfinv},
		{"Pow", 10, func(x float64) float64 { return Pow(x, 2.7) }, func(x float64) float64 { return math.Pow(x, 2.7) }},
		{"Hypot", 10, func(x float64) float64 { return Hypot(x, 3) }, func(x float64) float64 { return math.Hypot(x, 3) }},
		{"Atan2", 10, func(x float64) float64 { return Atan2(x, 3) }, func(x float64) float64 { return math.Atan2(x, 3) }},
	} {
		var x [256]float64
		for i := range x {
			x[i] = f.most * float64(i*73%256+1) / 257
		}
		for i, g := range []func(float64) float64{f.own, f.other} {
			b.Run(f.name+[]string{"/own", "/math"}[i], func(b *testing.B) {
				sum, j := 0.0, uint8(0)
				for b.Loop() {
					sum += g(x[j])
					j++
				}
				_ = sum
			})
		}
	}
}
