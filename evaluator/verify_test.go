package evaluator_test

import (
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verified is a model y = 2x, with outputs, that verifies itself.
func verified(outputs, attributes, fields, rows string) string {
	return document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/><DataField name="f" optype="continuous" dataType="float"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="f"/><MiningField name="y" usageType="target"/></MiningSchema>`+outputs+
			`<RegressionTable intercept="0"><NumericPredictor name="x" coefficient="2"/></RegressionTable>`+
			`<ModelVerification `+attributes+`><VerificationFields>`+fields+`</VerificationFields><InlineTable>`+rows+`</InlineTable></ModelVerification></RegressionModel>`)
}

// Spec: https://dmg.org/pmml/v4-4-1/ModelVerification.html
func TestVerify(t *testing.T) {
	x, y := `<VerificationField field="x" column="X"/>`, `<VerificationField field="y"/>`
	precise := `<VerificationField field="y" precision="0.125" zeroThreshold="0.5"/>`
	row := func(x, y string) string {
		s := `<row>`
		if x != "" {
			s += `<X>` + x + `</X>`
		}
		if y != "" {
			s += `<y>` + y + `</y>`
		}
		return s + `</row>`
	}
	output := `<Output><OutputField name="o" optype="categorical" dataType="string"/><OutputField name="i" optype="continuous" dataType="integer"/><OutputField name="g" optype="continuous" dataType="float" feature="transformedValue"><FieldRef field="f"/></OutputField></Output>`
	for _, tt := range []struct {
		name, outputs, fields, rows string
		want                        []evaluator.Mismatch
	}{
		{"equal", "", x + y, row("1", "2"), nil},
		{"unequal", "", x + y, row("1", "2") + row("1", "3"), []evaluator.Mismatch{{Row: 2, Field: "y", Got: "2", Want: "3"}}},
		{"within one millionth, by default", "", x + y, row("1", "2.000001"), nil},
		{"beyond one millionth", "", x + y, row("1", "2.00001"), []evaluator.Mismatch{{Row: 1, Field: "y", Got: "2", Want: "2.00001"}}},
		{"at the precision, below", "", x + precise, row("3.5", "8"), nil},
		{"at the precision, above", "", x + precise, row("4.5", "8"), nil},
		{"beyond the precision", "", x + precise, row("4.51", "8"), []evaluator.Mismatch{{Row: 1, Field: "y", Got: "9.02", Want: "8"}}},
		{"at the precision, negative", "", x + precise, row("-4.5", "-8"), nil},
		{"both within the zeroThreshold", "", x + precise, row("0.25", "-0.5"), nil},
		{"one beyond the zeroThreshold", "", x + precise, row("0.3", "0"), []evaluator.Mismatch{{Row: 1, Field: "y", Got: "0.6", Want: "0"}}},
		{"a result where nothing is expected is not compared", "", x + y, row("1", ""), nil},
		{"no result where one is expected", "", x + y, row("", "2"), []evaluator.Mismatch{{Row: 1, Field: "y", Got: "", Want: "2"}}},
		{"no number where one is expected", "", x + y, row("1", "two"), []evaluator.Mismatch{{Row: 1, Field: "y", Got: "2", Want: "two"}}},
		{"infinity", "", x + y, row("INF", "INF"), nil},
		{"a record with an error", "", x + y, row("one", "2"), []evaluator.Mismatch{{Row: 1, Got: `field "x": value "one" is not a number (invalidValueTreatment=returnInvalid)`}}},
		{"where outputs are given, the target is the observed label", output, x + y + `<VerificationField field="o"/>`, `<row><X>1</X><y>77</y><o>2.0</o></row>`, nil},
		{"texts are equal or not", output, x + `<VerificationField field="o"/>`, `<row><X>1</X><o>2</o></row>`, []evaluator.Mismatch{{Row: 1, Field: "o", Got: "2.0", Want: "2"}}},
		{"integers are numbers", output, x + `<VerificationField field="i"/>`, `<row><X>1</X><i>2.0</i></row>`, nil},
		{"floats are compared as such", output, x + `<VerificationField field="f"/><VerificationField field="g" precision="0"/>`, `<row><X>1</X><f>0.1</f><g>0.1</g></row>`, nil},
		{"a field that the model does not have", "", x + y + `<VerificationField field="other"/>`, `<row><X>1</X><y>2</y><other>5</other></row>`, nil},
		{"a cell that no field names", "", x + y, `<row><X>1</X><y>2</y><more>5</more></row>`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v, err := load(t, verified(tt.outputs, "", tt.fields, tt.rows)).Verify()
			require.NoError(t, err)
			assert.Equal(t, tt.want, v.Mismatches)
			assert.NotZero(t, v.Rows)
		})
	}
	for _, tt := range []struct{ name, attributes, fields, detail string }{
		{"another number of rows", `recordCount="2"`, x + y, "recordCount is 2, but the table has 1 rows"},
		{"a negative precision", "", `<VerificationField field="y" precision="-1"/>`, "precision and zeroThreshold may not be below zero"},
		{"a negative zeroThreshold", "", `<VerificationField field="y" zeroThreshold="-1"/>`, "precision and zeroThreshold may not be below zero"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluator.Load(strings.NewReader(verified("", tt.attributes, tt.fields, row("1", "2"))))
			var bad *pmml.Error
			require.ErrorAs(t, err, &bad)
			assert.ErrorIs(t, err, pmml.ErrInvalid)
			assert.Equal(t, tt.detail, bad.Detail)
		})
	}
}

// Truth values and dates are compared as such.
func TestVerifyOfOtherTypes(t *testing.T) {
	outputs := outField("b", "boolean", "flag") + outField("d", "date", "day")
	text := strings.Replace(identity(`<DataField name="flag" optype="categorical" dataType="boolean"/><DataField name="day" optype="ordinal" dataType="date"/>`,
		`<MiningField name="flag"/><MiningField name="day"/>`, outputs), `</RegressionModel>`, `<ModelVerification><VerificationFields><VerificationField field="flag"/><VerificationField field="day"/><VerificationField field="b"/><VerificationField field="d"/></VerificationFields>`+
		`<InlineTable><row><flag>true</flag><day>2024-02-29</day><b>1</b><d>2024-02-29</d></row><row><flag>false</flag><day>2024-02-29</day><b>true</b><d>2024-03-01</d></row></InlineTable></ModelVerification></RegressionModel>`, 1)
	v, err := load(t, text).Verify()
	require.NoError(t, err)
	assert.Equal(t, []evaluator.Mismatch{{Row: 2, Field: "b", Got: "false", Want: "true"}, {Row: 2, Field: "d", Got: "2024-02-29", Want: "2024-03-01"}}, v.Mismatches)
}
