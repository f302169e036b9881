package additive

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// Exact computes the sum of a record exactly, false where some number in it is
// missing or infinite: then Binary knows what it is.
func (p *Predictor) Exact(f *program.Frame) (decimal.Decimal, bool) {
	y := decimal.Decimal{}
	for i := range p.terms {
		t := &p.terms[i]
		x, ok := p.exact[i], false
		switch t.kind {
		case constant:
			ok = program.Finite(t.beta)
		case category:
			v := t.lookup.Find(f.Cells[t.slot])
			x, ok = program.Decimal(v), program.Finite(v)
		case several:
			if x, ok = t.product.exact(f); ok {
				x = x.Mul(p.exact[i])
			}
		default:
			a := Power{t.slot, t.exponent, program.Missing}
			if x, ok = a.exact(f); ok {
				x = x.Mul(p.exact[i])
			}
		}
		if !ok {
			return y, false
		}
		y = y.Add(x)
	}
	y, v := program.ExactDecimal(y)
	return y, program.Finite(v)
}

// exact computes the product of a record, false where it has no exact value.
func (p *Product) exact(f *program.Frame) (decimal.Decimal, bool) {
	x := program.Decimal(p.Start)
	for i := range p.Factors {
		a := &p.Factors[i]
		v := a.Find(f.Cells[a.Slot])
		if !program.Finite(v) {
			return x, false
		}
		x = program.BoundDecimal(x.Mul(program.Decimal(v)))
	}
	if len(p.Factors) > 0 && x.IsZero() {
		return x, true
	}
	for i := range p.Powers {
		v, ok := p.Powers[i].exact(f)
		if !ok {
			return x, false
		}
		x = program.BoundDecimal(x.Mul(v))
		if !program.Finite(program.Nearest(x)) {
			return x, false
		}
	}
	return x, true
}

// exact computes the power of a record: exact for a whole exponent, else the
// float64.
func (a *Power) exact(f *program.Frame) (decimal.Decimal, bool) {
	x, v := f.DecimalAt(a.Slot)
	if program.IsMissing(v) {
		x, v = program.Decimal(a.Otherwise), a.Otherwise
	}
	switch {
	case !program.Finite(v):
		return x, false
	case a.Exponent == 1:
		return x, true
	case a.Exponent == math.Trunc(a.Exponent) && math.Abs(a.Exponent) < program.MaxInteger:
		return program.PowerDecimal(x, int64(a.Exponent))
	}
	v = raise(v, a.Exponent)
	return program.Decimal(v), program.Finite(v)
}
