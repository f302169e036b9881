package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verifiedModel is sumModel with records, of which the last two are wrong.
const verifiedRecords = `<ModelVerification recordCount="4"><VerificationFields><VerificationField field="a"/><VerificationField field="b"/><VerificationField field="y" precision="1e-9"/></VerificationFields><InlineTable>
<row><a>1</a><b>2</b><y>4</y></row><row><a>0.5</a><b>1</b><y>2.0000000001</y></row><row><a>1</a><b>2</b><y>5</y></row><row><a>1</a><b>x</b><y>5</y></row>
</InlineTable></ModelVerification>`

func verifiedModel(records string) string {
	named := strings.Replace(sumModel, `</DataDictionary>`, `<DataField name="y" optype="continuous" dataType="double"/></DataDictionary>`, 1)
	named = strings.Replace(named, `</MiningSchema>`, `<MiningField name="y" usageType="target"/></MiningSchema>`, 1)
	return strings.Replace(named, `</RegressionModel>`, records+`</RegressionModel>`, 1)
}

func TestVerify(t *testing.T) {
	path := file(t, "m.pmml", verifiedModel(verifiedRecords))
	got := evalIn("", "verify", path)
	assert.Equal(t, 3, got.code)
	assert.Equal(t, path+`: 4 records, 2 results differ
  record  field  want      got
  3       y      5         4.0
  4              a result  error: field "b": value "x" is not an integer (invalidValueTreatment=returnInvalid)
`, strings.ReplaceAll(got.out, "4\n", "4.0\n"))
	assert.Equal(t, "pmml-eval: "+path+": 2 results differ of 4 records\n", got.errOut)

	got = evalIn("", "verify", path, "--json")
	assert.Equal(t, 3, got.code)
	var v verified
	require.NoError(t, json.Unmarshal([]byte(got.out), &v))
	assert.Equal(t, verified{Model: path, Rows: 4, Differences: []difference{
		{Row: 3, Field: "y", Got: "4", Want: "5"},
		{Row: 4, Error: `field "b": value "x" is not an integer (invalidValueTreatment=returnInvalid)`},
	}}, v)
}

func TestVerifyAgrees(t *testing.T) {
	records := strings.NewReplacer(`recordCount="4"`, ``, `<row><a>1</a><b>2</b><y>5</y></row><row><a>1</a><b>x</b><y>5</y></row>`, ``).Replace(verifiedRecords)
	path := file(t, "m.pmml", verifiedModel(records))
	assert.Equal(t, outcome{out: path + ": 2 records, all results agree\n"}, evalIn("", "verify", path))
	got := evalIn("", "verify", path, "--json")
	assert.Equal(t, 0, got.code)
	assert.JSONEq(t, `{"model": "`+path+`", "rows": 2, "agree": true, "differences": []}`, got.out)
}

func TestVerifyNothing(t *testing.T) {
	path := file(t, "m.pmml", sumModel)
	assert.Equal(t, outcome{out: path + ": the document has no ModelVerification: there is nothing to verify\n"}, evalIn("", "verify", path))

	nested := strings.Replace(verifiedModel(verifiedRecords), `<RegressionModel modelName="sum"`, `<MiningModel functionName="regression"><MiningSchema><MiningField name="a"/><MiningField name="b"/><MiningField name="y" usageType="target"/></MiningSchema><Segmentation multipleModelMethod="sum"><Segment><True/><RegressionModel modelName="sum"`, 1)
	nested = strings.Replace(nested, `</RegressionModel>`, `</RegressionModel></Segment></Segmentation></MiningModel>`, 1)
	path = file(t, "nested.pmml", nested)
	got := evalIn("", "verify", path)
	assert.Equal(t, 0, got.code, got.errOut)
	assert.Contains(t, got.out, "only models inside the document's model have a ModelVerification")
	var v verified
	require.NoError(t, json.Unmarshal([]byte(evalIn("", "verify", path, "--json").out), &v))
	assert.NotEmpty(t, v.Note)
}
