package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
)

// eval32 is eval with every intermediate rounded to float32.
func (t *table) eval32(f *program.Frame) float64 {
	cells := f.Cells
	var y float32
	for i := range t.steps {
		s := &t.steps[i]
		beta := float32(s.beta)
		switch s.kind {
		case linear:
			y += float32(beta * float32(cells[s.slot]))
		case constant:
			y += beta
		case category:
			y += float32(t.lookups[s.at].find(cells[s.slot]))
		case power:
			y += float32(beta * raise32(float32(cells[s.slot]), s.exponent))
		case several:
			y += float32(beta * t.products[s.at].eval32(cells))
		}
	}
	if y != y {
		return t.explain(f)
	}
	return float64(y)
}

func (p *product) eval32(cells []float64) float32 {
	x := float32(1)
	for i := range p.factors {
		a := &p.factors[i]
		x = float32(x * float32(a.find(cells[a.slot])))
	}
	if x == 0 {
		return 0
	}
	for i := range p.covariates {
		a := &p.covariates[i]
		x = float32(x * raise32(float32(cells[a.slot]), a.exponent))
	}
	return x
}

func raise32(x float32, n float64) float32 {
	switch {
	case x != x || n == 1:
		return x
	case n == 2:
		return x * x
	}
	return float32(math.Pow(float64(x), n))
}
