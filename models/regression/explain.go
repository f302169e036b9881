package regression

import (
	"fmt"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Explain lists the terms.
func (k *plain) Explain(x *program.Explaining, m *explain.Model) {
	t := k.table.describe(x, false)
	t.Value = x.Number(x.Outcomes[k.outcome].Value)
	m.Detail = &explain.Regression{Normalization: pmml.NormalizationMethodNone.String(), Tables: []explain.Table{t}}
}

// Explain lists the terms.
func (k *number) Explain(x *program.Explaining, m *explain.Model) { k.describe(x, m, false) }

// Explain lists the terms, computed in float32.
func (k *number32) Explain(x *program.Explaining, m *explain.Model) { k.describe(x, m, true) }

func (k *number) describe(x *program.Explaining, m *explain.Model, float bool) {
	t := k.table.describe(x, float)
	t.Value = x.Number(x.Outcomes[k.outcome].Value)
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
	r := &explain.Regression{Normalization: k.norm.String(), Rule: k.rule(x)}
	o := &x.Outcomes[k.outcome]
	for i := range k.tables {
		t := k.tables[i].describe(x, k.float)
		t.Category = x.Category(k.outcome, k.index[i])
		if o.HasProbabilities {
			t.Value = x.Number(o.Probabilities[k.index[i]])
		}
		r.Tables = append(r.Tables, t)
	}
	m.Detail = r
}

// rule says how probabilities follow from the tables' sums y.
func (k *classifier) rule(x *program.Explaining) string {
	n := &k.norm
	f := n.method.String() + "(y)"
	switch n.method {
	case pmml.NormalizationMethodNone:
		f = "y"
	case pmml.NormalizationMethodSoftmax:
		f = "logit(y)" // of two categories; else it is not used
	}
	category := func(table int) string { return fmt.Sprint(x.Category(k.outcome, k.index[table])) }
	switch n.rule {
	case binary:
		return "the probability of " + category(n.first) + " is " + f + ", that of " + category(1-n.first) + " the rest to 1"
	case remainder:
		return "each probability is y, that of " + category(len(k.tables)-1) + " the rest to 1"
	case oneVersusRest:
		return "each probability is the category's share of the sum of all " + f
	case cumulative:
		return f + " is the probability of the category or one before it"
	case softmax:
		return "each probability is the category's share of the sum of all e^y"
	}
	return "each probability is the category's share of the sum of all y"
}

// describe lists the table's terms in the order of their sum. float says that
// all is computed in float32.
func (t *table) describe(x *program.Explaining, float bool) explain.Table {
	d := describer{Explaining: x, float: float}
	for i := range t.linear {
		p := &t.linear[i]
		d.numeric(p.slot, p.coefficient, 1)
	}
	for i := range t.powers {
		p := &t.powers[i]
		d.numeric(p.slot, p.coefficient, p.exponent)
	}
	for i := range t.categorical {
		g := &t.categorical[i]
		d.add(explain.Term{
			Fields: []explain.Field{x.Field(g.slot)}, Categorical: true, Coefficient: explain.Number(g.lookup(x.Cells)),
		}, g.lookup(x.Cells), false)
	}
	for i := range t.terms {
		d.product(&t.terms[i])
	}
	out := explain.Table{Terms: d.terms, Intercept: explain.Number(t.intercept)}
	sum := 0.0
	if float {
		if s := t.eval32(x.Frame); s == s {
			sum = float64(s)
		} else {
			sum = t.explain(x.Frame)
		}
	} else {
		sum = t.eval(x.Frame)
	}
	out.Sum = x.Number(sum)
	return out
}

// describer collects terms.
type describer struct {
	*program.Explaining
	float bool
	terms []explain.Term
}

// add adds a term with what it contributes.
func (d *describer) add(t explain.Term, contribution float64, missing bool) {
	if !missing {
		c := explain.Number(contribution)
		if d.float {
			c = explain.Number(float32(contribution))
		}
		t.Contribution = &c
	}
	d.terms = append(d.terms, t)
}

func (d *describer) numeric(slot program.Slot, coefficient, exponent float64) {
	v := d.Cells[slot]
	t := explain.Term{Fields: []explain.Field{d.Field(slot)}, Coefficient: explain.Number(coefficient)}
	if exponent != 1 {
		t.Exponent = explain.Number(exponent)
	}
	contribution := 0.0
	if d.float {
		contribution = float64(float32(coefficient) * raise32(float32(v), exponent))
	} else {
		contribution = coefficient * raise(v, exponent)
	}
	d.add(t, contribution, program.IsMissing(v))
}

func (d *describer) product(p *term) {
	t := explain.Term{Coefficient: explain.Number(p.coefficient)}
	product, missing := p.coefficient, false
	if d.float {
		product = float64(float32(product))
	}
	for j := range p.factors {
		a := &p.factors[j]
		field := d.Field(a.slot)
		v := a.load(d.Frame)
		if program.IsMissing(d.Cells[a.slot]) {
			field.Value = d.Value(v, pmml.DataTypeDouble)
		}
		t.Fields = append(t.Fields, field)
		missing = missing || program.IsMissing(v)
		if d.float {
			product = float64(float32(product) * float32(v))
		} else {
			product = float64(product * v)
		}
	}
	d.add(t, product, missing)
}
