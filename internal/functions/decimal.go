package functions

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// The nodes of this file calculate with exact decimals. What a function gives
// for missing, invalid and infinite arguments is left to the node for float64
// that each of them has.

// foldDecimal is fold with exact values.
func (c *Call) foldDecimal(t program.Typed) program.Typed {
	d, v := program.EvalDecimal(t.Expr, (&program.Program{Texts: c.Texts}).NewFrame())
	if !program.IsError(v) {
		t.Expr = &program.Const{Value: v, Exact: &d}
	}
	return t
}

// cellOf gives the cell of an exact value.
func cellOf(_ decimal.Decimal, v float64) float64 { return v }

// instead gives the result that a node for float64 has.
func instead(e program.Expr, f *program.Frame) (decimal.Decimal, float64) {
	v := e.Eval(f)
	return program.Decimal(v), v
}

// decimalArithmetic makes the node of + - * / or modulo; nil where float64 is
// exact, as for quotients and remainders of integers.
func decimalArithmetic(name string, a, b program.Expr, t pmml.DataType) program.Expr {
	n := &decimalBinary{a: a, b: b, integer: t == pmml.DataTypeInteger}
	switch name {
	case "+":
		n.exact, n.cells = decimal.Decimal.Add, func(a, b float64) float64 { return a + b }
	case "-":
		n.exact, n.cells = decimal.Decimal.Sub, func(a, b float64) float64 { return a - b }
	case "*":
		n.exact, n.cells = decimal.Decimal.Mul, func(a, b float64) float64 { return float64(a * b) }
	case "/":
		n.exact, n.cells, n.divides = program.DivideDecimal, func(a, b float64) float64 { return a / b }, true
	default:
		n.exact, n.cells, n.divides = moduloDecimal, modulo, true
	}
	if n.integer && n.divides {
		return nil
	}
	return n
}

// moduloDecimal is the remainder of floored division.
func moduloDecimal(a, b decimal.Decimal) decimal.Decimal {
	r := a.Mod(b)
	if !r.IsZero() && r.IsNegative() != b.IsNegative() {
		r = r.Add(b)
	}
	return r
}

// decimalBinary is arithmetic on two numbers.
type decimalBinary struct {
	exact func(a, b decimal.Decimal) decimal.Decimal
	cells func(a, b float64) float64
	a, b  program.Expr
	// integer: a result beyond what a cell holds is undefined.
	integer bool
	// divides: the second number may not be zero.
	divides bool
}

// Eval gives the result's cell.
func (n *decimalBinary) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

// EvalDecimal gives the exact result.
func (n *decimalBinary) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	x, a := program.EvalDecimal(n.a, f)
	y, b := program.EvalDecimal(n.b, f)
	if !program.Finite(a) || !program.Finite(b) || n.divides && b == 0 {
		v := n.cells(a, b)
		if v != v {
			v = noNumber(a, b)
		}
		return program.Decimal(v), v
	}
	d, v := program.ExactDecimal(n.exact(x, y))
	if n.integer && !program.HoldsInteger(d, v) {
		v = program.Undefined
	}
	return d, v
}

// unary makes the node of a function that keeps its argument's type.
func (c *Call) unary(n *unary, exact func(decimal.Decimal) decimal.Decimal, err error) program.Expr {
	if c.Decimal && err == nil {
		return &decimalUnary{*n, exact}
	}
	return n
}

// decimalUnary is a function of one number.
type decimalUnary struct {
	unary
	exact func(decimal.Decimal) decimal.Decimal
}

// EvalDecimal gives the exact result.
func (n *decimalUnary) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	d, v := program.EvalDecimal(n.a, f)
	if v != v {
		return d, v
	}
	if !program.Finite(v) {
		v = program.Number(n.fn(v))
		return program.Decimal(v), v
	}
	return program.ExactDecimal(n.exact(d))
}

// Eval gives the result's cell.
func (n *decimalUnary) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

func rintDecimal(d decimal.Decimal) decimal.Decimal { return d.RoundBank(0) }

var decimalRoundings = map[string]func(decimal.Decimal) decimal.Decimal{
	"floor": decimal.Decimal.Floor,
	"ceil":  decimal.Decimal.Ceil,
	"round": func(d decimal.Decimal) decimal.Decimal { return d.Add(program.Half).Floor() },
}

// decimalRounding makes an integer of a number.
type decimalRounding struct {
	rounding
	exact func(decimal.Decimal) decimal.Decimal
}

// Eval gives the integer, as EvalDecimal does.
func (n *decimalRounding) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

// EvalDecimal gives the integer, which is undefined where a cell holds none as large.
func (n *decimalRounding) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	d, v := program.EvalDecimal(n.a, f)
	switch {
	case v != v:
		return d, v
	case program.Finite(v) && math.Abs(v) <= program.MaxInteger:
		d, v = program.ExactDecimal(n.exact(d))
	}
	if !program.HoldsInteger(d, v) {
		v = program.Undefined
	}
	return d, v
}

// decimalThreshold is threshold.
type decimalThreshold struct{ *binary }

// Eval gives 1 where the first number exceeds the second, else 0.
func (n *decimalThreshold) Eval(f *program.Frame) float64 {
	x, a := program.EvalDecimal(n.a, f)
	y, b := program.EvalDecimal(n.b, f)
	switch {
	case a != a || b != b:
		return noNumber(a, b)
	case program.Finite(a) && program.Finite(b):
		return program.Bool(x.Cmp(y) > 0)
	}
	return n.fn(a, b)
}

