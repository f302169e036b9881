package evaluator

import (
	"fmt"
	"math"
	"time"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Value is an argument or the result of a [Function]. The zero Value is missing.
type Value struct {
	typ  pmml.DataType // 0 for a missing value without a type
	kind valueKind
	// num is the value as a cell of the type, unless that is string.
	num  float64
	text string
	list []Value
}

type valueKind uint8

const (
	kindMissing valueKind = iota
	kindSingle
	kindList
)

// FloatValue makes a number of type double.
func FloatValue(v float64) Value {
	return Value{typ: pmml.DataTypeDouble, kind: kindSingle, num: program.Number(v)}
}

// IntValue makes a number of type integer, which holds whole numbers up to 2^53.
func IntValue(v int64) Value {
	return Value{typ: pmml.DataTypeInteger, kind: kindSingle, num: float64(v)}
}

// TextValue makes a string.
func TextValue(s string) Value { return Value{typ: pmml.DataTypeString, kind: kindSingle, text: s} }

// BoolValue makes a truth value.
func BoolValue(b bool) Value {
	return Value{typ: pmml.DataTypeBoolean, kind: kindSingle, num: program.Bool(b)}
}

// TimeValue makes a dateTime of a moment's own calendar and clock.
func TimeValue(t time.Time) Value {
	return Value{typ: pmml.DataTypeDateTime, kind: kindSingle, num: program.OfTime(t, pmml.DataTypeDateTime)}
}

// IsMissing says whether there is no value.
func (v Value) IsMissing() bool { return v.kind == kindMissing }

// Type gives the value's type, for a collection that of its elements; 0 for a
// missing value that was made in Go.
func (v Value) Type() pmml.DataType { return v.typ }

// Float gives a number, the count of a date or time, or 1 or 0 for a truth
// value; NaN where the value is missing, a string or a collection.
func (v Value) Float() float64 {
	if v.kind != kindSingle || v.typ == pmml.DataTypeString {
		return math.NaN()
	}
	return v.num
}

// Int gives a number without its fraction; 0 where Float gives NaN.
func (v Value) Int() int64 {
	if f := v.Float(); f == f {
		return int64(f)
	}
	return 0
}

// Text gives a string, or another value in the form that PMML's conversion to
// strings has ("3", "3.0", "true"); "" where it is missing or a collection.
func (v Value) Text() string {
	switch {
	case v.kind != kindSingle:
		return ""
	case v.typ == pmml.DataTypeString:
		return v.text
	}
	return program.FormatValue(v.num, v.typ)
}

// Bool gives a truth value; false where it is missing or of another type.
func (v Value) Bool() bool {
	return v.kind == kindSingle && v.typ == pmml.DataTypeBoolean && v.num != 0
}

// Time gives a date, time or dateTime as a moment in UTC; a time lies on
// 1970-01-01. It is the zero Time where the value is missing or of another type.
func (v Value) Time() time.Time {
	switch v.typ {
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		if v.kind == kindSingle {
			return program.TimeOf(v.num, v.typ)
		}
	}
	return time.Time{}
}

// List gives the elements of a collection; nil where the value is none.
func (v Value) List() []Value { return v.list }

// take makes the value that of an argument, and uses its memory again.
func (v *Value) take(f *program.Frame, a *compile.Argument) {
	list := v.list[:0]
	*v = Value{typ: a.Type}
	switch {
	case program.IsMissing(a.Cell):
		return
	case !a.List:
		v.set(f, a.Cell)
		return
	}
	v.kind = kindList
	for _, e := range f.List(a.Cell) {
		x := Value{typ: a.Type}
		if !program.IsMissing(e) {
			x.set(f, e)
		}
		list = append(list, x)
	}
	v.list = list
}

func (v *Value) set(f *program.Frame, cell float64) {
	v.kind = kindSingle
	if v.typ == pmml.DataTypeString {
		v.text = f.Text(cell)
		return
	}
	v.num = cell
}

// cell gives the value's cell in a type.
func (v *Value) cell(f *program.Frame, to pmml.DataType) (float64, error) {
	var c float64
	switch {
	case v.kind == kindMissing:
		return program.Missing, nil
	case v.kind == kindList:
		return 0, fmt.Errorf("the result is a collection, where one value is needed")
	case v.typ == pmml.DataTypeString:
		c = f.Code(v.text)
	default:
		c = v.num
	}
	out := f.Convert(c, v.typ, to, pmml.Pos{})
	if program.IsError(out) {
		fault := f.Fault(out)
		return 0, fmt.Errorf("the result %q %s", fault.Value, fault.Detail)
	}
	return out, nil
}
