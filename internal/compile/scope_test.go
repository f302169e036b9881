package compile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nested puts a model into the only segment of another, whose mining schema and
// local transformations stand before.
func nested(schema, outer, inner, outputs string, s source) string {
	model := source{schema: schema + inner, model: s.model, local: s.local, outputs: s.outputs}.text()
	model = model[strings.Index(model, "<RegressionModel"):strings.Index(model, "</PMML>")]
	model = strings.Replace(model, "<MiningSchema>"+schema, "<MiningSchema>", 1)
	whole := source{dictionary: s.dictionary, global: s.global}.text()
	return whole[:strings.Index(whole, "<RegressionModel")] +
		`<MiningModel functionName="regression"><MiningSchema>` + schema + `</MiningSchema>` + outputs + outer +
		`<Segmentation multipleModelMethod="sum"><Segment><True/>` + model + `</Segment></Segmentation></MiningModel></PMML>`
}

// reading is a regression that predicts a field.
func reading(field string) string {
	return `<RegressionTable intercept="0"><NumericPredictor name="` + field + `" coefficient="1"/></RegressionTable>`
}

const target = "_target"

func TestDerivedFieldsMayReferToLaterOnes(t *testing.T) {
	s := source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "double", ref("first")),
		local:  derived("first", "double", call("+", ref("second"), ref("x"))) + derived("second", "double", call("*", ref("third"), ref("x"))),
		global: derived("third", "double", call("+", ref("fourth"), constant("double", "1"))) + derived("fourth", "double", ref("x"))}
	assert.Equal(t, 3*4.0+3, value(t, s.text(), "o", record{"x": 3}))
}

func TestFieldsThatDefineThemselves(t *testing.T) {
	for _, tt := range []struct{ name, global, local, field string }{
		{"directly", "", derived("a", "double", ref("a")), "a"},
		{"through another", "", derived("a", "double", ref("b")) + derived("b", "double", ref("a")), "a"},
		{"in the dictionary", derived("a", "double", ref("b")) + derived("b", "double", call("+", ref("x"), ref("a"))), "", "a"},
		{"from the model into the dictionary", derived("b", "double", ref("b")), derived("a", "double", ref("b")), "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := source{dictionary: xsn, schema: xsnSchema, global: tt.global, local: tt.local, outputs: out("o", "double", ref("a"))}
			refused(t, s.text(), pmml.ErrInvalid, `field "`+tt.field+`" is defined by itself`)
		})
	}
}

// A long chain of fields is no recursion; one without end is refused.
func TestLongChainsOfDerivedFields(t *testing.T) {
	chain := func(n int) string {
		b := strings.Builder{}
		for i := range n {
			b.WriteString(derived(fmt.Sprint("d", i), "double", ref(fmt.Sprint("d", i+1))))
		}
		b.WriteString(derived(fmt.Sprint("d", n), "double", ref("x")))
		return source{dictionary: xsn, schema: xsnSchema, local: b.String(), outputs: out("o", "double", ref("d0"))}.text()
	}
	assert.Equal(t, 3.0, value(t, chain(5000), "o", record{"x": 3}))
	refused(t, chain(60_000), pmml.ErrLimit, "stand more than 50000 deep inside each other")
}

func TestUndeclaredFields(t *testing.T) {
	use := func(field string, s source) string {
		s.dictionary, s.outputs = xsn+s.dictionary, out("o", "double", ref(field))
		return s.text()
	}
	refused(t, use("x", source{schema: mining("s")}), pmml.ErrInvalid, `field "x" is not in the model's MiningSchema`)
	refused(t, use("z", source{schema: mining("s")}), pmml.ErrInvalid, `there is no field "z" here`)
	refused(t, use("z", source{schema: mining("z")}), pmml.ErrInvalid, `there is no field "z" here`)
	for _, usage := range []string{"frequencyWeight", "analysisWeight"} {
		refused(t, use("x", source{schema: mining("x", `usageType="`+usage+`"`)}), pmml.ErrInvalid, "is a weight of the training data (usageType="+usage+")")
	}
	for _, usage := range []string{"active", "supplementary", "group", "order"} {
		assert.Equal(t, 2.0, value(t, use("x", source{schema: mining("x", `usageType="`+usage+`"`)}), "o", record{"x": 2}))
	}
	// A target's name in an expression is its observed value.
	assert.Equal(t, 2.0, value(t, use("x", source{schema: mining("x", `usageType="target"`)}), "o", record{"x": 2}))
}

