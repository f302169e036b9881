package regression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a RegressionModel. The kernel reads fields and changes
// nothing of its own, so any number of frames may run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
func Compile(c *compile.Context, m *pmml.RegressionModel) (program.Kernel, error) {
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	if name, ok := m.TargetFieldName.Get(); ok && target.Name != "" && name != target.Name {
		return nil, c.Errorf(m, pmml.ErrInvalid, "targetFieldName is %q, but the MiningSchema's target is %q", name, target.Name)
	}
	return compileModel(c, target, m, m.FunctionName, m.NormalizationMethod, m.RegressionTables)
}

// CompileEmbedded compiles a Regression inside another model. It predicts the
// target of the model that it stands in.
//
// Spec: https://dmg.org/pmml/v4-0-1/MultipleModels.html
func CompileEmbedded(c *compile.Context, m *pmml.Regression) (program.Kernel, error) {
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	return compileModel(c, target, m, m.FunctionName, m.NormalizationMethod, m.RegressionTables)
}

// compileModel compiles what RegressionModel and Regression have in common.
func compileModel(c *compile.Context, target *compile.Target, at pmml.Node, function pmml.MiningFunction,
	method pmml.NormalizationMethod, rts []*pmml.RegressionTable,
) (program.Kernel, error) {
	if method == 0 {
		method = pmml.NormalizationMethodNone
	}
	switch function {
	case pmml.MiningFunctionRegression:
		return compileNumber(c, target, at, method, rts)
	case pmml.MiningFunctionClassification:
		return compileClassifier(c, target, at, method, rts)
	case 0:
		return nil, c.Errorf(at, pmml.CodePartMissing, "functionName is missing, regression or classification is needed")
	}
	return nil, c.Errorf(at, pmml.ErrUnsupported, "functionName=%q is not one that a regression has: regression or classification is needed", function)
}

// compileNumber compiles functionName="regression".
func compileNumber(c *compile.Context, target *compile.Target, at pmml.Node, method pmml.NormalizationMethod, rts []*pmml.RegressionTable) (program.Kernel, error) {
	if len(rts) != 1 {
		return nil, c.Errorf(at, pmml.CodeCountMismatch, "%d RegressionTable elements were found, functionName=\"regression\" needs exactly one", len(rts))
	}
	if method == pmml.NormalizationMethodSimplemax {
		return nil, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=\"simplemax\" compares categories, it has no meaning for functionName=\"regression\"")
	}
	t, err := compileTable(c, rts[0])
	if err != nil {
		return nil, err
	}
	return &number{additive.NewNumber(t, inverse(method), nil, target.Outcome), method}, nil
}

// number predicts a function of the linear predictor.
type number struct {
	*additive.Number
	method pmml.NormalizationMethod
}
