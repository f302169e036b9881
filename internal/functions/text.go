package functions

import (
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// code gives the cell of a text that was made of another: the cell that was
// read if the text is still the same.
func (t *text) code(f *program.Frame, at *place, cell float64, was, is string) float64 {
	if was == is && t.typ == pmml.DataTypeString {
		return cell
	}
	return f.Made(is, at.pos)
}

// buildTextMap compiles uppercase, lowercase and trimBlanks.
func buildTextMap(c *Call, name string) (program.Typed, error) {
	fn := upper
	switch name {
	case "lowercase":
		fn = lower
	case "trimBlanks":
		return typed(&trim{c.place(), c.text(0)}, pmml.DataTypeString), nil
	}
	return typed(&textMap{c.place(), c.text(0), fn}, pmml.DataTypeString), nil
}

type textMap struct {
	c     place
	input text
	fn    func(string) string
}

// Eval gives the changed text.
func (n *textMap) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	if !ok {
		return cell
	}
	if len(s) <= partBytes {
		return n.input.code(f, &n.c, cell, s, n.fn(s))
	}
	// Cases of letters do not depend on what stands beyond a space, and but for a
	// capital sigma in lower case not on other letters.
	alone := !strings.Contains(s, "Σ")
	var b strings.Builder
	b.Grow(len(s))
	for rest := s; len(rest) > 0; {
		if !f.Goes(partCost * partBytes) {
			return program.Missing
		}
		end := min(partBytes, len(rest))
		if alone {
			for end < len(rest) && !utf8.RuneStart(rest[end]) {
				end++
			}
		} else if i := strings.IndexByte(rest[end:], ' '); i >= 0 {
			end += i
		} else {
			end = len(rest)
		}
		b.WriteString(n.fn(rest[:end]))
		rest = rest[end:]
	}
	return n.input.code(f, &n.c, cell, s, b.String())
}

// partBytes is how much of a long text is worked on between two looks, and partCost
// what a byte of it costs, in nanoseconds.
const (
	partBytes = 1 << 16
	partCost  = 16
)

type trim struct {
	c     place
	input text
}

// Eval gives the text without the blanks at its ends, which are single bytes.
func (n *trim) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	if !ok {
		return cell
	}
	start, end := 0, len(s)
	for start < end && s[start] <= ' ' {
		start++
	}
	for end > start && s[end-1] <= ' ' {
		end--
	}
	return n.input.code(f, &n.c, cell, s, s[start:end])
}

// buildStringLength compiles stringLength, in UTF-16 code units.
func buildStringLength(c *Call, _ string) (program.Typed, error) {
	return typed(&stringLength{c.text(0)}, pmml.DataTypeInteger), nil
}

type stringLength struct{ input text }

// Eval gives the length.
func (n *stringLength) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	if !ok {
		return cell
	}
	units := 0
	for i, r := range s {
		if i >= partBytes && units%partBytes == 0 && !f.Goes(partBytes) {
			return program.Missing
		}
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return float64(units)
}

// buildSubstring compiles substring of a text, a position counted from 1 and a
// length, both in UTF-16 code units.
func buildSubstring(c *Call, _ string) (program.Typed, error) {
	n := &substring{c: c.place(), input: c.text(0)}
	var err error
	if n.pos, err = c.integer(1); err != nil {
		return program.Typed{}, err
	}
	n.length, err = c.integer(2)
	return typed(n, pmml.DataTypeString), err
}

type substring struct {
	c           place
	input       text
	pos, length program.Expr
}

// Eval gives the part of the text, shorter or empty where the text ends. A
// position below 1 and a length below 0 are errors.
func (n *substring) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	pos, length := n.pos.Eval(f), n.length.Eval(f)
	if !ok || pos != pos || length != length {
		bounds := noNumberOr(pos, length)
		if bounds == bounds {
			return cell
		}
		return specials(cell, ok, bounds, false)
	}
	switch {
	case pos < 1:
		return n.c.fail(f, "the position is %d, below 1", int64(pos))
	case length < 0:
		return n.c.fail(f, "the length is %d, below 0", int64(length))
	}
	return n.input.code(f, &n.c, cell, s, cut(f, s, int(min(pos, math.MaxInt32))-1, int(min(length, math.MaxInt32))))
}

