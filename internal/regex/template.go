package regex

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Piece is a part of a replacement: a text, or where Group is not negative
// what that group matched.
type Piece struct {
	Text  string
	Group int
}

// Replacement reads a replacement text: $1, ${1}, ${name}, $$ and \ before a
// character that is itself in PCRE's dialect; \1, \g<1>, \g<name> in Python's.
func (p *Pattern) Replacement(s string) ([]Piece, error) {
	var out []Piece
	var lit strings.Builder
	group := func(name string) error {
		k, named := p.names[name]
		if !named {
			k = 0
			for _, d := range name {
				if d < '0' || d > '9' || k > p.groups {
					return fmt.Errorf("replacement %q refers to group %q, which the pattern lacks", s, name)
				}
				k = 10*k + int(d-'0')
			}
		}
		if name == "" || k > p.groups {
			return fmt.Errorf("replacement %q refers to group %q, which the pattern lacks", s, name)
		}
		if lit.Len() > 0 {
			out = append(out, Piece{lit.String(), -1})
			lit.Reset()
		}
		out = append(out, Piece{"", k})
		return nil
	}
	for i := 0; i < len(s); {
		name, n := "", 0
		switch c := s[i]; {
		case c == '\\' && p.python:
			var b byte
			if name, b, n = pythonReference(s[i:]); n == 0 {
				n = 1
				lit.WriteByte('\\')
			} else if name == "" {
				lit.WriteByte(b)
			}
		case c == '\\':
			if i++; i == len(s) {
				lit.WriteByte('\\')
				continue
			}
			_, n = utf8.DecodeRuneInString(s[i:])
			lit.WriteString(s[i : i+n])
		case c == '$' && !p.python:
			if name, n = p.dollar(s[i:]); name == "" {
				lit.WriteByte('$')
			}
		default:
			lit.WriteByte(c)
			n = 1
		}
		if name != "" {
			if err := group(name); err != nil {
				return nil, err
			}
		}
		i += n
	}
	if lit.Len() > 0 {
		out = append(out, Piece{lit.String(), -1})
	}
	return out, nil
}

// dollar reads what follows a $ at the start of s: the name of a group, "" for
// a literal dollar, and how many bytes that took. Digits are taken as long as
// there is such a group.
func (p *Pattern) dollar(s string) (string, int) {
	switch {
	case strings.HasPrefix(s, "$$"):
		return "", 2
	case strings.HasPrefix(s, "${"):
		if name, _, ok := strings.Cut(s[2:], "}"); ok && name != "" {
			return name, len(name) + 3
		}
		return "", 1
	}
	n, k := 1, 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		if k = 10*k + int(s[n]-'0'); n > 1 && k > p.groups {
			break
		}
		n++
	}
	return s[1:n], n
}

// pythonReference reads a backslash of a Python replacement: the name of a
// group, or a byte. n is how many bytes it took, 0 for a mere backslash.
func pythonReference(s string) (name string, b byte, n int) {
	if len(s) < 2 {
		return "", 0, 0
	}
	switch c := s[1]; c {
	case 'n':
		return "", '\n', 2
	case 't':
		return "", '\t', 2
	case 'r':
		return "", '\r', 2
	case 'f':
		return "", '\f', 2
	case 'v':
		return "", '\v', 2
	case 'a':
		return "", 7, 2
	case 'b':
		return "", '\b', 2
	case '\\':
		return "", '\\', 2
	case '0':
		return "", 0, 2
	case 'g':
		if strings.HasPrefix(s, `\g<`) {
			if name, _, ok := strings.Cut(s[3:], ">"); ok && name != "" {
				return name, 0, len(name) + 4
			}
		}
	default:
		if c >= '1' && c <= '9' {
			n = 2
			if len(s) > 2 && s[2] >= '0' && s[2] <= '9' {
				n = 3
			}
			return s[1:n], 0, n
		}
	}
	return "", 0, 0
}

// Replacement reads a replacement text: $1 and ${1} are groups, where more
// digits count as long as there are so many groups; a backslash takes the
// character after it as it is. A dollar sign before anything else is one.
func (f *Finder) Replacement(s string) []Piece {
	groups := f.groups()
	var out []Piece
	var literal strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			literal.WriteByte(s[i])
			continue
		case s[i] == '$':
			if group, length := groupRef(s[i+1:], groups); length > 0 {
				out = append(out, Piece{literal.String(), -1}, Piece{"", group})
				literal.Reset()
				i += length
				continue
			}
		}
		literal.WriteByte(s[i])
	}
	return append(out, Piece{literal.String(), -1})
}

// groupRef reads the group's number after a dollar sign, and its length.
func groupRef(s string, groups int) (group, length int) {
	if rest, ok := strings.CutPrefix(s, "{"); ok {
		if group, n := groupRef(rest, groups); n > 0 && strings.HasPrefix(rest[n:], "}") {
			return group, n + 2
		}
		return 0, 0
	}
	for length < len(s) && s[length] >= '0' && s[length] <= '9' {
		next := 10*group + int(s[length]-'0')
		if next > groups && length > 0 {
			break
		}
		group = next
		length++
	}
	return group, length
}

// expand writes a replacement, given what the match's groups hold.
func expand(b *strings.Builder, with []Piece, group func(int) string) {
	for i := range with {
		if w := &with[i]; w.Group < 0 {
			b.WriteString(w.Text)
		} else {
			b.WriteString(group(w.Group))
		}
	}
}
