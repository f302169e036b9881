package evaluator

import (
	"fmt"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func typeName(v any) string { return fmt.Sprintf("%T", v) }

// goValue gives a cell that holds a value as a Go value of its type.
func goValue(f *program.Frame, v float64, t pmml.DataType) any {
	switch t {
	case pmml.DataTypeString:
		return f.Text(v)
	case pmml.DataTypeDouble:
		return v
	case pmml.DataTypeFloat:
		return float32(v)
	case pmml.DataTypeBoolean:
		return v != 0
	case pmml.DataTypeDate, pmml.DataTypeDateTime:
		return program.TimeOf(v, t)
	case pmml.DataTypeTime:
		return time.Duration(math.Round(v * 1e9))
	}
	if v != v {
		return v
	}
	return int64(v)
}

// listValue gives a collection as a list of Go values, or of such lists where
// nested says that its elements are collections.
func listValue(f *program.Frame, v float64, t pmml.DataType, nested bool) []any {
	list := f.List(v)
	out := make([]any, len(list))
	for i, e := range list {
		switch {
		case program.IsMissing(e):
		case nested:
			out[i] = listValue(f, e, t, false)
		default:
			out[i] = goValue(f, e, t)
		}
	}
	return out
}

// appendList appends a collection as a JSON list.
func appendList(dst []byte, f *program.Frame, v float64, t pmml.DataType, nested bool) []byte {
	dst = append(dst, '[')
	for i, e := range f.List(v) {
		if i > 0 {
			dst = append(dst, ',')
		}
		if nested && !program.IsMissing(e) {
			dst = appendList(dst, f, e, t, false)
		} else {
			dst = appendJSON(dst, f, e, t)
		}
	}
	return append(dst, ']')
}

// appendValue appends a cell that holds a value as text: numbers in the
// shortest form that reads back to the same.
func appendValue(dst []byte, f *program.Frame, v float64, t pmml.DataType) []byte {
	switch t {
	case pmml.DataTypeString:
		return append(dst, f.Text(v)...)
	case pmml.DataTypeDouble:
		return appendNumber(dst, v, 64)
	case pmml.DataTypeFloat:
		return appendNumber(dst, v, 32)
	case pmml.DataTypeBoolean, pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		return append(dst, program.FormatValue(v, t)...)
	}
	if v != v {
		return append(dst, "NaN"...)
	}
	return strconv.AppendInt(dst, int64(v), 10)
}

// appendNumber appends the shortest text of a number: without an exponent as
// long as that is not longer than 21 digits, as JSON writers do.
func appendNumber(dst []byte, v float64, bits int) []byte {
	switch {
	case v != v:
		return append(dst, "NaN"...)
	case math.IsInf(v, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(v, -1):
		return append(dst, "-Infinity"...)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(dst, v, format, -1, bits)
}

// appendJSON appends a cell as a JSON value.
func appendJSON(dst []byte, f *program.Frame, v float64, t pmml.DataType) []byte {
	if program.IsMissing(v) {
		return append(dst, "null"...)
	}
	switch t {
	case pmml.DataTypeString:
		return appendString(dst, f.Text(v))
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		return appendString(dst, program.FormatValue(v, t))
	}
	if v != v || math.IsInf(v, 0) {
		dst = append(dst, '"')
		dst = appendNumber(dst, v, 64)
		return append(dst, '"')
	}
	return appendValue(dst, f, v, t)
}

// appendString appends a JSON string. Bytes that are not UTF-8 become U+FFFD.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		case c == '\t':
			dst = append(dst, '\\', 't')
		case c < 0x20 || c == 0x7f:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		}
		i++
	}
	return append(dst, '"')
}
