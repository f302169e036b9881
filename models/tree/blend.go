package tree

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Where a value that decides between children is missing, two strategies look
// at more than one of them. Both are defined for classification; for regression
// they give the mean of the nodes' scores, weighted by record counts.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html#missValStrategies

// blended makes the kernel of a tree with one of these strategies.
func (b *compiler) blended(base base) settled {
	fault := &program.Fault{Pos: b.at.Position(), Detail: "a value is missing, and missingValueStrategy=\"" + b.strategy.String() +
		"\" needs record counts, which a Node or its ScoreDistributions lack"}
	k := &blender{
		base: base, values: slices.Clone(b.work.values), counts: slices.Clone(b.work.counts), fault: fault,
		classify:  b.classify,
		aggregate: b.strategy == pmml.MissingValueStrategyAggregateNodes,
	}
	k.leaf = b.classifier(base)
	if k.aggregate {
		k.leaf.shares.counts = slices.Clone(b.work.shares.counts)
	}
	return k
}

func (k *blender) settle(t *compile.Target) {
	k.leaf.settle(t)
	k.categories, k.width = k.leaf.cells, len(k.leaf.cells)
	k.base.settle(t)
}

// blender is a tree that blends the results of several nodes.
type blender struct {
	base
	// leaf reports what a single node predicts.
	leaf classifier
	// values holds the score of each node as a cell, Missing for none.
	values []float64
	// counts holds the recordCount of each node, Missing for none.
	counts []float64
	// categories are the cells of the target's categories; width is their number.
	categories []float64
	width      int
	scratch    int
	fault      *program.Fault
	classify   bool
	aggregate  bool
}

// sums is the memory of blending: a stack of accumulators.
type sums struct {
	cells []float64
}

// The parts of an accumulator: the weight of what has been added, whether all
// of it had probabilities and confidences (0 or 1), a number, then probabilities
// and confidences by category.
const (
	weightAt = iota
	probabilitiesAt
	confidencesAt
	numberAt
	categoriesAt
)

func (k *blender) size() int { return categoriesAt + 2*k.width }

// push adds an empty accumulator and gives where it begins.
func (k *blender) push(s *sums) int {
	from := len(s.cells)
	for range k.size() {
		s.cells = append(s.cells, 0)
	}
	s.cells[from+probabilitiesAt] = 1
	s.cells[from+confidencesAt] = 1
	return from
}

// Score fills in what the node that the record falls into predicts, or a blend
// of several nodes.
func (k *blender) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	at, levels, child := k.walk(f)
	if at < 0 {
		return
	}
	if child < 0 {
		k.single(f, at, levels)
		return
	}
	s, ok := f.Scratch[k.scratch].(*sums)
	if !ok {
		s = &sums{}
		f.Scratch[k.scratch] = s
	}
	s.cells = s.cells[:0]
	acc := k.push(s)
	if k.aggregate {
		k.gather(f, s, acc, at, child)
		if f.Err() == nil {
			k.reportCounts(o, s.cells[acc:acc+k.size()], levels)
		}
		return
	}
	k.weigh(f, s, acc, at, child, levels)
	o.Clear()
	if f.Err() == nil {
		k.reportShares(o, s.cells[acc:acc+k.size()])
	}
}

// single fills in what one node predicts.
func (k *blender) single(f *program.Frame, at int32, levels int) {
	if k.embedded != nil && k.runEmbedded(f, at) {
		return
	}
	o := &f.Outcomes[k.outcome]
	if k.classify {
		k.leaf.report(o, at, levels)
	} else if v := k.values[at]; !program.IsMissing(v) {
		o.Value = v
		o.Entity = int(at)
	}
}

// weigh blends the children of a node from the first unknown one on, for
// weightedConfidence: all that are not false are candidates, each weighted by
// its share of the candidates' records. Below a candidate the tree is walked in
// the same way. A candidate that has no prediction is none.
func (k *blender) weigh(f *program.Frame, s *sums, acc int, at, child int32, levels int) {
	for end := k.nodes[at].end; child < end; child = k.nodes[child].end {
		result, alternative := k.decide(f, child)
		if f.Err() != nil {
			return
		}
		if result == program.False {
			continue
		}
		weight := k.counts[child]
		if program.IsMissing(weight) {
			f.Raise(k.fault)
			return
		}
		below := levels
		if alternative && result == program.True {
			below++
		}
		node, below, unknown := k.walkFrom(f, child, below)
		if f.Err() != nil {
			return
		}
		if node < 0 {
			continue
		}
		if unknown < 0 {
			f.Outcomes[k.outcome].Clear()
			k.single(f, node, below)
			if f.Err() != nil {
				return
			}
			k.addOutcome(&f.Outcomes[k.outcome], s.cells[acc:acc+k.size()], weight)
			continue
		}
		inner := k.push(s)
		k.weigh(f, s, inner, node, unknown, below)
		if f.Err() != nil {
			return
		}
		k.addSums(s.cells[acc:acc+k.size()], s.cells[inner:], weight)
		s.cells = s.cells[:inner]
	}
}

