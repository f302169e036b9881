package svm

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.SupportVectorMachineModel]{
	Compile: Compile,
	Counts: []compile.Counted{
		{Key: "machines", One: "support vector machine", Many: "support vector machines"},
		{Key: "vectors", One: "vector", Many: "vectors"}, compile.Parameters,
	},
	Count: count,
}

func count(s *compile.Size, m *pmml.SupportVectorMachineModel) {
	s.Add("machines", len(m.SupportVectorMachines))
	if m.VectorDictionary != nil {
		s.Add("vectors", len(m.VectorDictionary.VectorInstances))
	}
	for _, k := range m.SupportVectorMachines {
		if k.Coefficients != nil {
			s.Add(compile.Parameters.Key, 1+len(k.Coefficients.Coefficients))
		}
	}
}
