package ruleset

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.RuleSetModel]{
	Compile: Compile,
	Counts:  []compile.Counted{{Key: "rules", One: "rule", Many: "rules"}},
	Count: func(s *compile.Size, m *pmml.RuleSetModel) {
		if m.RuleSet != nil {
			s.Add("rules", simpleRules(m.RuleSet.Rules))
		}
	},
	Check: checkModel,
}

// simpleRules counts the simple rules, also those inside compound ones.
func simpleRules(list []pmml.Rule) int {
	n := 0
	for _, r := range list {
		if c, ok := r.(*pmml.CompoundRule); ok {
			n += simpleRules(c.Rules)
		} else {
			n++
		}
	}
	return n
}
