package functions

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/internal/real"
)

func TestMath(t *testing.T) {
	ninf := math.Inf(-1)
	runVectors(t, []vector{
		{"ln of zero", "ln", a{0.0}, ninf},
		{"ln of a negative", "ln", a{-0.5}, nan},
		{"ln of an integer", "ln", a{1}, 0.0},
		{"log10 of zero", "log10", a{0.0}, ninf},
		{"log10 of a power", "log10", a{1000}, 3.0},
		{"log10 of INF", "log10", a{inf}, inf},
		{"sqrt of a negative", "sqrt", a{-0.5}, nan},
		{"sqrt of a float is a double", "sqrt", a{f32(2)}, math.Sqrt2},
		{"exp of missing", "exp", a{nil}, nil},
		{"ln1p below its range", "ln1p", a{-2.5}, nan},
		{"expm1 of something small", "expm1", a{1e-20}, 1e-20},
		{"acos out of range", "acos", a{2.5}, nan},
		{"hypot", "hypot", a{3, 4}, 5.0},
		{"hypot of INF and missing", "hypot", a{inf, nil}, nil},
		{"atan2 takes y, x", "x-atan2", a{1.0, 0.0}, math.Pi / 2},
		{"x-sin is sin", "x-sin", a{0.0}, 0.0},
		{"erf", "erf", a{0.0}, 0.0},

		{"abs keeps integers", "abs", a{-3}, 3},
		{"abs keeps floats", "abs", a{f32(-0.5)}, f32(0.5)},
		{"rint keeps doubles", "rint", a{-2.5}, -2.0},
		{"rint of one half", "rint", a{0.5}, 0.0},
		{"rint keeps floats", "rint", a{f32(1.5)}, f32(2)},
		{"rint keeps integers", "rint", a{7}, 7},
		{"floor of an integer", "floor", a{7}, 7},
		{"floor beyond integers", "floor", a{1e300}, undefined{}},
		{"ceil of INF", "ceil", a{inf}, undefined{}},
		{"round of -0.5", "round", a{-0.5}, 0},
		{"round just below one half", "round", a{0.49999999999999994}, 0},
		{"round of a tiny negative", "round", a{-1e-20}, 0},
		{"round of -3.7", "round", a{-3.7}, -4},
		{"threshold above", "threshold", a{3.5, 3}, 1.0},
		{"threshold of floats", "threshold", a{f32(1), f32(2)}, f32(0)},
	})
}

func TestLog10OfPowers(t *testing.T) {
	p := 1.0
	for n := 0; n <= 22; n++ {
		assert.Equal(t, float64(n), real.Log10(p), "log10(1e%d)", n)
		p *= 10
	}
	// Python's decimal module, 60 digits.
	for x, want := range map[float64]float64{2: 0.3010299956639812, 0.001: -3, 5e-324: -323.3062153431158,
		math.MaxFloat64: 308.25471555991675, 0.9999999999999999: -4.821637332766436e-17,
		1.0000000000000002: 9.64327466553287e-17, 123.456: 2.0915122016277716, 1e-300: -300, 0.1: -1} {
		assert.InEpsilon(t, want, real.Log10(x), 2.3e-16, "log10(%v)", x)
	}
}

func TestPow(t *testing.T) {
	runVectors(t, []vector{
		{"integers", "pow", a{3, 4}, 81},
		{"integers to a negative power", "pow", a{2, -1}, undefined{}},
		{"integers, too large", "pow", a{10, 16}, undefined{}},
		{"integers, the largest", "pow", a{2, 53}, maxWhole},
		{"negative base, odd power", "pow", a{-1, 1001}, -1},
		{"negative base, even power", "pow", a{-2, 10}, 1024},
		{"zero to the zero", "pow", a{0, 0}, 1},
		{"zero", "pow", a{0, 5}, 0},
		{"doubles, zero to the zero", "pow", a{0.0, 0.0}, 1.0},
		{"double to the missing", "pow", a{1.0, nil}, nil},
		{"NaN to the zero", "pow", a{nan, 0.0}, nan},
		{"square", "pow", a{1.1, k(2)}, 1.2100000000000002},
		{"square root", "pow", a{2.0, 0.5}, math.Sqrt2},
		{"negative base, fraction", "pow", a{-8.0, 1.0 / 3}, nan},
		{"large", "pow", a{1000000.0, 3.0}, 1e18},
		{"corpus", "pow", a{7.25, -2.5}, 0.007065696577485921},
		{"corpus, inverse", "pow", a{-7.0, -2.0}, 0.02040816326530612},
		{"floats", "pow", a{f32(1.1), f32(2)}, f32(float64(f32(1.1)) * float64(f32(1.1)))},
		{"overflow", "pow", a{1e200, 2.5}, inf},
		{"underflow", "pow", a{1e200, -2.5}, 0.0},
	})
}

