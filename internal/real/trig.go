package real

import (
	"math"
	"math/bits"
)

// Sin gives the sine.
func Sin(x float64) float64 {
	if math.Abs(x) < tiny || x != x {
		return x
	}
	k, r := angleSteps(x)
	return sineSteps(k, r).value()
}

// Cos gives the cosine.
func Cos(x float64) float64 {
	if x != x {
		return x
	}
	k, r := angleSteps(x)
	return sineSteps(k+64, r).value()
}

// Tan gives the tangent.
func Tan(x float64) float64 {
	if math.Abs(x) < tiny || x != x {
		return x
	}
	k, r := angleSteps(x)
	return sineSteps(k, r).divide(sineSteps(k+64, r)).value()
}

// angleSteps gives x as k·π/128 and a rest, k without whole turns (256 of them).
func angleSteps(x float64) (k int, r double) {
	if !(math.Abs(x) < 1<<17) {
		return angleStepsOfLarge(x)
	}
	n := float64(x*stepsPerAngle) + toInteger
	n -= toInteger
	s := sum2(x-float64(n*angle1), -float64(n*angle2))
	p := product2(n, -angle3)
	p.lo -= float64(n * angle4)
	return int(n) & 255, s.add(p)
}

// angleStepsOfLarge multiplies by the digits of 1/(2π) that count, as Payne and Hanek
// do (Radian reduction for trigonometric functions, SIGNUM 18, 1983).
func angleStepsOfLarge(x float64) (k int, r double) {
	if math.IsInf(x, 0) {
		return 0, double{hi: math.NaN()}
	}
	b := math.Float64bits(x)
	m := b&(1<<52-1) | 1<<52
	// x is m·2^e; digits of a weight above 2^-e only make whole turns.
	e := int(b>>52&0x7ff) - 1023 - 52 + 64
	word, shift := e/64, uint(e%64)
	var w [3]uint64
	for i := range w {
		w[i] = perTurn[word+i]<<shift | perTurn[word+i+1]>>(64-shift)
	}
	// turns is m·w without what is whole, in 192 digits.
	h2, l2 := bits.Mul64(m, w[2])
	h1, l1 := bits.Mul64(m, w[1])
	l1, carry := bits.Add64(l1, h2, 0)
	l0, _ := bits.Add64(m*w[0], h1, carry)
	// The first eight digits, rounded, are k; the rest is taken with its sign.
	k = int(l0 >> 56)
	l0, l1 = l0<<8|l1>>56, l1<<8|l2>>56
	negative := l0>>63 != 0
	if negative {
		k++
		var borrow uint64
		l1, borrow = bits.Sub64(0, l1, 0)
		l0, _ = bits.Sub64(0, l0, borrow)
		l2 = -(l2 << 8)
	} else {
		l2 <<= 8
	}
	zeros := 0
	if l0 == 0 {
		l0, l1, l2, zeros = l1, l2, 0, 64
	}
	n := bits.LeadingZeros64(l0)
	l0, l1 = l0<<n|l1>>(64-n), l1<<n|l2>>(64-n)
	const low = 1<<11 - 1
	r = fastSum2(float64(float64(l0&^low)*0x1p-64), float64((float64(l0&low)+float64(float64(l1>>11)*0x1p-53))*0x1p-64))
	r = r.scale(power2(-n - zeros)).multiply(angleStep)
	if negative != math.Signbit(x) {
		r = r.negative()
	}
	if math.Signbit(x) {
		k = -k
	}
	return k & 255, r
}

