package mining

import (
	"github.com/gopmml/gopmml/internal/forest"
	"github.com/gopmml/gopmml/internal/program"
)

// blockTrees is a forest's part in scoring blocks of records.
type blockTrees struct {
	*allTrees
	before  []program.BlockStep // what segments prepare
	slots   []program.Slot
	scratch int
}

// blockWork is a block's working memory for a forest.
type blockWork struct {
	forest.Work
	columns [][]float64
	sums    forest.Sums
}

func (k *allTrees) planBlock(p *program.BlockPlanner) (*blockTrees, bool) {
	b := &blockTrees{allTrees: k, slots: k.Slots(), scratch: p.NewScratch()}
	for _, s := range k.stages {
		steps, ok := p.Enter(s)
		if !ok {
			return nil, false
		}
		b.before = append(b.before, steps...)
	}
	for _, s := range b.slots {
		if !p.Has(s) {
			return nil, false
		}
	}
	return b, true
}

// run gives the sums over the trees.
func (k *blockTrees) run(b *program.Block) forest.Sums {
	w, _ := b.Scratch[k.scratch].(*blockWork)
	if w == nil {
		w = &blockWork{columns: make([][]float64, len(k.slots)), sums: make(forest.Sums, k.width)}
		b.Scratch[k.scratch] = w
	}
	for _, s := range k.before {
		s.RunBlock(b)
	}
	for i, s := range k.slots {
		w.columns[i] = b.Column(s)
	}
	k.ScoreBlock(w.columns, b.Rows, &w.Work, w.sums, &b.Slow)
	return w.sums
}

type blockNumbers struct {
	*flatNumbers
	trees *blockTrees
}

// PlanBlock gives the step that adds up the trees.
func (k *flatNumbers) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	trees, ok := k.trees.planBlock(p)
	if ok {
		p.FillsOutcome(k.outcome)
	}
	return &blockNumbers{k, trees}, ok
}

// RunBlock adds up what the trees say.
func (k *blockNumbers) RunBlock(b *program.Block) {
	sums := k.trees.run(b)
	out := b.Outcomes[k.outcome]
	for i, v := range sums[0][:b.Rows] {
		out.Value[i] = k.finish(v)
	}
}

type blockShares struct {
	*flatShares
	trees *blockTrees
}

// PlanBlock gives the step that averages the trees' distributions.
func (k *flatShares) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	trees, ok := k.trees.planBlock(p)
	if ok {
		p.FillsOutcome(k.outcome)
	}
	return &blockShares{k, trees}, ok
}

// RunBlock averages what the trees say.
func (k *blockShares) RunBlock(b *program.Block) {
	sums := k.trees.run(b)
	out := b.Outcomes[k.outcome]
	for c := range sums {
		shares := &out.Series[program.Probabilities][c]
		for i, v := range sums[c][:b.Rows] {
			shares[i] = k.divide(v, k.total)
		}
	}
	out.Elect(0, out.Category[:b.Rows], nil, k.cells)
}

type blockVotes struct {
	*flatVotes
	trees *blockTrees
}

// PlanBlock gives the step that counts the trees' votes.
func (k *flatVotes) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	trees, ok := k.trees.planBlock(p)
	if ok {
		p.FillsOutcome(k.outcome)
	}
	return &blockVotes{k, trees}, ok
}

// RunBlock counts what the trees vote for. A record whose best categories have
// equal votes is left to the frame.
func (k *blockVotes) RunBlock(b *program.Block) {
	sums := k.trees.run(b)
	out := b.Outcomes[k.outcome]
	out.Has[program.Probabilities] = true
	shares := out.Series[program.Probabilities]
	for i := range b.Rows {
		best := k.winner(func(c int) float64 { return sums[c][i] })
		if best < 0 {
			b.Slow.Set(i)
			continue
		}
		total := 0.0
		for c := range sums {
			total = k.add(total, sums[c][i])
		}
		for c := range sums {
			shares[c][i] = k.divide(sums[c][i], total)
		}
		out.Category[i] = int32(best)
		out.Value[i] = k.cells[best]
	}
}

// blockChain is a selection whose segments all run, one after the other.
type blockChain struct {
	*selection
	segments [][]program.BlockStep
}

// PlanBlock gives the step that runs the chain. Chains whose segments do not
// always run are left to the frame.
func (k *selection) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	if k.publish == nil || k.union || k.hands || k.returned != program.NoSlot {
		return nil, false
	}
	out := &blockChain{selection: k}
	for i, g := range k.segments {
		if g.predicate != nil {
			if a, ok := g.predicate.(*program.Always); ok && a.Result == program.False && i < len(k.segments)-1 {
				out.segments = append(out.segments, nil) // dropped
				continue
			}
			return nil, false
		}
		steps, ok := p.Stage(g.stage)
		if !ok {
			return nil, false
		}
		out.segments = append(out.segments, steps)
		for _, pub := range k.publish[i] {
			if !p.Has(pub.from) {
				return nil, false
			}
			p.Fills(pub.to)
		}
	}
	last := len(k.segments) - 1
	h := &k.results[last]
	if h.fault != nil || k.segments[last].predicate != nil {
		return nil, false
	}
	for i := range h.targets {
		t := &h.targets[i]
		if !p.HasOutcome(t.from) || t.fromType != t.toType {
			return nil, false
		}
		p.FillsOutcome(t.to)
		p.Fills(t.toSlot)
	}
	for _, o := range h.outputs {
		if !p.Has(o.from) {
			return nil, false
		}
		p.Fills(o.to)
	}
	return out, true
}

// RunBlock runs the segments. A record without a prediction is slow.
func (k *blockChain) RunBlock(b *program.Block) {
	for i, steps := range k.segments {
		if steps == nil {
			continue
		}
		for _, s := range steps {
			s.RunBlock(b)
		}
		for _, o := range k.selection.segments[i].outcomes {
			if out := b.Outcomes[o]; out != nil {
				b.MarkNaN(out.Value[:b.Rows])
			}
		}
		for _, pub := range k.publish[i] {
			copy(b.Column(pub.to), b.Column(pub.from))
		}
	}
	last := len(k.segments) - 1
	h := &k.results[last]
	for i := range h.targets {
		h.targets[i].runBlock(b, last)
	}
	for _, o := range h.outputs {
		copy(b.Column(o.to), b.Column(o.from))
	}
}

// runBlock copies an outcome.
func (t *targetCopy) runBlock(b *program.Block, segment int) {
	from, to := b.Outcomes[t.from], b.Outcomes[t.to]
	to.Take(from, t.categories, b.Rows)
	values := b.Column(t.toSlot)
	for i := range values {
		to.Entity[i] = int32(segment)
		to.Category[i] = -1
		to.Value[i] = from.Value[i]
		if c := from.Category[i]; len(t.categories) > 0 && c >= 0 {
			to.Category[i] = int32(t.categories[c])
			to.Value[i] = t.cells[to.Category[i]]
		}
		values[i] = to.Value[i]
	}
}
