package tree

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// result is what a node of a classification predicts, beside its score.
type result struct {
	// category is the index of the score's category, -1 for none.
	category int32
	// shape is the index of what the node's distribution lists, and from is where
	// its shares begin.
	shape, from int32
}

// noResult is that of a node that is only passed through.
var noResult = result{category: -1}

// shape is what distributions list. Nearly all nodes of a tree have the same.
type shape struct {
	categories []int32
	// What the shares hold.
	probabilities, confidences, counts bool
}

// shares are the numbers of distributions, those of all nodes one after the
// other. Slices that nobody reads are nil.
type shares struct {
	probabilities, confidences, counts []float64
}

// entry is a category's share of a node, while it is compiled.
type entry struct {
	probability, confidence, count float64
	category                       int32
}

// found is what a node predicts, while it is compiled.
type found struct {
	value                              float64
	category                           int32
	probabilities, confidences, counts bool
}

// result compiles what a node predicts.
func (b *compiler) result(n *pmml.TreeNode) error {
	r, err := b.predicted(n)
	if err != nil {
		if err = b.Keep(err); err != nil {
			return err
		}
		r = found{value: program.Missing, category: -1}
		b.work.entries = b.work.entries[:0]
	}
	if len(n.Nodes) > 0 && !b.final() {
		r = found{value: program.Missing, category: -1} // nothing will read it
	}
	b.work.values = append(b.work.values, r.value)
	if !b.classify {
		return nil
	}
	if r.category < 0 {
		b.work.results = append(b.work.results, noResult)
		return nil
	}
	b.work.results = append(b.work.results, result{r.category, b.shape(r), int32(len(b.work.shares.probabilities))})
	s := &b.work.shares
	for _, e := range b.work.entries {
		s.probabilities = append(s.probabilities, e.probability)
		s.confidences = append(s.confidences, e.confidence)
		s.counts = append(s.counts, e.count)
	}
	return nil
}

// shape gives the index of what the node's entries list. It looks among the
// last ones only: where many differ, nothing is gained.
func (b *compiler) shape(r found) int32 {
	shapes, entries := b.work.shapes, b.work.entries
search:
	for i := len(shapes) - 1; i >= max(0, len(shapes)-8); i-- {
		s := &shapes[i]
		if len(s.categories) != len(entries) || s.probabilities != r.probabilities || s.confidences != r.confidences || s.counts != r.counts {
			continue
		}
		for k := range entries {
			if s.categories[k] != entries[k].category {
				continue search
			}
		}
		return int32(i)
	}
	s := shape{make([]int32, len(entries)), r.probabilities, r.confidences, r.counts}
	for k := range entries {
		s.categories[k] = entries[k].category
	}
	b.work.shapes = append(shapes, s)
	return int32(len(shapes))
}

// predicted gives what a node predicts, and leaves its distribution in entries.
func (b *compiler) predicted(n *pmml.TreeNode) (found, error) {
	r := found{value: program.Missing, category: -1}
	var err error
	score, scored := n.Score.Get()
	switch {
	case b.classify:
		if r, err = b.distribution(n); err != nil {
			return r, err
		}
		if scored {
			category, cell, err := b.category(score, n)
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
	if len(n.Nodes) == 0 && n.EmbeddedModel == nil && program.IsMissing(r.value) {
		return r, b.Errorf(n, pmml.CodePartMissing, "a Node without children needs %s", b.needed())
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
func (b *compiler) final() bool { return b.tree.returnLast || b.tree.unknown == stay }

// number gives the cell of a regression's score.
func (b *compiler) number(n *pmml.TreeNode, score string) (float64, error) {
	t := pmml.DataTypeDouble
	if b.Float32() {
		t = pmml.DataTypeFloat
	}
	v, err := program.ParseValue(t, score)
	if err != nil {
		return 0, b.Errorf(n, pmml.CodeValueType, "score %q is not a number, as functionName=\"regression\" needs", score)
	}
	if b.Decimal() {
		b.keepExact(score, v)
	}
	return v, nil
}

// distribution compiles the ScoreDistributions of a node, and the category
// that they favour as its score.
func (b *compiler) distribution(n *pmml.TreeNode) (found, error) {
	r := found{value: program.Missing, category: -1}
	entries := b.work.entries[:0]
	defer func() { b.work.entries = entries }()
	ds := n.ScoreDistributions
	if len(ds) == 0 {
		return r, nil
	}
	r.probabilities = ds[0].Probability.IsSet()
	r.counts = ds[0].RecordCount.IsSet()
	for _, d := range ds {
		category, _, err := b.category(d.Value, d)
		if err != nil {
			return r, err
		}
		for i := range entries {
			if entries[i].category == int32(category) {
				return r, b.Errorf(d, pmml.CodeDuplicateName, "the Node has two ScoreDistributions for value %q", d.Value)
			}
		}
		e := entry{category: int32(category), probability: d.Probability.Or(0), confidence: d.Confidence.Or(0), count: d.RecordCount.Or(0)}
		switch {
		case d.Probability.IsSet() != r.probabilities:
			return r, b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the Node have a probability and some have none")
		case d.RecordCount.IsSet() != r.counts:
			return r, b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the Node have a recordCount and some have none")
		case !(e.probability >= 0 && e.probability <= 1):
			return r, b.Errorf(d, pmml.CodeOutOfRange, "probability %v lies outside 0 to 1", e.probability)
		case !(e.confidence >= 0):
			return r, b.Errorf(d, pmml.CodeOutOfRange, "confidence %v is negative", e.confidence)
		case !(e.count >= 0):
			return r, b.Errorf(d, pmml.CodeOutOfRange, "recordCount %v is negative", e.count)
		}
		r.confidences = r.confidences || d.Confidence.IsSet()
		entries = append(entries, e)
	}
	b.complete(&r, entries, ds)
	return r, nil
}

// complete completes the entries of a node: probabilities and confidences that
// are not given follow from the record counts, and the favoured category is
// the node's score.
func (b *compiler) complete(r *found, entries []entry, ds []*pmml.ScoreDistribution) {
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
	r.value = b.categoryCell(int(r.category))
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
		p = float64(p * factor)
	}
	return p
}
