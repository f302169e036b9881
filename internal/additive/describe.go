package additive

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Describe lists the terms in the order of their sum. names are the parameters
// that they stand for, "" for several; they are nil where terms have no names.
//
// With names, what a parameter multiplies is shown apart where it is a product, and
// nothing is where a number is none. Without them, a contribution that is no number
// is shown unless a value is missing.
func (p *Predictor) Describe(x *program.Explaining, names []string) explain.Table {
	out := explain.Table{Sum: x.Number(p.Eval(x.Frame))}
	constants := 0
	for i := range p.terms {
		t := &p.terms[i]
		if t.kind != constant {
			d := p.describe(x, t, names != nil)
			if names != nil {
				d.Parameter = names[i]
			}
			out.Terms = append(out.Terms, d)
			continue
		}
		if constants++; constants == 1 {
			out.Intercept = explain.Number(t.beta)
		} else {
			out.Intercept = explain.Number(p.Round(float64(out.Intercept) + t.beta))
		}
	}
	return out
}

func (p *Predictor) describe(x *program.Explaining, t *term, named bool) explain.Term {
	out := explain.Term{Coefficient: explain.Number(t.beta)}
	missing := false
	switch t.kind {
	case category:
		v := t.lookup.Find(x.Cells[t.slot])
		out.Fields, out.Categorical = []explain.Field{x.Field(t.slot)}, true
		out.Coefficient = explain.Number(v)
		if named && v != v {
			out.Coefficient = 0
		}
	case several:
		q := t.product
		for _, s := range q.slots() {
			out.Fields = append(out.Fields, x.Field(s))
		}
		for i := range q.Powers {
			a := &q.Powers[i]
			if v := x.Cells[a.Slot]; program.IsMissing(v) {
				out.Fields[len(q.Factors)+i].Value = x.Value(a.Otherwise, pmml.DataTypeDouble)
				missing = missing || program.IsMissing(a.Otherwise)
			}
		}
		if !named {
			out.Coefficient = explain.Number(q.Start)
		} else if v := q.Eval(x.Cells); v == v {
			d := explain.Number(v)
			out.Design = &d
		}
	default:
		out.Fields = []explain.Field{x.Field(t.slot)}
		if t.exponent != 1 {
			out.Exponent = explain.Number(t.exponent)
		}
		missing = program.IsMissing(x.Cells[t.slot])
	}
	if v := p.contribution(t, x.Cells); v == v || !named && !missing {
		c := explain.Number(v)
		out.Contribution = &c
	}
	return out
}

// contribution gives what a term adds to the sum.
func (p *Predictor) contribution(t *term, cells []float64) float64 {
	if p.Arithmetic == Float {
		return float64(contribution[float32](t, cells))
	}
	return contribution[float64](t, cells)
}
