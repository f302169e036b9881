package evaluator_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Errors of records have a code, and say what is wanted, beside the sentence.
func TestInputErrorCodes(t *testing.T) {
	const document = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
	<DataDictionary>
		<DataField name="color" optype="categorical" dataType="string"><Value value="red"/><Value value="blue"/></DataField>
		<DataField name="size" optype="continuous" dataType="double"/>
		<DataField name="must" optype="continuous" dataType="double"/>
		<DataField name="text" optype="categorical" dataType="string"/>
		<DataField name="y" optype="continuous" dataType="integer"/>
	</DataDictionary>
	<RegressionModel functionName="regression">
		<MiningSchema>
			<MiningField name="color"/><MiningField name="size"/><MiningField name="text"/>
			<MiningField name="must" missingValueTreatment="returnInvalid"/>
			<MiningField name="y" usageType="target"/>
		</MiningSchema>
		<Output>
			<OutputField name="number" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="text"/></OutputField>
			<OutputField name="log" optype="continuous" dataType="double" feature="transformedValue">
				<Apply function="ours"><FieldRef field="size"/></Apply></OutputField>
		</Output>
		<RegressionTable intercept="1"><NumericPredictor name="size" coefficient="1"/><NumericPredictor name="must" coefficient="0"/>
			<CategoricalPredictor name="color" value="red" coefficient="1"/></RegressionTable>
	</RegressionModel></PMML>`
	ours := evaluator.NewFunction(pmml.DataTypeDouble, func(args []evaluator.Value) (evaluator.Value, error) {
		if args[0].Float() < 0 {
			return evaluator.Value{}, errors.New("it is negative")
		}
		return args[0], nil
	})
	m, err := evaluator.Load(strings.NewReader(document), evaluator.WithFunction("ours", ours))
	require.NoError(t, err)
	for _, tt := range []struct {
		name       string
		field      string
		value      any
		code, want string
	}{
		{"a value that is not listed", "color", "green", evaluator.InputInvalid, "one of red, blue"},
		{"a text for a number", "size", "large", evaluator.InputNotNumber, "double"},
		{"a missing value that must be there", "must", nil, evaluator.InputMissing, ""},
		{"a collection for one value", "size", []float64{1, 2}, evaluator.InputShape, ""},
		{"a text that cannot become a number", "text", "many", evaluator.InputConversion, "double"},
		{"a function that fails", "size", -1.0, evaluator.InputFunction, ""},
		{"a Go type that is not read", "size", struct{}{}, evaluator.InputGoType, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			record := map[string]any{"color": "red", "size": 1.0, "must": 1.0, "text": "1"}
			record[tt.field] = tt.value
			_, err := m.Evaluate(record)
			var e *evaluator.InputError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, tt.code, e.Code, "%v", err)
			assert.Equal(t, tt.want, e.Want, "%v", err)
		})
	}
}

// A record that is whole may have no result all the same.
func TestInputErrorCodesOfPredictions(t *testing.T) {
	regression := func(function, y, tables string) string {
		return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
		<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" ` + y + `/></DataDictionary>
		<RegressionModel functionName="` + function + `" normalizationMethod="` + map[string]string{"regression": "none", "classification": "softmax"}[function] + `">
		<MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>` + tables + `</RegressionModel></PMML>`
	}
	table := func(category string) string {
		return `<RegressionTable intercept="0"` + category + `><NumericPredictor name="x" coefficient="1"/></RegressionTable>`
	}
	for _, tt := range []struct {
		name, document string
		x              any
		code, want     string
	}{
		{"a number beyond the target's type", regression("regression", `optype="continuous" dataType="integer"`,
			`<Targets><Target field="y" castInteger="round"/></Targets>`+table("")), 1e300, evaluator.InputRange, "integer"},
		{"a number that is no truth value", regression("regression", `optype="continuous" dataType="boolean"`, table("")), 0.5, evaluator.InputRange, "boolean"},
		{"softmax of infinities", regression("classification", `optype="categorical" dataType="string"`, table(` targetCategory="a"`)+table(` targetCategory="b"`)),
			"INF", evaluator.InputUndefined, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := evaluator.Load(strings.NewReader(tt.document))
			require.NoError(t, err)
			_, err = m.Evaluate(map[string]any{"x": tt.x})
			var e *evaluator.InputError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, tt.code, e.Code, "%v", err)
			assert.Equal(t, tt.want, e.Want, "%v", err)
			_, err = m.Evaluate(map[string]any{"x": 1.0})
			assert.NoError(t, err)
		})
	}
}
