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
		p.Targets[i] = program.TargetName{Slot: t.Slot, Number: t.number, Categories: cells}
	}
	for i := range p.Inputs {
		if in := &p.Inputs[i]; in.Field.To != program.NoSlot {
			p.Names[in.Field.To].List = in.List // settled only when all uses are known
		}
	}
	p.Names = slices.Clip(p.Names)
}

// Note keeps what a kernel needs for explanations only, apart from the kernel:
// what scoring reads stays close together.
func (b *builder) Note(key, value any) {
	if b.program.Notes == nil {
		b.program.Notes = map[any]any{}
	}
	b.program.Notes[key] = value
}

// newStage makes a stage, and notes what its model is for explanations.
func (b *builder) newStage(about program.About) *program.Stage {
	s := b.program.NewStage(nil)
	if b.program.Abouts == nil {
		b.program.Abouts = map[*program.Stage]program.About{}
	}
	b.program.Abouts[s] = about
	return s
}

func aboutModel(m pmml.Model) program.About {
	base := m.Base()
	return program.About{Element: m.ElementName(), Name: base.ModelName.Or(""), Function: base.FunctionName}
}

func aboutEmbedded(form Embedded, m pmml.EmbeddedModel) program.About {
	base := m.EmbeddedBase()
	out := program.About{Name: base.ModelName.Or(""), Function: base.FunctionName}
	if form != nil {
		out.Element = form.Element()
	}
	return out
}

// Stage gives the stage that the kernel runs, for explanations.
func (k stageKernel) Stage() *program.Stage { return k.stage }

// Floats says that the fields which lie in slots are all of type float.
func (b *builder) Floats(slots []program.Slot) bool {
	for _, s := range slots {
		if b.program.Named(s).Type != pmml.DataTypeFloat {
			return false
		}
	}
	return true
}
