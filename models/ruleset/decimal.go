package ruleset

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// decimalRules is ruleSet with exact sums of weights, and with the numbers that
// the document writes where these are what is predicted.
type decimalRules struct {
	*ruleSet
	weights []decimal.Decimal
	// numbers are the scores of a regression.
	numbers []decimal.Decimal
	// sums says that sums of weights are compared, and that none is infinite.
	sums bool
}

func newDecimalRules(k *ruleSet) *decimalRules {
	d := &decimalRules{ruleSet: k, sums: k.criterion == pmml.RuleSelectionCriterionWeightedSum}
	for i := range k.rules {
		d.weights = append(d.weights, program.Decimal(k.rules[i].weight))
		d.sums = d.sums && program.Finite(k.rules[i].weight)
	}
	if !k.classify {
		for i := range k.scores {
			d.numbers = append(d.numbers, program.ParseDecimal(k.scores[i].text, k.scores[i].value))
		}
	}
	k.listed = k.listed || d.sums
	return d
}

// Score fills in what the rules that fire predict.
func (k *decimalRules) Score(f *program.Frame) {
	if k.sums {
		k.scoreSums(f)
	} else {
		k.ruleSet.Score(f)
	}
	o := &f.Outcomes[k.outcome]
	if k.classify || !program.Finite(o.Value) {
		return
	}
	at := k.otherwise
	if o.Entity >= 0 {
		at = k.rules[o.Entity].score
	}
	f.SetOutcomeDecimal(k.outcome, k.numbers[at])
}

// scoreSums is ruleSet.Score with exact sums. While scores are compared, the
// number of scores with less stands for a sum.
func (k *decimalRules) scoreSums(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	t := k.fire(f)
	if t.count == 0 {
		k.predictDefault(o)
		return
	}
	exact := make([]decimal.Decimal, len(t.sums))
	for _, at := range t.fired {
		score := k.rules[at].score
		exact[score] = exact[score].Add(k.weights[at])
	}
	for _, i := range t.order {
		t.sums[i] = 0
		for _, j := range t.order {
			if exact[j].LessThan(exact[i]) {
				t.sums[i]++
			}
		}
	}
	k.predict(o, t, k.winner(t))
	if k.ranked {
		o.Ranking = k.rank(o.Ranking, t)
	}
	if !k.classify {
		return
	}
	for _, i := range t.order {
		share := program.DivideDecimal(exact[i], decimal.NewFromInt(int64(t.count)))
		o.Series[program.Confidences][k.scores[i].category] = program.Nearest(share)
	}
}
