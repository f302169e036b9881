package ruleset

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// ruleSet is a compiled RuleSet.
type ruleSet struct {
	outcome   int
	criterion pmml.RuleSelectionCriterion
	steps     []step
	tests     []test
	rules     []rule
	scores    []score
	// otherwise is the score where no rule fires, or noScore, and confidence its
	// confidence, Missing for none.
	otherwise  int32
	confidence float64
	classify   bool
	// float says that sums and quotients are rounded to float32.
	float bool
	// ranked says that some output field reports rules beside the one that wins;
	// listed, that the rules that fire are listed.
	ranked, listed bool
	scratch        int
}

// step is a rule, or a CompoundRule that guards the steps up to end.
type step struct {
	from, to int32 // its tests, all of which must hold
	rule     int32 // noRule for a guard
	end      int32 // the next step where a test does not hold
}

// rule is a SimpleRule.
type rule struct {
	weight, confidence float64
	score              int32
	// shares are the probabilities where the rule wins, nil for none.
	shares []share
}

// score is what rules predict: a category or a number.
type score struct {
	value    float64
	category int // -1 for a number
	text     string
}

// What stands for no score and no rule.
const (
	noScore = -1
	noRule  = -1
)

// Score fills in what the rules that fire predict.
func (k *ruleSet) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	t := k.fire(f)
	if t.count == 0 {
		k.predictDefault(o)
		return
	}
	k.predict(o, t, k.winner(t))
	if k.ranked {
		o.Ranking = k.rank(o.Ranking, t)
	}
}

// predictDefault predicts the defaultScore, or nothing.
func (k *ruleSet) predictDefault(o *program.Outcome) {
	if k.otherwise == noScore {
		return
	}
	s := &k.scores[k.otherwise]
	o.Value = s.value
	if !k.classify {
		return
	}
	o.Category = s.category
	if !program.IsMissing(k.confidence) {
		o.Has[program.Confidences] = true
		o.Series[program.Confidences][s.category] = k.confidence
	}
}

// predict predicts the score of a rule.
func (k *ruleSet) predict(o *program.Outcome, t *tally, winner int32) {
	r := &k.rules[winner]
	s := &k.scores[r.score]
	o.Value, o.Entity = s.value, int(winner)
	if !k.classify {
		return
	}
	o.Category = s.category
	o.Has[program.Confidences] = true
	confidences := o.Series[program.Confidences]
	for _, i := range t.order {
		confidences[k.scores[i].category] = k.confidenceOf(t, i)
	}
	if r.shares != nil {
		o.Has[program.Probabilities] = true
		for _, s := range r.shares {
			o.Series[program.Probabilities][s.category] = s.probability
		}
	}
}

// confidenceOf gives the confidence of a score that rules which fired predict.
func (k *ruleSet) confidenceOf(t *tally, score int32) float64 {
	if k.criterion != pmml.RuleSelectionCriterionWeightedSum {
		return k.rules[t.best[score]].confidence
	}
	return k.round(t.sums[score] / float64(t.count))
}

// fire gives the rules that fire, by score.
func (k *ruleSet) fire(f *program.Frame) *tally {
	t := k.tally(f)
	first := k.criterion == pmml.RuleSelectionCriterionFirstHit && !k.ranked
	for i := 0; i < len(k.steps); {
		s := &k.steps[i]
		if first && s.rule != noRule && t.count > 0 && (!k.classify || t.best[k.rules[s.rule].score] != noRule) {
			i++ // it changes nothing any more
			continue
		}
		if !k.holds(f, s) {
			i = int(s.end)
			continue
		}
		i++
		if s.rule != noRule {
			k.add(t, s.rule)
		}
	}
	return t
}

// add counts a rule that fires.
func (k *ruleSet) add(t *tally, at int32) {
	r := &k.rules[at]
	t.count++
	if k.listed {
		t.fired = append(t.fired, at)
	}
	best := t.best[r.score]
	if best == noRule {
		t.order = append(t.order, r.score)
		t.best[r.score], t.sums[r.score] = at, r.weight
		return
	}
	t.sums[r.score] = k.round(t.sums[r.score] + r.weight)
	if k.criterion != pmml.RuleSelectionCriterionFirstHit && r.weight > k.rules[best].weight {
		t.best[r.score] = at
	}
}

// winner gives the rule whose score is predicted: the best one of its score.
func (k *ruleSet) winner(t *tally) int32 {
	best := t.order[0]
	for _, i := range t.order[1:] {
		switch k.criterion {
		case pmml.RuleSelectionCriterionWeightedMax:
			a, b := t.best[i], t.best[best]
			if w, v := k.rules[a].weight, k.rules[b].weight; w > v || w == v && a < b {
				best = i
			}
		case pmml.RuleSelectionCriterionWeightedSum:
			if t.sums[i] > t.sums[best] {
				best = i
			}
		}
	}
	return t.best[best]
}

// round rounds to float32 where the model's arithmetic runs in it.
func (k *ruleSet) round(v float64) float64 {
	if k.float {
		return float64(float32(v))
	}
	return v
}

// tally is the rules that fire for a record.
type tally struct {
	// best is by score the rule that stands for it, noRule where none fired; sums
	// are the weights. order lists the scores, that of the first rule first.
	best  []int32
	sums  []float64
	order []int32
	// fired lists the rules where that is asked for.
	fired []int32
	count int
}

func newTally(k *ruleSet) *tally {
	t := &tally{best: make([]int32, len(k.scores)), sums: make([]float64, len(k.scores)), order: make([]int32, 0, len(k.scores)), fired: make([]int32, 0, len(k.rules))}
	for i := range t.best {
		t.best[i] = noRule
	}
	return t
}

// tally gives the frame's tally, empty.
func (k *ruleSet) tally(f *program.Frame) *tally {
	t, ok := f.Scratch[k.scratch].(*tally)
	if !ok {
		t = newTally(k)
		f.Scratch[k.scratch] = t
	}
	for _, i := range t.order {
		t.best[i] = noRule
	}
	t.order, t.fired, t.count = t.order[:0], t.fired[:0], 0
	return t
}

// rank appends the rules that fired, that which the method prefers first: by
// their place (firstHit), by their weights (weightedMax), or by the sum of their
// score's weights and then by their own (weightedSum). The first of equals in the
// document comes first.
func (k *ruleSet) rank(ranking []int32, t *tally) []int32 {
	if k.criterion == pmml.RuleSelectionCriterionFirstHit {
		return append(ranking, t.fired...)
	}
	for _, at := range t.fired {
		ranking = append(ranking, at)
		i := len(ranking) - 1
		for ; i > 0 && k.before(t, at, ranking[i-1]); i-- {
			ranking[i] = ranking[i-1]
		}
		ranking[i] = at
	}
	return ranking
}

// before says whether a rule is preferred to one that comes before it in the
// document.
func (k *ruleSet) before(t *tally, a, b int32) bool {
	r, s := &k.rules[a], &k.rules[b]
	if k.criterion == pmml.RuleSelectionCriterionWeightedSum && r.score != s.score {
		if t.sums[r.score] != t.sums[s.score] {
			return t.sums[r.score] > t.sums[s.score]
		}
		return t.first(r.score) < t.first(s.score)
	}
	return r.weight > s.weight
}

// first gives the place of a score among those of the rules that fired.
func (t *tally) first(score int32) int {
	for i, s := range t.order {
		if s == score {
			return i
		}
	}
	return len(t.order)
}