// sineSteps is the sine of k·π/128 + r to about 2^-65 of it, |r| at most 0.0123.
func sineSteps(k int, r double) double {
	j := k & 63
	s, c := sines[j], sines[64-j]
	switch k >> 6 & 3 {
	case 1:
		s, c = c, s.negative()
	case 2:
		s, c = s.negative(), c.negative()
	case 3:
		s, c = c.negative(), s
	}
	// s·cos r + c·sin r, of which s + c·r is kept in full.
	h := r.hi
	h2 := float64(h * h)
	sin := float64(-float64(h*h2) * (1.0/6 - float64(h2*(1.0/120-float64(h2*(1.0/5040))))))
	cos := float64(-h2 * (1.0/2 - float64(h2*(1.0/24-float64(h2*(1.0/720))))))
	p := product2(c.hi, h)
	y := sum2(s.hi, p.hi)
	low := p.lo + s.lo + float64(c.lo*h) + float64(c.hi*r.lo)
	low += float64(s.hi*(cos-float64(h*r.lo))) + float64(c.hi*sin)
	return fastSum2(y.hi, y.lo+low)
}

// Atan gives the arc tangent.
func Atan(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x, a < tiny:
		return x
	case a > 0x1p60:
		return math.Copysign(halfPi.hi, x)
	}
	return math.Copysign(angleOf(double{hi: a}, double{hi: 1}).value(), x)
}

// Asin gives the arc sine.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a < tiny:
		return x
	case !(a <= 1):
		return math.NaN()
	}
	return math.Copysign(angleOf(double{hi: a}, cathetus(a)).value(), x)
}

// Acos gives the arc cosine.
func Acos(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a < 0x1p-60:
		return halfPi.hi
	case !(a <= 1):
		return math.NaN()
	}
	y := angleOf(cathetus(a), double{hi: a})
	if x < 0 {
		y = pi.add(y.negative())
	}
	return y.value()
}

// cathetus is √(1 - a²).
func cathetus(a float64) double { return sum2(1, -a).multiply(sum2(1, a)).sqrt() }

// Atan2 gives the angle of the vector (x, y), with the special cases of
// [math.Atan2].
func Atan2(y, x float64) float64 {
	ay, ax := math.Abs(y), math.Abs(x)
	left := math.Signbit(x)
	switch {
	case x != x || y != y:
		return math.NaN()
	case ay > math.MaxFloat64 && ax > math.MaxFloat64:
		if left {
			return math.Copysign(pi.multiplyFloat(0.75).value(), y)
		}
		return math.Copysign(halfPi.hi/2, y)
	case ay == 0, ax > math.MaxFloat64:
		if left {
			return math.Copysign(pi.hi, y)
		}
		return math.Copysign(0, y)
	case ax == 0, ay > math.MaxFloat64:
		return math.Copysign(halfPi.hi, y)
	}
	// Numbers of a size that no step leaves the range.
	ny, nx := 0, 0
	ay, ny = math.Frexp(ay)
	ax, nx = math.Frexp(ax)
	switch n := ny - nx; {
	case n > 70:
		return math.Copysign(halfPi.hi, y)
	case n < -70 && left:
		return math.Copysign(pi.hi, y)
	case n < -70:
		return y / x
	default:
		ay = math.Ldexp(ay, n)
	}
	a := angleOf(double{hi: ay}, double{hi: ax})
	if left {
		a = pi.add(a.negative())
	}
	return math.Copysign(a.value(), y)
}

// angleOf is the angle of a vector in the first quadrant, to about 2^-65 of it:
// with q near the smaller ratio, atan q from a table, and the arc tangent of what
// turning by that angle leaves.
func angleOf(y, x double) double {
	swap := y.hi > x.hi
	if swap {
		x, y = y, x
	}
	q := math.Floor(float64(y.hi/x.hi*64) + 0.5)
	c := float64(q * (1.0 / 64))
	t := y
	if q != 0 {
		t = y.add(x.multiplyFloat(-c)).divide(x.add(y.multiplyFloat(c)))
	} else {
		t = y.divide(x)
	}
	h := t.hi
	h2 := float64(h * h)
	tail := float64(-float64(h*h2) * (1.0/3 - float64(h2*(1.0/5-float64(h2*(1.0/7-float64(h2*(1.0/9-float64(h2*(1.0/11))))))))))
	a := sum2(arcs[int(q)].hi, h)
	a = fastSum2(a.hi, a.lo+(t.lo+arcs[int(q)].lo+tail))
	if swap {
		a = halfPi.add(a.negative())
	}
	return a
}
