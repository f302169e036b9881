package evaluator_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// TestScoreColumnsUsesItsMemoryAgain: a table costs a few small allocations,
// whatever its number of rows and columns.
func TestScoreColumnsUsesItsMemoryAgain(t *testing.T) {
	if poolsAreUnsure {
		t.Skip("the race detector drops pooled memory")
	}
	for _, name := range []string{"tree", "logistic", "boosted", "network"} {
		t.Run(name, func(t *testing.T) {
			m, err := evaluator.LoadFile("../testdata/" + name + ".pmml")
			require.NoError(t, err)
			const rows = 3000
			in := evaluator.NewColumns(rows)
			for _, f := range m.Inputs() {
				if f.DataType == pmml.DataTypeString {
					in.AddDictionary(f.Name, make([]int32, rows), []string{f.Values[0].Value}, evaluator.Bitmap{})
					continue
				}
				ones := make([]float64, rows)
				for i := range ones {
					ones[i] = 1
				}
				in.AddFloat64(f.Name, ones, evaluator.Bitmap{})
			}
			var out evaluator.ColumnResults
			score := func() {
				require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1)))
			}
			score()
			require.LessOrEqual(t, testing.AllocsPerRun(20, score), 12.0)
		})
	}
}
