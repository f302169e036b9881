package compile

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLag(t *testing.T) {
	fields := []*pmml.DataField{field("x", pmml.DataTypeInteger), field("s", pmml.DataTypeString)}
	rows := [][]any{{3.0, "a"}, {5.0, "a"}, {nil, "b"}, {2.0, "b"}, {8.0, "a"}}
	block := []*pmml.BlockIndicator{{Field: "s"}}
	for _, tt := range []struct {
		name string
		node pmml.Lag
		typ  pmml.DataType
		want []any
	}{
		{"one record by default", pmml.Lag{Field: "x"}, pmml.DataTypeInteger, []any{nil, 3.0, 5.0, nil, 2.0}},
		{"n records", pmml.Lag{Field: "x", N: pmml.Some(2)}, pmml.DataTypeInteger, []any{nil, nil, 3.0, 5.0, nil}},
		{"texts", pmml.Lag{Field: "s", N: pmml.Some(2)}, pmml.DataTypeString, []any{nil, nil, "a", "a", "b"}},
		{"within a block", pmml.Lag{Field: "x", BlockIndicators: block}, pmml.DataTypeInteger, []any{nil, 3.0, nil, nil, 5.0}},
		{"average", pmml.Lag{Field: "x", N: pmml.Some(2), Aggregate: pmml.LagAggregateAvg}, pmml.DataTypeDouble, []any{nil, 3.0, 4.0, 5.0, 2.0}},
		{"sum keeps the type", pmml.Lag{Field: "x", N: pmml.Some(2), Aggregate: pmml.LagAggregateSum}, pmml.DataTypeInteger, []any{nil, 3.0, 8.0, 5.0, 2.0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := compileExpression(&tt.node, fields...)
			require.NoError(t, err)
			assert.Equal(t, tt.typ, c.typed.Type)
			var got []any
			for _, r := range rows {
				got = append(got, c.score(r...))
			}
			assert.Equal(t, tt.want, got)
		})
	}
	for _, r := range []refused{
		{"no records back", &pmml.Lag{Element: at73(), Field: "x", N: pmml.Some(0)}, fields, pmml.ErrInvalid, "n=0"},
		{"too many records", &pmml.Lag{Element: at73(), Field: "x", N: pmml.Some(1 << 30)}, fields, pmml.ErrLimit, "above 16777216"},
		{"a statistic of texts", &pmml.Lag{Element: at73(), Field: "s", Aggregate: pmml.LagAggregateMax}, fields, pmml.ErrInvalid, "aggregate=max needs numbers"},
		{"no such block", &pmml.Lag{Field: "x", BlockIndicators: []*pmml.BlockIndicator{{Element: at73(), Field: "z"}}}, fields, pmml.ErrInvalid, `"z"`},
	} {
		r.test(t)
	}
}
