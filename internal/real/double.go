package real

import "math"

// double is the unrounded sum of two float64s, the second at most half a unit in
// the last place of the first: about 106 bits. The operations are those of Dekker
// (A floating-point technique for extending the available precision, Numer. Math.
// 18, 1971) and Knuth, whose products are exact here by a fused multiply-add, which
// is rounded once on every processor.
type double struct{ hi, lo float64 }

// value rounds it.
func (x double) value() float64 { return x.hi + x.lo }

// sum2 gives a + b exactly.
func sum2(a, b float64) double {
	s := a + b
	t := s - a
	return double{s, (a - (s - t)) + (b - t)}
}

// fastSum2 gives a + b exactly where |a| >= |b|, or a is 0.
func fastSum2(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

// product2 gives a·b exactly, unless it leaves the range of normal numbers.
func product2(a, b float64) double {
	p := float64(a * b)
	return double{p, math.FMA(a, b, -p)}
}

func (x double) add(b double) double {
	s := sum2(x.hi, b.hi)
	t := sum2(x.lo, b.lo)
	s = fastSum2(s.hi, s.lo+t.hi)
	return fastSum2(s.hi, s.lo+t.lo)
}

func (x double) addFloat(b float64) double {
	s := sum2(x.hi, b)
	return fastSum2(s.hi, s.lo+x.lo)
}

func (x double) negative() double { return double{-x.hi, -x.lo} }

func (x double) multiply(b double) double {
	p := product2(x.hi, b.hi)
	return fastSum2(p.hi, p.lo+(float64(x.hi*b.lo)+float64(x.lo*b.hi)))
}

func (x double) multiplyFloat(b float64) double {
	p := product2(x.hi, b)
	return fastSum2(p.hi, p.lo+float64(x.lo*b))
}

func (x double) divide(b double) double {
	q := x.hi / b.hi
	r := math.FMA(-q, b.hi, x.hi)
	return fastSum2(q, (r+(x.lo-float64(q*b.lo)))/b.hi)
}

func (x double) sqrt() double {
	if x.hi == 0 {
		return x
	}
	s := math.Sqrt(x.hi)
	return fastSum2(s, (math.FMA(-s, s, x.hi)+x.lo)/(2*s))
}

// scale multiplies by a power of two that keeps both parts normal.
func (x double) scale(p float64) double { return double{float64(x.hi * p), float64(x.lo * p)} }

// ldexp gives x·2^n. Subnormal numbers are rounded twice, which costs less than a
// thousandth of a unit.
func (x double) ldexp(n int) float64 {
	v := x.value()
	switch {
	case n > 1000:
		return float64(v * power2(1000) * power2(min(n-1000, 1000)))
	case n < -1000:
		return float64(v * power2(-1000) * power2(max(n+1000, -1000)))
	}
	return float64(v * power2(n))
}

// power2 gives 2^n for -1022 <= n <= 1023.
func power2(n int) float64 { return math.Float64frombits(uint64(n+1023) << 52) }