// addOutcome adds a single node's prediction. A category alone counts whole.
func (k *blender) addOutcome(o *program.Outcome, acc []float64, weight float64) {
	if program.IsMissing(o.Value) {
		return
	}
	acc[weightAt] += weight
	if !k.classify {
		acc[numberAt] += float64(o.Value * weight)
		return
	}
	probabilities, confidences := acc[categoriesAt:categoriesAt+k.width], acc[categoriesAt+k.width:]
	hasProbabilities, hasConfidences := o.Has[program.Probabilities], o.Has[program.Confidences]
	if !hasProbabilities {
		acc[probabilitiesAt] = 0
	}
	for i := range k.width {
		if hasProbabilities {
			probabilities[i] += float64(o.Series[program.Probabilities][i] * weight)
		}
		switch {
		case hasConfidences:
			confidences[i] += float64(o.Series[program.Confidences][i] * weight)
		case hasProbabilities:
			confidences[i] += float64(o.Series[program.Probabilities][i] * weight)
		case i == o.Category:
			confidences[i] += weight
		}
	}
}

// addSums adds a candidate that is a blend itself.
func (k *blender) addSums(acc, inner []float64, weight float64) {
	if inner[weightAt] == 0 {
		return
	}
	acc[weightAt] += weight
	acc[probabilitiesAt] = math.Min(acc[probabilitiesAt], inner[probabilitiesAt])
	for i := numberAt; i < len(acc); i++ {
		acc[i] += float64(inner[i] / inner[weightAt] * weight)
	}
}

// reportShares fills in the blend of weightedConfidence.
func (k *blender) reportShares(o *program.Outcome, acc []float64) {
	if acc[weightAt] == 0 {
		return
	}
	for i := numberAt; i < len(acc); i++ {
		acc[i] = k.leaf.round(acc[i] / acc[weightAt])
	}
	if !k.classify {
		o.Value = acc[numberAt]
		return
	}
	o.Has[program.Confidences] = true
	copy(o.Series[program.Confidences], acc[categoriesAt+k.width:])
	if acc[probabilitiesAt] == 1 {
		o.Has[program.Probabilities] = true
		copy(o.Series[program.Probabilities], acc[categoriesAt:categoriesAt+k.width])
	}
	k.elect(o, o.Series[program.Confidences])
}

// elect predicts the category of the greatest share, the first of equals.
func (k *blender) elect(o *program.Outcome, shares []float64) {
	best := program.Greatest(shares[:k.width])
	o.Category = best
	o.Value = k.categories[best]
}

// gather adds the record counts of all nodes that a record can end in, for
// aggregateNodes: from the child on, one that is unknown is entered and so are
// siblings after it, until one is true.
func (k *blender) gather(f *program.Frame, s *sums, acc int, at, child int32) {
	for end := k.nodes[at].end; child < end; child = k.nodes[child].end {
		result, _ := k.decide(f, child)
		if f.Err() != nil {
			return
		}
		if result == program.False {
			continue
		}
		node, _, unknown := k.walkFrom(f, child, 0)
		switch {
		case f.Err() != nil:
			return
		case node >= 0 && unknown >= 0:
			k.gather(f, s, acc, node, unknown)
		case node >= 0:
			k.addCounts(f, s.cells[acc:acc+k.size()], node)
		}
		if f.Err() != nil || result == program.True {
			return
		}
	}
}

// addCounts adds the records of one node.
func (k *blender) addCounts(f *program.Frame, acc []float64, node int32) {
	if program.IsMissing(k.values[node]) {
		return
	}
	if !k.classify {
		count := k.counts[node]
		if program.IsMissing(count) {
			f.Raise(k.fault)
			return
		}
		acc[weightAt] += count
		acc[numberAt] += float64(k.values[node] * count)
		return
	}
	r := &k.leaf.results[node]
	s := &k.leaf.shapes[r.shape]
	if !s.counts {
		f.Raise(k.fault)
		return
	}
	counts := k.leaf.shares.counts[r.from:]
	for i, category := range s.categories {
		acc[weightAt] += counts[i]
		acc[categoriesAt+int(category)] += counts[i]
	}
}

// reportCounts fills in the blend of aggregateNodes.
func (k *blender) reportCounts(o *program.Outcome, acc []float64, levels int) {
	total := acc[weightAt]
	if total == 0 {
		return
	}
	if !k.classify {
		o.Value = k.leaf.round(acc[numberAt] / total)
		return
	}
	factor := penalty(k.leaf.penalty, levels)
	o.Has[program.Probabilities], o.Has[program.Confidences] = true, true
	shares, confidences := o.Series[program.Probabilities], o.Series[program.Confidences]
	for i := range k.width {
		share := acc[categoriesAt+i] / total
		shares[i] = k.leaf.round(share)
		confidences[i] = k.leaf.round(float64(share * factor))
	}
	k.elect(o, shares)
}
