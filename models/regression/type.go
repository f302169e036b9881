package regression

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.RegressionModel]{
	Compile:    Compile,
	Embedded:   compile.EmbeddedType[*pmml.Regression]{Name: "Regression", Compile: CompileEmbedded, Count: countEmbedded},
	TargetName: func(m *pmml.RegressionModel) string { return m.TargetFieldName.Or("") },
	Counts:     []compile.Counted{compile.Parameters},
	Count:      func(s *compile.Size, m *pmml.RegressionModel) { count(s, m.RegressionTables) },
	Check:      checkModel,
}

func countEmbedded(s *compile.Size, m *pmml.Regression) { count(s, m.RegressionTables) }

// count counts coefficients and intercepts.
func count(s *compile.Size, tables []*pmml.RegressionTable) {
	for _, t := range tables {
		s.Add(compile.Parameters.Key, 1+len(t.NumericPredictors)+len(t.CategoricalPredictors)+len(t.PredictorTerms))
	}
}
