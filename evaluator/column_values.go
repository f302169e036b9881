package evaluator

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// The methods of a ColumnResult ask for row i of any type of result. None of
// them panics: a row outside the table has no value, as one whose value is
// missing.

// Len gives the number of rows.
func (c *ColumnResult) Len() int {
	if c == nil {
		return 0
	}
	return c.rows
}

// IsMissing says whether row i has no value.
func (c *ColumnResult) IsMissing(i int) bool {
	return c == nil || i < 0 || i >= c.rows || !c.Valid.Has(i)
}

// Float gives row i as a number, as [Row.Float] does: 1 or 0 for a truth value,
// the count of days or seconds for a date or a time. It is false (and NaN) where
// the value is missing, a text or a collection.
func (c *ColumnResult) Float(i int) (float64, bool) {
	if c.IsMissing(i) || c.Lists != nil || c.Strings != nil {
		return math.NaN(), false
	}
	return c.cell(i), true
}

// Floats gives all rows as [ColumnResult.Float] does, NaN where it is false. They
// lie in dst where that has room, else in new memory.
func (c *ColumnResult) Floats(dst []float64) []float64 {
	dst = sized(dst, c.Len())
	if len(dst) == 0 {
		return dst
	}
	if c.Float64 != nil { // where missing values are NaN already
		copy(dst, c.Float64)
		return dst
	}
	for i := range dst {
		dst[i], _ = c.Float(i)
	}
	return dst
}

// Int gives row i of an integer, a date or a type that counts days or seconds;
// false where the value is missing, no number or of another type.
func (c *ColumnResult) Int(i int) (int64, bool) {
	if c.IsMissing(i) || c.Int64 == nil || c.nan.Has(i) {
		return 0, false
	}
	return c.Int64[i], true
}

// Text gives row i of a result that is a text; false where it is missing or none.
// [ColumnResult.AppendText] writes values of all types.
func (c *ColumnResult) Text(i int) (string, bool) {
	if c.IsMissing(i) || c.Strings == nil {
		return "", false
	}
	return c.Strings[i], true
}

// Truth gives row i of a result that is a truth value; ok is false where it is
// missing or none.
func (c *ColumnResult) Truth(i int) (value, ok bool) {
	if c.IsMissing(i) || c.Bool == nil {
		return false, false
	}
	return c.Bool[i], true
}

// Time gives row i of a date, time or dateTime result as [Row.Value] does: a
// time.Time in UTC, or the time.Duration since midnight; nil where it is missing
// or none of these.
func (c *ColumnResult) Time(i int) any {
	switch v := c.Value(i).(type) {
	case time.Time, time.Duration:
		return v
	}
	return nil
}

// Decimal gives row i of a numeric type as a decimal, as [Row.Decimal] does;
// false where the value is missing, no number, infinite or a collection.
func (c *ColumnResult) Decimal(i int) (decimal.Decimal, bool) {
	v, ok := c.Float(i)
	if ok && c.Decimals != nil && program.Finite(v) {
		return c.Decimals[i], true
	}
	if !ok {
		return decimal.Decimal{}, false
	}
	return decimalOf(v, c.Field.DataType)
}

// Value gives row i in its declared type, as [Row.Value] does; nil where it is
// missing.
func (c *ColumnResult) Value(i int) any {
	switch {
	case c.IsMissing(i):
		return nil
	case c.Lists != nil:
		if list, ok := c.Lists[i].([]any); ok && c.decimal {
			return decimals(append([]any(nil), list...))
		}
		return c.Lists[i]
	case c.Strings != nil:
		return c.Strings[i]
	}
	if d, ok := c.exact(i); ok {
		return d
	}
	return goValue(nil, c.cell(i), c.Field.DataType)
}

// AppendText appends row i as [Row.AppendText] writes it: the shortest text that
// reads back to the same value, nothing where it is missing, a collection as JSON.
func (c *ColumnResult) AppendText(dst []byte, i int) []byte {
	switch {
	case c.IsMissing(i):
		return dst
	case c.Strings != nil:
		return append(dst, c.Strings[i]...)
	case c.Lists != nil:
		return appendGoJSON(dst, c.Lists[i], c.Field.DataType)
	}
	if d, ok := c.exact(i); ok {
		return appendDecimal(dst, d)
	}
	return appendValue(dst, nil, c.cell(i), c.Field.DataType)
}

// AppendJSON appends row i as [Row.AppendJSON] writes it: null where it is
// missing, special numbers as "NaN", "Infinity" and "-Infinity".
func (c *ColumnResult) AppendJSON(dst []byte, i int) []byte {
	switch {
	case c.IsMissing(i):
		return append(dst, "null"...)
	case c.Strings != nil:
		return appendString(dst, c.Strings[i])
	case c.Lists != nil:
		return appendGoJSON(dst, c.Lists[i], c.Field.DataType)
	}
	if d, ok := c.exact(i); ok {
		return appendDecimal(dst, d)
	}
	return appendJSON(dst, nil, c.cell(i), c.Field.DataType)
}

// exact gives the exact value of row i, which has a value, in decimal mode.
func (c *ColumnResult) exact(i int) (d decimal.Decimal, ok bool) {
	if c.Decimals == nil || !program.Finite(c.Float64[i]) {
		return d, false
	}
	return c.Decimals[i], true
}

// cell gives row i, which has a value, as the cell of a frame has it, unless it
// is a text or a collection.
func (c *ColumnResult) cell(i int) float64 {
	switch {
	case c.Float64 != nil:
		return c.Float64[i]
	case c.Float32 != nil:
		return float64(c.Float32[i])
	case c.Bool != nil:
		return program.Bool(c.Bool[i])
	case c.nan.Has(i):
		return math.NaN()
	}
	return float64(c.Int64[i])
}
