package naivebayes

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// blockModel computes the distributions of blocks.
type blockModel[T real.Float] struct {
	*model[T]
	scratch int
}

// PlanBlock gives the step that computes the distributions. Models that cut
// numbers into values are left to the frame.
func (m *model[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	for i := range m.inputs {
		if in := &m.inputs[i]; in.derived != nil || !p.Has(in.slot) {
			return nil, false
		}
	}
	p.FillsOutcome(m.outcome)
	return &blockModel[T]{m, p.NewScratch()}, true
}

// RunBlock fills in the distributions, input by input. Records with an error, or
// with a likelihood of zero for every target value, are left to the frame.
func (m *blockModel[T]) RunBlock(b *program.Block) {
	n := len(m.prior)
	all, ok := b.Scratch[m.scratch].(*[]T)
	if !ok {
		list := make([]T, n*program.BlockRows)
		all = &list
		b.Scratch[m.scratch] = all
	}
	sums := (*all)[:n*b.Rows]
	for row := range b.Rows {
		copy(sums[row*n:], m.prior)
	}
	for i := range m.inputs {
		in := &m.inputs[i]
		for row, x := range b.Column(in.slot) {
			switch {
			case x == x:
				in.add(x, sums[row*n:(row+1)*n])
			case !program.IsMissing(x):
				b.Slow.Set(row)
			}
		}
	}
	o := b.Outcomes[m.outcome]
	shares := o.Series[program.Probabilities]
	for row := range b.Rows {
		if b.Slow.Has(row) {
			continue
		}
		p := sums[row*n : (row+1)*n]
		if !m.distribution(p) {
			b.Slow.Set(row)
			continue
		}
		for i, v := range p {
			shares[m.index[i]][row] = float64(v)
		}
	}
	o.Elect(0, o.Category[:b.Rows], m.index, m.cells)
}
