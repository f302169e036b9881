package regex

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2"

	"github.com/gopmml/gopmml/internal/limit"
)

// Span is a part of a text, in bytes.
type Span struct{ Start, End int32 }

// Finder finds and replaces all matches of a pattern. The standard asks for
// PCRE: patterns run on Go's engine where it knows their syntax, else on a
// backtracking one. The classes \s, \d and \w are ASCII's, unless the pattern
// begins with (?u) or (?U): then they are Unicode's.
type Finder struct {
	runs   *runs     // most patterns for words and separators need no engine,
	list   *wordList // nor do lists of words
	engine Pattern
}

// NewFinder compiles a pattern. insensitive ignores case, of all scripts.
func NewFinder(expr string, insensitive bool, budget Budget) (*Finder, error) {
	expr, wide := cutUnicodeFlag(expr)
	if !insensitive {
		if r := parseRuns(expr, wide); r != nil {
			return &Finder{runs: r}, nil
		}
	}
	if !wide {
		source := verticalSpace(expr)
		if insensitive {
			source = "(?i)" + source
		}
		if tree, err := parse(source); err == nil {
			re, err := compileLinear(source, tree, budget)
			if err != nil {
				return nil, unusable(expr, err)
			}
			return &Finder{engine: Pattern{fast: re, size: re.size()}, list: parseWordList(expr, insensitive)}, nil
		}
	}
	options := regexp2.RegexOptions(regexp2.None)
	if insensitive {
		options |= regexp2.IgnoreCase
	}
	if !wide {
		options |= regexp2.RE2
	}
	if err := budget.spend(len(expr)); err != nil {
		return nil, unusable(expr, err)
	}
	re, err := regexp2.Compile(expr, options)
	if err != nil {
		return nil, unusable(expr, err)
	}
	re.MatchTimeout = limit.Backtracking
	return &Finder{engine: Pattern{slow: re, size: len(expr)}}, nil
}

func unusable(expr string, err error) error {
	return fmt.Errorf("%s is not a regular expression that can be used: %w", quote(expr), err)
}

// FindText gives what finds a text, whatever its case.
func FindText(s string, budget Budget) (*Finder, error) {
	expr := "(?i)" + regexp.QuoteMeta(s)
	tree, err := parse(expr)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be looked for: %w", quote(s), err)
	}
	re, err := compileLinear(expr, tree, budget)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be looked for: %w", quote(s), err)
	}
	return &Finder{engine: Pattern{size: len(s), fast: re}}, nil
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

// All appends the places of all matches to dst, from left to right.
func (f *Finder) All(s string, dst []Span, room *limit.Room) ([]Span, error) {
	switch {
	case f.runs != nil:
		return f.runs.all(s, dst, room)
	case f.list != nil && f.list.knows(s):
		err := f.list.each(s, room, func(m listMatch) error {
			dst = append(dst, m.match)
			return tooMany(len(dst), room)
		})
		return dst, err
	case f.engine.fast != nil:
		return f.engine.fast.all(s, dst, room)
	}
	text, err := decode(s, room)
	if err != nil {
		return dst, err
	}
	m, err := next(f.engine.slow, text, nil, room)
	runes, bytes := 0, 0
	offset := func(to int) int32 {
		for ; runes < to; runes++ {
			_, n := utf8.DecodeRuneInString(s[bytes:])
			bytes += n
		}
		return int32(bytes)
	}
	for ; m != nil && err == nil; m, err = next(f.engine.slow, text, m, room) {
		start := offset(m.Index)
		dst = append(dst, Span{start, offset(m.Index + m.Length)})
	}
	return dst, err
}

// Replace puts the replacement for every match.
func (f *Finder) Replace(s string, with []Piece, room *limit.Room) (string, error) {
	switch {
	case f.list != nil && f.list.knows(s):
		return f.list.replace(s, with, room)
	case f.runs == nil:
		return f.engine.Replace(s, with, room)
	}
	matches, err := f.runs.all(s, nil, room)
	if err != nil || len(matches) == 0 {
		return s, err
	}
	var b strings.Builder
	last := int32(0)
	for i, m := range matches {
		if i%lookEvery == lookEvery-1 {
			if err := room.Look(); err != nil {
				return s, err
			}
		}
		if b.Len() > room.Text {
			return s, limit.ErrRoom
		}
		b.WriteString(s[last:m.Start])
		expand(&b, with, func(group int) string {
			if group == 0 {
				return s[m.Start:m.End]
			}
			return ""
		})
		last = m.End
	}
	b.WriteString(s[last:])
	return b.String(), nil
}

// Size gives how much work the finder is for each character.
func (f *Finder) Size() int {
	if f.list != nil {
		return 1
	}
	return f.engine.Size()
}

// groups gives the number of the pattern's capturing groups.
func (f *Finder) groups() int {
	switch {
	case f.engine.fast != nil:
		return f.engine.fast.groups
	case f.engine.slow != nil:
		return len(f.engine.slow.GetGroupNumbers()) - 1
	}
	return 0
}
