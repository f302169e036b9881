package regex

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func matches(t *testing.T, p *Finder, s string) []string {
	t.Helper()
	spans, err := p.All(s, nil, room())
	require.NoError(t, err)
	parts := []string{}
	for _, m := range spans {
		parts = append(parts, s[m.Start:m.End])
	}
	return parts
}

func TestFinder(t *testing.T) {
	for _, tt := range []struct {
		name, expr string
		fold       bool
		in         string
		want       []string
	}{
		{"white space", `\s+`, false, "a \t\v b", []string{" \t\v "}},
		{"each space", `\s`, false, "a  b", []string{" ", " "}},
		{"what is no word", `\W+`, false, "a, b.c", []string{", ", "."}},
		{"words", `\w+`, false, "don't stop", []string{"don", "t", "stop"}},
		{"words of two or more", `(?u)\b\w\w+\b`, false, "I am a_b c", []string{"am", "a_b"}},
		{"words of all scripts", `(?u)\b\w\w+\b`, false, "café Ωμέγα x", []string{"café", "Ωμέγα"}},
		{"words are ASCII's without the flag", `\w+`, false, "café", []string{"caf"}},
		{"counted repetition", `\w{3,}`, false, "ab abc abcd", []string{"abc", "abcd"}},
		{"a set", `[,;]+`, false, "a,;b;c", []string{",;", ";"}},
		{"an alternation", `ab|cd`, false, "xabcdx", []string{"ab", "cd"}},
		{"case is ignored", `ab`, true, "xAbaB", []string{"Ab", "aB"}},
		{"a set ignores case", `[a-c]+`, true, "xABc", []string{"ABc"}},
		{"space in a set", `[\s,]+`, false, "a,\v b", []string{",\v "}},
		{"look-ahead", `\w+(?=!)`, false, "no yes! né!", []string{"yes"}},
		{"back reference", `(\w)\1`, false, "éé aa bc dd", []string{"aa", "dd"}},
		{"look-ahead in Unicode", `(?u)\w+(?=!)`, false, "é né!", []string{"né"}},
		{"a bracket in a set", `[]x\s]+`, false, "a]x b", []string{"]x "}},
		{"a named class with space", `[[:punct:]\s]+`, false, "a, \vb", []string{", \v"}},
		{"a quoted backslash", `\\s`, false, `a\s b`, []string{`\s`}},
		{"quoted text", `\Q\s\E+`, false, `\sss`, []string{`\sss`}},
		{"not UTF-8", `\W`, false, "a\xffb", []string{"\xff"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := NewFinder(tt.expr, tt.fold, nil)
			require.NoError(t, err)
			assert.Equal(t, tt.want, matches(t, p, tt.in))
		})
	}
}

func TestFinderRefuses(t *testing.T) {
	for _, expr := range []string{`(`, `a{2,1}`, `(?<=`, `[z-a]`} {
		_, err := NewFinder(expr, false, nil)
		assert.ErrorContains(t, err, "is not a regular expression that can be used", expr)
	}
}

// Patterns that need no engine must match what Go's engine matches.
func TestRunsMatchWhatTheEngineDoes(t *testing.T) {
	texts := []string{"", " ", "a", "a b", "The Sun, was (setting) -- 1_2x!", "\t\n\f\rx y", "é ü  x", "a\xffb\xfe", ",,;a;,b"}
	for _, expr := range []string{`\s+`, `\s`, `\W+`, `\W`, `\w+`, `\w`, `\b\w\w+\b`, `\b\w+\b`, `\w\w+`, `\w{2,}`, `[,;]+`, ` `, ` +`, `[^a-z]+`, `\d+`, `[[:alpha:]]+`, `\S+`} {
		r := parseRuns(expr, false)
		require.NotNil(t, r, expr)
		re := regexp.MustCompile(expr)
		for _, s := range texts {
			var got [][]int
			spans, err := r.all(s, nil, room())
			require.NoError(t, err)
			for _, m := range spans {
				got = append(got, []int{int(m.Start), int(m.End)})
			}
			assert.Equal(t, re.FindAllStringIndex(s, -1), got, "%s on %q", expr, s)
		}
	}
}

func TestRunsLeavesOtherPatternsToTheEngine(t *testing.T) {
	for _, expr := range []string{`a|b+`, `\w\s+`, `\w+?`, `\s*`, `(\w+)`, `\b[a-z]+\b`, `\b\w\b`, `^\w+`, `\w+\w`, `(?i)k+`, ``, `[`, `ab`} {
		assert.Nil(t, parseRuns(expr, false), expr)
	}
}
