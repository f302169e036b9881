package clustering

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.ClusteringModel]{
	Compile: Compile,
	Counts:  []compile.Counted{{Key: "clusters", One: "cluster", Many: "clusters"}},
	Count:   func(s *compile.Size, m *pmml.ClusteringModel) { s.Add("clusters", len(m.Clusters)) },
}
