package compile_test

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFeaturesOfACategory(t *testing.T) {
	targets := `<Targets><Target field="c"><TargetValue value="b" displayValue="letter b"/></Target></Targets>`
	for _, tt := range []struct {
		name, dataType, attributes string
		want                       any
	}{
		{"predictedValue is the default", "string", ``, "b"},
		{"predictedValue", "string", `feature="predictedValue"`, "b"},
		{"predictedValue of a target", "string", `feature="predictedValue" targetField="c"`, "b"},
		{"predictedValue of rank 1", "string", `feature="predictedValue" rank="1"`, "b"},
		{"predictedValue of rank 2", "string", `feature="predictedValue" rank="2"`, "a"},
		{"predictedValue of rank 2, ascending", "string", `feature="predictedValue" rank="2" rankOrder="ascending"`, "b"},
		{"predictedValue of a rank beyond the categories", "string", `feature="predictedValue" rank="4"`, nil},
		{"predictedDisplayValue of Targets", "string", `feature="predictedDisplayValue"`, "letter b"},
		{"probability of a category", "double", `feature="probability" value="a"`, 0.25},
		{"probability of the predicted category", "double", `feature="probability"`, 0.75},
		{"probability of the second best", "double", `feature="probability" rank="2"`, 0.25},
		{"probability beyond the categories", "double", `feature="probability" rank="9"`, 0.0},
		{"probability of a category that is never predicted", "double", `feature="probability" value="none"`, 0.0},
		{"confidence is the probability where the model knows no other", "double", `feature="confidence" value="a"`, 0.25},
		{"residual of the predicted category", "double", `feature="residual"`, -0.75},
		{"residual of a category that was observed", "double", `feature="residual" value="a"`, 0.75},
		{"residual of a category that was not", "double", `feature="residual" value="b"`, -0.75},
		{"residual of a category that is never predicted", "double", `feature="residual" value="none"`, 0.0},
		{"a probability as a text", "string", `feature="probability" value="a"`, "0.25"},
		{"warning", "string", `feature="warning"`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := classifies(targets, feature("o", tt.dataType, tt.attributes))
			assert.Equal(t, tt.want, value(t, s.text(), "o", record{"x": 1, "c": "a"}))
			if tt.want != nil {
				assert.Nil(t, value(t, s.text(), "o", record{"c": "a"}), "without a prediction")
			}
		})
	}
	display := classifies("", feature("o", "string", `feature="predictedDisplayValue"`))
	display.model = `<RegressionTable targetCategory="b" intercept="0.25"/><RegressionTable targetCategory="a" intercept="0.75"/>`
	assert.Equal(t, "letter a", value(t, display.text(), "o", nil))
	display.model = `<RegressionTable targetCategory="a" intercept="0.25"/><RegressionTable targetCategory="b" intercept="0.75"/>`
	assert.Equal(t, "b", value(t, display.text(), "o", nil), "a value without displayValue stands for itself")
	assert.Nil(t, value(t, classifies("", feature("o", "double", `feature="residual"`)).text(), "o", record{"x": 1}), "nothing was observed")
	assert.Contains(t, value(t, classifies("", feature("o", "double", `feature="residual"`)).text(), "o", record{"x": 1, "c": "bad"}), `field "c": value "bad" is not one of a, b, z`)
}

func TestFeaturesOfANumber(t *testing.T) {
	for _, tt := range []struct {
		name, dataType, attributes string
		want                       any
	}{
		{"predictedValue is the final value", "double", `feature="predictedValue"`, 6.0},
		{"predictedValue as an integer", "integer", ``, int64(6)},
		{"predictedValue as a text", "string", ``, "6.0"},
		{"predictedDisplayValue", "double", `feature="predictedDisplayValue"`, 6.0},
		{"residual is observed less predicted", "double", `feature="residual"`, 4.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := predicts("double", `<Targets><Target field="y" rescaleFactor="2"/></Targets>`)
			s.outputs = feature("o", tt.dataType, tt.attributes)
			assert.Equal(t, tt.want, value(t, s.text(), "o", record{"x": 3, "y": 10}))
			assert.Nil(t, value(t, s.text(), "o", record{"y": 10}), "without a prediction")
		})
	}
	s := predicts("double", "")
	s.outputs = feature("o", "double", `feature="residual"`)
	assert.Nil(t, value(t, s.text(), "o", record{"x": 3}))
	assert.Contains(t, value(t, s.text(), "o", record{"x": 3, "y": "bad"}), `field "y": value "bad" is not a number`)
	s.outputs = feature("o", "integer", ``)
	assert.Contains(t, value(t, s.text(), "o", record{"x": 3.5}), `value "3.5" of type double cannot become an integer`)
}

