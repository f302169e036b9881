package pmml

// SequenceModel holds rules about sets of items that follow one another.
//
// Spec: https://dmg.org/pmml/v4-4-1/Sequence.html
type SequenceModel struct {
	ModelBase
	NumberOfTransactions           Optional[int]
	MaxNumberOfItemsPerTransaction Optional[int]
	AvgNumberOfItemsPerTransaction Optional[float64]
	NumberOfTransactionGroups      Optional[int]
	MaxNumberOfTAsPerTAGroup       Optional[int]
	AvgNumberOfTAsPerTAGroup       Optional[float64]
	MinimumSupport                 Optional[float64] // this and what follows: PMML 3.0
	MinimumConfidence              Optional[float64]
	LengthLimit                    Optional[int]
	NumberOfItems                  Optional[int]
	NumberOfSets                   Optional[int]
	NumberOfSequences              Optional[int]
	NumberOfRules                  Optional[int]
	TimeWindowWidth                Optional[int]
	MinimumTime                    Optional[int]
	MaximumTime                    Optional[int]
	Constraints                    *Constraints
	Items                          []*Item
	Itemsets                       []*Itemset
	SetPredicates                  []*SetPredicate
	Sequences                      []*Sequence
	SequenceRules                  []*SequenceRule
}

// ElementName gives "SequenceModel".
func (*SequenceModel) ElementName() string { return "SequenceModel" }

// Constraints are the limits that the search for sequences kept to.
type Constraints struct {
	Element
	MinimumNumberOfItems           Optional[int]
	MaximumNumberOfItems           Optional[int]
	MinimumNumberOfAntecedentItems Optional[int]
	MaximumNumberOfAntecedentItems Optional[int]
	MinimumNumberOfConsequentItems Optional[int]
	MaximumNumberOfConsequentItems Optional[int]
	MinimumSupport                 Optional[float64]
	MinimumConfidence              Optional[float64]
	MinimumLift                    Optional[float64]
	MinimumTotalSequenceTime       Optional[float64]
	MaximumTotalSequenceTime       Optional[float64]
	MinimumItemsetSeparationTime   Optional[float64]
	MaximumItemsetSeparationTime   Optional[float64]
	MinimumAntConsSeparationTime   Optional[float64]
	MaximumAntConsSeparationTime   Optional[float64]
}

// SetPredicate is the condition that the values of a field include those of
// Array.
type SetPredicate struct {
	Element
	ID       string
	Field    string
	Operator SetPredicateOperator
	Array    *Array
}

// Delimiter says how far apart in time two sets or sequences lie.
type Delimiter struct {
	Element
	Delimiter DelimiterType
	Gap       Gap
}

// Time is the distribution of a span of time.
type Time struct {
	Element
	Min               Optional[float64]
	Max               Optional[float64]
	Mean              Optional[float64]
	StandardDeviation Optional[float64]
}

// Sequence is a set of items and those that follow it. Time is that of the whole
// sequence.
type Sequence struct {
	Element
	ID           string
	NumberOfSets Optional[int]
	Occurrence   Optional[int]
	Support      Optional[float64]
	SetReference *SetReference
	FollowSets   []FollowSet
	Time         *Time
}

// FollowSet (FOLLOW-SET) is a further set of a Sequence, and how it follows the
// one before.
type FollowSet struct {
	Delimiter    *Delimiter
	Time         *Time
	SetReference *SetReference
}

// SetReference names an Itemset or a SetPredicate.
type SetReference struct {
	Element
	SetID string
}

// SequenceRule says that who has the sequence AntecedentSequence tends to have
// ConsequentSequence after it. SeparationTime is the time between the two,
// TotalTime that of both together.
type SequenceRule struct {
	Element
	ID                 string
	NumberOfSets       int
	Occurrence         int
	Support            float64
	Confidence         float64
	Lift               Optional[float64]
	AntecedentSequence *AntecedentSequence
	Delimiter          *Delimiter
	SeparationTime     *Time
	ConsequentSequence *ConsequentSequence
	TotalTime          *Time
}

// AntecedentSequence is the first part of a SequenceRule.
type AntecedentSequence struct {
	Element
	SequenceReference *SequenceReference
	Time              *Time
}

// ConsequentSequence is the second part of a SequenceRule.
type ConsequentSequence struct {
	Element
	SequenceReference *SequenceReference
	Time              *Time
}

// SequenceReference names a Sequence.
type SequenceReference struct {
	Element
	SeqID string
}

