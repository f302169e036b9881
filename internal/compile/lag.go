package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// maxLag bounds how many records back a Lag may look: history takes memory.
const maxLag = 1 << 24

// lag compiles a look at earlier records.
func (c *Context) lag(e *pmml.Lag) (program.Typed, error) {
	f, err := c.laggable(e.Field, e)
	if err != nil {
		return program.Typed{}, err
	}
	n := e.N.Or(1)
	switch {
	case n < 1:
		return program.Typed{}, c.Errorf(e, pmml.CodeOutOfRange, "n=%d of Lag must be 1 or more", n)
	case n > maxLag:
		return program.Typed{}, c.Errorf(e, pmml.ErrLimit, "n=%d of Lag is above %d", n, maxLag)
	}
	if err := c.Spend(limit.Cells, int64(n), e); err != nil {
		return program.Typed{}, err
	}
	l := &program.Lag{N: n, Aggregate: e.Aggregate, Type: f.Type, Pos: e.Pos}
	if l.Aggregate == 0 {
		l.Aggregate = pmml.LagAggregateNone
	}
	t := program.Typed{Expr: l, Type: f.Type, Op: f.Op, Domain: f.Domain, Levels: f.Levels}
	if l.Aggregate != pmml.LagAggregateNone {
		if !program.IsNumeric(f.Type) && !program.IsCount(f.Type) {
			return t, c.Errorf(e, pmml.CodeFieldType, "aggregate=%s needs numbers, and field %q is of type %s", e.Aggregate, e.Field, f.Type)
		}
		t.Op, t.Domain, t.Levels = pmml.OpTypeContinuous, nil, nil
		switch l.Aggregate {
		case pmml.LagAggregateAvg, pmml.LagAggregateMedian, pmml.LagAggregateStddev:
			t.Type = pmml.DataTypeDouble
		}
	}
	source := &program.LagSource{Field: lagField(f), Depth: n}
	for _, b := range e.BlockIndicators {
		g, err := c.laggable(b.Field, b)
		if err != nil {
			return t, err
		}
		source.Blocks = append(source.Blocks, lagField(g))
	}
	l.Index = c.addLag(source)
	c.uses.lag()
	return t, nil
}

// laggable resolves a field whose values can be kept for later records.
func (c *Context) laggable(name string, at pmml.Node) (*Field, error) {
	f, err := c.scalarField(name, at)
	if err == nil && c.parameters != nil {
		err = c.Errorf(at, pmml.CodeFieldType, "Lag needs a field, and %q is a function's parameter, which has no earlier values", name)
	}
	return f, err
}

func lagField(f *Field) program.LagField {
	return program.LagField{Slot: f.Slot, Text: f.Type == pmml.DataTypeString}
}
