package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func TestEveryDocumentCompilesAndItsRowsScore(t *testing.T) {
	for _, s := range allSeries() {
		t.Run(s.title, func(t *testing.T) {
			d := s.make(s.sizes[0])
			model, err := evaluator.Load(strings.NewReader(d.text))
			require.NoError(t, err)
			require.Len(t, model.Inputs(), d.columns+min(d.categories, 1))
			rows := d.table(20)
			require.NoError(t, rows.single(model))
			var out evaluator.ColumnResults
			require.NoError(t, rows.batch(model, &out))
			require.Equal(t, 20, out.Rows())
			for _, v := range out.Columns()[0].Float64 {
				require.NotZero(t, v)
			}
		})
	}
}
