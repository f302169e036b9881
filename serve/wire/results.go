package wire

import (
	"github.com/gopmml/gopmml/evaluator"
)

// Results are those of a batch: a column for each of [Model.Outputs], in their order.
type Results struct {
	// Columns are the outputs.
	Columns []Result
	// Errors are the records without results, in order, where the batch keeps them.
	Errors []*evaluator.InputError

	model *Model
	rows  int
}

// Result is an output of all records.
type Result struct {
	*Field
	col *evaluator.ColumnResult // nil: there is one record, in row
	row *evaluator.Row
}

// Rows is the number of records.
func (r *Results) Rows() int { return r.rows }

// Failed gives the error of a record, counted from 0; nil where it has results.
func (r *Results) Failed(i int) *evaluator.InputError {
	for _, e := range r.Errors {
		if e.Row == i+1 {
			return e
		}
	}
	return nil
}

func (r *Results) columns(m *Model) {
	r.model, r.Errors = m, nil
	if len(r.Columns) != len(m.Outputs) {
		r.Columns = make([]Result, len(m.Outputs))
		for i := range m.Outputs {
			r.Columns[i].Field = &m.Outputs[i]
		}
	}
}

func (r *Results) ofRow(m *Model, row *evaluator.Row) {
	r.columns(m)
	r.rows = 1
	for i := range r.Columns {
		r.Columns[i].col, r.Columns[i].row = nil, row
	}
}

func (r *Results) ofColumns(m *Model, scored *evaluator.ColumnResults) {
	r.columns(m)
	r.rows, r.Errors = scored.Rows(), scored.Errors
	columns := scored.Columns()
	for i := range r.Columns {
		r.Columns[i].col, r.Columns[i].row = &columns[r.Columns[i].Index], nil
	}
}

// IsMissing says whether record i has no value.
func (c *Result) IsMissing(i int) bool {
	if c.col == nil {
		return c.row.IsMissing(c.Index)
	}
	return c.col.IsMissing(i)
}

// Float gives record i as a number, NaN where it is missing or none.
func (c *Result) Float(i int) float64 {
	if c.col == nil {
		return c.row.Float(c.Index)
	}
	v, _ := c.col.Float(i)
	return v
}

// Int gives record i of a whole number, 0 where it is missing.
func (c *Result) Int(i int) int64 {
	if c.col == nil {
		v, _ := c.row.Value(c.Index).(int64)
		return v
	}
	v, _ := c.col.Int(i)
	return v
}

// Truth gives record i of a truth value, false where it is missing.
func (c *Result) Truth(i int) bool {
	if c.col == nil {
		return c.row.Float(c.Index) == 1
	}
	v, _ := c.col.Truth(i)
	return v
}

// AppendText appends record i as a text: nothing where it is missing.
func (c *Result) AppendText(dst []byte, i int) []byte {
	if c.col == nil {
		return c.row.AppendText(dst, c.Index)
	}
	return c.col.AppendText(dst, i)
}

// AppendJSON appends record i as JSON: null where it is missing or a number that JSON
// does not know, floating numbers as [AppendFloat] writes them.
func (c *Result) AppendJSON(dst []byte, i int) []byte {
	switch c.Type {
	case Float64:
		if c.col == nil || c.col.Decimals == nil {
			return AppendFloat(dst, c.Float(i), 64)
		}
	case Float32:
		return AppendFloat(dst, c.Float(i), 32)
	}
	if c.col == nil {
		return c.row.AppendJSON(dst, c.Index)
	}
	return c.col.AppendJSON(dst, i)
}

// Floats gives a column of doubles as it lies in memory, NaN where a value is missing;
// nil where it does not.
func (c *Result) Floats() []float64 {
	if c.col == nil {
		return nil
	}
	return c.col.Float64
}