func TestNamesDeclaredTwice(t *testing.T) {
	d := derived("d", "double", ref("x"))
	for _, tt := range []struct {
		s      source
		detail string
	}{
		{source{dictionary: dataField("x", "double", "")}, `field "x" is declared twice (line 1)`},
		{source{global: d + d}, `derived field "d" is declared twice (line 1)`},
		{source{global: derived("x", "double", ref("n"))}, `derived field "x" has the name of a data field (line 1)`},
		{source{local: d + d}, `derived field "d" is declared twice (line 1)`},
		{source{local: derived("x", "double", ref("n"))}, `a derived field of LocalTransformations has the name of a data field: "x" (line 1)`},
		{source{local: derived("x", "double", call("+", ref("x"), ref("n")))}, `has the name of a data field: "x"`},
		{source{local: derived("x", "float", ref("x"))}, `has the name of a data field: "x"`},
		{source{local: derived("x", "double", `<FieldRef field="x" mapMissingTo="1"/>`)}, `has the name of a data field: "x"`},
		{source{dictionary: dataField("z", "double", ""), local: derived("z", "double", ref("n"))}, `has the name of a data field: "z"`},
		{source{global: d, local: derived("d", "double", ref("n"))}, `a derived field of LocalTransformations has the name of a derived field of the TransformationDictionary: "d" (line 1)`},
		{source{schema: mining("x")}, `mining field "x" is declared twice (line 1)`},
		{source{outputs: out("o", "double", ref("x")) + out("o", "double", ref("n"))}, `output field "o" is declared twice (line 1)`},
		{source{global: `<DefineFunction name="f" optype="continuous"><ParameterField name="p"/><ParameterField name="p"/><Constant>1</Constant></DefineFunction>`}, `parameter "p" is declared twice (line 1)`},
		{source{global: `<DefineFunction name="f" optype="continuous"><Constant>1</Constant></DefineFunction><DefineFunction name="f" optype="continuous"><Constant>1</Constant></DefineFunction>`}, `function "f" is defined twice`},
	} {
		tt.s.dictionary, tt.s.schema = xsn+tt.s.dictionary, xsnSchema+tt.s.schema
		refused(t, tt.s.text(), pmml.ErrInvalid, tt.detail)
	}
}

// A derived field that is another one over again is no other field. Functions
// have names of their own, and so have outputs; an output of the name of a field is
// what the outputs after it mean.
func TestNamesThatRepeatOthers(t *testing.T) {
	d := derived("d", "double", call("+", ref("x"), constant("double", "1")))
	for _, tt := range []struct {
		name string
		s    source
		want any
	}{
		{"a local field is a data field", source{local: derived("x", "double", ref("x")), outputs: out("o", "double", ref("x"))}, 3.0},
		{"a local field is a global one", source{global: d, local: derived("d", "double", ref("d")), outputs: out("o", "double", ref("d"))}, 4.0},
		{"a global field is a data field", source{global: derived("x", "double", ref("x")) + d, outputs: out("o", "double", ref("d"))}, 4.0},
		{"a parameter is a data field", source{outputs: out("o", "double", call("f", ref("n"))), global: `<DefineFunction name="f" optype="continuous"><ParameterField name="x"/><Apply function="+"><FieldRef field="x"/><Constant>1</Constant></Apply></DefineFunction>`}, 6.0},
		{"an output field", source{local: d, outputs: out("x", "double", call("*", ref("x"), constant("double", "2"))) + out("o", "double", call("+", ref("x"), ref("d")))}, 10.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.s.dictionary, tt.s.schema = xsn, xsnSchema
			assert.Equal(t, tt.want, value(t, tt.s.text(), "o", record{"x": 3, "n": 5}))
		})
	}
}