// Output fields are computed in order: later ones may refer to earlier ones.
func TestChainedOutputs(t *testing.T) {
	s := predicts("double", "")
	s.outputs = feature("p", "integer", ``) + out("half", "double", call("/", ref("p"), constant("integer", "2"))) +
		`<OutputField name="yes" optype="categorical" dataType="string" feature="decision"><Decisions><Decision value="go"/><Decision value="stay"/></Decisions>` +
		call("if", call("greaterThan", ref("half"), constant("double", "1")), constant("string", "go"), constant("string", "stay")) + `</OutputField>` +
		`<OutputField name="noFeature" optype="continuous" dataType="double">` + ref("half") + `</OutputField>` +
		`<OutputField name="report" optype="categorical" dataType="string" feature="x-report" x-reportField="half"/>`
	m := load(t, s.text())
	r, err := m.Evaluate(record{"x": 5})
	require.NoError(t, err)
	// p is an integer by then, so that 5/2 is 2.
	assert.Equal(t, record{"y": 5.0, "p": int64(5), "half": 2.0, "yes": "go", "noFeature": 2.0, "report": nil}, r.Map())
	for i, f := range []pmml.ResultFeature{pmml.ResultFeaturePredictedValue, pmml.ResultFeatureTransformedValue, pmml.ResultFeatureDecision, pmml.ResultFeatureTransformedValue, pmml.ResultFeatureXReport} {
		assert.Equal(t, f, m.Outputs()[i].Feature)
	}
	// Without a prediction those that depend on it are missing.
	_, err = m.Evaluate(nil)
	require.ErrorContains(t, err, `field "half": the field has no value to report on`)
	refused(t, predictsWith(out("a", "double", ref("b"))+feature("b", "double", ``)), pmml.ErrInvalid, `there is no field "b" here`)
}

func predictsWith(outputs string) string {
	s := predicts("double", "")
	s.outputs = outputs
	return s.text()
}

// An output field that has the target's name is what is reported under it.
func TestOutputsNamedLikeTheTarget(t *testing.T) {
	m := load(t, predictsWith(feature("y", "double", `feature="predictedValue"`)))
	assert.Len(t, m.Results(), 1)
	assert.Equal(t, 5.0, valueOf(t, m, "y", record{"x": 5}))
	m = load(t, predictsWith(feature("p", "double", ``)+out("y", "string", call("concat", ref("p"), constant("string", "!")))))
	assert.Len(t, m.Results(), 2)
	assert.Equal(t, "5.0!", valueOf(t, m, "y", record{"x": 5}))
	assert.Equal(t, pmml.DataTypeString, m.Targets()[0].DataType)
}

func TestInvalidOutputs(t *testing.T) {
	for _, tt := range []struct {
		name, outputs string
		class         error
		detail        string
	}{
		{"rank 0", feature("o", "double", `rank="0"`), pmml.ErrInvalid, "rank"},
		{"no expression", feature("o", "double", `feature="transformedValue"`), pmml.ErrInvalid, "an output field with feature=transformedValue needs an expression"},
		{"decision without an expression", feature("o", "double", `feature="decision"`), pmml.ErrInvalid, "an output field with feature=decision needs an expression"},
		{"an unknown target", feature("o", "double", `targetField="z"`), pmml.ErrInvalid, `the model has no target field "z"`},
		{"a report on nothing", `<OutputField name="o" optype="categorical" dataType="string" feature="x-report" x-reportField="p"/>`, pmml.ErrInvalid, `there is no output field "p" before this one to report on`},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, predictsWith(tt.outputs), tt.class, tt.detail) })
	}
	residual := feature("o", "double", `feature="residual"`)
	s := source{dictionary: xsn, schema: xsnSchema, outputs: residual}
	refused(t, s.text(), pmml.ErrInvalid, "feature=residual needs a target field that the model names")
	s.schema += mining("y", `usageType="target"`)
	refused(t, s.text(), pmml.ErrInvalid, `target field "y" is not in the DataDictionary, so it has no observed value`)
}
