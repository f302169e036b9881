package program

import (
	"fmt"
	"slices"

	"github.com/gopmml/gopmml/internal/columns"
)

// BlockKernel is a kernel that can score blocks. PlanBlock gives the step for
// it, or false where it cannot after all. The planner wants to know which cells
// and outcomes it fills.
type BlockKernel interface {
	PlanBlock(p *BlockPlanner) (BlockStep, bool)
}

// BlockComputer is an expression that can compute a column at once. Others are
// computed record by record.
type BlockComputer interface {
	PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool)
}

// BlockPlanner makes a [BlockPlan].
type BlockPlanner struct {
	plan  *BlockPlan
	has   []bool // by slot
	fills []bool // by outcome
	why   string // there is no plan
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
func (p *BlockPlanner) Stage(s *Stage) ([]BlockStep, bool) {
	steps, ok := p.Enter(s)
	if !ok {
		return nil, p.because(s, "a field has no column")
	}
	k, ok := s.Kernel.(BlockKernel)
	if !ok {
		return nil, p.because(s, "models of this kind are")
	}
	step, ok := k.PlanBlock(p)
	if !ok {
		return nil, p.because(s, "its options ask for it")
	}
	steps = append(steps, step)
	for i := range s.Targets {
		t := &s.Targets[i]
		if !p.HasOutcome(t.Outcome) {
			return nil, p.because(s, "it has several targets")
		}
		p.Fills(t.Slot)
		steps = append(steps, t)
	}
	exprs := make([]Assign, len(s.Outputs))
	for i, o := range s.Outputs {
		exprs[i] = Assign{Expr: o.Expr, Slot: o.Slot}
	}
	return append(steps, p.assign(exprs, true)...), true
}

// because notes the innermost reason that there is no plan. It gives false.
func (p *BlockPlanner) because(s *Stage, why string) bool {
	if p.why == "" {
		p.why = fmt.Sprintf("%s is scored so: %s", p.plan.program.Abouts[s].Element, why)
	}
	return false
}

// Enter plans what comes before a model's kernel: prepared and derived fields.
func (p *BlockPlanner) Enter(s *Stage) ([]BlockStep, bool) {
	var steps []BlockStep
	for _, f := range s.Prepare {
		if !p.Has(f.From) {
			return nil, false
		}
		p.Fills(f.To)
		steps = append(steps, f)
	}
	return append(steps, p.assign(s.Derived, false)...), true
}

// assign plans expressions. Neighbours that are computed record by record share
// a step.
func (p *BlockPlanner) assign(exprs []Assign, output bool) []BlockStep {
	var steps []BlockStep
	var each *assignEach
	for _, a := range exprs {
		if e, ok := p.Expr(a.Expr); ok {
			each = nil
			steps = append(steps, &assignBlock{expr: e, slot: a.Slot, output: output})
		} else {
			if each == nil {
				each = &assignEach{slots: slices.Clone(p.plan.slots), outcomes: slices.Clone(p.plan.outcomes), output: output}
				steps = append(steps, each)
			}
			each.exprs = append(each.exprs, a)
		}
		p.Fills(a.Slot)
	}
	return steps
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

// assignEach fills columns record by record.
type assignEach struct {
	exprs    []Assign
	slots    []Slot
	outcomes []int
	output   bool
}

// RunBlock computes the expressions for one record after the other.
func (a *assignEach) RunBlock(b *Block) {
	for row := range b.Rows {
		if b.Slow.Has(row) {
			continue
		}
		f := b.load(row, a.slots, a.outcomes)
		for i := range a.exprs {
			e := &a.exprs[i]
			v := e.Expr.Eval(f)
			if v != v && !IsMissing(v) && (a.output || !IsNaN(v)) {
				b.Slow.Set(row)
				break
			}
			if a.output {
				v += 0 // no negative zero
			}
			f.Cells[e.Slot] = v
			b.columns[e.Slot][row] = v
		}
		if f.err != nil {
			b.Slow.Set(row)
		}
	}
}
