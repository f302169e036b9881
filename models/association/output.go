package association

import (
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// feature compiles an output field: a part of the rule of a rank, or with
// isMultiValued of that many rules. rank 0 stands for all.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
func (b *compiler) feature(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	part, err := b.part(o, feature)
	if err != nil {
		return program.Typed{}, true, err
	}
	many := o.IsMultiValued.Or(false)
	s, err := b.selection(o, rank)
	if err != nil {
		return program.Typed{}, true, err
	}
	t, err := b.report(o, part, ranked{outcome: s.outcome, rank: rank, pos: o.Pos}, many)
	return t, true, err
}

// part gives the part of a rule that an output field reports.
func (b *compiler) part(o *pmml.OutputField, feature pmml.ResultFeature) (pmml.RuleFeature, error) {
	switch feature {
	case pmml.ResultFeatureRuleValue:
		if o.RuleFeature == 0 {
			return pmml.RuleFeatureConsequent, nil
		}
		return o.RuleFeature, nil
	case pmml.ResultFeatureAntecedent:
		return pmml.RuleFeatureAntecedent, nil
	case pmml.ResultFeatureConsequent:
		return pmml.RuleFeatureConsequent, nil
	case pmml.ResultFeatureRule:
		return pmml.RuleFeatureRule, nil
	case pmml.ResultFeatureRuleId, pmml.ResultFeatureEntityId:
		return pmml.RuleFeatureRuleId, nil
	case pmml.ResultFeatureConfidence:
		return pmml.RuleFeatureConfidence, nil
	case pmml.ResultFeatureSupport:
		return pmml.RuleFeatureSupport, nil
	case pmml.ResultFeatureLift:
		return pmml.RuleFeatureLift, nil
	case pmml.ResultFeatureLeverage:
		return pmml.RuleFeatureLeverage, nil
	case pmml.ResultFeatureAffinity:
		return pmml.RuleFeatureAffinity, nil
	case pmml.ResultFeaturePredictedValue:
		return 0, b.c.Lacks(o, pmml.ErrUnsupported, "feature=predictedValue is not defined for an association model, which predicts no field; feature=consequent gives the items that its best rule recommends")
	}
	return 0, b.c.Lacks(o, pmml.ErrUnsupported, "feature=%s is not defined for an association model", feature)
}

// report compiles a part of ranked rules.
func (b *compiler) report(o *pmml.OutputField, part pmml.RuleFeature, r ranked, many bool) (program.Typed, error) {
	t := program.Typed{Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical, List: many}
	switch part {
	case pmml.RuleFeatureAntecedent, pmml.RuleFeatureConsequent, pmml.RuleFeatureRuleId:
		typed(o, &t)
	case pmml.RuleFeatureRule:
	default:
		t.Type, t.Op = pmml.DataTypeDouble, pmml.OpTypeContinuous
	}
	l, err := b.list(o, part, &t)
	switch {
	case err != nil:
	case l.sets != nil && many:
		t.List, t.Nested, t.Expr = true, true, &manyItemsets{r, l.sets}
	case l.sets != nil:
		t.List, t.Expr = true, &oneItemset{r, l.sets}
	case many:
		t.Expr = &manyValues{r, l.values}
	default:
		t.Expr = &oneValue{r, l.values}
	}
	return t, err
}

// list gives a part of all rules, made once for the fields that report it.
func (b *compiler) list(o *pmml.OutputField, part pmml.RuleFeature, t *program.Typed) (ruleList, error) {
	key := listKey{part, t.Type}
	if l, ok := b.lists[key]; ok {
		return l, nil
	}
	if err := b.c.Spend(limit.Cells, int64(len(b.rules)), o); err != nil {
		return ruleList{}, err
	}
	var l ruleList
	var err error
	switch part {
	case pmml.RuleFeatureAntecedent, pmml.RuleFeatureConsequent:
		l.sets, err = b.itemCells(o, part, t)
	case pmml.RuleFeatureRule:
		l.values = make([]float64, len(b.rules))
		for i := range b.rules {
			text := b.rules[i].text()
			if err := b.c.Spend(limit.Bytes, int64(len(text)), b.rules[i].declared); err != nil {
				return l, err
			}
			l.values[i] = b.c.Texts().Intern(text)
		}
	case pmml.RuleFeatureRuleId:
		l.values, err = b.idCells(o, t)
	default:
		l.values = make([]float64, len(b.rules))
		for i := range b.rules {
			if err := b.c.Next(); err != nil {
				return l, err
			}
			l.values[i], _ = b.rules[i].measure(basisOf(part))
		}
	}
	if err == nil {
		if b.lists == nil {
			b.lists = map[listKey]ruleList{}
		}
		b.lists[key] = l
	}
	return l, err
}

// basisOf gives the measure that a part of a rule is.
func basisOf(part pmml.RuleFeature) pmml.RankBasis {
	switch part {
	case pmml.RuleFeatureSupport:
		return pmml.RankBasisSupport
	case pmml.RuleFeatureLift:
		return pmml.RankBasisLift
	case pmml.RuleFeatureLeverage:
		return pmml.RankBasisLeverage
	case pmml.RuleFeatureAffinity:
		return pmml.RankBasisAffinity
	}
	return pmml.RankBasisConfidence
}

// typed gives the type in which an output field reports texts.
func typed(o *pmml.OutputField, t *program.Typed) {
	if o.DataType != 0 {
		t.Type, t.Op = o.DataType, program.DefaultOpType(o.DataType)
	}
}

// idCells gives the rules' ids in the output field's type.
func (b *compiler) idCells(o *pmml.OutputField, t *program.Typed) ([]float64, error) {
	cells := make([]float64, len(b.rules))
	for i := range b.rules {
		if err := b.c.Next(); err != nil {
			return nil, err
		}
		cell, ok := b.cell(t.Type, b.rules[i].id)
		if !ok {
			err := b.c.Keep(b.c.Errorf(b.rules[i].declared, pmml.CodeValueType, "the rule's id %q is not of type %s, in which output field %q reports it", b.rules[i].id, t.Type, o.Name))
			if err != nil {
				return nil, err
			}
		}
		cells[i] = cell
	}
	return cells, nil
}

// itemCells gives the items of each rule's itemset in the output field's type.
func (b *compiler) itemCells(o *pmml.OutputField, part pmml.RuleFeature, t *program.Typed) ([][]float64, error) {
	bySet := map[*itemset][]float64{}
	sets := make([][]float64, len(b.rules))
	for i := range b.rules {
		if err := b.c.Next(); err != nil {
			return nil, err
		}
		set := b.rules[i].consequent
		if part == pmml.RuleFeatureAntecedent {
			set = b.rules[i].antecedent
		}
		cells, ok := bySet[set]
		if !ok {
			for _, it := range set.items {
				cell, ok := b.cell(t.Type, it.text)
				if !ok {
					err := b.c.Keep(b.c.Errorf(it.declared, pmml.CodeValueType, "the item %q is not of type %s, in which output field %q reports it", it.text, t.Type, o.Name))
					if err != nil {
						return nil, err
					}
				}
				cells = append(cells, cell)
			}
			bySet[set] = cells
		}
		sets[i] = cells
	}
	return sets, nil
}

// text writes a rule as {a,b}->{c}.
func (r *rule) text() string { return r.antecedent.text() + "->" + r.consequent.text() }

func (s *itemset) text() string {
	texts := make([]string, len(s.items))
	for i, it := range s.items {
		texts[i] = it.text
	}
	return "{" + strings.Join(texts, ",") + "}"
}

// ranked tells which of the ranked rules an output field reports on.
type ranked struct {
	outcome int
	// rank counts from 1. Of several rules it is how many, 0 for all.
	rank int
	pos  pmml.Pos
}

// elementSteps is how many steps an element of a reported collection counts as:
// each is written to the record's result, with memory of its own.
const elementSteps = 32

// spend counts the elements of a collection; false where the record has ended.
func (r *ranked) spend(f *program.Frame, n int) bool {
	return f.Spend(elementSteps*int64(n), r.pos)
}

// one gives the rule of the rank, -1 where there are fewer.
func (r *ranked) one(f *program.Frame) int32 {
	if ranking := f.Outcomes[r.outcome].Ranking; r.rank <= len(ranking) {
		return ranking[r.rank-1]
	}
	return -1
}

// many gives the rules up to the rank, false where the record has no answer.
func (r *ranked) many(f *program.Frame) ([]int32, bool) {
	o := &f.Outcomes[r.outcome]
	if program.IsMissing(o.Value) {
		return nil, false
	}
	if r.rank > 0 && r.rank < len(o.Ranking) {
		return o.Ranking[:r.rank], true
	}
	return o.Ranking, true
}

// oneValue is a value of one rule.
type oneValue struct {
	ranked
	values []float64 // by rule
}

// Eval gives the value; missing where there is no such rule.
func (e *oneValue) Eval(f *program.Frame) float64 {
	if r := e.one(f); r >= 0 {
		return e.values[r]
	}
	return program.Missing
}

// manyValues is the collection of the values of several rules.
type manyValues struct {
	ranked
	values []float64
}

// Eval gives the collection, without elements where no rule applies; missing
// where the record has no basket.
func (e *manyValues) Eval(f *program.Frame) float64 {
	rules, ok := e.many(f)
	if !ok || !e.spend(f, len(rules)) {
		return program.Missing
	}
	list := f.NewList()
	for _, r := range rules {
		f.Append(list, e.values[r])
	}
	return list
}

// oneItemset is the collection of the items of one rule's itemset.
type oneItemset struct {
	ranked
	sets [][]float64 // by rule
}

// Eval gives the items; missing where there is no such rule.
func (e *oneItemset) Eval(f *program.Frame) float64 {
	if r := e.one(f); r >= 0 && e.spend(f, len(e.sets[r])) {
		return listOf(f, e.sets[r])
	}
	return program.Missing
}

// manyItemsets is the collection of several rules' itemsets.
type manyItemsets struct {
	ranked
	sets [][]float64
}

// Eval gives the collection of collections.
func (e *manyItemsets) Eval(f *program.Frame) float64 {
	rules, ok := e.many(f)
	if !ok {
		return program.Missing
	}
	list := f.NewList()
	for _, r := range rules {
		if !e.spend(f, 1+len(e.sets[r])) {
			return program.Missing
		}
		f.Append(list, listOf(f, e.sets[r]))
	}
	return list
}

func listOf(f *program.Frame, values []float64) float64 {
	list := f.NewList()
	for _, v := range values {
		f.Append(list, v)
	}
	return list
}
