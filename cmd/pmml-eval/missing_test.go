package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// countryModel gives points to two countries, one of which is NA, and copies
// another field, which has no values.
const countryModel = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="country" optype="categorical" dataType="string"><Value value="NA"/><Value value="DE"/><Value value="N/A" property="missing"/></DataField>
<DataField name="city" optype="categorical" dataType="string"/>
</DataDictionary><RegressionModel functionName="regression"><MiningSchema><MiningField name="country"/><MiningField name="city"/></MiningSchema>
<Output><OutputField name="points" dataType="double" feature="predictedValue"/><OutputField name="where" dataType="string" feature="transformedValue"><FieldRef field="city" mapMissingTo="nowhere"/></OutputField></Output>
<RegressionTable intercept="0"><CategoricalPredictor name="country" value="NA" coefficient="3"/><CategoricalPredictor name="country" value="DE" coefficient="5"/></RegressionTable>
</RegressionModel></PMML>`

// A text that means a missing value by default is a value in the columns of fields
// that list it. Who names it has it missing everywhere.
func TestListedValuesAreNotMissing(t *testing.T) {
	model := file(t, "country.pmml", countryModel)
	const rows = "country,city\nNA,NA\nDE,N/A\nN/A,Bonn\n"
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"by default", nil, "points,where\n3,nowhere\n5,nowhere\n0,Bonn\n"},
		{"named", []string{"--missing", "NA"}, "points,where\n0,nowhere\n5,N/A\n0,Bonn\n"},
		{"none", []string{"--missing", ""}, "points,where\n3,NA\n5,N/A\n0,Bonn\n"},
		{"copied to JSON", []string{"--copy-columns", "--output-format", "jsonl"}, `{"country":"NA","city":null,"points":3,"where":"nowhere"}` + "\n" +
			`{"country":"DE","city":null,"points":5,"where":"nowhere"}` + "\n" + `{"country":null,"city":"Bonn","points":0,"where":"Bonn"}` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			args := append([]string{"-m", model, "--columns", "points,where"}, tt.args...)
			assert.Equal(t, tt.want, evalIn(rows, args...).out)
		})
	}
	explained := evalIn("", "explain", model, "-i", file(t, "r.csv", "country,city\nNA,NA\n"))
	assert.Contains(t, explained.out, "  country  NA\n")
	assert.Contains(t, explained.out, "  city     missing\n")
}
