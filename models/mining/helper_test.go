package mining_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	load     = pmmltest.Load
	evaluate = pmmltest.Evaluate
	refused  = pmmltest.Refused
)

// dictionary declares the fields of all documents here: inputs x, w and s, and
// the targets y (a number) and c (one of a, b, c).
const dictionary = `<DataField name="x" optype="continuous" dataType="double"/>` +
	`<DataField name="w" optype="continuous" dataType="double"/>` +
	`<DataField name="s" optype="categorical" dataType="string"/>` +
	`<DataField name="y" optype="continuous" dataType="double"/>` +
	`<DataField name="z" optype="continuous" dataType="double"/>` +
	`<DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/><Value value="c"/></DataField>`

const inputs = `<MiningField name="x"/><MiningField name="w"/><MiningField name="s"/>`

// document wraps a model.
func document(model string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + dictionary + `</DataDictionary>` + model + `</PMML>`
}

// ensemble makes a MiningModel that predicts target. attributes are those of
// Segmentation, before what stands before it.
func ensemble(function, target, attributes, before string, segments ...string) string {
	field := ""
	if target != "" {
		field = `<MiningField name="` + target + `" usageType="target"/>`
	}
	return `<MiningModel functionName="` + function + `"><MiningSchema>` + inputs + field + `</MiningSchema>` + before +
		`<Segmentation ` + attributes + `>` + strings.Join(segments, "") + `</Segmentation></MiningModel>`
}

func regressions(attributes string, segments ...string) string {
	return document(ensemble("regression", "y", attributes, "", segments...))
}

func classifications(attributes string, segments ...string) string {
	return document(ensemble("classification", "c", attributes, probabilities, segments...))
}

// probabilities reports the probability of each category.
const probabilities = `<Output><OutputField name="pa" optype="continuous" dataType="double" feature="probability" value="a"/>` +
	`<OutputField name="pb" optype="continuous" dataType="double" feature="probability" value="b"/>` +
	`<OutputField name="pc" optype="continuous" dataType="double" feature="probability" value="c"/></Output>`

// segment makes a segment that always applies.
func segment(attributes, model string) string { return segmentIf(attributes, `<True/>`, model) }

func segmentIf(attributes, predicate, model string) string {
	return `<Segment ` + attributes + `>` + predicate + model + `</Segment>`
}

// positive holds where x is above 0, and is unknown where x is missing.
const positive = `<SimplePredicate field="x" operator="greaterThan" value="0"/>`

// number predicts a number. before stands before the table.
func number(v float64, before ...string) string {
	return `<RegressionModel functionName="regression"><MiningSchema>` + inputs + `<MiningField name="y" usageType="target"/></MiningSchema>` +
		strings.Join(before, "") + fmt.Sprintf(`<RegressionTable intercept="%v"/></RegressionModel>`, v)
}

// ofX predicts x, nothing where x is missing.
func ofX(before ...string) string {
	return `<RegressionModel functionName="regression"><MiningSchema>` + inputs + `<MiningField name="y" usageType="target"/></MiningSchema>` +
		strings.Join(before, "") + `<RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>`
}

// category predicts the most frequent of a, b and c.
func category(a, b, c float64) string {
	best := "a"
	if b > a && b >= c {
		best = "b"
	} else if c > a && c > b {
		best = "c"
	}
	return tree(`<Node score="` + best + `"><True/>` + fmt.Sprintf(
		`<ScoreDistribution value="a" recordCount="%v"/><ScoreDistribution value="b" recordCount="%v"/><ScoreDistribution value="c" recordCount="%v"/></Node>`, a, b, c))
}

// label predicts a category without probabilities.
func label(k string) string { return tree(`<Node score="` + k + `"><True/></Node>`) }

// ifX predicts a category where x is positive, else nothing.
func ifX(k string) string {
	return tree(`<Node>` + positive + `<Node score="` + k + `"><True/></Node></Node>`)
}

func tree(node string) string {
	return `<TreeModel functionName="classification"><MiningSchema>` + inputs + `<MiningField name="c" usageType="target"/></MiningSchema>` + node + `</TreeModel>`
}

type record = map[string]any

func format(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
