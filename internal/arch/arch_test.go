package arch

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// allowed says which packages of the tree a package may import. A name that
// ends in /* stands for every package below it. Tests may import more.
var allowed = []struct {
	pkg     string
	imports []string
}{
	{"pmml", nil},
	{"explain", nil},
	{"internal/arch", nil},
	{"internal/asm", nil},
	{"internal/asm/*", nil},
	{"internal/pmmlgen", nil},
	{"internal/release", nil},
	{"internal/cpu", nil},
	{"internal/linear", []string{"internal/cpu", "internal/real"}},
	{"internal/matrix", nil},
	{"internal/real", []string{"internal/cpu"}},
	{"internal/real/*", []string{"internal/real/exact"}},
	{"internal/link", []string{"internal/real"}},
	{"internal/limit", nil},
	{"internal/regex", []string{"internal/limit"}},
	{"internal/text", []string{"pmml", "internal/limit", "internal/program", "internal/real", "internal/regex"}},
	{"internal/program", []string{"pmml", "explain", "internal/columns", "internal/limit", "internal/real"}},
	{"internal/additive", []string{"pmml", "explain", "internal/link", "internal/program", "internal/real"}},
	{"internal/functions", []string{"pmml", "internal/limit", "internal/program", "internal/real", "internal/regex"}},
	{"internal/columns", []string{"internal/cpu"}},
	{"internal/forest", []string{"internal/columns", "internal/cpu", "internal/program"}},
	{"internal/compile", []string{"pmml", "internal/check", "internal/limit", "internal/matrix", "internal/program", "internal/functions", "internal/regex", "internal/text"}},
	{"internal/measure", []string{"pmml", "internal/cpu", "internal/linear", "internal/matrix", "internal/real"}},
	{"models/*", []string{"pmml", "explain", "internal/check", "internal/additive", "internal/program", "internal/columns", "internal/compile", "internal/forest", "internal/limit", "internal/linear", "internal/link", "internal/matrix", "internal/measure", "internal/real"}},
	{"models", []string{"pmml", "internal/compile", "models/*"}},
	{"internal/check", []string{"pmml"}},
	{"evaluator", []string{"pmml", "explain", "internal/check", "internal/columns", "internal/limit", "internal/program", "internal/compile", "models"}},
	{"evaluator/arrow", []string{"evaluator"}},
	{"evaluator/jsontable", []string{"evaluator", "internal/table", "internal/table/json"}},
	{"internal/table", []string{"pmml", "evaluator"}},
	{"internal/table/*", []string{"pmml", "evaluator", "internal/table", "internal/table/json"}},
	{"internal/pmmltest", []string{"pmml", "evaluator"}},
	{"internal/pmmltest/files", nil},
	{"serve/wire", []string{"pmml", "evaluator", "internal/table", "internal/table/csv", "internal/table/json"}},
	{"serve/wire/rpc", []string{"serve/wire"}},
	{"serve/protocol/*", []string{"serve/wire", "serve/wire/rpc"}},
	{"serve/web", []string{"pmml", "explain", "evaluator", "serve/wire"}},
	{"serve", []string{"pmml", "explain", "evaluator", "internal/table", "internal/table/*", "serve/wire", "serve/wire/rpc", "serve/protocol/*", "serve/web"}},
	{"serve/config", []string{"serve"}},
	{"serve/features", []string{"evaluator", "serve/wire"}},
	{"cmd/*", []string{"pmml", "explain", "evaluator", "internal/table", "internal/table/*", "cmd/*", "serve", "serve/wire", "serve/config", "serve/features"}},
	{"conformance/internal/*", []string{"internal/pmmltest/files", "models"}},
	{"conformance", []string{"pmml", "explain", "evaluator"}},
	{"conformance/*", []string{"pmml", "evaluator"}},
	{"examples/serving/*", []string{"pmml", "explain", "evaluator", "serve", "serve/*"}},
	{"examples/*", []string{"pmml", "explain", "evaluator"}},
	{"bench/internal/*", nil},
	{"bench/compare", []string{"bench/internal/*"}},
	{"bench/beside", []string{"bench/internal/*"}},
	{"bench/*", []string{"bench/internal/process", "pmml", "evaluator"}},
	{"testdata/*", nil},
}

