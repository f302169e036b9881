package generalregression

import "github.com/gopmml/gopmml/internal/program"

// planBlock says whether all fields of the table have columns.
func (t *table) planBlock(p *program.BlockPlanner) bool {
	for i := range t.steps {
		switch s := &t.steps[i]; s.kind {
		case constant:
		case several:
			if !t.products[s.at].planBlock(p) {
				return false
			}
		default:
			if !p.Has(s.slot) {
				return false
			}
		}
	}
	return true
}

func (p *product) planBlock(planner *program.BlockPlanner) bool {
	for i := range p.factors {
		if !planner.Has(p.factors[i].slot) {
			return false
		}
	}
	for i := range p.covariates {
		if !planner.Has(p.covariates[i].slot) {
			return false
		}
	}
	return true
}

// evalBlock is eval for a block's records: step by step, in the same order.
func (t *table) evalBlock(b *program.Block, y []float64) {
	clear(y)
	for i := range t.steps {
		s := &t.steps[i]
		switch s.kind {
		case linear:
			for r, x := range b.Column(s.slot) {
				y[r] += float64(s.beta * x)
			}
		case constant:
			for r := range y {
				y[r] += s.beta
			}
		case category:
			l := &t.lookups[s.at]
			for r, x := range b.Column(s.slot) {
				y[r] += l.find(x)
			}
		case power:
			for r, x := range b.Column(s.slot) {
				y[r] += float64(s.beta * raise(x, s.exponent))
			}
		case several:
			q := &t.products[s.at]
			for r := range y {
				y[r] += float64(s.beta * q.evalRow(b, r))
			}
		}
	}
}

// evalRow is eval for one record of a block.
func (p *product) evalRow(b *program.Block, row int) float64 {
	x := 1.0
	for i := range p.factors {
		a := &p.factors[i]
		x = float64(x * a.find(b.Column(a.slot)[row]))
	}
	if x == 0 {
		return 0
	}
	for i := range p.covariates {
		a := &p.covariates[i]
		x = float64(x * raise(b.Column(a.slot)[row], a.exponent))
	}
	return x
}

// evalBlock32 is eval32 for a block's records.
func (t *table) evalBlock32(b *program.Block, y []float64) {
	clear(y)
	for i := range t.steps {
		s := &t.steps[i]
		beta := float32(s.beta)
		switch s.kind {
		case linear:
			for r, x := range b.Column(s.slot) {
				y[r] = float64(float32(y[r]) + float32(beta*float32(x)))
			}
		case constant:
			for r := range y {
				y[r] = float64(float32(y[r]) + beta)
			}
		case category:
			l := &t.lookups[s.at]
			for r, x := range b.Column(s.slot) {
				y[r] = float64(float32(y[r]) + float32(l.find(x)))
			}
		case power:
			for r, x := range b.Column(s.slot) {
				y[r] = float64(float32(y[r]) + float32(beta*raise32(float32(x), s.exponent)))
			}
		case several:
			q := &t.products[s.at]
			for r := range y {
				y[r] = float64(float32(y[r]) + float32(beta*q.evalRow32(b, r)))
			}
		}
	}
}

func (p *product) evalRow32(b *program.Block, row int) float32 {
	x := float32(1)
	for i := range p.factors {
		a := &p.factors[i]
		x = float32(x * float32(a.find(b.Column(a.slot)[row])))
	}
	if x == 0 {
		return 0
	}
	for i := range p.covariates {
		a := &p.covariates[i]
		x = float32(x * raise32(float32(b.Column(a.slot)[row]), a.exponent))
	}
	return x
}

// block computes the sums of a block's records.
func (s *sum) block(b *program.Block, y []float64) {
	if s.float {
		s.evalBlock32(b, y)
	} else {
		s.evalBlock(b, y)
	}
}

// blockMean predicts numbers for blocks.
type blockMean struct{ *mean }

// PlanBlock gives the step that computes the numbers.
func (k *mean) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return blockMean{k}, k.planBlock(p) && (k.trials.slot == program.NoSlot || p.Has(k.trials.slot))
}

