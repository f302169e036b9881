package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/program"
)

// uses records, while a document is compiled, which values are computed from
// which: [program.Lineage] keeps it, and what no wanted result reaches is left
// out by it.
//
// What is read while no definition is open belongs to the models themselves
// (kernels, predicates, targets) and is always needed.
type uses struct {
	open   *definition
	always definition
	of     []*definition // by slot
	seen   []*definition // by slot: the definition that has read it last
	stages []*program.Stage
	drops  []unneeded
}

// unneeded takes a part of a kernel out of it, where nothing needs slot.
type unneeded struct {
	slot program.Slot
	do   func()
}

// definition is what a derived field, an output field, or the targets of a model
// are computed from.
type definition struct {
	reads slotSet
	// needs is what must be computed beside, as the model or a segment cannot do
	// without it, though the value does not depend on it.
	needs slotSet
	lags  bool
}

// slotSet is a set of slots.
type slotSet struct {
	slots []program.Slot
	full  int // how many slots are sorted next, equal ones taken out
}

func (s *slotSet) add(slot program.Slot) {
	s.slots = append(s.slots, slot)
	if len(s.slots) > s.full {
		s.sort()
		s.full = 2*len(s.slots) + 64
	}
}

func (s *slotSet) addAll(o *slotSet) {
	for _, slot := range o.slots {
		s.add(slot)
	}
}

func (s *slotSet) remove(slot program.Slot) {
	s.slots = slices.DeleteFunc(s.slots, func(o program.Slot) bool { return o == slot })
}

func (s *slotSet) sort() {
	slices.Sort(s.slots)
	s.slots = slices.Compact(s.slots)
}

func newUses() *uses {
	u := &uses{}
	u.open = &u.always
	return u
}

// begin opens the definition of a value. It gives the one that was open, for end.
func (u *uses) begin() *definition {
	outer := u.open
	u.open = &definition{}
	return outer
}

// end closes the definition of slot, or of nothing where slot is NoSlot.
func (u *uses) end(outer *definition, slot program.Slot) {
	if slot != program.NoSlot {
		*at(&u.of, slot) = u.open
	}
	u.open = outer
}

// endModel closes the definition of what a model's kernel reads: its targets are
// computed from it, and what was open before needs it.
func (u *uses) endModel(outer *definition, targets []*Target) {
	d := u.open
	u.open = outer
	outer.needs.addAll(&d.reads)
	outer.needs.addAll(&d.needs)
	outer.lags = outer.lags || d.lags
	for _, t := range targets {
		of := at(&u.of, t.Slot)
		if *of == nil {
			*of = d
			continue
		}
		(*of).reads.addAll(&d.reads)
	}
}

// at gives what a list holds of a slot, making the list long enough.
func at(list *[]*definition, slot program.Slot) **definition {
	if n := int(slot) + 1 - len(*list); n > 0 {
		*list = append(*list, make([]*definition, n)...)
	}
	return &(*list)[slot]
}

// read says that what is being compiled reads a slot.
func (u *uses) read(slot program.Slot) {
	if slot == program.NoSlot {
		return
	}
	if seen := at(&u.seen, slot); *seen != u.open {
		*seen = u.open
		u.open.reads.add(slot)
	}
}

// readModel says that what is being compiled reads what the model of a target does.
func (u *uses) readModel(target program.Slot) {
	if d := *at(&u.of, target); d != nil {
		u.open.reads.addAll(&d.reads)
	}
}

// depends says that slot holds what was in from.
func (u *uses) depends(slot, from program.Slot) {
	of := at(&u.of, slot)
	if *of == nil {
		*of = &definition{}
	}
	(*of).reads.add(from)
}

// lag says that what is being compiled looks at earlier records.
func (u *uses) lag() { u.open.lags = true }

// stage notes a stage whose steps may be left out.
func (u *uses) stage(s *program.Stage) { u.stages = append(u.stages, s) }

// lineage gives what is kept of it all.
func (u *uses) lineage() *program.Lineage {
	l := program.NewLineage(len(u.of))
	for slot, d := range u.of {
		if d == nil {
			continue
		}
		d.reads.sort()
		l.Set(program.Slot(slot), d.reads.slots)
	}
	return l
}

// prune takes all out of a program that neither its models nor the wanted
// results reach.
func (u *uses) prune(p *program.Program, wanted []*Result) {
	live := make([]bool, p.Slots)
	lags := u.always.lags
	var todo []program.Slot
	reach := func(slots ...program.Slot) {
		for _, s := range slots {
			if s != program.NoSlot && !live[s] {
				live[s] = true
				todo = append(todo, s)
			}
		}
	}
	reachAll := func(d *definition) {
		reach(d.reads.slots...)
		reach(d.needs.slots...)
	}
	reachAll(&u.always)
	for _, r := range wanted {
		reach(r.Slot)
	}
	for len(todo) > 0 {
		last := len(todo) - 1
		d := *at(&u.of, todo[last])
		todo = todo[:last]
		if d != nil {
			lags = lags || d.lags
			reachAll(d)
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
