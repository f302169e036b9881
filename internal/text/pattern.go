// Package text counts terms in texts: it cuts texts into words, normalizes
// them, and finds terms exactly or within an edit distance.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_TextIndex
package text

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
)

// span is a part of a text, in bytes.
type span struct{ start, end int32 }

// matchTimeout bounds one search of a pattern that may need backtracking.
const matchTimeout = 5 * time.Second

// Pattern is a compiled regular expression of a document. The standard asks for
// PCRE: patterns run on Go's engine where it knows their syntax, else on a
// backtracking one. The classes \s, \d and \w are ASCII's, unless the pattern
// begins with (?u) or (?U): then they are Unicode's.
type Pattern struct {
	runs   *runs     // most patterns for words and separators need no engine,
	list   *wordList // nor do lists of words, beside linear
	linear *regexp.Regexp
	backtr *regexp2.Regexp
}

// Compile compiles a pattern. insensitive ignores case, of all scripts.
func Compile(expr string, insensitive bool) (*Pattern, error) {
	expr, wide := cutUnicodeFlag(expr)
	if !insensitive {
		if r := parseRuns(expr, wide); r != nil {
			return &Pattern{runs: r}, nil
		}
	}
	if !wide {
		source := verticalSpace(expr)
		if insensitive {
			source = "(?i)" + source
		}
		if re, err := regexp.Compile(source); err == nil {
			return &Pattern{linear: re, list: parseWordList(expr, insensitive)}, nil
		}
	}
	options := regexp2.RegexOptions(regexp2.None)
	if insensitive {
		options |= regexp2.IgnoreCase
	}
	if !wide {
		options |= regexp2.RE2
	}
	re, err := regexp2.Compile(expr, options)
	if err != nil {
		return nil, fmt.Errorf("%q is not a regular expression that can be used: %w", expr, err)
	}
	re.MatchTimeout = matchTimeout
	return &Pattern{backtr: re}, nil
}

// cutUnicodeFlag takes the flag for Unicode classes off a pattern's beginning.
func cutUnicodeFlag(expr string) (string, bool) {
	for _, flag := range [...]string{"(?u)", "(?U)"} {
		if rest, ok := strings.CutPrefix(expr, flag); ok {
			return rest, true
		}
	}
	return expr, false
}

// verticalSpace makes \s have the vertical tab, as in PCRE and elsewhere but in
// Go. \S inside brackets keeps Go's meaning.
func verticalSpace(expr string) string {
	if !strings.Contains(expr, `\s`) && !strings.Contains(expr, `\S`) {
		return expr
	}
	var b strings.Builder
	inside, first := false, 0 // first is where a bracket belongs to the set that it ends
	for i := 0; i < len(expr); i++ {
		c := expr[i]
		if c != '\\' || i+1 == len(expr) {
			switch {
			case c == '[' && !inside:
				inside, first = true, i+1
				if strings.HasPrefix(expr[first:], "^") {
					first++
				}
			case c == '[' && strings.HasPrefix(expr[i:], "[:"):
				// A named class, as [:alpha:].
				if n := strings.Index(expr[i:], ":]"); n > 0 {
					b.WriteString(expr[i : i+n+1])
					i += n + 1
					c = expr[i]
				}
			case c == ']' && i != first:
				inside = false
			}
			b.WriteByte(c)
			continue
		}
		i++
		switch next := expr[i]; {
		case next == 's' && inside:
			b.WriteString(`\s\v`)
		case next == 's':
			b.WriteString(`[\s\v]`)
		case next == 'S' && !inside:
			b.WriteString(`[^\s\v]`)
		case next == 'Q':
			// Quoted text, up to \E.
			quoted, _, _ := strings.Cut(expr[i+1:], `\E`)
			b.WriteString(`\Q` + quoted)
			i += len(quoted)
		default:
			b.WriteByte('\\')
			b.WriteByte(next)
		}
	}
	return b.String()
}

