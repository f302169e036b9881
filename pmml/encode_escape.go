package pmml

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// isVerbatim tells the bytes that stand for themselves in what the encoder
// writes, both in text and in attribute values.
var isVerbatim = newByteSet(func(c byte) bool {
	return c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '<' && c != '>' && c != '&'
})

// escape writes text, or the value of an attribute, so that it reads back the
// same: readers turn carriage returns into line feeds, and line ends and tabs of
// values into spaces.
//
// Spec: https://www.w3.org/TR/xml/#sec-line-ends and #AVNormalize.
func (e *encoder) escape(s string, value bool) {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if isVerbatim[c] {
			i++
			continue
		}
		n, by := 1, ""
		switch c {
		case '<':
			by = "&lt;"
		case '>':
			by = "&gt;"
		case '&':
			by = "&amp;"
		case '\r':
			by = "&#13;"
		case '"', '\t', '\n':
			if value {
				by = valueReference(c)
			}
		default:
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n <= 1 {
				e.fail(ErrInvalid, fmt.Sprintf("the text %q is not UTF-8", clip(s)))
				return
			}
			if !isChar(r) {
				e.fail(ErrInvalid, fmt.Sprintf("the character U+%04X of %q may not stand in XML", r, clip(s)))
				return
			}
		}
		if by != "" {
			e.puts(s[from:i])
			e.puts(by)
			from = i + n
		}
		i += n
	}
	e.puts(s[from:])
}

func valueReference(c byte) string {
	switch c {
	case '\t':
		return "&#9;"
	case '\n':
		return "&#10;"
	}
	return "&quot;"
}

// escapeColumn gives the element name of a table's column, with _xHHHH_ in place
// of what no name can hold. ok is false where there is none. plain says that no
// namespace prefix stands before it.
func escapeColumn(column string, plain bool) (name string, ok bool) {
	switch {
	case column == "", !utf8.ValidString(column):
		return "", false
	case plain && column == "Extension":
		return "_x0045_xtension", true // else it would be one
	}
	var b strings.Builder
	for i, r := range column {
		if r == '_' && looksEscaped(column[i:]) || r == ':' || !isNameStart(r) && (i == 0 || !isNameRest(r)) {
			if r > 0xFFFF || !isChar(r) {
				return "", false
			}
			fmt.Fprintf(&b, "_x%04X_", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String(), true
}

// looksEscaped says whether s begins with "_x" and four hexadecimal digits.
func looksEscaped(s string) bool {
	if len(s) < 6 {
		return false
	}
	_, ok := escapedRune(s[:6] + "_")
	return ok
}
