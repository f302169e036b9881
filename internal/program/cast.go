package program

import (
	"math"
	"strconv"

	"github.com/gopmml/gopmml/pmml"
)

// Cast gives e's value in another type, or e itself where that changes
// nothing. pos is the element that asks for it, for errors.
func Cast(e Typed, to pmml.DataType, pos pmml.Pos) Expr {
	if e.Type == to || to == 0 {
		return e.Expr
	}
	if e.List {
		return &castList{from: e.Type, to: to, nested: e.Nested, expr: e.Expr, pos: pos}
	}
	c := &castExpr{from: e.Type, to: to, expr: e.Expr, pos: pos}
	if e.Type == pmml.DataTypeString || to == pmml.DataTypeString {
		return c
	}
	widens := to == pmml.DataTypeDouble && (IsNumeric(e.Type) || e.Type == pmml.DataTypeBoolean || IsCount(e.Type)) ||
		to == pmml.DataTypeInteger && (e.Type == pmml.DataTypeBoolean || IsCount(e.Type))
	if widens {
		return e.Expr
	}
	return c
}

// castList casts the elements of a collection, or where it is nested those of
// its elements.
type castList struct {
	expr     Expr
	from, to pmml.DataType
	nested   bool
	pos      pmml.Pos
}

// Eval gives the collection of the elements that are cast. One that cannot be
// makes it an error.
func (c *castList) Eval(f *Frame) float64 {
	return c.cast(f, c.expr.Eval(f), c.nested)
}

func (c *castList) cast(f *Frame, list float64, nested bool) float64 {
	if list != list {
		return list
	}
	cast := f.NewList()
	for _, v := range f.List(list) {
		if nested {
			v = c.cast(f, v, false)
		} else {
			v = f.Convert(v, c.from, c.to, c.pos)
		}
		if IsError(v) {
			return v
		}
		f.Append(cast, v)
	}
	return cast
}

type castExpr struct {
	expr     Expr
	from, to pmml.DataType
	pos      pmml.Pos
}

// Eval gives the value in the other type.
func (c *castExpr) Eval(f *Frame) float64 {
	return f.Convert(c.expr.Eval(f), c.from, c.to, c.pos)
}

// Convert gives a cell of one type in another. What is no value stays as it
// is; a value that the other type cannot hold becomes an error cell.
func (f *Frame) Convert(v float64, from, to pmml.DataType, pos pmml.Pos) float64 {
	if from == to || v != v && !IsNaN(v) {
		return v
	}
	switch {
	case to == pmml.DataTypeString:
		return f.Code(f.Format(v, from))
	case from == pmml.DataTypeString:
		c, err := ParseValue(to, f.Text(v))
		if err != nil {
			return f.FailWith(&Fault{Pos: pos, Value: f.Text(v), HasValue: true, Code: FaultConversion, Want: to.String(), Detail: "is not " + article(to) + because(BeyondIntegers(f.Text(v), to))})
		}
		return c
	}
	if c, ok := convertTemporal(v, from, to); ok {
		return c
	}
	if IsNumeric(from) || from == pmml.DataTypeBoolean || IsCount(from) {
		if (IsNumeric(to) || to == pmml.DataTypeBoolean) && !(IsCount(from) && to == pmml.DataTypeBoolean) || IsCount(to) && from != pmml.DataTypeBoolean {
			if c, ok := CastNumber(v, to); ok {
				return c
			}
		}
	}
	return f.FailWith(notCast(f.Format(v, from), v, from, to, pos))
}

// notCast is the fault of a number that another type does not hold.
func notCast(text string, v float64, from, to pmml.DataType, pos pmml.Pos) *Fault {
	why := ""
	if IsNumeric(from) {
		why = because(BeyondIntegers(strconv.FormatFloat(v, 'f', -1, 64), to))
	}
	return &Fault{Pos: pos, Value: text, HasValue: true, Code: FaultConversion, Want: to.String(), Detail: "of type " + from.String() + " cannot become " + article(to) + why}
}

// convertTemporal converts among dates, times and their counts.
func convertTemporal(v float64, from, to pmml.DataType) (float64, bool) {
	if !IsTemporal(from) || !IsTemporal(to) {
		return 0, false
	}
	toDays, toSeconds := IsDaysSince(to), IsSecondsSince(to)
	switch {
	case from == pmml.DataTypeDateTime && to == pmml.DataTypeDate:
		return floor(v / secondsPerDay), true
	case from == pmml.DataTypeDateTime && to == pmml.DataTypeTime:
		return v - float64(floor(v/secondsPerDay)*secondsPerDay), true
	case from == pmml.DataTypeDateTime && to == pmml.DataTypeTimeSeconds:
		return floor(v - float64(floor(v/secondsPerDay)*secondsPerDay)), true
	case from == pmml.DataTypeTime && to == pmml.DataTypeTimeSeconds:
		return floor(v), true
	case from == pmml.DataTypeDate && to == pmml.DataTypeDateTime:
		return float64(v * secondsPerDay), true
	case from == pmml.DataTypeDate && toDays:
		return v - EpochDays(epochs[to]), true
	case from == pmml.DataTypeDate && toSeconds:
		return float64((v - EpochDays(epochs[to])) * secondsPerDay), true
	case from == pmml.DataTypeDateTime && toDays:
		return floor(v/secondsPerDay) - EpochDays(epochs[to]), true
	case from == pmml.DataTypeDateTime && toSeconds:
		return floor(v) - float64(EpochDays(epochs[to])*secondsPerDay), true
	case IsDaysSince(from) && toDays:
		return v + EpochDays(epochs[from]) - EpochDays(epochs[to]), true
	case IsSecondsSince(from) && toSeconds:
		return v + float64((EpochDays(epochs[from])-EpochDays(epochs[to]))*secondsPerDay), true
	}
	return 0, false
}

func floor(v float64) float64 { return math.Floor(v) }
