package svm

import (
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// blockModel scores the records of blocks: some at a time side by side, so that
// a support vector is read once for all of them.
type blockModel[T real.Float] struct {
	*model[T]
	scratch int
	// planes are the machines that take the vectors in their order.
	planes []plane[T]
}

// plane is a machine's coefficients as a vector, nil where it takes the support
// vectors in another order, and its intercept.
type plane[T real.Float] struct {
	coefficients *linear.Vectors[T]
	intercept    []T
}

// tile is how many records lie side by side: few enough for their kernel values
// to stay near.
func tile[T real.Float]() int { return 2 * linear.Side[T]() }

// columns is a block's working memory.
type columns[T real.Float] struct {
	// one is for a record at a time.
	one *memory[T]
	// x holds a column for each input, k one for each vector, and values one for
	// each machine. Columns are tile records long, or as long as the last ones of a
	// block take.
	x, k, values []T
}

// planBlock says whether all fields have columns.
func (m *model[T]) planBlock(p *program.BlockPlanner) (blockModel[T], bool) {
	for i := range m.inputs {
		if !p.Has(m.inputs[i].slot) {
			return blockModel[T]{}, false
		}
	}
	p.FillsOutcome(m.outcome)
	k := blockModel[T]{model: m, scratch: p.NewScratch(), planes: make([]plane[T], len(m.machines))}
	for i := range m.machines {
		if c := m.machines[i].coefficients; m.machines[i].vectors == nil {
			k.planes[i] = plane[T]{linear.NewVectors(1, len(c), func(_, i int) T { return c[i] }), []T{m.machines[i].intercept}}
		}
	}
	return k, true
}

func (m *blockModel[T]) memory(b *program.Block) *columns[T] {
	s, ok := b.Scratch[m.scratch].(*columns[T])
	if !ok {
		tile := tile[T]()
		s = &columns[T]{
			one:    m.newMemory(len(b.Outcomes[m.outcome].Series[program.Probabilities])),
			x:      linear.Make[T](len(m.inputs) * tile),
			values: linear.Make[T](len(m.machines) * tile),
		}
		if m.vectors != nil && m.vectors.dense != nil {
			s.k = linear.Make[T](m.vectors.n * tile)
		}
		b.Scratch[m.scratch] = s
	}
	return s
}

// each computes the values of all machines for each record, and gives them to
// decide; where that says false, and where an input is missing or an error, the
// record is left to the frame.
func (m *blockModel[T]) each(b *program.Block, decide func(row int, s *memory[T]) bool) {
	s := m.memory(b)
	if m.vectors != nil && m.vectors.dense == nil {
		m.one(b, s.one, decide)
		return
	}
	tile, side := tile[T](), linear.Side[T]()
	for first := 0; first < b.Rows; first += tile {
		records := min(tile, b.Rows-first)
		stride := (records + side - 1) / side * side
		for i := range m.inputs {
			m.column(b, &m.inputs[i], s.x[i*stride:][:records], first)
		}
		m.compute(s, stride)
		for r := range records {
			if b.Slow.Has(first + r) {
				continue
			}
			for i := range m.machines {
				s.one.values[i] = s.values[i*stride+r]
			}
			if !decide(first+r, s.one) {
				b.Slow.Set(first + r)
			}
		}
	}
}

// column fills in an input of some records.
func (m *blockModel[T]) column(b *program.Block, in *input, x []T, first int) {
	for r, v := range b.Column(in.slot)[first : first+len(x)] {
		if v != v {
			if program.IsMissing(v) && !program.IsMissing(in.otherwise) {
				x[r] = T(in.otherwise)
				continue
			}
			b.Slow.Set(first + r)
		}
		x[r] = T(in.of(v))
	}
}

// compute is [model.compute] for as many records as a column has.
func (m *blockModel[T]) compute(s *columns[T], stride int) {
	k := s.x
	if m.vectors != nil {
		k = s.k[:m.vectors.n*stride]
		if m.measure.shape == radial {
			m.vectors.dense.DistanceColumns(k, s.x, stride, stride)
		} else {
			m.vectors.dense.DotColumns(k, s.x, stride, stride, nil)
		}
		m.measure.apply(k)
	}
	for i := range m.machines {
		machine := &m.machines[i]
		values := s.values[i*stride:][:stride]
		if p := &m.planes[i]; p.coefficients != nil {
			p.coefficients.DotColumns(values, k, stride, stride, p.intercept)
			continue
		}
		clear(values)
		for n, at := range machine.vectors {
			c := machine.coefficients[n]
			for r, v := range k[int(at)*stride:][:stride] {
				values[r] += T(c * v)
			}
		}
		for r := range values {
			values[r] += machine.intercept
		}
	}
}

// one computes the records of a sparse model one after the other.
func (m *blockModel[T]) one(b *program.Block, s *memory[T], decide func(row int, s *memory[T]) bool) {
	for row := range b.Rows {
		for i := range m.inputs {
			m.column(b, &m.inputs[i], s.x[i:i+1], row)
		}
		if b.Slow.Has(row) {
			continue
		}
		m.model.compute(s)
		if !decide(row, s) {
			b.Slow.Set(row)
		}
	}
}

type blockNumber[T real.Float] struct{ blockModel[T] }

// PlanBlock gives the step that computes the machine's value.
func (k *number[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	m, ok := k.planBlock(p)
	return &blockNumber[T]{m}, ok
}

// RunBlock fills in the predicted numbers.
func (k *blockNumber[T]) RunBlock(b *program.Block) {
	out := b.Outcomes[k.outcome].Value[:b.Rows]
	k.each(b, func(row int, s *memory[T]) bool {
		out[row] = program.Number(float64(s.values[0]))
		return true
	})
}

type blockVoter[T real.Float] struct {
	blockModel[T]
	*voter[T]
}

// PlanBlock gives the step that counts the votes.
func (k *voter[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	m, ok := k.planBlock(p)
	return &blockVoter[T]{m, k}, ok
}

// RunBlock fills in the shares of the votes and the winning categories.
func (k *blockVoter[T]) RunBlock(b *program.Block) {
	out := b.Outcomes[k.voter.outcome]
	out.Has[program.Probabilities] = true
	shares := out.Series[program.Probabilities]
	k.each(b, func(row int, s *memory[T]) bool {
		best, bad := k.vote(s)
		if bad >= 0 {
			return false
		}
		for c, votes := range s.votes {
			shares[c][row] = k.share(votes)
		}
		out.Category[row] = int32(best)
		out.Value[row] = k.cells[best]
		return true
	})
}

type blockDistinguisher[T real.Float] struct {
	blockModel[T]
	*distinguisher[T]
}

// PlanBlock gives the step that compares the machines.
func (k *distinguisher[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	m, ok := k.planBlock(p)
	return &blockDistinguisher[T]{m, k}, ok
}

// RunBlock fills in the winning categories.
func (k *blockDistinguisher[T]) RunBlock(b *program.Block) {
	out := b.Outcomes[k.distinguisher.outcome]
	k.each(b, func(row int, s *memory[T]) bool {
		best, bad := k.choose(s)
		if bad >= 0 {
			return false
		}
		out.Category[row] = int32(k.index[best])
		out.Value[row] = k.cell[best]
		return true
	})
}
