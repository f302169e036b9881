package text

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func matches(t *testing.T, p *Pattern, s string) []string {
	t.Helper()
	spans, err := p.all(s, nil)
	require.NoError(t, err)
	parts := []string{}
	for _, m := range spans {
		parts = append(parts, s[m.start:m.end])
	}
	return parts
}

func TestPattern(t *testing.T) {
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
			p, err := Compile(tt.expr, tt.fold)
			require.NoError(t, err)
			assert.Equal(t, tt.want, matches(t, p, tt.in))
		})
	}
}

func TestPatternRefused(t *testing.T) {
	for _, expr := range []string{`(`, `a{2,1}`, `(?<=`, `[z-a]`} {
		_, err := Compile(expr, false)
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
			for _, m := range r.all(s, nil) {
				got = append(got, []int{int(m.start), int(m.end)})
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

func TestReplace(t *testing.T) {
	for _, tt := range []struct {
		name, expr, replacement string
		in, want                string
	}{
		{"all matches", `interfaces?`, `interface`, "Interfaces and interface", "interface and interface"},
		{"a group", `(\w+) (\w+)`, `$2 $1`, "a b", "b a"},
		{"a group in braces", `(\w+)`, `${1}x`, "ab", "abx"},
		{"digits that are no group's", `(\w)\w*`, `$12`, "ab", "a2"},
		{"the match", `\w+`, `<$0>`, "ab c", "<ab> <c>"},
		{"a group that did not match", `(a)|b`, `[$1]`, "ab", "[a][]"},
		{"an escaped dollar sign", `b`, `\$1`, "abc", "a$1c"},
		{"a dollar sign alone", `b`, `$`, "abc", "a$c"},
		{"a dollar sign and a word", `b`, `$x`, "abc", "a$xc"},
		{"an escaped backslash", `b`, `\\`, "abc", `a\c`},
		{"no match", `x`, `y`, "abc", "abc"},
		{"deletion", `b`, ``, "abc", "ac"},
		{"with look-ahead", `(a)(?=b)`, `<$1>`, "ab ac", "<a>b ac"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table := NewTable(false)
			require.NoError(t, table.Add(tt.expr, tt.replacement, true, false))
			got, err := table.apply(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			if tt.expr == strings.ToLower(tt.expr) && tt.in == strings.ToLower(tt.in) {
				sensitive := NewTable(false)
				require.NoError(t, sensitive.Add(tt.expr, tt.replacement, true, true))
				got, err = sensitive.apply(tt.in)
				require.NoError(t, err)
				assert.Equal(t, tt.want, got, "the same where case counts")
			}
		})
	}
}

func TestTable(t *testing.T) {
	type rule struct {
		in, out string
		regexp  bool
	}
	for _, tt := range []struct {
		name      string
		rules     []rule
		sensitive bool
		recursive bool
		in, want  string
	}{
		{"rules follow each other", []rule{{"a", "b", false}, {"b", "c", false}}, true, false, "aab", "ccc"},
		{"plain text is no pattern", []rule{{"a.c", "x", false}}, true, false, "abc a.c", "abc x"},
		{"plain replacement names no groups", []rule{{"a", "$0", false}}, false, false, "A", "$0"},
		{"plain text ignores case", []rule{{"Über", "x", false}}, false, false, "ÜBER über", "x x"},
		{"plain text heeds case", []rule{{"Sun", "x", false}}, true, false, "Sun sun", "x sun"},
		{"once", []rule{{"aa", "a", false}}, true, false, "aaaa", "aa"},
		{"again until nothing changes", []rule{{"aa", "a", false}}, true, true, "aaaa", "a"},
		{"the whole table again", []rule{{"b", "c", false}, {"a", "b", false}}, true, true, "a", "c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table := NewTable(tt.recursive)
			for _, r := range tt.rules {
				require.NoError(t, table.Add(r.in, r.out, r.regexp, tt.sensitive))
			}
			got, err := table.apply(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestTableWithoutEnd(t *testing.T) {
	for _, tt := range []struct{ name, in, out string }{
		{"growing", "a", "aa"},
		{"swapping", "a", "A"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table := NewTable(true)
			require.NoError(t, table.Add(tt.in, tt.out, false, true))
			if tt.name == "swapping" {
				require.NoError(t, table.Add("A", "b", false, true))
				require.NoError(t, table.Add("b", "a c", false, true))
			}
			_, err := table.apply("a")
			assert.ErrorIs(t, err, errEndless)
		})
	}
}

func TestTableRefusesAnEmptyText(t *testing.T) {
	assert.Error(t, NewTable(false).Add("", "x", false, true))
	assert.Error(t, NewTable(false).Add("(", "x", true, true))
}
