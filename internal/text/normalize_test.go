package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
			require.NoError(t, table.Add(tt.expr, tt.replacement, true, false, nil))
			got, err := table.apply(tt.in, &meter{})
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			if tt.expr == strings.ToLower(tt.expr) && tt.in == strings.ToLower(tt.in) {
				sensitive := NewTable(false)
				require.NoError(t, sensitive.Add(tt.expr, tt.replacement, true, true, nil))
				got, err = sensitive.apply(tt.in, &meter{})
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
				require.NoError(t, table.Add(r.in, r.out, r.regexp, tt.sensitive, nil))
			}
			got, err := table.apply(tt.in, &meter{})
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
			require.NoError(t, table.Add(tt.in, tt.out, false, true, nil))
			if tt.name == "swapping" {
				require.NoError(t, table.Add("A", "b", false, true, nil))
				require.NoError(t, table.Add("b", "a c", false, true, nil))
			}
			_, err := table.apply("a", &meter{})
			assert.ErrorIs(t, err, errEndless)
		})
	}
}

func TestTableRefusesAnEmptyText(t *testing.T) {
	assert.Error(t, NewTable(false).Add("", "x", false, true, nil))
	assert.Error(t, NewTable(false).Add("(", "x", true, true, nil))
}

func BenchmarkStopWords(b *testing.B) {
	var words []string
	for i := range 300 {
		words = append(words, strings.Repeat(string(rune('a'+i%26)), 1+i/26))
	}
	table := NewTable(true)
	require.NoError(b, table.Add(`\b(`+strings.Join(words, "|")+`)\b`, " ", true, false, nil))
	s := "So there is no way for me to plug it in here in the US unless I go by a converter."
	b.ReportAllocs()
	for b.Loop() {
		_, _ = table.apply(s, &meter{})
	}
}
