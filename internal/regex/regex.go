// Package regex compiles and runs the regular expressions of documents.
//
// Two engines run them: Go's, which is linear in the text, and regexp2, which
// also knows look-around and back-references and so may backtrack. [Pattern] is
// what functions match, replace and split by, in one of two dialects; [Finder]
// finds words and separators of texts.
package regex

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2"

	"github.com/gopmml/gopmml/internal/limit"
)

// Pattern is a compiled regular expression. Go's engine runs it where that
// reads the pattern and the text as the dialect does, regexp2 elsewhere.
type Pattern struct {
	fast *regexp.Regexp
	slow *regexp2.Regexp
	// What fast asks of a text.
	asciiOnly, noFinalNewline bool
	// empty: the pattern may match the empty string. Go skips such matches where
	// they follow another; the dialects do not.
	empty bool

	// size is how many instructions the pattern has, or of the backtracking engine
	// how many characters.
	size int

	python bool
	groups int
	names  map[string]int
}

// Dialect says how a pattern and its replacements are to be read.
type Dialect uint8

// The dialects. PCRE's is the standard's; Python's is that of its module re.
const (
	PCRE Dialect = iota
	Python
)

// Compile compiles a pattern of a dialect.
func Compile(text string, d Dialect) (*Pattern, error) {
	p := &Pattern{python: d == Python}
	rewritten := func(slow bool) (*rewriter, error) {
		r := &rewriter{in: []rune(text), python: p.python, slow: slow}
		return r, r.rewrite()
	}
	r, err := rewritten(false)
	switch {
	case err == nil:
		p.groups, p.names = r.groups, r.names
		p.asciiOnly, p.noFinalNewline = r.asciiOnly, r.noFinalNewline
		p.empty = true
		if p.fast, err = regexp.Compile(string(r.out)); err == nil {
			if tree, err := syntax.Parse(string(r.out), syntax.Perl); err == nil {
				p.empty = matchesEmpty(tree)
			}
			p.size = sizeOf(string(r.out))
			if !p.asciiOnly && !p.noFinalNewline && !p.empty {
				return p, nil
			}
		}
	case !errors.Is(err, errBacktracks):
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	r, err = rewritten(true)
	if err == nil {
		p.groups, p.names = r.groups, r.names
		p.size = max(p.size, len(r.out))
		p.slow, err = regexp2.Compile(string(r.out), regexp2.None)
	}
	if err != nil {
		if p.fast != nil {
			return p, nil // near enough, and better than nothing
		}
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	p.slow.MatchTimeout = limit.Backtracking
	return p, nil
}

// Size gives how much work the pattern is for each character, as the number of its
// instructions.
func (p *Pattern) Size() int { return max(p.size, 1) }

// sizeOf gives the number of instructions of a pattern of Go's engine.
func sizeOf(pattern string) int {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return len(pattern)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return len(pattern)
	}
	return len(prog.Inst)
}

// matchesEmpty says whether an expression may match the empty string.
func matchesEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune) == 0
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpNoMatch:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return matchesEmpty(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || matchesEmpty(re.Sub[0])
	case syntax.OpConcat:
		for _, s := range re.Sub {
			if !matchesEmpty(s) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, s := range re.Sub {
			if matchesEmpty(s) {
				return true
			}
		}
		return false
	}
	return true
}

// fits says whether Go's engine reads the pattern in s as the dialect does.
func (p *Pattern) fits(s string) bool {
	if p.fast == nil || p.slow == nil {
		return p.slow == nil
	}
	if p.noFinalNewline && strings.HasSuffix(s, "\n") {
		return false
	}
	return !p.asciiOnly || isASCII(s)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Match says whether the pattern matches anywhere in s.
func (p *Pattern) Match(s string, room *limit.Room) (found bool, err error) {
	if p.fits(s) {
		return p.fast.MatchString(s), nil
	}
	err = room.Backtrack(func() error {
		found, err = p.slow.MatchString(s)
		return err
	})
	return found, err
}

// Replace puts the replacement for every match, as long as there is room for the
// text.
func (p *Pattern) Replace(s string, with []Piece, room *limit.Room) (string, error) {
	if p.fits(s) && (!p.empty || p.slow == nil) {
		return p.replaceFast(s, with, room)
	}
	var m *regexp2.Match
	find := func() (err error) {
		if m == nil {
			m, err = p.slow.FindStringMatch(s)
		} else {
			m, err = p.slow.FindNextMatch(m)
		}
		return err
	}
	if err := room.Backtrack(find); err != nil || m == nil {
		return s, err
	}
	runes := []rune(s)
	var b strings.Builder
	at := 0
	for m != nil {
		if b.Len() > room.Text {
			return s, limit.ErrRoom
		}
		b.WriteString(string(runes[at:m.Index]))
		for i := range with {
			if w := &with[i]; w.Group < 0 {
				b.WriteString(w.Text)
			} else if g := m.GroupByNumber(w.Group); g != nil {
				b.WriteString(g.String())
			}
		}
		at = m.Index + m.Length
		if err := room.Backtrack(find); err != nil {
			return s, err
		}
	}
	b.WriteString(string(runes[at:]))
	return b.String(), nil
}

func (p *Pattern) replaceFast(s string, with []Piece, room *limit.Room) (string, error) {
	if !p.fast.MatchString(s) {
		return s, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for _, m := range p.fast.FindAllStringSubmatchIndex(s, -1) {
		if b.Len() > room.Text {
			return s, limit.ErrRoom
		}
		b.WriteString(s[at:m[0]])
		for i := range with {
			if w := &with[i]; w.Group < 0 {
				b.WriteString(w.Text)
			} else if 2*w.Group < len(m) && m[2*w.Group] >= 0 {
				b.WriteString(s[m[2*w.Group]:m[2*w.Group+1]])
			}
		}
		at = m[1]
	}
	b.WriteString(s[at:])
	return b.String(), nil
}

// Split cuts s at the matches that are not empty. Empty texts at the end are
// left out.
func (p *Pattern) Split(s string, room *limit.Room) ([]string, error) {
	const mark = "\x00\x00split\x00\x00"
	cut, err := p.Replace(s, []Piece{{Text: mark, Group: -1}}, room)
	if err != nil {
		return nil, err
	}
	parts := strings.Split(cut, mark)
	if len(parts) > 1 && parts[0] == "" && p.empty {
		parts = parts[1:]
	}
	for len(parts) > 1 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	return parts, nil
}
