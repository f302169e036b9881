package association_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/evaluator"
)

func TestAlgorithms(t *testing.T) {
	m := load(t, spec{outputs: ids("recommendation", "recommendation") + ids("exclusive", "exclusiveRecommendation") + ids("association", "ruleAssociation") +
		`<OutputField name="default" feature="ruleId" rank="0" isMultiValued="1"/>`}.document())
	for _, tt := range []struct {
		name                                   string
		basket                                 list
		recommendation, exclusive, association list
	}{
		{"nothing begins with the basket", list{"c", "d"}, list{}, list{}, list{}},
		{"an empty basket", list{}, list{}, list{}, list{}},
		{"what is recommended is new", list{"a"}, list{"r1", "3"}, list{"r1", "3"}, list{}},
		{"what is recommended is there", list{"c", "a"}, list{"r1", "3"}, list{"r1"}, list{"3"}},
		{"an antecedent of two items", list{"b", "a"}, list{"r4", "r2", "r1", "3"}, list{"r4", "3"}, list{"r2", "r1"}},
		{"a part of the consequent is new", list{"a", "b", "c"}, list{"r4", "r2", "r1", "3"}, list{"r4"}, list{"r2", "r1", "3"}},
		{"all of it is there", list{"a", "b", "c", "d"}, list{"r4", "r2", "r1", "3"}, list{}, list{"r4", "r2", "r1", "3"}},
		{"an item twice", list{"a", "a"}, list{"r1", "3"}, list{"r1", "3"}, list{}},
		{"items that the model does not know", list{"x", "a", "y"}, list{"r1", "3"}, list{"r1", "3"}, list{}},
		{"a missing item", list{nil, "a"}, list{"r1", "3"}, list{"r1", "3"}, list{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := m.Evaluate(basket(tt.basket...))
			assert.NoError(t, err)
			assert.Equal(t, map[string]any{"recommendation": tt.recommendation, "exclusive": tt.exclusive, "association": tt.association, "default": tt.exclusive}, r.Map())
		})
	}
}

func TestRanks(t *testing.T) {
	const all = `feature="ruleId" algorithm="recommendation" rank="0" isMultiValued="1" `
	const one = `feature="ruleId" algorithm="recommendation" `
	for _, tt := range []struct {
		name, output string
		want         any
	}{
		{"by confidence, equal ones in the document's order", all, list{"r4", "r2", "r1", "3"}},
		{"by confidence, the least first", all + `rankOrder="ascending"`, list{"r1", "3", "r2", "r4"}},
		{"by support", all + `rankBasis="support"`, list{"r1", "r2", "3", "r4"}},
		{"by support, the least first", all + `rankBasis="support" rankOrder="ascending"`, list{"r4", "3", "r1", "r2"}},
		{"by lift", all + `rankBasis="lift"`, list{"r4", "r1", "3", "r2"}},
		{"by lift, the least first", all + `rankBasis="lift" rankOrder="ascending"`, list{"r2", "3", "r1", "r4"}},
		{"by leverage", all + `rankBasis="leverage"`, list{"r2", "3", "r1", "r4"}},
		{"by leverage, the least first", all + `rankBasis="leverage" rankOrder="ascending"`, list{"r4", "r1", "3", "r2"}},
		{"by affinity", all + `rankBasis="affinity"`, list{"r1", "r2", "3", "r4"}},
		{"by affinity, the least first", all + `rankBasis="affinity" rankOrder="ascending"`, list{"r4", "3", "r1", "r2"}},
		{"one of the first rank", one, "r4"},
		{"one of the second", one + `rank="2"`, "r2"},
		{"one of the last", one + `rank="4"`, "3"},
		{"one of a rank that no rule has", one + `rank="5"`, nil},
		{"one in the other order", one + `rank="2" rankBasis="lift" rankOrder="ascending"`, "3"},
		{"several: the first, where no rank is given", one + `isMultiValued="1"`, list{"r4"}},
		{"several: the first two", one + `isMultiValued="1" rank="2"`, list{"r4", "r2"}},
		{"several: more than there are", one + `isMultiValued="1" rank="20"`, list{"r4", "r2", "r1", "3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, spec{outputs: field(tt.output)}.document())
			assert.Equal(t, tt.want, score(t, m, basket("a", "b")))
		})
	}
}

