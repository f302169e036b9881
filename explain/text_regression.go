package explain

import "strings"

// regression writes one table of terms for each category.
func (p *printer) regression(r *Regression) {
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
