package real

import "math"

// Pow gives x^y, as e^(y·ln x) with the logarithm in double-double arithmetic. The
// special cases are those of [math.Pow].
func Pow(x, y float64) float64 {
	switch y {
	case 0:
		return 1
	case 1:
		return x
	case 2:
		return float64(x * x)
	case -1:
		return 1 / x
	}
	a, size := math.Abs(x), math.Abs(y)
	switch {
	case x == 1:
		return 1
	case x != x || y != y:
		return math.NaN()
	case a == 0 || a > math.MaxFloat64 || size > math.MaxFloat64:
		return powEnds(x, y)
	case y == 0.5 && x > 0:
		return math.Sqrt(x)
	}
	sign := 1.0
	if x < 0 {
		if y != math.Trunc(y) {
			return math.NaN()
		}
		if odd(y) {
			sign = -1
		}
	}
	if a == 1 {
		return sign
	}
	l := double{hi: a}.log()
	// A power as small is 1 with what is left, one as large is out of range.
	switch p := float64(l.hi * y); {
	case p > 720:
		return float64(sign * math.Inf(1))
	case p < -760:
		return float64(sign * 0)
	case math.Abs(p) < 0x1p-60:
		return sign
	}
	e, n := l.multiplyFloat(y).exp()
	return float64(sign * e.ldexp(n))
}

// odd tells of a whole number.
func odd(y float64) bool {
	y = math.Abs(y)
	return y < 1<<53 && int64(y)&1 != 0
}

// powEnds is x^y where one is infinite, or x zero.
func powEnds(x, y float64) float64 {
	a := math.Abs(x)
	if math.Abs(y) > math.MaxFloat64 {
		switch {
		case a == 1:
			return 1
		case (a > 1) == (y > 0):
			return math.Inf(1)
		}
		return 0
	}
	r := 0.0
	if (a == 0) == (y < 0) {
		r = math.Inf(1)
	}
	if math.Signbit(x) && y == math.Trunc(y) && odd(y) {
		return -r
	}
	return r
}

// Hypot gives the length of a vector, √(x² + y²), without undue overflow.
func Hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	switch {
	case x > math.MaxFloat64 || y > math.MaxFloat64:
		return math.Inf(1)
	case x != x || y != y:
		return math.NaN()
	}
	if x < y {
		x, y = y, x
	}
	if y < x*0x1p-60 || y == 0 {
		return x + y
	}
	n := 0
	switch {
	case x > 0x1p500:
		n = 600
	case y < 0x1p-400:
		n = -600
	}
	x, y = math.Ldexp(x, -n), math.Ldexp(y, -n)
	return product2(x, x).add(product2(y, y)).sqrt().ldexp(n)
}
