package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func TestRowsAndBatchesPredictTheSame(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rows.csv")
	require.NoError(t, os.WriteFile(file, []byte("age,income,debt,home\n35,42000,9500,rent\n52,38000.5,0,own\n"), 0o600))
	rows, err := readTable(file, 1000)
	require.NoError(t, err)
	require.Equal(t, 2, rows.n)
	model, err := evaluator.LoadFile("../../testdata/logistic.pmml")
	require.NoError(t, err)
	s, err := newScorer(model, "probability(yes)", rows)
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, way := range []string{"single", "batch"} {
		path := filepath.Join(t.TempDir(), way)
		_, err := s.do(fmt.Sprintf("predict %s 1000 %s", way, path))
		require.NoError(t, err)
		files[way], err = os.ReadFile(path)
		require.NoError(t, err)
		require.Len(t, files[way], 8*rows.n)
	}
	assert.Equal(t, files["single"], files["batch"])
	_, err = s.do("dance")
	require.ErrorContains(t, err, "unknown line")
}
