package pmml_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestWriteCorpus checks that what is written reads back as it was.
func TestWriteCorpus(t *testing.T) {
	dir, docs := corpus(t)
	indent := ""
	for model := range docs {
		doc, err := pmml.ParseFile(filepath.Join(dir, model))
		if err != nil {
			continue // TestParseCorpus knows which
		}
		if indent = indent + " "; len(indent) > 2 {
			indent = ""
		}
		var text bytes.Buffer
		err = pmml.Write(&text, doc, pmml.WithIndent(indent))
		if holdsOther(doc) {
			require.ErrorIs(t, err, pmml.ErrUnsupported, model)
			continue
		}
		require.NoError(t, err, model)
		again, err := pmml.Parse(bytes.NewReader(text.Bytes()))
		require.NoError(t, err, model)
		require.Empty(t, difference(doc, again, nil), model)
	}
}

// holdsOther says whether a document has a DeepNetwork, whose content is not
// kept.
func holdsOther(doc *pmml.Document) bool {
	for _, m := range doc.Models {
		if _, ok := m.(*pmml.OtherModel); ok {
			return true
		}
	}
	return false
}

func BenchmarkWrite(b *testing.B) {
	for _, name := range []string{"M1", "M3", "M4", "M8"} {
		b.Run(name, func(b *testing.B) {
			text, err := os.ReadFile(filepath.Join(files.Shared(b, "bench"), name+".pmml"))
			require.NoError(b, err)
			doc, err := pmml.Parse(bytes.NewReader(text))
			require.NoError(b, err)
			var out counter
			b.ReportAllocs()
			for b.Loop() {
				out = 0
				if err := pmml.Write(&out, doc); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out))
		})
	}
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
