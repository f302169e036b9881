package functions

import (
	"fmt"
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// buildArithmetic compiles + - * / and modulo. Two integers give an integer
// (division truncates), which is undefined beyond ±2^53 and for a zero
// divisor; floats are computed in double and rounded.
func buildArithmetic(c *Call, name string) (program.Typed, error) {
	if ta, tb := c.Args[0].Type, c.Args[1].Type; isMoment(ta) && isMoment(tb) && ta != tb {
		return program.Typed{}, fmt.Errorf("function %q cannot combine %s and %s", c.Name, ta, tb)
	}
	a, b, t, err := c.numbers()
	if err != nil {
		return program.Typed{}, err
	}
	if c.Decimal {
		if e := decimalArithmetic(name, a, b, t); e != nil {
			return inType(e, t), nil
		}
	}
	if t == pmml.DataTypeInteger {
		return typed(integerNode(name, a, b), t), nil
	}
	return inType(fuse(doubleNode(name, a, b)), t), nil
}

// isMoment says whether a type is a date or time whose count no epoch names.
func isMoment(t pmml.DataType) bool { return program.IsTemporal(t) && !program.IsCount(t) }

func integerNode(name string, a, b program.Expr) program.Expr {
	switch name {
	case "+":
		return &addInteger{a, b}
	case "-":
		return &subtractInteger{a, b}
	case "*":
		return &multiplyInteger{a, b}
	case "/":
		return &divideInteger{a, b}
	}
	return &moduloInteger{a, b}
}

func doubleNode(name string, a, b program.Expr) program.Expr {
	k, isConst := program.AsConst(b)
	isConst = isConst && k == k
	switch name {
	case "+":
		if isConst {
			return &addConst{a, k}
		}
		return &add{a, b}
	case "-":
		if isConst {
			return &addConst{a, -k}
		}
		return &subtract{a, b}
	case "*":
		if isConst {
			return &multiplyConst{a, k}
		}
		return &multiply{a, b}
	case "/":
		if isConst {
			return &divideConst{a, k}
		}
		return &divide{a, b}
	}
	return &binary{modulo, a, b}
}

// Arithmetic in double. A NaN operand makes the result NaN whatever the
// operation, so looking at the result is enough to find the special cells.
type (
	add      struct{ a, b program.Expr }
	subtract struct{ a, b program.Expr }
	multiply struct{ a, b program.Expr }
	divide   struct{ a, b program.Expr }
	addConst struct {
		a program.Expr
		k float64
	}
	multiplyConst struct {
		a program.Expr
		k float64
	}
	divideConst struct {
		a program.Expr
		k float64
	}
)

// Eval gives the sum.
func (n *add) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if r := a + b; r == r {
		return r + 0
	}
	return noNumber(a, b)
}

// Eval gives the difference.
func (n *subtract) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if r := a - b; r == r {
		return r + 0
	}
	return noNumber(a, b)
}

// Eval gives the product.
func (n *multiply) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if r := float64(a * b); r == r {
		return r + 0
	}
	return noNumber(a, b)
}

// Eval gives the quotient.
func (n *divide) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if r := a / b; r == r {
		return r + 0
	}
	return noNumber(a, b)
}

// Eval gives the sum with the constant.
func (n *addConst) Eval(f *program.Frame) float64 {
	a := n.a.Eval(f)
	if r := a + n.k; r == r {
		return r + 0
	}
	return noNumber(a, n.k)
}

// Eval gives the product with the constant.
func (n *multiplyConst) Eval(f *program.Frame) float64 {
	a := n.a.Eval(f)
	if r := float64(a * n.k); r == r {
		return r + 0
	}
	return noNumber(a, n.k)
}

// Eval gives the quotient by the constant.
func (n *divideConst) Eval(f *program.Frame) float64 {
	a := n.a.Eval(f)
	if r := a / n.k; r == r {
		return r + 0
	}
	return noNumber(a, n.k)
}

// modulo is floored division's remainder, which has the divisor's sign:
// a - b·floor(a/b), computed without rounding.
func modulo(a, b float64) float64 {
	r := math.Mod(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// Integer arithmetic.
type (
	addInteger      struct{ a, b program.Expr }
	subtractInteger struct{ a, b program.Expr }
	multiplyInteger struct{ a, b program.Expr }
	divideInteger   struct{ a, b program.Expr }
	moduloInteger   struct{ a, b program.Expr }
)

// Eval gives the sum.
func (n *addInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	r := a + b
	if r > -program.MaxInteger && r < program.MaxInteger {
		return r + 0
	}
	if r != r {
		return noNumber(a, b)
	}
	return wholeSum(a, b)
}

// Eval gives the difference.
func (n *subtractInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	r := a - b
	if r > -program.MaxInteger && r < program.MaxInteger {
		return r + 0
	}
	if r != r {
		return noNumber(a, b)
	}
	return wholeSum(a, -b)
}

// wholeSum adds integers whose sum lies at the limit or beyond.
func wholeSum(a, b float64) float64 {
	if s := int64(a) + int64(b); s >= -program.MaxInteger && s <= program.MaxInteger {
		return float64(s)
	}
	return program.Undefined
}

// Eval gives the product.
func (n *multiplyInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	r := float64(a * b)
	if r > -program.MaxInteger && r < program.MaxInteger {
		return r + 0
	}
	if r != r {
		return noNumber(a, b)
	}
	return wholeProduct(a, b)
}

// wholeProduct multiplies integers whose product lies at the limit or beyond.
func wholeProduct(a, b float64) float64 {
	r := float64(a * b)
	if math.Abs(r) == program.MaxInteger && math.FMA(a, b, -r) == 0 {
		return r
	}
	return program.Undefined
}

// Eval gives the quotient without its fraction.
func (n *divideInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	switch {
	case a != a || b != b:
		return noNumber(a, b)
	case b == 0:
		return program.Undefined
	}
	return float64(int64(a) / int64(b))
}

// Eval gives the floored remainder.
func (n *moduloInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	switch {
	case a != a || b != b:
		return noNumber(a, b)
	case b == 0:
		return program.Undefined
	}
	return modulo(a, b) + 0
}
