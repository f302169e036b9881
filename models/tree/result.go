package tree

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// result is what a node predicts.
type result struct {
	// value is the score as a cell, Missing where the node has none.
	value float64
	// category is the index of the score's category, -1 for none.
	category int32
	// from and to bound the node's distribution among the tree's entries.
	from, to int32
	// What the entries hold.
	probabilities, confidences, counts bool
}

// noResult is that of a node that is only passed through.
var noResult = result{value: program.Missing, category: -1}

// entry is a category's share of a node.
type entry struct {
	probability, confidence, count float64
	category                       int32
}

// result compiles what a node predicts.
func (b *compiler) result(n *pmml.TreeNode) (result, error) {
	r := noResult
	var err error
	score, scored := n.Score.Get()
	leaf := len(n.Nodes) == 0
	switch {
	case b.classify:
		if r, err = b.distribution(n); err != nil {
			return r, err
		}
		if scored {
			category, cell, err := b.target.Category(score, n)
			if err != nil {
				return r, err
			}
			r.category, r.value = int32(category), cell
		}
	case scored:
		if r.value, err = b.number(n, score); err != nil {
			return r, err
		}
	}
	if leaf && n.EmbeddedModel == nil && program.IsMissing(r.value) {
		return r, b.Errorf(n, pmml.ErrInvalid, "a Node without children needs %s", b.needed())
	}
	if !leaf && !b.final() {
		// Its entries are the last, and nothing will read them.
		b.entries = b.entries[:len(b.entries)-int(r.to-r.from)]
		r = noResult
	}
	return r, nil
}

func (b *compiler) needed() string {
	if b.classify {
		return "a score or ScoreDistributions with record counts"
	}
	return "a score"
}

// final says whether an inner node can be a result.
func (b *compiler) final() bool { return b.tree.returnLast || b.tree.unknown == Stay }

// number gives the cell of a regression's score.
func (b *compiler) number(n *pmml.TreeNode, score string) (float64, error) {
	t := pmml.DataTypeDouble
	if b.Float32() {
		t = pmml.DataTypeFloat
	}
	v, err := program.ParseValue(t, score)
	if err != nil {
		return 0, b.Errorf(n, pmml.ErrInvalid, "score %q is not a number, as functionName=\"regression\" needs", score)
	}
	if b.Decimal() {
		b.keepExact(score, v)
	}
	return v, nil
}

// distribution compiles the ScoreDistributions of a node, and the category
// that they favour as its score.
func (b *compiler) distribution(n *pmml.TreeNode) (result, error) {
	r := noResult
	r.from = int32(len(b.entries))
	r.to = r.from
	ds := n.ScoreDistributions
	if len(ds) == 0 {
		return r, nil
	}
	r.probabilities = ds[0].Probability.IsSet()
	r.counts = ds[0].RecordCount.IsSet()
	for _, d := range ds {
		category, _, err := b.target.Category(d.Value, d)
		if err != nil {
			return r, err
		}
		for i := range b.entries[r.from:] {
			if b.entries[int(r.from)+i].category == int32(category) {
				return r, b.Errorf(d, pmml.ErrInvalid, "the Node has two ScoreDistributions for value %q", d.Value)
			}
		}
		e := entry{category: int32(category), probability: d.Probability.Or(0), confidence: d.Confidence.Or(0), count: d.RecordCount.Or(0)}
		switch {
		case d.Probability.IsSet() != r.probabilities:
			return r, b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the Node have a probability and some have none")
		case d.RecordCount.IsSet() != r.counts:
			return r, b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the Node have a recordCount and some have none")
		case !(e.probability >= 0 && e.probability <= 1):
			return r, b.Errorf(d, pmml.ErrInvalid, "probability %v lies outside 0 to 1", e.probability)
		case !(e.confidence >= 0):
			return r, b.Errorf(d, pmml.ErrInvalid, "confidence %v is negative", e.confidence)
		case !(e.count >= 0):
			return r, b.Errorf(d, pmml.ErrInvalid, "recordCount %v is negative", e.count)
		}
		r.confidences = r.confidences || d.Confidence.IsSet()
		b.entries = append(b.entries, e)
		r.to++
	}
	b.shares(&r, ds)
	return r, nil
}

// shares completes the entries of a node: probabilities and confidences that
// are not given follow from the record counts, and the favoured category is
// the node's score.
func (b *compiler) shares(r *result, ds []*pmml.ScoreDistribution) {
	entries := b.entries[r.from:r.to]
	total := 0.0
	for i := range entries {
		total = b.round(total + b.round(entries[i].count))
	}
	shared := r.counts && total > 0
	if r.counts && !r.probabilities {
		r.probabilities = shared
		for i := range entries {
			entries[i].probability = entries[i].count
		}
	}
	if r.probabilities {
		r.probabilities = b.normalize(entries)
	}
	for i := range entries {
		if shared && !ds[i].Confidence.IsSet() {
			entries[i].confidence = b.round(b.round(entries[i].count) / total)
		} else {
			entries[i].confidence = b.round(entries[i].confidence)
		}
	}
	r.confidences = r.confidences || shared
	if !r.probabilities && !shared {
		return
	}
	best := 0
	for i := range entries {
		if shared && entries[i].count > entries[best].count ||
			!shared && entries[i].probability > entries[best].probability {
			best = i
		}
	}
	r.category = entries[best].category
	r.value = b.target.Categories[r.category].Cell
}

// normalize makes probabilities sum to 1, false where they are all zero.
func (b *compiler) normalize(entries []entry) bool {
	sum := 0.0
	for i := range entries {
		entries[i].probability = b.round(entries[i].probability)
		sum = b.round(sum + entries[i].probability)
	}
	if sum == 0 {
		return false
	}
	for i := range entries {
		if sum != 1 {
			entries[i].probability = b.round(entries[i].probability / sum)
		}
	}
	return true
}

// round rounds to float32 where the model's arithmetic runs in it.
func (b *compiler) round(v float64) float64 {
	if b.Float32() {
		return float64(float32(v))
	}
	return v
}

// penalty gives the factor of confidences by the number of levels that were
// passed in spite of a missing value: penalty multiplied so often.
func penalty(factor float64, levels int) float64 {
	p := 1.0
	for range levels {
		if p == 0 || factor == 1 {
			break
		}
		p *= factor
	}
	return p
}
