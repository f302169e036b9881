package ruleset

import (
	"math"
	"strconv"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a RuleSetModel. The kernel changes nothing of its own, so
// any number of frames may run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/RuleSet.html
func Compile(c *compile.Context, m *pmml.RuleSetModel) (program.Kernel, error) {
	b := &compiler{Context: c, k: &ruleSet{}, ids: []string{}, index: map[float64]int32{}, named: map[string]bool{}}
	switch m.FunctionName {
	case pmml.MiningFunctionClassification:
		b.classify = true
	case pmml.MiningFunctionRegression:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, classification or regression is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrInvalid, "functionName=%q is not one that a RuleSetModel has: classification or regression is needed", m.FunctionName)
	}
	set := m.RuleSet
	if set == nil {
		return nil, c.Errorf(m, pmml.CodePartMissing, "a RuleSetModel needs a RuleSet")
	}
	var err error
	if b.target, err = c.Target(m); err != nil {
		return nil, err
	}
	if err := c.Keep(b.method(set)); err != nil {
		return nil, err
	}
	if err := b.rules(set.Rules); err != nil {
		return nil, err
	}
	if err := b.fallback(set); err != nil {
		return nil, err
	}
	return b.kernel(), nil
}

// compiler is a rule set on its way to a kernel.
type compiler struct {
	*compile.Context
	target   *compile.Target
	classify bool
	k        *ruleSet
	// index gives the scores by their values, named the ids that are given.
	index map[float64]int32
	named map[string]bool
	ids   []string
	notes notes
}

// method settles how rules are chosen: by the first method, which is the default.
func (b *compiler) method(set *pmml.RuleSet) error {
	if len(set.RuleSelectionMethods) == 0 {
		return b.Errorf(set, pmml.CodeCountMismatch, "no RuleSelectionMethod was found, at least one is needed")
	}
	first := set.RuleSelectionMethods[0]
	if b.k.criterion = first.Criterion; b.k.criterion == 0 {
		return b.Errorf(first, pmml.CodePartMissing, "a RuleSelectionMethod needs a criterion")
	}
	return nil
}

// fallback compiles what is predicted where no rule fires.
func (b *compiler) fallback(set *pmml.RuleSet) error {
	b.k.otherwise = noScore
	text, ok := set.DefaultScore.Get()
	if !ok {
		return nil
	}
	score, err := b.score("defaultScore", text, set)
	if err != nil {
		return err
	}
	b.k.otherwise = score
	b.k.confidence = b.round(set.DefaultConfidence.Or(program.Missing))
	return nil
}

// kernel makes the kernel.
func (b *compiler) kernel() program.Kernel {
	k := b.k
	k.outcome, k.classify, k.float, k.scratch = b.target.Outcome, b.classify, b.Float32(), b.NewScratch()
	b.target.SetEntities(b.ids)
	b.target.Features = b.ranked
	b.notes.ids = b.ids
	b.Note(k, &b.notes)
	if b.Decimal() {
		return newDecimalRules(k)
	}
	return k
}

// ranked compiles the ids of rules beside the one that wins: they are in the
// order in which the method prefers them.
func (b *compiler) ranked(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	if feature != pmml.ResultFeatureEntityId || rank == 1 && o.RankOrder != pmml.RankOrderAscending {
		return program.Typed{}, false, nil
	}
	b.k.ranked, b.k.listed = true, true
	b.target.Size.Ranking = len(b.k.rules)
	return b.target.Ranked(o, rank, b.ids), true, nil
}

