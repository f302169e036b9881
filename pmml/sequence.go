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
	Array    *Array `pmml:",need"`
}

// Delimiter says how far apart in time two sets or sequences lie.
type Delimiter struct {
	Element
	Delimiter DelimiterType `pmml:",need"`
	Gap       Gap           `pmml:",need"`
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
	SetID string `pmml:"setId"`
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
	AntecedentSequence *AntecedentSequence `pmml:",need"`
	Delimiter          *Delimiter          `pmml:",need"`
	SeparationTime     *Time
	ConsequentSequence *ConsequentSequence `pmml:",need"`
	TotalTime          *Time
}

// AntecedentSequence is the first part of a SequenceRule.
type AntecedentSequence struct {
	Element
	SequenceReference *SequenceReference `pmml:",need"`
	Time              *Time
}

// ConsequentSequence is the second part of a SequenceRule.
type ConsequentSequence struct {
	Element
	SequenceReference *SequenceReference `pmml:",need"`
	Time              *Time
}

// SequenceReference names a Sequence.
type SequenceReference struct {
	Element
	SeqID string `pmml:"seqId"`
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
//
//pmml:words supersetOf
type SetPredicateOperator uint8

// The values of SetPredicateOperator.
const (
	SetPredicateOperatorSupersetOf SetPredicateOperator = iota + 1
)

// DelimiterType (DELIMITER) is whether two sets lie in one window of time.
//
//pmml:words sameTimeWindow acrossTimeWindows
type DelimiterType uint8

// The values of DelimiterType.
const (
	DelimiterTypeSameTimeWindow DelimiterType = iota + 1
	DelimiterTypeAcrossTimeWindows
)

// Gap (GAP) is whether other sets may lie between two that follow one another.
//
//pmml:words true false unknown
type Gap uint8

// The values of Gap.
const (
	GapTrue Gap = iota + 1
	GapFalse
	GapUnknown
)

func (s *Sequence) encode(e *encoder) {
	e.begin("Sequence", &s.Element)
	e.needText("id", s.ID)
	e.integer("numberOfSets", s.NumberOfSets)
	e.integer("occurrence", s.Occurrence)
	e.number("support", s.Support)
	e.endAttributes()
	writeNeeded(e, "SetReference", s.SetReference)
	for i := range s.FollowSets {
		f := &s.FollowSets[i]
		writeNeeded(e, "Delimiter", f.Delimiter)
		writeOne(e, f.Time)
		writeNeeded(e, "SetReference", f.SetReference)
	}
	writeOne(e, s.Time)
	e.end()
}
