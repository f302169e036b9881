package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// aggregate compiles a statistic over a collection. The caller groups the rows:
// groupField says by what.
func (c *Context) aggregate(e *pmml.Aggregate) (program.Typed, error) {
	var t program.Typed
	if e.SQLWhere.IsSet() {
		return t, c.Errorf(e, pmml.ErrUnsupported, "sqlWhere=%q is not supported", e.SQLWhere.Or(""))
	}
	f, err := c.CollectionField(e.Field, e)
	if err != nil {
		return t, err
	}
	if by, ok := e.GroupField.Get(); ok {
		if _, err := c.field(by, e); err != nil {
			return t, err
		}
		c.groupBy(by)
	}
	a := &program.Aggregate{Field: f.Expr, Function: e.Function, Type: f.Type, Pos: e.Pos}
	t = program.Typed{Expr: a, Type: f.Type, Op: pmml.OpTypeContinuous}
	switch e.Function {
	case pmml.AggregateFunctionCount:
		t.Type = pmml.DataTypeInteger
	case pmml.AggregateFunctionSum, pmml.AggregateFunctionAverage:
		if !program.IsNumeric(f.Type) && !program.IsCount(f.Type) {
			return t, c.Errorf(e, pmml.CodeFieldType, "function=%s needs numbers, and field %q is of type %s", e.Function, e.Field, f.Type)
		}
		if e.Function == pmml.AggregateFunctionAverage {
			t.Type = pmml.DataTypeDouble
		}
	case pmml.AggregateFunctionMin, pmml.AggregateFunctionMax:
		a.Levels = f.Levels
		t.Op, t.Levels = f.Op, f.Levels
	case pmml.AggregateFunctionMultiset:
		t.Op, t.Levels, t.List = f.Op, f.Levels, true
	default:
		return t, c.Errorf(e, pmml.CodePartMissing, "Aggregate needs a function: count, sum, average, min, max or multiset")
	}
	return t, nil
}
