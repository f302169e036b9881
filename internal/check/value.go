package check

import (
	"math"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

func isNumber(t pmml.DataType) bool {
	return t == pmml.DataTypeInteger || t == pmml.DataTypeFloat || t == pmml.DataTypeDouble
}

// number reads a text as a value of a number type.
func number(t pmml.DataType, text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || v != v {
		return 0, false
	}
	if t == pmml.DataTypeFloat {
		v = float64(float32(v))
	}
	return v, true
}

// normal writes a value of a type so that equal values have equal texts.
func normal(t pmml.DataType, text string) string {
	switch {
	case isNumber(t):
		if v, ok := number(t, text); ok {
			return ShortNumber(v + 0)
		}
	case t == pmml.DataTypeBoolean:
		switch strings.ToLower(text) {
		case "1", "1.0", "true":
			return "true"
		case "0", "0.0", "false":
			return "false"
		}
	}
	return text
}

// ShortNumber writes a number as documents do, with the digits that tell it from
// all others.
func ShortNumber(v float64) string {
	if math.IsInf(v, 0) {
		return map[bool]string{true: "INF", false: "-INF"}[v > 0]
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// quoted lists a few words.
func quoted(words []string) string {
	const most = 5
	var b strings.Builder
	for i, w := range words {
		if i == most {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(w))
	}
	return b.String()
}
