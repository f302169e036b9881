package ruleset

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// notes is what only explanations need.
type notes struct {
	// ids are those of the rules, predicates those of the steps, nil for True.
	ids        []string
	predicates []program.Predicate
}

// Explain lists the rules that fire, all of them whatever the method needs.
func (k *ruleSet) Explain(x *program.Explaining, m *explain.Model) {
	n, _ := x.Note(k).(*notes)
	out := &explain.RuleSet{Criterion: k.criterion.String(), Size: len(k.rules)}
	m.Detail = out
	o := &x.Outcomes[k.outcome]
	at := make([]int, len(k.scores)) // of out.Scores, from 1
	var around []guard
	for i := 0; i < len(k.steps); {
		s := &k.steps[i]
		for len(around) > 0 && i >= int(around[len(around)-1].end) {
			around = around[:len(around)-1]
		}
		p := n.predicates[i]
		if p != nil && p.Test(x.Frame) != program.True {
			i = int(s.end)
			continue
		}
		i++
		if s.rule == noRule {
			around = append(around, guard{p, s.end})
			continue
		}
		r := &k.rules[s.rule]
		fired := explain.FiredRule{
			ID: n.ids[s.rule], Score: k.scoreOf(x, r.score), Weight: explain.Number(r.weight), Confidence: explain.Number(r.confidence),
			Wins: o.Entity == int(s.rule),
		}
		for _, g := range append(around[:len(around):len(around)], guard{p, s.end}) {
			if g.predicate != nil {
				fired.Conditions = append(fired.Conditions, x.Predicate(g.predicate))
			}
		}
		out.Fired = append(out.Fired, fired)
		if at[r.score] == 0 {
			out.Scores = append(out.Scores, explain.RuleScore{Score: fired.Score})
			at[r.score] = len(out.Scores)
		}
		sum := &out.Scores[at[r.score]-1]
		sum.Rules++
		sum.Weight = explain.Number(k.round(float64(sum.Weight) + r.weight))
	}
	switch {
	case len(out.Fired) > 0:
	case k.otherwise == noScore:
		out.End = "no rule fires and there is no default score, so there is no prediction"
	default:
		out.End = "no rule fires, so the default score is predicted"
	}
}

// guard is a CompoundRule around a rule.
type guard struct {
	predicate program.Predicate
	end       int32
}

// scoreOf gives a score as a value.
func (k *ruleSet) scoreOf(x *program.Explaining, i int32) any {
	s := &k.scores[i]
	if s.category >= 0 {
		return x.Category(k.outcome, s.category)
	}
	return x.Value(s.value, pmml.DataTypeDouble)
}
