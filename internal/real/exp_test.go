package real

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// bigExp gives e^x in far more digits than a float64 has, for moderate x.
func bigExp(x float64) *big.Float {
	const precision = 200
	r := new(big.Float).SetPrec(precision).SetFloat64(x)
	r.SetMantExp(r, -20) // e^x = (e^(x/2^20))^(2^20)
	sum := new(big.Float).SetPrec(precision).SetInt64(1)
	term := new(big.Float).SetPrec(precision).SetInt64(1)
	for i := int64(1); i < 30; i++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetPrec(precision).SetInt64(i))
		sum.Add(sum, term)
	}
	for range 20 {
		sum.Mul(sum, sum)
	}
	return sum
}

// Exp lies within 0.52 units in the last place of e^x, as its comment says.
func TestExpError(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	worst := 0.0
	for range 20000 {
		x := (random.Float64() - 0.5) * math.Exp2(float64(random.IntN(14)-3))
		if math.Abs(x) > 700 {
			continue
		}
		want := bigExp(x)
		got := Exp(x)
		d := new(big.Float).SetPrec(200).SetFloat64(got)
		d.Sub(d, want)
		error, _ := d.Float64()
		nearest, _ := want.Float64()
		_, e := math.Frexp(nearest)
		if error = math.Abs(error) / math.Ldexp(1, e-53); error > worst {
			worst = error
			if worst > 0.52 {
				t.Fatalf("Exp(%v) = %v, %v units off", x, got, worst)
			}
		}
	}
	t.Logf("worst error: %.4f units in the last place", worst)
}

func TestExpAtTheEnds(t *testing.T) {
	for _, tt := range []struct{ x, want float64 }{
		{0, 1}, {math.Copysign(0, -1), 1}, {1e-300, 1}, {1, math.E},
		{math.Inf(1), math.Inf(1)}, {math.Inf(-1), 0},
		{709.782712893384, 1.7976931348622732e308}, {709.79, math.Inf(1)},
		{-708.5, 2.006132305331306e-308}, {-745.13, 5e-324}, {-746, 0}, {1e300, math.Inf(1)}, {-1e300, 0},
	} {
		if got := Exp(tt.x); got != tt.want {
			t.Errorf("Exp(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
	if got := Exp(math.NaN()); got == got {
		t.Errorf("Exp(NaN) = %v", got)
	}
}

func BenchmarkExp(b *testing.B) {
	x := 0.0
	for b.Loop() {
		x = Exp(-0.5 - x/16)
	}
	_ = x
}

func BenchmarkMathExp(b *testing.B) {
	x := 0.0
	for b.Loop() {
		x = math.Exp(-0.5 - x/16)
	}
	_ = x
}
