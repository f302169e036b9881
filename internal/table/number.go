package table

import (
	"bytes"
	"math"
	"strconv"
)

// decimal is a plain decimal number: ±mantissa · 10^exponent.
type decimal struct {
	mantissa uint64
	exponent int
	negative bool
	exact    bool // the mantissa holds every digit
}

// parseDecimal reads text of the form [+-]digits[.digits][e[+-]digits] with at
// least one digit before the exponent.
func parseDecimal(text []byte) (d decimal, ok bool) {
	i := 0
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		d.negative = text[i] == '-'
		i++
	}
	digits := 0 // that count: leading zeros do not
	seen := false
	point := -1
	for ; i < len(text); i++ {
		c := text[i] - '0'
		if c <= 9 {
			seen = true
			if digits < 19 {
				d.mantissa = d.mantissa*10 + uint64(c)
			}
			if d.mantissa != 0 {
				digits++
			}
			continue
		}
		if text[i] != '.' || point >= 0 {
			break
		}
		point = i
	}
	if !seen {
		return decimal{}, false
	}
	d.exact = digits <= 19
	if point >= 0 {
		d.exponent = point + 1 - i
	}
	if i == len(text) {
		return d, true
	}
	if text[i]|0x20 != 'e' || i+1 == len(text) {
		return decimal{}, false
	}
	i++
	minus := text[i] == '-'
	if minus || text[i] == '+' {
		i++
	}
	if i == len(text) {
		return decimal{}, false
	}
	e := 0
	for ; i < len(text); i++ {
		c := text[i] - '0'
		if c > 9 {
			return decimal{}, false
		}
		if e < 1e6 {
			e = e*10 + int(c)
		}
	}
	if minus {
		e = -e
	}
	d.exponent += e
	return d, true
}

// ParseFloat64 reads a plain decimal number, such as -1.5 or 6e23, to the
// nearest float64. It does not take what is no plain decimal (NaN, Infinity,
// hexadecimal, spaces) nor what is beyond the largest float64.
//
// If the digits and the power of ten are both float64 without rounding, one
// multiplication or division rounds once and is right (Clinger, How to read
// floating point numbers accurately, PLDI 1990). Other texts go to strconv.
func ParseFloat64(text []byte) (float64, bool) {
	d, ok := parseDecimal(text)
	if !ok {
		return 0, false
	}
	return d.float64(text)
}

// float64 gives the nearest float64 of a text that was read.
func (d *decimal) float64(text []byte) (float64, bool) {
	if d.exact && d.mantissa <= 1<<53 && -22 <= d.exponent && d.exponent <= 22 {
		v := float64(d.mantissa)
		if d.negative {
			v = -v
		}
		if d.exponent < 0 {
			return v / powersOf10[-d.exponent], true
		}
		return float64(v * powersOf10[d.exponent]), true
	}
	v, err := strconv.ParseFloat(string(text), 64)
	return v, err == nil
}

// NumberPrefix reads the number that a text begins with, in JSON's form: its value, and
// how long it is. It gives 0 where there is none, or one that is beyond the largest
// float64.
func NumberPrefix(text []byte) (v float64, length int) {
	i, negative := 0, false
	if len(text) > 0 && text[0] == '-' {
		negative = true
		i++
	}
	var mantissa uint64
	from := i
	for ; i < len(text) && text[i]-'0' <= 9; i++ {
		mantissa = mantissa*10 + uint64(text[i]-'0')
	}
	if i == from || text[from] == '0' && i > from+1 {
		return 0, 0
	}
	exponent, digits := 0, i-from
	if i < len(text) && text[i] == '.' {
		i++
		point := i
		for ; i < len(text) && text[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(text[i]-'0')
		}
		if i == point {
			return 0, 0
		}
		exponent = point - i
		digits += i - point
	}
	plain := i == len(text) || text[i]|0x20 != 'e'
	if plain && digits <= 19 && mantissa <= 1<<53 && exponent >= -22 {
		v = float64(mantissa)
		if exponent < 0 {
			v /= powersOf10[-exponent]
		}
		if negative {
			v = -v
		}
		return v, i
	}
	if !plain {
		i++
		if i < len(text) && (text[i] == '-' || text[i] == '+') {
			i++
		}
		from := i
		for i < len(text) && text[i]-'0' <= 9 {
			i++
		}
		if i == from {
			return 0, 0
		}
	}
	v, ok := ParseFloat64(text[:i])
	if !ok {
		return 0, 0
	}
	return v, i
}

// ParseFloat32 is [ParseFloat64] for the nearest float32, which is not always
// the float32 nearest to the nearest float64.
//
// It is, unless that float64 lies right between two float32: those midpoints
// are float64 themselves, so that rounding to float64 moves no number across
// one, though it may move a number onto one. Numbers there, and those below
// the normal float32 where midpoints lie closer, go to strconv.
func ParseFloat32(text []byte) (float32, bool) {
	v, ok := ParseFloat64(text)
	if !ok {
		return 0, false
	}
	const (
		dropped = 1<<29 - 1 // the bits of float64 that float32 has no room for
		middle  = 1 << 28
	)
	size := math.Abs(v)
	if size == 0 || size >= 0x1p-126 && size <= math.MaxFloat32 && math.Float64bits(v)&dropped != middle {
		return float32(v), true
	}
	v, err := strconv.ParseFloat(string(text), 32)
	return float32(v), err == nil
}

// ParseInt64 reads a number written with digits and a sign only.
func ParseInt64(text []byte) (int64, bool) {
	i := 0
	if len(text) > 1 && (text[0] == '-' || text[0] == '+') {
		i = 1
	}
	if i == len(text) || len(text)-i > 19 {
		return 0, false
	}
	var v uint64
	for _, c := range text[i:] {
		if c -= '0'; c > 9 {
			return 0, false
		}
		v = v*10 + uint64(c)
	}
	if v > math.MaxInt64 {
		return 0, false
	}
	if text[0] == '-' {
		return -int64(v), true
	}
	return int64(v), true
}

// powersOf10 are the powers that float64 holds without rounding.
var powersOf10 = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// IsNumber tells whether text is a number as JSON writes it.
func IsNumber(text []byte) bool {
	if len(text) == 0 || text[0] == '+' {
		return false
	}
	if _, ok := parseDecimal(text); !ok {
		return false
	}
	if text[0] == '-' {
		text = text[1:]
	}
	if text[0] == '.' || len(text) > 1 && text[0] == '0' && text[1]-'0' <= 9 {
		return false
	}
	point := bytes.IndexByte(text, '.')
	return point < 0 || point+1 < len(text) && text[point+1]-'0' <= 9
}
