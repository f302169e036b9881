package nearestneighbor

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.NearestNeighborModel]{
	Compile: Compile,
	Mixed:   true,
	Counts:  []compile.Counted{{Key: "instances", One: "training instance", Many: "training instances"}},
	Count: func(s *compile.Size, m *pmml.NearestNeighborModel) {
		if t := m.TrainingInstances; t != nil && t.InlineTable != nil {
			s.Add("instances", len(t.InlineTable.Rows))
		}
	},
}
