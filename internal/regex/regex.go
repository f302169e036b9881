// Package regex compiles and runs the regular expressions of documents.
//
// Three engines run them: Go's and a machine of our own, which find the same and are
// linear in the text, and regexp2, which also knows look-around and back-references
// and so may backtrack. [Pattern] is
// what functions match, replace and split by, in one of two dialects; [Finder]
// finds words and separators of texts.
package regex

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2"

	"github.com/gopmml/gopmml/internal/limit"
)

// Pattern is a compiled regular expression. A linear engine runs it where that
// reads the pattern and the text as the dialect does, regexp2 elsewhere.
type Pattern struct {
	fast *linear
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

// Compile compiles a pattern of a dialect, within a budget that may be nil.
func Compile(text string, d Dialect, budget Budget) (*Pattern, error) {
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
		var tree *syntax.Regexp
		if tree, err = parse(string(r.out)); err == nil {
			p.empty = matchesEmpty(tree)
			if p.fast, err = compileLinear(string(r.out), tree, budget); err != nil {
				return nil, fmt.Errorf("pattern %s: %w", quote(text), err)
			}
			p.size = p.fast.size()
			if !p.asciiOnly && !p.noFinalNewline && !p.empty {
				return p, nil
			}
		}
	case !errors.Is(err, errBacktracks):
		return nil, fmt.Errorf("pattern %s: %w", quote(text), err)
	}
	r, err = rewritten(true)
	if err == nil {
		err = budget.spend(len(r.out))
	}
	if err == nil {
		p.groups, p.names = r.groups, r.names
		p.size = max(p.size, len(r.out))
		p.slow, err = regexp2.Compile(string(r.out), regexp2.None)
	}
	if err != nil {
		if p.fast != nil {
			return p, nil // near enough, and better than nothing
		}
		return nil, fmt.Errorf("pattern %s: %w", quote(text), err)
	}
	p.slow.MatchTimeout = limit.Backtracking
	return p, nil
}

// Size gives how much work the pattern is for each character, as the number of its
// instructions.
func (p *Pattern) Size() int { return max(p.size, 1) }

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
		return p.fast.match(s, room)
	}
	runes, err := decode(s, room)
	if err != nil {
		return false, err
	}
	return limit.Backtrack(room, func() (bool, error) { return p.slow.MatchRunes(runes) })
}

// decode gives the characters of a text for the engine that backtracks, which keeps
// them as long as it runs.
func decode(s string, room *limit.Room) ([]rune, error) {
	if err := room.Look(); err != nil {
		return nil, err
	}
	if len(s) <= lookEvery {
		return []rune(s), nil
	}
	// Memory for a long text is not had in parts.
	return limit.Await(room.Done, func() ([]rune, error) { return []rune(s), nil })
}

// next gives the match behind m, or the first one where m is nil.
func next(p *regexp2.Regexp, runes []rune, m *regexp2.Match, room *limit.Room) (*regexp2.Match, error) {
	return limit.Backtrack(room, func() (*regexp2.Match, error) {
		if m == nil {
			return p.FindRunesMatch(runes)
		}
		return p.FindNextMatch(m)
	})
}

// Replace puts the replacement for every match, as long as there is room for the
// text.
func (p *Pattern) Replace(s string, with []Piece, room *limit.Room) (string, error) {
	if p.fits(s) && (!p.empty || p.slow == nil) {
		return p.fast.replace(s, with, room)
	}
	runes, err := decode(s, room)
	if err != nil {
		return s, err
	}
	m, err := next(p.slow, runes, nil, room)
	if err != nil || m == nil {
		return s, err
	}
	var b strings.Builder
	at := 0
	for m != nil {
		if b.Len() > room.Text {
			return s, limit.ErrRoom
		}
		if err := writeRunes(&b, runes[at:m.Index], room); err != nil {
			return s, err
		}
		for i := range with {
			if w := &with[i]; w.Group < 0 {
				b.WriteString(w.Text)
			} else if g := m.GroupByNumber(w.Group); g != nil {
				b.WriteString(g.String())
			}
		}
		at = m.Index + m.Length
		if m, err = next(p.slow, runes, m, room); err != nil {
			return s, err
		}
	}
	err = writeRunes(&b, runes[at:], room)
	return b.String(), err
}

// writeRunes adds characters to a text.
func writeRunes(b *strings.Builder, runes []rune, room *limit.Room) error {
	for ; len(runes) > lookEvery; runes = runes[lookEvery:] {
		b.WriteString(string(runes[:lookEvery]))
		if err := room.Look(); err != nil {
			return err
		}
	}
	b.WriteString(string(runes))
	return nil
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
