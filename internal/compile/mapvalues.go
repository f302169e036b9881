package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// mapValues compiles a lookup in an inline table.
func (c *Context) mapValues(e *pmml.MapValues) (program.Typed, error) {
	t := resultType(e.DataType)
	rows, err := c.tableRows(e, "MapValues", e.InlineTable, e.TableLocator)
	if err != nil {
		return t, err
	}
	missing, err := c.optionalResult(e.MapMissingTo, t.Type, e, "mapMissingTo")
	if err = c.keep(err); err != nil {
		return t, err
	}
	other, err := c.optionalResult(e.DefaultValue, t.Type, e, "defaultValue")
	if err = c.keep(err); err != nil {
		return t, err
	}
	if len(e.FieldColumnPairs) == 0 {
		t.Expr = &program.Const{Value: other}
		return t, nil
	}
	fields := make([]*Field, len(e.FieldColumnPairs))
	exprs := make([]program.Expr, len(fields))
	failed := false
	for i, p := range e.FieldColumnPairs {
		if fields[i], err = c.scalarField(p.Field, p); err != nil {
			if err = c.keep(err); err != nil {
				return t, err
			}
			failed = true
			fields[i] = c.placeholder(p.Field, pmml.DataTypeString)
		}
		exprs[i] = fields[i].Expr
	}
	key := tableKey{e, typesOf(fields)}
	if m, ok := c.tables.maps[key]; ok && !failed {
		t.Expr = m.Of(exprs)
		return t, nil
	}
	for _, p := range e.FieldColumnPairs {
		if err := c.needColumn(rows, p.Column, p); err != nil {
			if err = c.keep(err); err != nil {
				return t, err
			}
		}
	}
	if err := c.needColumn(rows, e.OutputColumn, e); err != nil {
		return t, err
	}
	if err := c.Spend(limit.Cells, int64(len(rows))*int64(len(fields)+1), e); err != nil {
		return t, err
	}
	table := make([]program.MapRow, len(rows))
	keys := make([]float64, len(rows)*len(fields))
	for i, row := range rows {
		if err := c.Next(); err != nil {
			return t, err
		}
		r := &table[i]
		r.Pos = row.Pos
		r.Keys, keys = keys[:len(fields):len(fields)], keys[len(fields):]
		for j, p := range e.FieldColumnPairs {
			r.Keys[j] = c.key(row, p.Column, fields[j].Type)
		}
		text, ok := cellText(row, e.OutputColumn)
		if !ok {
			r.Absent, r.Value = true, program.Missing
			continue
		}
		if r.Value, err = c.tableResult(text, t.Type, row); err != nil {
			err = c.Errorf(row, pmml.CodeValueType, "column %q has %q, which is not of type %s, as the result is%s", e.OutputColumn, text, t.Type, beyond(text, t.Type))
			if err = c.keep(err); err != nil {
				return t, err
			}
		}
	}
	if failed {
		return t, errReported
	}
	m := program.NewMapValues(exprs, table, missing, other, e.Pos)
	keepIn(&c.tables.maps, key, m)
	t.Expr = m
	return t, nil
}

// key gives a row's cell as a value of a field's type, missing where the row
// has none or it is not of the type: such a row matches nothing.
func (c *Context) key(row *pmml.Row, column string, t pmml.DataType) float64 {
	text, ok := cellText(row, column)
	if !ok {
		return program.Missing
	}
	if t == pmml.DataTypeString {
		return c.Texts().Intern(text)
	}
	v, err := program.ParseValue(t, text)
	if err != nil {
		return program.Missing
	}
	return v
}

// tableRows gives the rows of an element's table, which must be inside the
// document.
func (c *Context) tableRows(at pmml.Node, element string, inline *pmml.InlineTable, locator *pmml.TableLocator) ([]*pmml.Row, error) {
	switch {
	case inline != nil:
		return inline.Rows, nil
	case locator != nil:
		return nil, c.Errorf(locator, pmml.ErrUnsupported, "TableLocator is not supported: the standard does not say how a table outside the document is read; expected an InlineTable")
	}
	return nil, c.Errorf(at, pmml.CodePartMissing, "%s needs an InlineTable", element)
}

// needColumn refuses a column that a table's rows do not know.
func (c *Context) needColumn(rows []*pmml.Row, column string, at pmml.Node) error {
	for _, r := range rows {
		if _, ok := cellText(r, column); ok {
			return nil
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return c.Errorf(at, pmml.CodeNameUnknown, "no row of the table has a column %q", column)
}

// cellText gives a row's cell.
func cellText(row *pmml.Row, column string) (string, bool) {
	if cell := row.Cell(column); cell != nil {
		return cell.Text, true
	}
	return "", false
}