func (m *SequenceModel) decode(d *decoder) {
	m.attributes(d)
	m.NumberOfTransactions = d.integer("numberOfTransactions")
	m.MaxNumberOfItemsPerTransaction = d.integer("maxNumberOfItemsPerTransaction")
	m.AvgNumberOfItemsPerTransaction = d.number("avgNumberOfItemsPerTransaction")
	m.NumberOfTransactionGroups = d.integer("numberOfTransactionGroups")
	m.MaxNumberOfTAsPerTAGroup = d.integer("maxNumberOfTAsPerTAGroup")
	m.AvgNumberOfTAsPerTAGroup = d.number("avgNumberOfTAsPerTAGroup")
	m.MinimumSupport = d.number("minimumSupport")
	m.MinimumConfidence = d.number("minimumConfidence")
	m.LengthLimit = d.integer("lengthLimit")
	m.NumberOfItems = d.integer("numberOfItems")
	m.NumberOfSets = d.integer("numberOfSets")
	m.NumberOfSequences = d.integer("numberOfSequences")
	m.NumberOfRules = d.integer("numberOfRules")
	m.TimeWindowWidth = d.integer("timeWindowWidth")
	m.MinimumTime = d.integer("minimumTime")
	m.MaximumTime = d.integer("maximumTime")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("Constraints"):
			one(d, &m.Constraints)
		case d.is("Item"):
			many(d, &m.Items)
		case d.is("Itemset"):
			many(d, &m.Itemsets)
		case d.is("SetPredicate"):
			many(d, &m.SetPredicates)
		case d.is("Sequence"):
			many(d, &m.Sequences)
		case d.is("SequenceRule"):
			many(d, &m.SequenceRules)
		default:
			d.unknown()
		}
	}
	m.finish(d)
}

func (c *Constraints) decode(d *decoder) {
	d.begin(&c.Element)
	c.MinimumNumberOfItems = d.integer("minimumNumberOfItems")
	c.MaximumNumberOfItems = d.integer("maximumNumberOfItems")
	c.MinimumNumberOfAntecedentItems = d.integer("minimumNumberOfAntecedentItems")
	c.MaximumNumberOfAntecedentItems = d.integer("maximumNumberOfAntecedentItems")
	c.MinimumNumberOfConsequentItems = d.integer("minimumNumberOfConsequentItems")
	c.MaximumNumberOfConsequentItems = d.integer("maximumNumberOfConsequentItems")
	c.MinimumSupport = d.number("minimumSupport")
	c.MinimumConfidence = d.number("minimumConfidence")
	c.MinimumLift = d.number("minimumLift")
	c.MinimumTotalSequenceTime = d.number("minimumTotalSequenceTime")
	c.MaximumTotalSequenceTime = d.number("maximumTotalSequenceTime")
	c.MinimumItemsetSeparationTime = d.number("minimumItemsetSeparationTime")
	c.MaximumItemsetSeparationTime = d.number("maximumItemsetSeparationTime")
	c.MinimumAntConsSeparationTime = d.number("minimumAntConsSeparationTime")
	c.MaximumAntConsSeparationTime = d.number("maximumAntConsSeparationTime")
	d.endAttributes()
	d.noChildren()
}

func (s *SetPredicate) decode(d *decoder) {
	d.begin(&s.Element)
	s.ID = d.needText("id")
	s.Field = d.needText("field")
	s.Operator = enumeration[SetPredicateOperator](d, "operator", setPredicateOperatorNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &s.Array)
		default:
			d.unknown()
		}
	}
	if s.Array == nil {
		d.missing("Array")
	}
}

func (x *Delimiter) decode(d *decoder) {
	d.begin(&x.Element)
	x.Delimiter = needEnumeration[DelimiterType](d, "delimiter", delimiterTypeNames)
	x.Gap = needEnumeration[Gap](d, "gap", gapNames)
	d.endAttributes()
	d.noChildren()
}

func (t *Time) decode(d *decoder) {
	d.begin(&t.Element)
	t.Min = d.number("min")
	t.Max = d.number("max")
	t.Mean = d.number("mean")
	t.StandardDeviation = d.number("standardDeviation")
	d.endAttributes()
	d.noChildren()
}

func (s *SetReference) decode(d *decoder) {
	d.begin(&s.Element)
	s.SetID = d.needText("setId")
	d.endAttributes()
	d.noChildren()
}

