package pmml_test

import (
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestWriteValidates checks documents built in Go, of every element and attribute
// of PMML 4.4, against the schema, where xmllint is installed.
func TestWriteValidates(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed (libxml2-utils)")
	}
	schema := filepath.Join(files.Shared(t, "xsd"), "pmml-annotated.xsd")
	for _, m := range models() {
		t.Run(reflect.TypeOf(m).Elem().Name(), func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "model.pmml")
			require.NoError(t, pmml.WriteFile(file, newFiller(true).document(reflect.TypeOf(m))))
			out, err := exec.Command(lint, "--noout", "--schema", schema, file).CombinedOutput()
			require.NoError(t, err, "%.3000s", out)
		})
	}
}
