package real

import "math"

// LogFactorial gives ln(n!) of a whole number that is not negative, by a table and by
// Stirling's series.
func LogFactorial(n float64) float64 {
	switch {
	case !(n >= 0):
		return math.NaN()
	case n < float64(len(logFactorials)):
		return logFactorials[int(n)]
	case n > 0x1p1014: // ln n is more than 700
		return float64(Log(n) * n)
	}
	l := double{hi: n}.log()
	y := l.addFloat(-1).multiplyFloat(n)
	half := l.add(lnTwoPi).scale(0.5)
	r := 1 / n
	r2 := float64(r * r)
	series := float64(r * (1.0/12 - float64(r2*(1.0/360-float64(r2*(1.0/1260-float64(r2*(1.0/1680))))))))
	return y.add(half).addFloat(series).value()
}
