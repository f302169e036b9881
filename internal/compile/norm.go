package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// normContinuous compiles a piecewise linear function of a field.
func (c *Context) normContinuous(e *pmml.NormContinuous) (program.Typed, error) {
	f, err := c.number(e.Field, e)
	if err != nil {
		return program.Typed{}, err
	}
	knots, err := c.knots(e)
	if err != nil {
		return program.Typed{}, err
	}
	n := &program.NormContinuous{Field: f.Expr, Knots: knots, MapMissing: optionalNumber(e.MapMissingTo)}
	switch e.Outliers {
	case pmml.OutliersAsMissingValues:
		n.Clamp, n.Below, n.Above = true, program.Missing, program.Missing
	case pmml.OutliersAsExtremeValues:
		n.Clamp, n.Below, n.Above = true, knots[0].Norm, knots[len(knots)-1].Norm
	}
	return program.Typed{Expr: n.Simple(), Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous}, nil
}

// Denormalize compiles the inverse of a NormContinuous, as the outputs of a
// neural network need it. The field itself is not looked up.
func (c *Context) Denormalize(e *pmml.NormContinuous) (*program.Denormalizer, error) {
	knots, err := c.knots(e)
	if err != nil {
		return nil, err
	}
	return program.NewDenormalizer(knots), nil
}

func (c *Context) knots(e *pmml.NormContinuous) ([]program.Knot, error) {
	if len(e.LinearNorms) < 2 {
		return nil, c.Errorf(e, pmml.CodeCountMismatch, "NormContinuous needs two or more LinearNorm, found %d", len(e.LinearNorms))
	}
	if known, ok := c.tables.knots[e]; ok {
		return known, nil
	}
	knots := make([]program.Knot, len(e.LinearNorms))
	for i, n := range e.LinearNorms {
		if err := c.Next(); err != nil {
			return nil, err
		}
		if !isFinite(n.Orig) || !isFinite(n.Norm) {
			return nil, c.Errorf(n, pmml.CodeOutOfRange, "LinearNorm needs finite numbers, found orig=%s norm=%s", shortNumber(n.Orig), shortNumber(n.Norm))
		}
		if i > 0 && n.Orig < knots[i-1].Orig {
			return nil, c.Errorf(n, pmml.CodeOutOfRange, "LinearNorm must be in ascending order of orig, found %s after %s", shortNumber(n.Orig), shortNumber(knots[i-1].Orig))
		}
		knots[i] = program.Knot{Orig: n.Orig, Norm: n.Norm}
	}
	keepIn(&c.tables.knots, e, knots)
	return knots, nil
}

func isFinite(v float64) bool { return v-v == 0 }

// optionalNumber gives the cell of a number that may be left out.
func optionalNumber(o pmml.Optional[float64]) float64 {
	if v, ok := o.Get(); ok {
		return program.Number(v)
	}
	return program.Missing
}

// normDiscrete compiles an indicator of a field's value, or PMML 3's
// thermometer.
func (c *Context) normDiscrete(e *pmml.NormDiscrete) (program.Typed, error) {
	f, err := c.scalarField(e.Field, e)
	if err != nil {
		return program.Typed{}, err
	}
	t := program.Typed{Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous}
	missing := optionalNumber(e.MapMissingTo)
	if e.Method != pmml.NormDiscreteMethodThermometer {
		value, ok := c.comparable(e.Value, f.Type)
		if !ok {
			return t, c.Errorf(e, pmml.CodeValueType, "value %q is not of type %s, as field %q needs", e.Value, f.Type, e.Field)
		}
		t.Expr = &program.NormDiscrete{Field: f.Expr, Value: value, MapMissing: missing}
		return t, nil
	}
	level, err := c.constantCell(e.Value, f.Type, e)
	if err != nil {
		return t, err
	}
	switch {
	case f.Levels != nil:
		rank, ok := f.Levels.Rank(level)
		if !ok {
			return t, c.Errorf(e, pmml.CodeUnlistedValue, "method=thermometer needs one of the values of field %q, found %q", e.Field, e.Value)
		}
		level = float64(rank)
	case f.Type == pmml.DataTypeString:
		return t, c.Errorf(e, pmml.CodeFieldType, "method=thermometer needs an ordinal field with listed values, which %q is not", e.Field)
	}
	t.Expr = &program.NormThermometer{Field: f.Expr, Level: level, Levels: f.Levels, MapMissing: missing}
	return t, nil
}

// scalarField resolves a field that is one value, of whatever type.
func (c *Context) scalarField(name string, at pmml.Node) (*Field, error) {
	f, err := c.field(name, at)
	if err == nil && f.List {
		err = c.Errorf(at, pmml.CodeFieldType, "field %q is a collection, where one value is needed", name)
	}
	return f, err
}
