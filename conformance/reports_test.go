package conformance

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// reported is an entry of the manifest of the small cases made from reports of
// faults, each in a folder of its name.
type reported struct {
	Name string  `json:"name"`
	Abs  float64 `json:"abs"`
	Rel  float64 `json:"rel"`
	// Missing are the texts that stand for a missing value; where they are left out,
	// those of the command.
	Missing *[]string `json:"missing"`
	// ExpectError says that the document must be refused, as its expected-error.txt has it.
	ExpectError bool     `json:"expectError"`
	ModelTypes  []string `json:"modelTypes"`
}

// TestReports runs the cases made from reports through Evaluate, Row and ScoreColumns,
// as TestReports/name. A document of a model type that is not scored yet must be
// refused by name.
func TestReports(t *testing.T) {
	dir := files.Shared(t, "reports")
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	require.NoError(t, err)
	var cases []reported
	require.NoError(t, json.Unmarshal(data, &cases))
	require.NotEmpty(t, cases)
	for _, r := range cases {
		t.Run(r.Name, func(t *testing.T) {
			if r.ExpectError {
				r.refused(t, filepath.Join(dir, r.Name))
				return
			}
			tc := testCase{r.asCase(dir)}
			if got := tc.run(); got.outcome == failed {
				t.Error(got.detail, strings.Join(got.more, "\n"))
			}
		})
	}
}

// asCase gives the entry as a case of a corpus.
func (r *reported) asCase(dir string) *corpus.Case {
	c := corpus.File(filepath.Join(dir, r.Name))
	c.Model, c.Input, c.Expected = r.Name+"/model.pmml", r.Name+"/input.csv", r.Name+"/expected.csv"
	c.Sep, c.Abs, c.Rel, c.ModelTypes = ",", r.Abs, r.Rel, r.ModelTypes
	c.Missing = []string{"", "NA", "N/A"}
	if r.Missing != nil {
		c.Missing = *r.Missing
	}
	return c
}

// refused holds the error of loading the document to what is expected of it.
func (r *reported) refused(t *testing.T, dir string) {
	want, err := os.ReadFile(filepath.Join(dir, "expected-error.txt"))
	require.NoError(t, err)
	_, err = evaluator.LoadFile(filepath.Join(dir, "model.pmml"))
	var e *pmml.Error
	require.True(t, errors.As(err, &e), "the error is %v", err)
	assert.NotZero(t, e.Pos)
	class, detail, ok := strings.Cut(strings.TrimSpace(string(want)), ": ")
	require.True(t, ok)
	assert.Equal(t, class, e.Class.Error())
	for _, word := range strings.Fields(detail) { // names stand between them
		assert.Contains(t, err.Error(), word)
	}
}
