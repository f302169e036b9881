package regex

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/limit"
)

// asMachine compiles a pattern for the machine; nil where package regexp does not
// know it, or it is too large.
func asMachine(expr string) (*machine, *regexp.Regexp) {
	tree, err := parse(expr)
	if err != nil {
		return nil, nil
	}
	l, err := compileLinear(expr, tree, nil)
	if err != nil {
		return nil, nil
	}
	return l.machine, regexp.MustCompile(expr)
}

// all gives all matches with their groups, as package regexp does.
func (m *machine) all(t testing.TB, text string) [][]int {
	var groups []int
	for g := 1; g <= m.groups; g++ {
		groups = append(groups, g)
	}
	var found [][]int
	err := m.each(text, groups, len(text)+1, room(), func(s *search) error {
		match := []int{int(s.match.Start), int(s.match.End)}
		for _, end := range s.groups {
			match = append(match, int(end))
		}
		found = append(found, match)
		return nil
	})
	require.NoError(t, err)
	return found
}

func holdToRegexp(t testing.TB, m *machine, re *regexp.Regexp, text string) {
	t.Helper()
	want := re.FindAllStringSubmatchIndex(text, -1)
	require.Equal(t, want, m.all(t, text), "%q in %q", re, text)
	found, err := m.matches(text, room())
	require.NoError(t, err)
	require.Equal(t, want != nil, found, "%q in %q", re, text)
}

var searchPatterns = []string{
	``, `a`, `ab`, `abc|abd|x`, `a*`, `a+?`, `(a+)(b+)`, `(a|ab)(c|bcd)(d*)`, `a|ab`, `(?:a|ab)c?`, `^`, `$`, `^$`, `^a`, `a$`, `(?m)^a*$`, `\b`, `\B`,
	`\ba+\b`, `\Ba`, `(?i)k+`, `(?i)straße`, `[^a]`, `.`, `(?s).`, `.*`, `(?s).*`, `a.*b|a`, `(a*)*`, `(a*)+`, `(|a)*`, `(|a)+`, `(a?){3}`, `(a|b){2,5}?b`,
	`\pL+`, `[\x{80}-\x{10ffff}]`, `\x{fffd}`, `é|è`, `(a)|(b)|(c)`, `((a)|b)*`, `(?:(a)|(b)|(c)){2}`, `\A\w+`, `\w+\z`, `a{0}`, `(a(b(c)?)?)?d`, `[a-c]{2}x|y`,
	`(?U)a+b`, `(\s*)(\S+)`, `,+`, `foo(bar)?`, `(?:foo){2}`, `[[:^alpha:]]`, `[^\x00-\x{10ffff}]`, `a\zb`, `x*y|x`, `(?i)[k-l]`, `(?m)(^|x)a`, `\n$`, `(?m)$\n?`,
}

// The machine finds what package regexp finds.
func TestMachineFindsWhatRegexpFinds(t *testing.T) {
	pieces := []string{"a", "b", "c", "ab", "aab", "bcd", "d", "x", "y", "k", "K", "\u212a", "é", "è", "straße", "STRASSE", " ", "\n", ",", ",,", "\xff", "\xc3", "\ufffd", "foo", "foobar", "_", "7", "\u00df"}
	r := rand.New(rand.NewPCG(3, 4))
	texts := []string{"", "a", "b", "\n", "\xff"}
	for range 400 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	for _, expr := range searchPatterns {
		m, re := asMachine(expr)
		require.NotNil(t, m, expr)
		for _, text := range texts {
			holdToRegexp(t, m, re, text)
		}
	}
}

// Patterns of chance, whose parts are in each other, too.
func TestMachineFindsWhatRegexpFindsOfRandomPatterns(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	atoms := []string{"a", "b", ".", "[ab]", "[^a]", "^", "$", `\b`, `\B`, "é", `\W`, "(?m:^)", "(?m:$)", "(?i:a)", "", `\z`, `\A`}
	var make func(depth int) string
	make = func(depth int) string {
		if depth == 0 {
			return atoms[r.IntN(len(atoms))]
		}
		switch r.IntN(6) {
		case 0:
			return "(" + make(depth-1) + ")"
		case 1:
			return "(?:" + make(depth-1) + ")" + []string{"*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}"}[r.IntN(9)]
		case 2:
			return "(?:" + make(depth-1) + "|" + make(depth-1) + ")"
		default:
			return make(depth-1) + make(depth-1)
		}
	}
	letters := []string{"a", "b", "A", "é", " ", "\n", "\xff"}
	for range 4000 {
		expr := make(r.IntN(5))
		m, re := asMachine(expr)
		require.NotNil(t, m, expr)
		for range 6 {
			var b strings.Builder
			for range r.IntN(10) {
				b.WriteString(letters[r.IntN(len(letters))])
			}
			holdToRegexp(t, m, re, b.String())
		}
	}
}

// FuzzMachine holds the machine to package regexp.
func FuzzMachine(f *testing.F) {
	for _, expr := range searchPatterns {
		f.Add(expr, "aab foo\nK\u212a é\xff straße bcd")
	}
	for _, g := range perlGoldens {
		f.Add(g.pattern, g.text)
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 200 || len(text) > 2000 {
			return
		}
		if m, re := asMachine(expr); m != nil && len(m.insts) < 5000 {
			holdToRegexp(t, m, re, text)
		}
	})
}

