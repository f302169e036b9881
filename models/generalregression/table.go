package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
)

// table is a linear predictor.
type table struct {
	steps    []step
	lookups  []lookup
	products []product
	// offset is raised where the last step is an offset that the record lacks, nil
	// where that makes the sum missing or there is none.
	offset *program.Fault
}

// step adds one term to the sum.
type step struct {
	kind kind
	slot program.Slot
	// at is the index of the step's lookup or product.
	at       int32
	beta     float64
	exponent float64
}

// kind is what a step adds.
type kind uint8

const (
	// constant: β.
	constant kind = iota
	// linear: β · x.
	linear
	// power: β · x^exponent.
	power
	// category: a number by the field's category. Neighbours on one field that
	// exclude each other are one step.
	category
	// several: β · Π of a term's cells.
	several
)

// product is a parameter with more than one cell.
type product struct {
	factors    []factor
	covariates []covariate
}

// factor is a number by the category of a field.
type factor struct {
	slot program.Slot
	lookup
}

// covariate is a power of a field.
type covariate struct {
	slot     program.Slot
	exponent float64
}

// eval computes the sum. The result is Missing where a value that it needs is.
func (t *table) eval(f *program.Frame) float64 {
	cells := f.Cells
	y := 0.0
	for i := range t.steps {
		s := &t.steps[i]
		switch s.kind {
		case linear:
			y += float64(s.beta * cells[s.slot])
		case constant:
			y += s.beta
		case category:
			y += t.lookups[s.at].find(cells[s.slot])
		case power:
			y += float64(s.beta * raise(cells[s.slot], s.exponent))
		case several:
			y += float64(s.beta * t.products[s.at].eval(cells))
		}
	}
	if y != y {
		return t.explain(f)
	}
	return y
}

// eval gives the parameter's number.
func (p *product) eval(cells []float64) float64 {
	x := 1.0
	for i := range p.factors {
		a := &p.factors[i]
		x = float64(x * a.find(cells[a.slot]))
	}
	if x == 0 {
		return 0
	}
	for i := range p.covariates {
		a := &p.covariates[i]
		x = float64(x * raise(cells[a.slot], a.exponent))
	}
	return x
}

// raise gives x^n. A NaN stays one whatever the exponent.
func raise(x, n float64) float64 {
	switch {
	case x != x || n == 1:
		return x
	case n == 2:
		return x * x
	}
	return math.Pow(x, n)
}

// explain says what a sum that came out as NaN means: Missing where the first
// value at fault is missing or an error, which is raised, else NaN.
func (t *table) explain(f *program.Frame) float64 {
	for i := range t.steps {
		s := &t.steps[i]
		missing := false
		switch s.kind {
		case constant:
		case linear, power:
			missing = program.IsMissing(f.Load(s.slot))
		case category:
			missing = t.lookups[s.at].missing(f, s.slot)
		case several:
			missing = t.products[s.at].missing(f)
		}
		if missing {
			if t.offset != nil && i == len(t.steps)-1 {
				f.Raise(t.offset)
			}
			return program.Missing
		}
	}
	return program.NaN
}

// missing says whether the parameter's number is missing, and raises the error
// of a cell that has one.
func (p *product) missing(f *program.Frame) bool {
	x := 1.0
	for i := range p.factors {
		a := &p.factors[i]
		if a.lookup.missing(f, a.slot) {
			return true
		}
		x *= a.find(f.Cells[a.slot])
	}
	if x == 0 {
		return false
	}
	for i := range p.covariates {
		if program.IsMissing(f.Load(p.covariates[i].slot)) {
			return true
		}
	}
	return false
}
