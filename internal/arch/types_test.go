package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// listsTypes are the folders that may name several model types: the document's
// own elements, the packages of the types with their list, and explanations.
var listsTypes = []string{"pmml", "models", "explain"}

// TestModelTypesAreListedOnce: no file beside the list of model types names several
// of them, in Go or as elements, so that a new type has no second list to be added
// to. Tests may build documents of several types; a list of names or cases is one
// in them, too.
func TestModelTypesAreListedOnce(t *testing.T) {
	elements := map[string]bool{}
	for _, m := range pmml.ModelElements() {
		elements[m.Name] = true
	}
	for _, m := range models.All {
		require.True(t, elements[m.Element()], m.Element())
		if e := m.InOthers(); e != nil {
			elements[e.Element()] = true
		}
	}
	seen := 0
	walk(t, func(name string) {
		first, _, _ := strings.Cut(name, "/")
		if !strings.HasSuffix(name, ".go") || slices.Contains(listsTypes, first) {
			return
		}
		seen++
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../..", name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		if named := typesNamed(f, elements); len(named) > 1 && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s names %s: what is asked of a model type belongs to its value in models.All", name, strings.Join(named, ", "))
		}
		ast.Inspect(f, func(n ast.Node) bool {
			var named []string
			switch n := n.(type) {
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						e = kv.Key
					}
					if lit, ok := e.(*ast.BasicLit); ok {
						named = append(named, typesNamed(lit, elements)...)
					}
				}
			case *ast.TypeSwitchStmt:
				for _, s := range n.Body.List {
					for _, c := range s.(*ast.CaseClause).List {
						named = append(named, typesNamed(c, elements)...)
					}
				}
			case *ast.SwitchStmt:
				for _, s := range n.Body.List {
					for _, c := range s.(*ast.CaseClause).List {
						named = append(named, typesNamed(c, elements)...)
					}
				}
			}
			if len(named) > 1 {
				t.Errorf("%s lists %s: models.All is the one list", name, strings.Join(named, ", "))
			}
			return true
		})
	})
	require.Greater(t, seen, 50, "the module's files must be found")
}

// typesNamed gives the model types that a part of a program names, each once: as
// pmml.TreeModel or "TreeModel".
func typesNamed(n ast.Node, elements map[string]bool) []string {
	var named []string
	found := map[string]bool{}
	add := func(name string) {
		if elements[name] && !found[name] {
			found[name] = true
			named = append(named, name)
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "pmml" {
				add(n.Sel.Name)
			}
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				add(s)
			}
		}
		return true
	})
	return named
}
