package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// discretize compiles intervals of a field that become values. Where intervals
// overlap, which the standard does not foresee, the first one counts.
func (c *Context) discretize(e *pmml.Discretize) (program.Typed, error) {
	t := resultType(e.DataType)
	f, err := c.number(e.Field, e)
	if err != nil {
		return t, err
	}
	key := tableKey{e, string(rune(f.Type))}
	if d, ok := c.tables.bins[key]; ok {
		t.Expr = d.Of(f.Expr)
		return t, nil
	}
	if err := c.Spend(limit.Cells, int64(len(e.DiscretizeBins)), e); err != nil {
		return t, err
	}
	bins := make([]program.Bin, len(e.DiscretizeBins))
	for i, b := range e.DiscretizeBins {
		if err := c.Next(); err != nil {
			return t, err
		}
		if b.Interval == nil {
			if err := c.keep(c.Errorf(b, pmml.CodePartMissing, "DiscretizeBin needs an Interval")); err != nil {
				return t, err
			}
			continue
		}
		bins[i].Range, err = c.Range(b.Interval, f.Type)
		if err = c.keep(err); err != nil {
			return t, err
		}
		bins[i].Value, err = c.tableResult(b.BinValue, t.Type, b)
		if err = c.keep(err); err != nil {
			return t, err
		}
	}
	missing, err := c.optionalResult(e.MapMissingTo, t.Type, e, "mapMissingTo")
	if err = c.keep(err); err != nil {
		return t, err
	}
	other, err := c.optionalResult(e.DefaultValue, t.Type, e, "defaultValue")
	d := program.NewDiscretize(f.Expr, bins, missing, other)
	keepIn(&c.tables.bins, key, d)
	t.Expr = d
	return t, err
}

// resultType is the type of Discretize and MapValues.
func resultType(t pmml.DataType) program.Typed {
	if t == 0 {
		t = pmml.DataTypeString
	}
	return program.Typed{Type: t, Op: pmml.OpTypeCategorical}
}

// tableResult gives the cell of a result's text. An empty text is a string, and
// missing for other types.
func (c *Context) tableResult(text string, t pmml.DataType, at pmml.Node) (float64, error) {
	if text == "" && t != pmml.DataTypeString {
		return program.Missing, nil
	}
	return c.constantCell(text, t, at)
}

// optionalResult gives the cell of a result that an attribute gives, missing
// where it is left out.
func (c *Context) optionalResult(text pmml.Optional[string], t pmml.DataType, at pmml.Node, attribute string) (float64, error) {
	s, ok := text.Get()
	if !ok {
		return program.Missing, nil
	}
	v, err := c.tableResult(s, t, at)
	if err != nil {
		return 0, c.Errorf(at, pmml.CodeValueType, "%s %q is not of type %s, as the result is%s", attribute, s, t, beyond(s, t))
	}
	return v, nil
}

// castTable gives the texts that a Discretize or MapValues results in as values
// of another type, so that they are not parsed record by record. What is no such
// table, or has a text that is not of the type, stays as it is.
func (c *Context) castTable(t program.Typed, to pmml.DataType) program.Typed {
	if t.Type != pmml.DataTypeString || to == pmml.DataTypeString || to == 0 {
		return t
	}
	parse := func(code float64) (float64, bool) {
		v, err := program.ParseValue(to, c.Texts().Text(code))
		return v, err == nil
	}
	e, ok := t.Expr.(program.Table)
	if !ok {
		return t
	}
	key := convertedKey{e.Shared(), to}
	list, ok := c.tables.converted[key]
	if !ok {
		if l, ok := e.Map(parse); ok {
			list = l
		}
		keepIn(&c.tables.converted, key, list)
	}
	if list != nil {
		t.Expr, t.Type = list.With(e), to
	}
	return t
}
