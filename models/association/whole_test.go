package association_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
)

// composed puts association models into the segments of a MiningModel: one for
// shop n that recommends item n to who has item a.
func composed(method, outputs string, own func(shop string) string) string {
	segment := func(shop string) string {
		return `<Segment id="` + shop + `"><SimplePredicate field="shop" operator="lessOrEqual" value="` + shop + `"/>` +
			`<AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="2" numberOfItemsets="2" numberOfRules="1">` +
			`<MiningSchema><MiningField name="basket" usageType="group"/><MiningField name="item"/></MiningSchema><Output>` + own(shop) + `</Output>` +
			`<Item id="1" value="a"/><Item id="2" value="item ` + shop + `"/><Itemset id="a"><ItemRef itemRef="1"/></Itemset><Itemset id="n"><ItemRef itemRef="2"/></Itemset>` +
			`<AssociationRule antecedent="a" consequent="n" support="0.` + shop + `" confidence="0.5"/></AssociationModel></Segment>`
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + shopFields + `<DataField name="shop" optype="continuous" dataType="integer"/></DataDictionary>` +
		`<MiningModel functionName="associationRules"><MiningSchema>` + shopSchema + `<MiningField name="shop"/></MiningSchema><Output>` + outputs + `</Output>` +
		`<Segmentation multipleModelMethod="` + method + `">` + segment("1") + segment("2") + `</Segmentation></MiningModel></PMML>`
}

func TestSegments(t *testing.T) {
	same := func(string) string {
		return `<OutputField name="set" feature="consequent"/><OutputField name="support" feature="support"/>`
	}
	record := func(shop int, items ...any) map[string]any { return map[string]any{"item": items, "shop": shop} }
	evaluate := func(t *testing.T, document string, r map[string]any) map[string]any {
		t.Helper()
		result, err := load(t, document).Evaluate(r)
		require.NoError(t, err)
		return result.Map()
	}
	t.Run("the first that applies", func(t *testing.T) {
		d := composed("selectFirst", "", same)
		assert.Equal(t, map[string]any{"set": list{"item 1"}, "support": 0.1}, evaluate(t, d, record(1, "a")))
		assert.Equal(t, map[string]any{"set": list{"item 2"}, "support": 0.2}, evaluate(t, d, record(2, "a")))
		assert.Equal(t, map[string]any{"set": nil, "support": nil}, evaluate(t, d, record(3, "a")))
		assert.Equal(t, map[string]any{"set": nil, "support": nil}, evaluate(t, d, record(1, "b")))
	})
	t.Run("all that apply", func(t *testing.T) {
		d := composed("selectAll", "", same)
		assert.Equal(t, map[string]any{"set": list{list{"item 1"}, list{"item 2"}}, "support": list{0.1, 0.2}}, evaluate(t, d, record(1, "a")))
		assert.Equal(t, map[string]any{"set": list{list{"item 2"}}, "support": list{0.2}}, evaluate(t, d, record(2, "a")))
	})
	t.Run("a collection of collections of collections", func(t *testing.T) {
		_, err := evaluator.Load(strings.NewReader(composed("selectAll", "", func(string) string {
			return `<OutputField name="o" feature="consequent" isMultiValued="1"/>`
		})))
		require.ErrorContains(t, err, `output field "o" of the segment is a collection of collections, of which selectAll cannot make another collection`)
	})
	t.Run("outputs of the whole model name a segment", func(t *testing.T) {
		d := composed("selectAll", `<OutputField name="first" segmentId="1" feature="rule"/><OutputField name="second" segmentId="2" feature="ruleId" rank="0" isMultiValued="1"/>`,
			func(string) string { return "" })
		assert.Equal(t, map[string]any{"first": "{a}->{item 1}", "second": list{"1"}}, evaluate(t, d, record(1, "a")))
		assert.Equal(t, map[string]any{"first": nil, "second": list{"1"}}, evaluate(t, d, record(2, "a")))
	})
}

// A later segment reads what the rules say, and that no rule applies.
func TestChains(t *testing.T) {
	m := load(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>`+shopFields+`</DataDictionary>`+
		`<MiningModel functionName="regression"><MiningSchema>`+shopSchema+`</MiningSchema><Segmentation multipleModelMethod="modelChain">`+
		`<Segment id="1"><True/><AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="4" numberOfItemsets="5" numberOfRules="4">`+
		`<MiningSchema>`+shopSchema+`</MiningSchema><Output><OutputField name="chance" feature="confidence" optype="continuous" dataType="double"/></Output>`+shopItems+shopSets+shopRules+`</AssociationModel></Segment>`+
		`<Segment id="2"><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="chance" missingValueReplacement="0"/></MiningSchema>`+
		`<RegressionTable intercept="1"><NumericPredictor name="chance" coefficient="10"/></RegressionTable></RegressionModel></Segment></Segmentation></MiningModel></PMML>`)
	for _, tt := range []struct {
		name  string
		items list
		want  float64
	}{{"a rule applies", list{"b"}, 9}, {"no rule applies", list{"d"}, 1}} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := m.Evaluate(basket(tt.items...))
			require.NoError(t, err)
			got, _ := r.Float("_target")
			assert.Equal(t, tt.want, got)
		})
	}
	r, err := m.Evaluate(nil)
	require.NoError(t, err)
	got, _ := r.Float("_target")
	assert.Equal(t, 1.0, got, "no basket")
}

func TestOutputsUseWhatIsRecommended(t *testing.T) {
	m := load(t, spec{outputs: `<OutputField name="set" feature="consequent" algorithm="recommendation"/><OutputField name="confidence" feature="confidence" algorithm="recommendation"/>` +
		`<OutputField name="n" feature="transformedValue" dataType="integer"><Aggregate field="set" function="count"/></OutputField>` +
		`<OutputField name="percent" feature="transformedValue" dataType="double"><Apply function="*"><FieldRef field="confidence"/><Constant>100</Constant></Apply></OutputField>`}.document())
	r, err := m.Evaluate(basket("a", "b"))
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"set": list{"d", "c"}, "confidence": 0.9, "n": int64(2), "percent": 90.0}, r.Map())
}

// Results that are left out change nothing about the others.
func TestWantedResults(t *testing.T) {
	s := spec{outputs: ids("o", "recommendation") + ids("p", "ruleAssociation")}
	m := load(t, s.document(), evaluator.WithResults("o"))
	assert.Len(t, m.Results(), 1)
	assert.Equal(t, list{"r1", "3"}, score(t, m, basket("a")))
	m = load(t, s.document(), evaluator.WithDecimalArithmetic())
	assert.Equal(t, list{"r1", "3"}, score(t, m, basket("a")))
}

// The rows of a verification table that have one key make one record, and the
// elements of a result stand below each other.
func TestVerification(t *testing.T) {
	row := func(basket, item, rest string) string {
		return `<row><basket>` + basket + `</basket><item>` + item + `</item>` + rest + `</row>`
	}
	for _, tt := range []struct {
		name, rows string
		want       evaluator.Verification
	}{
		{"as it is", row("1", "a", `<o>r1</o><best>0.6</best>`) + row("2", "b", `<o>r2</o><best>0.8</best>`) + row("1", "d", `<o>3</o>`), evaluator.Verification{Rows: 2}},
		{"within the precision", row("1", "a", `<best>0.60000001</best>`), evaluator.Verification{Rows: 1}},
		{"another element", row("1", "a", `<o>r1</o>`) + row("1", "d", `<o>r2</o>`),
			evaluator.Verification{Rows: 1, Mismatches: []evaluator.Mismatch{{Row: 1, Field: "o", Got: `["r1","3"]`, Want: "r1, r2"}}}},
		{"fewer elements, another number", row("0", "x", "") + row("1", "a", `<o>r1</o><best>0.7</best>`),
			evaluator.Verification{Rows: 2, Mismatches: []evaluator.Mismatch{{Row: 2, Field: "o", Got: `["r1","3"]`, Want: "r1"}, {Row: 2, Field: "best", Got: "0.6", Want: "0.7"}}}},
		{"a value where there is none", row("1", "c", `<best>0.7</best>`),
			evaluator.Verification{Rows: 1, Mismatches: []evaluator.Mismatch{{Row: 1, Field: "best", Want: "0.7"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, spec{outputs: ids("o", "recommendation") + `<OutputField name="best" feature="confidence" algorithm="recommendation"/>`,
				rest: `<ModelVerification><VerificationFields><VerificationField field="basket"/><VerificationField field="item"/><VerificationField field="o"/><VerificationField field="best"/></VerificationFields><InlineTable>` +
					tt.rows + `</InlineTable></ModelVerification>`}.document())
			v, err := m.Verify()
			require.NoError(t, err)
			assert.Equal(t, &tt.want, v)
		})
	}
}

func TestExplain(t *testing.T) {
	s := spec{outputs: field(`feature="consequent" rankBasis="lift"`), items: `<Item id="1" value="a"/><Item id="2" value="b"/><Item id="3" value="c" mappedValue="Cherry"/><Item id="4" value="d"/>`}
	explained := func(record map[string]any, opts ...evaluator.ExplainOption) string {
		e, err := load(t, s.document()).Explain(record, opts...)
		require.NoError(t, err)
		var b strings.Builder
		require.NoError(t, e.WriteText(&b))
		_, text, _ := strings.Cut(b.String(), "AssociationModel")
		return text
	}
	assert.Equal(t, ` (associationRules)
  basket: c (Cherry), a, b
  4 of 4 rules apply, by lift
    r4  {a,b}->{d,c}  recommends d, c (Cherry)     support 0.1, confidence 0.9, lift 4, leverage 0.05, affinity 0.125
    r1  {a}->{b}      b is in the basket           support 0.4, confidence 0.6, lift 3, leverage 0.1, affinity 0.5
    3   {a}->{c}      c (Cherry) is in the basket  support 0.2, confidence 0.6, lift 2, leverage 0.2, affinity 0.25
    r2  {b}->{a}      a is in the basket           support 0.4, confidence 0.8, lift 1, leverage 0.3, affinity 0.5
`, explained(basket("c", "a", "b", "unknown")))
	assert.Contains(t, explained(basket("a", "b"), evaluator.WithSegments(1)), "… and 3 more rules")
	assert.Contains(t, explained(basket("x")), "basket: nothing\n  0 of 4 rules apply\n")
	assert.Contains(t, explained(nil), "the basket is missing, so no rule is looked at")
	s.outputs = ""
	assert.Contains(t, explained(basket("b", "a")), "4 of 4 rules apply\n    r1")

	e, err := load(t, s.document()).Explain(basket("c"))
	require.NoError(t, err)
	assert.Equal(t, 4, e.Model.Detail.(*explain.Association).Rules)
	assert.Zero(t, e.Model.Detail.(*explain.Association).Applied)
	assert.Equal(t, "Cherry", e.Model.Detail.(*explain.Association).Items[0].MappedValue)
}
