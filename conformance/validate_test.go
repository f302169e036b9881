package conformance

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestValidateCorpus validates every document of the corpus. What is loaded has
// no errors; what is refused has the error that it is refused for.
func TestValidateCorpus(t *testing.T) {
	seen := map[string]bool{}
	var cases []testCase
	for _, tc := range allCases(t) {
		if !seen[tc.Model] {
			seen[tc.Model] = true
			cases = append(cases, tc)
		}
	}
	eachCase(t, cases, func(t *testing.T, tc testCase) {
		checkReport(t, tc.Path(tc.Model))
	})
}

// TestValidateBroken validates the documents of testdata/broken.
func TestValidateBroken(t *testing.T) {
	eachBroken(t, func(t *testing.T, _ files.BrokenFamily, _ files.BrokenCase, path string) { checkReport(t, path) })
}

// checkReport compares what Validate says of a document with what Load says.
func checkReport(t *testing.T, path string) {
	r := evaluator.ValidateFile(path)
	_, err := evaluator.LoadFile(path)
	if err == nil {
		for _, p := range r.Problems {
			if p.Severity == evaluator.SeverityError && !isUnusedCircle(path, p) {
				t.Errorf("the document is loaded, but has: %s", p)
			}
		}
		return
	}
	var e *pmml.Error
	require.ErrorAs(t, err, &e)
	found := slices.ContainsFunc(r.Problems, func(p evaluator.Problem) bool {
		return p.Severity == evaluator.SeverityError && p.Pos == e.Pos && p.Path == e.Path && strings.HasPrefix(p.Message, e.Detail)
	})
	assert.True(t, found, "Load says %v, and Validate has nothing of the kind:\n%v", err, r.Problems)
}

// isUnusedCircle says whether a problem is one of two derived fields, made for a
// test, that are defined by themselves, and which no model uses.
func isUnusedCircle(path string, p evaluator.Problem) bool {
	name := filepath.Base(path)
	return (name == "TransformationDictionaryTest.pmml" || strings.HasPrefix(name, "transform-")) &&
		strings.HasSuffix(p.Message, " is defined by itself") && strings.HasPrefix(p.Path, "TransformationDictionary/")
}

// TestValidateDamaged leaves parts out of documents: whatever is missing,
// validation says so and goes on.
func TestValidateDamaged(t *testing.T) {
	for _, name := range []string{"tree", "logistic", "network", "boosted"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "testdata", name+".pmml"))
			require.NoError(t, err)
			for i, damaged := range damages(text, 150) {
				r := evaluator.Validate(bytes.NewReader(damaged))
				_, err := evaluator.Load(bytes.NewReader(damaged))
				if err != nil && r.Errors() == 0 {
					t.Errorf("damage %d: Load says %v, and Validate has no error", i, err)
				}
				if err == nil && r.Errors() > 0 {
					t.Errorf("damage %d: Load is content, and Validate has %v", i, r.AtLeast(evaluator.SeverityError))
				}
			}
		})
	}
}

// damages gives copies of a document, each of which lacks one attribute, or has
// one with another value or one tag with another name; at most so many of a kind.
func damages(text []byte, most int) [][]byte {
	var out [][]byte
	edit := func(from, to int, with string) {
		d := append([]byte{}, text[:from]...)
		out = append(out, append(append(d, with...), text[to:]...))
	}
	n := bytes.Count(text, []byte(`="`))
	for i, k := 0, 0; ; k++ {
		j := bytes.Index(text[i:], []byte(`="`))
		if j < 0 {
			break
		}
		value := i + j + 2
		end := value + bytes.IndexByte(text[value:], '"')
		name := bytes.LastIndexByte(text[:i+j], ' ')
		if k%max(1, n/most) == 0 && name > 0 {
			edit(name, end+1, "")
			edit(value, end, "?")
			edit(value, end, "-1")
		}
		i = end + 1
	}
	n = bytes.Count(text, []byte(`/>`))
	for i, k := 0, 0; ; k++ {
		j := bytes.Index(text[i:], []byte(`/>`))
		if j < 0 {
			break
		}
		i += j + 2
		from := bytes.LastIndexByte(text[:i], '<')
		if k%max(1, n/most) == 0 {
			edit(from, i, "")
			edit(from, from+1, "<Un")
			edit(i, i, string(text[from:i]))
		}
	}
	return out
}
