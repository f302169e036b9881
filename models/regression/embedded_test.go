package regression

import (
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// holding compiles every model as one that holds an embedded regression.
func holding(r *pmml.Regression) compile.Types {
	return compile.Types{compile.ModelType[*pmml.RegressionModel]{
		Compile:  func(c *compile.Context, _ *pmml.RegressionModel) (program.Kernel, error) { return c.Embedded(r) },
		Embedded: Type.Embedded,
	}}
}

func TestEmbeddedPredictsTheTargetAroundIt(t *testing.T) {
	slope := &pmml.RegressionTable{Intercept: 0.5, TargetCategory: pmml.Some("A"), NumericPredictors: []*pmml.NumericPredictor{numeric("x", 2)}}
	zero := &pmml.RegressionTable{TargetCategory: pmml.Some("B")}
	for _, tt := range []struct {
		name     string
		function pmml.MiningFunction
		method   pmml.NormalizationMethod
		tables   []*pmml.RegressionTable
		check    func(s *scorer, o *program.Outcome) bool
	}{
		{"a number", pmml.MiningFunctionRegression, 0, []*pmml.RegressionTable{slope},
			func(_ *scorer, o *program.Outcome) bool { return o.Value == 2.5 }},
		{"a category", pmml.MiningFunctionClassification, pmml.NormalizationMethodLogit, []*pmml.RegressionTable{slope, zero},
			func(s *scorer, o *program.Outcome) bool {
				return s.text(o) == "A" && near(o.Series[program.Probabilities][0], link.Logit{}.Mean(2.5), 0)
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			outer := regressionModel(0)
			outer.FunctionName = tt.function
			inner := &pmml.Regression{NormalizationMethod: tt.method, RegressionTables: tt.tables}
			inner.FunctionName = tt.function
			c, err := compile.Document(document(outer, false), holding(inner), compile.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s := &scorer{compiled: c, frame: c.Program.NewFrame()}
			if o := s.run(t, record{"x": 1.0}); !tt.check(s, o) {
				t.Errorf("outcome %+v", *o)
			}
			if o := s.run(t, record{}); !program.IsMissing(o.Value) {
				t.Errorf("a missing number: value %v, want missing", o.Value)
			}
		})
	}
}