func TestNormalDistribution(t *testing.T) {
	// Expected values: scipy.stats.norm, as in the conformance corpus.
	for _, tt := range []struct {
		name string
		args []any
		want float64
	}{
		{"normalCDF", a{-2.3, 1.0, 2.0}, 0.0494714680336481},
		{"normalCDF", a{1.0, 1.0, 2.0}, 0.5},
		{"normalCDF", a{2.5, 1.0, 2.0}, 0.7733726476231317},
		{"normalPDF", a{-2.3, 1.0, 2.0}, 0.05113246228198902},
		{"normalPDF", a{0.01, 1.0, 2.0}, 0.17647108969897515},
		{"stdNormalCDF", a{-2.3}, 0.010724110021675809},
		{"stdNormalCDF", a{2.5}, 0.9937903346742238},
		{"stdNormalPDF", a{-2.3}, 0.02832703774160119},
		{"stdNormalPDF", a{0.01}, 0.39892233378608216},
		{"stdNormalPDF", a{10.0}, 7.69459862670641993e-23},
		{"erf", a{-2.3}, -0.9988568234026434},
		{"normalIDF", a{0.001, 1.0, 2.0}, -5.180464612335626},
		{"normalIDF", a{0.975, 1.0, 2.0}, 4.919927969080108},
		{"normalIDF", a{0.8, 1, 2}, 2.6832424671458286},
		{"stdNormalIDF", a{0.001}, -3.090232306167813},
		{"stdNormalIDF", a{0.1}, -1.2815515655446004},
		{"stdNormalIDF", a{0.8}, 0.8416212335729143},
		{"stdNormalIDF", a{0.975}, 1.959963984540054},
		{"stdNormalIDF", a{1e-300}, -37.0471},
	} {
		got := run(t, tt.name, tt.args...)
		bound := 1e-15
		if tt.want == -37.0471 {
			bound = 1e-6
		}
		assert.InEpsilon(t, tt.want, got, bound, "%s%v", tt.name, tt.args)
	}
	runVectors(t, []vector{
		{"quantile of one half", "stdNormalIDF", a{0.5}, 0.0},
		{"quantile of zero", "stdNormalIDF", a{0.0}, math.Inf(-1)},
		{"quantile of one", "stdNormalIDF", a{1}, inf},
		{"quantile below zero", "stdNormalIDF", a{-0.5}, failing{}},
		{"quantile above one", "normalIDF", a{2.5, 0.0, 1.0}, failing{}},
		{"deviation of zero", "normalCDF", a{1.0, 0.0, 0.0}, failing{}},
		{"negative deviation", "normalPDF", a{1.0, 0.0, -1.0}, failing{}},
		{"constant deviation of zero", "normalPDF", a{k(1.0), k(0.0), k(0.0)}, failing{}},
		{"missing before a failing deviation", "normalPDF", a{nil, 0.0, -1.0}, nil},
		{"density far out", "stdNormalPDF", a{100.0}, 0.0},
		{"NaN", "stdNormalCDF", a{nan}, nan},
	})
	// The quantile inverts the distribution, over all magnitudes of p.
	for e := -300; e < 0; e++ {
		p := math.Pow(10, float64(e))
		z := real.NormalQuantile(p)
		assert.InEpsilon(t, p, real.Normal(z), 1e-15*math.Max(1, z*z), "p = %v", p)
	}
}
