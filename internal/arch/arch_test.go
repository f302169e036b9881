package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/gopmml/gopmml"

// allowed says which packages of the module a package may import. A name that
// ends in /* stands for every package below it. Tests may import more.
var allowed = []struct {
	pkg     string
	imports []string
}{
	{"pmml", nil},
	{"explain", nil},
	{"internal/arch", nil},
	{"internal/asm/*", nil},
	{"internal/cpu", nil},
	{"internal/linear", []string{"internal/cpu"}},
	{"internal/real", []string{"internal/cpu"}},
	{"internal/real/*", nil},
	{"internal/link", []string{"internal/real"}},
	{"internal/text", []string{"pmml", "internal/program"}},
	{"internal/program", []string{"pmml", "explain", "internal/columns"}},
	{"internal/functions", []string{"pmml", "internal/program", "internal/real"}},
	{"internal/columns", []string{"internal/cpu"}},
	{"internal/ensemble", []string{"internal/columns", "internal/cpu", "internal/program"}},
	{"internal/compile", []string{"pmml", "internal/program", "internal/functions", "internal/text"}},
	{"internal/measure", []string{"pmml", "internal/cpu", "internal/linear", "internal/real"}},
	{"models/*", []string{"pmml", "explain", "internal/program", "internal/columns", "internal/compile", "internal/ensemble", "internal/linear", "internal/link", "internal/measure", "internal/real"}},
	{"models", []string{"pmml", "internal/program", "internal/compile", "models/*"}},
	{"internal/check", []string{"pmml"}},
	{"evaluator", []string{"pmml", "explain", "internal/check", "internal/columns", "internal/program", "internal/compile", "models"}},
	{"evaluator/arrow", []string{"evaluator"}},
	{"internal/records", []string{"pmml", "evaluator"}},
	{"cmd/*", []string{"pmml", "explain", "evaluator", "internal/records", "cmd/*"}},
	{"conformance", []string{"pmml", "explain", "evaluator", "internal/records"}},
	{"examples/*", []string{"pmml", "explain", "evaluator"}},
	{"bench/internal/process", nil},
	{"bench/compare", []string{"bench/internal/process"}},
	{"bench/*", []string{"bench/internal/process", "pmml", "evaluator"}},
	{"testdata/*", nil},
}

func matches(pattern, pkg string) bool {
	if below, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(pkg, below+"/")
	}
	return pattern == pkg
}

// light names the modules that packages which are embedded with the evaluator may need.
var light = map[string][]string{
	"pmml":               {"github.com/beevik/etree"},
	"explain":            {},
	"internal/program":   {"github.com/shopspring/decimal"},
	"internal/functions": {"github.com/dlclark/regexp2", "github.com/shopspring/decimal"},
	"internal/text":      {"github.com/dlclark/regexp2"},
	"internal/check":     {},
	"internal/columns":   {},
	"internal/ensemble":  {},
	"internal/cpu":       {"golang.org/x/sys/cpu"},
	"internal/linear":    {},
	"internal/real":      {},
	"internal/link":      {},
	"internal/compile":   {"github.com/shopspring/decimal"},
	"evaluator":          {"github.com/shopspring/decimal"},
	"models":             {},
}

func TestImportsFollowTheLayout(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	seen := 0
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		require.NoError(t, err)
		pkg := filepath.ToSlash(dir)
		seen++
		checkFile(t, file, pkg)
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, seen, 50, "the module's files must be found")
}

func checkFile(t *testing.T, file, pkg string) {
	source, err := os.ReadFile(file)
	require.NoError(t, err)
	f, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
	require.NoError(t, err)
	for _, imp := range f.Imports {
		p, err := strconv.Unquote(imp.Path.Value)
		require.NoError(t, err)
		inner, ok := strings.CutPrefix(p, module+"/")
		if !ok {
			checkOutside(t, file, pkg, p)
			continue
		}
		if !mayImport(pkg, inner) {
			t.Errorf("%s: package %s may not import %s", path.Base(file), pkg, inner)
		}
	}
}

func mayImport(pkg, inner string) bool {
	for _, rule := range allowed {
		if !matches(rule.pkg, pkg) {
			continue
		}
		for _, p := range rule.imports {
			if matches(p, inner) {
				return true
			}
		}
		return false
	}
	return false
}

func checkOutside(t *testing.T, file, pkg, imported string) {
	if !strings.Contains(imported, ".") {
		return // the standard library
	}
	modules, ok := light[pkg]
	if !ok {
		return
	}
	for _, m := range modules {
		if imported == m {
			return
		}
	}
	t.Errorf("%s: package %s may not import %s: what embeds the evaluator stays light", path.Base(file), pkg, imported)
}
