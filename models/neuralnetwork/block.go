package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// PlanBlock gives the step that scores a block's records; false where an input
// neuron's expression cannot be computed by columns.
func (n *network[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	b := &block[T]{network: n, exprs: make([]program.BlockExpr, len(n.inputs))}
	for i := range n.inputs {
		in := &n.inputs[i]
		if in.expr == nil {
			if !p.Has(in.slot) {
				return nil, false
			}
			continue
		}
		e, ok := p.Expr(in.expr)
		if !ok {
			return nil, false
		}
		b.exprs[i] = e
	}
	for i := range n.results {
		p.FillsOutcome(n.results[i].outcome)
	}
	b.scratch = p.NewScratch()
	return b, true
}

// block scores blocks of records with a network.
type block[T real.Float] struct {
	*network[T]
	exprs   []program.BlockExpr // of the inputs; nil for a slot's column
	scratch int
}

// memory is a block's working memory.
type memory[T real.Float] struct {
	column [program.BlockRows]float64 // of an expression
	inputs []T                        // columns of BlockRows
	// activations are columns of tile records.
	activations []T
	// undefined names the first layer of each record whose normalisation is undefined.
	undefined []*layer[T]
}

// tile is how many records go through the layers together: few enough for their
// activations to stay near.
func tile[T real.Float]() int { return 2 * linear.Side[T]() }

// RunBlock fills in the outcomes. Records with an input that is missing, or with
// a result that is none, are left to the frame.
func (k *block[T]) RunBlock(b *program.Block) {
	m := k.memory(b)
	k.loadBlock(b, m)
	tile := tile[T]()
	for first := 0; first < b.Rows; first += tile {
		records := min(tile, b.Rows-first)
		for i := range k.inputs {
			copy(m.activations[i*tile:][:records], m.inputs[i*program.BlockRows+first:])
		}
		k.evaluate(m, records)
		for r, l := range m.undefined[:records] {
			if l != nil {
				b.Slow.Set(first + r)
			}
		}
		for i := range k.results {
			fillBlock(&k.results[i], b, m.activations, tile, first, records)
		}
	}
}

// loadBlock computes the input neurons.
func (k *block[T]) loadBlock(b *program.Block, m *memory[T]) {
	for i := range k.inputs {
		from := m.column[:b.Rows]
		if e := k.exprs[i]; e != nil {
			e.EvalBlock(b, from)
		} else {
			from = b.Column(k.inputs[i].slot)
		}
		to := m.inputs[i*program.BlockRows:][:len(from)]
		for r, v := range from {
			if v != v {
				b.Slow.Set(r)
			}
			to[r] = T(v)
		}
	}
}

// evaluate computes the neurons of so many records from their inputs.
func (n *network[T]) evaluate(m *memory[T], records int) {
	clear(m.undefined)
	for i := range n.layers {
		n.layers[i].runColumns(m.activations, tile[T](), records, m.undefined)
	}
}

func (k *block[T]) memory(b *program.Block) *memory[T] {
	m, ok := b.Scratch[k.scratch].(*memory[T])
	if !ok {
		m = k.newMemory()
		m.inputs = make([]T, len(k.inputs)*program.BlockRows)
		b.Scratch[k.scratch] = m
	}
	return m
}

// newMemory makes room for a tile.
func (n *network[T]) newMemory() *memory[T] {
	tile := tile[T]()
	return &memory[T]{activations: linear.Make[T](n.width * tile), undefined: make([]*layer[T], tile)}
}

// fillBlock reads a target's outcomes of records from columns of activations.
func fillBlock[T real.Float](r *result, b *program.Block, a []T, stride, first, records int) {
	o := b.Outcomes[r.outcome]
	if r.index == nil {
		column := a[int(r.neurons[0])*stride:][:records]
		for i, v := range column {
			o.Value[first+i] = invert(r, v)
		}
		return
	}
	shares := o.Series[program.Probabilities]
	for k, n := range r.neurons {
		p := shares[r.index[k]][first:]
		for i, v := range a[int(n)*stride:][:records] {
			p[i] = float64(v)
			if v != v {
				b.Slow.Set(first + i)
			}
		}
	}
	o.Elect(first, o.Entity[first:][:records], r.index, r.cell)
}
