package mining_test

import (
	"context"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// typed makes a document whose field y is of a type, as categories are.
func typed(typ, model string) string {
	return strings.Replace(document(model), `name="y" optype="continuous" dataType="double"`, `name="y" optype="categorical" dataType="`+typ+`"`, 1)
}

// numberTypes are models of all types that predict numbers, each of which is x or,
// for rules and trees, 2.5.
var numberTypes = map[string]string{
	"TreeModel":       `<TreeModel functionName="regression">SCHEMA<Node score="2.5"><True/></Node></TreeModel>`,
	"RegressionModel": `<RegressionModel functionName="regression">SCHEMA<RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>`,
	"GeneralRegressionModel": `<GeneralRegressionModel functionName="regression" modelType="generalLinear">SCHEMA<ParameterList><Parameter name="p"/></ParameterList>` +
		`<CovariateList><Predictor name="x"/></CovariateList><PPMatrix><PPCell value="1" predictorName="x" parameterName="p"/></PPMatrix>` +
		`<ParamMatrix><PCell parameterName="p" beta="1"/></ParamMatrix></GeneralRegressionModel>`,
	"NeuralNetwork": `<NeuralNetwork functionName="regression" activationFunction="identity">SCHEMA<NeuralInputs><NeuralInput id="i"><DerivedField optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></NeuralInput></NeuralInputs>` +
		`<NeuralLayer><Neuron id="n"><Con from="i" weight="1"/></Neuron></NeuralLayer><NeuralOutputs><NeuralOutput outputNeuron="n"><DerivedField optype="continuous" dataType="double"><FieldRef field="y"/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork>`,
	"SupportVectorMachineModel": `<SupportVectorMachineModel functionName="regression" svmRepresentation="Coefficients">SCHEMA<LinearKernelType/><VectorDictionary><VectorFields><FieldRef field="x"/></VectorFields></VectorDictionary>` +
		`<SupportVectorMachine><Coefficients absoluteValue="0"><Coefficient value="1"/></Coefficients></SupportVectorMachine></SupportVectorMachineModel>`,
	"Scorecard":    `<Scorecard functionName="regression" useReasonCodes="false">SCHEMA<Characteristics><Characteristic name="k"><Attribute><True/><ComplexPartialScore><FieldRef field="x"/></ComplexPartialScore></Attribute></Characteristic></Characteristics></Scorecard>`,
	"RuleSetModel": `<RuleSetModel functionName="regression">SCHEMA<RuleSet><RuleSelectionMethod criterion="firstHit"/><SimpleRule score="2.5"><True/></SimpleRule></RuleSet></RuleSetModel>`,
	"MiningModel":  `<MiningModel functionName="regression">SCHEMA<Segmentation multipleModelMethod="selectFirst"><Segment><True/>` + number(2.5) + `</Segment></Segmentation></MiningModel>`,
}

// schema puts a mining schema, and what stands after it, into one of numberTypes.
func schema(model, after string) string {
	return strings.Replace(model, "SCHEMA", `<MiningSchema>`+inputs+`<MiningField name="y" usageType="target"/></MiningSchema>`+after, 1)
}

// every scores a record in every way, which must agree, and gives the results.
func every(t *testing.T, document string, r record) record {
	t.Helper()
	m := load(t, document)
	want := evaluate(t, m, r)
	row := m.NewRow()
	for name, v := range r {
		i, ok := m.Input(name)
		require.True(t, ok)
		require.NoError(t, row.SetValue(i, v))
	}
	require.NoError(t, row.Score())
	assert.Equal(t, want, row.Result().Map())
	in, out := evaluator.NewColumns(16), &evaluator.ColumnResults{}
	for name, v := range r {
		switch v := v.(type) {
		case float64:
			column := make([]float64, 16)
			for i := range column {
				column[i] = v
			}
			in.AddFloat64(name, column, evaluator.Bitmap{})
		case string:
			column := make([]string, 16)
			for i := range column {
				column[i] = v
			}
			in.AddStrings(name, column, evaluator.Bitmap{})
		}
	}
	require.NoError(t, m.ScoreColumns(context.Background(), in, out))
	for name, v := range want {
		for i := range 16 {
			assert.Equal(t, v, out.Column(name).Value(i), name)
		}
	}
	e, err := m.Explain(r)
	require.NoError(t, err)
	for _, target := range e.Model.Targets {
		if v, ok := want[target.Name]; ok && m.Targets()[0].Name == target.Name {
			assert.Equal(t, v, target.Value, "explained")
		}
	}
	exact, err := load(t, document, evaluator.WithDecimalArithmetic()).Evaluate(r)
	require.NoError(t, err)
	for name, v := range exact.Map() {
		if d, ok := v.(decimal.Decimal); ok {
			v = d.InexactFloat64()
		}
		assert.Equal(t, want[name], v, "decimal: %s", name)
	}
	return want
}

// The prediction of a regression is a number whatever the type of its field is: only
// the field's own value is cast.
func TestARegressionPredictsANumberForAFieldOfAnyType(t *testing.T) {
	output := `<Output><OutputField name="p" feature="predictedValue"/><OutputField name="r" optype="continuous" dataType="double" feature="residual"/></Output>`
	observed := record{"x": 2.5, "y": "4"}
	for name, model := range numberTypes {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, record{"y": "2.5", "p": 2.5, "r": 1.5}, every(t, typed("string", schema(model, output)), observed))
			targets := `<Targets><Target field="y" max="2" rescaleFactor="3" castInteger="ceiling"/></Targets>`
			assert.Equal(t, "6", every(t, typed("string", schema(model, targets)), record{"x": 2.5})["y"])
			for method, want := range map[string]string{
				"sum": "5.0", "average": "2.5", "median": "2.5", "weightedSum": "10.0", "weightedAverage": "2.5", "weightedMedian": "2.5", "selectFirst": "2.5", "modelChain": "2.5",
			} {
				two := segment(`weight="1"`, schema(model, "")) + segment(`weight="3"`, schema(model, ""))
				got := every(t, typed("string", ensemble("regression", "y", `multipleModelMethod="`+method+`"`, output, two)), observed)
				assert.Equal(t, want, got["y"], method)
				assert.IsType(t, 0.0, got["p"], method)
				unnamed := every(t, typed("string", ensemble("regression", "", `multipleModelMethod="`+method+`"`, "", two)), record{"x": 2.5})
				if v, ok := unnamed["y"]; ok { // of the segment that decides
					assert.Equal(t, want, v, method)
				} else {
					assert.InDelta(t, got["p"], unnamed[compile.UnnamedTarget], 0, method)
				}
			}
			list := load(t, typed("string", ensemble("regression", "y", `multipleModelMethod="selectAll"`, "", segment(``, schema(model, "")), segment(``, schema(model, "")))))
			assert.Equal(t, []any{"2.5", "2.5"}, evaluate(t, list, record{"x": 2.5})["y"])
			all := load(t, typed("string", ensemble("classification", "c", `multipleModelMethod="x-multiModelChain"`, "", segment(``, schema(model, "")), segment(``, label("b")))))
			assert.Equal(t, record{"c": "b", "y": "2.5"}, evaluate(t, all, record{"x": 2.5}))
		})
	}
}

