package pmml

// Output lists the results that a model reports beside its targets.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type Output struct {
	Element
	OutputFields []*OutputField
}

// OutputField is one reported result.
type OutputField struct {
	Element
	Name          string
	DisplayName   Optional[string]
	OpType        OpType `pmml:"optype"`
	DataType      DataType
	TargetField   Optional[string]
	Feature       ResultFeature
	Value         Optional[string]
	RuleFeature   RuleFeature
	Algorithm     OutputAlgorithm
	Rank          Optional[int]
	RankBasis     RankBasis
	RankOrder     RankOrder
	IsMultiValued Optional[bool]
	SegmentID     Optional[string] `pmml:"segmentId"`
	IsFinalResult Optional[bool]
	ReportField   Optional[string] `pmml:"x-reportField"` // x-reportField, a vendor's addition
	Decisions     *Decisions
	Expression    Expression `pmml:",last"`
	Values        []*Value
}

// Decisions documents the values that a decision can take.
type Decisions struct {
	Element
	BusinessProblem Optional[string]
	Description     Optional[string]
	Decisions       []*Decision
}

// Decision is one documented decision.
type Decision struct {
	Element
	Value        string
	DisplayValue Optional[string]
	Description  Optional[string]
}
