package tree

import (
	"github.com/gopmml/gopmml/internal/forest"
	"github.com/gopmml/gopmml/internal/program"
)

// blockTree finds the leaves of a block's records, and gives what those predict.
type blockTree struct {
	leaves  *forest.Leaves
	slots   []program.Slot
	outcome int
	scratch int
	// By leaf: the predicted value, its category and the node.
	values     []float64
	categories []int32
	nodes      []int32
	// shares are the leaves' probabilities and confidences by category; nil where
	// they have none.
	probabilities, confidences [][]float64
}

type blockWork struct {
	forest.Work
	columns [][]float64
	at      [program.BlockRows]int32
}

func planBlock(p *program.BlockPlanner, t *forest.Tree, outcome int) (*blockTree, bool) {
	k := &blockTree{leaves: forest.NewLeaves(t), outcome: outcome, scratch: p.NewScratch()}
	k.slots = k.leaves.Slots()
	for _, s := range k.slots {
		if !p.Has(s) {
			return nil, false
		}
	}
	p.FillsOutcome(outcome)
	for i := range t.Leaves {
		l := &t.Leaves[i]
		k.values = append(k.values, l.Value)
		k.categories = append(k.categories, l.Category)
		k.nodes = append(k.nodes, l.Node)
	}
	return k, true
}

// PlanBlock gives the step that finds the scores.
func (k *number) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	t, ok := k.Flat()
	if !ok {
		return nil, false
	}
	return planBlock(p, t, k.outcome)
}

// PlanBlock gives the step that finds the categories. Trees whose leaves differ
// in what they tell are left to the frame.
func (k *classifier) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	t, ok := k.Flat()
	if !ok {
		return nil, false
	}
	b, ok := planBlock(p, t, k.outcome)
	if !ok {
		return nil, false
	}
	first := true
	var has shape
	for i := range t.Leaves {
		if t.Leaves[i].None {
			continue
		}
		s := &k.shapes[k.results[t.Leaves[i].Node].shape]
		if !first && (s.probabilities != has.probabilities || s.confidences != has.confidences) {
			return nil, false
		}
		first, has = false, *s
	}
	if len(t.Leaves)*len(k.cells) > maxColumns {
		return nil, false
	}
	if has.probabilities {
		b.probabilities = k.byCategory(t, k.shares.probabilities)
	}
	if has.confidences {
		b.confidences = k.byCategory(t, k.shares.confidences)
		for _, column := range b.confidences {
			for i := range column {
				column[i] = k.round(column[i])
			}
		}
	}
	return b, true
}

// maxColumns bounds how many numbers the leaves' shares may be by category: 512 MB.
const maxColumns = 1 << 26

// byCategory gives columns of the leaves' shares.
func (k *classifier) byCategory(t *forest.Tree, shares []float64) [][]float64 {
	var out [][]float64
	for i := range t.Leaves {
		if t.Leaves[i].None {
			continue
		}
		r := &k.results[t.Leaves[i].Node]
		for j, category := range k.shapes[r.shape].categories {
			for int(category) >= len(out) {
				out = append(out, make([]float64, len(t.Leaves)))
			}
			out[category][i] = shares[int(r.from)+j]
		}
	}
	return out
}

// RunBlock fills in what the leaves predict.
func (k *blockTree) RunBlock(b *program.Block) {
	w, _ := b.Scratch[k.scratch].(*blockWork)
	if w == nil {
		w = &blockWork{columns: make([][]float64, len(k.slots))}
		b.Scratch[k.scratch] = w
	}
	for i, s := range k.slots {
		w.columns[i] = b.Column(s)
	}
	k.leaves.FindBlock(w.columns, b.Rows, &w.Work, &w.at, &b.Slow)
	o := b.Outcomes[k.outcome]
	for r, at := range w.at[:b.Rows] {
		o.Value[r], o.Category[r], o.Entity[r] = k.values[at], k.categories[at], k.nodes[at]
	}
	o.Has[program.Probabilities], o.Has[program.Confidences] = k.probabilities != nil, k.confidences != nil
	spread(o.Series[program.Probabilities], k.probabilities, w.at[:b.Rows])
	spread(o.Series[program.Confidences], k.confidences, w.at[:b.Rows])
}

// spread gives records the shares of their leaves.
func spread(to [][program.BlockRows]float64, shares [][]float64, leaves []int32) {
	for c := range to {
		if c >= len(shares) {
			clear(to[c][:len(leaves)])
			continue
		}
		column := shares[c]
		for r, at := range leaves {
			to[c][r] = column[at]
		}
	}
}
