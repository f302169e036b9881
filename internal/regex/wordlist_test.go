package regex

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
			fast, err := NewFinder(expr, insensitive, nil)
			require.NoError(t, err)
			require.NotNil(t, fast.list)
			engine := &Finder{engine: fast.engine}
			require.Equal(t, engine.groups(), fast.groups())
			template := fast.Replacement("<$1|$2|$3|$0>")
			for _, s := range texts {
				assert.Equal(t, matches(t, engine, s), matches(t, fast, s), "%s in %q", expr, s)
				want, err := engine.Replace(s, template, room())
				require.NoError(t, err)
				got, err := fast.Replace(s, template, room())
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
