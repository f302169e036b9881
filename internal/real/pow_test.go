package real

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Whole powers lie at most one unit in the last place off.
func TestPowOfWholeExponents(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		x, n := 0.5+rng.Float64()*3, rng.IntN(300)
		exact := new(big.Float).SetPrec(400).SetInt64(1)
		for range n {
			exact.Mul(exact, big.NewFloat(x))
		}
		want, _ := exact.Float64()
		got := Pow(x, float64(n))
		if bound := 1.01 * (math.Nextafter(want, math.Inf(1)) - want); math.Abs(got-want) > bound {
			t.Errorf("Pow(%v, %d) = %v, want %v", x, n, got, want)
		}
	}
}

// Fractions of the exponent against square roots in high precision.
func TestPowOfEighths(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		x, n := math.Ldexp(0.5+rng.Float64(), rng.IntN(200)-100), rng.IntN(40)-20
		root := new(big.Float).SetPrec(400).SetFloat64(x)
		for range 3 {
			root.Sqrt(root)
		}
		exact := new(big.Float).SetPrec(400).SetInt64(1)
		for range max(n, -n) {
			exact.Mul(exact, root)
		}
		if n < 0 {
			exact.Quo(new(big.Float).SetInt64(1), exact)
		}
		want, _ := exact.Float64()
		if got := Pow(x, float64(n)/8); math.Abs(got-want) > 6e-16*want {
			t.Errorf("Pow(%v, %v) = %v, want %v", x, float64(n)/8, got, want)
		}
	}
}
