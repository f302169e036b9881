package regression

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// decimalTable computes a table's linear predictor exactly.
type decimalTable struct {
	*table
	// linear, powers and terms are the coefficients of the table's parts.
	linear, powers, terms []decimal.Decimal
	intercept             decimal.Decimal
}

func newDecimalTable(t *table) decimalTable {
	d := decimalTable{table: t, intercept: program.Decimal(t.intercept)}
	for i := range t.linear {
		d.linear = append(d.linear, program.Decimal(t.linear[i].coefficient))
	}
	for i := range t.powers {
		d.powers = append(d.powers, program.Decimal(t.powers[i].coefficient))
	}
	for i := range t.terms {
		d.terms = append(d.terms, program.Decimal(t.terms[i].coefficient))
	}
	return d
}

// sum gives the linear predictor, false where some number in it is missing or
// infinite: then the table for float64 knows what it is.
func (t *decimalTable) sum(f *program.Frame) (decimal.Decimal, bool) {
	y := decimal.Decimal{}
	for i, p := range t.table.linear {
		x, v := f.DecimalAt(p.slot)
		if !program.Finite(v) {
			return y, false
		}
		y = y.Add(t.linear[i].Mul(x))
	}
	for i, p := range t.table.powers {
		x, v := f.DecimalAt(p.slot)
		if !program.Finite(v) {
			return y, false
		}
		x, ok := program.PowerDecimal(x, int64(p.exponent))
		if !ok {
			return y, false
		}
		y = y.Add(t.powers[i].Mul(x))
	}
	for i := range t.categorical {
		v := t.categorical[i].lookup(f.Cells)
		if !program.Finite(v) {
			return y, false
		}
		y = y.Add(program.Decimal(v))
	}
	for i, p := range t.table.terms {
		product := t.terms[i]
		for _, a := range p.factors {
			x, v := f.DecimalAt(a.slot)
			if program.IsMissing(v) {
				x, v = program.Decimal(a.otherwise), a.otherwise
			}
			product = program.BoundDecimal(product.Mul(x))
			if !program.Finite(v) || !program.Finite(program.Nearest(product)) {
				return y, false
			}
		}
		y = y.Add(product)
	}
	y, v := program.ExactDecimal(y.Add(t.intercept))
	return y, program.Finite(v) && program.Finite(t.table.intercept)
}

// cell gives the linear predictor, rounded once.
func (t *decimalTable) cell(f *program.Frame) float64 {
	if y, ok := t.sum(f); ok {
		return program.Nearest(y)
	}
	return t.eval(f)
}

// decimalPlain is plain with an exact sum.
type decimalPlain struct {
	*plain
	exact decimalTable
}

// Score fills in the predicted number.
func (k *decimalPlain) Score(f *program.Frame) {
	if y, ok := k.exact.sum(f); ok {
		f.SetOutcomeDecimal(k.outcome, y)
		return
	}
	k.plain.Score(f)
}

// decimalNumber is number with an exact sum, of which the link takes the
// nearest float64.
type decimalNumber struct {
	*number
	exact decimalTable
}

// Score fills in the predicted number.
func (k *decimalNumber) Score(f *program.Frame) {
	y := k.exact.cell(f)
	if !program.IsMissing(y) {
		y = program.Number(k.link.Mean(y))
	}
	f.Outcomes[k.outcome].Value = y
}
