package additive

import (
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
)

// Number is a kernel that predicts a number: a function of a linear predictor, once
// for each trial.
type Number struct {
	*Predictor
	Link link.Link
	// Trials is nil for one.
	Trials  *Trials
	Outcome int
	// plain says that the number is the predictor itself.
	plain bool
}

// NewNumber makes the kernel for an inverse link, which the predictor's arithmetic
// computes.
func NewNumber(p *Predictor, l link.Link, n *Trials, outcome int) *Number {
	_, identity := l.(link.Identity)
	return &Number{Predictor: p, Link: p.link(l), Trials: n, Outcome: outcome, plain: identity && n == nil}
}

// link gives an inverse link in the predictor's arithmetic.
func (a Arithmetic) link(l link.Link) link.Link {
	if a == Float {
		return link.Float32(l)
	}
	return l
}

// Trials is the number of trials that a prediction is for: that of a slot, or a
// fixed one where that is NoSlot.
type Trials struct {
	Slot  program.Slot
	Fixed float64
	// Missing is raised where the record has no number, nil where that makes the
	// prediction missing.
	Missing *program.Fault
}

// Of gives the number of a record.
func (n *Trials) Of(f *program.Frame) float64 {
	switch {
	case n == nil:
		return 1
	case n.Slot == program.NoSlot:
		return n.Fixed
	}
	return f.Load(n.Slot)
}

// Score fills in the predicted number.
func (k *Number) Score(f *program.Frame) {
	if k.plain && k.Arithmetic == Decimal {
		if y, ok := k.Exact(f); ok {
			f.SetOutcomeDecimal(k.Outcome, y)
			return
		}
	}
	y := k.Eval(f)
	if k.plain {
		f.Outcomes[k.Outcome].Value = y + 0 // no negative zero
		return
	}
	if y == y || !program.IsMissing(y) {
		n := k.Trials.Of(f)
		switch {
		case n == n || !program.IsMissing(n):
			y = k.value(y, n)
		case k.Trials.Missing != nil:
			f.Raise(k.Trials.Missing)
			fallthrough
		default:
			y = program.Missing
		}
	}
	f.Outcomes[k.Outcome].Value = y
}

// value gives the prediction for a linear predictor and a number of trials.
func (k *Number) value(y, n float64) float64 {
	if !k.plain {
		y = k.Link.Mean(y)
	}
	if n != 1 {
		y = k.Round(float64(y * n))
	}
	return program.Number(y)
}

// varies says that the number of trials is the record's.
func (k *Number) varies() bool { return k.Trials != nil && k.Trials.Slot != program.NoSlot }

// PlanBlock gives the step that computes the numbers.
func (k *Number) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.Outcome)
	return blockNumber{k}, k.Planned(p) && (!k.varies() || p.Has(k.Trials.Slot))
}

// blockNumber predicts numbers for blocks.
type blockNumber struct{ *Number }

// RunBlock fills in the predicted numbers. A number that is missing is left to the
// frame.
func (k blockNumber) RunBlock(b *program.Block) {
	y := b.Outcomes[k.Outcome].Value[:b.Rows]
	k.EvalBlock(b, y)
	n := 1.0
	var trials []float64
	if k.varies() {
		trials = b.Column(k.Trials.Slot)
	} else if k.Trials != nil {
		n = k.Trials.Fixed
	}
	for r, v := range y {
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
