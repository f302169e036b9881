package conformance

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

// readme gives README.md.
func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	return string(data)
}

// fenced gives the fenced blocks of a language.
func fenced(text, language string) []string {
	var blocks []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// TestREADMEProgram holds the README's Go program to examples/score, whose own
// test checks what it prints.
func TestREADMEProgram(t *testing.T) {
	program, err := os.ReadFile(filepath.Join("..", "examples", "score", "main.go"))
	require.NoError(t, err)
	require.Equal(t, []string{string(program)}, fenced(readme(t), "go"))
}

// TestREADMECommand runs the README's first command as it stands there, and
// compares its output with the lines below it.
func TestREADMECommand(t *testing.T) {
	text := readme(t)
	command := strings.Fields(fenced(text, "sh")[0])
	require.Equal(t, []string{"go", "run", "./cmd/pmml-eval"}, command[:3])
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = ".."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &stderr)
	start, ok := strings.CutSuffix(fenced(text, "csv")[0], "…\n")
	require.True(t, ok)
	assert.True(t, strings.HasPrefix(string(out), start), "got:\n%.300s", out)
	expected := readFixture(t, "logistic.expected.csv")
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	assert.Len(t, lines, len(expected), "a line for each row, and the header")
}

// TestREADMEFlags holds the table of flags to the command's help.
func TestREADMEFlags(t *testing.T) {
	cmd := exec.Command("go", "run", "./cmd/pmml-eval", "--help")
	cmd.Dir = ".."
	help, err := cmd.Output()
	require.NoError(t, err)
	flags := func(text, pattern string) []string {
		var names []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	_, section, ok := strings.Cut(readme(t), "\n## The command\n")
	require.True(t, ok)
	section, _, _ = strings.Cut(section, "\n## ")
	assert.Equal(t,
		flags(string(help), `(?m)^ +(?:-\w, )?(--[a-z-]+)`),
		flags(section, "(?:^|[`, ])(--[a-z-]+)"))
}

// TestREADMEModels holds the table of models to the parser's list and to what
// the corpus test takes for supported.
func TestREADMEModels(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (scored|refused) \\|").FindAllStringSubmatch(readme(t), -1)
	var named []string
	for _, row := range rows {
		named = append(named, row[1])
		want := "refused"
		if slices.Contains(supportedModels, row[1]) {
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
	for _, name := range supportedModels {
		if slices.Contains(named, name) {
			kinds++
		} else {
			assert.Contains(t, readme(t), "`"+name+"`", "an embedded model")
		}
	}
	assert.Positive(t, kinds)
}

// TestREADMEErrors holds the README's first example of an error to a document in
// testdata/broken.
func TestREADMEErrors(t *testing.T) {
	example := fenced(readme(t), "text")[0]
	name, _, ok := strings.Cut(example, ".pmml:")
	require.True(t, ok)
	want, err := os.ReadFile(filepath.Join("..", "testdata", "broken", name+".error"))
	require.NoError(t, err)
	assert.Equal(t, string(want), example)
}

// TestREADMELinks checks that the files which the README links to are there.
func TestREADMELinks(t *testing.T) {
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(readme(t), -1) {
		assert.FileExists(t, filepath.Join("..", filepath.FromSlash(m[1])))
	}
}
