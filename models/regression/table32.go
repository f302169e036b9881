package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
)

// eval32 is eval with every intermediate rounded to float32. A result that is
// no number is NaN; explain says why.
func (t *table) eval32(f *program.Frame) float32 {
	cells := f.Cells
	var y float32
	for i := range t.linear {
		p := &t.linear[i]
		y += float32(float32(p.coefficient) * float32(cells[p.slot]))
	}
	for i := range t.powers {
		p := &t.powers[i]
		y += float32(float32(p.coefficient) * raise32(float32(cells[p.slot]), p.exponent))
	}
	for i := range t.categorical {
		y += float32(t.categorical[i].lookup(cells))
	}
	for i := range t.terms {
		p := &t.terms[i]
		product := float32(p.coefficient)
		for j := range p.factors {
			product = float32(product * float32(p.factors[j].load(f)))
		}
		y += product
	}
	return y + float32(t.intercept)
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
