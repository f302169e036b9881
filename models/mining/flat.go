package mining

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/forest"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// allTrees is what the kernels share that score all trees of an ensemble at once.
// The kernel that runs segment by segment stands by for records with unusual
// values, and for explanations.
type allTrees struct {
	*forest.Forest
	// stages are those of segments that prepare fields of their own.
	stages []*program.Stage
	work   int
	width  int
}

// working is a frame's working memory for a forest.
type working struct {
	forest.Work
	sums []float64
}

// flatTrees gives the ensemble's trees in the form of package forest, or says
// why there is none: only trees that every record passes have it, where nobody
// reads what a single segment gives. A leaf is worth width numbers.
func (e *ensemble) flatTrees(c *compile.Context, width int) (out []*forest.Tree, why string) {
	switch {
	case c.Decimal():
		return nil, "decimals are exact"
	case c.NamesSegment():
		return nil, "an output field reads a single segment"
	case width == 0:
		return nil, "there are no categories"
	}
	leaves := 0
	for i, s := range e.segments {
		k, ok := s.stage.Kernel.(forest.Flat)
		switch {
		case s.predicate != nil:
			return nil, fmt.Sprintf("segment %s has a condition", idOf(e.ids, i))
		case s.weightSlot != program.NoSlot:
			return nil, fmt.Sprintf("the weight of segment %s varies", idOf(e.ids, i))
		case !ok || s.stage.Target() == nil:
			return nil, fmt.Sprintf("segment %s is more than a tree", idOf(e.ids, i))
		}
		t, ok := k.Flat()
		if !ok {
			return nil, fmt.Sprintf("the tree of segment %s has tests of several fields, or blends nodes", idOf(e.ids, i))
		}
		leaves += len(t.Leaves)
		out = append(out, t)
	}
	if leaves*width > maxFlatNumbers {
		return nil, "the leaves are worth too many numbers"
	}
	return out, ""
}

// maxFlatNumbers bounds how many numbers leaves may be worth: 512 MB.
const maxFlatNumbers = 1 << 26

// newForest makes a forest whose leaves are worth what worth gives for a segment.
// It gives nil where nobody waits for that any more.
func (e *ensemble) newForest(c *compile.Context, all []*forest.Tree, width int, worth func(s *segment, l *forest.Leaf) []float64) *allTrees {
	f := &allTrees{work: c.NewScratch(), width: width}
	for _, s := range e.segments {
		if len(s.stage.Before()) > 0 {
			f.stages = append(f.stages, s.stage)
		}
	}
	what := forest.Worth{
		Width: width, Float32: e.float32, Floats: c.Floats(forest.Slots(all...)),
		Leaf: func(tree int, l *forest.Leaf) []float64 { return worth(e.segments[tree], l) },
	}
	var err error
	if f.Forest, err = compile.Await(c, func() *forest.Forest { return forest.New(all, what) }); err != nil {
		return nil
	}
	return f
}

// score gives the sums over the trees for a record, nil where it must be scored
// segment by segment.
func (k *allTrees) score(f *program.Frame) []float64 {
	if f.Watched() {
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
	return float64(v * s.weight)
}

// weight gives the sum of the segments' weights in order, or their number.
func (e *ensemble) weight() float64 {
	sum := 0.0
	for _, s := range e.segments {
		w := 1.0
		if e.weighted {
			w = s.weight
		}
		sum = e.add(sum, w)
	}
	return sum
}

// flatNumbers adds up regression trees.
type flatNumbers struct {
	*numbers
	trees *allTrees
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
		e.why = "a median looks at every segment's prediction"
		return e
	}
	all, why := e.flatTrees(c, 1)
	if e.why = why; why != "" || k.divisor == 0 {
		return e
	}
	// What the segments' targets do to their predictions is done to the leaves.
	for i, t := range all {
		target := e.segments[i].stage.Target().Number
		if target == nil {
			e.why = "the segments predict no numbers"
			return e
		}
		for j := range t.Leaves {
			if l := &t.Leaves[j]; !l.None {
				var ok bool
				if l.Value, ok = target.Final(l.Value); !ok {
					e.why = "a score of a segment cannot become a value of its target"
					return e
				}
			}
		}
	}
	if k.trees = e.newForest(c, all, 1, func(s *segment, l *forest.Leaf) []float64 { return []float64{e.weigh(l.Value, s)} }); k.trees == nil {
		return e
	}
	return k
}