// A truth value or a date can only be what the prediction comes to at last; a
// segment's own field is not looked at.
func TestOnlyTheReportedFieldIsCast(t *testing.T) {
	halves := []string{segment(``, number(0.5)), segment(``, number(0.5))}
	for method, want := range map[string]any{"sum": true, "average": nil} {
		m := load(t, typed("boolean", ensemble("regression", "y", `multipleModelMethod="`+method+`"`, "", halves...)))
		r, err := m.Evaluate(nil)
		if want == nil {
			require.ErrorContains(t, err, `field "y": value "0.5" is the prediction, which cannot become a boolean`)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, want, r.Map()["y"])
	}
	date := load(t, typed("date", ensemble("regression", "", `multipleModelMethod="sum"`, "", halves...)))
	assert.Equal(t, record{compile.UnnamedTarget: 1.0}, evaluate(t, date, nil))
}

// A number that is cast to an integer is one in the field's text, too.
func TestAnIntegerIsOneInTheFieldsText(t *testing.T) {
	text := typed("string", ensemble("regression", "y", `multipleModelMethod="sum"`, "", segment(``, number(1.5)), segment(``, number(2.2))))
	m := load(t, strings.Replace(text, "<Segmentation", `<Targets><Target field="y" castInteger="round"/></Targets><Segmentation`, 1))
	assert.Equal(t, record{"y": "4"}, evaluate(t, m, nil))
	assert.Equal(t, record{"y": "3.7"}, evaluate(t, load(t, text), nil))
}

