package tree

import "github.com/gopmml/gopmml/internal/program"

// kernel makes the kernel of a compiled tree.
func (b *compiler) kernel() program.Kernel {
	base := base{tree: b.tree, outcome: b.target.Outcome, embedded: b.embedded}
	switch {
	case b.tree.unknown == blend:
		return b.blended(base)
	case b.classify:
		k := &classifier{base: base, results: b.results, entries: b.entries, penalty: b.penalty, float32: b.Float32()}
		b.noteIDs(&k.base)
		return k
	}
	n := &number{base: base, scores: b.scores()}
	b.noteIDs(&n.base)
	if b.exact != nil {
		return &decimalNumber{n, b.exact}
	}
	return n
}

func (b *compiler) scores() []float64 {
	scores := make([]float64, len(b.results))
	for i := range b.results {
		scores[i] = b.results[i].value
	}
	return scores
}

// base is what the kernels have in common.
type base struct {
	tree
	outcome  int
	embedded map[int32]program.Kernel
}

// runEmbedded lets the model in a node predict, where the node has one. It
// gives false where that has no prediction: the node's own score holds then, as
// the exporters of linear trees mean it.
func (k *base) runEmbedded(f *program.Frame, at int32) bool {
	m, ok := k.embedded[at]
	if !ok {
		return false
	}
	m.Score(f)
	o := &f.Outcomes[k.outcome]
	if program.IsMissing(o.Value) {
		o.Clear()
		return f.Err() != nil
	}
	o.Entity = int(at)
	return true
}

// number is a regression tree whose result is a node's score.
type number struct {
	base
	scores []float64
}

// Score fills in the score of the node that the record falls into. A node
// without a score gives no prediction.
func (k *number) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	at, _, _ := k.walk(f)
	if at < 0 || k.embedded != nil && k.runEmbedded(f, at) {
		return
	}
	if v := k.scores[at]; !program.IsMissing(v) {
		o.Value = v
		o.Entity = int(at)
	}
}

// classifier is a classification tree whose result is a node's score and
// distribution.
type classifier struct {
	base
	results []result
	entries []entry
	penalty float64
	float32 bool
}

// Score fills in the category, the probabilities and the confidences of the
// node that the record falls into. A node that has neither score nor record
// counts gives no prediction.
func (k *classifier) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	at, levels, _ := k.walk(f)
	if at < 0 || k.embedded != nil && k.runEmbedded(f, at) {
		return
	}
	k.report(o, at, levels)
}

// report fills in what a node predicts.
func (k *classifier) report(o *program.Outcome, at int32, levels int) {
	r := &k.results[at]
	if r.category < 0 {
		return
	}
	o.Value = r.value
	o.Category = int(r.category)
	o.Entity = int(at)
	o.HasProbabilities = r.probabilities
	o.HasConfidences = r.confidences
	factor := 1.0
	if levels > 0 {
		factor = penalty(k.penalty, levels)
	}
	for _, e := range k.entries[r.from:r.to] {
		if r.probabilities {
			o.Probabilities[e.category] = e.probability
		}
		if r.confidences {
			o.Confidences[e.category] = k.round(e.confidence * factor)
		}
	}
}

// round rounds to float32 where the model's arithmetic runs in it.
func (k *classifier) round(v float64) float64 {
	if k.float32 {
		return float64(float32(v))
	}
	return v
}
