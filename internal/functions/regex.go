package functions

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// matchTimeout ends the search for a match where backtracking has no end.
const matchTimeout = time.Second

// pattern is a compiled regular expression. Go's engine runs it where that
// reads the pattern and the text as the dialect does, regexp2 elsewhere.
type pattern struct {
	fast *regexp.Regexp
	slow *regexp2.Regexp
	// What fast asks of a text.
	asciiOnly, noFinalNewline bool
	// empty: the pattern may match the empty string. Go skips such matches where
	// they follow another; the dialects do not.
	empty bool

	python bool
	groups int
	names  map[string]int
}

// compilePattern compiles a pattern of a dialect: Python's for "re", else PCRE's.
func compilePattern(text, flavour string) (*pattern, error) {
	p := &pattern{python: flavour == "re"}
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
		p.slow, err = regexp2.Compile(string(r.out), regexp2.None)
	}
	if err != nil {
		if p.fast != nil {
			return p, nil // near enough, and better than nothing
		}
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	p.slow.MatchTimeout = matchTimeout
	return p, nil
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
func (p *pattern) fits(s string) bool {
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

// match says whether the pattern matches anywhere in s.
func (p *pattern) match(s string) (bool, error) {
	if p.fits(s) {
		return p.fast.MatchString(s), nil
	}
	return p.slow.MatchString(s)
}

// piece is a part of a replacement: a text, or where group is not negative
// what that group matched.
type piece struct {
	text  string
	group int
}

// replace puts the replacement for every match.
func (p *pattern) replace(s string, with []piece) (string, error) {
	if p.fits(s) && (!p.empty || p.slow == nil) {
		return p.replaceFast(s, with), nil
	}
	m, err := p.slow.FindStringMatch(s)
	if err != nil || m == nil {
		return s, err
	}
	runes := []rune(s)
	var b strings.Builder
	at := 0
	for m != nil {
		b.WriteString(string(runes[at:m.Index]))
		for i := range with {
			if w := &with[i]; w.group < 0 {
				b.WriteString(w.text)
			} else {
				b.WriteString(m.GroupByNumber(w.group).String())
			}
		}
		at = m.Index + m.Length
		if m, err = p.slow.FindNextMatch(m); err != nil {
			return s, err
		}
	}
	b.WriteString(string(runes[at:]))
	return b.String(), nil
}

func (p *pattern) replaceFast(s string, with []piece) string {
	if !p.fast.MatchString(s) {
		return s
	}
	var b strings.Builder
	at := 0
	for _, m := range p.fast.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(s[at:m[0]])
		for i := range with {
			if w := &with[i]; w.group < 0 {
				b.WriteString(w.text)
			} else if from := m[2*w.group]; from >= 0 {
				b.WriteString(s[from:m[2*w.group+1]])
			}
		}
		at = m[1]
	}
	b.WriteString(s[at:])
	return b.String()
}

// split cuts s at the matches that are not empty. Empty texts at the end are
// left out.
func (p *pattern) split(s string) ([]string, error) {
	const mark = "\x00\x00split\x00\x00"
	cut, err := p.replace(s, []piece{{text: mark, group: -1}})
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

// replacement reads a replacement text: $1, ${1}, ${name}, $$ and \ before a
// character that is itself in PCRE's dialect; \1, \g<1>, \g<name> in Python's.
func (p *pattern) replacement(s string) ([]piece, error) {
	var out []piece
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
			out = append(out, piece{lit.String(), -1})
			lit.Reset()
		}
		out = append(out, piece{"", k})
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
		out = append(out, piece{lit.String(), -1})
	}
	return out, nil
}

