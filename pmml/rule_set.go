package pmml

// RuleSetModel is a set of rules.
//
// Spec: https://dmg.org/pmml/v4-4-1/RuleSet.html
type RuleSetModel struct {
	ModelBase
	RuleSet *RuleSet
}

// ElementName gives "RuleSetModel".
func (*RuleSetModel) ElementName() string { return "RuleSetModel" }

// RuleSet holds the rules, and the ways to choose among those that fire. The
// first way is the default.
type RuleSet struct {
	Element
	RecordCount          Optional[float64]
	NbCorrect            Optional[float64]
	DefaultScore         Optional[string]
	DefaultConfidence    Optional[float64]
	RuleSelectionMethods []*RuleSelectionMethod
	ScoreDistributions   []*ScoreDistribution
	Rules                []Rule
}

// RuleSelectionMethod is a way to choose among the rules that fire.
type RuleSelectionMethod struct {
	Element
	Criterion RuleSelectionCriterion
}

// SimpleRule gives Score to the records that its predicate holds for.
type SimpleRule struct {
	Element
	ID                 Optional[string]
	Score              string
	RecordCount        Optional[float64]
	NbCorrect          Optional[float64]
	Confidence         Optional[float64]
	Weight             Optional[float64]
	Predicate          Predicate
	ScoreDistributions []*ScoreDistribution
}

// CompoundRule holds rules for the records that its predicate holds for.
type CompoundRule struct {
	Element
	Predicate Predicate
	Rules     []Rule
}

// Rule is one of *SimpleRule and *CompoundRule: a rule of a RuleSet. No other
// type can implement it.
type Rule interface {
	Node
	rule()
}

func (*SimpleRule) rule()   {}
func (*CompoundRule) rule() {}

func (m *RuleSetModel) decode(d *decoder) {
	m.attributes(d)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("RuleSet"):
			one(d, &m.RuleSet)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.RuleSet == nil {
		d.missing("RuleSet")
	}
}

func (r *RuleSet) decode(d *decoder) {
	d.begin(&r.Element)
	r.RecordCount = d.number("recordCount")
	r.NbCorrect = d.number("nbCorrect")
	r.DefaultScore = d.text("defaultScore")
	r.DefaultConfidence = d.number("defaultConfidence")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("RuleSelectionMethod"):
			many(d, &r.RuleSelectionMethods)
		case d.is("ScoreDistribution"):
			many(d, &r.ScoreDistributions)
		case d.isRule():
			r.Rules = append(r.Rules, d.rule())
		default:
			d.unknown()
		}
	}
}

func (r *RuleSelectionMethod) decode(d *decoder) {
	d.begin(&r.Element)
	r.Criterion = needEnumeration[RuleSelectionCriterion](d, "criterion", ruleSelectionCriterionNames)
	d.endAttributes()
	d.noChildren()
}

func (s *SimpleRule) decode(d *decoder) {
	d.begin(&s.Element)
	s.ID = d.text("id")
	s.Score = d.needText("score")
	s.RecordCount = d.number("recordCount")
	s.NbCorrect = d.number("nbCorrect")
	s.Confidence = d.number("confidence")
	s.Weight = d.number("weight")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isPredicate():
			d.onePredicate(&s.Predicate)
		case d.is("ScoreDistribution"):
			many(d, &s.ScoreDistributions)
		default:
			d.unknown()
		}
	}
	if s.Predicate == nil {
		d.missing("of the group PREDICATE")
	}
}

func (c *CompoundRule) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isPredicate():
			d.onePredicate(&c.Predicate)
		case d.isRule():
			c.Rules = append(c.Rules, d.rule())
		default:
			d.unknown()
		}
	}
	if c.Predicate == nil {
		d.missing("of the group PREDICATE")
	}
}

// isRule says whether the current child is a rule.
func (d *decoder) isRule() bool {
	return d.isOneOf("SimpleRule", "CompoundRule")
}

// rule decodes the current child, a rule.
func (d *decoder) rule() Rule {
	if d.current == "SimpleRule" {
		return decodeNew[SimpleRule](d)
	}
	return decodeNew[CompoundRule](d)
}

// RuleSelectionCriterion (RuleSelectionMethod@criterion) is how one of the
// rules that fire is chosen.
type RuleSelectionCriterion uint8

// The values of RuleSelectionCriterion.
const (
	RuleSelectionCriterionWeightedSum RuleSelectionCriterion = iota + 1
	RuleSelectionCriterionWeightedMax
	RuleSelectionCriterionFirstHit
)

var ruleSelectionCriterionNames = []string{"", "weightedSum", "weightedMax", "firstHit"}

// String gives the word that the standard uses, "" for a value left out.
func (v RuleSelectionCriterion) String() string {
	return enumName(ruleSelectionCriterionNames, uint8(v))
}
