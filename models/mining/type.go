package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.MiningModel]{
	Compile:  Compile,
	Inherits: passesOn,
	Counts:   []compile.Counted{{Key: "segments", One: "segment", Many: "segments"}},
	Count:    count,
	Check:    checkModel,
}

// passesOn says whether a model predicts what some of its segments do, as
// selections and chains, rather than what all of them come to.
func passesOn(m *pmml.MiningModel) bool {
	if m.Segmentation == nil {
		return false
	}
	switch m.Segmentation.MultipleModelMethod {
	case pmml.MultipleModelMethodSelectFirst, pmml.MultipleModelMethodSelectAll,
		pmml.MultipleModelMethodModelChain, pmml.MultipleModelMethodMultiModelChain:
		return true
	}
	return false
}

func count(s *compile.Size, m *pmml.MiningModel) {
	for _, e := range m.EmbeddedModels {
		s.Embedded(e)
	}
	if m.Segmentation == nil {
		return
	}
	s.Add("segments", len(m.Segmentation.Segments))
	for _, g := range m.Segmentation.Segments {
		if g.Model != nil {
			s.Model(g.Model)
		}
	}
}
