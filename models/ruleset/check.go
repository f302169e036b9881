package ruleset

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel looks for rules that never fire, or fire in vain, and for counts that
// contradict each other.
func checkModel(c *check.Checker, m *pmml.RuleSetModel) {
	s := m.RuleSet
	if s == nil {
		return
	}
	checkCorrect(c, s, s.NbCorrect, s.RecordCount)
	first := len(s.RuleSelectionMethods) > 0 && s.RuleSelectionMethods[0].Criterion == pmml.RuleSelectionCriterionFirstHit
	checkRules(c, s.Rules, first)
}

// checkRules looks at rules. first says that the first one that fires counts. It
// gives true where one of them takes all records.
func checkRules(c *check.Checker, list []pmml.Rule, first bool) bool {
	taken := false
	for _, r := range list {
		if c.Ended() {
			return taken
		}
		var p pmml.Predicate
		inner := false
		switch r := r.(type) {
		case *pmml.SimpleRule:
			checkCorrect(c, r, r.NbCorrect, r.RecordCount)
			p, inner = r.Predicate, true
		case *pmml.CompoundRule:
			p = r.Predicate
		}
		switch {
		case taken:
			c.Warn(check.CodeUnreachableRule, r, "the rule never counts: one before it takes all records (criterion=firstHit)")
			continue
		case p != nil && check.IsConstant(p, false):
			c.Warn(check.CodeUnreachableRule, r, "the rule never fires: its predicate never holds")
			continue
		}
		if r, ok := r.(*pmml.CompoundRule); ok {
			inner = checkRules(c, r.Rules, first)
		}
		taken = first && inner && p != nil && check.IsConstant(p, true)
	}
	return taken
}

// checkCorrect compares the records that are predicted correctly with all.
func checkCorrect(c *check.Checker, at pmml.Node, correct, all pmml.Optional[float64]) {
	if n, ok := correct.Get(); ok && all.IsSet() && n > all.Or(n) {
		c.Warn(check.CodeCountMismatch, at, "nbCorrect=\"%s\" was found, and recordCount=\"%s\": expected no more than that", check.ShortNumber(n), check.ShortNumber(all.Or(n)))
	}
}
