package generalregression

import (
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists the terms.
func (k *mean) Explain(x *program.Explaining, m *explain.Model) {
	t := k.describe(x)
	t.Value = x.Number(x.Outcomes[k.outcome].Value)
	r := &explain.Regression{Normalization: inverseName(k.link), Tables: []explain.Table{t}}
	if r.Normalization != "none" {
		r.Rule = "the sum y gives " + k.link.Formula()
	}
	if n := k.trials.of(x.Frame); n != 1 && !program.IsMissing(n) {
		if r.Rule == "" {
			r.Rule = "the sum y gives y"
		}
		r.Rule += fmt.Sprintf(", once for each of %v trials", n)
	}
	m.Detail = r
}

// Explain lists the terms of each category.
func (k *classifier) Explain(x *program.Explaining, m *explain.Model) {
	category := func(i int) string { return fmt.Sprint(x.Category(k.outcome, k.index[i])) }
	last := len(k.index) - 1
	r := &explain.Regression{}
	o := &x.Outcomes[k.outcome]
	for i := range k.sums {
		t := k.sums[i].describe(x)
		if _, ordinal := k.norm.(cumulative); !ordinal {
			t.Category = x.Category(k.outcome, k.index[i])
			if o.HasProbabilities {
				t.Value = x.Number(o.Probabilities[k.index[i]])
			}
		}
		r.Tables = append(r.Tables, t)
	}
	switch n := k.norm.(type) {
	case softmax:
		r.Normalization = n.String()
		r.Rule = "each probability is the category's share of the sum of all e^y, where y of " + category(last) + " is 0"
	case binomial:
		r.Normalization = inverseName(n.Link)
		r.Rule = "the probability of " + category(0) + " is " + n.Link.Formula() + ", that of " + category(1) + " the rest to 1"
	case cumulative:
		r.Normalization = inverseName(n.Link)
		thresholds := make([]string, len(n.thresholds))
		for i, t := range n.thresholds {
			thresholds[i] = fmt.Sprintf("%v for %s", t, category(i))
		}
		r.Rule = "with each category's own intercept a, the probability of the category or one before it is " +
			n.Link.Formula() + " of the sum and a; a is " + strings.Join(thresholds, ", ")
	}
	m.Detail = r
}

// Explain lists the terms, less those of the reference points, and the baseline.
func (k *cox) Explain(x *program.Explaining, m *explain.Model) {
	t := k.describe(x)
	t.Intercept -= explain.Number(k.reference)
	if t.Sum != nil {
		*t.Sum -= explain.Number(k.reference)
	}
	o := x.Outcomes[k.outcome].Value
	t.Value = x.Number(o)
	r := &explain.Regression{Normalization: "hazard", Tables: []explain.Table{t}}
	h := k.baseline(x.Frame)
	switch {
	case program.IsMissing(h):
		r.Rule = "the baseline has no hazard for the record's stratum and time"
	case !program.IsMissing(o):
		r.Rule = fmt.Sprintf("the cumulative hazard is the baseline's %v times e^y of the sum y, and the survival e^-hazard is %.6g", h, (link.Log{}).Mean(-o))
	default:
		r.Rule = fmt.Sprintf("the cumulative hazard is the baseline's %v times e^y of the sum y", h)
	}
	m.Detail = r
}

// inverseName says in two words what makes the prediction of the sum.
func inverseName(l link.Link) string {
	if name := l.Name(); name != "identity" {
		return "inverse " + name
	}
	return "none"
}

// describe lists the terms in the order of their sum.
func (s *sum) describe(x *program.Explaining) explain.Table {
	out := explain.Table{}
	names, _ := x.Note(s.table).([]string)
	for i := range s.steps {
		p := &s.steps[i]
		if p.kind == constant {
			out.Intercept = explain.Number(round(float64(out.Intercept)+round(p.beta, s.float), s.float))
			continue
		}
		t := explain.Term{Coefficient: explain.Number(p.beta)}
		if i < len(names) {
			t.Parameter = names[i]
		}
		s.term(x, p, &t)
		out.Terms = append(out.Terms, t)
	}
	out.Sum = x.Number(s.of(x.Frame))
	return out
}

// term describes what a step adds.
func (s *sum) term(x *program.Explaining, p *step, t *explain.Term) {
	var v float64
	switch p.kind {
	case linear, power:
		t.Fields = []explain.Field{x.Field(p.slot)}
		if p.exponent != 1 {
			t.Exponent = explain.Number(p.exponent)
		}
		v = x.Cells[p.slot]
		if s.float {
			v = float64(float32(p.beta) * raise32(float32(v), p.exponent))
		} else {
			v = p.beta * raise(v, p.exponent)
		}
	case category:
		t.Fields = []explain.Field{x.Field(p.slot)}
		t.Categorical = true
		if v = s.lookups[p.at].find(x.Cells[p.slot]); v != v {
			t.Coefficient = 0
			return
		}
		t.Coefficient = explain.Number(v)
	case several:
		q := &s.products[p.at]
		for i := range q.factors {
			t.Fields = append(t.Fields, x.Field(q.factors[i].slot))
		}
		for i := range q.covariates {
			t.Fields = append(t.Fields, x.Field(q.covariates[i].slot))
		}
		if v = q.eval(x.Cells); v != v {
			return
		}
		d := explain.Number(v)
		t.Design = &d
		if s.float {
			v = float64(float32(p.beta) * q.eval32(x.Cells))
		} else {
			v *= p.beta
		}
	}
	if v == v {
		c := explain.Number(round(v, s.float))
		t.Contribution = &c
	}
}
