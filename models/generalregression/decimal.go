package generalregression

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// decimalTable computes a linear predictor exactly.
type decimalTable struct {
	*table
	// betas are those of the table's steps.
	betas []decimal.Decimal
}

func newDecimalTable(t *table) *decimalTable {
	d := &decimalTable{table: t}
	for i := range t.steps {
		d.betas = append(d.betas, program.Decimal(t.steps[i].beta))
	}
	return d
}

// sum gives the linear predictor, false where some number in it is missing or
// infinite: then the table for float64 knows what it is.
func (t *decimalTable) sum(f *program.Frame) (decimal.Decimal, bool) {
	y := decimal.Decimal{}
	for i := range t.steps {
		s := &t.steps[i]
		x, ok := t.betas[i], true
		switch s.kind {
		case constant:
		case linear, power:
			if x, ok = powerDecimal(f, s.slot, s.exponent); ok {
				x = x.Mul(t.betas[i])
			}
		case category:
			v := t.lookups[s.at].find(f.Cells[s.slot])
			x, ok = program.Decimal(v), program.Finite(v)
		case several:
			if x, ok = t.products[s.at].decimal(f); ok {
				x = x.Mul(t.betas[i])
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

// decimal gives a parameter's number, false where it has no exact value.
func (p *product) decimal(f *program.Frame) (decimal.Decimal, bool) {
	x := decimal.NewFromInt(1)
	for i := range p.factors {
		v := p.factors[i].find(f.Cells[p.factors[i].slot])
		if !program.Finite(v) {
			return x, false
		}
		x = program.BoundDecimal(x.Mul(program.Decimal(v)))
	}
	if x.IsZero() {
		return x, true
	}
	for i := range p.covariates {
		v, ok := powerDecimal(f, p.covariates[i].slot, p.covariates[i].exponent)
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

// powerDecimal gives a power of a field: exact for a whole exponent, else the
// float64.
func powerDecimal(f *program.Frame, slot program.Slot, exponent float64) (decimal.Decimal, bool) {
	x, v := f.DecimalAt(slot)
	if !program.Finite(v) {
		return x, false
	}
	if exponent == 1 {
		return x, true
	}
	if exponent == math.Trunc(exponent) && math.Abs(exponent) < program.MaxInteger {
		return program.PowerDecimal(x, int64(exponent))
	}
	v = raise(v, exponent)
	return program.Decimal(v), program.Finite(v)
}

// cell gives the linear predictor, rounded once.
func (t *decimalTable) cell(f *program.Frame) float64 {
	if y, ok := t.sum(f); ok {
		return program.Nearest(y)
	}
	return t.eval(f)
}
