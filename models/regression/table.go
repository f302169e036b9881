package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// table is a compiled RegressionTable.
type table struct {
	// linear holds the numeric predictors up to the first whose exponent is not
	// 1, powers the others.
	linear      []linear
	powers      []power
	categorical []categorical
	terms       []term
	intercept   float64
}

// linear is coefficient · x.
type linear struct {
	coefficient float64
	slot        program.Slot
}

// power is coefficient · x^exponent.
type power struct {
	coefficient float64
	exponent    float64
	slot        program.Slot
}

// term is coefficient · Π factors.
type term struct {
	coefficient float64
	factors     []factor
}

// factor is a field's number, or otherwise where that is missing.
type factor struct {
	otherwise float64
	slot      program.Slot
}

func (a *factor) load(f *program.Frame) float64 {
	return a.value(f.Cells[a.slot])
}

func (a *factor) value(v float64) float64 {
	if v != v && program.IsMissing(v) {
		return a.otherwise
	}
	return v
}

// trivial says that the table is the constant zero: producers write one for
// the category that the others are measured against.
func (t *table) trivial() bool {
	return t.intercept == 0 && len(t.linear) == 0 && len(t.powers) == 0 && len(t.categorical) == 0 && len(t.terms) == 0
}

// eval computes the linear predictor. The result is Missing where a number
// that it needs is missing; a categorical predictor does not need its field.
func (t *table) eval(f *program.Frame) float64 {
	cells := f.Cells
	y := 0.0
	for i := range t.linear {
		p := &t.linear[i]
		y += float64(p.coefficient * cells[p.slot])
	}
	for i := range t.powers {
		p := &t.powers[i]
		y += float64(p.coefficient * raise(cells[p.slot], p.exponent))
	}
	for i := range t.categorical {
		y += t.categorical[i].lookup(cells)
	}
	for i := range t.terms {
		p := &t.terms[i]
		product := p.coefficient
		for j := range p.factors {
			product = float64(product * p.factors[j].load(f))
		}
		y += product
	}
	y += t.intercept
	if y != y {
		return t.explain(f)
	}
	return y
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

// explain says what a predictor that came out as NaN means: Missing where the
// first number at fault is missing or an error, which is raised, else NaN.
func (t *table) explain(f *program.Frame) float64 {
	for i := range t.linear {
		if program.IsMissing(f.Load(t.linear[i].slot)) {
			return program.Missing
		}
	}
	for i := range t.powers {
		if program.IsMissing(f.Load(t.powers[i].slot)) {
			return program.Missing
		}
	}
	for i := range t.categorical {
		if f.Load(t.categorical[i].slot); f.Err() != nil {
			return program.Missing
		}
	}
	for i := range t.terms {
		for j := range t.terms[i].factors {
			if program.IsMissing(f.Use(t.terms[i].factors[j].load(f))) {
				return program.Missing
			}
		}
	}
	return program.NaN
}

// compileTable resolves a table's fields and values.
func compileTable(c *compile.Context, rt *pmml.RegressionTable) (*table, error) {
	t := &table{intercept: rt.Intercept}
	for _, p := range rt.NumericPredictors {
		f, err := c.Number(p.Name, p)
		if err != nil {
			return nil, err
		}
		exponent := p.Exponent.Or(1)
		if exponent == 1 && len(t.powers) == 0 {
			t.linear = append(t.linear, linear{p.Coefficient, f.Slot})
			continue
		}
		t.powers = append(t.powers, power{p.Coefficient, float64(exponent), f.Slot})
	}
	if err := compileCategorical(c, rt, t); err != nil {
		return nil, err
	}
	for _, p := range rt.PredictorTerms {
		if len(p.FieldRefs) == 0 {
			return nil, c.Errorf(p, pmml.ErrInvalid, "no FieldRef was found, at least one is needed")
		}
		s := term{coefficient: p.Coefficient}
		for _, ref := range p.FieldRefs {
			f, err := c.Number(ref.Field, ref)
			if err != nil {
				return nil, err
			}
			a := factor{otherwise: program.Missing, slot: f.Slot}
			if text, ok := ref.MapMissingTo.Get(); ok {
				if a.otherwise, err = c.Constant(text, pmml.DataTypeDouble, ref); err != nil {
					return nil, err
				}
			}
			s.factors = append(s.factors, a)
		}
		t.terms = append(t.terms, s)
	}
	return t, nil
}
