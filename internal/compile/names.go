package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// newField makes a field of a slot, and notes the slot's name for explanations.
func (b *builder) newField(name string, slot program.Slot, t program.Typed) *Field {
	t.Expr = &program.Ref{Slot: slot}
	b.nameSlot(slot, program.FieldName{Name: name, Type: t.Type, List: t.List, Nested: t.Nested})
	return &Field{Name: name, Slot: slot, Typed: t}
}

func (b *builder) nameSlot(slot program.Slot, n program.FieldName) {
	names := &b.program.Names
	for len(*names) <= int(slot) {
		*names = append(*names, program.FieldName{Type: pmml.DataTypeDouble})
	}
	(*names)[slot] = n
}

// nameTargets notes what outcomes belong to, once all categories are known.
func (b *builder) nameTargets() {
	p := b.program
	p.Targets = make([]program.TargetName, len(b.allTargets))
	var last []float64
	for i, t := range b.allTargets {
		b.nameSlot(t.Slot, program.FieldName{Name: t.Name, Type: t.Type, List: t.List})
		cells := t.cells()
		if slices.Equal(cells, last) {
			cells = last // the trees of a forest have the same
		}
		last = cells
		p.Targets[i] = program.TargetName{Slot: t.Slot, Categories: cells}
	}
	for i := range p.Inputs {
		if in := &p.Inputs[i]; in.Field.To != program.NoSlot {
			p.Names[in.Field.To].List = in.List // settled only when all uses are known
		}
	}
	p.Names = slices.Clip(p.Names)
}