// Replacements are the same by both engines.
func TestReplaceByBothEngines(t *testing.T) {
	text := strings.Repeat("aab foobar, b\n", 2000)
	for _, expr := range []string{`(a+)(b)?`, `foo(bar)?`, `(x)`, `(\b)`, `(?m)^(.*)$`, `((a)|b)+`} {
		p, err := Compile(expr, PCRE, nil)
		require.NoError(t, err)
		with, err := p.Replacement("<$0|$1>")
		require.NoError(t, err)
		got, err := p.fast.replace(text, with, room())
		require.NoError(t, err)
		assert.Equal(t, p.fast.std.ReplaceAllString(text, "<$0|$1>"), got, expr)
		long, err := p.fast.match(text, room())
		require.NoError(t, err)
		assert.Equal(t, p.fast.std.MatchString(text), long, expr)
	}
}

// waiter says after so many looks that nobody waits.
type waiter struct{ looks int }

func (w *waiter) Stopped() bool { w.looks--; return w.looks < 0 }

// Between two looks of a search lie so many steps at the most, and those of one
// character.
func TestSearchLooks(t *testing.T) {
	text := strings.Repeat("a b", 1<<20)
	for _, expr := range []string{`a.*c|x`, `(a|b|[ab])+c`, `zz`, `[zy]`, `\bz`, `a`} {
		m, _ := asMachine(expr)
		w := &waiter{3}
		r := room()
		r.Waits = w
		s := m.runs.Get().(*search)
		s.text, s.room, s.nextLook = text, r, lookEvery
		s.ask(nil)
		var err error
		for pos := 0; err == nil && pos < len(text); pos = int(s.match.End) {
			var ok bool
			if ok, err = s.find(pos); !ok {
				break
			}
		}
		require.ErrorIs(t, err, limit.ErrStopped, expr)
		assert.LessOrEqual(t, s.steps, int64(4*(lookEvery+2*len(m.insts)+lookEvery>>3)), expr)
	}
	// What needs no engine looks, too, and so does the engine that backtracks.
	for _, expr := range []string{`\s+`, `\b(a|zz)\b`, `(\W+)(a|b)(\W+)`, `(?=z)a`} {
		f, err := NewFinder(expr, false, nil)
		require.NoError(t, err)
		r := room()
		r.Waits = &waiter{}
		_, err = f.All(text, nil, r)
		require.ErrorIs(t, err, limit.ErrStopped, expr)
		r.Waits = &waiter{}
		_, err = f.Replace(text, []Piece{{"x", -1}}, r)
		require.ErrorIs(t, err, limit.ErrStopped, expr)
	}
}

// A search that backtracks is left alone once nobody waits.
func TestBacktrackingIsLeft(t *testing.T) {
	p, err := Compile(`(?=a)(a*)*\1c`, PCRE, nil)
	require.NoError(t, err)
	done := make(chan struct{})
	close(done)
	r := room()
	r.Done = done
	_, err = p.Match(strings.Repeat("a", 1000), r)
	require.ErrorIs(t, err, limit.ErrStopped)
	assert.PanicsWithValue(t, "so", func() {
		r.Done = make(chan struct{})
		_, _ = limit.Backtrack(r, func() (bool, error) { panic("so") })
	})
}

// Searches that read a text again and again take what the record has left.
func TestSearchCountsWhatItReadsAgain(t *testing.T) {
	m, _ := asMachine(`a.*b|a`)
	r := room()
	r.Pattern = 1 << 20
	err := m.each(strings.Repeat("a", 1<<15), nil, 1<<15, r, func(*search) error { return nil })
	require.ErrorIs(t, err, limit.ErrPattern)
	r = room()
	require.NoError(t, m.each(strings.Repeat("a", 1<<9)+"b", nil, 1<<15, r, func(*search) error { return nil }))
	assert.Equal(t, room().Pattern, r.Pattern, "one that does not takes no more than was counted")
}

// Patterns are counted before they are compiled, not as fewer instructions than
// they have, and not as many more.
func TestInstructionsAreEstimated(t *testing.T) {
	for _, expr := range append([]string{`(a|b){0,900}`, `(a|b){900}`, `((a{5}b){3,}|c*){10}`, `abcdef`, `(?i)abc`, `(ab?c+d*){7,9}`}, searchPatterns...) {
		tree, err := parse(expr)
		require.NoError(t, err)
		m, _ := asMachine(expr)
		estimate := instructions(tree)
		assert.GreaterOrEqual(t, estimate, len(m.insts), expr)
		assert.LessOrEqual(t, estimate, 2*len(m.insts)+4, expr)
	}
	_, err := Compile(`(?:`+strings.Repeat("[ab]c", 100)+`){900}`, PCRE, nil)
	assert.ErrorContains(t, err, "instructions")
	_, err = Compile(`(a|b){0,900}`, PCRE, func(n int) error { return fmt.Errorf("%d", n/1000) })
	assert.ErrorContains(t, err, ": 3")
}

func BenchmarkSearch(b *testing.B) {
	words := strings.Repeat("the quick brown fox jumps over 12 lazy dogs, twice. ", 20000)
	for _, expr := range []string{`(\w+) (\w+)`, `[a-z]+ing`, `(?i)lazy`, `fox|dog|cat`, `x.*y.*z`, `(a|b|c|d|e)+f`, `\d+`, `^(.*)$`, `lazy cat`, `(?:[a-z]+ ){4}z`} {
		m, re := asMachine(expr)
		b.Run("machine/"+expr, func(b *testing.B) {
			b.SetBytes(int64(len(words)))
			for range b.N {
				_ = m.each(words, nil, len(words), room(), func(*search) error { return nil })
			}
		})
		b.Run("regexp/"+expr, func(b *testing.B) {
			b.SetBytes(int64(len(words)))
			for range b.N {
				re.FindAllStringIndex(words, -1)
			}
		})
	}
}
