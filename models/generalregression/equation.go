package generalregression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// equation is a linear predictor, with what its numbers come from.
type equation struct {
	*additive.Predictor
	// betas and terms are the parameters in the order of the sum.
	betas []*pmml.PCell
	terms []*additive.Product
	// key is the target category that it is for, "" for none.
	key string
}

// equation compiles the sum over betas, with the cells that hold for a category.
func (b *compiler) equation(key string, betas []*pmml.PCell) (*equation, error) {
	q := &equation{Predictor: additive.New(b.arithmetic()), betas: betas, key: key}
	cells, err := b.cellsFor(key)
	if err != nil {
		if err = b.Keep(err); err != nil {
			return nil, err
		}
	}
	w := &writer{Predictor: q.Predictor, names: []string{}}
	for _, beta := range betas {
		t, err := b.term(cells[beta.ParameterName])
		if err != nil {
			return nil, err
		}
		q.terms = append(q.terms, t)
		w.add(beta.Beta, t, b.label(beta.ParameterName))
	}
	w.close()
	if err := b.offset(w); err != nil {
		return nil, err
	}
	b.Note(q.Predictor, w.names)
	b.equations = append(b.equations, q)
	return q, nil
}

// arithmetic gives what numbers the document calculates with.
func (b *compiler) arithmetic() additive.Arithmetic {
	switch {
	case b.Float32():
		return additive.Float
	case b.Decimal():
		return additive.Decimal
	}
	return additive.Double
}

// label gives a parameter's label, or its name.
func (b *compiler) label(name string) string {
	if p := b.parameters[name]; p != nil {
		return p.Label.Or(name)
	}
	return name
}

// offset adds the model's offset to a sum.
func (b *compiler) offset(w *writer) error {
	f, err := b.variable(b.m.OffsetVariable)
	if err != nil {
		return err
	}
	if f != nil {
		w.AddPower(1, f.Slot, 1)
		w.names = append(w.names, "offset")
		w.RaiseLast(b.lacking(b.m.OffsetVariable, "an offset"))
	} else if v, ok := b.m.OffsetValue.Get(); ok {
		w.constant(v, "offset")
	}
	return nil
}

// writer writes a predictor term by term.
type writer struct {
	*additive.Predictor
	// names are the parameters of the terms, "" for one of several.
	names []string
	// open holds the numbers of the next term where it is the indicators of a
	// field, to which neighbours may be added.
	open map[float64]float64
	slot program.Slot
}

// add adds a parameter's term.
func (w *writer) add(beta float64, t *additive.Product, name string) {
	if len(t.Factors) == 1 && len(t.Powers) == 0 && !t.Factors[0].Contrast() {
		w.indicator(beta, t.Factors[0], name)
		return
	}
	w.close()
	switch {
	case len(t.Factors)+len(t.Powers) == 0:
		w.constant(beta, name)
		return
	case len(t.Factors) == 0 && len(t.Powers) == 1:
		w.AddPower(beta, t.Powers[0].Slot, t.Powers[0].Exponent)
	default:
		w.AddProduct(beta, t)
	}
	w.names = append(w.names, name)
}

// constant adds a constant, which explanations show in the model's numbers.
func (w *writer) constant(beta float64, name string) {
	w.AddConstant(w.Round(beta) + 0) // no negative zero
	w.names = append(w.names, name)
}

// indicator adds a factor by itself: to the open term where that is for the same
// field and other categories, as then only one of them is not zero, and the order
// does not matter.
func (w *writer) indicator(beta float64, a additive.Factor, name string) {
	v := a.Only()
	_, twice := w.open[v]
	if w.open != nil && w.slot == a.Slot && !twice {
		w.open[v] = beta
		w.names[len(w.names)-1] = ""
		return
	}
	w.close()
	w.names = append(w.names, name)
	w.open, w.slot = map[float64]float64{v: beta}, a.Slot
}

// close adds the open term.
func (w *writer) close() {
	if w.open != nil {
		w.AddCategory(w.slot, additive.NewLookup(w.open))
		w.open = nil
	}
}
