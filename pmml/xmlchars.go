package pmml

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

type byteSet [256]bool

func newByteSet(in func(c byte) bool) (t byteSet) {
	for c := range 256 {
		t[c] = in(byte(c))
	}
	return t
}

var (
	isSpace = newByteSet(func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' })
	// isNameByte tells the bytes that can stand in a name; those above ASCII are
	// looked at again by validName.
	isNameByte = newByteSet(func(c byte) bool {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			c == '_' || c == ':' || c == '-' || c == '.' || c >= utf8.RuneSelf
	})
	// isPlainText tells the bytes of text that need no look.
	isPlainText = newByteSet(func(c byte) bool { return c >= ' ' && c < utf8.RuneSelf || c == '\t' || c == '\n' })
	// isPlainValue tells the bytes that stand for themselves in an attribute value.
	isPlainValue = newByteSet(func(c byte) bool {
		return c >= ' ' && c != '"' && c != '\'' && c != '<' && c != '&'
	})
)

// isChar says whether r may stand in XML.
//
// Spec: https://www.w3.org/TR/xml/#NT-Char
func isChar(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// validName says whether b is a Name.
//
// Spec: https://www.w3.org/TR/xml/#NT-Name
func validName(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	for i, r := range string(b) {
		if !isNameStart(r) && (i == 0 || !isNameRest(r)) {
			return false
		}
	}
	return true
}

func isNameStart(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_', r == ':':
		return true
	case r < 0xC0, r == 0xD7, r == 0xF7, r == 0x37E:
		return false
	}
	return r <= 0x2FF || 0x370 <= r && r <= 0x1FFF || r == 0x200C || r == 0x200D ||
		0x2070 <= r && r <= 0x218F || 0x2C00 <= r && r <= 0x2FEF || 0x3001 <= r && r <= 0xD7FF ||
		0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0xEFFFF
}

func isNameRest(r rune) bool {
	return '0' <= r && r <= '9' || r == '-' || r == '.' || r == 0xB7 ||
		0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}

// reference reads the reference that begins at buf[at], which is b. It gives
// the character and the reference's length; 0 where b ends too early or, with
// err set, where it begins none.
func (s *scanner) reference(at int, b []byte) (rune, int) {
	end := 1
	for end < len(b) && (isNameByte[b[end]] || b[end] == '#') {
		end++
	}
	if end == len(b) && at+end == s.end {
		return 0, 0
	}
	if end == len(b) || b[end] != ';' {
		s.fail(ErrSyntax, at, `"&" begins no reference: its ";" is missing`)
		return 0, 0
	}
	name := string(b[1:end])
	switch name {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "apos":
		return '\'', end + 1
	case "quot":
		return '"', end + 1
	}
	if len(name) < 2 || name[0] != '#' {
		s.fail(ErrSyntax, at, fmt.Sprintf("the entity %q is not one of lt, gt, amp, apos, quot", clip(name)))
		return 0, 0
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !isChar(rune(n)) || n > utf8.MaxRune {
		s.fail(ErrSyntax, at, fmt.Sprintf("&%s; is not a character of XML", clip(name)))
		return 0, 0
	}
	return rune(n), end + 1
}

// checkDeclaration says what is wrong with an XML declaration's content.
//
// Spec: https://www.w3.org/TR/xml/#NT-XMLDecl
func checkDeclaration(b []byte) string {
	const broken = "the XML declaration is broken"
	step := 0
	for {
		rest := bytes.TrimLeft(b, " \t\n")
		if len(rest) == 0 {
			break
		}
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 || len(rest) == len(b) {
			return broken
		}
		name := string(bytes.TrimRight(rest[:eq], " \t\n"))
		rest = bytes.TrimLeft(rest[eq+1:], " \t\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return broken
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return broken
		}
		value := string(rest[1 : 1+end])
		b = rest[end+2:]
		switch {
		case name == "version" && step == 0:
			if value != "1.0" {
				return fmt.Sprintf("XML of version %q is not read; expected 1.0", clip(value))
			}
			step = 1
		case name == "encoding" && step == 1:
			if !validName([]byte(value)) {
				return broken
			}
			step = 2
		case name == "standalone" && (step == 1 || step == 2):
			if value != "yes" && value != "no" {
				return broken
			}
			step = 3
		default:
			return broken
		}
	}
	if step == 0 {
		return broken
	}
	return ""
}

func blank(b []byte) bool {
	for _, c := range b {
		if !isSpace[c] {
			return false
		}
	}
	return true
}

func hasPrefix(b []byte, p string) bool { return len(b) >= len(p) && string(b[:len(p)]) == p }

// isStartOf says whether b is the first part of p, or p itself.
func isStartOf(b []byte, p string) bool { return len(b) <= len(p) && string(b) == p[:len(b)] }

// clip keeps text in errors short.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
