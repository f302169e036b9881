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
			ones, codes := make([]float64, rows), make([]int32, rows)
			for i := range ones {
				ones[i] = 1
			}
			in := evaluator.NewColumns(0)
			var out evaluator.ColumnResults
			inputs := m.Inputs()
			texts := make([][]string, len(inputs))
			for i, f := range inputs {
				if f.DataType == pmml.DataTypeString {
					texts[i] = []string{f.Values[0].Value}
				}
			}
			score := func() {
				in.Reset(rows)
				for i := range inputs {
					if texts[i] != nil {
						in.AddDictionary(inputs[i].Name, codes, texts[i], evaluator.Bitmap{})
					} else {
						in.AddFloat64(inputs[i].Name, ones, evaluator.Bitmap{})
					}
				}
				require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1)))
			}
			score()
			require.LessOrEqual(t, testing.AllocsPerRun(20, score), 12.0)
		})
	}
}
