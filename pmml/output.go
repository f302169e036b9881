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
	OpType        OpType
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
	SegmentID     Optional[string]
	IsFinalResult Optional[bool]
	ReportField   Optional[string] // x-reportField, a vendor's addition
	Decisions     *Decisions
	Expression    Expression
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

func (o *Output) decode(d *decoder) {
	d.begin(&o.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("OutputField"):
			many(d, &o.OutputFields)
		default:
			d.unknown()
		}
	}
}

func (f *OutputField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.needText("name")
	f.DisplayName = d.text("displayName")
	f.OpType = enumeration[OpType](d, "optype", opTypeNames)
	f.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	f.TargetField = d.text("targetField")
	f.Feature = enumeration[ResultFeature](d, "feature", resultFeatureNames)
	f.Value = d.text("value")
	f.RuleFeature = enumeration[RuleFeature](d, "ruleFeature", ruleFeatureNames)
	f.Algorithm = enumeration[OutputAlgorithm](d, "algorithm", outputAlgorithmNames)
	f.Rank = d.integer("rank")
	f.RankBasis = enumeration[RankBasis](d, "rankBasis", rankBasisNames)
	f.RankOrder = enumeration[RankOrder](d, "rankOrder", rankOrderNames)
	f.IsMultiValued = d.boolean("isMultiValued")
	f.SegmentID = d.text("segmentId")
	f.IsFinalResult = d.boolean("isFinalResult")
	f.ReportField = d.text("x-reportField")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Decisions"):
			one(d, &f.Decisions)
		case d.is("Value"):
			many(d, &f.Values)
		case d.isExpression():
			d.oneExpression(&f.Expression)
		default:
			d.unknown()
		}
	}
}

func (x *Decisions) decode(d *decoder) {
	d.begin(&x.Element)
	x.BusinessProblem = d.text("businessProblem")
	x.Description = d.text("description")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Decision"):
			many(d, &x.Decisions)
		default:
			d.unknown()
		}
	}
}

func (x *Decision) decode(d *decoder) {
	d.begin(&x.Element)
	x.Value = d.needText("value")
	x.DisplayValue = d.text("displayValue")
	x.Description = d.text("description")
	d.endAttributes()
	d.noChildren()
}
