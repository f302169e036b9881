package ruleset_test

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

// fields are those of all documents here: x and z are numbers, s a text; c is
// a category, y a number to predict.
const fields = `<DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/>` +
	`<DataField name="s" optype="categorical" dataType="string"/>` +
	`<DataField name="c" optype="categorical" dataType="string"/><DataField name="y" optype="continuous" dataType="double"/></DataDictionary>`

func schema(target string) string {
	return `<MiningSchema><MiningField name="x"/><MiningField name="z"/><MiningField name="s"/><MiningField name="` + target + `" usageType="target"/></MiningSchema>`
}

func wrap(model string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>` + fields + model + `</PMML>`
}

// outputs reports the confidence, that of A and B, the probabilities of A and B,
// and the ids of the first rules by rank.
const outputs = `<Output><OutputField name="conf" optype="continuous" dataType="double" feature="confidence"/>` +
	`<OutputField name="confA" optype="continuous" dataType="double" feature="confidence" value="A"/>` +
	`<OutputField name="confB" optype="continuous" dataType="double" feature="confidence" value="B"/>` +
	`<OutputField name="pA" optype="continuous" dataType="double" feature="probability" value="A"/>` +
	`<OutputField name="pB" optype="continuous" dataType="double" feature="probability" value="B"/>` +
	`<OutputField name="id" optype="categorical" dataType="string" feature="entityId"/></Output>`

const ranks = `<Output><OutputField name="id1" optype="categorical" dataType="string" feature="entityId"/>` +
	`<OutputField name="id2" optype="categorical" dataType="string" feature="entityId" rank="2"/>` +
	`<OutputField name="id3" optype="categorical" dataType="string" feature="entityId" rank="3"/>` +
	`<OutputField name="id4" optype="categorical" dataType="string" feature="entityId" rank="4"/>` +
	`<OutputField name="last" optype="categorical" dataType="string" feature="entityId" rankOrder="ascending"/></Output>`

// classification makes a model that predicts c; attributes are those of the
// RuleSet.
func classification(criterion, attributes, before string, rules ...string) string {
	return `<RuleSetModel functionName="classification">` + schema("c") + before + set(criterion, attributes, rules) + `</RuleSetModel>`
}

// regression makes a model that predicts y.
func regression(criterion, attributes, before string, rules ...string) string {
	return `<RuleSetModel functionName="regression">` + schema("y") + before + set(criterion, attributes, rules) + `</RuleSetModel>`
}

func set(criterion, attributes string, rules []string) string {
	method := ""
	for _, c := range strings.Fields(criterion) {
		method += `<RuleSelectionMethod criterion="` + c + `"/>`
	}
	return `<RuleSet ` + attributes + `>` + method + strings.Join(rules, "") + `</RuleSet>`
}

func rule(attributes string, inside ...string) string {
	if len(inside) == 0 {
		inside = []string{`<True/>`}
	}
	return `<SimpleRule ` + attributes + `>` + strings.Join(inside, "") + `</SimpleRule>`
}

func compound(predicate string, rules ...string) string {
	return `<CompoundRule>` + predicate + strings.Join(rules, "") + `</CompoundRule>`
}

// positive holds where x is above zero, and is unknown where x is missing.
const positive = `<SimplePredicate field="x" operator="greaterThan" value="0"/>`

func is(field, operator, value string) string {
	return `<SimplePredicate field="` + field + `" operator="` + operator + `" value="` + value + `"/>`
}

// drugs are rules that all fire but R3.
func drugs() []string {
	return []string{
		rule(`id="R1" score="B" confidence="0.9" weight="0.9"`), rule(`id="R2" score="B" confidence="0.6" weight="0.6"`),
		rule(`id="R3" score="C" confidence="1" weight="9"`, `<False/>`),
		rule(`id="R4" score="A" confidence="0.75" weight="0.95"`), rule(`id="R5" score="A" confidence="0.7" weight="0.3"`),
	}
}
