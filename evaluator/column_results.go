package evaluator

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/columns"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// ColumnResults holds the results of a table. The zero value is ready for
// [Model.ScoreColumns].
type ColumnResults struct {
	// Errors are the rows without a result, in order; with [WithRowErrors] only.
	Errors []*InputError

	model   *Model
	rows    int
	cols    []ColumnResult
	binding binding
}

// ColumnResult is one result for every row. Which of the slices holds the
// values follows from the result's type; a missing value is the zero value (NaN
// among floats), and Valid tells it. The methods ([ColumnResult.Float],
// [ColumnResult.Value], …) give a row's value whatever the type is.
type ColumnResult struct {
	Field Field
	// Float64 holds doubles, and seconds of time and dateTime results (since
	// midnight, since 1970); Float32 floats.
	Float64 []float64
	Float32 []float32
	// Int64 holds integers, and the days of date results (since 1970) and of the
	// types that count days or seconds.
	Int64   []int64
	Bool    []bool
	Strings []string
	// Lists holds the values of results that are collections, each as
	// [Row.Value] gives it.
	Lists []any
	// Decimals holds the exact values of doubles beside Float64, of a model
	// [WithDecimalArithmetic]; those of infinities and NaN are zero.
	Decimals []decimal.Decimal
	// Valid says which rows have a value.
	Valid Bitmap

	rows    int
	decimal bool   // the model calculates with decimals
	nan     Bitmap // the values of Int64 that are no numbers
}

// Rows gives the number of rows.
func (c *ColumnResults) Rows() int {
	if c == nil {
		return 0
	}
	return c.rows
}

// Columns gives the results, targets first, in the order of [Model.Results].
func (c *ColumnResults) Columns() []ColumnResult {
	if c == nil {
		return nil
	}
	return c.cols
}

// Column gives a result by name; nil where the model has none of the name.
func (c *ColumnResults) Column(name string) *ColumnResult {
	if c == nil || c.model == nil {
		return nil
	}
	i, ok := c.model.byResult[name]
	if !ok {
		return nil
	}
	return &c.cols[i]
}

// reset makes room for the results of a table.
func (c *ColumnResults) reset(m *Model, rows int) {
	if c.model != m || len(c.cols) != len(m.results) {
		c.cols = make([]ColumnResult, len(m.results))
		for i := range c.cols {
			c.cols[i].Field = m.results[i]
		}
	}
	c.model, c.rows, c.Errors = m, rows, nil
	// Whole blocks of rows lie in whole bytes, so that workers do not share one.
	words := (rows + 7) / 8
	for i := range c.cols {
		col, p := &c.cols[i], &m.reported[i]
		col.rows, col.decimal = rows, m.program.Decimal
		col.Valid = emptied(col.Valid, words)
		switch {
		case p.list:
			col.Lists = sized(col.Lists, rows)
		case p.typ == pmml.DataTypeString:
			col.Strings = sized(col.Strings, rows)
		case p.typ == pmml.DataTypeFloat:
			col.Float32 = sized(col.Float32, rows)
		case p.typ == pmml.DataTypeDouble, p.typ == pmml.DataTypeTime, p.typ == pmml.DataTypeDateTime:
			col.Float64 = sized(col.Float64, rows)
			if col.decimal && p.typ == pmml.DataTypeDouble {
				col.Decimals = sized(col.Decimals, rows)
			}
		case p.typ == pmml.DataTypeBoolean:
			col.Bool = sized(col.Bool, rows)
		default:
			col.Int64, col.nan = sized(col.Int64, rows), emptied(col.nan, words)
		}
	}
}

func emptied(b Bitmap, bytes int) Bitmap {
	b.Bits = sized(b.Bits, bytes)
	clear(b.Bits)
	return b
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// take copies the frame's results to a row.
func (c *ColumnResults) take(f *program.Frame, row int) {
	for i := range c.cols {
		p := &c.model.reported[i]
		c.cols[i].set(f, p, row, f.Cells[p.slot])
	}
}

// takeBlock copies a block's results to the rows from first on. What it copies
// of slow rows is overwritten.
func (c *ColumnResults) takeBlock(b *program.Block, first int) {
	for i := range c.cols {
		p := &c.model.reported[i]
		c.cols[i].setBlock(b, p, first, b.Column(p.slot))
	}
}

// setBlock is set for the rows of a block.
func (c *ColumnResult) setBlock(b *program.Block, p *reported, first int, cells []float64) {
	if p.typ == pmml.DataTypeDouble && !p.list {
		if !columns.Load(c.Float64[first:][:len(cells)], cells) {
			c.Valid.setAll(first, len(cells))
			return
		}
	}
	for i, v := range cells {
		if !b.Slow.Has(i) {
			c.set(b.Frame(), p, first+i, v)
		}
	}
}

// setAll sets n bits.
func (b Bitmap) setAll(first, n int) {
	for i := first; i < first+n; {
		if i&7 == 0 && i+8 <= first+n {
			b.Bits[i>>3] = 0xFF
			i += 8
			continue
		}
		b.Bits[i>>3] |= 1 << (i & 7)
		i++
	}
}

// clear leaves a table without any result: the call that was to fill it has failed.
func (c *ColumnResults) clear(m *Model, rows int) {
	c.reset(m, rows)
	for row := range rows {
		c.missing(row)
	}
}

// missing leaves a row without values.
func (c *ColumnResults) missing(row int) {
	for i := range c.cols {
		c.cols[i].set(nil, &c.model.reported[i], row, program.Missing)
	}
}

func (c *ColumnResult) set(f *program.Frame, p *reported, row int, v float64) {
	there := !program.IsMissing(v)
	if there {
		c.Valid.Bits[row>>3] |= 1 << (row & 7)
	} else {
		c.Valid.Bits[row>>3] &^= 1 << (row & 7)
	}
	switch {
	case p.list:
		c.Lists[row] = nil
		if there {
			c.Lists[row] = listValue(f, v, p.typ, p.nested)
		}
	case p.typ == pmml.DataTypeString:
		c.Strings[row] = ""
		if there {
			c.Strings[row] = f.Text(v)
		}
	case c.Float64 != nil:
		c.Float64[row] = program.Number(v)
		if c.Decimals != nil {
			c.Decimals[row] = decimal.Decimal{}
			if there {
				c.Decimals[row], _ = exact(f, p)
			}
		}
	case c.Float32 != nil:
		c.Float32[row] = float32(v)
	case p.typ == pmml.DataTypeBoolean:
		c.Bool[row] = v == 1
	default:
		c.Int64[row] = 0
		if v == v {
			c.Int64[row] = int64(v)
		} else if there {
			c.nan.setAll(row, 1)
		}
	}
}