// dollar reads what follows a $ at the start of s: the name of a group, "" for
// a literal dollar, and how many bytes that took. Digits are taken as long as
// there is such a group.
func (p *pattern) dollar(s string) (string, int) {
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

// patterns gives the compiled pattern of an argument: one that is constant
// at once, others as they come.
type patterns struct {
	constant *pattern
	text     text
	flavour  string
	scratch  int
}

// cachedPatterns is how many patterns a frame remembers for one call.
const cachedPatterns = 64

func (c *Call) patterns(i int) (patterns, error) {
	ps := patterns{text: c.text(i), flavour: c.RegexFlavour}
	if s, ok := c.constText(&c.Args[i]); ok {
		p, err := compilePattern(s, c.RegexFlavour)
		if err != nil {
			return ps, fmt.Errorf("function %q: %w", c.Name, err)
		}
		ps.constant = p
		return ps, nil
	}
	ps.scratch = c.NewScratch()
	return ps, nil
}

// get gives the pattern, or with a nil one the cell that stands in its place.
func (ps *patterns) get(f *program.Frame, p *place) (*pattern, float64) {
	if ps.constant != nil {
		return ps.constant, 0
	}
	s, cell, ok := ps.text.read(f)
	if !ok {
		return nil, cell
	}
	cache, _ := f.Scratch[ps.scratch].(map[string]*pattern)
	if cache == nil {
		cache = map[string]*pattern{}
		f.Scratch[ps.scratch] = cache
	}
	if found, ok := cache[s]; ok {
		return found, 0
	}
	found, err := compilePattern(s, ps.flavour)
	if err != nil {
		return nil, p.fail(f, "%v", err)
	}
	if len(cache) >= cachedPatterns {
		clear(cache)
	}
	cache[s] = found
	return found, 0
}

// buildMatches compiles matches: whether a pattern matches anywhere in a text.
func buildMatches(c *Call, _ string) (program.Typed, error) {
	ps, err := c.patterns(1)
	return typed(&matches{c.place(), c.text(0), ps}, pmml.DataTypeBoolean), err
}

type matches struct {
	c        place
	input    text
	patterns patterns
}

// Eval gives whether the pattern matches.
func (n *matches) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	p, other := n.patterns.get(f, &n.c)
	if !ok || p == nil {
		return specials(cell, ok, other, p != nil)
	}
	found, err := p.match(s)
	if err != nil {
		return n.c.fail(f, "%v", err)
	}
	return program.Bool(found)
}

// specials gives the result where one or both of two arguments have no value.
func specials(a float64, aOK bool, b float64, bOK bool) float64 {
	switch {
	case aOK:
		return b
	case bOK:
		return a
	}
	return noNumber(a, b)
}

// buildReplace compiles replace, which replaces every match of a pattern.
func buildReplace(c *Call, _ string) (program.Typed, error) {
	ps, err := c.patterns(1)
	if err != nil {
		return program.Typed{}, err
	}
	n := &replace{c: c.place(), input: c.text(0), patterns: ps, with: c.text(2)}
	if s, ok := c.constText(&c.Args[2]); ok && ps.constant != nil {
		if n.pieces, err = ps.constant.replacement(s); err != nil {
			return program.Typed{}, fmt.Errorf("function %q: %w", c.Name, err)
		}
		n.ready = true
	}
	return typed(n, pmml.DataTypeString), nil
}

type replace struct {
	c        place
	input    text
	patterns patterns
	with     text
	// pieces is the replacement where it is ready beforehand.
	pieces []piece
	ready  bool
}

// Eval gives the text with its matches replaced.
func (n *replace) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	p, other := n.patterns.get(f, &n.c)
	pieces := n.pieces
	if !n.ready {
		with, third, wok := n.with.read(f)
		switch {
		case !ok || p == nil:
			first := specials(cell, ok, other, p != nil)
			if !wok {
				return noNumber(first, third)
			}
			return first
		case !wok:
			return third
		}
		var err error
		if pieces, err = p.replacement(with); err != nil {
			return n.c.fail(f, "%v", err)
		}
	} else if !ok || p == nil {
		return specials(cell, ok, other, p != nil)
	}
	r, err := p.replace(s, pieces)
	if err != nil {
		return n.c.fail(f, "%v", err)
	}
	return n.input.code(f, cell, s, r)
}
