// Command gen writes the fixtures in testdata: documents, an input, and the
// results that belong to it. From the project's folder:
//
//	go run ./testdata/gen
//
// It imports nothing of the project: every expected value is computed here, from
// the numbers that also go into the document, in the order of summation that the
// standard's formulas have. The same run always writes the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("dir", "testdata", "folder to write to")
	flag.Parse()
	loans := makeLoans(200)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(*dir, name), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	write("loans.csv", loansCSV(loans))
	write("half_plus_two.pmml", halfPlusTwo)
	write("half_plus_two.csv", "x\n1\n2\n5\n-4\n0.5\n")
	write("half_plus_two.expected.csv", "y\n2.5\n3\n4.5\n0\n2.25\n")
	for _, f := range []fixture{tree, logistic, boosted, network, scorecard} {
		write(f.name+".pmml", f.document())
		var b strings.Builder
		b.WriteString(strings.Join(f.columns, ",") + "\n")
		for _, l := range loans {
			line := strings.Join(f.score(l), ",")
			if line == "" {
				line = `""` // a blank line would be the end of the table
			}
			b.WriteString(line + "\n")
		}
		write(f.name+".expected.csv", b.String())
	}
}

// fixture is a model, twice: as a document and as a function.
type fixture struct {
	name     string
	columns  []string
	document func() string
	score    func(loan) []string
}

// loan is a row of loans.csv. NaN and "" are missing.
type loan struct {
	id                int
	age, income, debt float64
	home              string
}

func makeLoans(n int) []loan {
	// Numerical Recipes' linear congruential generator: enough to spread values.
	state := uint32(20260101)
	next := func() float64 {
		state = state*1664525 + 1013904223
		return float64(state>>8) / (1 << 24)
	}
	homes := []string{"rent", "own", "mortgage"}
	loans := make([]loan, n)
	for i := range loans {
		l := loan{
			id:     i + 1,
			age:    math.Floor(18 + 60*next()),
			income: math.Floor((12000+80000*next()*next())*10) / 10,
			debt:   math.Floor(40000*next()*next()*100) / 100,
			home:   homes[int(next()*3)],
		}
		switch hole := next(); {
		case hole < 0.05:
			l.age = math.NaN()
		case hole < 0.10:
			l.income = math.NaN()
		case hole < 0.15:
			l.debt = math.NaN()
		case hole < 0.20:
			l.home = ""
		}
		loans[i] = l
	}
	return loans
}

func loansCSV(loans []loan) string {
	var b strings.Builder
	b.WriteString("id,age,income,debt,home\n")
	for _, l := range loans {
		fmt.Fprintf(&b, "%d,%s,%s,%s,%s\n", l.id, num(l.age), num(l.income), num(l.debt), l.home)
	}
	return b.String()
}

