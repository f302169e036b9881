package pmml

// RuleSetModel is a set of rules.
//
// Spec: https://dmg.org/pmml/v4-4-1/RuleSet.html
type RuleSetModel struct {
	ModelBase
	RuleSet *RuleSet `pmml:",need"`
}

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
	Criterion RuleSelectionCriterion `pmml:",need"`
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
	Predicate          Predicate `pmml:",need"`
	ScoreDistributions []*ScoreDistribution
}

// CompoundRule holds rules for the records that its predicate holds for.
type CompoundRule struct {
	Element
	Predicate Predicate `pmml:",need"`
	Rules     []Rule
}

// Rule is one of *SimpleRule and *CompoundRule: a rule of a RuleSet. No other
// type can implement it.
//
//pmml:group rule SimpleRule CompoundRule
type Rule interface {
	Node
	rule()
}

// RuleSelectionCriterion (RuleSelectionMethod@criterion) is how one of the
// rules that fire is chosen.
//
//pmml:words weightedSum weightedMax firstHit
type RuleSelectionCriterion uint8

// The values of RuleSelectionCriterion.
const (
	RuleSelectionCriterionWeightedSum RuleSelectionCriterion = iota + 1
	RuleSelectionCriterionWeightedMax
	RuleSelectionCriterionFirstHit
)
