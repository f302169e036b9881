package program

import "fmt"

// BlockRows is how many records a block holds at the most.
const BlockRows = 256

// RowMask has a bit for each record of a block.
type RowMask [BlockRows / 64]uint64

// Set marks a record.
func (m *RowMask) Set(row int) { m[row>>6] |= 1 << (row & 63) }

// Has says whether a record is marked.
func (m *RowMask) Has(row int) bool { return m[row>>6]&(1<<(row&63)) != 0 }

// Block is a number of records by column, for models that score many at once
// ([BlockPlan]). Its records are ordinary ones: a record with an error, or with
// anything else that a step has no rule for, is marked slow and scored by
// [Frame.Run] instead, which says what becomes of it. A block belongs to one
// goroutine at a time.
type Block struct {
	// Rows is the number of records.
	Rows int
	// Slow marks the records that are left to Frame.Run.
	Slow RowMask
	// Outcomes holds what the models found, by outcome; nil where no step fills it.
	Outcomes []*BlockOutcome
	// Scratch is for steps that keep working memory between blocks, by
	// [BlockPlanner.NewScratch].
	Scratch []any

	plan    *BlockPlan
	columns []*[BlockRows]float64 // by slot; nil where no step fills it
	given   []bool                // by input: the table has a column
	frame   *Frame                // for what is computed record by record
	// meters count what each record takes in steps that go record by record.
	meters [BlockRows]meter
}

// Column gives the cells of a slot.
func (b *Block) Column(s Slot) []float64 { return b.columns[s][:b.Rows] }

// BlockStep does its part for all records of a block.
type BlockStep interface {
	RunBlock(b *Block)
}

// BlockExpr computes a column. A record that it has no rule for is marked slow.
type BlockExpr interface {
	EvalBlock(b *Block, out []float64)
}

// BlockPlan is how a program scores blocks. It does not change.
type BlockPlan struct {
	program  *Program
	steps    []BlockStep
	slots    []Slot // that have columns
	outcomes []int  // that are filled
	byRow    bool   // some steps go record by record
	scratch  int
}

// NewBlockPlan plans how to score blocks. It gives nil for programs that only
// score record by record.
func NewBlockPlan(p *Program) *BlockPlan {
	plan, _ := planBlocks(p)
	return plan
}

// planBlocks plans how to score blocks, or says why they cannot be.
func planBlocks(p *Program) (*BlockPlan, string) {
	switch {
	case p.Lags > 0:
		return nil, "rows depend on those before"
	case p.Decimal:
		return nil, "decimals are exact"
	}
	b := &BlockPlanner{plan: &BlockPlan{program: p}, has: make([]bool, p.Slots), fills: make([]bool, len(p.Outcomes))}
	for i := range p.Inputs {
		in := &p.Inputs[i]
		if in.Field.To == NoSlot {
			continue
		}
		if in.List {
			return nil, fmt.Sprintf("field %q is a collection", in.Name)
		}
		b.Fills(in.Field.To)
	}
	steps, ok := b.Stage(p.Stage)
	if !ok {
		return nil, b.why
	}
	b.plan.steps = steps
	return b.plan, ""
}

// NewBlock makes a block for the plan's records.
func (p *BlockPlan) NewBlock() *Block {
	b := &Block{
		plan:     p,
		given:    make([]bool, len(p.program.Inputs)),
		frame:    p.program.NewFrame(),
		columns:  make([]*[BlockRows]float64, p.program.Slots),
		Outcomes: make([]*BlockOutcome, len(p.program.Outcomes)),
		Scratch:  make([]any, p.scratch),
	}
	cells := make([][BlockRows]float64, len(p.slots))
	for i, s := range p.slots {
		b.columns[s] = &cells[i]
	}
	for _, o := range p.outcomes {
		b.Outcomes[o] = newBlockOutcome(p.program.Outcomes[o])
	}
	return b
}

// Run scores the block's records, whose inputs have been loaded.
func (b *Block) Run() {
	for _, s := range b.plan.steps {
		s.RunBlock(b)
	}
}

// MarkNaN marks the records slow whose cells are no numbers.
func (b *Block) MarkNaN(cells []float64) {
	for i, v := range cells {
		if v != v {
			b.Slow.Set(i)
		}
	}
}

// Frame gives the frame that holds the texts and collections of the block's
// cells.
func (b *Block) Frame() *Frame { return b.frame }

// load makes the frame hold a record's cells and outcomes.
func (b *Block) load(row int, slots []Slot, outcomes []int) *Frame {
	f := b.frame
	f.err = nil
	f.depth, f.nested = 0, 0
	f.meter = b.meters[row]
	f.serial++
	for _, s := range slots {
		f.Cells[s] = b.columns[s][row]
	}
	for _, i := range outcomes {
		b.Outcomes[i].load(row, &f.Outcomes[i])
	}
	return f
}