// all appends the places of all matches to dst, from left to right.
func (p *Pattern) all(s string, dst []span) ([]span, error) {
	switch {
	case p.runs != nil:
		return p.runs.all(s, dst), nil
	case p.list != nil && p.list.knows(s):
		for _, m := range p.list.all(s) {
			dst = append(dst, m.match)
		}
		return dst, nil
	case p.linear != nil:
		for _, m := range p.linear.FindAllStringIndex(s, -1) {
			dst = append(dst, span{int32(m[0]), int32(m[1])})
		}
		return dst, nil
	}
	m, err := p.backtr.FindStringMatch(s)
	runes, bytes := 0, 0
	offset := func(to int) int32 {
		for ; runes < to; runes++ {
			_, n := utf8.DecodeRuneInString(s[bytes:])
			bytes += n
		}
		return int32(bytes)
	}
	for ; m != nil && err == nil; m, err = p.backtr.FindNextMatch(m) {
		start := offset(m.Index)
		dst = append(dst, span{start, offset(m.Index + m.Length)})
	}
	return dst, err
}

// replaceAll replaces all matches by a template.
func (p *Pattern) replaceAll(s string, t template) (string, error) {
	switch {
	case p.list != nil && p.list.knows(s):
		return p.list.replaceAll(s, t), nil
	case p.linear != nil:
		return replaceLinear(p.linear, s, t), nil
	case p.backtr != nil:
		return p.backtr.ReplaceFunc(s, func(m regexp2.Match) string {
			var b strings.Builder
			for _, part := range t {
				b.WriteString(part.literal)
				if part.group >= 0 {
					if g := m.GroupByNumber(part.group); g != nil {
						b.WriteString(g.String())
					}
				}
			}
			return b.String()
		}, -1, -1)
	}
	var b strings.Builder
	last := int32(0)
	for _, m := range p.runs.all(s, nil) {
		b.WriteString(s[last:m.start])
		t.expand(&b, func(group int) string {
			if group == 0 {
				return s[m.start:m.end]
			}
			return ""
		})
		last = m.end
	}
	if last == 0 {
		return s, nil
	}
	b.WriteString(s[last:])
	return b.String(), nil
}

func replaceLinear(re *regexp.Regexp, s string, t template) string {
	matches := re.FindAllStringSubmatchIndex(s, -1)
	if len(matches) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	last := 0
	for _, m := range matches {
		b.WriteString(s[last:m[0]])
		t.expand(&b, func(group int) string {
			if 2*group+1 >= len(m) || m[2*group] < 0 {
				return ""
			}
			return s[m[2*group]:m[2*group+1]]
		})
		last = m[1]
	}
	b.WriteString(s[last:])
	return b.String()
}

// groups gives the number of the pattern's capturing groups.
func (p *Pattern) groups() int {
	switch {
	case p.linear != nil:
		return p.linear.NumSubexp()
	case p.backtr != nil:
		return len(p.backtr.GetGroupNumbers()) - 1
	}
	return 0
}

// template is a replacement: pieces of text and groups of the match.
type template []templatePart

type templatePart struct {
	literal string
	group   int // after the literal; -1 for none
}

// parseTemplate reads a replacement: $1 and ${1} are groups, where more digits
// count as long as there are so many groups; a backslash takes the character
// after it as it is. A dollar sign before anything else is one.
func parseTemplate(s string, groups int) template {
	var t template
	var literal strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			literal.WriteByte(s[i])
			continue
		case s[i] == '$':
			if group, length := groupRef(s[i+1:], groups); length > 0 {
				t = append(t, templatePart{literal.String(), group})
				literal.Reset()
				i += length
				continue
			}
		}
		literal.WriteByte(s[i])
	}
	return append(t, templatePart{literal.String(), -1})
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

func (t template) expand(b *strings.Builder, group func(int) string) {
	for _, part := range t {
		b.WriteString(part.literal)
		if part.group >= 0 {
			b.WriteString(group(part.group))
		}
	}
}
