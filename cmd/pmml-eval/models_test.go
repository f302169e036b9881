package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const pmmlStart = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>`

// weatherModel predicts "play" from outlook, humidity and windy. Its outlook
// knows three values; a humidity of "N/A" is listed as missing.
const weatherModel = pmmlStart + `
<DataDictionary>
  <DataField name="outlook" optype="categorical" dataType="string"><Value value="sunny"/><Value value="overcast"/><Value value="rain"/></DataField>
  <DataField name="humidity" optype="continuous" dataType="double"><Value value="none" property="missing"/></DataField>
  <DataField name="windy" optype="categorical" dataType="boolean"/>
  <DataField name="play" optype="categorical" dataType="string"><Value value="yes"/><Value value="no, thanks"/></DataField>
</DataDictionary>
<TreeModel modelName="weather" functionName="classification" missingValueStrategy="nullPrediction">
  <MiningSchema><MiningField name="outlook"/><MiningField name="humidity"/><MiningField name="windy"/><MiningField name="play" usageType="target"/></MiningSchema>
  <Output>
    <OutputField name="probability(yes)" optype="continuous" dataType="double" feature="probability" value="yes"/>
    <OutputField name="p32" optype="continuous" dataType="float" feature="probability" value="yes"/>
  </Output>
  <Node id="0" score="yes"><True/>
    <Node id="1" score="yes" recordCount="10"><SimplePredicate field="outlook" operator="equal" value="overcast"/><ScoreDistribution value="yes" recordCount="9"/><ScoreDistribution value="no, thanks" recordCount="1"/></Node>
    <Node id="2" score="no, thanks" recordCount="3"><SimplePredicate field="humidity" operator="greaterThan" value="80"/><ScoreDistribution value="yes" recordCount="1"/><ScoreDistribution value="no, thanks" recordCount="2"/></Node>
    <Node id="3" score="yes" recordCount="4"><True/><ScoreDistribution value="yes" recordCount="3"/><ScoreDistribution value="no, thanks" recordCount="1"/></Node>
  </Node>
</TreeModel></PMML>`

// sumModel gives y = 2·a + b and names no target.
const sumModel = pmmlStart + `
<DataDictionary>
  <DataField name="a" optype="continuous" dataType="double"/>
  <DataField name="b" optype="continuous" dataType="integer"/>
</DataDictionary>
<RegressionModel modelName="sum" functionName="regression">
  <MiningSchema><MiningField name="a"/><MiningField name="b"/></MiningSchema>
  <RegressionTable intercept="0"><NumericPredictor name="a" coefficient="2"/><NumericPredictor name="b" coefficient="1"/></RegressionTable>
</RegressionModel></PMML>`

// lagModel gives the value of x in the row before.
const lagModel = pmmlStart + `
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression">
  <MiningSchema><MiningField name="x"/></MiningSchema>
  <LocalTransformations><DerivedField name="before" optype="continuous" dataType="double"><Lag field="x" n="1"/></DerivedField></LocalTransformations>
  <RegressionTable intercept="0"><NumericPredictor name="before" coefficient="1"/></RegressionTable>
</RegressionModel></PMML>`

// basketModel recommends items b to baskets with item a.
const basketModel = pmmlStart + `
<DataDictionary>
  <DataField name="basket" optype="categorical" dataType="string"/>
  <DataField name="item" optype="categorical" dataType="string"/>
</DataDictionary>
<AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="2" numberOfItemsets="2" numberOfRules="1">
  <MiningSchema><MiningField name="basket" usageType="group"/><MiningField name="item"/></MiningSchema>
  <Output><OutputField name="set" feature="consequent"/><OutputField name="all" feature="consequent" rank="0" isMultiValued="1"/></Output>
  <Item id="1" value="a"/><Item id="2" value="b"/>
  <Itemset id="a"><ItemRef itemRef="1"/></Itemset><Itemset id="b"><ItemRef itemRef="2"/></Itemset>
  <AssociationRule antecedent="a" consequent="b" support="0.1" confidence="0.5"/>
</AssociationModel></PMML>`

// groupModel gives the sum of amount over the rows of one customer, plus the
// rate of the first of these.
const groupModel = pmmlStart + `
<DataDictionary>
  <DataField name="customer" optype="categorical" dataType="string"/>
  <DataField name="amount" optype="continuous" dataType="double"/>
  <DataField name="rate" optype="continuous" dataType="double"/>
</DataDictionary>
<RegressionModel functionName="regression">
  <MiningSchema><MiningField name="customer" usageType="group"/><MiningField name="amount"/><MiningField name="rate"/></MiningSchema>
  <LocalTransformations><DerivedField name="total" optype="continuous" dataType="double"><Aggregate field="amount" function="sum" groupField="customer"/></DerivedField></LocalTransformations>
  <RegressionTable intercept="0"><NumericPredictor name="total" coefficient="1"/><NumericPredictor name="rate" coefficient="1"/></RegressionTable>
</RegressionModel></PMML>`

// outcome is what a run of the command left.
type outcome struct {
	code        int
	out, errOut string
}

// evalIn runs the command in this process, with text on standard input.
func evalIn(stdin string, args ...string) outcome {
	var out, errOut bytes.Buffer
	code := run(args, bytes.NewReader([]byte(stdin)), &out, &errOut)
	return outcome{code, out.String(), errOut.String()}
}

// file writes a file into a fresh folder.
func file(t testing.TB, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}
