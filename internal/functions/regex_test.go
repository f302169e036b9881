package functions

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
)

func TestRegexes(t *testing.T) {
	runVectors(t, []vector{
		{"groups", "replace", a{"x1y22", k("([a-z]+)([0-9]+)"), k("$2-$1")}, "1-x22-y"},
		{"dollars", "replace", a{"a", k("a"), k(`$$\$\\$`)}, `$$\$`},
		{"the whole match", "replace", a{"ab", k("b"), k("[$0]")}, "a[b]"},
		{"digits that follow a group", "replace", a{"ab", k("(b)"), k("$12")}, "ab2"},
		{"groups in braces", "replace", a{"ab", k("(?<x>b)"), k("${1}2${x}")}, "ab2b"},
		{"groups are numbered whether named or not", "replace", a{"abc", k("(?<x>a)(b)(?=c)"), k("$2$1")}, "bac"},
		{"an empty pattern", "replace", a{"ab", k(""), k("-")}, "-a-b-"},
		{"an empty replacement", "replace", a{"Female", k("[aeiou]"), k("")}, "Fml"},
		{"a pattern of a field", "replace", a{"aab", "a+", "x"}, "xb"},
		{"a bad pattern of a field", "replace", a{"aab", "(", "x"}, failing{}},
		{"a bad replacement of a field", "replace", a{"aab", k("a"), "$2"}, failing{}},
		{"a missing replacement", "replace", a{"aab", k("a"), none(tString)}, nil},
		{"a number", "replace", a{1.5, k("[.]"), k(",")}, "1,5"},
		{"a pattern of a field matches", "matches", a{"aab", "^a+b$"}, true},
		{"a missing pattern", "matches", a{"aab", none(tString)}, nil},
		{"catastrophic pattern of Go's kind", "matches", a{strings.Repeat("a", 5000) + "b", k("(a+)+$")}, false},
		{"no group 8: octal", "matches", a{"\x07x", k(`\07x`)}, true},
		{"a group's octal look-alike", "matches", a{"S", k(`\123`)}, true},
		{"control characters", "matches", a{"\x01\x1b\x07\u00e9", k(`\cA\e\a\x{e9}`)}, true},
		{"octal in braces", "matches", a{"A", k(`\o{101}`)}, true},
		{"quotes in a class", "matches", a{"]", k(`[\Qa]\E]`)}, true},
		{"a class of nothing but quotes' ends", "matches", a{"a", k(`[\Ea]`)}, true},
		{"a range that ends in a class", "matches", a{"-", k(`^[a-\d]$`)}, true},
		{"comment", "matches", a{"ab", k(`a(?#x)b`)}, true},
		{"a conditional", "matches", a{"(a)", k(`^(\()?a(?(1)\))$`)}, true},
		{"references by name", "matches", a{"aa", k(`(?'n'a)\k'n'`)}, true},
		{"references by name in braces", "matches", a{"aa", k(`(?<n>a)\k{n}`)}, true},
		{"references by number", "matches", a{"aa", k(`(a)\g1`)}, true},
		{"relative references", "matches", a{"aa", k(`(a)\g-1`)}, true},
	})
	for _, tt := range []struct{ pattern, flavour, want string }{
		{")", "", "unmatched )"}, {"[a", "", "missing ]"}, {"*", "", "nothing to repeat"}, {`\`, "", "trailing"},
		{"[z-a]", "", "bad range"}, {`\y`, "", "bad escape"}, {`\p{L}`, "re", "bad escape"}, {"(?R)", "", "not supported"},
		{`\g<1>`, "", "not supported"}, {"(?P=x)", "re", "no group"}, {"(?<x", "", "without an end"}, {"[[:nope:]]", "", "unknown class"},
		{"(*FAIL)", "", "not supported"}, {"a**", "re", "nothing to repeat"}, {"(?#", "", "without an end"}, {"(?i", "", "missing )"},
		{`\x{110000}`, "", `bad \x{}`}, {`\p{`, "", "without an end"}, {`\p{Nope}`, "", "Nope"}, {`[\`, "", "missing ]"},
	} {
		_, err := compilePattern(tt.pattern, tt.flavour)
		assert.ErrorContains(t, err, tt.want, tt.pattern)
	}
}

func TestPythonReplacements(t *testing.T) {
	for with, want := range map[string]string{
		`\2\1`: "ba", `\g<1>0`: "a0", `\g<x>`: "a", `$1`: "$1", `\\`: `\`, `\n\t\r\f\v\a\b\0`: "\n\t\r\f\v\a\b\x00", `\`: `\`, `\g`: `\g`, `\.`: `\.`,
	} {
		p, err := compilePattern("(?P<x>a)(b)", "re")
		require.NoError(t, err)
		pieces, err := p.replacement(with)
		require.NoError(t, err)
		got, err := p.replace("ab", pieces)
		require.NoError(t, err)
		assert.Equal(t, want, got, with)
	}
}

func TestFlavourComesFromTheCall(t *testing.T) {
	b := newBench()
	c := b.call("matches", "é", k(`^\w$`))
	assert.Equal(t, false, b.run(t, c))
	c.RegexFlavour = "re"
	assert.Equal(t, true, b.run(t, c))
}

func TestCatastrophicPatternEnds(t *testing.T) {
	start := time.Now()
	assert.Equal(t, failing{}, run(t, "matches", strings.Repeat("a", 60)+"b", k(`^(a+)+(?!z)$`)))
	assert.Less(t, time.Since(start), 20*time.Second)
}

func TestPatternsOfFieldsAreRemembered(t *testing.T) {
	b := newBench()
	r, err := Build(b.call("matches", "aab", "a+"))
	require.NoError(t, err)
	f := b.frame()
	for i := range 3 * cachedPatterns {
		f.Cells[1] = f.Code(strings.Repeat("a", i+1))
		assert.Equal(t, program.Bool(i < 2), r.Expr.Eval(f))
	}
	assert.LessOrEqual(t, len(f.Scratch[0].(map[string]*pattern)), cachedPatterns)
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
		flavour := ""
		if python {
			flavour = "re"
		}
		p, err := compilePattern(text, flavour)
		if err != nil {
			return
		}
		found, err := p.match(subject)
		if p.fits(subject) && p.slow != nil && utf8.ValidString(subject) {
			slow, slowErr := p.slow.MatchString(subject)
			if err == nil && slowErr == nil && slow != found {
				t.Errorf("%q (%s) in %q: %v, by backtracking %v", text, flavour, subject, found, slow)
			}
		}
		_, _ = p.replace(subject, []piece{{"x", -1}})
		_, _ = p.replacement(subject)
	})
}
