package generalregression

import (
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists the terms.
func (k *mean) Explain(x *program.Explaining, m *explain.Model) {
	t := describe(k.Predictor, x)
	t.Value = x.Number(x.Outcomes[k.Outcome].Value)
	r := &explain.Regression{Normalization: inverseName(k.Link), Tables: []explain.Table{t}}
	if r.Normalization != "none" {
		r.Rule = "the sum y gives " + k.Link.Formula()
	}
	if n := k.Trials.Of(x.Frame); n != 1 && !program.IsMissing(n) {
		if r.Rule == "" {
			r.Rule = "the sum y gives y"
		}
		r.Rule += fmt.Sprintf(", once for each of %v trials", n)
	}
	m.Detail = r
}

// Explain lists the terms of each category.
func (k *classifier) Explain(x *program.Explaining, m *explain.Model) {
	category := func(i int) string { return fmt.Sprint(x.Category(k.Outcome, k.Index[i])) }
	last := len(k.Index) - 1
	r := &explain.Regression{}
	o := &x.Outcomes[k.Outcome]
	n := &k.Norm
	for i, p := range k.Predictors {
		t := describe(p, x)
		if n.Rule != additive.Cumulative {
			t.Category = x.Category(k.Outcome, k.Index[i])
			if o.Has[program.Probabilities] {
				t.Value = x.Number(o.Series[program.Probabilities][k.Index[i]])
			}
		}
		r.Tables = append(r.Tables, t)
	}
	switch n.Rule {
	case additive.Softmax:
		r.Normalization = n.Name
		r.Rule = "each probability is the category's share of the sum of all e^y, where y of " + category(last) + " is 0"
	case additive.Binary:
		r.Normalization = inverseName(n.Link())
		r.Rule = "the probability of " + category(0) + " is " + n.Link().Formula() + ", that of " + category(1) + " the rest to 1"
	case additive.Cumulative:
		r.Normalization = inverseName(n.Link())
		thresholds := make([]string, len(n.Thresholds))
		for i, t := range n.Thresholds {
			thresholds[i] = fmt.Sprintf("%v for %s", t, category(i))
		}
		r.Rule = "with each category's own intercept a, the probability of the category or one before it is " +
			n.Link().Formula() + " of the sum and a; a is " + strings.Join(thresholds, ", ")
	}
	m.Detail = r
}

// Explain lists the terms, less those of the reference points, and the baseline.
func (k *cox) Explain(x *program.Explaining, m *explain.Model) {
	t := describe(k.Predictor, x)
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
func describe(p *additive.Predictor, x *program.Explaining) explain.Table {
	names, _ := x.Note(p).([]string)
	return p.Describe(x, names)
}
