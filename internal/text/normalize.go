package text

import (
	"errors"
	"strings"

	"github.com/gopmml/gopmml/internal/regex"
)

// Table rewrites texts by rules, each on what the one before it left.
//
// Rules apply to the whole text rather than word by word, as other engines have
// it: "user friendly" can become "user_friendly".
type Table struct {
	rules     []rule
	recursive bool
}

type rule struct {
	pattern *regex.Finder // nil: literal text
	in, out string
	replace []regex.Piece
}

// NewTable makes a table without rules. recursive applies the table again and
// again until nothing changes.
func NewTable(recursive bool) *Table { return &Table{recursive: recursive} }

// Add adds a rule: in becomes out. Where in is a regular expression, out may
// name its groups as $1; otherwise both are plain text. finder, which may be nil,
// makes what finds it.
func (t *Table) Add(in, out string, isRegexp, caseSensitive bool, finder Finders) error {
	if finder == nil {
		finder = newFinder
	}
	switch {
	case in == "":
		return errors.New("the text to be replaced is empty")
	case isRegexp:
		p, err := finder(in, false, !caseSensitive)
		if err != nil {
			return err
		}
		t.rules = append(t.rules, rule{pattern: p, replace: p.Replacement(out)})
	case caseSensitive || !hasCase(in):
		t.rules = append(t.rules, rule{in: in, out: out})
	default:
		p, err := finder(in, true, true)
		if err != nil {
			return err
		}
		t.rules = append(t.rules, rule{pattern: p, replace: []regex.Piece{{Text: out, Group: -1}}})
	}
	return nil
}

// Finders makes what finds a pattern, or with literal a text.
type Finders func(s string, literal, insensitive bool) (*regex.Finder, error)

func newFinder(s string, literal, insensitive bool) (*regex.Finder, error) {
	if literal {
		return regex.FindText(s, nil)
	}
	return regex.NewFinder(s, insensitive, nil)
}

func hasCase(s string) bool { return fold(s) != s || strings.ToUpper(s) != s }

// The limits of recursive tables, which need not come to an end.
const (
	maxRounds = 10_000
	maxGrowth = 1 << 20
)

// errEndless says that a table goes on for ever.
var errEndless = errors.New("recursive text normalization does not come to an end")

// errEnded says that the record has ended with a fault of its own.
var errEnded = errors.New("the record has ended")

// replaceAll puts out for in everywhere, as package strings does.
func (m *meter) replaceAll(s, in, out string) (string, error) {
	each := func(found func(at int)) error {
		for at := 0; at+len(in) <= len(s); {
			part := s[at:min(at+lookEvery+len(in)-1, len(s))]
			i := strings.Index(part, in)
			if i >= 0 {
				found(at + i)
				i += len(in)
			} else {
				i = lookEvery
			}
			at += i
			if !m.goesOn(wordWork + i) {
				return errEnded
			}
		}
		return nil
	}
	n := 0
	if err := each(func(int) { n++ }); err != nil || n == 0 {
		return s, err
	}
	if err := m.made(len(s) + n*max(len(out)-len(in), 0)); err != nil {
		return "", err
	}
	var b strings.Builder
	b.Grow(len(s) + n*(len(out)-len(in)))
	last := 0
	err := each(func(at int) {
		b.WriteString(s[last:at])
		b.WriteString(out)
		last = at + len(in)
	})
	b.WriteString(s[last:])
	return b.String(), err
}

func (t *Table) apply(s string, m *meter) (string, error) {
	limit := 16*len(s) + maxGrowth
	for range maxRounds {
		before := s
		for i := range t.rules {
			r := &t.rules[i]
			if !m.steps(1 + len(s)>>6) {
				return "", errEnded
			}
			if r.pattern == nil {
				var err error
				if s, err = m.replaceAll(s, r.in, r.out); err != nil {
					return "", err
				}
				continue
			}
			room, err := m.search(r.pattern, len(s))
			if err != nil {
				return "", err
			}
			next, err := r.pattern.Replace(s, r.replace, room)
			if err != nil {
				return "", err
			}
			if next != s {
				if err = m.made(len(next)); err != nil {
					return "", err
				}
			}
			s = next
		}
		if !t.recursive || s == before {
			return s, nil
		}
		if len(s) > limit {
			break
		}
	}
	return "", errEndless
}
