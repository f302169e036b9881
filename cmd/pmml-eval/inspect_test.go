package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

func TestInspectText(t *testing.T) {
	for _, name := range []string{"tree", "boosted", "logistic", "network", "scorecard"} {
		got := evalIn("", "inspect", fixture(name+".pmml"), "--rows", "0")
		require.Equal(t, 0, got.code, got.errOut)
		golden(t, "inspect-"+name, anyEstimate(got.out))
	}
}

func TestInspectJSON(t *testing.T) {
	got := evalIn("", "inspect", fixture("boosted.pmml"), "--rows", "0", "--json")
	require.Equal(t, 0, got.code, got.errOut)
	golden(t, "inspect-boosted-json", anyEstimate(got.out))
}

// thorough has what a field can have.
const thorough = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<Header copyright="(c)" modelVersion="7" description="two
 lines"><Application name="Producer" version="1.2"/><Timestamp>2024-02-29</Timestamp></Header>
<DataDictionary>
  <DataField name="age" displayName="Age" optype="continuous" dataType="integer"><Interval closure="closedOpen" leftMargin="0" rightMargin="120"/><Value value="-1" property="missing"/></DataField>
  <DataField name="income" optype="continuous" dataType="double"><Interval closure="openClosed" leftMargin="0"/></DataField>
  <DataField name="home" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/><Value value="c"/><Value value="d"/><Value value="e"/><Value value="f"/><Value value="g"/><Value value="h"/><Value value="i"/><Value value="?" property="invalid"/></DataField>
  <DataField name="y" optype="continuous" dataType="double"/>
</DataDictionary>
<RegressionModel modelName="first" functionName="regression" algorithmName="ols">
  <MiningSchema>
    <MiningField name="age" missingValueReplacement="40" missingValueTreatment="asMean" invalidValueTreatment="asMissing" outliers="asExtremeValues" lowValue="18"/>
    <MiningField name="income" missingValueTreatment="returnInvalid" invalidValueTreatment="asValue" invalidValueReplacement="1"/>
    <MiningField name="home" usageType="supplementary" invalidValueTreatment="asIs"/>
    <MiningField name="y" usageType="target"/>
  </MiningSchema>
  <RegressionTable intercept="1"><NumericPredictor name="age" coefficient="1"/></RegressionTable>
</RegressionModel>
<ClusteringModel modelName="second" functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema><MiningField name="age"/></MiningSchema></ClusteringModel>
</PMML>`

func TestInspectFields(t *testing.T) {
	path := file(t, "m.pmml", strings.Replace(thorough, "<ClusteringModel", "<!-- --><ClusteringModel", 1))
	got := evalIn("", "inspect", path, "--rows", "0")
	if got.code != 0 {
		path = file(t, "m.pmml", thorough[:strings.Index(thorough, "<ClusteringModel")]+"</PMML>")
		got = evalIn("", "inspect", path, "--rows", "0")
	}
	require.Equal(t, 0, got.code, got.errOut)
	for _, line := range []string{
		`  producer +Producer 1\.2`, `  description +two lines`, `  model version +7`, `  made +2024-02-29`, `  algorithm +ols`, `  size +2 parameters`,
		`  age +integer +continuous +\[0, 120\); missing: -1 +missing: "40" instead \(mean\); invalid: as missing; outside 18 … ∞: the limit instead`,
		`  income +double +continuous +\(0, ∞\) +missing: refused; invalid: "1" instead`,
		`  home +string +categorical +supplementary +a, b, c, d, e, f, g, h, … 1 more; invalid: \? +invalid: as it is`,
	} {
		assert.Regexp(t, "(?m)^"+line+"$", got.out)
	}
}

// TestInspectRefused: a document whose model is refused is described, with the
// reason.
func TestInspectRefused(t *testing.T) {
	refused := files.BrokenFile(t, "tree", "field-unknown-in-predicate")
	got := evalIn("", "inspect", refused)
	assert.Equal(t, 0, got.code, got.errOut)
	assert.Contains(t, got.out, "This model cannot be scored\n  ")
	assert.Contains(t, got.out, "\nInputs\n")
	assert.NotContains(t, got.out, "cost per row")

	got = evalIn("", "inspect", refused, "--json")
	assert.Equal(t, 0, got.code, got.errOut)
	var facts inspection
	require.NoError(t, json.Unmarshal([]byte(got.out), &facts))
	assert.False(t, facts.Scorable)
	assert.NotEmpty(t, facts.Refused)
	assert.NotEmpty(t, facts.Inputs)
	assert.Nil(t, facts.Cost)

	got = evalIn("", "inspect", files.BrokenFile(t, "tree", "no-model"))
	assert.Equal(t, 0, got.code, got.errOut)
	assert.Contains(t, got.out, "the document has no model to score")
}

// TestInspectCost: the cost is measured, with values that the model takes.
func TestInspectCost(t *testing.T) {
	got := evalIn("", "inspect", fixture("logistic.pmml"), "--rows", "50")
	require.Equal(t, 0, got.code, got.errOut)
	assert.Regexp(t, regexp.MustCompile(`(?m)^  cost per row +about [0-9.]+ (ns|µs|ms), measured with 50 random rows$`), got.out)
	weather := evalIn("", "inspect", file(t, "w.pmml", weatherModel), "--rows", "20", "--json")
	var facts inspection
	require.NoError(t, json.Unmarshal([]byte(weather.out), &facts))
	assert.Equal(t, []any{"measured", 20, 0}, []any{facts.Cost.Method, facts.Cost.Rows, facts.Cost.Refused})
	assert.Positive(t, facts.Cost.NanosecondsPerRow)
	groups := evalIn("", "inspect", file(t, "g.pmml", groupModel), "--rows", "20")
	assert.NotContains(t, groups.out, "had no result")
	assert.Contains(t, groups.out, "list of double")
	baskets := evalIn("", "inspect", file(t, "b.pmml", basketModel), "--rows", "20")
	assert.NotContains(t, baskets.out, "had no result")
	assert.Contains(t, baskets.out, "list of string")
	assert.Contains(t, baskets.out, "list of lists of string")
}

// estimates is what inspect says of the ways that a forest might be scored in:
// it depends on the processor.
var estimates = regexp.MustCompile(`; a row: .*\)`)

func anyEstimate(text string) string { return estimates.ReplaceAllString(text, "; …") }