// rules compiles rules in the order of the document.
func (b *compiler) rules(list []pmml.Rule) error {
	for _, r := range list {
		var err error
		switch r := r.(type) {
		case *pmml.SimpleRule:
			err = b.simple(r)
		case *pmml.CompoundRule:
			err = b.compound(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// compound compiles a rule that holds others, as a step that may skip them.
func (b *compiler) compound(r *pmml.CompoundRule) error {
	if len(r.Rules) == 0 {
		if err := b.Keep(b.Errorf(r, pmml.CodeCountMismatch, "no rule was found in the CompoundRule, at least one is needed")); err != nil {
			return err
		}
	}
	at := len(b.k.steps)
	if err := b.step(r, r.Predicate, noRule); err != nil {
		return err
	}
	if err := b.rules(r.Rules); err != nil {
		return err
	}
	b.k.steps[at].end = int32(len(b.k.steps))
	return nil
}

// step adds a step of a predicate. Where it does not hold, the next one follows.
func (b *compiler) step(at pmml.Node, p pmml.Predicate, rule int32) error {
	s := step{rule: rule, from: int32(len(b.k.tests)), end: int32(len(b.k.steps) + 1)}
	var predicate program.Predicate
	var err error
	switch p.(type) {
	case nil:
		err = b.Keep(b.Errorf(at, pmml.CodePartMissing, "a rule needs a predicate"))
	case *pmml.True:
	default:
		if predicate, err = b.Predicate(p); err == nil {
			b.k.addTests(predicate, int(s.from))
		}
	}
	s.to = int32(len(b.k.tests))
	b.k.steps = append(b.k.steps, s)
	b.notes.predicates = append(b.notes.predicates, predicate)
	return err
}

func (b *compiler) simple(r *pmml.SimpleRule) error {
	index := int32(len(b.k.rules))
	if err := b.step(r, r.Predicate, index); err != nil {
		return err
	}
	if err := b.id(r); err != nil {
		return err
	}
	for _, a := range []struct {
		name  string
		value float64
	}{{"weight", r.Weight.Or(1)}, {"confidence", r.Confidence.Or(1)}} {
		if math.IsNaN(a.value) {
			if err := b.Keep(b.Errorf(r, pmml.CodeOutOfRange, "%s=%v was found, a number is needed", a.name, a.value)); err != nil {
				return err
			}
		}
	}
	out := rule{weight: b.round(r.Weight.Or(1)), confidence: b.round(r.Confidence.Or(1)), score: noScore}
	var err error
	if out.score, err = b.score("score", r.Score, r); err != nil {
		return err
	}
	if b.classify {
		if err := b.Keep(b.distribution(r, &out)); err != nil {
			return err
		}
	}
	b.k.rules = append(b.k.rules, out)
	return nil
}

// id keeps a rule's id, or its number among the simple rules.
func (b *compiler) id(r *pmml.SimpleRule) error {
	id, given := r.ID.Get()
	if !given {
		b.ids = append(b.ids, strconv.Itoa(len(b.ids)+1))
		return nil
	}
	b.ids = append(b.ids, id)
	if b.named[id] {
		return b.Keep(b.Errorf(r, pmml.CodeDuplicateName, "the rule id %q is given twice", id))
	}
	b.named[id] = true
	return nil
}

// score gives the index of a score.
func (b *compiler) score(attribute, text string, at pmml.Node) (int32, error) {
	out := score{category: -1, text: text}
	if b.classify {
		category, cell, err := b.target.Category(text, at)
		if err != nil {
			return noScore, err
		}
		out.category, out.value = category, cell
	} else {
		t := pmml.DataTypeDouble
		if b.Float32() {
			t = pmml.DataTypeFloat
		}
		v, err := program.ParseValue(t, text)
		if err != nil {
			return noScore, b.Keep(b.Errorf(at, pmml.CodeValueType, "%s %q is not a number, as functionName=\"regression\" needs", attribute, text))
		}
		out.value = v
	}
	i, ok := b.index[out.value]
	if !ok {
		i = int32(len(b.k.scores))
		b.index[out.value] = i
		b.k.scores = append(b.k.scores, out)
	}
	return i, nil
}

// round rounds to float32 where the model's arithmetic runs in it.
func (b *compiler) round(v float64) float64 {
	if b.Float32() && v == v {
		return float64(float32(v))
	}
	return v
}