func (a *AntecedentSequence) decode(d *decoder) {
	d.begin(&a.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("SequenceReference"):
			one(d, &a.SequenceReference)
		case d.is("Time"):
			one(d, &a.Time)
		default:
			d.unknown()
		}
	}
	if a.SequenceReference == nil {
		d.missing("SequenceReference")
	}
}

func (c *ConsequentSequence) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("SequenceReference"):
			one(d, &c.SequenceReference)
		case d.is("Time"):
			one(d, &c.Time)
		default:
			d.unknown()
		}
	}
	if c.SequenceReference == nil {
		d.missing("SequenceReference")
	}
}

func (s *SequenceReference) decode(d *decoder) {
	d.begin(&s.Element)
	s.SeqID = d.needText("seqId")
	d.endAttributes()
	d.noChildren()
}

// decode reads a sequence. A Time that stands between a delimiter and its set
// belongs to the two.
func (s *Sequence) decode(d *decoder) {
	d.begin(&s.Element)
	s.ID = d.needText("id")
	s.NumberOfSets = d.integer("numberOfSets")
	s.Occurrence = d.integer("occurrence")
	s.Support = d.number("support")
	d.endAttributes()
	var open *FollowSet // the follow set that waits for its SetReference
	for d.child() {
		switch {
		case d.is("SetReference") && open != nil:
			one(d, &open.SetReference)
			open = nil
		case d.current == "SetReference":
			one(d, &s.SetReference)
		case d.is("Delimiter") && open != nil:
			one(d, &open.Delimiter)
		case d.current == "Delimiter":
			s.FollowSets = append(s.FollowSets, FollowSet{})
			open = &s.FollowSets[len(s.FollowSets)-1]
			one(d, &open.Delimiter)
		case d.is("Time") && open != nil:
			one(d, &open.Time)
		case d.current == "Time":
			one(d, &s.Time)
		default:
			d.unknown()
		}
	}
	if s.SetReference == nil || open != nil {
		d.missing("SetReference")
	}
}

// decode reads a rule. The Time before the consequent is that between the two
// sequences.
func (s *SequenceRule) decode(d *decoder) {
	d.begin(&s.Element)
	s.ID = d.needText("id")
	s.NumberOfSets = d.needInteger("numberOfSets")
	s.Occurrence = d.needInteger("occurrence")
	s.Support = d.needNumber("support")
	s.Confidence = d.needNumber("confidence")
	s.Lift = d.number("lift")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("AntecedentSequence"):
			one(d, &s.AntecedentSequence)
		case d.is("Delimiter"):
			one(d, &s.Delimiter)
		case d.is("Time") && s.ConsequentSequence == nil:
			one(d, &s.SeparationTime)
		case d.current == "Time":
			one(d, &s.TotalTime)
		case d.is("ConsequentSequence"):
			one(d, &s.ConsequentSequence)
		default:
			d.unknown()
		}
	}
	switch {
	case s.AntecedentSequence == nil:
		d.missing("AntecedentSequence")
	case s.Delimiter == nil:
		d.missing("Delimiter")
	case s.ConsequentSequence == nil:
		d.missing("ConsequentSequence")
	}
}

// SetPredicateOperator (SetPredicate@operator) is the comparison of a
// SetPredicate.
type SetPredicateOperator uint8

// The values of SetPredicateOperator.
const (
	SetPredicateOperatorSupersetOf SetPredicateOperator = iota + 1
)

var setPredicateOperatorNames = []string{"", "supersetOf"}

// String gives the word that the standard uses, "" for a value left out.
func (v SetPredicateOperator) String() string { return enumName(setPredicateOperatorNames, uint8(v)) }

// DelimiterType (DELIMITER) is whether two sets lie in one window of time.
type DelimiterType uint8

// The values of DelimiterType.
const (
	DelimiterTypeSameTimeWindow DelimiterType = iota + 1
	DelimiterTypeAcrossTimeWindows
)

var delimiterTypeNames = []string{"", "sameTimeWindow", "acrossTimeWindows"}

// String gives the word that the standard uses, "" for a value left out.
func (v DelimiterType) String() string { return enumName(delimiterTypeNames, uint8(v)) }

// Gap (GAP) is whether other sets may lie between two that follow one another.
type Gap uint8

// The values of Gap.
const (
	GapTrue Gap = iota + 1
	GapFalse
	GapUnknown
)

var gapNames = []string{"", "true", "false", "unknown"}

// String gives the word that the standard uses, "" for a value left out.
func (v Gap) String() string { return enumName(gapNames, uint8(v)) }
