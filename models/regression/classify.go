package regression

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// classifier predicts the category whose probability is highest, the first
// table's on ties.
type classifier struct {
	tables []table
	// exact are the tables in decimal mode, else nil.
	exact   []decimalTable
	float   bool
	outcome int
	// index and cell are the tables' categories: their place among the target's
	// categories, and their values.
	index []int
	cell  []float64
	// inOrder says that the tables stand in the order of the target's
	// categories, so that probabilities can be computed in place.
	inOrder bool
	scratch int
	norm    norm
	pos     pmml.Pos
}

// Score fills in the distribution and the winning category. A missing table
// makes the whole prediction missing.
func (k *classifier) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	p := k.buffer(f, o)
	for i := range k.tables {
		t := &k.tables[i]
		y := 0.0
		if k.float {
			y32 := t.eval32(f)
			if y = float64(y32); y32 != y32 {
				y = t.explain(f)
			}
		} else if k.exact != nil {
			y = k.exact[i].cell(f)
		} else {
			y = t.eval(f)
		}
		if y != y && program.IsMissing(y) {
			clear(p)
			return
		}
		p[i] = y
	}
	if !k.norm.apply(p) {
		k.undefined(f, p)
		return
	}
	best := -1
	for i, v := range p {
		if v != v {
			k.undefined(f, p)
			return
		}
		if best < 0 || v > p[best] {
			best = i
		}
	}
	if !k.inOrder {
		for i, v := range p {
			o.Probabilities[k.index[i]] = v
		}
	}
	copy(o.Confidences, o.Probabilities)
	o.HasProbabilities, o.HasConfidences = true, true
	o.Category = k.index[best]
	o.Value = k.cell[best]
}

// undefined ends the record.
func (k *classifier) undefined(f *program.Frame, p []float64) {
	clear(p)
	f.Raise(&program.Fault{Pos: k.pos, Detail: "the probabilities are undefined: " + k.norm.String() + " of these numbers is not a distribution"})
}

// buffer gives room for one number per table.
func (k *classifier) buffer(f *program.Frame, o *program.Outcome) []float64 {
	if k.inOrder {
		return o.Probabilities[:len(k.tables)]
	}
	if p, ok := f.Scratch[k.scratch].(*[]float64); ok {
		return *p
	}
	p := make([]float64, len(k.tables))
	f.Scratch[k.scratch] = &p
	return p
}

// compileClassifier compiles functionName="classification".
func compileClassifier(c *compile.Context, target *compile.Target, at pmml.Node, method pmml.NormalizationMethod, rts []*pmml.RegressionTable) (program.Kernel, error) {
	if len(rts) < 2 {
		return nil, c.Errorf(at, pmml.ErrInvalid, "%d RegressionTable elements were found, functionName=\"classification\" needs one for each category, at least two", len(rts))
	}
	k := &classifier{outcome: target.Outcome, float: c.Float32(), inOrder: true, pos: at.Position()}
	listed := map[float64]bool{}
	for _, text := range target.Listed {
		v, err := c.Constant(text, target.Type, at)
		if err != nil {
			return nil, err
		}
		listed[v] = true
	}
	seen := map[float64]bool{}
	for i, rt := range rts {
		text, ok := rt.TargetCategory.Get()
		if !ok {
			if err := c.Keep(c.Errorf(rt, pmml.ErrInvalid, "targetCategory is missing, functionName=\"classification\" needs it")); err != nil {
				return nil, err
			}
			if _, err := compileTable(c, rt); err != nil {
				return nil, err
			}
			continue
		}
		index, cell, err := target.Category(text, rt)
		if err != nil {
			return nil, err
		}
		if seen[cell] {
			if err := c.Keep(c.Errorf(rt, pmml.ErrInvalid, "targetCategory %q has a RegressionTable already", text)); err != nil {
				return nil, err
			}
		}
		seen[cell] = true
		if len(listed) > 0 && !listed[cell] {
			if err := c.Keep(c.Errorf(rt, pmml.ErrInvalid, "targetCategory %q is not a listed value of field %q", text, target.Name)); err != nil {
				return nil, err
			}
		}
		t, err := compileTable(c, rt)
		if err != nil {
			if err = c.Keep(err); err != nil {
				return nil, err
			}
			continue
		}
		k.tables = append(k.tables, *t)
		k.index = append(k.index, index)
		k.cell = append(k.cell, cell)
		k.inOrder = k.inOrder && index == i
	}
	if c.Decimal() {
		for i := range k.tables {
			k.exact = append(k.exact, newDecimalTable(&k.tables[i]))
		}
	}
	if !k.inOrder {
		k.scratch = c.NewScratch()
	}
	// The type of an unnamed target is a guess; only a field is known to have an order.
	ordinal := target.Op == pmml.OpTypeOrdinal && target.Name != ""
	var err error
	k.norm, err = compileNorm(c, at, method, ordinal, k.tables)
	if err != nil {
		return nil, err
	}
	return k, nil
}
