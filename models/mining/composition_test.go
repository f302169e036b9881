package mining_test

import (
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

func composed(parts string) string {
	return document(`<MiningModel functionName="regression"><MiningSchema>` + inputs + `<MiningField name="y" usageType="target"/></MiningSchema>` +
		outputs(value("again")) + parts + `</MiningModel>`)
}

const half = `<Regression functionName="regression"><ResultField name="half" optype="continuous" dataType="double" feature="predictedValue"/>` +
	`<RegressionTable intercept="0"><NumericPredictor name="x" coefficient="0.5"/></RegressionTable></Regression>`

// Models embedded in a MiningModel run in order, as PMML up to 4.0 has it; the
// results of those before are fields for those after.
//
// Spec: https://dmg.org/pmml/v4-0-1/MultipleModels.html, Model Composition.
func TestEmbeddedModelsInOrder(t *testing.T) {
	m := load(t, composed(half+`<DecisionTree functionName="regression"><ResultField name="leaf" feature="predictedValue"/>`+
		`<Node><True/><Node score="10"><SimplePredicate field="half" operator="greaterThan" value="3"/></Node><Node score="20"><SimplePredicate field="half" operator="lessOrEqual" value="3"/></Node></Node></DecisionTree>`))
	assert.Equal(t, record{"y": 10.0, "leaf": 10.0, "again": 10.0}, evaluate(t, m, record{"x": 8}))
	assert.Equal(t, record{"y": 20.0, "leaf": 20.0, "again": 20.0}, evaluate(t, m, record{"x": 6}))
	assert.Equal(t, record{"y": nil, "leaf": nil, "again": nil}, evaluate(t, m, record{}))
	_, err := m.Evaluate(record{"x": "bad"})
	assert.ErrorContains(t, err, `field "x": value "bad" is not a number`)
}

func TestEmbeddedModelsTransformAndRescale(t *testing.T) {
	m := load(t, composed(`<Regression functionName="regression"><LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="x"/><FieldRef field="x"/></Apply></DerivedField></LocalTransformations>`+
		`<Targets><Target rescaleConstant="1"/></Targets><ResultField name="square" feature="predictedValue"/>`+
		`<RegressionTable intercept="0"><NumericPredictor name="d" coefficient="1"/></RegressionTable></Regression>`+
		`<Regression functionName="regression"><Targets><Target field="y" castInteger="floor"/></Targets><RegressionTable intercept="0.5"><NumericPredictor name="square" coefficient="1"/></RegressionTable></Regression>`))
	assert.Equal(t, record{"y": 10.0, "again": 10.0}, evaluate(t, m, record{"x": 3}))
}

func TestInvalidCompositions(t *testing.T) {
	refused(t, composed(half+half), pmml.ErrInvalid, `result field "half" is given by two models`)
	refused(t, composed(half+`<Segmentation multipleModelMethod="sum">`+segment(``, number(1))+`</Segmentation>`), pmml.ErrUnsupported, "both embedded models and a Segmentation")
	refused(t, composed(`<Regression functionName="regression"><RegressionTable intercept="0"><NumericPredictor name="half" coefficient="1"/></RegressionTable></Regression>`+half), pmml.ErrInvalid, `there is no field "half" here`)
}

// Documents built in Go may leave out what the parser insists on.
func TestIncompleteSegmentationsInGo(t *testing.T) {
	model := func(s *pmml.Segmentation) error {
		_, err := evaluator.Compile(&pmml.Document{Models: []pmml.Model{&pmml.MiningModel{
			ModelBase:    pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{}},
			Segmentation: s,
		}}})
		return err
	}
	sum := pmml.MultipleModelMethodSum
	assert.ErrorContains(t, model(nil), "a MiningModel needs a Segmentation")
	assert.ErrorContains(t, model(&pmml.Segmentation{MultipleModelMethod: sum}), "a Segmentation needs segments")
	assert.ErrorContains(t, model(&pmml.Segmentation{Segments: []*pmml.Segment{{}}}), "a Segmentation needs a multipleModelMethod")
	assert.ErrorContains(t, model(&pmml.Segmentation{MultipleModelMethod: sum, Segments: []*pmml.Segment{{}}}), "a Segment needs a model")
	assert.ErrorContains(t, model(&pmml.Segmentation{MultipleModelMethod: sum, Segments: []*pmml.Segment{{Model: &pmml.RegressionModel{}}}}), "a Segment needs a predicate")
}
