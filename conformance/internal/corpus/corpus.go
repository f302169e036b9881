// Package corpus reads the conformance corpora for the tests of conformance and
// conformance/agree: the small one in testdata/corpus, which is always here, and the
// large one outside of the project.
package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

// Cases gives the cases of both corpora. Where the large one is not here, it says so
// and gives those of the small one; under CI that is a failure. With -short, one in ten
// cases of the large one is there.
func Cases(t testing.TB) []*Case {
	t.Helper()
	cases := Small(t)
	dir, ok := files.FindShared(t, "conformance")
	if !ok {
		absent.Do(func() {
			fmt.Printf("%s is not here: only the %d cases of testdata/corpus are looked at\n", dir, len(cases))
		})
		return cases
	}
	cases = slices.Clone(cases)
	for i, tc := range Large(t) {
		if i%10 == 0 || !testing.Short() {
			cases = append(cases, tc)
		}
	}
	return cases
}

var absent sync.Once

// Small gives the cases of the small corpus.
func Small(t testing.TB) []*Case {
	t.Helper()
	cases, err := read(files.File(t, "corpus"))
	require.NoError(t, err)
	return cases
}

// Large gives the cases of the large corpus. Without it the test is skipped, or fails
// under CI.
func Large(t testing.TB) []*Case {
	t.Helper()
	cases, err := read(files.Shared(t, "conformance"))
	require.NoError(t, err)
	return cases
}

var manifests sync.Map // of functions, by folder

// read reads a folder's manifest once.
func read(dir string) ([]*Case, error) {
	once, _ := manifests.LoadOrStore(dir, sync.OnceValues(func() ([]*Case, error) {
		f, err := os.Open(filepath.Join(dir, "manifest.json"))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		var manifest struct {
			Cases []*Case `json:"cases"`
		}
		dec := json.NewDecoder(f)
		dec.DisallowUnknownFields() // a key nobody reads is a rule nobody checks
		if err := dec.Decode(&manifest); err != nil {
			return nil, fmt.Errorf("%s: manifest.json: %w", dir, err)
		}
		for _, tc := range manifest.Cases {
			tc.dir = dir
		}
		return manifest.Cases, nil
	}))
	return once.(func() ([]*Case, error))()
}

// File makes a case of a document that stands in no manifest.
func File(path string) *Case {
	return &Case{Suite: "files", Name: filepath.Base(path), Model: filepath.Base(path), dir: filepath.Dir(path)}
}

// Each runs the cases as parallel subtests suite/name. No more of them run at a time
// than there are processors, which also bounds the memory: a case's document and
// tables are let go of when it ends.
func Each(t *testing.T, cases []*Case, run func(*testing.T, *Case)) {
	var suites []string
	bySuite := map[string][]*Case{}
	for _, tc := range cases {
		if bySuite[tc.Suite] == nil {
			suites = append(suites, tc.Suite)
		}
		bySuite[tc.Suite] = append(bySuite[tc.Suite], tc)
	}
	for _, suite := range suites {
		t.Run(suite, func(t *testing.T) {
			t.Parallel()
			for _, tc := range bySuite[suite] {
				t.Run(tc.Name, func(t *testing.T) {
					t.Parallel()
					run(t, tc)
				})
			}
		})
	}
}
