package real

import "math"

// taylor are the coefficients of a series, the first two in full.
type taylor struct {
	a0, a1 double
	rest   [10]float64
}

// at gives the series at a small number.
func (s *taylor) at(h double) double {
	r := s.rest[9]
	for i := 8; i >= 0; i-- {
		r = s.rest[i] + float64(r*h.hi)
	}
	p := s.a1.multiply(h)
	y := sum2(s.a0.hi, p.hi)
	return fastSum2(y.hi, y.lo+(p.lo+s.a0.lo+float64(float64(h.hi*h.hi)*r)))
}

// erf is the error function, 2/√π·∫ e^-t² from 0 to x, for 0 <= x <= 1.
func (x double) erf() double {
	i := math.Floor(float64(x.hi*16) + 0.5)
	return erfTaylor[int(i)].at(sum2(x.hi-float64(i*(1.0/16)), x.lo))
}

// erfc is 1 - erf x for 1 <= x < 32 as a double times 2^n. It is e^-x² by a function
// that changes slowly.
func (x double) erfc() (y double, n int) {
	b := math.Float64bits(x.hi)
	i := int(b>>48) - 0x3ff0
	middle := math.Float64frombits(b&^(1<<48-1) | 1<<47)
	square := product2(x.hi, x.hi)
	square.lo += float64(2 * float64(x.hi*x.lo))
	e, n := square.negative().exp()
	return e.multiply(erfcTaylor[i].at(sum2(x.hi-middle, x.lo))), n
}

// Erf gives the error function, 2/√π·∫ e^-t² from 0 to x.
func Erf(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a < tiny:
		return math.FMA(x, erfTaylor[0].a1.hi, x*erfTaylor[0].a1.lo)
	case a < 1:
		return math.Copysign(double{hi: a}.erf().value(), x)
	case a > 6:
		return math.Copysign(1, x)
	}
	y, n := double{hi: a}.erfc()
	return math.Copysign(y.scale(-power2(n)).addFloat(1).value(), x)
}

// Erfc gives 1 - erf x.
func Erfc(x float64) float64 {
	if x != x {
		return x
	}
	y, n := double{hi: x}.complement()
	return y.ldexp(n)
}

// complement is 1 - erf x for every x, as a double times 2^n.
func (x double) complement() (y double, n int) {
	a := x
	if x.hi < 0 {
		a = x.negative()
	}
	switch {
	case a.hi >= 30 && x.hi < 0:
		return double{hi: 2}, 0
	case a.hi >= 30:
		return double{}, 0
	case a.hi >= 1:
		y, n = a.erfc()
		if x.hi < 0 {
			return y.scale(-power2(max(n, -1000))).addFloat(2), 0
		}
		return y, n
	}
	e := a.erf()
	if x.hi >= 0 {
		e = e.negative()
	}
	return e.addFloat(1), 0
}

// Normal gives the probability of a standard normal value at or below z,
// erfc(-z/√2)/2.
func Normal(z float64) float64 {
	if z != z {
		return z
	}
	y, n := rootHalf.multiplyFloat(-min(max(z, -100), 100)).complement()
	return y.ldexp(n - 1)
}

// NormalDensity gives the density of the standard normal distribution at z,
// e^(-z²/2)/√(2π).
func NormalDensity(z float64) float64 {
	if z != z {
		return z
	}
	y, n := densityAt(min(math.Abs(z), 40))
	return y.ldexp(n)
}

func densityAt(z float64) (y double, n int) {
	e, n := product2(float64(-0.5*z), z).exp()
	return e.multiply(perRoot2Pi), n
}

// NormalQuantile is the inverse of [Normal] for p in [0, 1], -INF and INF at its ends.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	if q := p - 0.5; math.Abs(q) <= 0.425 {
		return centralQuantile(q, sum2(-0.5, p).lo).value()
	}
	if p > 0.5 {
		return -tailQuantile(1 - p).value()
	}
	return tailQuantile(p).value()
}

// ErfInv is the inverse of [Erf] for y in [-1, 1].
func ErfInv(y float64) float64 {
	a := math.Abs(y)
	switch {
	case !(a <= 1):
		return math.NaN()
	case a == 1:
		return math.Copysign(math.Inf(1), y)
	case a == 0:
		return y
	case a < tiny:
		c := double{hi: 1}.divide(erfTaylor[0].a1)
		return math.FMA(y, c.hi, y*c.lo)
	}
	var z double
	if a <= 0.85 {
		z = centralQuantile(float64(0.5*a), 0)
	} else {
		z = tailQuantile(float64(0.5 * (1 - a))).negative()
	}
	return math.Copysign(z.multiply(rootHalf).value(), y)
}
