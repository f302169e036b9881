package scorecard_test

import (
	"strings"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	load     = pmmltest.Load
	evaluate = pmmltest.Evaluate
	refused  = pmmltest.Refused
)

type record = map[string]any

// fields are those of all documents here: x, z and income are doubles, color a
// string, y the score.
const fields = `<DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/>` +
	`<DataField name="income" optype="continuous" dataType="double"/><DataField name="color" optype="categorical" dataType="string"/>` +
	`<DataField name="y" optype="continuous" dataType="double"/></DataDictionary>`

const schema = `<MiningSchema><MiningField name="x"/><MiningField name="z"/><MiningField name="income"/><MiningField name="color"/><MiningField name="y" usageType="target"/></MiningSchema>`

// wrap makes a document of a model.
func wrap(model string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>` + fields + model + `</PMML>`
}

// ranks reports the first three reason codes as r1, r2 and r3.
const ranks = `<Output>` +
	`<OutputField name="r1" optype="categorical" dataType="string" feature="reasonCode"/>` +
	`<OutputField name="r2" optype="categorical" dataType="string" feature="reasonCode" rank="2"/>` +
	`<OutputField name="r3" optype="categorical" dataType="string" feature="reasonCode" rank="3"/></Output>`

// model makes a Scorecard with attributes, what stands before its
// characteristics, and these.
func model(attributes, before string, characteristics ...string) string {
	return `<Scorecard functionName="regression" ` + attributes + `>` + schema + before +
		`<Characteristics>` + strings.Join(characteristics, "") + `</Characteristics></Scorecard>`
}

// card makes the document of a Scorecard.
func card(attributes, before string, characteristics ...string) string {
	return wrap(model(attributes, before, characteristics...))
}

func characteristic(attributes string, parts ...string) string {
	return `<Characteristic ` + attributes + `>` + strings.Join(parts, "") + `</Characteristic>`
}

// constant gives one partial score to all records.
func constant(code, base, score string) string {
	return characteristic(`reasonCode="`+code+`" baselineScore="`+base+`"`, when(`partialScore="`+score+`"`, `<True/>`))
}

func when(attributes, inside string) string {
	return `<Attribute ` + attributes + `>` + inside + `</Attribute>`
}

func is(field, operator, value string) string {
	return `<SimplePredicate field="` + field + `" operator="` + operator + `" value="` + value + `"/>`
}

func missing(field string) string {
	return `<SimplePredicate field="` + field + `" operator="isMissing"/>`
}

func both(a, b string) string {
	return `<CompoundPredicate booleanOperator="and">` + a + b + `</CompoundPredicate>`
}

// computed is a partial score that is the value of an expression.
func computed(expression string) string {
	return `<ComplexPartialScore>` + expression + `</ComplexPartialScore>`
}
