package program

import "slices"

// Kernel is a model's own computation. It reads fields from the frame's cells
// and fills the outcomes that it was given at compile time. It must not change
// after it is compiled. A record that the model has no answer for leaves
// Outcome.Value missing; what ends the record is raised with Frame.Raise.
// What else a kernel may do, file abilities.go says.
type Kernel interface {
	Score(f *Frame)
}

// Stage is a model with all that surrounds it: it prepares the model's fields,
// computes derived ones, runs the kernel, and fills in targets and outputs.
type Stage struct {
	Kernel Kernel
	// Steps are what the stage does, in order.
	Steps []Step
	exact bool
}

// StepKind is what a step does. The steps of a stage stand in the kinds' order,
// those of a kind in the order in which they were added.
type StepKind uint8

// The kinds of steps.
const (
	// StepPrepare treats a field in a nested model's own way.
	StepPrepare StepKind = iota
	// StepDerive computes a derived field: it stores an expression's cell, errors
	// included. They count when the field is used.
	StepDerive
	// StepKernel runs the stage's kernel. What it raises ends the stage.
	StepKernel
	// StepTarget turns an outcome into a target field's value.
	StepTarget
	// StepOutput computes an output field. An error ends the record.
	StepOutput

	// exactStep stands for the kinds above in decimal mode, where that differs.
	exactStep
)

// Step is one thing that a stage does.
type Step struct {
	Kind StepKind
	// run is Kind, or exactStep.
	run StepKind
	// Slot is the cell that the step fills, NoSlot for the kernel.
	Slot Slot
	// Expr computes a derived field or an output.
	Expr Expr
	// Prepare and Target are what the steps of these kinds do.
	Prepare *Prepare
	Target  *TargetStep
	// scale is what Expr is wherever it gives a number, or nil.
	scale *Scaled
}

// Watcher looks on while a frame scores a record: it is told of each step before
// and after it has run, of the stages inside kernels, too. A kernel that ends the
// record is not told of afterwards.
type Watcher interface {
	Before(s *Stage, st *Step)
	After(s *Stage, st *Step)
}

// NewStage makes a stage that runs a kernel, which may be set later.
func (p *Program) NewStage(k Kernel) *Stage {
	return &Stage{Kernel: k, Steps: []Step{{Kind: StepKernel, run: StepKernel, Slot: NoSlot}}, exact: p.Decimal}
}

// AddPrepare adds a step that prepares a field.
func (s *Stage) AddPrepare(p *Prepare) { s.add(Step{Kind: StepPrepare, Slot: p.To, Prepare: p}) }

// AddDerived adds a step that computes a derived field.
func (s *Stage) AddDerived(e Expr, slot Slot) {
	scale, _ := Ordinary(e).(*Scaled)
	s.add(Step{Kind: StepDerive, Slot: slot, Expr: e, scale: scale})
}

// AddTarget adds a step that fills in a target.
func (s *Stage) AddTarget(t *TargetStep) { s.add(Step{Kind: StepTarget, Slot: t.Slot, Target: t}) }

// AddOutputs adds steps that compute output fields: of each the slot and the
// expression.
func (s *Stage) AddOutputs(outputs ...Step) { s.add(outputs...) }

// Output makes a step that computes an output field.
func Output(e Expr, slot Slot) Step { return Step{Kind: StepOutput, Slot: slot, Expr: e} }

// add puts steps of one kind where they belong.
func (s *Stage) add(steps ...Step) {
	if len(steps) == 0 {
		return
	}
	for i := range steps {
		st := &steps[i]
		if st.run = st.Kind; s.exact {
			st.run = exactStep
		}
	}
	at := len(s.Steps)
	for at > 0 && s.Steps[at-1].Kind > steps[0].Kind {
		at--
	}
	s.Steps = slices.Insert(s.Steps, at, steps...)
}

// Before gives the steps that come before the kernel.
func (s *Stage) Before() []Step {
	i := len(s.Steps)
	for i > 0 && s.Steps[i-1].Kind >= StepKernel {
		i--
	}
	return s.Steps[:i]
}

// Target gives the only step after the kernel, where that is a target's, else nil.
func (s *Stage) Target() *TargetStep {
	if after := s.Steps[len(s.Before())+1:]; len(after) == 1 {
		return after[0].Target
	}
	return nil
}

// Enter prepares the model's fields and computes those that it derives.
func (s *Stage) Enter(f *Frame) { s.run(f, s.Before(), nil) }

// Run scores the frame's record with the stage's model.
func (s *Stage) Run(f *Frame) { s.run(f, s.Steps, f.watch) }

// run runs steps of the stage in order, whoever wants them run. watch is nil
// where nobody looks on.
func (s *Stage) run(f *Frame, steps []Step, watch Watcher) {
	if watch != nil {
		s.show(f, steps, watch)
		return
	}
	for i := 0; i < len(steps); i++ {
		st := &steps[i]
		switch st.run {
		case StepDerive:
			for ; i < len(steps) && steps[i].run == StepDerive; i++ { // neighbours in a loop of their own, which is faster
				st := &steps[i]
				if i%lookEvery == lookEvery-1 && f.Stopped() {
					return
				}
				if x := st.scale; x != nil {
					if r := x.of(f.Cells[x.Slot]); r == r {
						f.Cells[st.Slot] = r + 0
						continue
					}
				}
				f.Cells[st.Slot] = st.Expr.Eval(f)
			}
			i--
		case StepOutput:
			for ; i < len(steps) && steps[i].run == StepOutput; i++ {
				st := &steps[i]
				if i%lookEvery == lookEvery-1 && f.Stopped() {
					return
				}
				f.Cells[st.Slot] = f.reported(st.Expr.Eval(f))
			}
			i--
		case StepTarget:
			st.Target.run(f)
		case StepKernel:
			if f.done != nil && f.Stopped() {
				return
			}
			s.Kernel.Score(f)
			if f.err != nil {
				return
			}
		case StepPrepare:
			st.Prepare.Run(f)
		default:
			st.runExact(f)
		}
	}
}

// show runs steps one by one, with somebody who looks on.
func (s *Stage) show(f *Frame, steps []Step, watch Watcher) {
	for i := range steps {
		st := &steps[i]
		watch.Before(s, st)
		s.run(f, steps[i:i+1], nil)
		if st.Kind == StepKernel && f.err != nil {
			return
		}
		watch.After(s, st)
	}
}

// runExact runs a step of decimal mode.
func (st *Step) runExact(f *Frame) {
	switch st.Kind {
	case StepPrepare:
		st.Prepare.Run(f)
		f.decimals.slots[st.Slot] = f.decimals.slots[st.Prepare.From] // void where it was replaced
	case StepDerive:
		d, v := EvalDecimal(st.Expr, f)
		f.StoreDecimal(st.Slot, d, v)
	case StepTarget:
		st.Target.runDecimal(f)
	case StepOutput:
		d, v := EvalDecimal(st.Expr, f)
		f.StoreDecimal(st.Slot, d, f.reported(v))
	}
}

// reported gives what an output field reports of a cell. An error ends the record.
func (f *Frame) reported(v float64) float64 {
	if v == v {
		return v + 0 // no negative zero
	}
	return f.useSpecial(v)
}

// Derive computes of the inputs that have been set, or of cells, what the steps
// before kernels compute. It is for records that stand in a document.
func (f *Frame) Derive(steps []Step) {
	f.begin()
	new(Stage).run(f, steps, nil)
}