func TestFeatures(t *testing.T) {
	for _, tt := range []struct {
		name, output string
		one, many    any
	}{
		{"antecedent", `feature="antecedent"`, list{"b"}, list{list{"b"}, list{"a"}}},
		{"consequent", `feature="consequent"`, list{"a"}, list{list{"a"}, list{"b"}}},
		{"rule", `feature="rule"`, "{b}->{a}", list{"{b}->{a}", "{a}->{b}"}},
		{"ruleId", `feature="ruleId"`, "r2", list{"r2", "r1"}},
		{"entityId", `feature="entityId"`, "r2", list{"r2", "r1"}},
		{"confidence", `feature="confidence"`, 0.8, list{0.8, 0.6}},
		{"support", `feature="support"`, 0.4, list{0.4, 0.4}},
		{"lift", `feature="lift"`, 1.0, list{1.0, 3.0}},
		{"leverage", `feature="leverage"`, 0.3, list{0.3, 0.1}},
		{"affinity", `feature="affinity"`, 0.5, list{0.5, 0.5}},
		{"ruleValue is the consequent", `feature="ruleValue"`, list{"a"}, list{list{"a"}, list{"b"}}},
		{"ruleValue of antecedent", `feature="ruleValue" ruleFeature="antecedent"`, list{"b"}, list{list{"b"}, list{"a"}}},
		{"ruleValue of consequent", `feature="ruleValue" ruleFeature="consequent"`, list{"a"}, list{list{"a"}, list{"b"}}},
		{"ruleValue of rule", `feature="ruleValue" ruleFeature="rule"`, "{b}->{a}", list{"{b}->{a}", "{a}->{b}"}},
		{"ruleValue of ruleId", `feature="ruleValue" ruleFeature="ruleId"`, "r2", list{"r2", "r1"}},
		{"ruleValue of confidence", `feature="ruleValue" ruleFeature="confidence"`, 0.8, list{0.8, 0.6}},
		{"ruleValue of support", `feature="ruleValue" ruleFeature="support"`, 0.4, list{0.4, 0.4}},
		{"ruleValue of lift", `feature="ruleValue" ruleFeature="lift"`, 1.0, list{1.0, 3.0}},
		{"ruleValue of leverage", `feature="ruleValue" ruleFeature="leverage"`, 0.3, list{0.3, 0.1}},
		{"ruleValue of affinity", `feature="ruleValue" ruleFeature="affinity"`, 0.5, list{0.5, 0.5}},
		{"a number as a text", `feature="lift" dataType="string"`, "1.0", list{"1.0", "3.0"}},
		{"a number as a float", `feature="confidence" dataType="float"`, float32(0.8), list{float32(0.8), float32(0.6)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			const algorithm = ` algorithm="ruleAssociation"`
			m := load(t, spec{outputs: field(tt.output + algorithm)}.document())
			assert.Equal(t, tt.one, score(t, m, basket("a", "b")))
			assert.Nil(t, score(t, m, basket("a")), "no rule applies")
			assert.Nil(t, score(t, m, nil), "no basket")
			f := m.Outputs()[0]
			_, isList := tt.one.(list)
			assert.Equal(t, isList, f.Collection)

			m = load(t, spec{outputs: field(tt.output + algorithm + ` rank="0" isMultiValued="1"`)}.document())
			assert.Equal(t, tt.many, score(t, m, basket("a", "b")))
			assert.Equal(t, list{}, score(t, m, basket("a")), "no rule applies")
			assert.Nil(t, score(t, m, nil), "no basket")
			f = m.Outputs()[0]
			assert.True(t, f.Collection)
			assert.Equal(t, isList, f.Nested)
		})
	}
}

func TestItemsKeepTheirOrder(t *testing.T) {
	m := load(t, spec{outputs: field(`feature="rule"`) + `<OutputField name="p" feature="consequent"/>`}.document())
	r, err := m.Evaluate(basket("b", "a"))
	assert.NoError(t, err)
	assert.Equal(t, map[string]any{"o": "{a,b}->{d,c}", "p": list{"d", "c"}}, r.Map())
	text, err := r.MarshalJSON()
	assert.NoError(t, err)
	assert.JSONEq(t, `{"o":"{a,b}->{d,c}","p":["d","c"]}`, string(text))
}

// What is reported as a number must be one, which is known beforehand.
func TestTypesOfTexts(t *testing.T) {
	numbered := spec{
		fields: `<DataField name="item" optype="categorical" dataType="integer"/>`, schema: `<MiningField name="item"/>`,
		items: `<Item id="1" value="10"/><Item id="2" value="20"/><Item id="3" value="030"/>`,
		sets:  `<Itemset id="a"><ItemRef itemRef="1"/></Itemset><Itemset id="b"><ItemRef itemRef="2"/><ItemRef itemRef="3"/></Itemset>`,
		rules: `<AssociationRule antecedent="a" consequent="b" support="0.5" confidence="0.5"/>`,
	}
	for _, tt := range []struct {
		name, output string
		want         any
	}{
		{"ids", `feature="ruleId" dataType="integer"`, int64(1)},
		{"ids of several", `feature="entityId" dataType="double" isMultiValued="1"`, list{1.0}},
		{"items", `feature="consequent" dataType="integer"`, list{int64(20), int64(30)}},
		{"items of several", `feature="consequent" dataType="double" isMultiValued="1"`, list{list{20.0, 30.0}}},
		{"items as they are written", `feature="consequent"`, list{"20", "030"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			numbered.outputs = field(tt.output)
			assert.Equal(t, tt.want, score(t, load(t, numbered.document()), basket(10)))
		})
	}
}

