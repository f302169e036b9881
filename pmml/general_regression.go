package pmml

// GeneralRegressionModel is a generalized linear model, or a Cox regression.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html
type GeneralRegressionModel struct {
	ModelBase
	TargetVariableName      Optional[string]
	ModelType               GeneralRegressionModelType
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
	ParameterList           *ParameterList
	FactorList              *FactorList
	CovariateList           *CovariateList
	PPMatrix                *PPMatrix
	PCovMatrix              *PCovMatrix
	ParamMatrix             *ParamMatrix
	EventValues             *EventValues
	BaseCumHazardTables     *BaseCumHazardTables
}

// ElementName gives "GeneralRegressionModel".
func (*GeneralRegressionModel) ElementName() string { return "GeneralRegressionModel" }

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

func (m *GeneralRegressionModel) decode(d *decoder) {
	m.attributes(d)
	m.TargetVariableName = d.text("targetVariableName")
	m.ModelType = needEnumeration[GeneralRegressionModelType](d, "modelType", generalRegressionModelTypeNames)
	m.TargetReferenceCategory = d.text("targetReferenceCategory")
	m.CumulativeLink = enumeration[CumulativeLinkFunction](d, "cumulativeLink", cumulativeLinkFunctionNames)
	m.LinkFunction = enumeration[LinkFunction](d, "linkFunction", linkFunctionNames)
	m.LinkParameter = d.number("linkParameter")
	m.TrialsVariable = d.text("trialsVariable")
	m.TrialsValue = d.integer("trialsValue")
	m.Distribution = enumeration[GeneralRegressionDistribution](d, "distribution", generalRegressionDistributionNames)
	m.DistParameter = d.number("distParameter")
	m.OffsetVariable = d.text("offsetVariable")
	m.OffsetValue = d.number("offsetValue")
	m.ModelDF = d.number("modelDF")
	m.EndTimeVariable = d.text("endTimeVariable")
	m.StartTimeVariable = d.text("startTimeVariable")
	m.SubjectIDVariable = d.text("subjectIDVariable")
	m.StatusVariable = d.text("statusVariable")
	m.BaselineStrataVariable = d.text("baselineStrataVariable")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("ParameterList"):
			one(d, &m.ParameterList)
		case d.is("FactorList"):
			one(d, &m.FactorList)
		case d.is("CovariateList"):
			one(d, &m.CovariateList)
		case d.is("PPMatrix"):
			one(d, &m.PPMatrix)
		case d.is("PCovMatrix"):
			one(d, &m.PCovMatrix)
		case d.is("ParamMatrix"):
			one(d, &m.ParamMatrix)
		case d.is("EventValues"):
			one(d, &m.EventValues)
		case d.is("BaseCumHazardTables"):
			one(d, &m.BaseCumHazardTables)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.PPMatrix == nil && d.version <= V3_1 {
		// PMML 3.0 lets models without predictors leave it out.
		m.PPMatrix = &PPMatrix{Element: Element{Pos: m.Pos}}
	}
	switch {
	case m.ParameterList == nil:
		d.missing("ParameterList")
	case m.PPMatrix == nil:
		d.missing("PPMatrix")
	case m.ParamMatrix == nil:
		d.missing("ParamMatrix")
	}
}

func (p *ParameterList) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Parameter"):
			many(d, &p.Parameters)
		default:
			d.unknown()
		}
	}
}

func (p *Parameter) decode(d *decoder) {
	d.begin(&p.Element)
	p.Name = d.needText("name")
	p.Label = d.text("label")
	p.ReferencePoint = d.number("referencePoint")
	d.endAttributes()
	d.noChildren()
}

func (f *FactorList) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Predictor"):
			many(d, &f.Predictors)
		default:
			d.unknown()
		}
	}
}

func (c *CovariateList) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Predictor"):
			many(d, &c.Predictors)
		default:
			d.unknown()
		}
	}
}

func (p *Predictor) decode(d *decoder) {
	d.begin(&p.Element)
	p.Name = d.needText("name")
	p.ContrastMatrixType = d.text("contrastMatrixType")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Categories"):
			one(d, &p.Categories)
		case d.is("Matrix"):
			one(d, &p.Matrix)
		default:
			d.unknown()
		}
	}
}

func (c *Categories) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Category"):
			many(d, &c.Categories)
		default:
			d.unknown()
		}
	}
}

func (c *Category) decode(d *decoder) {
	d.begin(&c.Element)
	c.Value = d.needText("value")
	d.endAttributes()
	d.noChildren()
}

func (p *PPMatrix) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PPCell"):
			manyValues(d, &p.PPCells)
		default:
			d.unknown()
		}
	}
}

func (p *PPCell) decode(d *decoder) {
	d.begin(&p.Element)
	p.Value = d.needText("value")
	p.PredictorName = d.needText("predictorName")
	p.ParameterName = d.needText("parameterName")
	p.TargetCategory = d.text("targetCategory")
	d.endAttributes()
	d.noChildren()
}

