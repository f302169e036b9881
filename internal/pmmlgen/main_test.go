package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGeneratedFilesAreUpToDate compares the committed files to what their
// types give now.
func TestGeneratedFilesAreUpToDate(t *testing.T) {
	dir := filepath.Join("..", "..", "pmml")
	files, err := generate(dir)
	require.NoError(t, err)
	committed, err := filepath.Glob(filepath.Join(dir, "generated_*.go"))
	require.NoError(t, err)
	require.Len(t, committed, len(files))
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		if string(got) != string(want) {
			t.Errorf("%s is not what the types of the package give; run go generate ./pmml", name)
		}
	}
}

// TestDeclarations that the generator does not understand are errors.
func TestDeclarations(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"words", "//pmml:words a b\ntype E uint8\nconst (\nE1 E = iota + 1\n)", "type E has 1 constants, but 2 words"},
		{"a field of no form", "type X struct {\nElement\nF func()\n}", "type X: field F has no form in documents"},
		{"an option that nobody knows", "type X struct {\nElement\nF string `pmml:\",needed\"`\n}", `type X: field F has the unknown option "needed"`},
		{"a group without a type", "//pmml:group g Missing\ntype G interface{}", "group G: Missing is no element"},
		{"a list of structs that are no elements", "type P struct{ F string }\ntype X struct {\nElement\nF []P\n}\nfunc (*X) decode() {}\nfunc (*X) encode() {}", "type X: field F needs methods own and children written by hand"},
		{"a base that is not there", "type X struct {\nElement\nBase\n}", "type X: it embeds Base, which is no struct"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "x.go"), []byte("package pmml\n\n"+tt.text+"\n"), 0o600))
			_, err := generate(dir)
			assert.EqualError(t, err, tt.want)
		})
	}
}

// TestLower makes names of attributes and variables.
func TestLower(t *testing.T) {
	for name, want := range map[string]string{
		"ID": "id", "Name": "name", "SVMRepresentation": "svmRepresentation", "PCovMatrixType": "pCovMatrixType", "P": "p", "NbRows": "nbRows",
	} {
		assert.Equal(t, want, lower(name))
	}
}
