package conformance

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestREADMEProgram holds the README's Go program to examples/score, whose own
// test checks what it prints.
func TestREADMEProgram(t *testing.T) {
	program, err := os.ReadFile(filepath.Join("..", "examples", "score", "main.go"))
	require.NoError(t, err)
	require.Equal(t, []string{string(program)}, files.Fenced(files.README(t), "go"))
}

// TestREADMEModels holds the table of models to the parser's list and to that of
// the model types that are scored.
func TestREADMEModels(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (scored|refused) \\|").FindAllStringSubmatch(files.README(t), -1)
	var named []string
	for _, row := range rows {
		named = append(named, row[1])
		want := "refused"
		if slices.Contains(corpus.SupportedModels, row[1]) {
			want = "scored"
		}
		assert.Equal(t, want, row[2], row[1])
	}
	var elements []string
	for _, m := range pmml.ModelElements() {
		elements = append(elements, m.Name)
	}
	assert.ElementsMatch(t, elements, named)
	var kinds int
	for _, name := range corpus.SupportedModels {
		if slices.Contains(named, name) {
			kinds++
		} else {
			assert.Contains(t, files.README(t), "`"+name+"`", "an embedded model")
		}
	}
	assert.Positive(t, kinds)
}

// TestREADMEErrors holds the README's first example of an error to a tree of
// testdata/broken.
func TestREADMEErrors(t *testing.T) {
	example := files.Fenced(files.README(t), "text")[0]
	name, says, ok := strings.Cut(example, ".pmml:")
	require.True(t, ok)
	_, err := evaluator.LoadFile(files.BrokenFile(t, "tree", name))
	require.Error(t, err)
	assert.True(t, strings.HasSuffix(err.Error()+"\n", name+".pmml:"+says), "%v", err)
}

// TestREADMELinks checks that the files which the README links to are there.
func TestREADMELinks(t *testing.T) {
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(files.README(t), -1) {
		assert.FileExists(t, filepath.Join("..", filepath.FromSlash(m[1])))
	}
}
