package regex

import (
	"github.com/gopmml/gopmml/internal/limit"
	"testing"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPatternsRefused(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		dialect Dialect
		want    string
	}{
		{")", PCRE, "unmatched )"}, {"[a", PCRE, "missing ]"}, {"*", PCRE, "nothing to repeat"}, {`\`, PCRE, "trailing"},
		{"[z-a]", PCRE, "bad range"}, {`\y`, PCRE, "bad escape"}, {`\p{L}`, Python, "bad escape"}, {"(?R)", PCRE, "not supported"},
		{`\g<1>`, PCRE, "not supported"}, {"(?P=x)", Python, "no group"}, {"(?<x", PCRE, "without an end"}, {"[[:nope:]]", PCRE, "unknown class"},
		{"(*FAIL)", PCRE, "not supported"}, {"a**", Python, "nothing to repeat"}, {"(?#", PCRE, "without an end"}, {"(?i", PCRE, "missing )"},
		{`\x{110000}`, PCRE, `bad \x{}`}, {`\p{`, PCRE, "without an end"}, {`\p{Nope}`, PCRE, "Nope"}, {`[\`, PCRE, "missing ]"},
	} {
		_, err := Compile(tt.pattern, tt.dialect, nil)
		assert.ErrorContains(t, err, tt.want, tt.pattern)
	}
}

func TestRegexGoldens(t *testing.T) {
	check := func(d Dialect, goldens []regexGolden) {
		for _, g := range goldens {
			p, err := Compile(g.pattern, d, nil)
			if !assert.NoError(t, err) {
				continue
			}
			// The engines stand in for each other where one cannot read a pattern,
			// which must not hide that it should have.
			if r := (&rewriter{in: []rune(g.pattern), python: p.python, slow: true}); assert.NoError(t, r.rewrite()) {
				_, err := regexp2.Compile(string(r.out), regexp2.None)
				assert.NoError(t, err)
			}
			got, err := p.Match(g.text, room())
			assert.NoError(t, err)
			assert.Equal(t, g.matches, got, "%v: %q in %q", d, g.pattern, g.text)
			pieces, err := p.Replacement(g.with)
			assert.NoError(t, err)
			replaced, err := p.Replace(g.text, pieces, room())
			assert.NoError(t, err)
			assert.Equal(t, g.replaced, replaced, "%v: %q in %q", d, g.pattern, g.text)
		}
	}
	check(Python, pythonGoldens)
	check(PCRE, perlGoldens)
}

func TestPythonReplacements(t *testing.T) {
	for with, want := range map[string]string{
		`\2\1`: "ba", `\g<1>0`: "a0", `\g<x>`: "a", `$1`: "$1", `\\`: `\`, `\n\t\r\f\v\a\b\0`: "\n\t\r\f\v\a\b\x00", `\`: `\`, `\g`: `\g`, `\.`: `\.`,
	} {
		p, err := Compile("(?P<x>a)(b)", Python, nil)
		require.NoError(t, err)
		pieces, err := p.Replacement(with)
		require.NoError(t, err)
		got, err := p.Replace("ab", pieces, room())
		require.NoError(t, err)
		assert.Equal(t, want, got, with)
	}
}

// No pattern, text or replacement makes anything panic, and the engines agree
// on whether there is a match.
func FuzzPattern(f *testing.F) {
	for _, g := range perlGoldens {
		f.Add(g.pattern, g.text, false)
	}
	for _, g := range pythonGoldens {
		f.Add(g.pattern, g.text, true)
	}
	f.Fuzz(func(t *testing.T, text, subject string, python bool) {
		d := PCRE
		if python {
			d = Python
		}
		p, err := Compile(text, d, nil)
		if err != nil {
			return
		}
		found, err := p.Match(subject, room())
		if p.fits(subject) && p.slow != nil && utf8.ValidString(subject) {
			slow, slowErr := p.slow.MatchString(subject)
			if err == nil && slowErr == nil && slow != found {
				t.Errorf("%q (%v) in %q: %v, by backtracking %v", text, d, subject, found, slow)
			}
		}
		_, _ = p.Replace(subject, []Piece{{"x", -1}}, room())
		_, _ = p.Replacement(subject)
	})
}

// room is as much as one record may take.
func room() *limit.Room {
	return &limit.Room{Text: 1 << 26, Backtracking: limit.Backtracking, Pattern: 1 << 40}
}
