package association_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// fieldsOf declares data fields, each as name and type.
func fieldsOf(namesAndTypes ...string) (data, mining string) {
	for i := 0; i < len(namesAndTypes); i += 2 {
		data += `<DataField name="` + namesAndTypes[i] + `" optype="categorical" dataType="` + namesAndTypes[i+1] + `"/>`
		mining += `<MiningField name="` + namesAndTypes[i] + `"/>`
	}
	return data, mining
}

// TestWhereItemsAreFound has one rule from the only item to nothing: it applies
// where the item is there.
func TestWhereItemsAreFound(t *testing.T) {
	const sets = `<Itemset id="i"><ItemRef itemRef="1"/></Itemset><Itemset id="none"/>`
	const rule = `<AssociationRule antecedent="i" consequent="none" support="1" confidence="1"/>`
	type record = map[string]any
	for _, tt := range []struct {
		name   string
		fields []string
		item   string
		there  []record
		absent []record
	}{
		{"a value of the only field", []string{"f", "string"}, `value="a"`,
			[]record{{"f": "a"}, {"f": list{"a"}}, {"f": list{"b", "a"}}, {"f": []string{"a"}}}, []record{{"f": "b"}, {"f": list{}}, {"f": nil}, {}}},
		{"a number", []string{"f", "double"}, `value="1.50"`,
			[]record{{"f": 1.5}, {"f": "1.5"}, {"f": list{2, 1.5}}}, []record{{"f": 1.0}, {"f": list{2, 1}}}},
		{"a float32", []string{"f", "float"}, `value="0.1"`,
			[]record{{"f": float32(0.1)}, {"f": "0.1"}, {"f": list{0.1}}}, []record{{"f": 0.2}}},
		{"a whole number", []string{"f", "integer"}, `value="7"`,
			[]record{{"f": 7}, {"f": list{"7"}}}, []record{{"f": 8}, {"f": -1}, {"f": int64(1 << 50)}}},
		{"a date", []string{"f", "date"}, `value="2024-02-29"`,
			[]record{{"f": "2024-02-29"}, {"f": list{"2024-01-01", "2024-02-29"}}}, []record{{"f": "2024-03-01"}}},
		{"category instead of value", []string{"f", "string"}, `value="A" category="a"`,
			[]record{{"f": "a"}}, []record{{"f": "A"}}},
		{"field and category", []string{"f", "string", "g", "string"}, `value="whatever" field="g" category="a"`,
			[]record{{"g": "a"}, {"f": "b", "g": "a"}}, []record{{"f": "a"}, {"g": "b"}, {"g": "whatever"}, {}}},
		{"field, and category in the value", []string{"f", "string", "g", "string"}, `value="g=a" field="g"`,
			[]record{{"g": "a"}}, []record{{"g": "g=a"}}},
		{"field, and a value of it", []string{"f", "string", "g", "string"}, `value="a" field="g"`,
			[]record{{"g": "a"}}, []record{{"f": "a"}}},
		{"field, and its name", []string{"f", "boolean", "g", "boolean"}, `value="g" field="g"`,
			[]record{{"g": true}}, []record{{"g": false}, {"f": true}}},
		{"field=category", []string{"f", "string", "g", "string"}, `value="g=a"`,
			[]record{{"g": "a"}}, []record{{"f": "a"}, {"g": "b"}, {}}},
		{"field=category with an equals sign", []string{"f", "string", "g", "string"}, `value="g=a=b"`,
			[]record{{"g": "a=b"}}, []record{{"g": "a"}}},
		{"a field whose name has an equals sign", []string{"f", "string", "g=h", "string"}, `value="g=h=a"`,
			[]record{{"g=h": "a"}}, []record{{"g=h": "h=a"}}},
		{"a field's name before field=category", []string{"g", "string", "g=a", "boolean"}, `value="g=a"`,
			[]record{{"g=a": true}, {"g=a": true, "g": "b"}}, []record{{"g": "a"}}},
		{"a truth value", []string{"f", "boolean", "g", "boolean"}, `value="f"`,
			[]record{{"f": true}, {"f": "true"}, {"f": 1}}, []record{{"f": false}, {"f": nil}, {"g": true}}},
		{"a truth value as a number", []string{"f", "integer", "g", "integer"}, `value="f"`,
			[]record{{"f": 1}}, []record{{"f": 0}, {}}},
		{"a truth value as a text", []string{"f", "string", "g", "string"}, `value="f"`,
			[]record{{"f": "T"}, {"f": "true"}, {"f": "1"}}, []record{{"f": "F"}, {"f": "false"}, {"f": "0"}, {}}},
		{"of a single field, field=category and values both", []string{"f", "string"}, `value="f=a"`,
			[]record{{"f": "a"}}, []record{{"f": "f=a"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, mining := fieldsOf(tt.fields...)
			m := load(t, spec{fields: data, schema: mining, outputs: field(`feature="ruleId" algorithm="ruleAssociation"`), items: `<Item id="1" ` + tt.item + `/>`, sets: sets, rules: rule}.document())
			for _, r := range tt.there {
				assert.Equal(t, "1", score(t, m, r), "%v", r)
			}
			for _, r := range tt.absent {
				assert.Nil(t, score(t, m, r), "%v", r)
			}
		})
	}
}

// Rows of a group make collections of all fields but the key.
func TestGroupsWithSeveralFields(t *testing.T) {
	data, mining := fieldsOf("drink", "string", "food", "string", "coupon", "boolean")
	m := load(t, spec{
		fields: `<DataField name="key" optype="categorical" dataType="string"/>` + data, schema: `<MiningField name="key" usageType="group"/>` + mining,
		outputs: ids("o", "recommendation"),
		items:   `<Item id="1" value="x" field="drink" category="beer"/><Item id="2" value="food=crisps"/><Item id="3" value="coupon"/>`,
		sets:    `<Itemset id="d"><ItemRef itemRef="1"/></Itemset><Itemset id="all"><ItemRef itemRef="1"/><ItemRef itemRef="2"/><ItemRef itemRef="3"/></Itemset>`,
		rules:   `<AssociationRule antecedent="d" consequent="all" support="1" confidence="1"/><AssociationRule antecedent="all" consequent="d" support="1" confidence="1"/>`,
	}.document())
	assert.Equal(t, []string{"key"}, m.GroupFields())
	assert.Equal(t, list{"1"}, score(t, m, map[string]any{"key": "k", "drink": list{"beer", "wine"}}))
	assert.Equal(t, list{"1", "2"}, score(t, m, map[string]any{"drink": list{"wine", "beer"}, "food": list{nil, "crisps"}, "coupon": list{false, true}}))
	assert.Equal(t, list{"1"}, score(t, m, map[string]any{"drink": list{"beer"}, "food": list{"crisps"}, "coupon": list{false, nil}}))
	assert.Nil(t, score(t, m, map[string]any{"key": "k"}))
}

func TestDerivedFieldsHoldItems(t *testing.T) {
	data, mining := fieldsOf("age", "integer", "member", "string")
	s := spec{
		fields: data, schema: mining, outputs: ids("o", "ruleAssociation"),
		items: `<Item id="1" value="senior"/><Item id="2" value="club=yes"/>`,
		sets:  `<Itemset id="s"><ItemRef itemRef="1"/></Itemset><Itemset id="c"><ItemRef itemRef="2"/></Itemset>`,
		rules: `<AssociationRule antecedent="s" consequent="s" support="1" confidence="1"/><AssociationRule antecedent="c" consequent="c" support="1" confidence="1"/>`,
	}
	s.rest = `<LocalTransformations><DerivedField name="senior" optype="categorical" dataType="boolean"><Apply function="greaterThan"><FieldRef field="age"/><Constant>65</Constant></Apply></DerivedField>` +
		`<DerivedField name="club" optype="categorical" dataType="string"><Apply function="lowercase"><FieldRef field="member"/></Apply></DerivedField></LocalTransformations>`
	m := load(t, s.document())
	assert.Equal(t, list{"1", "2"}, score(t, m, map[string]any{"age": 70, "member": "YES"}))
	assert.Equal(t, list{}, score(t, m, map[string]any{"age": 30}))
}

func TestItemsOfTheSameMeaning(t *testing.T) {
	m := load(t, spec{
		outputs: field(`feature="rule" algorithm="ruleAssociation"`),
		items:   `<Item id="1" value="a"/><Item id="2" value="a"/><Item id="3" value="A" category="a"/>`,
		sets:    `<Itemset id="x"><ItemRef itemRef="1"/><ItemRef itemRef="2"/><ItemRef itemRef="1"/></Itemset><Itemset id="y"><ItemRef itemRef="3"/></Itemset>`,
		rules:   `<AssociationRule antecedent="x" consequent="y" support="1" confidence="1"/>`,
	}.document())
	assert.Equal(t, "{a,a,a}->{A}", score(t, m, basket("a")))
}

func TestRecordsAtFault(t *testing.T) {
	data, mining := fieldsOf("f", "string", "g", "boolean")
	truth := spec{fields: data, schema: mining, outputs: ids("o", "recommendation"),
		items: `<Item id="1" value="f"/>`, sets: `<Itemset id="i"><ItemRef itemRef="1"/></Itemset>`, rules: `<AssociationRule antecedent="i" consequent="i" support="1" confidence="1"/>`}
	listed := spec{fields: `<DataField name="basket" optype="categorical" dataType="string"/><DataField name="item" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField>`, outputs: ids("o", "recommendation")}
	for _, tt := range []struct {
		name   string
		s      spec
		record map[string]any
		err    string
	}{
		{"a text that is neither true nor false", truth, map[string]any{"f": "maybe"}, `field "f": value "maybe" is neither true nor false, as item "f" needs`},
		{"a collection where one value is expected", truth, map[string]any{"f": list{"T"}}, `field "f": a collection was given where the field takes one value`},
		{"an item that is not listed", listed, basket("a", "z"), `field "item": value "z" is not one of a, b (invalidValueTreatment=returnInvalid)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(t, tt.s.document()).Evaluate(tt.record)
			require.EqualError(t, err, tt.err)
		})
	}
	listed.schema = `<MiningField name="basket" usageType="group"/><MiningField name="item" invalidValueTreatment="asMissing"/>`
	assert.Equal(t, list{"r1", "3"}, score(t, load(t, listed.document()), basket("z", "a")), "an invalid item that is taken as missing")
}

func TestTaxonomies(t *testing.T) {
	row := func(child, parent string) string {
		return `<row><child>` + child + `</child><parent>` + parent + `</parent></row>`
	}
	table := func(attributes, pairs string, rows ...string) string {
		out := `<ChildParent childField="child" parentField="parent" ` + attributes + `>` + pairs + `<InlineTable>`
		for _, r := range rows {
			out += r
		}
		return out + `</InlineTable></ChildParent>`
	}
	const recursive = `isRecursive="yes" parentLevelField="level"`
	whole := func(dataType string) string {
		return `<DataField name="item" optype="categorical" dataType="` + dataType + `" taxonomy="t"/>`
	}
	for _, tt := range []struct {
		name, field, taxonomy, item string
		there, absent               list
	}{
		{"one step", whole("string"), table("", "", row("beer", "drink"), row("crisps", "snack")), "drink", list{"beer", "drink"}, list{"crisps", "snack", "food"}},
		{"one step is no more", whole("string"), table("", "", row("beer", "drink"), row("drink", "food")), "food", list{"drink", "food"}, list{"beer"}},
		{"a recursive table", whole("string"), table(recursive, "", row("beer", "drink"), row("drink", "food"), row("food", "food")), "food", list{"beer", "drink", "food"}, list{"crisps"}},
		{"two tables", whole("string"), table("", "", row("beer", "drink")) + table("", "", row("drink", "food")), "food", list{"beer", "drink", "food"}, list{"crisps"}},
		{"two tables, the upper first", whole("string"), table("", "", row("drink", "food")) + table("", "", row("beer", "drink")), "food", list{"beer", "drink"}, list{"crisps"}},
		{"two parents", whole("string"), table("", "", row("beer", "drink"), row("beer", "party")), "party", list{"beer"}, list{"drink"}},
		{"two ways up", whole("string"), table(recursive, "", row("beer", "drink"), row("beer", "party"), row("drink", "all"), row("party", "all")), "all", list{"beer", "drink", "party"}, list{"x"}},
		{"the item itself", whole("string"), table("", "", row("beer", "drink")), "beer", list{"beer"}, list{"drink"}},
		{"numbers with named groups", whole("integer"), table(recursive, "", row("17", "drink"), row("018", "drink"), row("drink", "food")), "food", list{17, 18, "17"}, list{19}},
		{"columns of other names", whole("string"), table("", `<FieldColumnPair field="child" column="c"/><FieldColumnPair field="parent" column="p"/>`, `<row><c>beer</c><p>drink</p></row>`), "drink", list{"beer"}, list{"crisps"}},
		{"rows without a parent", whole("string"), table("", "", row("beer", "drink"), `<row><child>drink</child></row>`), "drink", list{"beer"}, list{"crisps"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, spec{
				fields: tt.field, schema: `<MiningField name="item"/>`, taxonomies: `<Taxonomy name="other"/><Taxonomy name="t">` + tt.taxonomy + `</Taxonomy>`,
				outputs: field(`feature="ruleId" algorithm="recommendation"`),
				items:   `<Item id="1" value="` + tt.item + `"/>`, sets: `<Itemset id="i"><ItemRef itemRef="1"/></Itemset>`,
				rules: `<AssociationRule antecedent="i" consequent="i" support="1" confidence="1"/>`,
			}.document())
			for _, v := range tt.there {
				assert.Equal(t, "1", score(t, m, map[string]any{"item": list{v}}), "%v", v)
			}
			for _, v := range tt.absent {
				assert.Nil(t, score(t, m, map[string]any{"item": v}), "%v", v)
			}
		})
	}
}

// A taxonomy has bounds, which hold memory and stack in check.
func TestTaxonomiesThatAreTooDeep(t *testing.T) {
	chain := func(n int) string {
		var rows strings.Builder
		for i := range n {
			fmt.Fprintf(&rows, `<row><c>%d</c><p>%d</p></row>`, i, i+1)
		}
		return spec{
			fields: `<DataField name="item" optype="categorical" dataType="string" taxonomy="t"/>`, schema: `<MiningField name="item"/>`,
			taxonomies: `<Taxonomy name="t"><ChildParent childField="c" parentField="p" isRecursive="yes"><InlineTable>` + rows.String() + `</InlineTable></ChildParent></Taxonomy>`,
			outputs:    ids("o", "recommendation"), items: fmt.Sprintf(`<Item id="1" value="%d"/>`, n),
			sets: `<Itemset id="i"><ItemRef itemRef="1"/></Itemset>`, rules: `<AssociationRule antecedent="i" consequent="i" support="1" confidence="1"/>`,
		}.document()
	}
	assert.Equal(t, list{"1"}, score(t, load(t, chain(1000)), basket("0")))
	_, err := evaluator.Load(strings.NewReader(chain(1001)))
	require.ErrorIs(t, err, pmml.ErrLimit)
	require.ErrorContains(t, err, `DataDictionary/Taxonomy: limit exceeded: more than 1000 levels of values lie above "0"`)
}

// A taxonomy is made once for all fields that name it, and its links are counted.
func TestTaxonomiesAreSharedAndCounted(t *testing.T) {
	document := func(second string) string {
		return spec{
			fields: `<DataField name="x" optype="categorical" dataType="string" taxonomy="t"/><DataField name="y" optype="categorical" dataType="string"` + second + `/>`,
			schema: `<MiningField name="x"/><MiningField name="y"/>`,
			taxonomies: `<Taxonomy name="t"><ChildParent childField="c" parentField="p" isRecursive="yes"><InlineTable>` +
				`<row><c>1</c><p>2</p></row><row><c>2</c><p>3</p></row><row><c>3</c><p>4</p></row></InlineTable></ChildParent></Taxonomy>`,
			outputs: ids("o", "recommendation"), items: `<Item id="1" value="x=4"/><Item id="2" value="y=4"/>`,
			sets: `<Itemset id="i"><ItemRef itemRef="1"/></Itemset><Itemset id="j"><ItemRef itemRef="2"/></Itemset>`, rules: `<AssociationRule antecedent="i" consequent="j" support="1" confidence="1"/>`,
		}.document()
	}
	one, both := load(t, document("")), load(t, document(` taxonomy="t"`))
	assert.Equal(t, one.Used().CompiledCells, both.Used().CompiledCells)
	assert.Equal(t, list{"1"}, score(t, both, map[string]any{"x": "1", "y": "4"}))
	_, err := evaluator.Load(strings.NewReader(document("")), evaluator.WithLimits(evaluator.Limits{CompiledCells: 5}))
	require.ErrorIs(t, err, pmml.ErrLimit)
	require.ErrorContains(t, err, `DataDictionary/Taxonomy: limit exceeded: compiled-cells=5: `)
}

// What rules share in the document, a record's result has once for each rule: so
// its elements are counted.
func TestReportedCollectionsAreCounted(t *testing.T) {
	for _, feature := range []string{"ruleId", "rule", "antecedent", "consequent"} {
		document := spec{outputs: field(`feature="` + feature + `" algorithm="recommendation" rank="0" isMultiValued="1"`)}.document()
		free := load(t, document)
		m := load(t, document, evaluator.WithLimits(evaluator.Limits{RecordSteps: 70}))
		want := score(t, free, basket("c"))
		_, err := m.Evaluate(basket("a", "b"))
		var e *evaluator.InputError
		require.ErrorAs(t, err, &e, feature)
		assert.Equal(t, evaluator.InputLimit, e.Code)
		assert.Equal(t, "record-steps=70", e.Want)
		assert.Equal(t, want, score(t, m, basket("c")), "the next record")
		_, err = free.Evaluate(basket("a", "b"))
		require.NoError(t, err)
	}
}

// With a taxonomy, who buys a thing has what is recommended by the group.
func TestTaxonomyDecidesWhatIsNew(t *testing.T) {
	m := load(t, spec{
		fields:     `<DataField name="item" optype="categorical" dataType="string" taxonomy="t"/>`,
		schema:     `<MiningField name="item"/>`,
		taxonomies: `<Taxonomy name="t"><ChildParent childField="c" parentField="p"><InlineTable><row><c>ale</c><p>beer</p></row></InlineTable></ChildParent></Taxonomy>`,
		outputs:    ids("o", "exclusiveRecommendation"),
		items:      `<Item id="1" value="crisps"/><Item id="2" value="beer"/>`,
		sets:       `<Itemset id="c"><ItemRef itemRef="1"/></Itemset><Itemset id="b"><ItemRef itemRef="2"/></Itemset>`,
		rules:      `<AssociationRule antecedent="c" consequent="b" support="1" confidence="1"/>`,
	}.document())
	assert.Equal(t, list{"1"}, score(t, m, basket("crisps")))
	assert.Equal(t, list{}, score(t, m, basket("crisps", "ale")))
}
