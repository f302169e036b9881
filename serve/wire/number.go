package wire

import (
	"bytes"
	"math"
	"strconv"
)

// AppendFloat appends a number as JSON, in the shortest form that reads back to the
// same value of the number of bits (32 or 64): with a point or an exponent, so that
// readers take it for a floating one. What JSON has no form for is null.
func AppendFloat(dst []byte, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	format := byte('f')
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, format, -1, bits)
	if format == 'f' && bytes.IndexByte(dst[start:], '.') < 0 {
		dst = append(dst, ".0"...)
	}
	return dst
}
