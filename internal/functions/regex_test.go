package functions

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
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
	assert.LessOrEqual(t, len(f.Scratch[0].(map[string]*regex.Pattern)), cachedPatterns)
}
