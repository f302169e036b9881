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
	Characteristics     *Characteristics
}

// ElementName gives "Scorecard".
func (*Scorecard) ElementName() string { return "Scorecard" }

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
type ScorecardAttribute struct {
	Element
	ReasonCode          Optional[string]
	PartialScore        Optional[float64]
	Predicate           Predicate
	ComplexPartialScore *ComplexPartialScore
}

// ComplexPartialScore computes a partial score.
type ComplexPartialScore struct {
	Element
	Expression Expression
}

func (m *Scorecard) decode(d *decoder) {
	m.attributes(d)
	m.InitialScore = d.number("initialScore")
	m.UseReasonCodes = d.boolean("useReasonCodes")
	m.ReasonCodeAlgorithm = enumeration[ReasonCodeAlgorithm](d, "reasonCodeAlgorithm", reasonCodeAlgorithmNames)
	m.BaselineScore = d.number("baselineScore")
	m.BaselineMethod = enumeration[BaselineMethod](d, "baselineMethod", baselineMethodNames)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("Characteristics"):
			one(d, &m.Characteristics)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.Characteristics == nil {
		d.missing("Characteristics")
	}
}

func (c *Characteristics) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Characteristic"):
			many(d, &c.Characteristics)
		default:
			d.unknown()
		}
	}
}

func (c *Characteristic) decode(d *decoder) {
	d.begin(&c.Element)
	c.Name = d.text("name")
	c.ReasonCode = d.text("reasonCode")
	c.BaselineScore = d.number("baselineScore")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Attribute"):
			many(d, &c.Attributes)
		default:
			d.unknown()
		}
	}
}

func (s *ScorecardAttribute) decode(d *decoder) {
	d.begin(&s.Element)
	s.ReasonCode = d.text("reasonCode")
	s.PartialScore = d.number("partialScore")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isPredicate():
			d.onePredicate(&s.Predicate)
		case d.is("ComplexPartialScore"):
			one(d, &s.ComplexPartialScore)
		default:
			d.unknown()
		}
	}
	if s.Predicate == nil {
		d.missing("of the group PREDICATE")
	}
}

func (c *ComplexPartialScore) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&c.Expression)
		default:
			d.unknown()
		}
	}
	if c.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

// ReasonCodeAlgorithm (Scorecard@reasonCodeAlgorithm) is whether reason codes
// are about scores above or below the baseline.
type ReasonCodeAlgorithm uint8

// The values of ReasonCodeAlgorithm.
const (
	ReasonCodeAlgorithmPointsAbove ReasonCodeAlgorithm = iota + 1
	ReasonCodeAlgorithmPointsBelow
)

var reasonCodeAlgorithmNames = []string{"", "pointsAbove", "pointsBelow"}

// String gives the word that the standard uses, "" for a value left out.
func (v ReasonCodeAlgorithm) String() string { return enumName(reasonCodeAlgorithmNames, uint8(v)) }

// BaselineMethod (Scorecard@baselineMethod) is how the baseline scores were
// chosen, for information.
type BaselineMethod uint8

// The values of BaselineMethod.
const (
	BaselineMethodMax BaselineMethod = iota + 1
	BaselineMethodMin
	BaselineMethodMean
	BaselineMethodNeutral
	BaselineMethodOther
)

var baselineMethodNames = []string{"", "max", "min", "mean", "neutral", "other"}

// String gives the word that the standard uses, "" for a value left out.
func (v BaselineMethod) String() string { return enumName(baselineMethodNames, uint8(v)) }
