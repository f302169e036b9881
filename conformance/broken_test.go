package conformance

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

var update = flag.Bool("update", false, "rewrite the error texts in testdata/broken; read them before you keep them")

// TestBroken loads the documents of testdata/broken, each of which has one
// fault, and compares the error with the text beside the document, to the letter.
func TestBroken(t *testing.T) {
	documents, err := filepath.Glob(filepath.Join("..", "testdata", "broken", "*.pmml"))
	require.NoError(t, err)
	texts, err := filepath.Glob(filepath.Join("..", "testdata", "broken", "*.error"))
	require.NoError(t, err)
	require.NotEmpty(t, documents)
	if !*update {
		require.Len(t, texts, len(documents), "each document has its error text")
	}
	for _, path := range documents {
		name := strings.TrimSuffix(filepath.Base(path), ".pmml")
		t.Run(name, func(t *testing.T) {
			_, err := evaluator.LoadFile(path)
			require.Error(t, err)
			var e *pmml.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, path, e.File)
			// The text names the file without its folder.
			got := strings.ReplaceAll(err.Error(), path, filepath.Base(path)) + "\n"
			textPath := strings.TrimSuffix(path, ".pmml") + ".error"
			if *update {
				require.NoError(t, os.WriteFile(textPath, []byte(got), 0o644))
			}
			want, err := os.ReadFile(textPath)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}

// TestBrokenByLimit checks the errors of documents that are larger than allowed.
func TestBrokenByLimit(t *testing.T) {
	const path = "../testdata/tree.pmml"
	for _, tt := range []struct {
		name   string
		option pmml.ParseOption
		class  error
		text   string
	}{
		{"depth", pmml.WithMaxDepth(4), pmml.ErrLimit, "36:9: TreeModel/Node/Node: limit exceeded: elements stand more than 4 deep inside each other"},
		{"elements", pmml.WithMaxNodes(10), pmml.ErrLimit, "13:5: DataDictionary: limit exceeded: the document has more than 10 elements"},
		{"bytes", pmml.WithMaxBytes(100), pmml.ErrLimit, "3:5: limit exceeded: the document is longer than 100 bytes"},
		{"token", pmml.WithMaxTokenLength(60), pmml.ErrLimit, "3:3: limit exceeded: a tag or text is longer than 60 bytes"},
		{"option", pmml.WithMaxDepth(0), pmml.ErrOption, "invalid option: WithMaxDepth(0): the value must lie between 1 and 100000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluator.LoadFile(path, evaluator.WithParseOptions(tt.option))
			require.Error(t, err)
			assert.True(t, errors.Is(err, tt.class), "class of %v", err)
			assert.Equal(t, tt.text, strings.TrimPrefix(err.Error(), path+":"))
		})
	}
}
