package real

import (
	"fmt"
	"math"
	"runtime"
	"testing"
)

// numbers are those at which functions change their ways or end.
func numbers() []float64 {
	numbers := []float64{
		0, 0x1p-1074, 0x1p-1022, 1e-300, 0x1p-60, 0x1p-54, 0x1p-29, 0x1p-28, 0x1p-27, 1e-3, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 40, 41,
		700, 709.782712893384, 709.79, 710.4, 711, 744, 745, 746, 1000, 1 << 17, 1<<17 + 1, 1 << 53, 1<<53 + 2, 1e18, 0x1p500, 1e308, math.MaxFloat64, math.Inf(1), math.NaN(),
		math.Pi, math.Pi / 2, 6, 6.1, 26, 27.3, 28, 30, 31, 32, 37, 38, 39,
	}
	for _, x := range numbers {
		numbers = append(numbers, -x)
	}
	return numbers
}

// near tells of numbers that are the same within a part of 1e-13, of signs that are
// the same, and of kinds.
func near(got, want float64) bool {
	switch {
	case want != want || got != got:
		return want != want && got != got
	case got == want:
		return math.Signbit(got) == math.Signbit(want)
	}
	return math.Abs(got-want) <= 1e-13*math.Abs(want) || math.Abs(got-want) < 1e-320
}

// The ends and special cases are those of package math.
func TestEndsAreThoseOfMath(t *testing.T) {
	if runtime.GOARCH == "s390x" {
		t.Skip("package math has an assembly of its own there, which gives -Inf as log10 of NaN, for one")
	}
	for name, f := range map[string][2]func(float64) float64{
		"Exp": {Exp, math.Exp}, "Expm1": {Expm1, math.Expm1}, "Sinh": {Sinh, math.Sinh}, "Cosh": {Cosh, math.Cosh}, "Tanh": {Tanh, math.Tanh},
		"Log": {Log, math.Log}, "Log10": {Log10, math.Log10}, "Log1p": {Log1p, math.Log1p},
		"Atan": {Atan, math.Atan}, "Asin": {Asin, math.Asin}, "Acos": {Acos, math.Acos},
		"Erf": {Erf, math.Erf}, "Erfc": {Erfc, math.Erfc}, "ErfInv": {ErfInv, math.Erfinv},
	} {
		for _, x := range numbers() {
			if name[0] == 'L' && math.Abs(x) == 0x1p-1074 {
				continue // amd64's form of math.Log is wrong there
			}
			if got, want := f[0](x), f[1](x); !near(got, want) {
				t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
			}
		}
	}
	for _, x := range numbers() {
		for _, f := range [][2]func(float64) float64{{Sin, math.Sin}, {Cos, math.Cos}, {Tan, math.Tan}} {
			if got, want := f[0](x), f[1](x); math.Abs(x) < 3 && !near(got, want) || (got != got) != (want != want) {
				t.Errorf("%v gives %v, want %v", x, got, want)
			}
		}
	}
}

func TestEndsOfTwoNumbersAreThoseOfMath(t *testing.T) {
	for name, f := range map[string][2]func(x, y float64) float64{"Pow": {Pow, math.Pow}, "Hypot": {Hypot, math.Hypot}, "Atan2": {Atan2, math.Atan2}} {
		for _, x := range numbers() {
			for _, y := range numbers() {
				if name == "Pow" && (math.Abs(x) == 0x1p-1074 || math.Abs(y) > 1e3) {
					continue // where math.Pow is not near enough
				}
				got, want := f[0](x, y), f[1](x, y)
				if name == "Atan2" {
					want = math.Copysign(want, x) // math.Atan2 loses it where x/y underflows
				}
				if !near(got, want) {
					t.Errorf("%s(%v, %v) = %v, want %v", name, x, y, got, want)
				}
			}
		}
	}
}

func TestNormalAtTheEnds(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tt := range []struct{ got, want float64 }{
		{Normal(-inf), 0}, {Normal(inf), 1}, {Normal(nan), nan}, {Normal(0), 0.5}, {Normal(-40), 0}, {Normal(9), 1},
		{NormalDensity(-inf), 0}, {NormalDensity(inf), 0}, {NormalDensity(nan), nan}, {NormalDensity(0), 0.3989422804014327},
		{NormalQuantile(0), -inf}, {NormalQuantile(1), inf}, {NormalQuantile(0.5), 0}, {NormalQuantile(-1), nan}, {NormalQuantile(2), nan}, {NormalQuantile(nan), nan},
		{NormalQuantile(5e-324), -38.46740561714434},
		{LogFactorial(0), 0}, {LogFactorial(1), 0}, {LogFactorial(2), math.Ln2}, {LogFactorial(-1), nan}, {LogFactorial(inf), inf}, {LogFactorial(nan), nan},
	} {
		if !near(tt.got, tt.want) {
			t.Errorf("%v, want %v", tt.got, tt.want)
		}
	}
}

// A whole power of ten has a whole logarithm, a square is rounded once.
func TestExactResults(t *testing.T) {
	for n := -300; n <= 300; n++ {
		var x float64
		fmt.Sscanf(fmt.Sprintf("1e%d", n), "%g", &x)
		if got := Log10(x); got != float64(n) {
			t.Errorf("Log10(1e%d) = %v", n, got)
		}
	}
	for n := -1074; n <= 1023; n++ {
		if got, want := Pow(2, float64(n)), math.Ldexp(1, n); got != want {
			t.Errorf("Pow(2, %d) = %v, want %v", n, got, want)
		}
	}
	for x := 1.0; x < 2000; x++ {
		if Pow(x, 3) != x*x*x || Pow(x, 2) != x*x || Pow(-x, 3) != -x*x*x || Pow(x*x, 0.5) != x {
			t.Errorf("powers of %v: %v, %v, %v, %v", x, Pow(x, 3), Pow(x, 2), Pow(-x, 3), Pow(x*x, 0.5))
		}
	}
}
