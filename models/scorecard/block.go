package scorecard

import "github.com/gopmml/gopmml/internal/program"

// blockCard scores blocks of records, one characteristic after the other.
type blockCard struct {
	*card
	// parts are the characteristics' computed scores, scratch where one of them is
	// worked out.
	parts   []blockPart
	scratch int
}

// blockPart is a characteristic: its computed scores by attribute, nil for
// numbers.
type blockPart struct{ complex []program.BlockExpr }

// PlanBlock gives the step that adds up partial scores, where all attributes are
// found by the value of a field. Reason codes are ranked record by record.
func (k *card) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	if k.ranked {
		return nil, false
	}
	out := &blockCard{card: k, parts: make([]blockPart, len(k.characteristics)), scratch: p.NewScratch()}
	for i := range k.characteristics {
		c := &k.characteristics[i]
		if c.bins == nil || !p.Has(c.bins.slot) {
			return nil, false
		}
		for j := range c.attributes {
			e := c.attributes[j].complex
			if e == nil {
				continue
			}
			column, ok := p.Expr(e)
			if !ok {
				return nil, false
			}
			if out.parts[i].complex == nil {
				out.parts[i].complex = make([]program.BlockExpr, len(c.attributes))
			}
			out.parts[i].complex[j] = column
		}
	}
	p.FillsOutcome(k.outcome)
	return out, true
}

// RunBlock fills in the scores. A record without a score is left to the frame.
func (k *blockCard) RunBlock(b *program.Block) {
	w, _ := b.Scratch[k.scratch].(*working)
	if w == nil {
		w = &working{}
		b.Scratch[k.scratch] = w
	}
	total := b.Outcomes[k.outcome].Value[:b.Rows]
	initial := k.initial
	if k.float {
		initial = float64(float32(initial))
	}
	for r := range total {
		total[r] = initial
	}
	for i := range k.characteristics {
		c := &k.characteristics[i]
		scores := w.scores[:b.Rows]
		for r, v := range b.Column(c.bins.slot) {
			at := c.bins.find(v)
			if w.at[r] = at; at < 0 {
				b.Slow.Set(r)
				continue
			}
			scores[r] = c.attributes[at].score
		}
		for j, e := range k.parts[i].complex {
			if e != nil {
				k.compute(b, w, int32(j), e)
			}
		}
		if k.float {
			for r, s := range scores {
				total[r] = float64(float32(total[r]) + float32(s))
			}
			continue
		}
		for r, s := range scores {
			total[r] += s
		}
	}
	for r, v := range total {
		if v != v {
			b.Slow.Set(r)
		}
		total[r] = v + 0 // no negative zero
	}
}

// compute works out the score of an attribute for the records that it applies to.
func (k *blockCard) compute(b *program.Block, w *working, attribute int32, e program.BlockExpr) {
	column := w.column[:b.Rows]
	e.EvalBlock(b, column)
	for r, v := range column {
		if w.at[r] != attribute {
			continue
		}
		if v != v {
			b.Slow.Set(r)
		}
		w.scores[r] = v
	}
}

// working is a block's working memory.
type working struct {
	at             [program.BlockRows]int32
	scores, column [program.BlockRows]float64
}
