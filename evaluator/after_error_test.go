package evaluator_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// After an error nothing of the record before can be read.
func TestNoResultsAfterAnError(t *testing.T) {
	text := document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField>`,
		`<TreeModel functionName="classification" noTrueChildStrategy="returnLastPrediction"><MiningSchema><MiningField name="x"/><MiningField name="c" usageType="target"/></MiningSchema>
		<Output><OutputField name="p" optype="continuous" dataType="double" feature="probability"/><OutputField name="big" optype="categorical" dataType="boolean" feature="transformedValue"><Apply function="greaterThan"><FieldRef field="p"/><Constant>0.5</Constant></Apply></OutputField></Output>
		<Node id="n" score="a"><True/><ScoreDistribution value="a" recordCount="3"/><ScoreDistribution value="b" recordCount="1"/><Node id="m" score="b"><SimplePredicate field="x" operator="lessThan" value="0"/><ScoreDistribution value="b" recordCount="1"/></Node></Node></TreeModel>`)
	for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
		m := load(t, text, opts...)
		row := m.NewRow()
		row.SetFloat(0, 1)
		require.NoError(t, row.Score())
		require.Equal(t, "a", row.Text(0))
		row.SetText(0, "much")
		require.Error(t, row.Score())
		for i := range m.Results() {
			assert.True(t, row.IsMissing(i))
			assert.Nil(t, row.Value(i))
			assert.Empty(t, row.Text(i))
			assert.Zero(t, row.Len(i))
			assert.Equal(t, "null", string(row.AppendJSON(nil, i)))
			assert.Empty(t, row.AppendText(nil, i))
			assert.True(t, math.IsNaN(row.Float(i)))
			_, ok := row.Decimal(i)
			assert.False(t, ok)
		}
		r := row.Result()
		assert.Equal(t, map[string]any{"c": nil, "p": nil, "big": nil}, r.Map())
		assert.Empty(t, r.Distribution("c"))
		assert.Empty(t, r.Entity("c"))

		// The same of tables: with errors kept, and where the first one ends the call.
		good, bad := evaluator.NewColumns(20), evaluator.NewColumns(20)
		texts := make([]string, 20)
		for i := range texts {
			texts[i] = "1"
		}
		good.AddStrings("x", append([]string(nil), texts...), evaluator.Bitmap{})
		texts[7] = "much"
		bad.AddStrings("x", texts, evaluator.Bitmap{})
		out := &evaluator.ColumnResults{}
		missing := func(row int) {
			t.Helper()
			for i := range out.Columns() {
				c := &out.Columns()[i]
				assert.True(t, c.IsMissing(row))
				assert.Nil(t, c.Value(row))
				text, ok := c.Text(row)
				assert.False(t, ok)
				assert.Empty(t, text)
				_, ok = c.Float(row)
				assert.False(t, ok)
				if c.Strings != nil {
					assert.Empty(t, c.Strings[row])
				}
				if c.Float64 != nil {
					assert.True(t, math.IsNaN(c.Float64[row]))
				}
			}
		}
		require.NoError(t, m.ScoreColumns(context.Background(), good, out))
		require.NoError(t, m.ScoreColumns(context.Background(), bad, out, evaluator.WithRowErrors()))
		require.Len(t, out.Errors, 1)
		missing(7)
		assert.Equal(t, "a", out.Column("c").Value(8))
		for _, fails := range []func() error{
			func() error { return m.ScoreColumns(context.Background(), bad, out) },
			func() error { return m.NewSession().ScoreColumns(context.Background(), bad, out) },
			func() error {
				ctx, cancel := context.WithCancel(context.Background())
				cancel()
				return m.ScoreColumns(ctx, good, out)
			},
			func() error { return m.ScoreColumns(context.Background(), good, out, evaluator.WithWorkers(0)) },
			func() error {
				other := evaluator.NewColumns(20)
				other.AddFloat64("x", make([]float64, 3), evaluator.Bitmap{})
				return m.ScoreColumns(context.Background(), other, out)
			},
		} {
			require.NoError(t, m.ScoreColumns(context.Background(), good, out))
			require.Error(t, fails())
			assert.Empty(t, out.Errors)
			for row := range out.Rows() {
				missing(row)
			}
		}
	}
}
