package conformance

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestFixturesAreGenerated checks that the generator gives the committed bytes.
func TestFixturesAreGenerated(t *testing.T) {
	dir := t.TempDir()
	made(t, dir, "", "go", "run", "../testdata/gen", "-dir", dir)
}

// made runs a command that writes files, which must be those of a folder of testdata.
func made(t *testing.T, dir, folder string, command ...string) {
	t.Helper()
	out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Greater(t, len(entries), 10)
	for _, f := range entries {
		want, err := os.ReadFile(filepath.Join(dir, f.Name()))
		require.NoError(t, err)
		got := files.Read(t, folder+f.Name())
		assert.Equal(t, string(want), string(got), "testdata/%s%s; run %s", folder, f.Name(), command)
	}
}

// TestSmallCorpus: the small corpus has every model type that is scored, and every
// document of testdata that is not there for something else.
func TestSmallCorpus(t *testing.T) {
	var types, documents []string
	for _, tc := range corpus.Small(t) {
		types = append(types, tc.ModelTypes...)
		documents = append(documents, tc.Path(tc.Model))
	}
	for _, m := range pmml.ModelElements() {
		if slices.Contains(corpus.SupportedModels, m.Name) {
			assert.Contains(t, types, m.Name)
		}
	}
	for _, pattern := range []string{"*.pmml", "corpus/*.pmml"} {
		paths, err := filepath.Glob(files.File(t, pattern))
		require.NoError(t, err)
		assert.NotEmpty(t, paths)
		for _, f := range paths {
			assert.Contains(t, documents, f)
		}
	}
}

// TestSmallCorpusIsMade checks that the script gives the committed bytes, where
// there is a Python to run it.
func TestSmallCorpusIsMade(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	made(t, dir, "corpus/", python, files.File(t, "corpus/make.py"), dir)
}
