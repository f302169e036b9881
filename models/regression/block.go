package regression

import (
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
)

// planBlock says whether all fields of the table have columns.
func (t *table) planBlock(p *program.BlockPlanner) bool {
	for i := range t.linear {
		if !p.Has(t.linear[i].slot) {
			return false
		}
	}
	for i := range t.powers {
		if !p.Has(t.powers[i].slot) {
			return false
		}
	}
	for i := range t.categorical {
		if !p.Has(t.categorical[i].slot) {
			return false
		}
	}
	for i := range t.terms {
		for j := range t.terms[i].factors {
			if !p.Has(t.terms[i].factors[j].slot) {
				return false
			}
		}
	}
	return true
}

// evalBlock is eval for a block's records: term by term, in the same order.
func (t *table) evalBlock(b *program.Block, y []float64) {
	clear(y)
	for i := range t.linear {
		c := t.linear[i].coefficient
		for r, x := range b.Column(t.linear[i].slot) {
			y[r] += float64(c * x)
		}
	}
	for i := range t.powers {
		q := &t.powers[i]
		for r, x := range b.Column(q.slot) {
			y[r] += float64(q.coefficient * raise(x, q.exponent))
		}
	}
	for i := range t.categorical {
		g := &t.categorical[i]
		for r, x := range b.Column(g.slot) {
			y[r] += g.of(x)
		}
	}
	for i := range t.terms {
		q := &t.terms[i]
		for r := range y {
			product := q.coefficient
			for j := range q.factors {
				product = float64(product * q.factors[j].value(b.Column(q.factors[j].slot)[r]))
			}
			y[r] += product
		}
	}
	for r := range y {
		y[r] += t.intercept
	}
}

// evalBlock32 is eval32 for a block's records.
func (t *table) evalBlock32(b *program.Block, y []float64) {
	clear(y)
	for i := range t.linear {
		c := float32(t.linear[i].coefficient)
		for r, x := range b.Column(t.linear[i].slot) {
			y[r] = float64(float32(y[r]) + float32(c*float32(x)))
		}
	}
	for i := range t.powers {
		q := &t.powers[i]
		for r, x := range b.Column(q.slot) {
			y[r] = float64(float32(y[r]) + float32(float32(q.coefficient)*raise32(float32(x), q.exponent)))
		}
	}
	for i := range t.categorical {
		g := &t.categorical[i]
		for r, x := range b.Column(g.slot) {
			y[r] = float64(float32(y[r]) + float32(g.of(x)))
		}
	}
	for i := range t.terms {
		q := &t.terms[i]
		for r := range y {
			product := float32(q.coefficient)
			for j := range q.factors {
				product = float32(product * float32(q.factors[j].value(b.Column(q.factors[j].slot)[r])))
			}
			y[r] = float64(float32(y[r]) + product)
		}
	}
	for r := range y {
		y[r] = float64(float32(y[r]) + float32(t.intercept))
	}
}

// blockNumber predicts numbers for blocks.
type blockNumber struct {
	table   *table
	outcome int
	link    link.Link // nil for none
	float   bool
}

// PlanBlock gives the step that computes the predictor.
func (k *plain) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return &blockNumber{table: &k.table, outcome: k.outcome}, k.table.planBlock(p)
}

// PlanBlock gives the step that computes the number.
func (k *number) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return &blockNumber{table: &k.table, outcome: k.outcome, link: k.link}, k.table.planBlock(p)
}

// PlanBlock gives the step that computes the number in float32.
func (k *number32) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return &blockNumber{table: &k.table, outcome: k.outcome, link: k.link, float: true}, k.table.planBlock(p)
}

// RunBlock fills in the predicted numbers. A number that is missing is left to
// the frame.
func (k *blockNumber) RunBlock(b *program.Block) {
	y := b.Outcomes[k.outcome].Value[:b.Rows]
	if k.float {
		k.table.evalBlock32(b, y)
	} else {
		k.table.evalBlock(b, y)
	}
	for i, v := range y {
		if v != v {
			b.Slow.Set(i)
			continue
		}
		if k.link != nil {
			y[i] = program.Number(k.link.Mean(v))
		}
	}
}

// blockClassifier predicts categories for blocks.
type blockClassifier struct {
	*classifier
	scratch int
}

// PlanBlock gives the step that computes the distributions.
func (k *classifier) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	for i := range k.tables {
		if !k.tables[i].planBlock(p) {
			return nil, false
		}
	}
	p.FillsOutcome(k.outcome)
	return &blockClassifier{k, p.NewScratch()}, k.exact == nil
}

// RunBlock fills in the distributions. Records whose numbers are none are left
// to the frame.
func (k *blockClassifier) RunBlock(b *program.Block) {
	o := b.Outcomes[k.outcome]
	o.HasProbabilities, o.HasConfidences = true, true
	w := k.working(b)
	columns := o.Probabilities
	if !k.inOrder {
		columns = w.columns
	}
	for t := range k.tables {
		if k.float {
			k.tables[t].evalBlock32(b, columns[t][:b.Rows])
		} else {
			k.tables[t].evalBlock(b, columns[t][:b.Rows])
		}
	}
	p := w.predictors
	for r := range b.Rows {
		for t := range p {
			p[t] = columns[t][r]
		}
		ok := k.norm.apply(p)
		best := 0
		for t, v := range p {
			if v != v {
				ok = false
			}
			if v > p[best] {
				best = t
			}
		}
		if !ok {
			b.Slow.Set(r)
			continue
		}
		for t, v := range p {
			columns[t][r] = v
		}
		o.Category[r] = int32(k.index[best])
		o.Value[r] = k.cell[best]
	}
	if !k.inOrder {
		for c := range o.Probabilities {
			clear(o.Probabilities[c][:b.Rows])
		}
		for t, c := range k.index {
			copy(o.Probabilities[c][:b.Rows], columns[t][:b.Rows])
		}
	}
	for c := range o.Probabilities {
		copy(o.Confidences[c][:b.Rows], o.Probabilities[c][:b.Rows])
	}
}

// classifying is a block's working memory.
type classifying struct {
	columns    [][program.BlockRows]float64 // by table, where not in order
	predictors []float64
}

func (k *blockClassifier) working(b *program.Block) *classifying {
	w, _ := b.Scratch[k.scratch].(*classifying)
	if w == nil {
		w = &classifying{predictors: make([]float64, len(k.tables))}
		if !k.inOrder {
			w.columns = make([][program.BlockRows]float64, len(k.tables))
		}
		b.Scratch[k.scratch] = w
	}
	return w
}
