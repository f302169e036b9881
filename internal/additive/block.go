package additive

import "github.com/gopmml/gopmml/internal/program"

// Planned says whether all that the predictor reads has columns.
func (p *Predictor) Planned(b *program.BlockPlanner) bool {
	for _, s := range p.Slots() {
		if !b.Has(s) {
			return false
		}
	}
	return true
}

// EvalBlock is Eval for a block's records: term by term, in the same order. A sum
// that is missing or no number is NaN.
func (p *Predictor) EvalBlock(b *program.Block, y []float64) {
	if p.Arithmetic == Float {
		sumBlock[float32](p.terms, b, y)
	} else {
		sumBlock[float64](p.terms, b, y)
	}
}

func sumBlock[T float32 | float64](terms []term, b *program.Block, y []float64) {
	clear(y)
	for i := range terms {
		t := &terms[i]
		beta := T(t.beta)
		switch t.kind {
		case linear:
			for r, x := range b.Column(t.slot) {
				y[r] = float64(T(y[r]) + T(beta*T(x)))
			}
		case constant:
			for r := range y {
				y[r] = float64(T(y[r]) + beta)
			}
		case category:
			for r, x := range b.Column(t.slot) {
				y[r] = float64(T(y[r]) + T(t.lookup.Find(x)))
			}
		case power:
			for r, x := range b.Column(t.slot) {
				y[r] = float64(T(y[r]) + T(beta*raise(T(x), t.exponent)))
			}
		case several:
			var x [program.BlockRows]T
			productBlock(t.product, b, x[:b.Rows])
			for r := range y {
				y[r] = float64(T(y[r]) + T(beta*x[r]))
			}
		}
	}
}

func productBlock[T float32 | float64](p *Product, b *program.Block, x []T) {
	for r := range x {
		x[r] = T(p.Start)
	}
	for i := range p.Factors {
		a := &p.Factors[i]
		for r, v := range b.Column(a.Slot) {
			x[r] = T(x[r] * T(a.Find(v)))
		}
	}
	var zero program.RowMask
	for r, v := range x {
		if p.settled(float64(v)) {
			zero.Set(r)
		}
	}
	for i := range p.Powers {
		a := &p.Powers[i]
		for r, v := range b.Column(a.Slot) {
			x[r] = T(x[r] * raise(T(a.or(v)), a.Exponent))
		}
	}
	for r := range x {
		if zero.Has(r) {
			x[r] = 0
		}
	}
}