// What a rule does not give follows from the supports of its itemsets, or is
// missing.
func TestMeasuresThatAreNotGiven(t *testing.T) {
	const rule = `<AssociationRule antecedent="a" consequent="b" support="0.25" confidence="0.5"/>`
	sets := func(a, b string) string {
		return `<Itemset id="a" ` + a + `><ItemRef itemRef="1"/></Itemset><Itemset id="b" ` + b + `><ItemRef itemRef="2"/></Itemset>`
	}
	const outputs = `<OutputField name="lift" feature="lift"/><OutputField name="leverage" feature="leverage"/><OutputField name="affinity" feature="affinity"/>`
	for _, tt := range []struct {
		name, a, b               string
		lift, leverage, affinity any
	}{
		{"both supports", `support="0.5"`, `support="0.25"`, 2.0, 0.125, 0.5},
		{"the consequent's", "", `support="0.25"`, 2.0, nil, nil},
		{"the antecedent's", `support="0.5"`, "", nil, nil, nil},
		{"none", "", "", nil, nil, nil},
		{"a consequent that never occurs", `support="0.5"`, `support="0"`, nil, 0.25, 1.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, spec{outputs: outputs, sets: sets(tt.a, tt.b), rules: rule}.document())
			r, err := m.Evaluate(basket("a"))
			assert.NoError(t, err)
			assert.Equal(t, map[string]any{"lift": tt.lift, "leverage": tt.leverage, "affinity": tt.affinity}, r.Map())
		})
	}
	t.Run("rules are ranked by what follows", func(t *testing.T) {
		m := load(t, spec{
			outputs: field(`feature="ruleId" rankBasis="lift"`),
			sets:    sets("", `support="0.9"`) + `<Itemset id="c" support="0.1"><ItemRef itemRef="3"/></Itemset>`,
			rules:   rule + `<AssociationRule antecedent="a" consequent="c" support="0.1" confidence="0.2"/>`,
		}.document())
		assert.Equal(t, "2", score(t, m, basket("a")))
	})
}

func TestEmptyItemsetsAlwaysApply(t *testing.T) {
	const empty = `<Itemset id="none"/>`
	m := load(t, spec{
		outputs: ids("o", "recommendation"), sets: shopSets + empty,
		rules: `<AssociationRule id="begin" antecedent="none" consequent="a" support="0.5" confidence="0.5"/><AssociationRule id="end" antecedent="a" consequent="none" support="0.5" confidence="1"/>`,
	}.document())
	assert.Equal(t, list{"begin"}, score(t, m, basket("b")))
	assert.Equal(t, list{"begin"}, score(t, m, basket()), "an empty basket")
	assert.Equal(t, list{"end", "begin"}, score(t, m, basket("a")))
	assert.Nil(t, score(t, m, nil), "no basket")
	m = load(t, spec{outputs: field(`feature="rule" algorithm="ruleAssociation"`), sets: shopSets + empty, rules: `<AssociationRule antecedent="a" consequent="none" support="0.5" confidence="1"/>`}.document())
	assert.Equal(t, "{a}->{}", score(t, m, basket("a")))
}

func TestModelsWithoutRules(t *testing.T) {
	m := load(t, spec{outputs: field(`feature="consequent" rank="0" isMultiValued="1"`), rules: " "}.document())
	assert.Equal(t, list{}, score(t, m, basket("a")))
	m = load(t, spec{rules: " ", sets: " ", items: " "}.document())
	assert.Empty(t, m.Results())
	_, err := m.Evaluate(basket("a"))
	assert.NoError(t, err)
}

func TestMappedItems(t *testing.T) {
	s := spec{
		outputs: field(`feature="rule"`) + `<OutputField name="p" feature="consequent"/>`,
		items:   `<Item id="1" value="a" mappedValue="Apple"/><Item id="2" value="b"/><Item id="3" value="c" mappedValue="Cherry"/><Item id="4" value="d"/>`,
	}
	for _, tt := range []struct {
		name string
		opts []evaluator.Option
		rule string
		set  list
	}{
		{"what records give", nil, "{a,b}->{d,c}", list{"d", "c"}},
		{"what it is mapped to", []evaluator.Option{evaluator.WithMappedItems()}, "{Apple,b}->{d,Cherry}", list{"d", "Cherry"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := load(t, s.document(), tt.opts...).Evaluate(basket("a", "b"))
			assert.NoError(t, err)
			assert.Equal(t, map[string]any{"o": tt.rule, "p": tt.set}, r.Map())
		})
	}
}
