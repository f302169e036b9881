package pmml

// RegressionModel is a linear, polynomial or logistic regression.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
type RegressionModel struct {
	ModelBase
	ModelType           RegressionModelType
	TargetFieldName     Optional[string]
	NormalizationMethod NormalizationMethod
	RegressionTables    []*RegressionTable
}

// RegressionTable is one equation. TargetCategory names the category that it
// scores in a classification. Intercept may be left out, against the schema,
// and then is 0.
type RegressionTable struct {
	Element
	Intercept             float64 `pmml:",zero"`
	TargetCategory        Optional[string]
	NumericPredictors     []*NumericPredictor
	CategoricalPredictors []*CategoricalPredictor
	PredictorTerms        []*PredictorTerm
}

// NumericPredictor is the term Coefficient · Name^Exponent.
type NumericPredictor struct {
	Element
	Name        string
	Exponent    Optional[int]
	Coefficient float64
}

// CategoricalPredictor is the term Coefficient where field Name has Value.
type CategoricalPredictor struct {
	Element
	Name        string
	Value       string
	Coefficient float64
}

// PredictorTerm is the term Coefficient · product of the fields.
type PredictorTerm struct {
	Element
	Name        Optional[string]
	Coefficient float64
	FieldRefs   []*FieldRef
}

// Regression is a regression embedded in another model, deprecated since
// PMML 4.1.
type Regression struct {
	EmbeddedModelBase
	NormalizationMethod NormalizationMethod
	RegressionTables    []*RegressionTable
}