// A model in a segment has local names of its own, as long as its mining schema
// does not take the same name from the model around.
func TestLocalNamesInSegments(t *testing.T) {
	s := source{dictionary: xsn, local: derived("d", "double", call("*", ref("x"), constant("double", "2"))), model: reading("d")}
	outer := "<LocalTransformations>" + derived("d", "double", call("+", ref("x"), constant("double", "1"))) + "</LocalTransformations>"
	assert.Equal(t, 6.0, value(t, nested(xsnSchema, outer, mining("x"), "", s), target, record{"x": 3}))
	refused(t, nested(xsnSchema, outer, mining("x")+mining("d"), "", s), pmml.ErrInvalid, `has the name of a MiningField, which stands for a field of the model around: "d" (line 1)`)
	s.local = derived("x", "double", call("*", ref("n"), constant("double", "2")))
	refused(t, nested(xsnSchema, "", mining("x"), "", s), pmml.ErrInvalid, `has the name of a data field: "x" (line 1)`)
}

// The order of an ordinal goes wherever its values go as they are, and is that of
// the declaration where one gives another.
func TestOrderOfOrdinals(t *testing.T) {
	const texts, numbers = `<Value value="low"/><Value value="mid"/><Value value="high"/>`, `<Value value="5"/><Value value="1"/><Value value="3"/>`
	field := func(element, name, op, dataType, content string) string {
		return `<` + element + ` name="` + name + `" optype="` + op + `" dataType="` + dataType + `">` + content + `</` + element + `>`
	}
	dictionary := field("DataField", "g", "ordinal", "string", texts) + field("DataField", "i", "ordinal", "integer", numbers) + field("DataField", "y", "ordinal", "string", texts)
	schema := mining("g") + mining("i") + mining("y", `usageType="target"`)
	function := func(name, parameter, result, content string) string {
		return `<DefineFunction name="` + name + `"` + result + `><ParameterField name="p"` + parameter + `/>` + content + `</DefineFunction>`
	}
	less := func(a, b string) string { return call("lessThan", a, b) }
	text, number := func(v string) string { return constant("string", v) }, func(v string) string { return constant("integer", v) }
	truth := `<OutputField name="o" optype="categorical" dataType="boolean" feature="transformedValue">`
	for _, tt := range []struct {
		name, global, before, expression string
		r                                record
		want                             any
	}{
		{"the field itself", "", "", less(ref("g"), text("high")), record{"g": "mid"}, true},
		{"a derived field", field("DerivedField", "d", "ordinal", "string", ref("g")), "", less(ref("d"), text("high")), record{"g": "mid"}, true},
		{"one of numbers", field("DerivedField", "d", "ordinal", "integer", ref("i")), "", less(ref("d"), number("1")), record{"i": 5}, true},
		{"a derived field of a derived field", field("DerivedField", "d", "ordinal", "string", ref("g")) + field("DerivedField", "e", "ordinal", "string", ref("d")), "", less(ref("e"), text("high")), record{"g": "mid"}, true},
		{"a derived field with an order of its own", field("DerivedField", "d", "ordinal", "string", ref("g")+`<Value value="high"/><Value value="mid"/>`), "", less(ref("d"), text("high")), record{"g": "mid"}, false},
		{"a derived field that is continuous", field("DerivedField", "d", "continuous", "integer", ref("i")), "", less(ref("d"), number("1")), record{"i": 5}, false},
		{"another type", field("DerivedField", "d", "ordinal", "double", ref("i")), "", less(ref("d"), number("1")), record{"i": 5}, false},
		{"a choice among one field's values", field("DerivedField", "d", "ordinal", "string", call("if", call("isMissing", ref("i")), ref("g"), text("high"))), "", less(ref("d"), text("high")), record{"g": "mid"}, true},
		{"a parameter", function("f", "", ` optype="categorical" dataType="boolean"`, less(ref("p"), text("high"))), "", call("f", ref("g")), record{"g": "mid"}, true},
		{"a parameter with a dataType", function("f", ` dataType="string"`, ` optype="categorical" dataType="boolean"`, less(ref("p"), text("high"))), "", call("f", ref("g")), record{"g": "mid"}, true},
		{"an ordinal parameter", function("f", ` optype="ordinal" dataType="string"`, ` optype="categorical" dataType="boolean"`, less(ref("p"), text("high"))), "", call("f", ref("g")), record{"g": "mid"}, true},
		{"a continuous parameter", function("f", ` optype="continuous" dataType="integer"`, ` optype="categorical" dataType="boolean"`, less(ref("p"), number("1"))), "", call("f", ref("i")), record{"i": 5}, false},
		{"a function's result", function("f", "", ` optype="ordinal" dataType="string"`, ref("p")), "", less(call("f", ref("g")), text("high")), record{"g": "mid"}, true},
		{"an output field", "", `<OutputField name="a" dataType="string" feature="transformedValue">` + ref("g") + `</OutputField>`, less(ref("a"), text("high")), record{"g": "mid"}, true},
		{"an ordinal output field", "", field("OutputField", "a", "ordinal", "string", ref("g")), less(ref("a"), text("high")), record{"g": "mid"}, true},
		{"an output field with an order of its own", "", field("OutputField", "a", "ordinal", "string", ref("g")+`<Value value="high"/><Value value="mid"/>`), less(ref("a"), text("high")), record{"g": "mid"}, false},
		{"a continuous output field", "", field("OutputField", "a", "continuous", "integer", ref("i")), less(ref("a"), number("4")), record{"i": 3}, true},
		{"the prediction", "", `<OutputField name="a" optype="ordinal" dataType="string" feature="predictedValue"/>`, less(ref("a"), text("high")), record{}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := source{dictionary: dictionary, schema: schema, global: tt.global, outputs: tt.before + truth + tt.expression + "</OutputField>", attributes: `functionName="classification"`,
				model: `<RegressionTable intercept="1" targetCategory="low"/><RegressionTable intercept="2" targetCategory="mid"/><RegressionTable intercept="0" targetCategory="high"/>`}
			assert.Equal(t, tt.want, value(t, s.text(), "o", tt.r))
		})
	}
	// A mining field says its own optype, in a segment as well.
	for _, tt := range []struct {
		op   string
		want any
	}{{"", true}, {`optype="ordinal"`, true}, {`optype="continuous"`, false}} {
		s := source{dictionary: dictionary, local: derived("d", "double", call("if", less(ref("i"), number("1")), constant("double", "1"), constant("double", "0"))), model: reading("d")}
		for _, text := range []string{
			nested(mining("i"), "", mining("i", tt.op), "", s),
			source{dictionary: dictionary, schema: mining("i", tt.op), local: s.local, model: s.model}.text(),
		} {
			assert.Equal(t, tt.want, value(t, text, target, record{"i": 5}) == 1.0, tt.op)
		}
	}
}

