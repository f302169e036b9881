package regression

import (
	"fmt"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Explain lists the terms.
func (k *number) Explain(x *program.Explaining, m *explain.Model) {
	t := describe(k.Predictor, x)
	t.Value = x.Number(x.Outcomes[k.Outcome].Value)
	r := &explain.Regression{Normalization: k.method.String(), Tables: []explain.Table{t}}
	m.Detail = r
	switch k.method {
	case pmml.NormalizationMethodNone:
	case pmml.NormalizationMethodSoftmax:
		r.Rule = "the sum y gives logit(y)"
	default:
		r.Rule = "the sum y gives " + k.method.String() + "(y)"
	}
}

// Explain lists the terms of each category.
func (k *classifier) Explain(x *program.Explaining, m *explain.Model) {
	r := &explain.Regression{Normalization: k.method.String(), Rule: k.rule(x)}
	o := &x.Outcomes[k.Outcome]
	for i, p := range k.Predictors {
		t := describe(p, x)
		t.Category = x.Category(k.Outcome, k.Index[i])
		if o.Has[program.Probabilities] {
			t.Value = x.Number(o.Series[program.Probabilities][k.Index[i]])
		}
		r.Tables = append(r.Tables, t)
	}
	m.Detail = r
}

// rule says how probabilities follow from the tables' sums y.
func (k *classifier) rule(x *program.Explaining) string {
	n := &k.Norm
	f := k.method.String() + "(y)"
	switch k.method {
	case pmml.NormalizationMethodNone:
		f = "y"
	case pmml.NormalizationMethodSoftmax:
		f = "logit(y)" // of two categories; else it is not used
	}
	category := func(table int) string { return fmt.Sprint(x.Category(k.Outcome, k.Index[table])) }
	switch n.Rule {
	case additive.Binary:
		return "the probability of " + category(n.First) + " is " + f + ", that of " + category(1-n.First) + " the rest to 1"
	case additive.Remainder:
		return "each probability is y, that of " + category(len(k.Predictors)-1) + " the rest to 1"
	case additive.OneVersusRest:
		return "each probability is the category's share of the sum of all " + f
	case additive.Cumulative:
		return f + " is the probability of the category or one before it"
	case additive.Softmax:
		return "each probability is the category's share of the sum of all e^y"
	}
	return "each probability is the category's share of the sum of all y"
}

// describe lists the table's terms in the order of their sum, which is shown as
// computed in binary also where decimals are exact.
func describe(p *additive.Predictor, x *program.Explaining) explain.Table {
	t := p.Describe(x, nil)
	t.Sum = x.Number(p.Binary(x.Frame))
	return t
}
