package real

import (
	"flag"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/real/exact"
)

var allPoints = flag.Int("points", 40000, "how many points of each function are held to the reference: by default, about a million of all functions")

// points is fewer under -short, and under the race detector, where they say as much.
func points() int {
	switch {
	case testing.Short():
		return 500
	case raceDetector:
		return 2000
	}
	return *allPoints
}

// group is functions whose references are computed together.
type group struct {
	name      string
	sample    func(r *rand.Rand) (x, y float64)
	functions []named
	reference func(d *exact.Digits, x, y *big.Float) []*big.Float
}

type named struct {
	name string
	of   func(x, y float64) float64
}

func one(name string, f func(float64) float64) named {
	return named{name, func(x, _ float64) float64 { return f(x) }}
}

// size gives numbers of either sign, as many in each binade.
func size(r *rand.Rand, least, most int) float64 {
	v := math.Ldexp(1+r.Float64(), least+r.IntN(most-least))
	if r.IntN(2) == 0 {
		return -v
	}
	return v
}

// within gives numbers between two, each tenth one as small as can be.
func within(r *rand.Rand, low, high float64) float64 {
	if r.IntN(10) == 0 {
		if v := size(r, -60, 0); v > low && v < high {
			return v
		}
	}
	return low + (high-low)*r.Float64()
}

func list(v ...*big.Float) []*big.Float { return v }

