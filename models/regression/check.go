package regression

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel looks for what the mining schema and functionName say better.
func checkModel(c *check.Checker, m *pmml.RegressionModel) {
	if m.ModelType != 0 {
		c.Deprecated(m, "modelType", pmml.V4_1, "")
	}
	if name, ok := m.TargetFieldName.Get(); ok {
		c.Deprecated(m, "targetFieldName", pmml.V4_1, "a mining field of usageType=target")
		c.NameTarget(name)
	}
	logistic := m.ModelType == pmml.RegressionModelTypeLogisticRegression
	if m.FunctionName == pmml.MiningFunctionRegression && logistic || m.FunctionName == pmml.MiningFunctionClassification && m.ModelType == pmml.RegressionModelTypeLinearRegression {
		c.Warn(check.CodeModelTypeMismatch, m, "modelType=%s contradicts functionName=%s, which decides", m.ModelType, m.FunctionName)
	}
}
