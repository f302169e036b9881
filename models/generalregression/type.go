package generalregression

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.GeneralRegressionModel]{
	Compile:    Compile,
	TargetName: func(m *pmml.GeneralRegressionModel) string { return m.TargetVariableName.Or("") },
	Counts:     []compile.Counted{compile.Parameters},
	Count: func(s *compile.Size, m *pmml.GeneralRegressionModel) {
		if m.ParamMatrix != nil {
			s.Add(compile.Parameters.Key, len(m.ParamMatrix.PCells))
		}
	},
}