// testOnly names the packages that only tests, and each other, may import.
var testOnly = []string{"internal/pmmltest", "conformance/internal/*"}

// outside says which packages may import which of another module, among those
// that come along with the evaluator. Everybody who embeds it carries these.
var outside = map[string][]string{
	"github.com/beevik/etree":       {"pmml"},
	"github.com/dlclark/regexp2":    {"internal/regex"},
	"github.com/shopspring/decimal": {"evaluator", "internal/additive", "internal/compile", "internal/functions", "internal/program", "models/*"},
	"golang.org/x/sys/cpu":          {"internal/cpu"},
}

// outsideInTests is what the tests of the same packages may import beside that.
const outsideInTests = "github.com/stretchr/testify"

func matches(pattern, pkg string) bool {
	if below, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(pkg, below+"/")
	}
	return pattern == pkg
}

// listed tells whether one of the patterns stands for a package.
func listed(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, pkg) })
}

// mayImport goes by the first rule that stands for a package; one without a rule
// may import nothing.
func mayImport(pkg, inner string) bool {
	for _, rule := range allowed {
		if matches(rule.pkg, pkg) {
			return listed(rule.imports, inner)
		}
	}
	return false
}

func TestImportsFollowTheLayout(t *testing.T) {
	for _, f := range tree(t) {
		for _, inner := range f.inner {
			if !f.test && !mayImport(f.pkg, inner) {
				t.Errorf("%s: package %s may not import %s", f.name, f.pkg, inner)
			}
		}
	}
}

func TestRulesStandForPackages(t *testing.T) {
	packages := map[string]bool{}
	for _, f := range tree(t) {
		packages[f.pkg] = true
	}
	for _, rule := range allowed {
		found := false
		for pkg := range packages {
			found = found || matches(rule.pkg, pkg)
		}
		assert.True(t, found, "no package is named %s: its rule can go", rule.pkg)
	}
}

func TestTestSupportStaysInTests(t *testing.T) {
	for _, f := range tree(t) {
		for _, inner := range f.inner {
			if !f.test && listed(testOnly, inner) && !listed(testOnly, f.pkg) {
				t.Errorf("%s: only tests may import %s", f.name, inner)
			}
		}
	}
}

func TestWhatTheEvaluatorReachesStaysLight(t *testing.T) {
	files := tree(t)
	reached := reach(files, "evaluator")
	for _, pkg := range []string{"pmml", "explain", "internal/measure", "models/tree"} {
		assert.Contains(t, reached, pkg)
	}
	used := map[string]bool{}
	for _, f := range files {
		if !reached[f.pkg] {
			continue
		}
		for _, imported := range f.outside {
			used[imported] = true
			if !listed(outside[imported], f.pkg) && !(f.test && strings.HasPrefix(imported, outsideInTests+"/")) {
				t.Errorf("%s: package %s may not import %s: what embeds the evaluator stays light", f.name, f.pkg, imported)
			}
		}
	}
	for imported := range outside {
		assert.True(t, used[imported], "nothing imports %s: it can go", imported)
	}
}

// reach gives the packages of the tree that come along with one, on any system.
func reach(files []file, pkg string) map[string]bool {
	reached := map[string]bool{}
	next := []string{pkg}
	for len(next) > 0 {
		pkg, next = next[0], next[1:]
		if reached[pkg] {
			continue
		}
		reached[pkg] = true
		for _, f := range files {
			if f.pkg == pkg && !f.test {
				next = append(next, f.inner...)
			}
		}
	}
	return reached
}
