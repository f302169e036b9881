package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

// TestREADMECommand runs the README's first command as it stands there, and
// compares its output with the lines below it.
func TestREADMECommand(t *testing.T) {
	text := files.README(t)
	command := strings.Fields(files.Fenced(text, "sh")[0])
	require.Equal(t, []string{"go", "run", "./cmd/pmml-eval"}, command[:3])
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = filepath.Join("..", "..")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &stderr)
	start, ok := strings.CutSuffix(files.Fenced(text, "csv")[0], "…\n")
	require.True(t, ok)
	assert.True(t, strings.HasPrefix(string(out), start), "got:\n%.300s", out)
	expected, err := os.ReadFile(fixture("logistic.expected.csv"))
	require.NoError(t, err)
	assert.Equal(t, strings.Count(string(expected), "\n"), strings.Count(string(out), "\n"), "a line for each row, and the header")
}

// TestREADMEFlags holds the table of flags to the command's help.
func TestREADMEFlags(t *testing.T) {
	flags := func(text, pattern string) []string {
		var names []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	_, section, ok := strings.Cut(files.README(t), "\n## The command\n")
	require.True(t, ok)
	section, _, _ = strings.Cut(section, "\n## ")
	assert.Equal(t,
		flags(evalIn("", "--help").out, `(?m)^ +(?:-\w, )?(--[a-z-]+)`),
		flags(section, "(?:^|[`, ])(--[a-z-]+)"))
}