// num is the shortest text that reads back as f, and nothing where f is missing.
func num(f float64) string {
	if math.IsNaN(f) {
		return ""
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

func missing(f float64) bool { return math.IsNaN(f) }

// document wraps a model into a PMML document with the fields of loans.csv.
func document(description, target, model string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header copyright="The gopmml Authors" description="` + description + `"/>
  <DataDictionary>
    <DataField name="age" optype="continuous" dataType="integer"/>
    <DataField name="income" optype="continuous" dataType="double"/>
    <DataField name="debt" optype="continuous" dataType="double"/>
    <DataField name="home" optype="categorical" dataType="string">
      <Value value="rent"/>
      <Value value="own"/>
      <Value value="mortgage"/>
    </DataField>
` + target + `  </DataDictionary>
` + model + `</PMML>
`
}

// tree: a decision tree. A record goes to the default child where the field that
// decides is missing; it loses a factor of confidence there.
var tree = fixture{
	name:    "tree",
	columns: []string{"decision", "probability(approve)", "probability(review)", "probability(refuse)", "confidence", "node"},
	document: func() string {
		leaf := func(id, predicate string, l treeLeaf) string {
			return fmt.Sprintf(`      <Node id="%s" score="%s" recordCount="%d">
        %s
        <ScoreDistribution value="approve" recordCount="%d"/>
        <ScoreDistribution value="review" recordCount="%d"/>
        <ScoreDistribution value="refuse" recordCount="%d"/>
      </Node>
`, id, l.score(), l.total(), predicate, l.counts[0], l.counts[1], l.counts[2])
		}
		return document("A decision tree with a default child", `    <DataField name="decision" optype="categorical" dataType="string">
      <Value value="approve"/>
      <Value value="review"/>
      <Value value="refuse"/>
    </DataField>
`, `  <TreeModel modelName="decision" functionName="classification" missingValueStrategy="defaultChild" missingValuePenalty="`+num(treePenalty)+`" splitCharacteristic="multiSplit">
    <MiningSchema>
      <MiningField name="decision" usageType="target"/>
      <MiningField name="income"/>
      <MiningField name="debt"/>
      <MiningField name="home"/>
    </MiningSchema>
    <Output>
      <OutputField name="probability(approve)" optype="continuous" dataType="double" feature="probability" value="approve"/>
      <OutputField name="probability(review)" optype="continuous" dataType="double" feature="probability" value="review"/>
      <OutputField name="probability(refuse)" optype="continuous" dataType="double" feature="probability" value="refuse"/>
      <OutputField name="confidence" optype="continuous" dataType="double" feature="confidence"/>
      <OutputField name="node" optype="categorical" dataType="string" feature="entityId"/>
    </Output>
    <Node id="root" score="review" recordCount="600" defaultChild="steady">
      <True/>
`+leaf("poor", `<SimplePredicate field="income" operator="lessThan" value="`+num(treeIncome)+`"/>`, treeLeaves["poor"])+
			`      <Node id="steady" score="approve" recordCount="400" defaultChild="owner">
        <SimplePredicate field="income" operator="greaterOrEqual" value="`+num(treeIncome)+`"/>
`+indent(leaf("owner", `<SimpleSetPredicate field="home" booleanOperator="isIn"><Array n="2" type="string">own mortgage</Array></SimpleSetPredicate>`, treeLeaves["owner"]))+
			indent(leaf("indebted", `<CompoundPredicate booleanOperator="and"><SimplePredicate field="home" operator="equal" value="rent"/><SimplePredicate field="debt" operator="greaterThan" value="`+num(treeDebt)+`"/></CompoundPredicate>`, treeLeaves["indebted"]))+
			indent(leaf("tenant", `<True/>`, treeLeaves["tenant"]))+
			`      </Node>
    </Node>
  </TreeModel>
`)
	},
	score: func(l loan) []string {
		confidence := 1.0
		node := ""
		switch {
		case missing(l.income):
			confidence *= treePenalty
			fallthrough
		case l.income >= treeIncome:
			switch {
			case l.home == "":
				confidence *= treePenalty
				node = "owner"
			case l.home != "rent":
				node = "owner"
			case missing(l.debt):
				confidence *= treePenalty
				node = "owner"
			case l.debt > treeDebt:
				node = "indebted"
			default:
				node = "tenant"
			}
		default:
			node = "poor"
		}
		leaf := treeLeaves[node]
		p := func(i int) float64 { return float64(leaf.counts[i]) / float64(leaf.total()) }
		best := max(p(0), p(1), p(2))
		return []string{leaf.score(), num(p(0)), num(p(1)), num(p(2)), num(best * confidence), node}
	},
}

const (
	treePenalty = 0.8
	treeIncome  = 18000
	treeDebt    = 7500
)

type treeLeaf struct{ counts [3]int }

var treeLeaves = map[string]treeLeaf{
	"poor":     {[3]int{20, 60, 120}},
	"owner":    {[3]int{210, 30, 10}},
	"indebted": {[3]int{15, 25, 40}},
	"tenant":   {[3]int{30, 35, 5}},
}

func (l treeLeaf) total() int { return l.counts[0] + l.counts[1] + l.counts[2] }

func (l treeLeaf) score() string {
	best := 0
	for i, n := range l.counts {
		if n > l.counts[best] {
			best = i
		}
	}
	return []string{"approve", "review", "refuse"}[best]
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n  ") + "\n"
}

// logistic: a logistic regression. A missing number is replaced, a missing home
// adds nothing.
var logistic = fixture{
	name:    "logistic",
	columns: []string{"default", "probability(yes)", "probability(no)"},
	document: func() string {
		return document("A logistic regression with a one-hot encoded field", `    <DataField name="default" optype="categorical" dataType="string">
      <Value value="yes"/>
      <Value value="no"/>
    </DataField>
`, `  <RegressionModel modelName="default" functionName="classification" normalizationMethod="logit">
    <MiningSchema>
      <MiningField name="default" usageType="target"/>
      <MiningField name="age" missingValueReplacement="`+num(logisticAge)+`" missingValueTreatment="asMean"/>
      <MiningField name="income" missingValueReplacement="`+num(logisticIncome)+`" missingValueTreatment="asMedian"/>
      <MiningField name="debt" missingValueReplacement="0" missingValueTreatment="asValue"/>
      <MiningField name="home"/>
    </MiningSchema>
    <Output>
      <OutputField name="probability(yes)" optype="continuous" dataType="double" feature="probability" value="yes"/>
      <OutputField name="probability(no)" optype="continuous" dataType="double" feature="probability" value="no"/>
    </Output>
    <LocalTransformations>
      <DerivedField name="burden" optype="continuous" dataType="double">
        <Apply function="/">
          <FieldRef field="debt"/>
          <FieldRef field="income"/>
        </Apply>
      </DerivedField>
    </LocalTransformations>
    <RegressionTable intercept="`+num(logisticIntercept)+`" targetCategory="yes">
      <NumericPredictor name="age" coefficient="`+num(logisticPerYear)+`"/>
      <NumericPredictor name="burden" coefficient="`+num(logisticPerBurden)+`"/>
      <CategoricalPredictor name="home" value="own" coefficient="`+num(logisticOwn)+`"/>
      <CategoricalPredictor name="home" value="mortgage" coefficient="`+num(logisticMortgage)+`"/>
    </RegressionTable>
    <RegressionTable intercept="0" targetCategory="no"/>
  </RegressionModel>
`)
	},
	score: func(l loan) []string {
		age, income, debt := l.age, l.income, l.debt
		if missing(age) {
			age = logisticAge
		}
		if missing(income) {
			income = logisticIncome
		}
		if missing(debt) {
			debt = 0
		}
		y := logisticIntercept
		y += logisticPerYear * age
		y += logisticPerBurden * (debt / income)
		switch l.home {
		case "own":
			y += logisticOwn
		case "mortgage":
			y += logisticMortgage
		}
		return yesNo(1 / (1 + math.Exp(-y)))
	},
}

// yesNo gives the results of the two classifications.
func yesNo(yes float64) []string {
	label := "no"
	if yes > 1-yes {
		label = "yes"
	}
	return []string{label, num(yes), num(1 - yes)}
}

var (
	logisticAge       = 45.0
	logisticIncome    = 30000.0
	logisticIntercept = -0.25
	logisticPerYear   = -0.0175
	logisticPerBurden = 4.125
	logisticOwn       = -1.5
	logisticMortgage  = -0.625
)

// boosted: a chain of a sum of regression trees and a logistic regression, as
// gradient boosting libraries export it. A missing value goes to its own child,
// named by defaultChild.
var boosted = fixture{
	name:    "boosted",
	columns: []string{"default", "probability(yes)", "probability(no)"},
	document: func() string {
		var trees strings.Builder
		for i, s := range stumps {
			fmt.Fprintf(&trees, `          <Segment id="%d">
            <True/>
            <TreeModel functionName="regression" missingValueStrategy="defaultChild" splitCharacteristic="binarySplit">
              <MiningSchema>
                <MiningField name="%s"/>
              </MiningSchema>
              <Node id="0" defaultChild="%d">
                <True/>
                <Node id="1" score="%s">
                  <SimplePredicate field="%s" operator="lessOrEqual" value="%s"/>
                </Node>
                <Node id="2" score="%s">
                  <SimplePredicate field="%s" operator="greaterThan" value="%s"/>
                </Node>
              </Node>
            </TreeModel>
          </Segment>
`, i+1, s.field, s.missing, num(s.low), s.field, num(s.limit), num(s.high), s.field, num(s.limit))
		}
		return document("A chain of boosted trees and a logistic regression", `    <DataField name="default" optype="categorical" dataType="string">
      <Value value="yes"/>
      <Value value="no"/>
    </DataField>
`, `  <MiningModel modelName="default" functionName="classification">
    <MiningSchema>
      <MiningField name="default" usageType="target"/>
      <MiningField name="age"/>
      <MiningField name="income"/>
      <MiningField name="debt"/>
    </MiningSchema>
    <Segmentation multipleModelMethod="modelChain">
      <Segment id="trees">
        <True/>
        <MiningModel functionName="regression">
          <MiningSchema>
            <MiningField name="age"/>
            <MiningField name="income"/>
            <MiningField name="debt"/>
          </MiningSchema>
          <Output>
            <OutputField name="margin" optype="continuous" dataType="double" feature="predictedValue" isFinalResult="false"/>
          </Output>
          <Segmentation multipleModelMethod="sum">
`+indent(trees.String())+`          </Segmentation>
        </MiningModel>
      </Segment>
      <Segment id="link">
        <True/>
        <RegressionModel functionName="classification" normalizationMethod="logit">
          <MiningSchema>
            <MiningField name="default" usageType="target"/>
            <MiningField name="margin"/>
          </MiningSchema>
          <Output>
            <OutputField name="probability(yes)" optype="continuous" dataType="double" feature="probability" value="yes"/>
            <OutputField name="probability(no)" optype="continuous" dataType="double" feature="probability" value="no"/>
          </Output>
          <RegressionTable intercept="`+num(boostedBase)+`" targetCategory="yes">
            <NumericPredictor name="margin" coefficient="1"/>
          </RegressionTable>
          <RegressionTable intercept="0" targetCategory="no"/>
        </RegressionModel>
      </Segment>
    </Segmentation>
  </MiningModel>
`)
	},
	score: func(l loan) []string {
		sum := 0.0
		for _, s := range stumps {
			v := map[string]float64{"age": l.age, "income": l.income, "debt": l.debt}[s.field]
			switch {
			case missing(v) && s.missing == 1, v <= s.limit:
				sum += s.low
			default:
				sum += s.high
			}
		}
		return yesNo(1 / (1 + math.Exp(-(boostedBase + sum))))
	},
}

var boostedBase = 0.0625

// stump is a tree with one split. missing is the node that a missing value goes to.
type stump struct {
	field     string
	limit     float64
	low, high float64
	missing   int
}

var stumps = []stump{
	{"income", 21500.5, 0.71, -0.43, 2},
	{"debt", 4200, -0.38, 0.57, 1},
	{"age", 27, 0.33, -0.12, 2},
	{"income", 54000, 0.19, -0.61, 1},
	{"debt", 15250.75, -0.09, 0.83, 2},
	{"age", 61, 0.05, -0.27, 1},
}

// network: a neural network with one hidden layer, trained on values between 0
// and 1. A record that lacks a number has no result.
var network = fixture{
	name:    "network",
	columns: []string{"limit"},
	document: func() string {
		var inputs, hidden strings.Builder
		for i, in := range networkInputs {
			fmt.Fprintf(&inputs, `      <NeuralInput id="0,%d">
        <DerivedField optype="continuous" dataType="double">
          <NormContinuous field="%s">
            <LinearNorm orig="%s" norm="0"/>
            <LinearNorm orig="%s" norm="1"/>
          </NormContinuous>
        </DerivedField>
      </NeuralInput>
`, i, in.field, num(in.low), num(in.high))
		}
		for j, weights := range networkHidden {
			fmt.Fprintf(&hidden, `      <Neuron id="1,%d" bias="%s">
`, j, num(networkBias[j]))
			for i, w := range weights {
				fmt.Fprintf(&hidden, `        <Con from="0,%d" weight="%s"/>
`, i, num(w))
			}
			hidden.WriteString("      </Neuron>\n")
		}
		var out strings.Builder
		for j, w := range networkOut {
			fmt.Fprintf(&out, `        <Con from="1,%d" weight="%s"/>
`, j, num(w))
		}
		return document("A neural network with one hidden layer", `    <DataField name="limit" optype="continuous" dataType="double"/>
`, `  <NeuralNetwork modelName="limit" functionName="regression" activationFunction="tanh">
    <MiningSchema>
      <MiningField name="limit" usageType="target"/>
      <MiningField name="age"/>
      <MiningField name="income"/>
      <MiningField name="debt"/>
    </MiningSchema>
    <NeuralInputs numberOfInputs="`+strconv.Itoa(len(networkInputs))+`">
`+inputs.String()+`    </NeuralInputs>
    <NeuralLayer numberOfNeurons="`+strconv.Itoa(len(networkHidden))+`">
`+hidden.String()+`    </NeuralLayer>
    <NeuralLayer numberOfNeurons="1" activationFunction="identity">
      <Neuron id="2,0" bias="`+num(networkOutBias)+`">
`+out.String()+`      </Neuron>
    </NeuralLayer>
    <NeuralOutputs numberOfOutputs="1">
      <NeuralOutput outputNeuron="2,0">
        <DerivedField optype="continuous" dataType="double">
          <NormContinuous field="limit">
            <LinearNorm orig="0" norm="0"/>
            <LinearNorm orig="`+num(networkScale)+`" norm="1"/>
          </NormContinuous>
        </DerivedField>
      </NeuralOutput>
    </NeuralOutputs>
  </NeuralNetwork>
`)
	},
	score: func(l loan) []string {
		var in [3]float64
		for i, v := range []float64{l.age, l.income, l.debt} {
			in[i] = (v - networkInputs[i].low) / (networkInputs[i].high - networkInputs[i].low)
		}
		y := networkOutBias
		for j, weights := range networkHidden {
			z := networkBias[j]
			for i, w := range weights {
				z += w * in[i]
			}
			y += networkOut[j] * math.Tanh(z)
		}
		return []string{num(y * networkScale)}
	},
}

var (
	networkInputs = []struct {
		field     string
		low, high float64
	}{{"age", 18, 78}, {"income", 0, 100000}, {"debt", 0, 40000}}
	networkHidden = [][3]float64{
		{0.5, 1.75, -0.875},
		{-1.25, 0.375, 0.625},
		{0.0625, -0.75, 2.5},
		{1.125, 0.25, -0.3125},
	}
	networkBias    = []float64{-0.5, 0.25, 0.125, -0.0625}
	networkOut     = []float64{0.875, -0.5, -1.125, 0.4375}
	networkOutBias = 0.75
	networkScale   = 20000.0
)
