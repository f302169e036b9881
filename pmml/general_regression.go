package pmml

// GeneralRegressionModel is a generalized linear model, or a Cox regression.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html
type GeneralRegressionModel struct {
	ModelBase
	TargetVariableName      Optional[string]
	ModelType               GeneralRegressionModelType `pmml:",need"`
	TargetReferenceCategory Optional[string]
	CumulativeLink          CumulativeLinkFunction
	LinkFunction            LinkFunction
	LinkParameter           Optional[float64]
	TrialsVariable          Optional[string]
	TrialsValue             Optional[int]
	Distribution            GeneralRegressionDistribution
	DistParameter           Optional[float64]
	OffsetVariable          Optional[string]
	OffsetValue             Optional[float64]
	ModelDF                 Optional[float64]
	EndTimeVariable         Optional[string]
	StartTimeVariable       Optional[string]
	SubjectIDVariable       Optional[string]
	StatusVariable          Optional[string]
	BaselineStrataVariable  Optional[string]
	ParameterList           *ParameterList `pmml:",need"`
	FactorList              *FactorList
	CovariateList           *CovariateList
	PPMatrix                *PPMatrix `pmml:",need"`
	PCovMatrix              *PCovMatrix
	ParamMatrix             *ParamMatrix `pmml:",need"`
	EventValues             *EventValues
	BaseCumHazardTables     *BaseCumHazardTables
}

// decoded gives the model the PPMatrix that PMML 3.0 lets models without
// predictors leave out.
func (m *GeneralRegressionModel) decoded(d *decoder) {
	if m.PPMatrix == nil && d.version <= V3_1 {
		m.PPMatrix = &PPMatrix{Element: Element{Pos: m.Pos}}
	}
}

// ParameterList lists the parameters.
type ParameterList struct {
	Element
	Parameters []*Parameter
}

// Parameter is a parameter of the model.
type Parameter struct {
	Element
	Name           string
	Label          Optional[string]
	ReferencePoint Optional[float64]
}

// FactorList lists the categorical predictors.
type FactorList struct {
	Element
	Predictors []*Predictor
}

// CovariateList lists the continuous predictors.
type CovariateList struct {
	Element
	Predictors []*Predictor
}

// Predictor is a field that the model reads. Matrix gives the contrasts of its
// Categories.
type Predictor struct {
	Element
	Name               string
	ContrastMatrixType Optional[string]
	Categories         *Categories
	Matrix             *NumMatrix
}

// Categories lists the categories of a contrast matrix, in its order.
type Categories struct {
	Element
	Categories []*Category
}

// Category is a category of a contrast matrix.
type Category struct {
	Element
	Value string
}

// PPMatrix says which predictors belong to which parameters. In a document of
// PMML 3.0 or 3.1 that leaves it out, it is empty.
type PPMatrix struct {
	Element
	PPCells []PPCell
}

// PPCell ties a parameter to a predictor: to one of its categories, or to its
// power Value.
type PPCell struct {
	Element
	Value          string
	PredictorName  string
	ParameterName  string
	TargetCategory Optional[string]
}

// PCovMatrix holds the covariances of the parameters.
type PCovMatrix struct {
	Element
	Type      PCovMatrixType
	PCovCells []PCovCell
}

// PCovCell is the covariance of two parameters.
type PCovCell struct {
	Element
	PRow           string
	PCol           string
	TRow           Optional[string]
	TCol           Optional[string]
	Value          float64
	TargetCategory Optional[string]
}

// ParamMatrix holds the values of the parameters.
type ParamMatrix struct {
	Element
	PCells []PCell
}

// PCell is the value of a parameter.
type PCell struct {
	Element
	TargetCategory Optional[string]
	ParameterName  string
	Beta           float64
	DF             Optional[int]
}

// EventValues says which values of the status variable mean an event.
type EventValues struct {
	Element
	Values    []*Value
	Intervals []*Interval
}

// BaseCumHazardTables holds the baseline cumulative hazard, for each stratum or
// for all.
type BaseCumHazardTables struct {
	Element
	MaxTime        Optional[float64]
	BaselineStrata []*BaselineStratum
	BaselineCells  []BaselineCell
}

// BaselineStratum holds the baseline cumulative hazard of one stratum.
type BaselineStratum struct {
	Element
	Value         string
	Label         Optional[string]
	MaxTime       float64
	BaselineCells []BaselineCell
}

// BaselineCell is the baseline cumulative hazard at a time.
type BaselineCell struct {
	Element
	Time      float64
	CumHazard float64
}

// GeneralRegressionModelType (GeneralRegressionModel@modelType) is the kind of
// regression.
//
//pmml:words regression generalLinear multinomialLogistic ordinalMultinomial generalizedLinear CoxRegression
type GeneralRegressionModelType uint8

// The values of GeneralRegressionModelType.
const (
	GeneralRegressionModelTypeRegression GeneralRegressionModelType = iota + 1
	GeneralRegressionModelTypeGeneralLinear
	GeneralRegressionModelTypeMultinomialLogistic
	GeneralRegressionModelTypeOrdinalMultinomial
	GeneralRegressionModelTypeGeneralizedLinear
	GeneralRegressionModelTypeCoxRegression
)

// CumulativeLinkFunction (CUMULATIVE-LINK-FUNCTION) is the link of an
// ordinalMultinomial model.
//
//pmml:words logit probit cloglog loglog cauchit
type CumulativeLinkFunction uint8

// The values of CumulativeLinkFunction.
const (
	CumulativeLinkFunctionLogit CumulativeLinkFunction = iota + 1
	CumulativeLinkFunctionProbit
	CumulativeLinkFunctionCloglog
	CumulativeLinkFunctionLoglog
	CumulativeLinkFunctionCauchit
)

// LinkFunction (LINK-FUNCTION) is the link of a generalizedLinear model.
//
//pmml:words cloglog identity log logc logit loglog negbin oddspower power probit
type LinkFunction uint8

// The values of LinkFunction.
const (
	LinkFunctionCloglog LinkFunction = iota + 1
	LinkFunctionIdentity
	LinkFunctionLog
	LinkFunctionLogc
	LinkFunctionLogit
	LinkFunctionLoglog
	LinkFunctionNegbin
	LinkFunctionOddspower
	LinkFunctionPower
	LinkFunctionProbit
)

// GeneralRegressionDistribution (GeneralRegressionModel@distribution) is the
// distribution of the target, for information.
//
//pmml:words binomial gamma igauss negbin normal poisson tweedie
type GeneralRegressionDistribution uint8

// The values of GeneralRegressionDistribution.
const (
	GeneralRegressionDistributionBinomial GeneralRegressionDistribution = iota + 1
	GeneralRegressionDistributionGamma
	GeneralRegressionDistributionIgauss
	GeneralRegressionDistributionNegbin
	GeneralRegressionDistributionNormal
	GeneralRegressionDistributionPoisson
	GeneralRegressionDistributionTweedie
)

// PCovMatrixType (PCovMatrix@type) is how the covariances were estimated.
//
//pmml:words model robust
type PCovMatrixType uint8

// The values of PCovMatrixType.
const (
	PCovMatrixTypeModel PCovMatrixType = iota + 1
	PCovMatrixTypeRobust
)
