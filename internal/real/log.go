package real

import "math"

// Log gives the natural logarithm.
func Log(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logEnds(x)
	}
	return double{hi: x}.log().value()
}

// Log10 gives the decimal logarithm; that of 10^n is n.
func Log10(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logEnds(x)
	}
	return double{hi: x}.log().multiply(perLn10).value()
}

// Log1p gives ln(1 + x).
func Log1p(x float64) float64 {
	switch {
	case math.Abs(x) < 0x1p-54:
		return x
	case !(x > -1 && x <= math.MaxFloat64):
		return logEnds(1 + x)
	}
	return sum2(1, x).log().value()
}

// logEnds is the logarithm of what is no positive number.
func logEnds(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	return x
}

// log is the natural logarithm to about 2^-66 of it. With x = 2^n·m and a table's c
// near 1/m: ln x = n·ln2 - ln c + ln(1+r), where r = m·c - 1 is less than 0.008.
// This is the way of Tang (Table-driven implementation of the logarithm function,
// ACM TOMS 16, 1990). Next to 1, c is 1.
func (x double) log() double {
	bits := math.Float64bits(x.hi)
	shift := 0
	if bits < 1<<52 {
		bits = math.Float64bits(x.hi * 0x1p54)
		shift = -54
	}
	at := bits - logFirst
	n := int(int64(at) >> 52)
	e := &logs[at>>(52-7)&127]
	m := math.Float64frombits(bits - uint64(int64(n))<<52)
	p := product2(m, e.inverse)
	r := fastSum2(p.hi-1, p.lo)
	if x.lo != 0 && n < 200 { // beyond, it does not count
		r = sum2(r.hi, r.lo+float64(x.lo*power2(-n)*e.inverse))
	}
	n += shift
	// ln(1+r) = r - r²/2 + r³/3 - ...
	h := r.hi
	square := product2(h, h)
	tail := float64(float64(square.hi*h) * (1.0/3 + float64(h*(-1.0/4+float64(h*(1.0/5+float64(h*(-1.0/6+float64(h*(1.0/7+float64(h*(-1.0/8+float64(h*(1.0/9))))))))))))))
	y := sum2(h, float64(-0.5*square.hi))
	y.lo += r.lo - float64(h*r.lo) - float64(0.5*square.lo) + tail
	if n == 0 && e.inverse == 1 {
		return fastSum2(y.hi, y.lo)
	}
	// n·ln2High is exact, and so is its sum with the table's high part.
	k := float64(n)
	head := sum2(float64(k*ln2High)+e.high, y.hi)
	return fastSum2(head.hi, head.lo+(y.lo+(float64(k*ln2Low)+e.low)))
}
