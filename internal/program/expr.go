package program

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/pmml"
)

// Expr computes a cell. Its type is fixed at compile time ([Typed]). Eval
// returns Missing where there is no value and an error cell where evaluation
// fails; it raises nothing itself. It must not change after it is compiled.
type Expr interface {
	Eval(f *Frame) float64
}

// Typed is an expression with the type of its value.
type Typed struct {
	Expr Expr
	Type pmml.DataType
	Op   pmml.OpType
	// List says that the value is a collection of elements of Type, and Nested that
	// its elements are such collections themselves.
	List, Nested bool
	// Domain tells valid values from invalid ones; nil where all are valid but NaN.
	Domain *Domain
	// Levels is the order of an ordinal's values, nil for their natural order.
	Levels *Levels
}

// Const is a value known at compile time.
type Const struct {
	Value float64
	// Exact is the number as the document writes it, where decimal mode needs it.
	Exact *decimal.Decimal
}

// Eval gives the value.
func (c *Const) Eval(*Frame) float64 { return c.Value }

// Ref is the value of a slot.
type Ref struct{ Slot Slot }

// Eval gives the slot's cell as it is, errors included.
func (r *Ref) Eval(f *Frame) float64 { return f.Cells[r.Slot] }

// RefOr is the value of a slot, and another value where that is missing.
type RefOr struct {
	Slot Slot
	Else float64
}

// Eval gives the slot's cell or Else.
func (r *RefOr) Eval(f *Frame) float64 {
	if v := f.Cells[r.Slot]; !IsMissing(v) {
		return v
	}
	return r.Else
}

// AsConst gives the value of an expression that is known at compile time.
func AsConst(e Expr) (float64, bool) {
	if c, ok := e.(*Const); ok {
		return c.Value, true
	}
	return 0, false
}
