// Package files says to tests where files lie, and reads the broken documents of testdata.
// It imports nothing of the project, so that a test of package pmml builds no more than
// that.
package files

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Root gives the project's folder, as a path from the test's own: the nearest one
// above it whose go.mod is that of the root module.
func Root(t testing.TB) string {
	t.Helper()
	for dir := "."; ; dir = filepath.Join(dir, "..") {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module github.com/gopmml/gopmml\n") {
			return dir
		}
		abs, err := filepath.Abs(dir)
		require.NoError(t, err)
		require.NotEqual(t, filepath.Dir(abs), abs, "the test does not run inside the project")
	}
}

// File gives the path of a file of the project's testdata.
func File(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(Root(t), "testdata", filepath.FromSlash(name))
}

// Read gives the bytes of a file of the project's testdata.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(File(t, name))
	require.NoError(t, err)
	return text
}

// FindShared gives a folder of data that is too large for the project, such as
// "conformance", and whether it is there. It is looked for in $GOPMML_SHARED, a path
// from the project's folder, or else in ../shared. Where the environment variable CI or
// GOPMML_SHARED is set, it must be there: what compared nothing must not look like
// success.
func FindShared(t testing.TB, folder string) (dir string, ok bool) {
	t.Helper()
	shared := os.Getenv("GOPMML_SHARED")
	told := shared != "" || os.Getenv("CI") != ""
	if shared == "" {
		shared = filepath.Join("..", "shared")
	}
	if !filepath.IsAbs(shared) {
		shared = filepath.Join(Root(t), shared)
	}
	dir = filepath.Join(shared, folder)
	_, err := os.Stat(dir)
	if err != nil && told {
		t.Fatalf("%v\nSet GOPMML_SHARED to the folder that contains %s.", err, folder)
	}
	return dir, err == nil
}

// Shared gives a folder as FindShared does, and skips the test without it.
func Shared(t testing.TB, folder string) string {
	t.Helper()
	dir, ok := FindShared(t, folder)
	if !ok {
		t.Skipf("%s is not here, nothing is compared: set GOPMML_SHARED to the folder that contains %s", dir, folder)
	}
	return dir
}

// README gives the text of the project's README.md.
func README(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Root(t), "README.md"))
	require.NoError(t, err)
	return string(text)
}

// Fenced gives the fenced blocks of a language in a text of Markdown.
func Fenced(text, language string) []string {
	var blocks []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}
