package generalregression

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// equation is a linear predictor on its way to a table, with what its numbers
// come from.
type equation struct {
	table *table
	// betas and terms are the parameters in the order of the sum.
	betas []*pmml.PCell
	terms []*term
	// key is the target category that it is for, "" for none.
	key string
}

// equation compiles the sum over betas, with the cells that hold for a category.
func (b *compiler) equation(key string, betas []*pmml.PCell) (*equation, error) {
	q := &equation{betas: betas, key: key}
	cells, err := b.cellsFor(key)
	if err != nil {
		if err = b.Keep(err); err != nil {
			return nil, err
		}
	}
	w := &tableWriter{}
	for _, beta := range betas {
		t, err := b.term(cells[beta.ParameterName])
		if err != nil {
			return nil, err
		}
		q.terms = append(q.terms, t)
		w.add(beta.Beta, t, b.label(beta.ParameterName))
	}
	if err := b.offset(w); err != nil {
		return nil, err
	}
	q.table = w.finish()
	b.Note(q.table, w.names)
	b.equations = append(b.equations, q)
	return q, nil
}

// label gives a parameter's label, or its name.
func (b *compiler) label(name string) string {
	if p := b.parameters[name]; p != nil {
		return p.Label.Or(name)
	}
	return name
}

// offset adds the model's offset to a sum.
func (b *compiler) offset(w *tableWriter) error {
	f, err := b.variable(b.m.OffsetVariable)
	if err != nil {
		return err
	}
	if f != nil {
		w.close()
		w.append(step{kind: linear, slot: f.Slot, beta: 1, exponent: 1}, "offset")
		w.offset = b.lacking(b.m.OffsetVariable, "an offset")
	} else if v, ok := b.m.OffsetValue.Get(); ok {
		w.close()
		w.append(step{kind: constant, beta: v}, "offset")
	}
	return nil
}

// tableWriter writes a table step by step.
type tableWriter struct {
	table
	// names are the parameters of the steps, "" for one of several.
	names []string
	// open holds the numbers of the last step where it is a field's indicators, to
	// which neighbours may be added.
	open map[float64]float64
}

// add adds a parameter's term.
func (w *tableWriter) add(beta float64, t *term, name string) {
	s := step{beta: beta, exponent: 1}
	switch {
	case len(t.factors)+len(t.covariates) == 0:
		s.kind = constant
	case len(t.factors) == 0 && len(t.covariates) == 1:
		s.kind, s.slot, s.exponent = linear, t.covariates[0].slot, t.covariates[0].exponent
		if s.exponent != 1 {
			s.kind = power
		}
	case len(t.factors) == 1 && len(t.covariates) == 0 && t.factors[0].fault == nil:
		w.addIndicator(s, &t.factors[0], name)
		return
	default:
		s.kind, s.at = several, int32(len(w.products))
		w.products = append(w.products, t.product)
	}
	w.close()
	w.append(s, name)
}

// addIndicator adds a factor by itself: to the last step where that is for the
// same field and other categories, as then only one of them is not zero, and the
// order does not matter.
func (w *tableWriter) addIndicator(s step, a *factor, name string) {
	v := a.only()
	if w.open != nil && w.steps[len(w.steps)-1].slot == a.slot {
		if _, ok := w.open[v]; !ok {
			w.open[v] = s.beta
			w.names[len(w.names)-1] = ""
			return
		}
	}
	w.close()
	s.kind, s.slot, s.at = category, a.slot, int32(len(w.lookups))
	w.append(s, name)
	w.lookups = append(w.lookups, lookup{})
	w.open = map[float64]float64{v: s.beta}
}

func (w *tableWriter) append(s step, name string) {
	w.steps = append(w.steps, s)
	w.names = append(w.names, name)
}

// close settles the form of the last step.
func (w *tableWriter) close() {
	if w.open != nil {
		w.lookups[len(w.lookups)-1] = newLookup(w.open, nil)
		w.open = nil
	}
}

func (w *tableWriter) finish() *table {
	w.close()
	return &w.table
}

// sum computes a table as the model does.
type sum struct {
	*table
	float bool
	exact *decimalTable
}

func (b *compiler) sum(t *table) sum {
	s := sum{table: t, float: b.Float32()}
	if b.Decimal() {
		s.exact = newDecimalTable(t)
	}
	return s
}

// of gives the linear predictor of a record.
func (s *sum) of(f *program.Frame) float64 {
	switch {
	case s.float:
		return s.eval32(f)
	case s.exact != nil:
		return s.exact.cell(f)
	}
	return s.eval(f)
}
