package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "github.com/gopmml/gopmml"

// file is a Go file of the tree, whatever its module and its build constraints.
type file struct {
	name    string // below the root
	pkg     string // its folder below the root
	test    bool
	inner   []string // packages of the tree that it imports, below the root
	outside []string // packages of other modules, and "C"
}

// tree reads the imports of every Go file.
func tree(t *testing.T) []file {
	t.Helper()
	var files []file
	walk(t, func(name string) {
		if strings.HasSuffix(name, ".go") {
			files = append(files, readFile(t, name))
		}
	})
	require.Greater(t, len(files), 500, "the files must be found")
	return files
}

// walk calls visit for every file of the tree, by its path below the root.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	base := filepath.FromSlash("../..")
	err := filepath.WalkDir(base, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(base, name)
		require.NoError(t, err)
		rel = filepath.ToSlash(rel)
		switch {
		case !d.IsDir():
			visit(rel)
		case rel == "bench/work", rel != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return nil
	})
	require.NoError(t, err)
}

func readFile(t *testing.T, name string) file {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../..", name), nil, parser.ImportsOnly)
	require.NoError(t, err)
	f := file{name: name, pkg: path.Dir(name), test: strings.HasSuffix(name, "_test.go")}
	for _, spec := range parsed.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		inner, ok := strings.CutPrefix(p, root+"/")
		first, _, _ := strings.Cut(p, "/")
		switch {
		case ok:
			f.inner = append(f.inner, inner)
		case p == "C", strings.Contains(first, "."):
			f.outside = append(f.outside, p)
		}
	}
	return f
}
