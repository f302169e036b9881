package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

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

// Note keeps what a kernel needs for explanations only, apart from the kernel:
// what scoring reads stays close together.
func (b *builder) Note(key, value any) {
	if b.program.Notes == nil {
		b.program.Notes = map[any]any{}
	}
	b.program.Notes[key] = value
}

// Floats says that the fields which lie in slots are all of type float.
func (b *builder) Floats(slots []program.Slot) bool {
	for _, s := range slots {
		if b.program.Named(s).Type != pmml.DataTypeFloat {
			return false
		}
	}
	return true
}
