package compile

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// Decimal says whether the model's own arithmetic keeps exact values: the caller
// has asked for it, and the model does not ask for float32.
func (c *Context) Decimal() bool { return c.options.Decimal && !c.float32 }

// exactly keeps a constant's text where exact values are asked for.
func (b *builder) exactly(t program.Typed, text string) program.Typed {
	if v, ok := program.AsConst(t.Expr); ok && b.options.Decimal {
		t.Expr = program.ExactConst(text, v, t.Type)
	}
	return t
}

// EvalDecimal is Eval with exact values.
func (e *orElse) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	if d, v := program.EvalDecimal(e.expr, f); !program.IsMissing(v) {
		return d, v
	}
	return program.Decimal(e.fill), e.fill
}

// EvalDecimal is Eval with exact values.
func (r *required) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	d, v := program.EvalDecimal(r.expr, f)
	if program.IsMissing(v) {
		v = f.FailWith(r.fault)
	}
	return d, v
}

// EvalDecimal is Eval with exact values.
func (a *applyNode) EvalDecimal(f *program.Frame) (decimal.Decimal, float64) {
	if a.guard != nil && !a.guard.loadDecimal(f) {
		return program.Decimal(a.guard.fill), a.guard.fill
	}
	d, v := program.EvalDecimal(a.expr, f)
	if v == v {
		return d, v
	}
	v = a.noValue(f, v)
	return program.Decimal(v), v
}

// loadDecimal is load with exact values.
func (g *guard) loadDecimal(f *program.Frame) bool {
	cells := make([]float64, 0, len(g.args))
	values := make([]decimal.Decimal, 0, len(g.args))
	for _, a := range g.args {
		d, v := program.EvalDecimal(a, f)
		if program.IsMissing(v) {
			return false
		}
		cells, values = append(cells, v), append(values, d)
	}
	for i, v := range cells {
		f.StoreDecimal(g.slots[i], values[i], v)
	}
	return true
}
