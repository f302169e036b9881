package program

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/columns"
)

// BlockPlanner makes a [BlockPlan].
type BlockPlanner struct {
	plan  *BlockPlan
	has   []bool // by slot
	fills []bool // by outcome
	why   string // there is no plan
	// inFrame says, by slot, what a record's frame holds while rows are planned;
	// outcomes gives the outcomes by their targets' slots.
	inFrame  map[Slot]bool
	outcomes map[Slot]int
}

// Fills says that the step which is being planned fills a slot's column.
func (p *BlockPlanner) Fills(s Slot) {
	if s != NoSlot && !p.has[s] {
		p.has[s] = true
		p.plan.slots = append(p.plan.slots, s)
	}
}

// FillsOutcome says that the step which is being planned fills an outcome.
func (p *BlockPlanner) FillsOutcome(i int) {
	if !p.fills[i] {
		p.fills[i] = true
		p.plan.outcomes = append(p.plan.outcomes, i)
	}
}

// Has says whether a slot has a column by now.
func (p *BlockPlanner) Has(s Slot) bool { return s != NoSlot && p.has[s] }

// HasOutcome says whether an outcome is filled by now.
func (p *BlockPlanner) HasOutcome(i int) bool { return p.fills[i] }

// NewScratch takes a place in [Block.Scratch].
func (p *BlockPlanner) NewScratch() int {
	p.plan.scratch++
	return p.plan.scratch - 1
}

// Stage plans the steps of a model with all that surrounds it.
func (p *BlockPlanner) Stage(s *Stage) ([]BlockStep, bool) { return p.steps(s, s.Steps) }

// Enter plans what comes before a model's kernel: prepared and derived fields.
func (p *BlockPlanner) Enter(s *Stage) ([]BlockStep, bool) { return p.steps(s, s.Before()) }

// steps plans steps of a stage by column. Expressions that have no such form are
// computed record by record; neighbours share a step.
func (p *BlockPlanner) steps(s *Stage, list []Step) ([]BlockStep, bool) {
	var steps []BlockStep
	var rows *rowSteps // the last step, where it goes record by record
	for i := range list {
		st := &list[i]
		step, why := p.step(s, st)
		if why != "" {
			return nil, p.because(s, why)
		}
		switch {
		case step != nil:
			steps, rows = append(steps, step), nil
		case rows != nil:
			rows.steps = list[i-len(rows.steps) : i+1]
		default:
			rows = &rowSteps{stage: s, steps: list[i : i+1]}
			p.plan.byRow = true
			p.inFrame = map[Slot]bool{}
			steps = append(steps, rows)
		}
		if step == nil {
			p.loads(rows, st.Slot)
		}
		p.Fills(st.Slot)
	}
	return steps, true
}

// loads notes what the expression of a slot reads that a record's frame must hold.
// What earlier steps of the same run fill is there.
func (p *BlockPlanner) loads(rows *rowSteps, slot Slot) {
	for _, s := range p.plan.program.Lineage.Reads(slot) {
		if !p.Has(s) || p.inFrame[s] {
			continue
		}
		p.inFrame[s] = true
		rows.slots = append(rows.slots, s)
		if i, ok := p.outcomeOf(s); ok && p.HasOutcome(i) {
			rows.outcomes = append(rows.outcomes, i)
		}
	}
	p.inFrame[slot] = true
}

// outcomeOf gives the outcome whose target a slot is.
func (p *BlockPlanner) outcomeOf(s Slot) (int, bool) {
	if p.outcomes == nil {
		p.outcomes = map[Slot]int{}
		for i := range p.plan.program.Targets {
			p.outcomes[p.plan.program.Targets[i].Slot] = i
		}
	}
	i, ok := p.outcomes[s]
	return i, ok
}

// step plans a step by column. It gives nil for one that goes record by record, or
// says why there is no plan.
func (p *BlockPlanner) step(s *Stage, st *Step) (step BlockStep, why string) {
	switch st.Kind {
	case StepPrepare:
		if !p.Has(st.Prepare.From) {
			return nil, "a field has no column"
		}
		return st.Prepare, ""
	case StepKernel:
		k, ok := s.Kernel.(BlockKernel)
		if !ok {
			return nil, "models of this kind are"
		}
		if step, ok = k.PlanBlock(p); !ok {
			return nil, "its options ask for it"
		}
		return step, ""
	case StepTarget:
		if !p.HasOutcome(st.Target.Outcome) {
			return nil, "it has several targets"
		}
		return st.Target, ""
	}
	e, ok := p.Expr(st.Expr)
	if !ok {
		return nil, ""
	}
	return &assignBlock{expr: e, slot: st.Slot, output: st.Kind == StepOutput}, ""
}

// because notes the innermost reason that there is no plan. It gives false.
func (p *BlockPlanner) because(s *Stage, why string) bool {
	if p.why == "" {
		p.why = fmt.Sprintf("%s is scored so: %s", p.plan.program.Abouts[s].Element, why)
	}
	return false
}

// Expr plans an expression that computes columns at once, where it can.
func (p *BlockPlanner) Expr(e Expr) (BlockExpr, bool) {
	if c, ok := e.(BlockComputer); ok {
		return c.PlanBlockExpr(p)
	}
	return nil, false
}

// assignBlock fills a column. In an output an error or a value that is missing
// is left to the frame.
type assignBlock struct {
	expr   BlockExpr
	slot   Slot
	output bool
}

// RunBlock computes the column.
func (a *assignBlock) RunBlock(b *Block) {
	out := b.Column(a.slot)
	a.expr.EvalBlock(b, out)
	if a.output {
		finishOutput(b, out)
	}
}

func finishOutput(b *Block, out []float64) {
	if !columns.Load(out, out) { // no negative zero
		return
	}
	for i, v := range out {
		if v != v && !IsMissing(v) {
			b.Slow.Set(i)
		}
	}
}

// rowSteps runs steps of a stage record by record.
type rowSteps struct {
	stage    *Stage
	steps    []Step
	slots    []Slot
	outcomes []int
}

// RunBlock runs the steps for one record after the other. A cell that is an error
// has no place in a column.
func (a *rowSteps) RunBlock(b *Block) {
	for row := range b.Rows {
		if b.Slow.Has(row) {
			continue
		}
		f := b.load(row, a.slots, a.outcomes)
		a.stage.run(f, a.steps, nil)
		slow := f.err != nil
		for i := range a.steps {
			st := &a.steps[i]
			v := f.Cells[st.Slot]
			slow = slow || v != v && !IsMissing(v) && (st.Kind == StepOutput || !IsNaN(v))
			b.columns[st.Slot][row] = v
		}
		if b.meters[row] = f.meter; slow {
			b.Slow.Set(row)
		}
	}
}
