// Package arrow scores Apache Arrow records with a PMML model, without copying
// their columns.
package arrow

import (
	"context"
	"errors"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/gopmml/gopmml/evaluator"
)

// Columns makes a table of a record's columns, to be scored by
// [evaluator.Model.ScoreColumns]. The values stay in the record's memory, which
// must not change or be released before the scoring is done; only the texts of
// a dictionary are read into Go strings, once each. Columns of the model's inputs may be of
// the types bool, int8 to int64, uint8 to uint64, float16 to float64, utf8,
// large_utf8, date32, date64, time32, time64, timestamp, decimal128, null,
// dictionaries of texts, and lists of any of these for inputs that take
// collections. Other types are an error; those of columns that m does
// not ask for do not matter. Names that m refuses ([evaluator.WithInputNames]) are an
// *[evaluator.InputError].
func Columns(m *evaluator.Model, record arrow.RecordBatch) (*evaluator.Columns, error) {
	if record == nil {
		return nil, errors.New("there is no record")
	}
	if err := checkNames(m, record.Schema().Fields()); err != nil {
		return nil, err
	}
	c := evaluator.NewColumns(int(record.NumRows()))
	for i, field := range record.Schema().Fields() {
		if _, ok := m.Input(field.Name); !ok {
			continue
		}
		if err := add(c, field.Name, record.Column(i)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func checkNames(m *evaluator.Model, fields []arrow.Field) error {
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].Name
	}
	return m.CheckInputs(names)
}

// Score scores a record.
func Score(ctx context.Context, m *evaluator.Model, record arrow.RecordBatch, out *evaluator.ColumnResults, opts ...evaluator.ColumnOption) error {
	c, err := Columns(m, record)
	if err != nil {
		return err
	}
	return m.ScoreColumns(ctx, c, out, opts...)
}

// validity gives the bitmap of an array's values.
func validity(a arrow.Array) evaluator.Bitmap {
	if a.NullN() == 0 {
		return evaluator.Bitmap{}
	}
	return evaluator.Bitmap{Bits: a.NullBitmapBytes(), Start: a.Data().Offset()}
}

func add(c *evaluator.Columns, name string, a arrow.Array) error {
	valid := validity(a)
	switch a := a.(type) {
	case *array.Float64:
		c.AddFloat64(name, a.Float64Values(), valid)
	case *array.Float32:
		c.AddFloat32(name, a.Float32Values(), valid)
	case *array.Int64:
		c.AddInt64(name, a.Int64Values(), valid)
	case *array.Int32:
		c.AddInt32(name, a.Int32Values(), valid)
	case *array.String:
		addText(c, name, a, valid)
	case *array.Boolean:
		var bits []byte
		if b := a.Data().Buffers()[1]; b != nil {
			bits = b.Bytes()
		}
		c.AddBits(name, evaluator.Bitmap{Bits: bits, Start: a.Data().Offset()}, valid)
	case *array.Dictionary:
		return addDictionary(c, name, a, valid)
	case *array.List:
		return addLists(c, name, a, valid)
	case *array.Null:
		c.AddStrings(name, make([]string, a.Len()), evaluator.Bitmap{Bits: make([]byte, (a.Len()+7)/8)})
	default:
		return addConverted(c, name, a, valid)
	}
	return nil
}

func addText(c *evaluator.Columns, name string, a *array.String, valid evaluator.Bitmap) {
	offsets := a.ValueOffsets()
	if len(offsets) == 0 {
		offsets = make([]int32, a.Len()+1)
	}
	// ValueBytes begins at the first offset of a slice.
	data := a.Data().Buffers()[2]
	var bytes []byte
	if data != nil {
		bytes = data.Bytes()
	}
	c.AddBytes(name, bytes, offsets, valid)
}

func addDictionary(c *evaluator.Columns, name string, a *array.Dictionary, valid evaluator.Bitmap) error {
	values, ok := a.Dictionary().(array.StringLike)
	if !ok {
		return fmt.Errorf("column %q: a dictionary of %s cannot be scored, only of texts", name, a.Dictionary().DataType())
	}
	texts := make([]string, values.Len())
	for i := range texts {
		texts[i] = values.Value(i)
	}
	indices := make([]int32, a.Len())
	for i := range indices {
		if a.IsValid(i) {
			indices[i] = int32(a.GetValueIndex(i))
		}
	}
	if len(texts) == 0 {
		texts = []string{""} // all rows are missing
	}
	c.AddDictionary(name, indices, texts, valid)
	return nil
}

func addLists(c *evaluator.Columns, name string, a *array.List, valid evaluator.Bitmap) error {
	// Offsets are those of the whole buffer, of which the array may be a slice.
	offsets := make([]int32, a.Len()+1)
	if whole, from := a.Offsets(), a.Data().Offset(); len(whole) > from+a.Len() {
		offsets = whole[from : from+a.Len()+1]
	}
	values := a.ListValues()
	if _, ok := values.(*array.List); ok {
		return fmt.Errorf("column %q is of Arrow type %s, which cannot be scored", name, a.DataType())
	}
	elements := evaluator.NewColumns(values.Len())
	if err := add(elements, name, values); err != nil {
		return err
	}
	c.AddLists(name, offsets, elements, valid)
	return nil
}

// addConverted adds types that need another width or another form.
func addConverted(c *evaluator.Columns, name string, a arrow.Array, valid evaluator.Bitmap) error {
	switch a := a.(type) {
	case *array.Int8:
		c.AddInt64(name, widen(a.Int8Values()), valid)
	case *array.Int16:
		c.AddInt64(name, widen(a.Int16Values()), valid)
	case *array.Uint8:
		c.AddInt64(name, widen(a.Uint8Values()), valid)
	case *array.Uint16:
		c.AddInt64(name, widen(a.Uint16Values()), valid)
	case *array.Uint32:
		c.AddInt64(name, widen(a.Uint32Values()), valid)
	case *array.Uint64, *array.LargeString, *array.StringView, *array.Decimal128, *array.Decimal256,
		*array.Date32, *array.Date64, *array.Time32, *array.Time64, *array.Float16:
		c.AddStrings(name, texts(a), valid)
	case *array.Timestamp:
		c.AddStrings(name, timestamps(a), valid)
	default:
		return fmt.Errorf("column %q is of Arrow type %s, which cannot be scored", name, a.DataType())
	}
	return nil
}

func widen[T int8 | int16 | uint8 | uint16 | uint32](values []T) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		out[i] = int64(v)
	}
	return out
}

// texts gives values in their text form, which for dates and times is ISO's.
func texts(a arrow.Array) []string {
	out := make([]string, a.Len())
	for i := range out {
		if a.IsValid(i) {
			out[i] = a.ValueStr(i)
		}
	}
	return out
}

// timestamps gives moments as PMML writes them, in UTC, to the nanosecond.
func timestamps(a *array.Timestamp) []string {
	unit := a.DataType().(*arrow.TimestampType).Unit
	out := make([]string, a.Len())
	for i := range out {
		if a.IsValid(i) {
			out[i] = a.Value(i).ToTime(unit).UTC().Format("2006-01-02T15:04:05.999999999")
		}
	}
	return out
}
