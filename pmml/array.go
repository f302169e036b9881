package pmml

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Array is a list of values as text tokens, unquoted.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdGroup_Array
type Array struct {
	Element
	Type   ArrayType
	N      Optional[int]
	Values []string
}

func (a *Array) decode(d *decoder) {
	d.begin(&a.Element)
	a.Type = needEnumeration[ArrayType](d, "type", arrayTypeNames)
	a.N = d.integer("n")
	d.endAttributes()
	text := d.textContent()
	if d.err != nil {
		return
	}
	var ok bool
	if a.Values, ok = splitArray(text, a.Type == ArrayTypeString); !ok {
		d.failEnded(CodeInvalid, "", nil, "a quote in the array is not closed")
		return
	}
	if n, ok := a.N.Get(); ok && n != len(a.Values) {
		d.failEnded(CodeCountMismatch, strconv.Itoa(len(a.Values)), []string{strconv.Itoa(n)}, fmt.Sprintf("attribute n=\"%d\" does not agree with the array, which has %d values", n, len(a.Values))+a.cut(string(text), n))
	}
}

// cut says how an array of strings whose text has not n values was cut, and where
// there are more, which of them the producer may have meant as one.
func (a *Array) cut(text string, n int) string {
	const most, around = 8, 2
	if a.Type != ArrayTypeString || len(a.Values) == 0 {
		return ""
	}
	first := -1 // the first value without quotes that another follows
	if len(a.Values) > n {
		first = unquotedPair(text)
	}
	from := max(0, first-around)
	to := min(len(a.Values), from+most)
	b := strings.Builder{}
	b.WriteString(":")
	if from > 0 {
		b.WriteString(" …,")
	}
	for i, v := range a.Values[from:to] {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, " %q", clip(v))
	}
	if to < len(a.Values) {
		b.WriteString(", …")
	}
	if first >= 0 {
		pair := a.Values[first] + " " + a.Values[first+1]
		fmt.Fprintf(&b, "; blanks separate values: if %q was meant as one, it needs quotes, as &quot;%s&quot;", clip(pair), clip(pair))
	}
	return b.String()
}

// unquotedPair gives the index of the first of two neighbours in the text of an
// array of strings that have no quotes, -1 for none.
func unquotedPair(s string) int {
	index, before := 0, false
	for i := 0; i < len(s); {
		switch {
		case isSpace[s[i]]:
			i++
			continue
		case s[i] == '"':
			_, n := quotedValue(s[i:])
			i, before = i+n, false
		default:
			if before {
				return index - 1
			}
			for i < len(s) && !isSpace[s[i]] && s[i] != '"' {
				i++
			}
			before = true
		}
		index++
	}
	return -1
}

// splitArray cuts an array's text into its values. Blanks separate them. In
// arrays of strings, a quote begins a value that goes up to the next quote and
// may hold blanks, with \" for a quote; it ends a value before it. ok is false
// where the last quote is not closed.
func splitArray(b []byte, quoted bool) (values []string, ok bool) {
	b = trimSpace(b)
	if len(b) == 0 {
		return nil, true
	}
	// The values are parts of one string, which they share.
	s := string(b)
	values = make([]string, 0, countBlanks(b)+1)
	for i := 0; i < len(s); {
		if isSpace[s[i]] {
			i++
			continue
		}
		if quoted && s[i] == '"' {
			v, n := quotedValue(s[i:])
			if n == 0 {
				return nil, false
			}
			values = append(values, v)
			i += n
			continue
		}
		from := i
		for i < len(s) && !isSpace[s[i]] && (!quoted || s[i] != '"') {
			i++
		}
		values = append(values, s[from:i])
	}
	return values, true
}

// quotedValue gives the value that s begins with, and its length with quotes;
// 0 where the second quote is missing.
func quotedValue(s string) (string, int) {
	escaped := false
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '"':
			escaped = true
			i++
		case s[i] == '"':
			v := s[1:i]
			if escaped {
				v = strings.ReplaceAll(v, `\"`, `"`)
			}
			return v, i + 1
		}
	}
	return "", 0
}

func countBlanks(b []byte) int {
	return bytes.Count(b, []byte{' '}) + bytes.Count(b, []byte{'\n'}) + bytes.Count(b, []byte{'\t'})
}

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

// count writes attribute n of an array of that many values.
func (e *encoder) count(n Optional[int], values int) {
	e.integer("n", n)
	if v, ok := n.Get(); ok && v != values {
		e.fail(ErrInvalid, fmt.Sprintf("attribute n=\"%d\" does not agree with the array, which has %d values", v, values))
	}
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
