package explain

import "strings"

// Regression is the terms of a regression: one table for a number, one for
// each category of a classification.
type Regression struct {
	// Normalization is what makes the prediction of the sum: the
	// normalizationMethod of a RegressionModel, as "logit", or the inverse of a
	// general regression's link, as "inverse log".
	Normalization string `json:"normalization"`
	// Rule says how the tables' sums become the prediction.
	Rule   string  `json:"rule,omitempty"`
	Tables []Table `json:"tables"`
}

// Table is a linear predictor: the sum of its terms and the intercept.
type Table struct {
	// Category is the category that the table is for, nil for a number.
	Category any `json:"category,omitempty"`
	// Terms are in the order of the document.
	Terms     []Term `json:"terms,omitempty"`
	Intercept Number `json:"intercept"`
	// Sum is the linear predictor, nil where a missing value leaves none.
	Sum *Number `json:"sum"`
	// Value is the number or the probability that follows from it.
	Value *Number `json:"value"`
}

// Term is one predictor.
type Term struct {
	// Parameter is the name of a general regression's parameter, or its label; ""
	// where the term stands for several, one for each category.
	Parameter string `json:"parameter,omitempty"`
	// Fields are the fields of the term: one, or the factors of a product.
	Fields []Field `json:"fields"`
	// Categorical says that the coefficient is that of the field's category,
	// rather than a factor of its value. It is zero for a category without one.
	Categorical bool `json:"categorical,omitempty"`
	// Exponent is the power of the field's value, 0 for 1.
	Exponent Number `json:"exponent,omitzero"`
	// Design is what the coefficient multiplies, where that is more than a power of
	// one field: a product of powers, indicators and contrasts. It is nil in all
	// other terms, and where a value is missing.
	Design      *Number `json:"design,omitempty"`
	Coefficient Number  `json:"coefficient"`
	// Contribution is what the term adds to the sum, nil where the field is missing.
	Contribution *Number `json:"contribution"`
}

func (*Regression) key() string { return "regression" }

func (*Regression) tellsShares() bool { return false }

// write writes one table of terms for each category.
func (r *Regression) write(p *printer) {
	for i := range r.Tables {
		t := &r.Tables[i]
		if t.Category != nil {
			p.line("%s", p.styled(bold, "category "+text(t.Category)))
			p.inside(func() { p.terms(t, r.Normalization) })
		} else {
			p.terms(t, r.Normalization)
		}
	}
	if r.Rule != "" {
		p.line("%s", r.Rule)
	}
}

// terms writes the terms, the intercept and their sum.
func (p *printer) terms(t *Table, normalization string) {
	rows := make([][]cell, 0, len(t.Terms)+3)
	for i := range t.Terms {
		term := &t.Terms[i]
		rows = append(rows, []cell{signed(term.Contribution), {text: term.name()}, {text: term.formula(), style: faint}})
	}
	rows = append(rows, []cell{signed(&t.Intercept), {text: "intercept"}})
	if t.Sum == nil {
		p.table(append(rows, []cell{{text: "missing", number: true, style: bold}, {text: "sum, as a value is missing"}}))
		return
	}
	rows = append(rows, []cell{{text: short(*t.Sum), number: true, style: bold}, {text: "sum"}})
	if t.Value != nil && (normalization != "none" || *t.Value != *t.Sum) {
		what := "probability"
		if t.Category == nil {
			what = normalization + " of the sum"
		}
		rows = append(rows, []cell{{text: short(*t.Value), number: true, style: bold}, {text: what}})
	}
	p.table(rows)
}

// name gives the fields of a term.
func (t *Term) name() string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = f.Name
		if t.Design != nil {
			names[i] += " = " + fieldText(f)
		}
	}
	name := strings.Join(names, " · ")
	switch {
	case t.Categorical && len(t.Fields) == 1 && t.Fields[0].Value == nil:
		name += " is missing"
	case t.Categorical && len(t.Fields) == 1:
		name += " = " + fieldText(t.Fields[0])
	case t.Exponent != 0:
		name += "^" + exact(t.Exponent)
	}
	return name
}

// formula gives the numbers that a contribution comes from.
func (t *Term) formula() string {
	if t.Categorical {
		if t.Coefficient == 0 {
			return "no coefficient"
		}
		return ""
	}
	s := exact(t.Coefficient)
	if t.Design != nil {
		return s + " · " + exact(*t.Design)
	}
	for _, f := range t.Fields {
		s += " · " + fieldText(f)
	}
	if t.Exponent != 0 {
		s += "^" + exact(t.Exponent)
	}
	return s
}
