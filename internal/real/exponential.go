package real

import "math"

// exp gives e^x as e·2^n, to about 2^-68 of it; |x| is at most 1000.
// The method is that of [Exp], with what is left out of each step kept.
func (x double) exp() (e double, n int) {
	k, r, rest := x.stepsOf()
	n = int(k)
	t := &powers[n&(steps-1)]
	p := product2(t.value, r)
	e = fastSum2(t.value, p.hi)
	r2 := float64(r * r)
	q := rest + float64(r2*series(r))
	e = fastSum2(e.hi, e.lo+(p.lo+float64(t.value*(q+float64(t.rest*(1+r))))))
	return e, n >> 7
}

// stepsOf takes k·ln2/128 from x and leaves r + rest, |r| at most 0.0028.
func (x double) stepsOf() (k, r, rest float64) {
	k = float64(x.hi*stepsPerUnit) + toInteger
	k -= toInteger
	low := product2(k, stepLow)
	s := sum2(x.hi-float64(k*stepHigh), -low.hi)
	s = fastSum2(s.hi, s.lo-low.lo+x.lo)
	return k, s.hi, s.lo
}

// series is (e^r - 1 - r)/r² for |r| <= 0.0028.
func series(r float64) float64 {
	return 1.0/2 + float64(r*(1.0/6+float64(r*(1.0/24+float64(r*(1.0/120+float64(r*(1.0/720))))))))
}

// expm1 is e^x - 1 for -1000 <= x <= 40, relative to itself to about 2^-60.
func (x double) expm1() double {
	k, r, rest := x.stepsOf()
	if k == 0 {
		return fastSum2(r, rest+float64(float64(r*r)*series(r)))
	}
	e, n := x.exp()
	if n < -200 {
		return double{-1, 0}
	}
	return e.scale(power2(n)).addFloat(-1)
}

// tiny is a number that many functions give back: the next term of their series is
// less than half a unit in the last place.
const tiny = 0x1p-28

// Expm1 gives e^x - 1.
func Expm1(x float64) float64 {
	switch {
	case x != x, math.Abs(x) < 0x1p-54:
		return x
	case x > 40:
		e, n := double{hi: min(x, 1000)}.exp()
		return e.ldexp(n)
	case x < -45:
		return -1
	}
	return double{hi: x}.expm1().value()
}

// Sinh gives the hyperbolic sine, (e^x - e^-x)/2.
func Sinh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x, a < tiny:
		return x
	case a > 40:
		e, n := double{hi: min(a, 1000)}.exp()
		return math.Copysign(e.ldexp(n-1), x)
	}
	m := double{hi: a}.expm1()
	return math.Copysign(0.5*m.add(m.divide(m.addFloat(1))).value(), x)
}

// Cosh gives the hyperbolic cosine, (e^x + e^-x)/2.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	if x != x {
		return x
	}
	e, n := double{hi: min(a, 1000)}.exp()
	if a > 40 {
		return e.ldexp(n - 1)
	}
	e = e.scale(power2(n))
	return float64(0.5 * e.add(double{hi: 1}.divide(e)).value())
}

// Tanh gives the hyperbolic tangent, 1 - 2/(e^2x + 1), or where that loses digits
// (e^2x - 1)/(e^2x + 1).
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x, a < tiny:
		return x
	case a > 20:
		return math.Copysign(1, x)
	case a > 0.56:
		e, n := double{hi: float64(2 * a)}.exp()
		e = e.scale(power2(n))
		d := fastSum2(e.hi, 1)
		q := 2 / d.hi
		y := fastSum2(1, -q)
		return math.Copysign(y.hi+(y.lo+float64(float64(0.5*q*q)*(d.lo+e.lo))), x)
	}
	m := double{hi: float64(2 * a)}.expm1()
	return math.Copysign(m.divide(m.addFloat(2)).value(), x)
}
