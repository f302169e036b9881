package additive

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Classifier is a kernel that predicts the category whose probability is highest,
// the first on ties.
type Classifier struct {
	// Predictors are those of the first categories, in the order of the model. The
	// categories without one have zero.
	Predictors []*Predictor
	Norm       Norm
	// Index and Cell are the categories' places among the target's, and values.
	Index   []int
	Cell    []float64
	Outcome int
	// Scratch is a place in [program.Frame.Scratch].
	Scratch int
	// Pos is the model's, for faults.
	Pos pmml.Pos
}

// Score fills in the distribution and the winning category. A predictor that is
// missing makes the whole prediction missing.
func (k *Classifier) Score(f *program.Frame) {
	o := &f.Outcomes[k.Outcome]
	o.Clear()
	p := k.buffer(f)
	if !k.Sums(f, p) {
		return
	}
	best, ok := k.decide(p)
	if !ok {
		f.Raise(&program.Fault{Pos: k.Pos, Detail: "the probabilities are undefined: " + k.Norm.Name + " of these numbers is not a distribution"})
		return
	}
	shares := o.Series[program.Probabilities]
	for i, v := range p {
		shares[k.Index[i]] = v
	}
	copy(o.Series[program.Confidences], shares)
	o.Has[program.Probabilities], o.Has[program.Confidences] = true, true
	o.Category = k.Index[best]
	o.Value = k.Cell[best]
}

// Sums computes the predictors, with room for all categories; false where one is
// missing.
func (k *Classifier) Sums(f *program.Frame, y []float64) bool {
	for i, p := range k.Predictors {
		v := p.Eval(f)
		if v != v && program.IsMissing(v) {
			return false
		}
		y[i] = v
	}
	for i := len(k.Predictors); i < len(y); i++ {
		y[i] = 0
	}
	return true
}

// decide turns predictors into probabilities in place, and gives the winner; false
// where there is none.
func (k *Classifier) decide(p []float64) (best int, ok bool) {
	ok = k.Norm.Apply(p)
	for _, v := range p {
		ok = ok && v == v
	}
	return program.Greatest(p), ok
}

// buffer gives room for one number per category.
func (k *Classifier) buffer(f *program.Frame) []float64 {
	if p, ok := f.Scratch[k.Scratch].(*[]float64); ok {
		return *p
	}
	p := make([]float64, len(k.Index))
	f.Scratch[k.Scratch] = &p
	return p
}

// PlanBlock gives the step that computes the distributions.
func (k *Classifier) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	for _, q := range k.Predictors {
		if !q.Planned(p) {
			return nil, false
		}
	}
	p.FillsOutcome(k.Outcome)
	return &blockClassifier{k, p.NewScratch()}, true
}

// blockClassifier predicts categories for blocks.
type blockClassifier struct {
	*Classifier
	scratch int
}

// classifying is a block's working memory: columns by predictor, and a record's
// distribution.
type classifying struct {
	columns [][program.BlockRows]float64
	p       []float64
}

func (k *blockClassifier) working(b *program.Block) *classifying {
	w, _ := b.Scratch[k.scratch].(*classifying)
	if w == nil {
		w = &classifying{make([][program.BlockRows]float64, len(k.Predictors)), make([]float64, len(k.Index))}
		b.Scratch[k.scratch] = w
	}
	return w
}

// RunBlock fills in the distributions. Records whose numbers are none are left to
// the frame.
func (k *blockClassifier) RunBlock(b *program.Block) {
	o := b.Outcomes[k.Outcome]
	o.Has[program.Probabilities], o.Has[program.Confidences] = true, true
	w := k.working(b)
	for i, p := range k.Predictors {
		p.EvalBlock(b, w.columns[i][:b.Rows])
	}
	shares := o.Series[program.Probabilities]
	for c := range shares {
		clear(shares[c][:b.Rows])
	}
	for r := range b.Rows {
		number := true
		for i := range w.columns {
			v := w.columns[i][r]
			w.p[i] = v
			number = number && v == v
		}
		for i := len(w.columns); i < len(w.p); i++ {
			w.p[i] = 0
		}
		best, ok := k.decide(w.p)
		if !ok || !number {
			b.Slow.Set(r)
			continue
		}
		for i, v := range w.p {
			shares[k.Index[i]][r] = v
		}
		o.Category[r] = int32(k.Index[best])
		o.Value[r] = k.Cell[best]
	}
	for c := range shares {
		copy(o.Series[program.Confidences][c][:b.Rows], shares[c][:b.Rows])
	}
}
