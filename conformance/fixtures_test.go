package conformance

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// fixtures are the models of testdata. All take loans.csv.
var fixtures = []string{"boosted", "logistic", "network", "scorecard", "tree"}

// TestFixtures scores testdata/loans.csv with every model of testdata and
// compares the results with those that the generator computed by itself.
func TestFixtures(t *testing.T) {
	// The generator uses package math, whose exp and tanh may be wrong in the last
	// place; 1-p and sums of terms of either sign make that more.
	tol := tolerance{rel: 1e-12}
	input := readFixture(t, "loans.csv")
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			model, err := evaluator.LoadFile(filepath.Join("..", "testdata", name+".pmml"))
			require.NoError(t, err)
			expected := readFixture(t, name+".expected.csv")
			require.Len(t, expected, len(input))
			var header []string
			for _, f := range model.Results() {
				header = append(header, f.Name)
			}
			require.Equal(t, expected[0], header)
			s := newScorer(model, false, input[0])
			for i, row := range input[1:] {
				record := make([]any, len(row))
				for j, cell := range row {
					if cell != "" {
						record[j] = cell
					}
				}
				result, err := s.score(record)
				require.NoError(t, err, "row %d", i+1)
				for j, want := range expected[i+1] {
					got, _ := result.Value(header[j])
					if want == "" {
						require.Nil(t, got, "row %d, %s", i+1, header[j])
						continue
					}
					require.True(t, tol.equalText(got, want), "row %d, %s: got %s, want %q", i+1, header[j], show(got), want)
				}
			}
		})
	}
}

func readFixture(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", name))
	require.NoError(t, err)
	// A blank line is a row with one missing value, so csv.Reader will not do.
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if line == "" {
			rows = append(rows, []string{""})
			continue
		}
		row, err := csv.NewReader(strings.NewReader(line)).Read()
		require.NoError(t, err)
		rows = append(rows, row)
	}
	return rows
}

// TestFixturesAreGenerated checks that the generator gives the committed bytes.
func TestFixturesAreGenerated(t *testing.T) {
	dir := t.TempDir()
	out, err := exec.Command("go", "run", "../testdata/gen", "-dir", dir).CombinedOutput()
	require.NoError(t, err, "%s", out)
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, files, 1+2*len(fixtures))
	for _, f := range files {
		want, err := os.ReadFile(filepath.Join(dir, f.Name()))
		require.NoError(t, err)
		got, err := os.ReadFile(filepath.Join("..", "testdata", f.Name()))
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), "testdata/%s; run go run ./testdata/gen", f.Name())
	}
}
