package pmml

import (
	"fmt"
	"strconv"
	"strings"
)

func (a *Array) encode(e *encoder) {
	e.beginText("Array", &a.Element)
	needWord(e, "type", arrayTypeNames, a.Type)
	e.count(a.N, len(a.Values))
	e.endAttributes()
	text, fault := appendArray(e.scratch[:0], a.Values, a.Type == ArrayTypeString)
	if fault != "" {
		e.fail(ErrInvalid, fault)
		return
	}
	e.scratch = text
	e.endText(string(text))
}

func (a *NumArray) encode(e *encoder) {
	e.beginText("Array", &a.Element)
	needWord(e, "type", arrayTypeNames, a.Type)
	e.count(a.N, len(a.Values))
	e.endAttributes()
	e.endNumbers(a.Values)
}

func (a *RealSparseArray) encode(e *encoder) {
	e.begin("REAL-SparseArray", &a.Element)
	e.integer("n", a.N)
	e.number("defaultValue", a.DefaultValue)
	e.endAttributes()
	if len(a.Indices) != len(a.Entries) {
		e.fail(ErrInvalid, fmt.Sprintf("the sparse array has %d indices, but %d entries", len(a.Indices), len(a.Entries)))
	}
	if len(a.Indices) > 0 {
		var at Element
		e.beginText("Indices", &at)
		text := e.scratch[:0]
		for i, n := range a.Indices {
			if i > 0 {
				text = append(text, ' ')
			}
			text = strconv.AppendInt(text, int64(n), 10)
		}
		e.scratch = text
		e.endDigits(text)
		e.beginText("REAL-Entries", &at)
		e.endNumbers(a.Entries)
	}
	e.end()
}

// count writes attribute n of an array of that many values.
func (e *encoder) count(n Optional[int], values int) {
	e.integer("n", n)
	if v, ok := n.Get(); ok && v != values {
		e.fail(ErrInvalid, fmt.Sprintf("attribute n=\"%d\" does not agree with the array, which has %d values", v, values))
	}
}

// endNumbers writes the text of an element that beginText began, a list of
// numbers, and its end.
func (e *encoder) endNumbers(values []float64) {
	text := e.scratch[:0]
	for i, f := range values {
		if i > 0 {
			text = append(text, ' ')
		}
		text = appendNumber(text, f)
	}
	e.scratch = text
	e.endDigits(text)
}

// appendArray appends the text of an array, or says what is wrong with one of its
// values.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdGroup_Array
func appendArray(b []byte, values []string, quoted bool) (_ []byte, detail string) {
	for i, v := range values {
		if i > 0 {
			b = append(b, ' ')
		}
		hasBlank := strings.ContainsAny(v, " \t\n\r")
		switch {
		case v != "" && !hasBlank && (!quoted || !strings.Contains(v, `"`)):
			b = append(b, v...)
		case !quoted:
			return nil, fmt.Sprintf("value %d, %q, of an array of numbers is empty or holds a blank", i+1, clip(v))
		case strings.HasSuffix(v, `\`):
			return nil, fmt.Sprintf(`value %d, %q, cannot be written in an array: it needs quotes, which a \ at its end would escape`, i+1, clip(v))
		default:
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(v, `"`, `\"`)...)
			b = append(b, '"')
		}
	}
	return b, ""
}
