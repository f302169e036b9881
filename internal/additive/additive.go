// Package additive holds the linear predictor that several models share, a sum
//
//	y = Σ β                      constants
//	  + Σ β · x^exponent         powers
//	  + Σ β of the category      numbers by category
//	  + Σ β · Π factors          products
//
// over terms in any order, and the kernels that predict a number or a category
// from it.
//
// Terms are summed from left to right in the order in which they were added, which
// is that of the document. The order is part of the contract: sums are the same to
// the last bit on every processor, so no product and sum are fused. In documents
// that calculate in float32 every intermediate is rounded to it, and in those that
// calculate in decimals the sum is exact and rounded once.
package additive

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// Arithmetic is what numbers a model calculates with.
type Arithmetic uint8

const (
	// Double calculates in float64.
	Double Arithmetic = iota
	// Float rounds every intermediate to float32.
	Float
	// Decimal is exact in sums and products, and float64 in all else.
	Decimal
)

// Round rounds what was computed in float64 of the model's numbers. (A sum,
// difference, product or quotient of two float32 numbers, rounded once more, is the
// float32 one.)
func (a Arithmetic) Round(v float64) float64 {
	if a == Float {
		return float64(float32(v))
	}
	return v
}

// Predictor is a linear predictor. It is made by [New] and its Add methods, and
// does not change afterwards.
type Predictor struct {
	Arithmetic
	terms []term
	// exact are the terms' coefficients, for decimals.
	exact []decimal.Decimal
	// lacking is raised where the last term is missing, nil where that makes the
	// sum missing.
	lacking *program.Fault
}

// term is one number of the sum.
type term struct {
	kind     kind
	slot     program.Slot
	beta     float64
	exponent float64
	lookup   *Lookup
	product  *Product
}

// kind is what a term adds.
type kind uint8

const (
	// linear: β · x.
	linear kind = iota
	// constant: β.
	constant
	// category: a number by the field's category.
	category
	// power: β · x^exponent.
	power
	// several: β · a product.
	several
)

// New gives a predictor without terms, which is zero.
func New(a Arithmetic) *Predictor { return &Predictor{Arithmetic: a} }

func (p *Predictor) add(t term) {
	p.terms = append(p.terms, t)
	if p.Arithmetic == Decimal {
		p.exact = append(p.exact, program.Decimal(t.beta))
	}
}

// AddConstant adds β.
func (p *Predictor) AddConstant(beta float64) { p.add(term{kind: constant, beta: beta}) }

// AddPower adds β · x^exponent, where x is the number of a slot.
func (p *Predictor) AddPower(beta float64, slot program.Slot, exponent float64) {
	t := term{kind: power, slot: slot, beta: beta, exponent: exponent}
	if exponent == 1 {
		t.kind = linear
	}
	p.add(t)
}

// AddCategory adds a number by the category of a slot.
func (p *Predictor) AddCategory(slot program.Slot, l *Lookup) {
	p.add(term{kind: category, slot: slot, lookup: l})
}

// AddProduct adds β · product.
func (p *Predictor) AddProduct(beta float64, q *Product) {
	p.add(term{kind: several, beta: beta, product: q})
}

// RaiseLast sets the fault of a record that lacks the last term's value. Without
// it, or with nil, the sum is missing then.
func (p *Predictor) RaiseLast(fault *program.Fault) { p.lacking = fault }

// Zero says that the predictor is zero whatever the record.
func (p *Predictor) Zero() bool {
	for i := range p.terms {
		if t := &p.terms[i]; t.kind != constant || t.beta != 0 {
			return false
		}
	}
	return true
}

// Slots gives the slots that the terms read, in their order.
func (p *Predictor) Slots() []program.Slot {
	var out []program.Slot
	for i := range p.terms {
		switch t := &p.terms[i]; t.kind {
		case constant:
		case several:
			out = append(out, t.product.slots()...)
		default:
			out = append(out, t.slot)
		}
	}
	return out
}

// Eval computes the sum of a record. It is Missing where a value that it needs is
// missing or an error, which is raised, and NaN where it is no number otherwise.
func (p *Predictor) Eval(f *program.Frame) float64 {
	if p.Arithmetic == Decimal {
		if y, ok := p.Exact(f); ok {
			return program.Nearest(y)
		}
	}
	return p.Binary(f)
}

// Binary is Eval in float32 or float64, also where decimals are exact.
func (p *Predictor) Binary(f *program.Frame) float64 {
	y := 0.0
	if p.Arithmetic == Float {
		y = float64(sum[float32](p.terms, f.Cells))
	} else {
		y = sum[float64](p.terms, f.Cells)
	}
	if y != y {
		return p.lacks(f)
	}
	return y
}

func sum[T float32 | float64](terms []term, cells []float64) T {
	var y T
	for i := 0; i < len(terms); i++ {
		t := &terms[i]
		for t.kind == linear { // neighbours in a loop of their own, which is faster
			y += T(T(t.beta) * T(cells[t.slot]))
			if i++; i == len(terms) {
				return y
			}
			t = &terms[i]
		}
		switch t.kind {
		case constant:
			y += T(t.beta)
		case category:
			y += T(t.lookup.Find(cells[t.slot]))
		default:
			y += contribution[T](t, cells)
		}
	}
	return y
}

// contribution gives what a term adds to the sum.
func contribution[T float32 | float64](t *term, cells []float64) T {
	switch t.kind {
	case constant:
		return T(t.beta)
	case category:
		return T(t.lookup.Find(cells[t.slot]))
	case several:
		return T(T(t.beta) * product[T](t.product, cells))
	}
	return T(T(t.beta) * raise(T(cells[t.slot]), t.exponent))
}

// raise gives x^n. A NaN stays one whatever the exponent.
func raise[T float32 | float64](x T, n float64) T {
	switch {
	case x != x || n == 1:
		return x
	case n == 2:
		return T(x * x)
	}
	return T(real.Pow(float64(x), n))
}

// lacks says what a sum that came out as NaN means: Missing where the first value
// at fault is missing or an error, which is raised, else NaN.
func (p *Predictor) lacks(f *program.Frame) float64 {
	for i := range p.terms {
		t := &p.terms[i]
		missing := false
		switch t.kind {
		case constant:
		case category:
			missing = t.lookup.missing(f, t.slot)
		case several:
			missing = t.product.missing(f)
		default:
			missing = program.IsMissing(f.Load(t.slot))
		}
		if missing {
			if p.lacking != nil && i == len(p.terms)-1 {
				f.Raise(p.lacking)
			}
			return program.Missing
		}
	}
	return program.NaN
}
