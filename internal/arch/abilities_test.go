package arch

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var updateAbilities = flag.Bool("update-abilities", false, "rewrite testdata/abilities.txt; read it before you keep it")

// abilities are what a kernel can do beside scoring: interfaces that it has or not.
var abilities = []struct{ pkg, name string }{
	{"internal/program", "Explainer"}, {"internal/program", "BlockKernel"}, {"internal/program", "Planned"},
	{"internal/program", "Enclosing"}, {"internal/compile", "Finisher"},
	{"internal/forest", "Flat"}, {"internal/forest", "Sharing"},
}

// universe type-checks packages of the module from their sources, with what they
// import as the go command has compiled it.
type universe struct {
	fset    *token.FileSet
	imports types.Importer
	files   map[string][]string // by import path
}

func newUniverse(t *testing.T) *universe {
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.Dir}}\t{{join .GoFiles \" \"}}", "./models/...", "./internal/forest")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	require.NoError(t, err)
	u := &universe{fset: token.NewFileSet(), files: map[string][]string{}}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		p := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		exports[p[0]] = p[1]
		for _, name := range strings.Fields(p[3]) {
			u.files[p[0]] = append(u.files[p[0]], filepath.Join(p[2], name))
		}
	}
	u.imports = importer.ForCompiler(u.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return u
}

func (u *universe) ability(t *testing.T, pkg, name string) *types.Interface {
	p, err := u.imports.Import(root + "/" + pkg)
	require.NoError(t, err)
	return p.Scope().Lookup(name).Type().Underlying().(*types.Interface)
}

// check gives a package, and which abilities its files assert: by kernel and
// ability, "number program.Explainer".
func (u *universe) check(t *testing.T, path string) (*types.Package, map[string]bool) {
	var files []*ast.File
	asserted := map[string]bool{}
	for _, name := range u.files[path] {
		f, err := parser.ParseFile(u.fset, name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, f)
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || v.Names[0].Name != "_" || v.Type == nil {
				return true
			}
			for _, value := range v.Values {
				kernel := strings.TrimSuffix(strings.TrimPrefix(types.ExprString(value), "(*"), ")(nil)")
				kernel, _, _ = strings.Cut(kernel, "[")
				asserted[kernel+" "+types.ExprString(v.Type)] = true
			}
			return true
		})
	}
	p, err := (&types.Config{Importer: u.imports}).Check(path, u.fset, files, nil)
	require.NoError(t, err)
	return p, asserted
}

// TestAbilities prints which kernel can do what beside scoring, and how it comes
// by it: x by a method of its own, the name of what it embeds otherwise. No
// kernel has an ability that its package does not assert, so none has one that
// nobody meant it to have.
func TestAbilities(t *testing.T) {
	u := newUniverse(t)
	kernel := u.ability(t, "internal/program", "Kernel")
	step := u.ability(t, "internal/program", "BlockStep")
	var matrix strings.Builder
	head := fmt.Sprintf("%-36s", "kernel")
	for _, a := range abilities {
		head += fmt.Sprintf(" %-12s", a.name)
	}
	fmt.Fprintln(&matrix, strings.TrimRight(head, " "))
	var paths []string
	for path := range u.files {
		if strings.HasPrefix(path, root+"/models/") || path == root+"/internal/compile" || path == root+"/internal/additive" {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		p, asserted := u.check(t, path)
		for _, name := range p.Scope().Names() {
			obj, ok := p.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) {
				continue
			}
			typ := obj.Type()
			if n := typ.(*types.Named); n.TypeParams().Len() > 0 {
				var err error
				typ, err = types.Instantiate(nil, n, []types.Type{types.Typ[types.Float64]}, false)
				require.NoError(t, err)
			}
			ptr := types.NewPointer(typ)
			compiles, _, _ := types.LookupFieldOrMethod(ptr, false, p, "Errorf")
			if !types.Implements(ptr, kernel) || types.Implements(ptr, step) || compiles != nil {
				continue // what scores blocks, or compiles, by what a kernel holds is none
			}
			row := fmt.Sprintf("%-36s", strings.TrimPrefix(path, root+"/")+"."+name)
			for _, a := range abilities {
				iface := u.ability(t, a.pkg, a.name)
				if !types.Implements(ptr, iface) {
					row += fmt.Sprintf(" %-12s", "")
					continue
				}
				row += fmt.Sprintf(" %-12s", from(typ, ptr, p, iface.Method(0).Name()))
				qualified := filepath.Base(a.pkg) + "." + a.name
				if path == root+"/"+a.pkg {
					qualified = a.name
				}
				if !asserted[name+" "+qualified] {
					t.Errorf("%s: kernel %s is a %s; if it is meant to be: var _ %s = (*%s)(nil)", path, name, a.name, qualified, name)
				}
			}
			fmt.Fprintln(&matrix, strings.TrimRight(row, " "))
		}
	}
	t.Log("\n" + matrix.String())
	golden := filepath.Join("testdata", "abilities.txt")
	if *updateAbilities {
		require.NoError(t, os.WriteFile(golden, []byte(matrix.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), matrix.String(), "%s; rewrite it with -update-abilities, and read it", golden)
}

// from says what a kernel has a method from.
func from(typ, ptr types.Type, p *types.Package, method string) string {
	_, index, _ := types.LookupFieldOrMethod(ptr, false, p, method)
	if len(index) < 2 {
		return "x"
	}
	return typ.Underlying().(*types.Struct).Field(index[0]).Name()
}
