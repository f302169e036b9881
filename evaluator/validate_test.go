package evaluator

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

var updateFaults = flag.Bool("update-faults", false, "rewrite testdata/validate/faults.txt; read it before you keep it")

// TestValidateFaults validates a document with many faults of different kinds.
func TestValidateFaults(t *testing.T) {
	dir := filepath.Join("..", "testdata", "validate")
	r := ValidateFile(filepath.Join(dir, "faults.pmml"))
	var got strings.Builder
	for _, p := range r.Problems {
		got.WriteString(p.String() + "\n")
	}
	golden := filepath.Join(dir, "faults.txt")
	if *updateFaults {
		require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String())
}

func TestValidateCounts(t *testing.T) {
	const text = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary numberOfFields="3"><DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="z"/></MiningSchema>
<RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/><NumericPredictor name="y" coefficient="1"/></RegressionTable></RegressionModel></PMML>`
	r := Validate(strings.NewReader(text))
	assert.Equal(t, []int{1, 1, 1}, []int{r.Errors(), r.Warnings(), r.Notes()})
	assert.Len(t, r.AtLeast(SeverityError), 1)
	assert.Len(t, r.AtLeast(SeverityWarning), 2)
	assert.Equal(t, pmml.Pos{Line: 4, Column: 76}, r.AtLeast(SeverityError)[0].Pos)

	b, err := json.Marshal(r)
	require.NoError(t, err)
	assert.JSONEq(t, `{"errors": 1, "warnings": 1, "notes": 1, "problems": [
		{"severity": "warning", "code": "count-mismatch", "line": 2, "column": 1, "path": "DataDictionary", "message": "numberOfFields=\"3\" was found, and 2 DataField"},
		{"severity": "note", "code": "unused-mining-field", "line": 3, "column": 81, "path": "RegressionModel/MiningSchema/MiningField[2]", "message": "mining field \"z\" is not used"},
		{"severity": "error", "code": "invalid-document", "line": 4, "column": 76, "path": "RegressionModel/RegressionTable/NumericPredictor[2]", "message": "there is no field \"y\" here"}]}`, string(b))
}

// TestValidateAlike: of errors that say the same no more than 50 are listed.
func TestValidateAlike(t *testing.T) {
	text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary/><TreeModel functionName="regression"><MiningSchema/><Node score="1"><True/>` +
		strings.Repeat(`<Node score="1"><SimplePredicate field="x" operator="lessThan" value="1"/></Node>`+"\n", 200) + `</Node></TreeModel></PMML>`
	r := Validate(strings.NewReader(text))
	require.Equal(t, 50, r.Errors())
	errs := r.AtLeast(SeverityError)
	assert.Equal(t, `there is no field "x" here`, errs[48].Message)
	assert.Equal(t, `there is no field "x" here; more places with this error are not listed`, errs[49].Message)
}

func TestValidateUnreadable(t *testing.T) {
	r := ValidateFile(filepath.Join(t.TempDir(), "none.pmml"))
	require.Len(t, r.Problems, 1)
	assert.Equal(t, "cannot-read", r.Problems[0].Code)

	r = Validate(strings.NewReader("<PMML"))
	require.Len(t, r.Problems, 1)
	assert.Equal(t, "malformed-xml", r.Problems[0].Code)

	r = Validate(strings.NewReader("<PMML/>"), WithParseOptions(pmml.WithMaxDepth(0)))
	require.Len(t, r.Problems, 1)
	assert.Equal(t, "invalid-option", r.Problems[0].Code)
}

// TestValidateFunctions: texts that a function orders may be ordinals, unless its
// parameter says that they are not.
func TestValidateFunctions(t *testing.T) {
	for parameter, errs := range map[string]int{``: 0, `dataType="string"`: 0, `optype="ordinal" dataType="string"`: 0, `optype="categorical" dataType="string"`: 1} {
		text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary/><TransformationDictionary><DefineFunction name="f" optype="categorical"><ParameterField name="p" ` + parameter + `/>` +
			`<Apply function="lessThan"><FieldRef field="p"/><Constant dataType="string">b</Constant></Apply></DefineFunction></TransformationDictionary>` +
			`<TreeModel functionName="regression"><MiningSchema/><Node score="1"><True/></Node></TreeModel></PMML>`
		assert.Equal(t, errs, Validate(strings.NewReader(text)).Errors(), parameter)
	}
}

// TestValidateOutputsOfLackingOutputs: an output that reads one which the model cannot
// give lacks a value too, and neither is an error.
func TestValidateOutputsOfLackingOutputs(t *testing.T) {
	text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary><DataField name="y" optype="continuous" dataType="double"/></DataDictionary>
<TreeModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/></MiningSchema><Output><OutputField name="z" feature="standardError"/>
<OutputField name="w" feature="transformedValue"><Apply function="+"><FieldRef field="z"/><Constant>1</Constant></Apply></OutputField></Output><Node score="1"><True/></Node></TreeModel></PMML>`
	r := Validate(strings.NewReader(text))
	assert.Equal(t, []int{0, 2}, []int{r.Errors(), r.Warnings()}, "%v", r.Problems)
	m, err := Load(strings.NewReader(text))
	require.NoError(t, err)
	result, err := m.Evaluate(nil)
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"y": 1.0, "z": nil, "w": nil}, result.Map())
}