// The values that verify a regression are numbers, whatever the type of its field.
func TestVerificationOfANumberForAFieldOfTexts(t *testing.T) {
	for cell, agrees := range map[string]bool{"2": true, "2.00000001": true, "2.1": false, "two": false} {
		m := load(t, typed("string", number(2, `<ModelVerification><VerificationFields><VerificationField field="y"/></VerificationFields><InlineTable><row><y>`+cell+`</y></row></InlineTable></ModelVerification>`)))
		v, err := m.Verify()
		require.NoError(t, err)
		assert.Equal(t, agrees, len(v.Mismatches) == 0, cell)
	}
}

// A segment that decides gives the model its result under whatever name. Outputs
// without a targetField are about the segment's own field.
func TestASegmentThatDecidesMayHaveATargetOfItsOwn(t *testing.T) {
	output := `<Output><OutputField name="p" optype="continuous" dataType="double" feature="predictedValue"/><OutputField name="r" optype="continuous" dataType="double" feature="residual"/></Output>`
	own := strings.Replace(number(2), `"y"`, `"z"`, 1)
	for _, method := range []string{"selectFirst", "modelChain"} {
		got := every(t, document(ensemble("regression", "y", `multipleModelMethod="`+method+`"`, output, segment(``, own))), record{"z": 5.0})
		assert.Equal(t, record{"y": 2.0, "p": 2.0, "r": 3.0}, got, method)
		// Without a target of its own the model has that of a segment.
		got = every(t, document(ensemble("regression", "", `multipleModelMethod="`+method+`"`, "", segmentIf(``, positive, number(7)), segmentIf(``, `<SimplePredicate field="x" operator="lessThan" value="0"/>`, own))), record{"x": -1.0})
		for _, v := range got {
			assert.Equal(t, 2.0, v)
		}
	}
	m := load(t, document(ensemble("regression", "y", `multipleModelMethod="selectAll"`, "", segment(``, own), segment(``, number(3)))))
	assert.Equal(t, record{"y": []any{2.0, 3.0}}, evaluate(t, m, nil))
	two := strings.Replace(label("a"), inputs+`<MiningField name="c"`, `<MiningField name="s"`, 1)
	m = load(t, document(ensemble("classification", "c", `multipleModelMethod="selectFirst"`, probabilities, segmentIf(``, positive, two), segment(``, category(1, 2, 0)))))
	assert.Equal(t, "a", evaluate(t, m, record{"x": 1.0})["c"])
	assert.Equal(t, "b", evaluate(t, m, record{"x": -1.0})["c"])
}

// What a segment predicts is never lost in silence.
func TestASegmentThatPredictsSomethingElseIsRefused(t *testing.T) {
	number := strings.Replace(number(2), `"y"`, `"z"`, 1)
	for _, method := range []string{"selectFirst", "modelChain", "selectAll"} {
		refused(t, document(ensemble("mixed", "c", `multipleModelMethod="`+method+`"`, "", segment(``, number))),
			pmml.ErrInvalid, `the segment predicts a number for "z", where the model that it gives the result of predicts a category for "c"`)
	}
}
