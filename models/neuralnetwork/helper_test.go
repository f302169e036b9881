package neuralnetwork

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// only is the one model type of this package.
var only = compile.Types{Type}

// spec is a network as the tests write it: inputs i1 and i2 of the fields x1
// and x2, then layers.
type spec struct {
	function pmml.MiningFunction
	context  pmml.MathContext
	layers   []*pmml.NeuralLayer
	outputs  []*pmml.NeuralOutput
	change   func(m *pmml.NeuralNetwork, doc *pmml.Document)
}

func (s spec) document() *pmml.Document {
	m := &pmml.NeuralNetwork{
		ModelBase:          pmml.ModelBase{FunctionName: s.function, MathContext: s.context, MiningSchema: &pmml.MiningSchema{}},
		ActivationFunction: pmml.ActivationFunctionIdentity,
		NeuralInputs: &pmml.NeuralInputs{NeuralInputs: []*pmml.NeuralInput{
			{ID: "i1", DerivedField: derived(&pmml.FieldRef{Field: "x1"})},
			{ID: "i2", DerivedField: derived(&pmml.FieldRef{Field: "x2"})},
		}},
		NeuralLayers:  s.layers,
		NeuralOutputs: &pmml.NeuralOutputs{NeuralOutputs: s.outputs},
	}
	doc := &pmml.Document{Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{}, Models: []pmml.Model{m}}
	field := func(name string, op pmml.OpType, t pmml.DataType, usage pmml.UsageType) {
		doc.DataDictionary.DataFields = append(doc.DataDictionary.DataFields, &pmml.DataField{Name: name, OpType: op, DataType: t})
		m.MiningSchema.MiningFields = append(m.MiningSchema.MiningFields, &pmml.MiningField{Name: name, UsageType: usage, InvalidValueTreatment: pmml.InvalidValueTreatmentAsIs})
	}
	field("x1", pmml.OpTypeContinuous, pmml.DataTypeDouble, pmml.UsageTypeActive)
	field("x2", pmml.OpTypeContinuous, pmml.DataTypeDouble, pmml.UsageTypeActive)
	if s.function == pmml.MiningFunctionClassification {
		field("y", pmml.OpTypeCategorical, pmml.DataTypeString, pmml.UsageTypeTarget)
	} else {
		field("y", pmml.OpTypeContinuous, pmml.DataTypeDouble, pmml.UsageTypeTarget)
	}
	if s.change != nil {
		s.change(m, doc)
	}
	return doc
}

func derived(e pmml.Expression) *pmml.DerivedField {
	return &pmml.DerivedField{OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble, Expression: e}
}

// neuron makes a neuron that is connected from the given ids.
func neuron(id string, bias float64, cons ...pmml.Con) *pmml.Neuron {
	return &pmml.Neuron{ID: id, Bias: pmml.Some(bias), Cons: cons}
}

func con(from string, weight float64) pmml.Con { return pmml.Con{From: from, Weight: weight} }

func layerOf(g pmml.ActivationFunction, n pmml.NormalizationMethod, neurons ...*pmml.Neuron) *pmml.NeuralLayer {
	return &pmml.NeuralLayer{ActivationFunction: g, NormalizationMethod: n, Neurons: neurons}
}

// number ties an output neuron to the number y, category to a category of y.
func number(id string) *pmml.NeuralOutput {
	return &pmml.NeuralOutput{OutputNeuron: id, DerivedField: derived(&pmml.FieldRef{Field: "y"})}
}

func category(id, value string) *pmml.NeuralOutput {
	return &pmml.NeuralOutput{OutputNeuron: id, DerivedField: derived(&pmml.NormDiscrete{Field: "y", Value: value})}
}

type scorer struct {
	compiled *compile.Compiled
	frame    *program.Frame
}

func compileSpec(t testing.TB, s spec) *scorer {
	t.Helper()
	c, err := compile.Document(s.document(), only, compile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &scorer{compiled: c, frame: c.Program.NewFrame()}
}

// set sets x1, x2 …; NaN stands for missing.
func (s *scorer) set(xs ...float64) {
	s.frame.Reset()
	for i, x := range xs {
		if x == x {
			s.frame.SetNumber(i, x)
		}
	}
}

func (s *scorer) run(t testing.TB, xs ...float64) *program.Outcome {
	t.Helper()
	s.set(xs...)
	if fault := s.frame.Run(); fault != nil {
		t.Fatalf("record %v: %+v", xs, *fault)
	}
	return &s.frame.Outcomes[0]
}

func near(got, want, bound float64) bool {
	if program.IsMissing(got) || program.IsMissing(want) {
		return program.IsMissing(got) == program.IsMissing(want)
	}
	return got == want || math.Abs(got-want) <= bound
}
