package program

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/pmml"
)

// isWhole says whether the text of a decimal number is that of a whole one. What a
// float64 rounds to one is none: 1e-400 is not 0, and 3.00000000000000000001 not 3.
func isWhole(s string) bool {
	number, power, _ := strings.Cut(strings.ToLower(strings.TrimLeft(s, "+-")), "e")
	whole, fraction, _ := strings.Cut(number, ".")
	digits := strings.TrimRight(whole+fraction, "0")
	if digits == "" {
		return true
	}
	e, err := strconv.Atoi(power)
	if err != nil && power != "" {
		return !strings.HasPrefix(power, "-") // too large for an int
	}
	zeros := len(whole) + len(fraction) - len(digits)
	return e >= len(fraction)-zeros
}

// counts says whether a type's values are whole numbers.
func counts(t pmml.DataType) bool { return t == pmml.DataTypeInteger || IsCount(t) }

// BeyondIntegers says, of a text that is no value of a type, that it is a whole
// number which is too large to be held exactly; "" where it is none.
func BeyondIntegers(s string, t pmml.DataType) string {
	s = strings.Trim(s, " \t\r\n")
	if !counts(t) || !plainNumber(s) || !isWhole(s) {
		return ""
	}
	if v, err := parseNumber(s); err != nil || math.Abs(v) < MaxInteger {
		return ""
	}
	return "it lies beyond ±9007199254740992 (2^53), between which integers are exact"
}

// WholeLimit gives the float64 that a text is compared as with integers: the
// nearest, but on the text's side of a whole number that it is rounded to. v is the
// nearest.
func WholeLimit(s string, v float64) float64 {
	s = strings.Trim(s, " \t\r\n")
	if v != math.Trunc(v) || math.Abs(v) > MaxInteger || !plainNumber(s) || len(s) > maxDigits {
		return v
	}
	if math.Abs(v) < MaxInteger && isWhole(s) {
		return v
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return v
	}
	switch d.Cmp(decimal.NewFromInt(int64(v))) {
	case -1:
		return math.Nextafter(v, math.Inf(-1))
	case 1:
		return math.Nextafter(v, math.Inf(1))
	}
	return v
}

// HoldsInteger says whether a cell is the exact value of an integer.
func HoldsInteger(d decimal.Decimal, v float64) bool {
	return math.Abs(v) < MaxInteger || math.Abs(v) == MaxInteger && d.Equal(decimal.NewFromInt(int64(v)))
}