func (p *PCovMatrix) decode(d *decoder) {
	d.begin(&p.Element)
	p.Type = enumeration[PCovMatrixType](d, "type", pCovMatrixTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PCovCell"):
			manyValues(d, &p.PCovCells)
		default:
			d.unknown()
		}
	}
}

func (p *PCovCell) decode(d *decoder) {
	d.begin(&p.Element)
	p.PRow = d.needText("pRow")
	p.PCol = d.needText("pCol")
	p.TRow = d.text("tRow")
	p.TCol = d.text("tCol")
	p.Value = d.needNumber("value")
	p.TargetCategory = d.text("targetCategory")
	d.endAttributes()
	d.noChildren()
}

func (p *ParamMatrix) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PCell"):
			manyValues(d, &p.PCells)
		default:
			d.unknown()
		}
	}
}

func (p *PCell) decode(d *decoder) {
	d.begin(&p.Element)
	p.TargetCategory = d.text("targetCategory")
	p.ParameterName = d.needText("parameterName")
	p.Beta = d.needNumber("beta")
	p.DF = d.integer("df")
	d.endAttributes()
	d.noChildren()
}

func (x *EventValues) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Value"):
			many(d, &x.Values)
		case d.is("Interval"):
			many(d, &x.Intervals)
		default:
			d.unknown()
		}
	}
}

func (b *BaseCumHazardTables) decode(d *decoder) {
	d.begin(&b.Element)
	b.MaxTime = d.number("maxTime")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("BaselineStratum"):
			many(d, &b.BaselineStrata)
		case d.is("BaselineCell"):
			manyValues(d, &b.BaselineCells)
		default:
			d.unknown()
		}
	}
}

func (b *BaselineStratum) decode(d *decoder) {
	d.begin(&b.Element)
	b.Value = d.needText("value")
	b.Label = d.text("label")
	b.MaxTime = d.needNumber("maxTime")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("BaselineCell"):
			manyValues(d, &b.BaselineCells)
		default:
			d.unknown()
		}
	}
}

func (b *BaselineCell) decode(d *decoder) {
	d.begin(&b.Element)
	b.Time = d.needNumber("time")
	b.CumHazard = d.needNumber("cumHazard")
	d.endAttributes()
	d.noChildren()
}

// GeneralRegressionModelType (GeneralRegressionModel@modelType) is the kind of
// regression.
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

var generalRegressionModelTypeNames = []string{"", "regression", "generalLinear", "multinomialLogistic", "ordinalMultinomial", "generalizedLinear", "CoxRegression"}

// String gives the word that the standard uses, "" for a value left out.
func (v GeneralRegressionModelType) String() string {
	return enumName(generalRegressionModelTypeNames, uint8(v))
}

// CumulativeLinkFunction (CUMULATIVE-LINK-FUNCTION) is the link of an
// ordinalMultinomial model.
type CumulativeLinkFunction uint8

// The values of CumulativeLinkFunction.
const (
	CumulativeLinkFunctionLogit CumulativeLinkFunction = iota + 1
	CumulativeLinkFunctionProbit
	CumulativeLinkFunctionCloglog
	CumulativeLinkFunctionLoglog
	CumulativeLinkFunctionCauchit
)

var cumulativeLinkFunctionNames = []string{"", "logit", "probit", "cloglog", "loglog", "cauchit"}

// String gives the word that the standard uses, "" for a value left out.
func (v CumulativeLinkFunction) String() string {
	return enumName(cumulativeLinkFunctionNames, uint8(v))
}

// LinkFunction (LINK-FUNCTION) is the link of a generalizedLinear model.
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

var linkFunctionNames = []string{"", "cloglog", "identity", "log", "logc", "logit", "loglog", "negbin", "oddspower", "power", "probit"}

// String gives the word that the standard uses, "" for a value left out.
func (v LinkFunction) String() string { return enumName(linkFunctionNames, uint8(v)) }

// GeneralRegressionDistribution (GeneralRegressionModel@distribution) is the
// distribution of the target, for information.
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

var generalRegressionDistributionNames = []string{"", "binomial", "gamma", "igauss", "negbin", "normal", "poisson", "tweedie"}

// String gives the word that the standard uses, "" for a value left out.
func (v GeneralRegressionDistribution) String() string {
	return enumName(generalRegressionDistributionNames, uint8(v))
}

// PCovMatrixType (PCovMatrix@type) is how the covariances were estimated.
type PCovMatrixType uint8

// The values of PCovMatrixType.
const (
	PCovMatrixTypeModel PCovMatrixType = iota + 1
	PCovMatrixTypeRobust
)

var pCovMatrixTypeNames = []string{"", "model", "robust"}

// String gives the word that the standard uses, "" for a value left out.
func (v PCovMatrixType) String() string { return enumName(pCovMatrixTypeNames, uint8(v)) }