// An output field is valid whatever it is: no field limits it.
func TestOutputFieldsAreValid(t *testing.T) {
	s := source{dictionary: dataField("x", "double", `<Interval closure="closedClosed" leftMargin="0" rightMargin="1"/>`), schema: mining("x", `invalidValueTreatment="asIs"`),
		outputs: out("a", "double", ref("x")) + `<OutputField name="x is" dataType="boolean" feature="transformedValue">` + call("isValid", ref("x")) + `</OutputField>` +
			`<OutputField name="a is" dataType="boolean" feature="transformedValue">` + call("isValid", ref("a")) + `</OutputField>`}
	assert.Equal(t, false, value(t, s.text(), "x is", record{"x": 5}))
	assert.Equal(t, true, value(t, s.text(), "a is", record{"x": 5}))
}

// A nested mining schema that says nothing passes values on as they are; one
// that treats a field works on what the outer one made of it.
func TestNestedMiningFields(t *testing.T) {
	x := dataField("x", "double", `<Interval closure="closedClosed" leftMargin="0" rightMargin="100"/>`)
	for _, tt := range []struct {
		name, outer, inner string
		in, want           any
	}{
		{"a value is passed on", mining("x"), mining("x"), 5.0, 5.0},
		{"the outer replacement is passed on", mining("x", `missingValueReplacement="7"`), mining("x"), nil, 7.0},
		{"the inner replacement applies to what is still missing", mining("x"), mining("x", `missingValueReplacement="8"`), nil, 8.0},
		{"the inner replacement finds nothing missing any more", mining("x", `missingValueReplacement="7"`), mining("x", `missingValueReplacement="8"`), nil, 7.0},
		{"an invalid value kept outside is passed on", mining("x", `invalidValueTreatment="asIs"`), mining("x"), 500.0, 500.0},
		{"an invalid value kept outside is treated inside", mining("x", `invalidValueTreatment="asIs"`), mining("x", `invalidValueTreatment="asMissing" missingValueReplacement="9"`), 500.0, 9.0},
		{"an invalid value kept outside is replaced inside", mining("x", `invalidValueTreatment="asIs"`), mining("x", `invalidValueTreatment="asValue" invalidValueReplacement="9"`), 500.0, 9.0},
		{"an invalid value is an error of the outer field", mining("x"), mining("x", `invalidValueTreatment="asMissing"`), 500.0,
			`field "x": value "500.0" is not in [0, 100] (invalidValueTreatment=returnInvalid)`},
		{"a nested returnInvalid alone does nothing", mining("x", `invalidValueTreatment="asIs"`), mining("x", `invalidValueTreatment="returnInvalid"`), 500.0, 500.0},
		{"a nested missingValueTreatment alone does nothing", mining("x"), mining("x", `missingValueTreatment="returnInvalid"`), nil, nil},
		{"a nested returnInvalid beside another treatment", mining("x", `invalidValueTreatment="asIs"`), mining("x", `outliers="asMissingValues" lowValue="1"`), 500.0,
			`field "x": value "500.0" is not in [0, 100] (invalidValueTreatment=returnInvalid)`},
		{"outliers inside", mining("x"), mining("x", `outliers="asExtremeValues" lowValue="10" highValue="20"`), 50.0, 20.0},
		{"outliers inside, missing", mining("x"), mining("x", `outliers="asMissingValues" lowValue="10" highValue="20"`), 50.0, nil},
		{"a field that only the inner schema names", mining("n"), mining("x"), 5.0, 5.0},
		{"a field that only the inner schema names, treated", mining("n"), mining("x", `missingValueReplacement="8"`), nil, 8.0},
		{"an optype of its own takes the intervals away", mining("x", `invalidValueTreatment="asIs"`), mining("x", `optype="categorical"`), 500.0, 500.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := nested(tt.outer, "", tt.inner, "", source{dictionary: x + dataField("n", "integer", ""), model: reading("x")})
			assert.Equal(t, tt.want, value(t, text, target, record{"x": tt.in}))
		})
	}
}

