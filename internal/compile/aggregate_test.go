package compile

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAggregate(t *testing.T) {
	double, whole, text := field("v", pmml.DataTypeDouble), field("v", pmml.DataTypeInteger), field("v", pmml.DataTypeString)
	for _, tt := range []struct {
		name     string
		function pmml.AggregateFunction
		field    *pmml.DataField
		in, want any
		typ      pmml.DataType
	}{
		{"count", pmml.AggregateFunctionCount, double, []any{1.0, nil, 3.5}, 2.0, pmml.DataTypeInteger},
		{"count of texts", pmml.AggregateFunctionCount, text, []any{"a", "new"}, 2.0, pmml.DataTypeInteger},
		{"sum", pmml.AggregateFunctionSum, whole, []any{1.0, 3.0}, 4.0, pmml.DataTypeInteger},
		{"average of integers", pmml.AggregateFunctionAverage, whole, []any{1.0, 2.0}, 1.5, pmml.DataTypeDouble},
		{"min", pmml.AggregateFunctionMin, double, []any{4.0, 2.0}, 2.0, pmml.DataTypeDouble},
		{"max of texts", pmml.AggregateFunctionMax, text, []any{"a", "new"}, "new", pmml.DataTypeString},
		{"multiset", pmml.AggregateFunctionMultiset, text, []any{"a", "b", nil, "a"}, []any{"a", "b", "a"}, pmml.DataTypeString},
		{"missing", pmml.AggregateFunctionSum, double, nil, nil, pmml.DataTypeDouble},
		{"one value is a collection of one", pmml.AggregateFunctionSum, double, 4.0, 4.0, pmml.DataTypeDouble},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := compileExpression(&pmml.Aggregate{Field: "v", Function: tt.function}, tt.field)
			require.NoError(t, err)
			assert.Equal(t, tt.typ, c.typed.Type)
			assert.Equal(t, tt.want, c.score(tt.in))
		})
	}
	for _, r := range []refused{
		{"sum of texts", &pmml.Aggregate{Element: at73(), Field: "v", Function: pmml.AggregateFunctionSum}, []*pmml.DataField{text},
			pmml.ErrInvalid, "function=sum needs numbers"},
		{"sqlWhere", &pmml.Aggregate{Element: at73(), Field: "v", Function: pmml.AggregateFunctionSum, SQLWhere: pmml.Some("v > 1")}, []*pmml.DataField{double},
			pmml.ErrUnsupported, `sqlWhere="v > 1"`},
		{"no function", &pmml.Aggregate{Element: at73(), Field: "v"}, []*pmml.DataField{double},
			pmml.ErrInvalid, "needs a function"},
	} {
		r.test(t)
	}
}
