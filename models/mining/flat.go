package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	trees "github.com/gopmml/gopmml/internal/ensemble"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// forest is what the kernels share that score all trees of an ensemble at once.
// The kernel that runs segment by segment stands by for records with unusual
// values, and for explanations.
type forest struct {
	*trees.Forest
	// stages are those of segments that prepare fields of their own.
	stages []*program.Stage
	work   int
	width  int
}

// working is a frame's working memory for a forest.
type working struct {
	trees.Work
	sums []float64
}

// flatTrees gives the ensemble's trees in the form of package ensemble; false
// where its segments are anything else than trees that every record passes, or
// where somebody reads what a single segment gives.
func (e *ensemble) flatTrees(c *compile.Context) ([]*trees.Tree, bool) {
	if c.Decimal() || c.NamesSegment() || len(e.segments) < 2 {
		return nil, false
	}
	out := make([]*trees.Tree, len(e.segments))
	for i, s := range e.segments {
		k, ok := s.stage.Kernel.(trees.Flat)
		if !ok || s.predicate != nil || s.weightSlot != program.NoSlot || len(s.stage.Targets) != 1 || len(s.stage.Outputs) > 0 {
			return nil, false
		}
		if out[i], ok = k.Flat(); !ok {
			return nil, false
		}
	}
	return out, true
}

// newForest makes a forest whose leaves are worth what worth gives for a segment.
func (e *ensemble) newForest(c *compile.Context, all []*trees.Tree, width int, worth func(s *segment, l *trees.Leaf) []float64) *forest {
	f := &forest{work: c.NewScratch(), width: width}
	for _, s := range e.segments {
		if len(s.stage.Prepare)+len(s.stage.Derived) > 0 {
			f.stages = append(f.stages, s.stage)
		}
	}
	f.Forest = trees.New(all, trees.Worth{
		Width: width, Float32: e.float32,
		Leaf: func(tree int, l *trees.Leaf) []float64 { return worth(e.segments[tree], l) },
	})
	return f
}

// score gives the sums over the trees for a record, nil where it must be scored
// segment by segment.
func (k *forest) score(f *program.Frame) []float64 {
	if f.Explained() {
		return nil
	}
	w, _ := f.Scratch[k.work].(*working)
	if w == nil {
		w = &working{sums: make([]float64, k.width)}
		f.Scratch[k.work] = w
	}
	for _, s := range k.stages {
		s.Enter(f)
	}
	if !k.Score(f.Cells, &w.Work, w.sums) {
		return nil
	}
	return w.sums
}

// weigh gives a segment's weight times v, as the kernels multiply.
func (e *ensemble) weigh(v float64, s *segment) float64 {
	switch {
	case !e.weighted:
		return v
	case e.float32:
		return float64(float32(v) * float32(s.weight))
	}
	return v * s.weight
}

// weight gives the sum of the segments' weights in order, or their number.
func (e *ensemble) weight() float64 {
	if !e.weighted {
		return float64(len(e.segments))
	}
	sum := 0.0
	for _, s := range e.segments {
		sum = e.add(sum, s.weight)
	}
	return sum
}

// flatNumbers adds up regression trees.
type flatNumbers struct {
	*numbers
	forest *forest
	// divisor is what sums are divided by, 1 for nothing.
	divisor float64
}

// Finish makes the kernel one that scores all trees at once, where it can be.
func (e *numbers) Finish(c *compile.Context) program.Kernel {
	k := &flatNumbers{numbers: e, divisor: 1}
	switch e.method {
	case pmml.MultipleModelMethodSum, pmml.MultipleModelMethodWeightedSum:
	case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
		k.divisor = e.weight()
	default:
		return e
	}
	all, ok := e.flatTrees(c)
	if !ok || k.divisor == 0 {
		return e
	}
	// What the segments' targets do to their predictions is done to the leaves.
	for i, t := range all {
		target := e.segments[i].stage.Targets[0].Number
		if target == nil {
			return e
		}
		for j := range t.Leaves {
			if l := &t.Leaves[j]; !l.None {
				if l.Value, ok = target.Final(l.Value); !ok {
					return e
				}
			}
		}
	}
	k.forest = e.newForest(c, all, 1, func(s *segment, l *trees.Leaf) []float64 { return []float64{e.weigh(l.Value, s)} })
	return k
}

// Score adds up what the trees say.
func (k *flatNumbers) Score(f *program.Frame) {
	sums := k.forest.score(f)
	if sums == nil {
		k.numbers.Score(f)
		return
	}
	out := &f.Outcomes[k.outcome]
	out.Clear()
	out.Value = k.finish(sums[0])
}

func (k *flatNumbers) finish(sum float64) float64 {
	if k.divisor != 1 {
		sum = k.divide(sum, k.divisor)
	}
	return program.Number(sum)
}

// flatShares averages the probabilities of classification trees.
type flatShares struct {
	*shares
	forest *forest
	total  float64
}

// Finish makes the kernel one that scores all trees at once, where it can be.
func (e *shares) Finish(c *compile.Context) program.Kernel {
	switch e.method {
	case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
	default:
		return e
	}
	all, ok := e.flatTrees(c)
	if !ok {
		return e
	}
	k := &flatShares{shares: e}
	for _, s := range e.segments {
		w := 1.0
		if e.weighted {
			w = s.weight
		}
		k.total = e.add(k.total, w)
	}
	if k.total == 0 {
		return e
	}
	for _, t := range all {
		for j := range t.Leaves {
			t.Leaves[j].None = t.Leaves[j].None || t.Leaves[j].Probabilities == nil
		}
	}
	row := make([]float64, len(e.cells))
	k.forest = e.newForest(c, all, len(e.cells), func(s *segment, l *trees.Leaf) []float64 {
		clear(row)
		for i, p := range l.Probabilities {
			row[s.categories[i]] = e.weigh(p, s)
		}
		return row
	})
	return k
}

// Score averages what the trees say.
func (k *flatShares) Score(f *program.Frame) {
	sums := k.forest.score(f)
	if sums == nil {
		k.shares.Score(f)
		return
	}
	out := &f.Outcomes[k.outcome]
	out.Clear()
	best := 0
	for i, v := range sums {
		v = k.divide(v, k.total)
		out.Probabilities[i] = v
		if v > out.Probabilities[best] {
			best = i
		}
	}
	out.HasProbabilities = true
	out.Category = best
	out.Value = k.cells[best]
}