// RunBlock fills in the predicted numbers. A number that is missing is left to
// the frame.
func (k blockMean) RunBlock(b *program.Block) {
	y := b.Outcomes[k.outcome].Value[:b.Rows]
	k.block(b, y)
	var trials []float64
	if k.trials.slot != program.NoSlot {
		trials = b.Column(k.trials.slot)
	}
	for r, v := range y {
		n := k.trials.value
		if trials != nil {
			n = trials[r]
		}
		if v != v || n != n {
			b.Slow.Set(r)
			continue
		}
		y[r] = k.value(v, n)
	}
}

// blockPlain predicts sums for blocks.
type blockPlain struct{ *mean }

// PlanBlock gives the step that computes the sums.
func (k *plain) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return blockPlain{k.mean}, k.planBlock(p)
}

// RunBlock fills in the predicted numbers. A number that is missing is left to
// the frame.
func (k blockPlain) RunBlock(b *program.Block) {
	y := b.Outcomes[k.outcome].Value[:b.Rows]
	k.block(b, y)
	for r, v := range y {
		if v != v {
			b.Slow.Set(r)
		}
		y[r] = v + 0 // no negative zero
	}
}

// blockClassifier predicts categories for blocks.
type blockClassifier struct {
	*classifier
	scratch int
}

// PlanBlock gives the step that computes the distributions.
func (k *classifier) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	for i := range k.sums {
		if !k.sums[i].planBlock(p) {
			return nil, false
		}
	}
	p.FillsOutcome(k.outcome)
	return &blockClassifier{k, p.NewScratch()}, true
}

// classifying is a block's working memory: columns by sum, and a record's
// distribution.
type classifying struct {
	columns [][program.BlockRows]float64
	p       []float64
}

func (k *blockClassifier) working(b *program.Block) *classifying {
	w, _ := b.Scratch[k.scratch].(*classifying)
	if w == nil {
		w = &classifying{make([][program.BlockRows]float64, len(k.sums)), make([]float64, len(k.index))}
		b.Scratch[k.scratch] = w
	}
	return w
}

// RunBlock fills in the distributions. Records whose numbers are none are left
// to the frame.
func (k *blockClassifier) RunBlock(b *program.Block) {
	o := b.Outcomes[k.outcome]
	o.HasProbabilities, o.HasConfidences = true, true
	w := k.working(b)
	for i := range k.sums {
		k.sums[i].block(b, w.columns[i][:b.Rows])
	}
	for c := range o.Probabilities {
		clear(o.Probabilities[c][:b.Rows])
	}
	for r := range b.Rows {
		for i := range w.columns {
			w.p[i] = w.columns[i][r]
		}
		if !k.norm.apply(w.p) {
			b.Slow.Set(r)
			continue
		}
		best := 0
		for i, v := range w.p {
			if v > w.p[best] {
				best = i
			}
			o.Probabilities[k.index[i]][r] = v
		}
		o.Category[r] = int32(k.index[best])
		o.Value[r] = k.cell[best]
	}
	for c := range o.Probabilities {
		copy(o.Confidences[c][:b.Rows], o.Probabilities[c][:b.Rows])
	}
}

// blockCox predicts hazards for blocks.
type blockCox struct{ *cox }

// PlanBlock gives the step that computes the hazards.
func (k *cox) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return blockCox{k}, k.planBlock(p) && p.Has(k.time) && (k.stratum == program.NoSlot || p.Has(k.stratum))
}

// RunBlock fills in the hazards. Records without one are left to the frame.
func (k blockCox) RunBlock(b *program.Block) {
	y := b.Outcomes[k.outcome].Value[:b.Rows]
	k.block(b, y)
	times := b.Column(k.time)
	var strata []float64
	if k.stratum != program.NoSlot {
		strata = b.Column(k.stratum)
	}
	for r, v := range y {
		i, ok := 0, times[r] == times[r]
		if ok && strata != nil {
			i, ok = k.strata[strata[r]]
		}
		h := program.Missing
		if ok {
			h = k.baselines[i].at(times[r])
		}
		if h != 0 {
			h = k.hazard(h, v)
		}
		if h != h {
			b.Slow.Set(r)
		}
		y[r] = h
	}
}