// A derived field of the document is computed once for all models; where a
// nested schema treats a field, once more with the treated value.
func TestDocumentFieldsInNestedModels(t *testing.T) {
	global := derived("twice", "double", call("*", ref("x"), constant("double", "2")))
	get := func(inner string) any {
		text := nested(mining("x"), "", inner, `<Output>`+out("outer", "double", ref("twice"))+out("inner", "double", ref("p"))+`<OutputField name="p2" dataType="double" optype="continuous" feature="predictedValue"/></Output>`,
			source{dictionary: dataField("x", "double", ""), global: global, model: reading("twice")})
		text = strings.Replace(text, out("inner", "double", ref("p")), "", 1)
		m := load(t, text)
		r, err := m.Evaluate(record{"x": 30})
		require.NoError(t, err)
		return []any{r.Map()["outer"], r.Map()["p2"]}
	}
	assert.Equal(t, []any{60.0, 60.0}, get(mining("x")))
	assert.Equal(t, []any{60.0, 20.0}, get(mining("x", `outliers="asExtremeValues" highValue="10"`)))
}

// A nested model sees the outer model's own derived fields where its mining
// schema names them.
func TestLocalFieldsInNestedModels(t *testing.T) {
	outer := "<LocalTransformations>" + derived("d", "double", call("+", ref("x"), constant("double", "1"))) + "</LocalTransformations>"
	s := source{dictionary: dataField("x", "double", ""), model: reading("d")}
	assert.Equal(t, 4.0, value(t, nested(mining("x"), outer, mining("d"), "", s), target, record{"x": 3}))
	assert.Equal(t, 9.0, value(t, nested(mining("x"), outer, mining("d", `missingValueReplacement="9"`), "", s), target, nil))
	refused(t, nested(mining("x"), outer, mining("x"), "", s), pmml.ErrInvalid, `there is no field "d" here`)
	// Its own field of the same name comes before.
	s.local = derived("d", "double", constant("double", "100"))
	assert.Equal(t, 100.0, value(t, nested(mining("x"), outer, mining("x"), "", s), target, record{"x": 3}))
	assert.Equal(t, 100.0, value(t, nested(mining("x"), "", mining("d"), "", s), target, record{"x": 3}))
}

