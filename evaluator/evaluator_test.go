package evaluator_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// document wraps a data dictionary and a model.
func document(dictionary, model string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + dictionary + `</DataDictionary>` + model + `</PMML>`
}

// identity makes a regression y = 0 with output fields, for the values that
// fields and expressions take.
func identity(dictionary, schema, outputs string) string {
	return document(dictionary+`<DataField name="y" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/>`+schema+`</MiningSchema><Output>`+outputs+`</Output><RegressionTable intercept="0"/></RegressionModel>`)
}

const colourField = `<DataField name="c" optype="categorical" dataType="string"><Value value="red"/><Value value="blue"/><Value value="?" property="missing"/><Value value="x" property="invalid"/></DataField>`

func outField(name, dataType, of string) string {
	return `<OutputField name="` + name + `" optype="categorical" dataType="` + dataType + `" feature="transformedValue"><FieldRef field="` + of + `"/></OutputField>`
}

// Treatments of missing and invalid values, PMML MiningSchema.
func TestTreatmentsOfValues(t *testing.T) {
	numbers := `<DataField name="n" optype="continuous" dataType="double"><Interval closure="closedOpen" leftMargin="0" rightMargin="10"/><Value value="-1" property="missing"/></DataField>`
	integers := `<DataField name="n" optype="continuous" dataType="integer"/>`
	for _, tt := range []struct {
		name       string
		dictionary string
		schema     string
		field      string
		in         any
		want       any
		err        string
	}{
		{"a listed value is valid", colourField, `<MiningField name="c"/>`, "c", "red", "red", ""},
		{"an absent value is missing", colourField, `<MiningField name="c"/>`, "c", nil, nil, ""},
		{"a value listed as missing is missing", colourField, `<MiningField name="c"/>`, "c", "?", nil, ""},
		{"returnInvalid is the default", colourField, `<MiningField name="c"/>`, "c", "green", nil, `field "c": value "green" is not one of red, blue (invalidValueTreatment=returnInvalid)`},
		{"a value listed as invalid is invalid", colourField, `<MiningField name="c"/>`, "c", "x", nil, `field "c": value "x" is not one of red, blue (invalidValueTreatment=returnInvalid)`},
		{"asIs keeps an invalid value", colourField, `<MiningField name="c" invalidValueTreatment="asIs"/>`, "c", "green", "green", ""},
		{"asIs ignores a replacement", colourField, `<MiningField name="c" invalidValueTreatment="asIs" invalidValueReplacement="red"/>`, "c", "green", "green", ""},
		{"asMissing makes an invalid value missing", colourField, `<MiningField name="c" invalidValueTreatment="asMissing"/>`, "c", "green", nil, ""},
		{"asMissing takes the replacement of missing values", colourField, `<MiningField name="c" invalidValueTreatment="asMissing" missingValueReplacement="blue"/>`, "c", "green", "blue", ""},
		{"asValue replaces an invalid value", colourField, `<MiningField name="c" invalidValueTreatment="asValue" invalidValueReplacement="red"/>`, "c", "green", "red", ""},
		{"a missing value is replaced", colourField, `<MiningField name="c" missingValueReplacement="blue"/>`, "c", nil, "blue", ""},
		{"missingValueTreatment returnInvalid", colourField, `<MiningField name="c" missingValueTreatment="returnInvalid"/>`, "c", nil, nil, `field "c": the value is missing (missingValueTreatment=returnInvalid)`},
		{"inside an interval", numbers, `<MiningField name="n"/>`, "n", 0.0, 0.0, ""},
		{"at an open end", numbers, `<MiningField name="n"/>`, "n", 10.0, nil, `field "n": value "10.0" is not in [0, 10) (invalidValueTreatment=returnInvalid)`},
		{"a number listed as missing", numbers, `<MiningField name="n"/>`, "n", -1, nil, ""},
		{"a text that is no number", numbers, `<MiningField name="n"/>`, "n", "abc", nil, `field "n": value "abc" is not a number (invalidValueTreatment=returnInvalid)`},
		{"a text that is a number", numbers, `<MiningField name="n"/>`, "n", "2.5", 2.5, ""},
		{"outliers asMissingValues", numbers, `<MiningField name="n" outliers="asMissingValues" lowValue="2" highValue="5"/>`, "n", 6.0, nil, ""},
		{"outliers asExtremeValues, low", numbers, `<MiningField name="n" outliers="asExtremeValues" lowValue="2" highValue="5"/>`, "n", 1.0, 2.0, ""},
		{"outliers asExtremeValues, high", numbers, `<MiningField name="n" outliers="asExtremeValues" lowValue="2" highValue="5"/>`, "n", 6.0, 5.0, ""},
		{"the limit itself is no outlier", numbers, `<MiningField name="n" outliers="asMissingValues" lowValue="2" highValue="5"/>`, "n", 5.0, 5.0, ""},
		{"3.0 is an integer", integers, `<MiningField name="n"/>`, "n", 3.0, int64(3), ""},
		{"3.5 is no integer", integers, `<MiningField name="n"/>`, "n", 3.5, nil, `field "n": value "3.5" is not an integer (invalidValueTreatment=returnInvalid)`},
		{"beyond 2^53 a whole number is not exact", integers, `<MiningField name="n"/>`, "n", "9007199254740993", nil, `field "n": value "9007199254740993" is not an integer: it lies beyond ±9007199254740992 (2^53), between which integers are exact (invalidValueTreatment=returnInvalid)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kind := "string"
			if tt.field == "n" {
				kind = "double"
				if tt.dictionary == integers {
					kind = "integer"
				}
			}
			m := load(t, identity(tt.dictionary, tt.schema, outField("o", kind, tt.field)))
			r, err := m.Evaluate(map[string]any{tt.field: tt.in})
			if tt.err != "" {
				require.EqualError(t, err, tt.err)
				var bad *evaluator.InputError
				require.True(t, errors.As(err, &bad))
				assert.Equal(t, tt.field, bad.Field)
				return
			}
			require.NoError(t, err)
			got, ok := r.Value("o")
			require.True(t, ok)
			assert.Equal(t, tt.want, got)
		})
	}
}

// Values come back in their declared types, and as JSON.
func TestResultsHaveTheirDeclaredTypes(t *testing.T) {
	for _, tt := range []struct {
		dataType string
		in       any
		want     any
		json     string
	}{
		{"string", "a\"b", "a\"b", `"a\"b"`},
		{"integer", "12", int64(12), `12`},
		{"float", "0.1", float32(0.1), `0.1`},
		{"double", "0.1", 0.1, `0.1`},
		{"boolean", "true", true, `true`},
		{"date", "2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), `"2024-02-29"`},
		{"date", time.Date(2024, 2, 29, 23, 0, 0, 0, time.FixedZone("", -5*3600)), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), `"2024-02-29"`},
		{"time", "13:45:30", 13*time.Hour + 45*time.Minute + 30*time.Second, `"13:45:30"`},
		{"dateTime", "2024-02-29T13:45:30", time.Date(2024, 2, 29, 13, 45, 30, 0, time.UTC), `"2024-02-29T13:45:30"`},
		{"dateDaysSince[1970]", "1970-02-01", int64(31), `31`},
		{"timeSeconds", "-0:01:00", int64(-60), `-60`},
	} {
		t.Run(tt.dataType, func(t *testing.T) {
			dictionary := `<DataField name="v" optype="categorical" dataType="` + tt.dataType + `"/>`
			m := load(t, identity(dictionary, `<MiningField name="v"/>`, outField("o", tt.dataType, "v")))
			r, err := m.Evaluate(map[string]any{"v": tt.in})
			require.NoError(t, err)
			got, _ := r.Value("o")
			assert.Equal(t, tt.want, got)
			b, err := json.Marshal(r)
			require.NoError(t, err)
			assert.Equal(t, `{"y":0,"o":`+tt.json+`}`, string(b))
		})
	}
}

func TestFieldsDescribeTheModel(t *testing.T) {
	m := load(t, identity(colourField, `<MiningField name="c" missingValueReplacement="blue" invalidValueTreatment="asMissing"/>`, outField("o", "string", "c")))
	require.Len(t, m.Inputs(), 1)
	in := m.Inputs()[0]
	assert.Equal(t, "c", in.Name)
	assert.Equal(t, pmml.DataTypeString, in.DataType)
	assert.Equal(t, pmml.UsageTypeActive, in.Usage)
	assert.Equal(t, pmml.InvalidValueTreatmentAsMissing, in.InvalidValueTreatment)
	assert.True(t, in.HasMissingValueReplacement)
	assert.Equal(t, "blue", in.MissingValueReplacement)
	assert.Equal(t, evaluator.FieldValue{Value: "x", Property: pmml.ValuePropertyInvalid}, in.Values[3])
	require.Len(t, m.Targets(), 1)
	assert.Equal(t, "y", m.Targets()[0].Name)
	require.Len(t, m.Outputs(), 1)
	assert.Equal(t, pmml.ResultFeatureTransformedValue, m.Outputs()[0].Feature)
	assert.True(t, m.Outputs()[0].Final)
	assert.Equal(t, "RegressionModel", m.Element())
	assert.Equal(t, pmml.MiningFunctionRegression, m.Function())
	i, ok := m.ResultIndex("o")
	assert.True(t, ok)
	assert.Equal(t, 1, i)
	_, ok = m.Input("nothing")
	assert.False(t, ok)
}

func TestModelIsChosenByName(t *testing.T) {
	model := func(name, extra, intercept string) string {
		return `<RegressionModel modelName="` + name + `" functionName="regression"` + extra + `><MiningSchema/><RegressionTable intercept="` + intercept + `"/></RegressionModel>`
	}
	text := document(``, model("a", ` isScorable="false"`, "1")+model("b", ``, "2")+model("c", ``, "3"))
	for _, tt := range []struct {
		name string
		want float64
		err  string
	}{
		{"", 2, ""},
		{"c", 3, ""},
		{"a", 0, `model "a" is not scorable`},
		{"d", 0, `there is no model "d"`},
	} {
		m, err := evaluator.Load(strings.NewReader(text), evaluator.WithModelName(tt.name))
		if tt.err != "" {
			require.ErrorContains(t, err, tt.err)
			var bad *pmml.Error
			require.True(t, errors.As(err, &bad))
			continue
		}
		require.NoError(t, err)
		r, err := m.Evaluate(nil)
		require.NoError(t, err)
		got, ok := r.Float("_target")
		assert.True(t, ok)
		assert.Equal(t, tt.want, got)
	}
}

func TestValuesOfUnusableGoTypes(t *testing.T) {
	m := load(t, identity(colourField, `<MiningField name="c"/>`, outField("o", "string", "c")))
	_, err := m.Evaluate(map[string]any{"c": struct{}{}})
	var bad *evaluator.InputError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, "c", bad.Field)
	assert.Contains(t, bad.Detail, "struct {}")
	_, err = m.Evaluate(map[string]any{"c": []any{"red"}})
	require.EqualError(t, err, `field "c": a collection was given where the field takes one value`)
}

// A row's inputs keep their values between records until Reset.
func TestRowKeepsItsInputs(t *testing.T) {
	m := load(t, identity(colourField, `<MiningField name="c"/>`, outField("o", "string", "c")))
	row := m.NewRow()
	i, _ := m.Input("c")
	o, _ := m.ResultIndex("o")
	row.SetText(i, "red")
	for range 2 {
		require.NoError(t, row.Score())
		assert.Equal(t, "red", row.Text(o))
	}
	row.Reset()
	require.NoError(t, row.Score())
	assert.True(t, row.IsMissing(o))
	assert.Nil(t, row.Value(o))
	assert.Equal(t, "", row.Text(o))
	assert.Equal(t, "null", string(row.AppendJSON(nil, o)))
}

// A collection is given element by element, in whatever types.
func TestRowTakesCollections(t *testing.T) {
	m := load(t, identity(`<DataField name="v" optype="categorical" dataType="string"/>`, `<MiningField name="v"/>`,
		`<OutputField name="all" optype="categorical" dataType="string" feature="transformedValue"><Aggregate field="v" function="multiset"/></OutputField>`+
			`<OutputField name="n" optype="continuous" dataType="integer" feature="transformedValue"><Aggregate field="v" function="count"/></OutputField>`))
	row := m.NewRow()
	at := func(name string) int {
		i, ok := m.ResultIndex(name)
		require.True(t, ok)
		return i
	}
	all, n := at("all"), at("n")
	assert.Zero(t, row.Len(all))
	assert.Empty(t, row.TextAt(all, 0))
	row.SetList(0)
	row.AddText(0, "a")
	row.AddInt(0, 7)
	row.AddFloat(0, 1.5)
	row.AddBool(0, true)
	row.AddMissing(0)
	require.NoError(t, row.Score())
	assert.Equal(t, []any{"a", "7", "1.5", "true"}, row.Value(all), "Aggregate leaves out what is missing")
	assert.Equal(t, 4, row.Len(all))
	assert.Equal(t, "7", row.TextAt(all, 1))
	assert.Empty(t, row.TextAt(all, 4))
	assert.Empty(t, row.TextAt(all, -1))
	assert.Zero(t, row.Len(n))
	assert.Empty(t, row.TextAt(n, 0))

	// Adding to what is no collection begins one.
	for range 2 {
		row.SetText(0, "b")
		row.AddText(0, "b")
	}
	require.NoError(t, row.Score())
	assert.Equal(t, []any{"b"}, row.Value(all))
	row.SetList(0)
	require.NoError(t, row.Score())
	assert.Zero(t, row.Len(all))
}

// Lag needs the records in order: a Session keeps them, Evaluate does not.
func TestSessionKeepsStateAndEvaluateDoesNot(t *testing.T) {
	m := load(t, identity(`<DataField name="n" optype="continuous" dataType="double"/>`, `<MiningField name="n"/>`,
		`<OutputField name="o" optype="continuous" dataType="double" feature="transformedValue"><Lag field="n"/></OutputField>`))
	require.True(t, m.Stateful())
	s := m.NewSession()
	var got []any
	for _, n := range []float64{1, 2, 3} {
		r, err := s.Evaluate(map[string]any{"n": n})
		require.NoError(t, err)
		v, _ := r.Value("o")
		got = append(got, v)
		r, err = m.Evaluate(map[string]any{"n": n})
		require.NoError(t, err)
		v, _ = r.Value("o")
		assert.Nil(t, v)
	}
	assert.Equal(t, []any{nil, 1.0, 2.0}, got)
}
