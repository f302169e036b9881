package program

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// IsNumeric says whether a type is integer, float or double.
func IsNumeric(t pmml.DataType) bool {
	return t == pmml.DataTypeInteger || t == pmml.DataTypeFloat || t == pmml.DataTypeDouble
}

// DefaultOpType gives the optype that a value of a type has where nothing says.
func DefaultOpType(t pmml.DataType) pmml.OpType {
	switch t {
	case pmml.DataTypeString, pmml.DataTypeBoolean:
		return pmml.OpTypeCategorical
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		return pmml.OpTypeOrdinal
	}
	return pmml.OpTypeContinuous
}

var errNotOfType = errors.New("not of the type")

// ParseValue gives the cell of a text for every type but string. Numbers may
// be written as a document or a record writes them: "3.0" is the integer 3,
// "true" the number 1, "INF" and "NaN" are doubles; blanks around a number do
// not count.
func ParseValue(t pmml.DataType, s string) (float64, error) {
	switch t {
	case pmml.DataTypeInteger, pmml.DataTypeFloat, pmml.DataTypeDouble, pmml.DataTypeBoolean:
		if t == pmml.DataTypeFloat {
			if t := strings.Trim(s, " \t\r\n"); plainNumber(t) {
				if v, err := strconv.ParseFloat(t, 32); err == nil {
					return Number(v), nil
				}
			}
		}
		v, err := parseNumber(s)
		if err != nil {
			return 0, err
		}
		if t == pmml.DataTypeInteger && math.Abs(v) >= MaxInteger {
			// The text may have been rounded: 2^53 + 1 reads as 2^53.
			if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err != nil || float64(n) != v || int64(v) != n {
				return 0, errNotOfType
			}
		}
		c, ok := CastNumber(v, t)
		if !ok || (t == pmml.DataTypeInteger || t == pmml.DataTypeBoolean) && rounded(s) {
			return 0, errNotOfType
		}
		return c, nil
	case pmml.DataTypeString, 0:
		return 0, fmt.Errorf("type %q has no parsed form", t)
	}
	return parseTemporal(t, s)
}

// rounded says whether a text that reads as a whole number is another number.
func rounded(s string) bool {
	if len(s) < 16 && strings.IndexByte(s, 'e') < 0 && strings.IndexByte(s, 'E') < 0 {
		return false // so few digits are held as they are
	}
	s = strings.Trim(s, " \t\r\n")
	return plainNumber(s) && !isWhole(s)
}

// plainNumber refuses what strconv accepts beyond decimal numbers: hexadecimal,
// underscores, and its own words for infinities.
func plainNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '+', c == '-', c == '.', c == 'e', c == 'E':
		default:
			return false
		}
	}
	return len(s) > 0
}

func parseNumber(s string) (float64, error) {
	if plainNumber(s) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return 0, errNotOfType
		}
		return v, nil
	}
	if t := strings.Trim(s, " \t\r\n"); t != s {
		return parseNumber(t)
	}
	switch {
	case strings.EqualFold(s, "true"):
		return 1, nil
	case strings.EqualFold(s, "false"):
		return 0, nil
	case strings.EqualFold(s, "NaN"):
		return NaN, nil
	case strings.EqualFold(s, "INF"), strings.EqualFold(s, "Infinity"), strings.EqualFold(s, "+INF"), strings.EqualFold(s, "+Infinity"):
		return math.Inf(1), nil
	case strings.EqualFold(s, "-INF"), strings.EqualFold(s, "-Infinity"):
		return math.Inf(-1), nil
	}
	return 0, errNotOfType
}

// CastNumber gives the cell of a number in a type other than string, false
// where the type does not hold it.
func CastNumber(v float64, t pmml.DataType) (float64, bool) {
	switch t {
	case pmml.DataTypeDouble:
		return Number(v), true
	case pmml.DataTypeFloat:
		return Number(float64(float32(v))), true
	case pmml.DataTypeBoolean:
		return v + 0, v == 0 || v == 1
	case pmml.DataTypeTime, pmml.DataTypeDateTime:
		return Number(v), v == v && !math.IsInf(v, 0)
	}
	// Integers, and the counts of days and seconds.
	if v != math.Trunc(v) || v > MaxInteger || v < -MaxInteger {
		return 0, false
	}
	return v + 0, true
}

// Format gives a cell's text as a value of a type, the way string conversion
// in expressions writes it: doubles as "3.0", integers as "3".
func (f *Frame) Format(v float64, t pmml.DataType) string {
	if t == pmml.DataTypeString {
		return f.Text(v)
	}
	return FormatValue(v, t)
}

// FormatValue gives a cell's text for every type but string.
func FormatValue(v float64, t pmml.DataType) string {
	switch t {
	case pmml.DataTypeInteger:
		if v != math.Trunc(v) {
			return formatDecimal(v, 64) // a mean that replaced a missing integer
		}
	case pmml.DataTypeBoolean:
		return strconv.FormatBool(v != 0)
	case pmml.DataTypeDouble:
		return formatDecimal(v, 64)
	case pmml.DataTypeFloat:
		return formatDecimal(v, 32)
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		return formatTemporal(v, t)
	}
	return strconv.FormatInt(int64(v), 10)
}

// formatDecimal writes a number with a decimal point, and from 10^7 on and
// below 10^-3 with an exponent, as "1.0E7".
func formatDecimal(v float64, bits int) string {
	switch {
	case v != v:
		return "NaN"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	case v == 0:
		return "0.0"
	}
	if a := math.Abs(v); a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(v, 'f', -1, bits)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	s := strconv.FormatFloat(v, 'E', -1, bits)
	mantissa, exponent, _ := strings.Cut(s, "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	sign := ""
	if exponent[0] == '-' {
		sign = "-"
	}
	return mantissa + "E" + sign + strings.TrimLeft(exponent[1:], "0")
}
