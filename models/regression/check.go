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
	checkSecondTable(c, m)
}

// checkSecondTable looks for a second table that says something, where the first
// alone decides between two categories. Thresholds that Spark's MLlib puts there have
// no effect here and in JPMML-Evaluator, unlike in MLlib itself.
func checkSecondTable(c *check.Checker, m *pmml.RegressionModel) {
	if m.FunctionName != pmml.MiningFunctionClassification || len(m.RegressionTables) != 2 {
		return
	}
	switch m.NormalizationMethod {
	case 0, pmml.NormalizationMethodNone, pmml.NormalizationMethodLogit, pmml.NormalizationMethodProbit,
		pmml.NormalizationMethodCloglog, pmml.NormalizationMethodLoglog, pmml.NormalizationMethodCauchit:
	default:
		return
	}
	first, second := m.RegressionTables[0], m.RegressionTables[1]
	if says(first) && says(second) {
		c.Note(check.CodeTableIgnored, second, "the RegressionTable has no effect: between two categories the first one decides, and the second has what is left of 1")
	}
}

// says says whether a table gives anything but zero.
func says(t *pmml.RegressionTable) bool {
	return t.Intercept != 0 || len(t.NumericPredictors)+len(t.CategoricalPredictors)+len(t.PredictorTerms) > 0
}