// PMML 4.0 allowed derived fields in Segmentation: they are the model's own.
func TestLocalTransformationsOfSegmentation(t *testing.T) {
	s := source{dictionary: dataField("x", "double", ""), model: reading("d")}
	text := strings.Replace(nested(mining("x"), "", mining("d"), "", s), `<Segment>`,
		"<LocalTransformations>"+derived("d", "double", call("+", ref("x"), constant("double", "1")))+"</LocalTransformations><Segment>", 1)
	assert.Equal(t, 4.0, value(t, text, target, record{"x": 3}))
}

// Derived fields are computed before the model: they cannot refer to its
// results, nor to those of its segments, which they could only have from the
// record before.
func TestDerivedFieldsOfResults(t *testing.T) {
	segment := func(schema, outputs, model string) string {
		return `<Segment><True/><RegressionModel functionName="regression"><MiningSchema>` + schema + `</MiningSchema>` + outputs + model + `</RegressionModel></Segment>`
	}
	chain := func(outputs, last, model string) string {
		return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + dataField("x", "double", "") + `</DataDictionary>` +
			`<MiningModel functionName="regression"><MiningSchema>` + mining("x") + `</MiningSchema>` + outputs +
			`<LocalTransformations>` + derived("later", "double", call("*", ref("first"), constant("double", "10"))) + `</LocalTransformations>` +
			`<Segmentation multipleModelMethod="modelChain">` +
			segment(mining("x"), `<Output>`+feature("first", "double", `feature="predictedValue"`)+`</Output>`, reading("x")) +
			segment(last, "", model) + `</Segmentation></MiningModel></PMML>`
	}
	why := `field "first" is a result of the model or its segments, which a derived field of the same model cannot refer to`
	refused(t, chain("", mining("later"), reading("later")), pmml.ErrUnsupported, why)
	refused(t, chain(`<Output>`+out("o", "double", ref("later"))+`</Output>`, mining("x"), reading("x")), pmml.ErrUnsupported, why)
	refused(t, chain(`<Output>`+out("o", "double", ref("first"))+out("p", "double", ref("later"))+`</Output>`, mining("first"), reading("first")), pmml.ErrUnsupported, why)
	s := source{dictionary: xsn, schema: xsnSchema, local: derived("later", "double", call("+", ref("first"), ref("x"))),
		outputs: out("first", "double", call("*", ref("x"), ref("x"))) + out("o2", "double", ref("later"))}
	refused(t, s.text(), pmml.ErrUnsupported, why)
	// An output field that has a field's name hides it from outputs only.
	s.local = derived("later", "double", call("+", ref("x"), constant("double", "1")))
	s.outputs = out("x", "double", constant("double", "100")) + out("o", "double", ref("later")) + out("p", "double", ref("x"))
	m := load(t, s.text())
	assert.Equal(t, 4.0, valueOf(t, m, "o", record{"x": 3}))
	assert.Equal(t, 100.0, valueOf(t, m, "p", record{"x": 3}))
}

// An error counts once somebody uses the value: an unused field does not fail.
func TestErrorsCountWhereTheyAreUsed(t *testing.T) {
	s := source{dictionary: xsn, schema: xsnSchema, local: derived("d", "double", call("+", ref("x"), constant("double", "1")))}
	for _, tt := range []struct {
		name, outputs string
		want          any
	}{
		{"an input that nothing reads", out("o", "string", ref("s")), "a"},
		{"an input that an output reads", out("o", "double", ref("x")), `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
		{"a derived field that an output reads", out("o", "double", ref("d")), `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
		{"a branch that is not taken", out("o", "double", call("if", call("equal", ref("s"), constant("string", "a")), constant("double", "1"), ref("d"))), 1.0},
		{"a branch that is taken", out("o", "double", call("if", call("equal", ref("s"), constant("string", "b")), constant("double", "1"), ref("d"))), `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
		{"isMissing is a use", out("o", "boolean", call("isMissing", ref("x"))), `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.outputs = tt.outputs
			assert.Equal(t, tt.want, value(t, s.text(), "o", record{"x": "bad", "s": "a"}))
		})
	}
}