// decimalPower is pow. It is exact for exponents that are whole numbers, but for
// the quotient that a negative one stands for.
type decimalPower struct{ binary }

// Eval gives the power's cell.
func (n *decimalPower) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

// EvalDecimal gives the power.
func (n *decimalPower) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	x, a := program.EvalDecimal(n.a, f)
	y, b := program.EvalDecimal(n.b, f)
	if a != a || b != b {
		return decimal.Decimal{}, noNumber(a, b)
	}
	if program.Finite(a) && math.Abs(b) <= program.MaxInteger && y.IsInteger() {
		if d, ok := program.PowerDecimal(x, int64(b)); ok {
			return program.ExactDecimal(d)
		}
	}
	v := program.Number(n.fn(a, b))
	return program.Decimal(v), v
}

// compare makes the node of a comparison of numbers.
func (c *Call) compare(n *comparison) program.Expr {
	if c.Decimal {
		return &decimalComparison{*n}
	}
	return n
}

// decimalComparison compares exact values.
type decimalComparison struct{ comparison }

// Eval gives whether the comparison holds, missing where either is.
func (n *decimalComparison) Eval(f *program.Frame) float64 {
	x, a := program.EvalDecimal(n.a, f)
	y, b := program.EvalDecimal(n.b, f)
	if program.Finite(a) && program.Finite(b) {
		return program.Bool(n.op.holds(float64(x.Cmp(y)), 0))
	}
	plain := comparison{a: &program.Const{Value: a}, b: &program.Const{Value: b}, op: n.op, loose: n.loose}
	return plain.Eval(f)
}

// decimals gathers the values that are there. Where one is no finite number, ok
// is false. Elements of collections are cells, which stand for their shortest
// decimals.
func (vs *values) decimals(f *program.Frame) (got []decimal.Decimal, ok bool) {
	take := func(d decimal.Decimal, v float64) bool {
		if program.IsMissing(v) {
			return true
		}
		got = append(got, d)
		return program.Finite(v)
	}
	for i, e := range vs.exprs {
		d, v := program.EvalDecimal(e, f)
		if v != v || vs.lists == nil || !vs.lists[i] {
			if !take(d, v) {
				return nil, false
			}
			continue
		}
		for _, w := range f.List(v) {
			if !take(program.Decimal(w), w) {
				return nil, false
			}
		}
	}
	return got, true
}

// decimalAggregate is min, max, sum, product or avg.
type decimalAggregate struct{ *aggregate }

// Eval gives the aggregate's cell.
func (n *decimalAggregate) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

// EvalDecimal gives the aggregate of the values that are there.
func (n *decimalAggregate) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	got, ok := n.decimals(f)
	if !ok {
		return instead(n.aggregate, f)
	}
	if len(got) == 0 {
		return decimal.Decimal{}, program.Missing
	}
	acc := got[0]
	for _, d := range got[1:] {
		switch n.op {
		case minimum:
			acc = decimal.Min(acc, d)
		case maximum:
			acc = decimal.Max(acc, d)
		case product:
			if acc = program.BoundDecimal(acc.Mul(d)); !program.Finite(program.Nearest(acc)) {
				return instead(n.aggregate, f)
			}
		default:
			acc = acc.Add(d)
		}
	}
	if n.op == average {
		acc = program.DivideDecimal(acc, decimal.NewFromInt(int64(len(got))))
	}
	d, v := program.ExactDecimal(acc)
	if n.integer && !program.HoldsInteger(d, v) {
		v = program.Undefined
	}
	return d, v
}

// decimalMedian is median.
type decimalMedian struct{ *median }

// Eval gives the median's cell.
func (n *decimalMedian) Eval(f *program.Frame) float64 { return cellOf(n.EvalDecimal(f)) }

// EvalDecimal gives the median of the values that are there.
func (n *decimalMedian) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	got, ok := n.decimals(f)
	switch {
	case !ok:
		return instead(n.median, f)
	case len(got) == 0:
		return decimal.Decimal{}, program.Missing
	}
	slices.SortFunc(got, decimal.Decimal.Cmp)
	half := len(got) / 2
	if len(got)%2 == 1 {
		return program.ExactDecimal(got[half])
	}
	return program.ExactDecimal(got[half-1].Add(got[half]).Mul(program.Half))
}

// EvalDecimal is Eval with exact values.
func (n *choice) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	v := n.condition.Eval(f)
	var d decimal.Decimal
	switch {
	case v != v:
	case v != 0:
		d, v = program.EvalDecimal(n.then, f)
	case n.otherwise != nil:
		d, v = program.EvalDecimal(n.otherwise, f)
	default:
		return d, program.Missing
	}
	if program.IsMissing(v) {
		if n.mapMissing != nil {
			return program.EvalDecimal(n.mapMissing, f)
		}
		return program.Decimal(n.mapped), n.mapped
	}
	return d, v
}

// EvalDecimal reads the text exactly.
func (n *parsed) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	v := n.expr.Eval(f)
	if v != v {
		return decimal.Decimal{}, v
	}
	p := n.parse(f, v)
	if n.typ == pmml.DataTypeDouble && program.Finite(p) {
		return program.ParseDecimal(f.Text(v), p), p
	}
	return program.Decimal(p), p
}
