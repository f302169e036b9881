package functions

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// mathFunctions are the functions of one number that give a double.
var mathFunctions = map[string]func(float64) float64{
	"log10": real.Log10, "ln": real.Log, "sqrt": math.Sqrt, "exp": real.Exp,
	"ln1p": real.Log1p, "expm1": real.Expm1,
	"sin": real.Sin, "cos": real.Cos, "tan": real.Tan,
	"asin": real.Asin, "acos": real.Acos, "atan": real.Atan,
	"sinh": real.Sinh, "cosh": real.Cosh, "tanh": real.Tanh,
	"erf": real.Erf,
}

func buildMath(c *Call, name string) (program.Typed, error) {
	a, _, err := c.number(0)
	return typed(&unary{mathFunctions[name], a}, pmml.DataTypeDouble), err
}

// buildMath2 compiles hypot and atan2 (of y and x).
func buildMath2(c *Call, name string) (program.Typed, error) {
	a, b, _, err := c.numbers()
	fn := real.Hypot
	if name == "atan2" {
		fn = real.Atan2
	}
	return typed(&binary{fn, a, b}, pmml.DataTypeDouble), err
}

// unary is a function of one number.
type unary struct {
	fn func(float64) float64
	a  program.Expr
}

// Eval gives the function's value; what is no number stays as it is.
func (n *unary) Eval(f *program.Frame) float64 {
	v := n.a.Eval(f)
	if v != v {
		return v
	}
	return program.Number(n.fn(v))
}

// binary is a function of two numbers.
type binary struct {
	fn   func(a, b float64) float64
	a, b program.Expr
}

// Eval gives the function's value.
func (n *binary) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if a != a || b != b {
		return noNumber(a, b)
	}
	return program.Number(n.fn(a, b))
}

// buildThreshold compiles threshold: 1 where the first number exceeds the
// second, else 0.
func buildThreshold(c *Call, _ string) (program.Typed, error) {
	a, b, t, err := c.numbers()
	exceeds := func(a, b float64) float64 { return program.Bool(a > b) }
	e := &binary{exceeds, a, b}
	if c.Decimal && err == nil {
		return typed(&decimalThreshold{e}, t), nil
	}
	return typed(e, t), err
}

// buildAbs compiles abs, which keeps the number's type.
func buildAbs(c *Call, _ string) (program.Typed, error) {
	a, t, err := c.number(0)
	return typed(c.unary(&unary{math.Abs, a}, decimal.Decimal.Abs, err), t), err
}

// buildRint compiles rint, which rounds half to even and keeps the number's
// type.
func buildRint(c *Call, _ string) (program.Typed, error) {
	a, t, err := c.number(0)
	if t == pmml.DataTypeInteger {
		return typed(a, t), err
	}
	return typed(c.unary(&unary{math.RoundToEven, a}, rintDecimal, err), t), err
}

// buildRounding compiles floor, ceil and round, which give integers. round is
// floor(x + 1/2): halves go up.
func buildRounding(c *Call, name string) (program.Typed, error) {
	a, t, err := c.number(0)
	if t == pmml.DataTypeInteger {
		return typed(a, t), err
	}
	fn := roundHalfUp
	switch name {
	case "floor":
		fn = math.Floor
	case "ceil":
		fn = math.Ceil
	}
	if c.Decimal && err == nil {
		return typed(&decimalRounding{rounding{fn, a}, decimalRoundings[name]}, pmml.DataTypeInteger), nil
	}
	return typed(&rounding{fn, a}, pmml.DataTypeInteger), err
}

// roundHalfUp is floor(x + 1/2) without the rounding of the addition.
func roundHalfUp(x float64) float64 {
	n := math.Floor(x)
	if x-n >= 0.5 {
		n++
	}
	return n
}

// rounding makes an integer of a number.
type rounding struct {
	fn func(float64) float64
	a  program.Expr
}

// Eval gives the integer, which is undefined where a cell holds none as large.
func (n *rounding) Eval(f *program.Frame) float64 {
	v := n.a.Eval(f)
	if v != v {
		return v
	}
	r := n.fn(v)
	if r > program.MaxInteger || r < -program.MaxInteger {
		return program.Undefined
	}
	return r + 0
}
