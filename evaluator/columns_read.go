package evaluator

import (
	"slices"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
)

// Names gives the names of the columns, in the order in which they were added.
func (c *Columns) Names() []string {
	if c == nil {
		return nil
	}
	return slices.Clone(c.names)
}

// Value gives row i of a column, counted from 0 in the order of [Columns.Names], in the
// type that it was added in: a float64, float32, int64, int32, bool or string, a []any of
// these for a collection, and nil where the row, or the column, has no value.
func (c *Columns) Value(column, i int) any {
	if c == nil || column < 0 || column >= len(c.cols) || i < 0 || i >= c.rows {
		return nil
	}
	v := &c.cols[column]
	if v.Elements == nil {
		return valueAt(v, i)
	}
	elements := c.lists[column]
	if !(Bitmap{v.Valid, v.ValidStart}).Has(i) || elements == nil || len(elements.cols) != 1 || len(elements.lists) > 0 {
		return nil
	}
	list := []any{}
	from, to := span(v.Offsets, i)
	for to = min(to, elements.rows, longest(&elements.cols[0])); from < to; from++ {
		list = append(list, valueAt(&elements.cols[0], from))
	}
	return list
}

// longest is the most rows that a column can have values for.
func longest(v *program.ColumnValues) int {
	return max(len(v.Float64), len(v.Float32), len(v.Int64), len(v.Int32), len(v.Bool), 8*len(v.Bits), len(v.Codes), len(v.Offsets), len(v.Text))
}

func valueAt(v *program.ColumnValues, i int) any {
	if !(Bitmap{v.Valid, v.ValidStart}).Has(i) {
		return nil
	}
	switch {
	case v.Elements != nil:
		return nil // no list is in a list
	case v.Float64 != nil:
		return at(v.Float64, i)
	case v.Float32 != nil:
		return at(v.Float32, i)
	case v.Int64 != nil:
		return at(v.Int64, i)
	case v.Int32 != nil:
		return at(v.Int32, i)
	case v.Bool != nil:
		return at(v.Bool, i)
	case v.Bits != nil:
		return Bitmap{v.Bits, v.BitsStart}.Has(i)
	case v.Dictionary != nil:
		if code, ok := at(v.Codes, i).(int32); ok {
			return at(v.Dictionary, int(code))
		}
		return nil
	case v.Offsets != nil:
		from, to := span(v.Offsets, i)
		if from < 0 || to > len(v.Bytes) || from > to {
			return nil
		}
		return string(v.Bytes[from:to])
	}
	return at(v.Text, i)
}

func at[T any](values []T, i int) any {
	if i < 0 || i >= len(values) {
		return nil
	}
	return values[i]
}

// span gives the offsets of row i, both 0 where it has none.
func span(offsets []int32, i int) (from, to int) {
	if i+1 >= len(offsets) {
		return 0, 0
	}
	return int(offsets[i]), int(offsets[i+1])
}

// Clone gives a table of the same values that shares no memory with this one.
func (c *Columns) Clone() *Columns {
	if c == nil {
		return nil
	}
	out := c.cloneFlat()
	for i, elements := range c.lists {
		copied := elements.cloneFlat()
		if len(elements.lists) > 0 { // which is refused, and stays so
			copied.lists = map[int]*Columns{0: {}}
		}
		if len(copied.cols) == 1 {
			out.cols[i].Elements = &copied.cols[0]
		}
		if out.lists == nil {
			out.lists = map[int]*Columns{}
		}
		out.lists[i] = copied
	}
	return out
}

// cloneFlat gives a table of the same values, but without the elements of lists.
func (c *Columns) cloneFlat() *Columns {
	out := &Columns{rows: c.rows, cols: slices.Clone(c.cols)}
	for _, name := range c.names {
		out.names = append(out.names, strings.Clone(name))
	}
	for i := range out.cols {
		v := &out.cols[i]
		v.Float64, v.Float32, v.Int64, v.Int32 = slices.Clone(v.Float64), slices.Clone(v.Float32), slices.Clone(v.Int64), slices.Clone(v.Int32)
		v.Bool, v.Bits, v.Bytes, v.Valid = slices.Clone(v.Bool), slices.Clone(v.Bits), slices.Clone(v.Bytes), slices.Clone(v.Valid)
		v.Offsets, v.Codes = slices.Clone(v.Offsets), slices.Clone(v.Codes)
		v.Text, v.Dictionary = cloneTexts(v.Text), cloneTexts(v.Dictionary)
		if v.Elements != nil {
			v.Elements = new(program.ColumnValues)
		}
	}
	return out
}

func cloneTexts(texts []string) []string {
	out := slices.Clone(texts)
	for i, s := range out {
		out[i] = strings.Clone(s)
	}
	return out
}

// Bytes is about how much memory the values take, and a clone of them would.
func (c *Columns) Bytes() int64 {
	if c == nil {
		return 0
	}
	n := int64(0)
	for i := range c.cols {
		v := &c.cols[i]
		n += int64(8*(len(v.Float64)+len(v.Int64)) + 4*(len(v.Float32)+len(v.Int32)+len(v.Codes)+len(v.Offsets)) + len(v.Bool) + len(v.Bits) + len(v.Bytes) + len(v.Valid))
		for _, texts := range [...][]string{v.Text, v.Dictionary} {
			for _, s := range texts {
				n += int64(16 + len(s))
			}
		}
		if elements := c.lists[i]; elements != nil && len(elements.lists) == 0 {
			n += elements.Bytes()
		}
	}
	return n
}
