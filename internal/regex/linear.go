package regex

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
)

// linear is a pattern that needs no backtracking. Go's engine runs it in short
// texts, where it is the faster one; the machine in others, since that can be told
// to stop. Both find the same.
type linear struct {
	*machine
	std *regexp.Regexp // nil where the pattern is large
}

// How many instructions a pattern of Go's engine may have, and, as the product with
// the length of a text, up to which that engine finds whether there is a match, or
// all matches: each of which it may look for up to the end of the text.
const (
	stdInstructions = 1 << 11
	stdMatch        = 1 << 18
	stdAll          = 1 << 14
)

// compileLinear compiles what has been parsed of an expression.
func compileLinear(expr string, tree *syntax.Regexp, budget Budget) (*linear, error) {
	if err := budget.spend(instructions(tree)); err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	l := &linear{machine: newMachine(prog)}
	if len(prog.Inst) <= stdInstructions {
		l.std, err = regexp.Compile(expr)
	}
	return l, err
}

// size gives the number of instructions.
func (l *linear) size() int { return len(l.insts) }

func (l *linear) short(s string, most int64) bool {
	return l.std != nil && int64(len(l.insts))*int64(len(s)+1) <= most
}

// match says whether the pattern matches anywhere in s.
func (l *linear) match(s string, room *limit.Room) (bool, error) {
	if l.short(s, stdMatch) {
		return l.std.MatchString(s), nil
	}
	return l.matches(s, room)
}

// all appends the matches in s.
func (l *linear) all(s string, dst []Span, room *limit.Room) ([]Span, error) {
	if l.short(s, stdAll) {
		for _, m := range l.std.FindAllStringIndex(s, -1) {
			dst = append(dst, Span{int32(m[0]), int32(m[1])})
		}
		return dst, nil
	}
	err := l.each(s, nil, len(s)+1, room, func(m *search) error {
		dst = append(dst, m.match)
		return tooMany(len(dst), room)
	})
	return dst, err
}

// spanBytes is what a match takes as text that a record makes.
const spanBytes = 8

// tooMany gives an error where so many matches are more than a record has room for.
func tooMany(matches int, room *limit.Room) error {
	if spanBytes*matches > room.Text {
		return limit.ErrRoom
	}
	return nil
}

// replace puts the replacement for every match, as long as there is room for the
// text.
func (l *linear) replace(s string, with []Piece, room *limit.Room) (string, error) {
	var b strings.Builder
	at := int32(0)
	matched := false
	begin := func(start int32) error {
		if !matched {
			matched = true
			b.Grow(min(len(s), 1<<20))
		}
		if b.Len() > room.Text {
			return limit.ErrRoom
		}
		b.WriteString(s[at:start])
		return nil
	}
	if l.short(s, stdAll) {
		for _, m := range l.std.FindAllStringSubmatchIndex(s, -1) {
			if err := begin(int32(m[0])); err != nil {
				return s, err
			}
			expand(&b, with, func(g int) string {
				if 2*g < len(m) && m[2*g] >= 0 {
					return s[m[2*g]:m[2*g+1]]
				}
				return ""
			})
			at = int32(m[1])
		}
	} else {
		var groups []int
		for i := range with {
			if with[i].Group > 0 {
				groups = append(groups, with[i].Group)
			}
		}
		err := l.each(s, groups, len(s)+1, room, func(m *search) error {
			if err := begin(m.match.Start); err != nil {
				return err
			}
			expand(&b, with, m.group)
			at = m.match.End
			return nil
		})
		if err != nil {
			return s, err
		}
	}
	if !matched {
		return s, nil
	}
	b.WriteString(s[at:])
	return b.String(), nil
}
