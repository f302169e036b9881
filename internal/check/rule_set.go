package check

import "github.com/gopmml/gopmml/pmml"

// ruleSet looks for rules that never fire, or fire in vain, and for counts that
// contradict each other.
func (c *checker) ruleSet(s *pmml.RuleSet) {
	c.correct(s, s.NbCorrect, s.RecordCount)
	first := len(s.RuleSelectionMethods) > 0 && s.RuleSelectionMethods[0].Criterion == pmml.RuleSelectionCriterionFirstHit
	c.rules(s.Rules, first)
}

// rules looks at rules. first says that the first one that fires counts. It
// gives true where one of them takes all records.
func (c *checker) rules(list []pmml.Rule, first bool) bool {
	taken := false
	for _, r := range list {
		var p pmml.Predicate
		inner := false
		switch r := r.(type) {
		case *pmml.SimpleRule:
			c.correct(r, r.NbCorrect, r.RecordCount)
			p, inner = r.Predicate, true
		case *pmml.CompoundRule:
			p = r.Predicate
		}
		switch {
		case taken:
			c.warn(CodeUnreachableRule, r, "the rule never counts: one before it takes all records (criterion=firstHit)")
			continue
		case p != nil && isConstant(p, false):
			c.warn(CodeUnreachableRule, r, "the rule never fires: its predicate never holds")
			continue
		}
		if r, ok := r.(*pmml.CompoundRule); ok {
			inner = c.rules(r.Rules, first)
		}
		taken = first && inner && p != nil && isConstant(p, true)
	}
	return taken
}

// correct compares the records that are predicted correctly with all.
func (c *checker) correct(at pmml.Node, correct, all pmml.Optional[float64]) {
	if n, ok := correct.Get(); ok && all.IsSet() && n > all.Or(n) {
		c.warn(CodeCountMismatch, at, "nbCorrect=\"%s\" was found, and recordCount=\"%s\": expected no more than that", shortNumber(n), shortNumber(all.Or(n)))
	}
}
