package program

import "math"

// roundFloat rounds to float32. Numbers that are float32 already, as most are,
// are told by their bits: the conversion to and fro makes the processor wait.
func roundFloat(v float64) float64 {
	const (
		low  = 1<<29 - 1 // what float32 has no bits for
		from = 897       // the exponents of normal float32s
		to   = 1150
	)
	b := math.Float64bits(v)
	if b&low == 0 && b>>52&0x7FF-from <= to-from {
		return v
	}
	return float64(float32(v))
}
