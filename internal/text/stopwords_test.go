package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Word lists must match and replace what Go's engine does.
func TestWordListsMatchWhatTheEngineDoes(t *testing.T) {
	pieces := []string{"a", "an", "The", "THE", "sun", "a_b", " ", ", ", "  ", "é", "-", "\xff", "7", "it's", "ſo", "so", "\u212a", "k"}
	r := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "a", " a", "a ", " a ", " a a ", " a  an the "}
	for range 3000 {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	for _, expr := range []string{`\b(a|an|the|7|so|k)\b`, `(\W+)(a|an|the|7|so|k)(\W+)`, `\b(a)\b`} {
		for _, insensitive := range []bool{false, true} {
			fast, err := Compile(expr, insensitive)
			require.NoError(t, err)
			require.NotNil(t, fast.list)
			engine := &Pattern{linear: fast.linear}
			require.Equal(t, engine.groups(), fast.groups())
			template := parseTemplate("<$1|$2|$3|$0>", 9)
			for _, s := range texts {
				assert.Equal(t, matches(t, engine, s), matches(t, fast, s), "%s in %q", expr, s)
				want, err := engine.replaceAll(s, template)
				require.NoError(t, err)
				got, err := fast.replaceAll(s, template)
				require.NoError(t, err)
				assert.Equal(t, want, got, "%s in %q", expr, s)
			}
		}
	}
}

func TestWordListLeavesOtherPatternsToTheEngine(t *testing.T) {
	for _, expr := range []string{`\b(a|b)`, `(\W+)(a)`, `\b(a|)\b`, `\b(a.c|b)\b`, `(\W*)(a)(\W+)`, `\b(?:a|b)\b`, `is|are`} {
		assert.Nil(t, parseWordList(expr, false), expr)
	}
}

func BenchmarkStopWords(b *testing.B) {
	var words []string
	for i := range 300 {
		words = append(words, strings.Repeat(string(rune('a'+i%26)), 1+i/26))
	}
	table := NewTable(true)
	require.NoError(b, table.Add(`\b(`+strings.Join(words, "|")+`)\b`, " ", true, false))
	s := "So there is no way for me to plug it in here in the US unless I go by a converter."
	b.ReportAllocs()
	for b.Loop() {
		_, _ = table.apply(s)
	}
}