// What stands in for an integer and is none, while the double nearest to it is one,
// would lose digits in silence. Fractions may stand there.
func TestIntegersThatWouldBeRounded(t *testing.T) {
	const whole = `<MiningField name="x"/><MiningField name="s"/><MiningField name="n" `
	inputs := func(attributes string) source {
		return source{dictionary: xsn, schema: whole + attributes + `/>`, outputs: out("o", "double", ref("n"))}
	}
	outputs := func(content string) source {
		return source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "integer", content)}
	}
	for _, text := range []string{"9007199254740993", "-9007199254740993.0", "9007199254740992.5", "1e16", "1e-400"} {
		for _, s := range []source{
			inputs(`missingValueReplacement="` + text + `"`),
			inputs(`invalidValueTreatment="asValue" invalidValueReplacement="` + text + `"`),
			outputs(`<FieldRef field="n" mapMissingTo="` + text + `"/>`),
			outputs(`<Apply function="+" mapMissingTo="` + text + `"><FieldRef field="n"/><FieldRef field="n"/></Apply>`),
			outputs(`<Apply function="+" defaultValue="` + text + `"><FieldRef field="n"/><FieldRef field="n"/></Apply>`),
		} {
			refused(t, s.text(), pmml.ErrInvalid, `value "`+text+`" is not of type integer`)
		}
	}
	refused(t, inputs(`missingValueReplacement="9007199254740993"`).text(), pmml.ErrInvalid, "it lies beyond ±9007199254740992 (2^53)")
	refused(t, outputs(`<Discretize field="x" dataType="integer" defaultValue="9007199254740993"><DiscretizeBin binValue="1"><Interval closure="openOpen" leftMargin="0"/></DiscretizeBin></Discretize>`).text(),
		pmml.ErrInvalid, "it lies beyond ±9007199254740992 (2^53)")
	assert.Equal(t, 2.5, value(t, inputs(`missingValueReplacement="2.5"`).text(), "o", record{}))
}

// A margin that may have been rounded to the last integer is refused where it decides
// about that; others decide about no integer that there is.
func TestMarginsBeyondIntegers(t *testing.T) {
	discretize := func(interval string) source {
		return source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "string", `<Discretize field="n" defaultValue="out"><DiscretizeBin binValue="in"><Interval `+interval+`/></DiscretizeBin></Discretize>`)}
	}
	for _, interval := range []string{
		`closure="closedOpen" leftMargin="9007199254740993"`, `closure="openOpen" leftMargin="-9007199254740993"`,
		`closure="openOpen" rightMargin="9007199254740993"`, `closure="closedClosed" rightMargin="-9007199254740993"`,
	} {
		refused(t, discretize(interval).text(), pmml.ErrInvalid, "may stand for an integer beyond ±2^53")
	}
	for interval, want := range map[string]string{
		`closure="closedClosed" leftMargin="0" rightMargin="9007199254740993"`:     "in",
		`closure="closedClosed" leftMargin="-9007199254740993" rightMargin="1e17"`: "in",
		`closure="openOpen" leftMargin="9223372036854775807"`:                      "out",
		`closure="openOpen" leftMargin="9007199254740993"`:                         "out",
	} {
		assert.Equal(t, want, value(t, discretize(interval).text(), "o", record{"n": float64(1 << 53)}), interval)
	}
	outliers := func(attributes string) source {
		return source{dictionary: xsn, schema: `<MiningField name="x"/><MiningField name="s"/><MiningField name="n" outliers="asExtremeValues" ` + attributes + `/>`, outputs: out("o", "double", ref("n"))}
	}
	refused(t, outliers(`lowValue="9007199254740993"`).text(), pmml.ErrInvalid, "stands for an integer beyond ±2^53")
	refused(t, outliers(`highValue="-1e18"`).text(), pmml.ErrInvalid, "stands for an integer beyond ±2^53")
	assert.Equal(t, 7.0, value(t, outliers(`lowValue="-1e18" highValue="1e18"`).text(), "o", record{"n": 7.0}))
}
