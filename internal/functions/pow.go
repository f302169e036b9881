package functions

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// buildPow compiles pow. An integer to the power of an integer is an integer,
// undefined where the exponent is negative or the result too large.
func buildPow(c *Call, _ string) (program.Typed, error) {
	a, b, t, err := c.numbers()
	if err != nil {
		return program.Typed{}, err
	}
	if t == pmml.DataTypeInteger {
		return typed(&powInteger{a, b}, t), nil
	}
	if c.Decimal {
		return inType(&decimalPower{binary{real.Pow, a, b}}, t), nil
	}
	if k, ok := program.AsConst(b); ok && k == 2 {
		return inType(&unary{func(x float64) float64 { return float64(x * x) }, a}, t), nil
	}
	return inType(&binary{real.Pow, a, b}, t), nil
}

type powInteger struct{ a, b program.Expr }

// Eval gives the power.
func (n *powInteger) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	switch {
	case a != a || b != b:
		return noNumber(a, b)
	case b < 0:
		return program.Undefined
	case b == 0 || a == 1:
		return 1
	case a == 0:
		return 0
	case a == -1:
		return 1 - float64(2*math.Mod(b, 2))
	case b > 53:
		return program.Undefined
	}
	r := a
	for ; b > 1; b-- {
		p := float64(r * a)
		if math.Abs(p) >= program.MaxInteger {
			if p = wholeProduct(r, a); p != p {
				return program.Undefined
			}
		}
		r = p
	}
	return r
}
