package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTextsAreBounded: a column of ever new words does not fill the memory.
func TestTextsAreBounded(t *testing.T) {
	texts := newTexts()
	for i := range 3 * maxTexts {
		word := fmt.Sprint("word ", i)
		require.Equal(t, word, texts.of([]byte(word)))
	}
	long := strings.Repeat("x", maxTextBytes+1)
	require.Equal(t, long, texts.of([]byte(long)))
	assert.LessOrEqual(t, len(texts), maxTexts)
	assert.NotContains(t, texts, long)
}
