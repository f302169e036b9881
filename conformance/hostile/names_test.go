package hostile

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite exported_test.go, the list of what is exported")

// packages are those whose exports are called, by folder.
var packages = []string{"evaluator", "evaluator/jsontable", "explain", "pmml"}

// TestNamesAreCurrent holds the list of what is called to what is exported. What has
// type parameters stands in hostile_test.go.
func TestNamesAreCurrent(t *testing.T) {
	var types, funcs bytes.Buffer
	for _, dir := range packages {
		entries, err := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
		require.NoError(t, err)
		var names, functions []string
		for _, path := range entries {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			for _, d := range file.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Recv == nil && d.Name.IsExported() && d.Type.TypeParams == nil {
						functions = append(functions, d.Name.Name)
					}
				case *ast.GenDecl:
					for _, s := range d.Specs {
						s, ok := s.(*ast.TypeSpec)
						if !ok || !s.Name.IsExported() || s.TypeParams != nil {
							continue
						}
						if _, ok := s.Type.(*ast.InterfaceType); !ok {
							names = append(names, s.Name.Name)
						}
					}
				}
			}
		}
		slices.Sort(names)
		slices.Sort(functions)
		pkg := filepath.Base(dir)
		for _, name := range names {
			fmt.Fprintf(&types, "\treflect.TypeFor[%s.%s](),\n", pkg, name)
		}
		for _, name := range functions {
			fmt.Fprintf(&funcs, "\t{%q, %s.%s},\n", pkg+"."+name, pkg, name)
		}
	}
	var imports strings.Builder
	for _, dir := range packages {
		fmt.Fprintf(&imports, "\t\"github.com/gopmml/gopmml/%s\"\n", dir)
	}
	text := fmt.Sprintf("package hostile\n\n// This file is written by: go test ./conformance/hostile -update\n\nimport (\n\t\"reflect\"\n\n%s)\n\n"+
		"var exportedTypes = []reflect.Type{\n%s}\n\nvar exportedFunctions = []function{\n%s}\n", imports.String(), types.String(), funcs.String())
	want, err := format.Source([]byte(text))
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("exported_test.go", want, 0o600))
		return
	}
	got, err := os.ReadFile("exported_test.go")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "go test ./conformance/hostile -update")
}
