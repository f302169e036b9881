package arch

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// module is a module of the tree, as its go.mod says.
type module struct {
	dir     string // below the root, "." for the root's
	Module  struct{ Path string }
	Go      string
	Require []requirement
	Replace []any
}

type requirement struct {
	Path, Version string
	Indirect      bool
}

func (m *module) requires(modulePath string) bool {
	return slices.ContainsFunc(m.Require, func(r requirement) bool { return r.Path == modulePath })
}

// modules gives the modules of the tree by their folder.
func modules(t *testing.T) map[string]*module {
	t.Helper()
	found := map[string]*module{}
	walk(t, func(name string) {
		if path.Base(name) != "go.mod" {
			return
		}
		m := &module{dir: path.Dir(name)}
		parse(t, m, "mod", "edit", "-json", filepath.Join("../..", name))
		found[m.dir] = m
	})
	require.Greater(t, len(found), 3)
	return found
}

// parse runs the go command for its answer in JSON.
func parse(t *testing.T, into any, args ...string) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(goIn(t, ".", args...)), into))
}

// goIn runs the go command in a folder, outside the workspace.
func goIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "go %s: %s", strings.Join(args, " "), &stderr)
	return string(out)
}

// owner gives the module that a package belongs to.
func owner(all map[string]*module, pkg string) *module {
	for dir := pkg; dir != "."; dir = path.Dir(dir) {
		if m := all[dir]; m != nil {
			return m
		}
	}
	return all["."]
}

// TestModulesAreOfOneRelease holds the modules to what lets them be tagged
// together, and be installed by their path and version.
func TestModulesAreOfOneRelease(t *testing.T) {
	all := modules(t)
	paths := map[string]*module{}
	for _, m := range all {
		assert.Equal(t, path.Join(root, m.dir), m.Module.Path)
		paths[m.Module.Path] = m
	}
	var work struct {
		Go      string
		Use     []struct{ DiskPath string }
		Replace []struct {
			Old, New struct{ Path, Version string }
		}
	}
	parse(t, &work, "work", "edit", "-json", "../../go.work")
	var used []string
	for _, u := range work.Use {
		used = append(used, path.Clean(u.DiskPath))
	}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(all)), used, "go.work names all modules")

	replaced := map[string]string{}
	for _, r := range work.Replace {
		require.Contains(t, paths, r.Old.Path)
		assert.Equal(t, paths[r.Old.Path].dir, path.Clean(r.New.Path))
		replaced[r.Old.Path] = r.Old.Version
	}
	versions := map[string]string{}
	for _, m := range all {
		assert.Empty(t, m.Replace, "%s: go install path@version refuses a go.mod with a replace", m.dir)
		assert.Equal(t, work.Go, m.Go, "%s: the go line", m.dir)
		for _, r := range m.Require {
			switch {
			case paths[r.Path] != nil:
				assert.Equal(t, replaced[r.Path], r.Version, "%s requires %s at the version that go.work replaces", m.dir, r.Path)
				assert.Equal(t, replaced[root], r.Version, "%s requires %s at the root's version", m.dir, r.Path)
			case versions[r.Path] == "" && !r.Indirect:
				versions[r.Path] = r.Version
			case !r.Indirect:
				assert.Equal(t, versions[r.Path], r.Version, "%s: other modules require %s at this version", m.dir, r.Path)
			}
		}
	}
}

// TestImportsStayInsideRequirements sees that no module passes only because the
// workspace holds the others.
func TestImportsStayInsideRequirements(t *testing.T) {
	all := modules(t)
	for _, f := range tree(t) {
		from := owner(all, f.pkg)
		for _, inner := range f.inner {
			if to := owner(all, inner); to != from && !from.requires(to.Module.Path) {
				t.Errorf("%s: %s imports %s of %s, which its go.mod does not require", f.name, from.Module.Path, inner, to.Module.Path)
			}
		}
	}
}

// TestVersionGraphOfThoseWhoEmbed makes a program that imports the evaluator and
// nothing else. What it requires is what it links. The other modules of its graph
// serve the root's tests and tables: none is linked, but each lifts the version of a
// program that has it too.
func TestVersionGraphOfThoseWhoEmbed(t *testing.T) {
	base, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	write("main.go", "package main\n\nimport _ \""+root+"/evaluator\"\n\nfunc main() {}\n")
	write("go.mod", "module example.com/embeds\n\ngo "+modules(t)["."].Go+"\n\nrequire "+root+" v0.0.0\n\nreplace "+root+" => "+base+"\n")
	sums, err := os.ReadFile(filepath.Join(base, "go.sum"))
	require.NoError(t, err)
	write("go.sum", string(sums))
	goIn(t, dir, "mod", "tidy")

	var m module
	parse(t, &m, "mod", "edit", "-json", filepath.Join(dir, "go.mod"))
	var required []string
	for _, r := range m.Require {
		if r.Path != root {
			required = append(required, r.Path)
		}
	}
	assert.Equal(t, []string{
		"github.com/beevik/etree",
		"github.com/dlclark/regexp2",
		"github.com/shopspring/decimal",
		"golang.org/x/sys",
	}, required)

	graph := strings.Fields(goIn(t, dir, "list", "-m", "-f", "{{.Path}}", "all"))
	assert.Equal(t, []string{
		"example.com/embeds",
		"github.com/beevik/etree",
		"github.com/dlclark/regexp2",
		"github.com/go-json-experiment/json",
		root,
		"github.com/klauspost/compress",
		"github.com/shopspring/decimal",
		"github.com/stretchr/testify",
		"go.yaml.in/yaml/v3",
		"golang.org/x/sys",
	}, graph)
}
