package real

import "math"

// Pow gives x^y within about two units in the last place. [math.Pow] loses some
// tens of them for large bases and exponents.
//
// The whole part of y is done by squaring in double-double arithmetic. For its
// fraction q, |q| <= 1/2, and x = m·2^e: x^q = 2^(q·e) · exp(q·ln m), where
// neither logarithm is large; a half is a square root. Whatever leaves the range of normal numbers on
// the way is left to math.Pow.
func Pow(x, y float64) float64 {
	switch {
	case y == -1:
		return 1 / x
	case x == 0 || math.IsInf(x, 0) || math.IsInf(y, 0), math.Abs(y) > 1<<20:
		return math.Pow(x, y)
	}
	whole := math.RoundToEven(y)
	q := y - whole
	if q == -0.5 {
		whole, q = whole-1, 0.5
	}
	if q != 0 && x < 0 {
		return math.NaN()
	}
	hi, lo := powWhole(x, int(math.Abs(whole)))
	if !(math.Abs(hi) > 1e-280 && math.Abs(hi) < 1e280) {
		return math.Pow(x, y)
	}
	if whole < 0 {
		r := 1 / hi
		// One step of division: 1/(hi+lo) = r + r·(1 - r·hi - r·lo).
		hi, lo = r, r*(math.FMA(-r, hi, 1)-r*lo)
	}
	switch q {
	case 0:
		return hi + lo
	case 0.5:
		s := math.Sqrt(x)
		hi, lo = multiplyDouble(hi, lo, s, math.FMA(-s, s, x)/(2*s))
		return hi + lo
	}
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = m*2, e-1
	}
	twos := q * float64(e)
	n := math.RoundToEven(twos)
	fraction := math.FMA(q, float64(e), -n)
	t := math.Exp2(fraction) * math.Exp(q*math.Log(m))
	return math.Ldexp((hi+lo)*t, int(n))
}

// powWhole is x^n as the unrounded sum of two doubles.
func powWhole(x float64, n int) (hi, lo float64) {
	hi = 1
	bhi, blo := x, 0.0
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			hi, lo = multiplyDouble(hi, lo, bhi, blo)
		}
		bhi, blo = multiplyDouble(bhi, blo, bhi, blo)
	}
	return hi, lo
}

// multiplyDouble multiplies two unrounded sums.
func multiplyDouble(ahi, alo, bhi, blo float64) (hi, lo float64) {
	p := ahi * bhi
	e := math.FMA(ahi, bhi, -p) + (float64(ahi*blo) + float64(alo*bhi))
	hi = p + e
	return hi, e - (hi - p)
}
