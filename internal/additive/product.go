package additive

import (
	"slices"

	"github.com/gopmml/gopmml/internal/program"
)

// Product is a product of numbers, from left to right.
//
// Factors are looked at first. Once they make it zero the powers do not matter,
// missing or not; any factor that is missing makes the product missing.
type Product struct {
	// Start is what the product begins with.
	Start   float64
	Factors []Factor
	Powers  []Power
}

// Factor is a number by the category of a slot.
type Factor struct {
	Slot program.Slot
	*Lookup
}

// Power is a power of a slot's number.
type Power struct {
	Slot     program.Slot
	Exponent float64
	// Otherwise is the number where the slot's is missing, Missing for none.
	Otherwise float64
}

// or gives a cell, or otherwise.
func (a *Power) or(v float64) float64 {
	if v != v && program.IsMissing(v) {
		return a.Otherwise
	}
	return v
}

func (p *Product) slots() []program.Slot {
	var out []program.Slot
	for i := range p.Factors {
		out = append(out, p.Factors[i].Slot)
	}
	for i := range p.Powers {
		out = append(out, p.Powers[i].Slot)
	}
	return out
}

// Eval computes the product of a record in float64. It is NaN where a value that
// it needs is missing.
func (p *Product) Eval(cells []float64) float64 { return product[float64](p, cells) }

func product[T float32 | float64](p *Product, cells []float64) T {
	x := T(p.Start)
	for i := range p.Factors {
		a := &p.Factors[i]
		x = T(x * T(a.Find(cells[a.Slot])))
	}
	if p.settled(float64(x)) {
		return 0
	}
	for i := range p.Powers {
		a := &p.Powers[i]
		x = T(x * raise(T(a.or(cells[a.Slot])), a.Exponent))
	}
	return x
}

// settled says whether the factors, whose product is x, make all zero.
func (p *Product) settled(x float64) bool { return x == 0 && len(p.Factors) > 0 }

// missing says whether the product is missing, and raises the error of a cell that
// has one.
func (p *Product) missing(f *program.Frame) bool {
	x := p.Start
	for i := range p.Factors {
		a := &p.Factors[i]
		if a.missing(f, a.Slot) {
			return true
		}
		x = float64(x * a.Find(f.Cells[a.Slot]))
	}
	return !p.settled(x) && slices.ContainsFunc(p.Powers, func(a Power) bool {
		return program.IsMissing(f.Use(a.or(f.Cells[a.Slot])))
	})
}
