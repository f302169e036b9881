package pmml

// Scorecard adds up partial scores.
//
// Spec: https://dmg.org/pmml/v4-4-1/Scorecard.html
type Scorecard struct {
	ModelBase
	InitialScore        Optional[float64]
	UseReasonCodes      Optional[bool]
	ReasonCodeAlgorithm ReasonCodeAlgorithm
	BaselineScore       Optional[float64]
	BaselineMethod      BaselineMethod
	Characteristics     *Characteristics `pmml:",need"`
}

// Characteristics holds the characteristics of a Scorecard.
type Characteristics struct {
	Element
	Characteristics []*Characteristic
}

// Characteristic gives a partial score: that of its first attribute whose
// predicate holds.
type Characteristic struct {
	Element
	Name          Optional[string]
	ReasonCode    Optional[string]
	BaselineScore Optional[float64]
	Attributes    []*ScorecardAttribute
}

// ScorecardAttribute (Attribute) is a partial score and the predicate that says
// when it applies.
//
//pmml:element Attribute
type ScorecardAttribute struct {
	Element
	ReasonCode          Optional[string]
	PartialScore        Optional[float64]
	Predicate           Predicate `pmml:",need"`
	ComplexPartialScore *ComplexPartialScore
}

// ComplexPartialScore computes a partial score.
type ComplexPartialScore struct {
	Element
	Expression Expression `pmml:",need"`
}

// ReasonCodeAlgorithm (Scorecard@reasonCodeAlgorithm) is whether reason codes
// are about scores above or below the baseline.
//
//pmml:words pointsAbove pointsBelow
type ReasonCodeAlgorithm uint8

// The values of ReasonCodeAlgorithm.
const (
	ReasonCodeAlgorithmPointsAbove ReasonCodeAlgorithm = iota + 1
	ReasonCodeAlgorithmPointsBelow
)

// BaselineMethod (Scorecard@baselineMethod) is how the baseline scores were
// chosen, for information.
//
//pmml:words max min mean neutral other
type BaselineMethod uint8

// The values of BaselineMethod.
const (
	BaselineMethodMax BaselineMethod = iota + 1
	BaselineMethodMin
	BaselineMethodMean
	BaselineMethodNeutral
	BaselineMethodOther
)
