package clustering

import (
	"github.com/gopmml/gopmml/internal/columns"
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// PlanBlock gives the step that scores a block's records; false where the fields
// are not all in columns, or the measure is not one for columns.
func (k *centers[T]) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	if k.slots == nil || *k.ranks > 0 || !k.measure.ByColumns(k.centers) {
		return nil, false
	}
	for _, s := range k.slots {
		if !p.Has(s) {
			return nil, false
		}
	}
	p.FillsOutcome(k.outcome)
	return &block[T]{centers: k, scratch: p.NewScratch()}, true
}

// block scores blocks of records.
type block[T real.Float] struct {
	*centers[T]
	scratch int
}

// tile is how many records are compared together: few enough for their distances
// to stay near.
func tile[T real.Float]() int { return 2 * linear.Side[T]() }

// blockMemory holds columns of a tile's records.
type blockMemory[T real.Float] struct {
	fields, values []T
}

// RunBlock fills in the outcomes. Records with a missing value, or without a
// winner, are left to the frame.
func (k *block[T]) RunBlock(b *program.Block) {
	tile := tile[T]()
	m, ok := b.Scratch[k.scratch].(*blockMemory[T])
	if !ok {
		m = &blockMemory[T]{fields: linear.Make[T](len(k.slots) * tile), values: linear.Make[T](k.centers.centers.Len() * tile)}
		b.Scratch[k.scratch] = m
	}
	o := b.Outcomes[k.outcome]
	o.Has[program.Affinities] = true
	for first := 0; first < b.Rows; first += tile {
		records := min(tile, b.Rows-first)
		for i, s := range k.slots {
			load(b, m.fields[i*tile:][:records], b.Column(s)[first:][:records], first)
		}
		k.measure.CompareColumns(m.fields, tile, tile, k.centers.centers, m.values)
		k.fill(b, o, m.values, first, records)
	}
}

// load copies numbers of the records from first on. Those without one are slow.
func load[To, From real.Float](b *program.Block, to []To, from []From, first int) {
	if to64, ok := any(to).([]float64); ok {
		if from64, ok := any(from).([]float64); ok && !columns.Load(to64, from64) {
			return
		}
	}
	for r, v := range from {
		to[r] = To(v)
		if v != v {
			b.Slow.Set(first + r)
		}
	}
}

// fill finds the winners.
func (k *block[T]) fill(b *program.Block, o *program.BlockOutcome, values []T, first, records int) {
	tile := tile[T]()
	best, affinities := o.Entity[first:][:records], o.Series[program.Affinities]
	clear(best)
	least := values[:records] // becomes those of the winners
	for j := range k.ids {
		column := values[j*tile:][:records]
		load(b, affinities[j][first:][:records], column, first)
		if j == 0 {
			continue
		}
		for r, v := range column {
			if k.measure.Nearer(v, least[r]) {
				least[r], best[r] = v, int32(j)
			}
		}
	}
	for r, j := range best {
		o.Category[first+r] = int32(k.index[j])
		o.Value[first+r] = k.cells[j]
	}
}

// PlanBlockExpr takes a column of the outcome.
func (a *affinity) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return a, p.HasOutcome(a.outcome) && a.rank <= 1
}

// EvalBlock gives the clusters' affinities.
func (a *affinity) EvalBlock(b *program.Block, out []float64) {
	o := b.Outcomes[a.outcome]
	affinities := o.Series[program.Affinities]
	for r := range out {
		i := a.cluster
		if i < 0 {
			i = int(o.Entity[r])
		}
		out[r] = program.Number(affinities[i][r])
	}
}

// PlanBlockExpr takes a column by the winners.
func (m *member) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return m, p.HasOutcome(m.outcome) && m.rank == 1
}

// EvalBlock gives the values that belong to the winners.
func (m *member) EvalBlock(b *program.Block, out []float64) {
	o := b.Outcomes[m.outcome]
	for r := range out {
		out[r] = m.values[o.Entity[r]]
	}
}
