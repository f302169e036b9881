package nearestneighbor

import (
	"cmp"
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// target is what is predicted of one field.
type target[T real.Float] struct {
	target  *compile.Target // while the model is compiled
	name    string
	outcome int
	method  method
	// threshold is added to a distance before it becomes a weight.
	threshold T
	// numbers are the instances' numbers, categories the indices of their
	// categories among the target's. Where the prediction is the id of the nearest
	// instance, ids holds them, and categories theirs where a model around this one
	// may want them.
	numbers    []T
	categories []int32
	ids        []float64
	// cells are the categories' values, prefer their places in the order in
	// which equal votes are decided.
	cells  []float64
	prefer []int
	pos    pmml.Pos
}

// method is how neighbors' values become a prediction.
type method uint8

const (
	average method = iota
	weightedAverage
	median
	majority
	weightedMajority
	nearest
)

// targets compiles what is predicted.
func (b *compiler[T]) targets() error {
	c, m := b.c, b.m
	targets := c.Targets()
	if len(targets) == 0 {
		return c.Errorf(m, pmml.CodePartMissing, "the MiningSchema names no target field, functionName=%q needs one", m.FunctionName)
	}
	for _, t := range targets {
		if t.Name == "" && m.FunctionName != pmml.MiningFunctionClustering {
			return c.Errorf(m, pmml.CodePartMissing, "the MiningSchema names no target field, functionName=%q needs one", m.FunctionName)
		}
		out := &target[T]{target: t, name: t.Name, outcome: t.Outcome, method: nearest, pos: m.Pos}
		if t.Name != "" {
			var err error
			if out.method, err = b.method(t); err != nil {
				return err
			}
		}
		threshold := m.Threshold.Or(0.001)
		if (out.method == weightedAverage || out.method == weightedMajority) && !(threshold >= 0 && !math.IsInf(threshold, 0)) {
			return c.Errorf(m, pmml.CodeOutOfRange, "threshold=%v was found, a number of at least 0 is needed", threshold)
		}
		out.threshold = T(threshold)
		t.Features = b.feature
		b.k.targets = append(b.k.targets, out)
	}
	return nil
}

// method gives the scoring method of a target that has a name.
func (b *compiler[T]) method(t *compile.Target) (method, error) {
	method, name := average, ""
	if t.Categorical() {
		method = majority
		if b.m.CategoricalScoringMethod == pmml.CatScoringMethodWeightedMajorityVote {
			method, name = weightedMajority, "categoricalScoringMethod=\"weightedMajorityVote\""
		}
	} else {
		if own := t.FieldType(); !program.IsNumeric(own) && own != pmml.DataTypeBoolean && !program.IsCount(own) {
			return 0, b.c.Errorf(b.m, pmml.CodeFieldType, "target field %q is continuous and of type %s, a number is needed", t.Name, own)
		}
		switch b.m.ContinuousScoringMethod {
		case pmml.ContScoringMethodMedian:
			method = median
		case pmml.ContScoringMethodWeightedAverage:
			method, name = weightedAverage, "continuousScoringMethod=\"weightedAverage\""
		}
	}
	if name != "" && b.k.measure.Similarity {
		return 0, b.c.Errorf(b.m, pmml.ErrUnsupported, "%s is not supported with kind=\"similarity\": a neighbor's weight is defined by its distance", name)
	}
	return method, nil
}

// learn takes an instance's value.
func (t *target[T]) learn(c *compile.Context, row *pmml.Row, v float64) error {
	if v != v {
		return c.Errorf(row, pmml.CodePartMissing, "the row has no value of target field %q", t.target.Name)
	}
	if t.method <= median {
		t.numbers = append(t.numbers, T(v))
		return nil
	}
	text := ""
	if t.target.Type == pmml.DataTypeString {
		text = c.Texts().Text(v)
	} else {
		text = program.FormatValue(v, t.target.Type)
	}
	i, _, err := t.target.Category(text, row)
	t.categories = append(t.categories, int32(i))
	return err
}

// settle orders the categories, and lets go of what only compiling needs.
func (t *target[T]) settle(c *compile.Context) error {
	categories := t.target.Categories
	if t.method == majority || t.method == weightedMajority {
		order := make([]int, len(categories))
		count := make([]int, len(order))
		for _, i := range t.categories {
			count[i]++
		}
		for i, k := range categories {
			order[i] = i
			t.cells = append(t.cells, k.Cell)
		}
		err := limit.SortStable(order, func(a, b int) int {
			x, y := categories[a], categories[b]
			natural := cmp.Compare(x.Cell, y.Cell)
			if t.target.Type == pmml.DataTypeString {
				natural = cmp.Compare(x.Text, y.Text)
			}
			return cmp.Or(cmp.Compare(count[b], count[a]), natural)
		}, c.Look)
		if err != nil {
			return err
		}
		t.prefer = make([]int, len(order))
		for place, i := range order {
			t.prefer[i] = place
		}
	}
	t.target = nil
	return nil
}

// predict fills in the outcome from the nearest instances.
func (t *target[T]) predict(f *program.Frame, o *program.Outcome, m *memory[T], k *kernel[T]) {
	index := m.nearest.Index[:k.neighbors]
	if t.method == weightedAverage || t.method == weightedMajority {
		if !t.weigh(m) {
			f.Raise(&program.Fault{Pos: t.pos, Detail: "a neighbor has the distance 0 and the threshold is 0, so its weight is not defined"})
			return
		}
	}
	switch t.method {
	case nearest:
		o.Value = t.ids[index[0]]
		if t.categories != nil {
			o.Category = int(t.categories[index[0]])
		}
		return
	case majority, weightedMajority:
		t.vote(o, index, m)
		return
	}
	v := T(0)
	switch t.method {
	case average:
		for _, i := range index {
			v += t.numbers[i]
		}
		v /= T(len(index))
	case weightedAverage:
		var sum T
		for j, i := range index {
			v += T(m.weights[j] * t.numbers[i])
			sum += m.weights[j]
		}
		v /= sum
	case median:
		for j, i := range index {
			m.numbers[j] = t.numbers[i]
		}
		slices.Sort(m.numbers)
		n := len(m.numbers)
		v = m.numbers[n/2]
		if n%2 == 0 {
			v = T(m.numbers[n/2-1]+v) / 2
		}
	}
	o.Value = program.Number(float64(v))
}

// weigh gives the neighbors their weights; false where one is not finite.
func (t *target[T]) weigh(m *memory[T]) bool {
	for j := range m.weights {
		w := 1 / (m.nearest.Value[j] + t.threshold)
		if math.IsInf(float64(w), 0) {
			return false
		}
		m.weights[j] = w
	}
	return true
}

// vote counts the neighbors' votes. A category's probability is its share.
func (t *target[T]) vote(o *program.Outcome, index []int32, m *memory[T]) {
	votes := m.votes[:len(t.prefer)]
	clear(votes)
	var sum T
	for j, i := range index {
		w := T(1)
		if t.method == weightedMajority {
			w = m.weights[j]
		}
		votes[t.categories[i]] += w
		sum += w
	}
	best := 0
	for i, v := range votes {
		if v > votes[best] || v == votes[best] && t.prefer[i] < t.prefer[best] {
			best = i
		}
	}
	if sum > 0 {
		shares := o.Series[program.Probabilities]
		for i, v := range votes {
			shares[i] = float64(v / sum)
		}
		o.Has[program.Probabilities] = true
	}
	o.Category, o.Value = best, t.cells[best]
}