// cut gives length UTF-16 units of s from a position on. Half of a surrogate
// pair becomes U+FFFD.
func cut(f *program.Frame, s string, from, length int) string {
	if from >= len(s) { // a text has at least as many bytes as units
		return ""
	}
	if isASCII(s) {
		return s[from:min(from+min(length, len(s)), len(s))]
	}
	// Byte offsets of the two ends, where they do not part a pair.
	unit, start := 0, -1
	for i, r := range s {
		if unit%partBytes == partBytes-1 && !f.Goes(partBytes) {
			return ""
		}
		if unit == from {
			start = i
		}
		if start >= 0 && unit-from == length {
			return s[start:i]
		}
		width := 1
		if r > 0xFFFF {
			width = 2
		}
		unit += width
		if unit > from && start < 0 || start >= 0 && unit-from > length {
			units := utf16.Encode([]rune(s))
			return string(utf16.Decode(units[from:min(from+length, len(units))]))
		}
	}
	if start < 0 {
		return ""
	}
	return s[start:]
}

// buildConcat compiles concat. As in most functions, a missing argument makes
// the result missing.
func buildConcat(c *Call, _ string) (program.Typed, error) {
	n := &concat{c: c.place()}
	for i := range c.Args {
		n.args = append(n.args, c.text(i))
	}
	return typed(n, pmml.DataTypeString), nil
}

type concat struct {
	c    place
	args []text
}

// Eval gives the texts one after the other, missing where any is.
func (n *concat) Eval(f *program.Frame) float64 {
	var room [8]string
	parts, length := room[:0], 0
	missing := false
	for i := range n.args {
		s, cell, ok := n.args[i].read(f)
		switch {
		case ok:
			if !f.SpendText(len(s), n.c.pos) {
				return program.Missing
			}
			parts = append(parts, s)
			length += len(s)
		case !program.IsMissing(cell):
			return cell
		default:
			missing = true // a later argument may still be an error
		}
	}
	if missing {
		return program.Missing
	}
	var few [128]byte
	if length <= len(few) {
		b := few[:0]
		for _, s := range parts {
			b = append(b, s...)
		}
		return f.Code(string(b))
	}
	var b strings.Builder
	b.Grow(length)
	for _, s := range parts {
		for ; len(s) > 0; s = s[min(partCost*partBytes, len(s)):] {
			part := s[:min(partCost*partBytes, len(s))]
			b.WriteString(part)
			if !f.Goes(len(part)) {
				return program.Missing
			}
		}
	}
	return f.Code(b.String())
}

// upper is the text in upper case by Unicode's full mapping.
func upper(s string) string {
	if isASCII(s) || !strings.ContainsFunc(s, func(r rune) bool { _, ok := longUpper[r]; return ok }) {
		return strings.ToUpper(s)
	}
	var b strings.Builder
	for _, r := range s {
		if u, ok := longUpper[r]; ok {
			b.WriteString(u)
		} else {
			b.WriteString(strings.ToUpper(string(r)))
		}
	}
	return b.String()
}

// lower is the text in lower case by Unicode's full mapping: a capital sigma
// that ends a word becomes the final one.
func lower(s string) string {
	if isASCII(s) || !strings.ContainsAny(s, "Σİ") {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == 'İ':
			b.WriteString("i\u0307")
		case r == 'Σ' && endsCased(s[:i]) && !startsCased(s[i+utf8.RuneLen(r):]):
			b.WriteRune('ς')
		default:
			b.WriteString(strings.ToLower(string(r)))
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
