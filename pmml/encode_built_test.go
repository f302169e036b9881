package pmml_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWriteEverything writes documents that have every element and attribute of
// the tree, and reads them back.
func TestWriteEverything(t *testing.T) {
	f := newFiller(false)
	for _, m := range models() {
		t.Run(reflect.TypeOf(m).Elem().Name(), func(t *testing.T) {
			doc := f.document(reflect.TypeOf(m))
			text := written(t, doc)
			again, err := pmml.Parse(strings.NewReader(text))
			require.NoError(t, err, "%.3000s", text)
			doc.Namespace, doc.VersionText = pmml.V4_4.Namespace(), "4.4"
			require.Empty(t, difference(doc, again, nil), "%.3000s", text)
		})
	}
	for _, list := range f.types {
		for _, typ := range list {
			assert.True(t, f.filled[typ.Elem()], "%v has not been written", typ)
		}
	}
}

// written gives a document's text.
func written(t testing.TB, doc *pmml.Document, opts ...pmml.WriteOption) string {
	t.Helper()
	var text bytes.Buffer
	require.NoError(t, pmml.Write(&text, doc, opts...))
	return text.String()
}
