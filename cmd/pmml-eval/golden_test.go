package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

var updateGolden = flag.Bool("update-golden", false, "rewrite testdata/*.golden; read them before you keep them")

// golden compares a text with testdata/name.golden.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *updateGolden {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the test with -update-golden, and read what it writes")
	assert.Equal(t, string(want), got)
}

// fixture gives the path of a document of the module's testdata.
func fixture(name string) string { return filepath.Join("..", "..", "testdata", name) }

// TestSubcommandHelp: each subcommand teaches with examples, names its flags
// and its exit codes, and fits a terminal.
func TestSubcommandHelp(t *testing.T) {
	for _, name := range []string{"explain", "inspect", "verify"} {
		t.Run(name, func(t *testing.T) {
			got := evalIn("", name, "--help")
			assert.Equal(t, 0, got.code)
			assert.Empty(t, got.errOut)
			for _, word := range []string{"Usage:", "Examples:", "Flags:", "Exit codes:", "--json", "--model-name", "pmml-eval " + name} {
				assert.Contains(t, got.out, word)
			}
			for line := range strings.Lines(got.out) {
				assert.LessOrEqual(t, len([]rune(line)), 81, line)
			}
			assert.Equal(t, got, evalIn("", name, "-h"))
			assert.Equal(t, got, evalIn("", "help", name))
			assert.Contains(t, evalIn("", "--help").out, "pmml-eval "+name)
		})
	}
}

// TestSubcommandUsage: what is wrong with a command line is said, with where
// help is.
func TestSubcommandUsage(t *testing.T) {
	tree, broken := fixture("tree.pmml"), files.BrokenFile(t, "tree", "syntax-truncated")
	refused := files.BrokenFile(t, "tree", "field-unknown-in-predicate")
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		says string
	}{
		{"no model", []string{"explain"}, "", 1, "explain: no model"},
		{"two models", []string{"inspect", tree, tree}, "", 1, "unexpected argument"},
		{"an unknown flag", []string{"verify", tree, "--quick"}, "", 1, "verify: unknown flag: --quick"},
		{"where help is", []string{"verify", tree, "--quick"}, "", 1, `run "pmml-eval verify --help"`},
		{"no such file", []string{"inspect", "nowhere.pmml"}, "", 2, "nowhere.pmml"},
		{"a document that is none", []string{"inspect", broken}, "", 2, "syntax-truncated.pmml:25:52"},
		{"verify a refused model", []string{"verify", refused}, "", 2, "field-unknown-in-predicate.pmml:"},
		{"explain a refused model", []string{"explain", refused}, "{}", 2, "field-unknown-in-predicate.pmml:"},
		{"no such model", []string{"verify", tree, "--model-name", "other"}, "", 2, `there is no model "other"`},
		{"a row below 1", []string{"explain", tree, "--row", "0"}, "{}", 1, "--row counts from 1"},
		{"segments that are no number", []string{"explain", tree, "--segments", "few"}, "{}", 1, `--segments must be a number or all, not "few"`},
		{"depth below zero", []string{"explain", tree, "--depth", "-1"}, "{}", 1, `--depth must be a number or all`},
		{"no such format", []string{"explain", tree, "--input-format", "xml"}, "", 1, `format "xml" is none of json`},
		{"a name without a format", []string{"explain", tree, "-i", "rows.dat"}, "", 1, "give --input-format"},
		{"no such input", []string{"explain", tree, "-i", "nowhere.json"}, "", 3, "cannot read the input"},
		{"an empty input", []string{"explain", tree}, "", 3, "standard input: there is no row"},
		{"no such row", []string{"explain", tree, "-i", fixture("loans.csv"), "--row", "100000"}, "", 3, "there is no row 100000, the last is row"},
		{"not JSON", []string{"explain", tree}, "{", 3, "row 1: not JSON"},
		{"no object", []string{"explain", tree}, "[1]", 3, "a record must be a JSON object"},
		{"a row without a result", []string{"explain", tree}, `{"income": "much"}`, 3, `row 1: field "income": value "much" is not a number`},
		{"rows below zero", []string{"inspect", tree, "--rows", "-1"}, "", 1, "--rows must not be below 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, tt.args...)
			assert.Equal(t, tt.code, got.code, got.errOut)
			assert.Contains(t, got.errOut, tt.says)
			assert.Empty(t, got.out)
		})
	}
}
