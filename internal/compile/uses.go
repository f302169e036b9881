package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/program"
)

// uses records, while a document is compiled, which values are computed from
// which, so that what no wanted result reaches can be left out afterwards. A
// nil *uses records nothing: all results are wanted.
//
// What is read while no definition is open belongs to the models themselves
// (kernels, predicates, targets) and is always needed.
type uses struct {
	open   *definition // nil outside of definitions
	always definition
	of     map[program.Slot]*definition
	stages []*program.Stage
	drops  []unneeded
}

// unneeded takes a part of a kernel out of it, where nothing needs slot.
type unneeded struct {
	slot program.Slot
	do   func()
}

// definition is what a derived field or an output field is computed from.
type definition struct {
	reads []program.Slot
	lags  bool
}

// begin opens the definition of a value. It gives the one that was open, for end.
func (u *uses) begin() *definition {
	if u == nil {
		return nil
	}
	outer := u.open
	u.open = &definition{}
	return outer
}

// end closes the definition of slot, or of nothing where slot is NoSlot.
func (u *uses) end(outer *definition, slot program.Slot) {
	if u == nil {
		return
	}
	if slot != program.NoSlot {
		u.of[slot] = u.open
	}
	u.open = outer
}

// current gives the definition that is being compiled.
func (u *uses) current() *definition {
	if u.open == nil {
		return &u.always
	}
	return u.open
}

// read says that what is being compiled reads a slot.
func (u *uses) read(slot program.Slot) {
	if u == nil || slot == program.NoSlot {
		return
	}
	d := u.current()
	if n := len(d.reads); n > 0 && d.reads[n-1] == slot {
		return
	}
	d.reads = append(d.reads, slot)
}

// depends says that slot holds what was in from.
func (u *uses) depends(slot, from program.Slot) {
	if u == nil {
		return
	}
	if u.of[slot] == nil {
		u.of[slot] = &definition{}
	}
	u.of[slot].reads = append(u.of[slot].reads, from)
}

// lag says that what is being compiled looks at earlier records.
func (u *uses) lag() {
	if u != nil {
		u.current().lags = true
	}
}

// stage notes a stage whose steps may be left out.
func (u *uses) stage(s *program.Stage) {
	if u != nil {
		u.stages = append(u.stages, s)
	}
}

// prune takes all out of a program that neither its models nor the wanted
// results reach.
func (u *uses) prune(p *program.Program, wanted []*Result) {
	live := make([]bool, p.Slots)
	lags := u.always.lags
	var todo []program.Slot
	reach := func(slots []program.Slot) {
		for _, s := range slots {
			if s != program.NoSlot && !live[s] {
				live[s] = true
				todo = append(todo, s)
			}
		}
	}
	reach(u.always.reads)
	for _, r := range wanted {
		reach([]program.Slot{r.Slot})
	}
	for len(todo) > 0 {
		last := len(todo) - 1
		d := u.of[todo[last]]
		todo = todo[:last]
		if d != nil {
			lags = lags || d.lags
			reach(d.reads)
		}
	}
	for _, s := range u.stages {
		s.Steps = slices.DeleteFunc(s.Steps, func(st program.Step) bool {
			return st.Kind != program.StepKernel && st.Kind != program.StepTarget && !live[st.Slot]
		})
	}
	for i := range p.Inputs {
		if to := &p.Inputs[i].Field.To; *to != program.NoSlot && !live[*to] {
			*to = program.NoSlot
		}
	}
	for _, d := range u.drops {
		if !live[d.slot] {
			d.do()
		}
	}
	if !lags {
		p.Lags, p.Lagged = 0, nil
	}
}