// Score adds up what the trees say.
func (k *flatNumbers) Score(f *program.Frame) {
	sums := k.trees.score(f)
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
	trees *allTrees
	total float64
}

// Finish makes the kernel one that scores all trees at once, where it can be.
func (e *shares) Finish(c *compile.Context) program.Kernel {
	switch e.method {
	case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
	default:
		e.why = "this method looks at every segment's probabilities"
		return e
	}
	all, why := e.flatTrees(c, len(e.cells))
	k := &flatShares{shares: e, total: e.weight()}
	if e.why = why; why != "" || k.total == 0 {
		return e
	}
	for _, t := range all {
		for j := range t.Leaves {
			t.Leaves[j].None = t.Leaves[j].None || t.Leaves[j].Probabilities == nil
		}
	}
	row := make([]float64, len(e.cells))
	k.trees = e.newForest(c, all, len(e.cells), func(s *segment, l *forest.Leaf) []float64 {
		clear(row)
		for i, p := range l.Probabilities {
			row[s.categories[i]] = e.weigh(p, s)
		}
		return row
	})
	if k.trees == nil {
		return e
	}
	if !e.weighted && len(all) > 0 {
		e.share(all, k.trees)
	}
	return k
}

// share lets the trees' kernels read their leaves' probabilities from the forest.
// Results that a tree gives besides its leaves' are its own still.
func (e *shares) share(all []*forest.Tree, f *allTrees) {
	for i, s := range e.segments {
		inOrder := len(s.categories) == len(e.cells)
		for c, at := range s.categories {
			inOrder = inOrder && c == at
		}
		if k, ok := s.stage.Kernel.(forest.Sharing); ok && inOrder {
			f.Share(k, all[i], i)
		}
	}
}

// Score averages what the trees say.
func (k *flatShares) Score(f *program.Frame) {
	sums := k.trees.score(f)
	if sums == nil {
		k.shares.Score(f)
		return
	}
	out := &f.Outcomes[k.outcome]
	out.Clear()
	shares := out.Series[program.Probabilities]
	for i, v := range sums {
		shares[i] = k.divide(v, k.total)
	}
	out.Elect(nil, k.cells)
}

// flatVotes counts the votes of classification trees.
type flatVotes struct {
	*votes
	trees *allTrees
}

// Finish makes the kernel one that scores all trees at once, where it can be.
func (e *votes) Finish(c *compile.Context) program.Kernel {
	all, why := e.flatTrees(c, len(e.cells))
	k := &flatVotes{votes: e}
	for _, s := range e.segments {
		if why == "" && !(e.weigh(1, s) > 0) {
			why = "a segment has no weight"
		}
	}
	if e.why = why; why != "" {
		return e
	}
	row := make([]float64, len(e.cells))
	k.trees = e.newForest(c, all, len(e.cells), func(s *segment, l *forest.Leaf) []float64 {
		clear(row)
		if l.Category >= 0 {
			row[s.categories[l.Category]] = e.weigh(1, s)
		}
		return row
	})
	if k.trees == nil {
		return e
	}
	return k
}

// Score counts what the trees vote for. Of categories with equal votes the one
// voted for first wins, which asks for the trees one by one.
func (k *flatVotes) Score(f *program.Frame) {
	sums := k.trees.score(f)
	best := -1
	if sums != nil {
		best = k.winner(func(c int) float64 { return sums[c] })
	}
	if best < 0 {
		k.votes.Score(f)
		return
	}
	out := &f.Outcomes[k.outcome]
	out.Clear()
	total := 0.0
	for _, v := range sums {
		total = k.add(total, v)
	}
	shares := out.Series[program.Probabilities]
	for i, v := range sums {
		shares[i] = k.divide(v, total)
	}
	out.Has[program.Probabilities] = true
	out.Category = best
	out.Value = k.cells[best]
}

// winner gives the category that has the most votes, -1 where several have.
func (k *flatVotes) winner(votes func(c int) float64) int {
	best, tied := 0, false
	for c := 1; c < len(k.cells); c++ {
		switch v, most := votes(c), votes(best); {
		case v > most:
			best, tied = c, false
		case v == most:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return best
}
