package pmml

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// name writes an attribute's name and what stands before its value.
func (e *encoder) name(name string) {
	e.attrs = append(e.attrs, name)
	e.put(' ')
	e.puts(name)
	e.puts(`="`)
}

// text writes an attribute as it stands.
func (e *encoder) text(name string, v Optional[string]) {
	if s, ok := v.Get(); ok {
		e.needText(name, s)
	}
}

// needText writes an attribute that must be there.
func (e *encoder) needText(name, s string) {
	if e.err != nil {
		return
	}
	e.name(name)
	e.escape(s, true)
	e.put('"')
}

// number writes an attribute of the types REAL-NUMBER, NUMBER, PROB-NUMBER and
// xs:double.
func (e *encoder) number(name string, v Optional[float64]) {
	if f, ok := v.Get(); ok {
		e.needNumber(name, f)
	}
}

func (e *encoder) needNumber(name string, f float64) {
	if e.err != nil {
		return
	}
	e.name(name)
	e.scratch = appendNumber(e.scratch[:0], f)
	e.write(e.scratch)
	e.put('"')
}

// integer writes an attribute of the type INT-NUMBER.
func (e *encoder) integer(name string, v Optional[int]) {
	if n, ok := v.Get(); ok {
		e.needInteger(name, n)
	}
}

func (e *encoder) needInteger(name string, n int) {
	if e.err != nil {
		return
	}
	e.name(name)
	e.scratch = strconv.AppendInt(e.scratch[:0], int64(n), 10)
	e.write(e.scratch)
	e.put('"')
}

// boolean writes an attribute of the type xs:boolean.
func (e *encoder) boolean(name string, v Optional[bool]) { e.choice(name, "true", "false", v) }

// choice writes an attribute that says yes or no.
func (e *encoder) choice(name, yes, no string, v Optional[bool]) {
	switch b, ok := v.Get(); {
	case !ok:
	case b:
		e.needText(name, yes)
	default:
		e.needText(name, no)
	}
}

// word writes an enumeration whose words are names[1:]; nothing for 0.
func word[T ~uint8](e *encoder, name string, names []string, v T) {
	switch {
	case v == 0 || e.err != nil:
	case int(v) >= len(names):
		e.fail(ErrInvalid, fmt.Sprintf("attribute %s has the value %d, which stands for no word", name, v))
	default:
		e.needText(name, names[v])
	}
}

// needWord writes an enumeration that must be there.
func needWord[T ~uint8](e *encoder, name string, names []string, v T) {
	if v == 0 {
		if e.err == nil {
			e.fail(ErrInvalid, fmt.Sprintf("required attribute %q is missing", name))
		}
		return
	}
	word(e, name, names, v)
}

// appendNumber writes the shortest xs:double that reads back as f.
//
// Spec: https://www.w3.org/TR/xmlschema-2/#double
func appendNumber(b []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, "NaN"...)
	case math.IsInf(f, 1):
		return append(b, "INF"...)
	case math.IsInf(f, -1):
		return append(b, "-INF"...)
	}
	const small, large = 1e-5, 1e16
	if a := math.Abs(f); a == 0 || small <= a && a < large {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, f, 'E', -1, 64)
}

// hasAttribute says whether the current tag has that attribute.
func (e *encoder) hasAttribute(name string) bool { return slices.Contains(e.attrs, name) }