var groups = []group{
	{
		"exponential", func(r *rand.Rand) (float64, float64) {
			if r.IntN(3) > 0 {
				return within(r, -3, 3), 0
			}
			return within(r, -744, 709), 0
		},
		[]named{one("Exp", Exp), one("Expm1", Expm1), one("Sinh", Sinh), one("Cosh", Cosh), one("Tanh", Tanh)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			e := d.Exp(x)
			inverse := d.Quo(d.Float(1), e)
			sinh := d.Mul(d.Float(0.5), d.Sub(e, inverse))
			cosh := d.Mul(d.Float(0.5), d.Add(e, inverse))
			return list(e, d.Sub(e, d.Float(1)), sinh, cosh, d.Quo(sinh, cosh))
		},
	}, {
		"logarithm", func(r *rand.Rand) (float64, float64) {
			if r.IntN(2) == 0 {
				return math.Abs(size(r, -1074, 1023)), 0
			}
			return 0.5 + 1.5*r.Float64(), 0
		},
		[]named{one("Log", Log), one("Log10", Log10)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			l := d.Log(x)
			return list(l, d.Quo(l, d.Log(d.Float(10))))
		},
	}, {
		"logarithm of 1+x", func(r *rand.Rand) (float64, float64) {
			if r.IntN(2) == 0 {
				return max(size(r, -70, 70), -0.999999), 0
			}
			return r.Float64()*3 - 1, 0
		},
		[]named{one("Log1p", Log1p)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float { return list(d.Log(d.Add(d.Float(1), x))) },
	}, {
		"power", func(r *rand.Rand) (float64, float64) {
			x, y := math.Abs(size(r, -1060, 1023)), 0.0
			switch r.IntN(4) {
			case 0:
				x = 0.5 + r.Float64()
			case 1:
				x, y = 10*r.Float64(), float64(r.IntN(600)-300)
				return x, y
			}
			for {
				y = size(r, -20, 30)
				if p := math.Abs(y * math.Log(x)); p < 709 && p > 1e-15 {
					return x, y
				}
			}
		},
		[]named{{"Pow", Pow}},
		func(d *exact.Digits, x, y *big.Float) []*big.Float { return list(d.Exp(d.Mul(y, d.Log(x)))) },
	}, {
		"angle", func(r *rand.Rand) (float64, float64) {
			switch r.IntN(4) {
			case 0:
				return size(r, -40, 1023), 0
			case 1: // next to multiples of π/2
				return float64(r.IntN(400000)-200000) * (math.Pi / 2), 0
			}
			return within(r, -10, 10), 0
		},
		[]named{one("Sin", Sin), one("Cos", Cos), one("Tan", Tan)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			s, c := d.SinCos(x)
			return list(s, c, d.Quo(s, c))
		},
	}, {
		"arc tangent", func(r *rand.Rand) (float64, float64) { return size(r, -40, 70), 0 },
		[]named{one("Atan", Atan)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float { return list(d.Atan2(x, d.Float(1))) },
	}, {
		"arc sine", func(r *rand.Rand) (float64, float64) {
			if r.IntN(4) == 0 {
				return 1 - math.Abs(size(r, -52, 0))/2, 0
			}
			return within(r, -1, 1), 0
		},
		[]named{one("Asin", Asin), one("Acos", Acos)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			c := d.Sqrt(d.Sub(d.Float(1), d.Mul(x, x)))
			return list(d.Atan2(x, c), d.Atan2(c, x))
		},
	}, {
		"vector", func(r *rand.Rand) (float64, float64) {
			if r.IntN(2) == 0 {
				return size(r, -5, 5), size(r, -5, 5)
			}
			n := r.IntN(1900) - 950
			return size(r, n, n+60), size(r, n, n+60)
		},
		[]named{{"Hypot", Hypot}, {"Atan2", Atan2}},
		func(d *exact.Digits, x, y *big.Float) []*big.Float {
			return list(d.Sqrt(d.Add(d.Mul(x, x), d.Mul(y, y))), d.Atan2(x, y))
		},
	}, {
		"error function", func(r *rand.Rand) (float64, float64) {
			switch r.IntN(10) {
			case 0:
				return within(r, 5, 26), 0
			case 1:
				return size(r, -60, 0), 0
			}
			return within(r, -3, 4), 0
		},
		[]named{one("Erf", Erf), one("Erfc", Erfc)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			if v, _ := x.Float64(); v > 4 {
				c := d.Erfc(x)
				return list(d.Sub(d.Float(1), c), c)
			}
			e := d.Erf(x)
			return list(e, d.Sub(d.Float(1), e))
		},
	}, {
		"normal distribution", func(r *rand.Rand) (float64, float64) {
			if r.IntN(10) == 0 {
				return within(r, -37, -6), 0
			}
			return within(r, -6, 5), 0
		},
		[]named{one("Normal", Normal), one("NormalDensity", NormalDensity)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			half := d.Mul(x, d.Float(-0.5))
			density := d.Quo(d.Exp(d.Mul(half, x)), d.Sqrt(d.Mul(d.Pi(), d.Float(2))))
			return list(d.Mul(d.Float(0.5), d.Erfc(d.Mul(half, d.Sqrt(d.Float(2))))), density)
		},
	}, {
		"quantile", func(r *rand.Rand) (float64, float64) {
			if r.IntN(10) == 0 {
				return math.Abs(size(r, -1020, -1)), 0
			}
			return r.Float64(), 0
		},
		[]named{one("NormalQuantile", NormalQuantile)},
		func(d *exact.Digits, p, _ *big.Float) []*big.Float {
			// A step of Newton's method from what is almost right.
			v, _ := p.Float64()
			z := d.Float(NormalQuantile(v))
			return list(quantileStep(d, z, p))
		},
	}, {
		"inverse error function", func(r *rand.Rand) (float64, float64) { return within(r, -1, 1), 0 },
		[]named{one("ErfInv", ErfInv)},
		func(d *exact.Digits, p, _ *big.Float) []*big.Float {
			v, _ := p.Float64()
			x := d.Float(ErfInv(v))
			slope := d.Mul(d.PerRootPi2(), d.Exp(d.Mul(d.Mul(x, x), d.Float(-1))))
			var off *big.Float
			if v > 0.5 {
				off = d.Sub(d.Sub(d.Float(1), p), d.Erfc(x))
			} else {
				off = d.Sub(d.Erf(x), p)
			}
			return list(d.Sub(x, d.Quo(off, slope)))
		},
	}, {
		"factorial", func(r *rand.Rand) (float64, float64) {
			if r.IntN(4) == 0 {
				return math.Trunc(math.Abs(size(r, 0, 900))), 0
			}
			return float64(r.IntN(5000)), 0
		},
		[]named{one("LogFactorial", LogFactorial)},
		func(d *exact.Digits, x, _ *big.Float) []*big.Float {
			v, _ := x.Float64()
			if v < 2 {
				return list(d.Float(0))
			}
			return list(d.LogFactorial(v))
		},
	},
}

func quantileStep(d *exact.Digits, z, p *big.Float) *big.Float {
	half := d.Mul(z, d.Float(-0.5))
	density := d.Quo(d.Exp(d.Mul(half, z)), d.Sqrt(d.Mul(d.Pi(), d.Float(2))))
	value := d.Mul(d.Float(0.5), d.Erfc(d.Mul(half, d.Sqrt(d.Float(2)))))
	return d.Sub(z, d.Quo(d.Sub(value, p), density))
}

// ulps is how far a number is from what it should be, in units in the last place.
func ulps(d *exact.Digits, got float64, want *big.Float) float64 {
	off := d.Sub(d.Float(got), want)
	if off.Sign() == 0 {
		return 0
	}
	unit := max(want.MantExp(nil)-53, -1074)
	v, _ := off.SetMantExp(off, -unit).Float64()
	return math.Abs(v)
}

// TestAccuracy: every function lies within one unit in the last place of what it is
// in 200 binary digits.
func TestAccuracy(t *testing.T) {
	for i, g := range groups {
		t.Run(g.name, func(t *testing.T) {
			t.Parallel()
			d := exact.New(200)
			r := rand.New(rand.NewPCG(20, uint64(i)))
			worst := make([]float64, len(g.functions))
			bad := 0
			for range points() {
				x, y := g.sample(r)
				for j, want := range g.reference(d, d.Float(x), d.Float(y)) {
					got := g.functions[j].of(x, y)
					if nearest, _ := want.Float64(); math.IsInf(nearest, 0) && got == nearest {
						continue
					}
					if got != got || math.IsInf(got, 0) {
						t.Fatalf("%s(%v, %v) = %v, want %v", g.functions[j].name, x, y, got, want.Text('g', 20))
					}
					off := ulps(d, got, want)
					worst[j] = max(worst[j], off)
					if off > 1 {
						t.Errorf("%s(%v, %v) = %v, want %v: %.3g units off", g.functions[j].name, x, y, got, want.Text('g', 20), off)
						if bad++; bad > 10 {
							t.FailNow()
						}
					}
				}
			}
			for j, f := range g.functions {
				t.Logf("%-15s %.4f units in the last place at worst", f.name, worst[j])
			}
		})
	}
}
