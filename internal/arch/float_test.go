package arch

import (
	"bytes"
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

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exactMath are the functions of package math that are the same to the last bit on
// every processor, since what they give is exact or rounded once. All others are in
// internal/real.
var exactMath = []string{
	"Abs", "Ceil", "Copysign", "FMA", "Float64bits", "Float64frombits", "Floor", "Frexp", "Inf",
	"IsInf", "IsNaN", "Ldexp", "Max", "Min", "Mod", "NaN", "Nextafter", "Nextafter32", "Round", "RoundToEven", "Signbit", "Sqrt", "Trunc",
}

// checked is a package of the tree with its types.
type checked struct {
	fset  *token.FileSet
	files []*ast.File
	info  *types.Info
}

// scoring type-checks the packages that the evaluator reaches, as they are compiled
// for this processor.
func scoring(t *testing.T) []checked {
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.Dir}}\t{{join .GoFiles \" \"}}", "./evaluator/...")
	cmd.Dir = "../.."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, &stderr)
	exports := map[string]string{}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var packages []checked
	for line := range strings.Lines(string(out)) {
		p := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		exports[p[0]] = p[1]
		if !strings.HasPrefix(p[0], root+"/") {
			continue
		}
		c := checked{fset: fset, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
		for _, name := range strings.Fields(p[3]) {
			f, err := parser.ParseFile(fset, filepath.Join(p[2], name), nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			c.files = append(c.files, f)
		}
		_, err := (&types.Config{Importer: imports}).Check(p[0], fset, c.files, c.info)
		require.NoError(t, err)
		packages = append(packages, c)
	}
	require.Greater(t, len(packages), 20)
	return packages
}

// TestScoringUsesTheSameMathEverywhere: the standard library's transcendental
// functions differ from processor to processor.
func TestScoringUsesTheSameMathEverywhere(t *testing.T) {
	used := map[string]bool{}
	for _, p := range scoring(t) {
		for id, obj := range p.info.Uses {
			f, ok := obj.(*types.Func)
			if !ok || f.Pkg() == nil || f.Pkg().Path() != "math" {
				continue
			}
			used[f.Name()] = true
			if !slices.Contains(exactMath, f.Name()) {
				t.Errorf("%s: math.%s differs from processor to processor: it belongs to internal/real", p.fset.Position(id.Pos()), f.Name())
			}
		}
	}
	for _, name := range exactMath {
		assert.True(t, used[name], "nothing uses math.%s: it can go", name)
	}
}

// TestNoProductIsFused: a compiler may fuse a product with a sum that it goes into,
// even in a later statement or an inlined function, unless it is converted. So every
// product of floating-point numbers is converted to its type, but for what goes into
// another product, a quotient or a comparison.
func TestNoProductIsFused(t *testing.T) {
	for _, p := range scoring(t) {
		for _, f := range p.files {
			for _, e := range p.unrounded(f) {
				t.Errorf("%s: write float64(x*y), or of another type: the product may be fused with a sum", p.fset.Position(e.Pos()))
			}
		}
	}
}

// unrounded finds the products of a file that a compiler may fuse.
func (p *checked) unrounded(f *ast.File) []ast.Node {
	var found []ast.Node
	rounded := map[ast.Expr]bool{}
	round := func(e ast.Expr) { rounded[ast.Unparen(e)] = true }
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if p.rounds(n.Fun) {
				for _, arg := range n.Args {
					round(arg)
				}
			}
		case *ast.BinaryExpr:
			switch n.Op {
			case token.ADD, token.SUB:
			default:
				round(n.X)
				round(n.Y)
			}
			if n.Op == token.MUL && p.float(n) && !rounded[n] {
				found = append(found, n)
			}
		case *ast.UnaryExpr:
			if rounded[n] {
				round(n.X)
			}
		case *ast.AssignStmt:
			if n.Tok == token.MUL_ASSIGN && p.float(n.Lhs[0]) {
				found = append(found, n)
			}
			if n.Tok == token.QUO_ASSIGN {
				round(n.Rhs[0])
			}
			if n.Tok == token.MUL_ASSIGN {
				round(n.Rhs[0])
			}
		}
		return true
	})
	return found
}

// rounds tells of a conversion, and of functions of package math that are no sums.
func (p *checked) rounds(fun ast.Expr) bool {
	if p.info.Types[fun].IsType() {
		return true
	}
	s, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := p.info.Uses[s.Sel].(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "math"
}

// float tells of numbers that are computed when a program runs, of a type or of a
// type parameter that may be one.
func (p *checked) float(e ast.Expr) bool {
	tv := p.info.Types[e]
	if tv.Value != nil || tv.Type == nil {
		return false
	}
	isFloat := func(t types.Type) bool {
		b, ok := t.Underlying().(*types.Basic)
		return ok && b.Info()&types.IsFloat != 0
	}
	param, ok := tv.Type.(*types.TypeParam)
	if !ok {
		return isFloat(tv.Type)
	}
	constraint := param.Constraint().Underlying().(*types.Interface)
	for i := range constraint.NumEmbeddeds() {
		switch u := constraint.EmbeddedType(i).(type) {
		case *types.Union:
			for j := range u.Len() {
				if isFloat(u.Term(j).Type()) {
					return true
				}
			}
		default:
			if inner, ok := u.Underlying().(*types.Interface); ok && inner.NumEmbeddeds() > 0 {
				if union, ok := inner.EmbeddedType(0).(*types.Union); ok && isFloat(union.Term(0).Type()) {
					return true
				}
			}
			if isFloat(u) {
				return true
			}
		}
	}
	return false
}
