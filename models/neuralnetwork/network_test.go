package neuralnetwork

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

var (
	regression     = pmml.MiningFunctionRegression
	classification = pmml.MiningFunctionClassification
	identity       = pmml.ActivationFunctionIdentity
	missing        = math.NaN()
)

// worked is a network of two layers, the second with softmax.
func worked(context pmml.MathContext) spec {
	return spec{
		function: classification,
		context:  context,
		layers: []*pmml.NeuralLayer{
			layerOf(pmml.ActivationFunctionLogistic, 0,
				neuron("h1", 0.1, con("i1", 0.5), con("i2", -1)),
				neuron("h2", 0, con("i1", 1), con("i2", 1))),
			layerOf(identity, pmml.NormalizationMethodSoftmax,
				neuron("o1", 0.2, con("h1", 1), con("h2", -1)),
				neuron("o2", 0, con("h1", -0.5), con("h2", 2))),
		},
		outputs: []*pmml.NeuralOutput{category("o1", "no"), category("o2", "yes")},
	}
}

func TestClassification(t *testing.T) {
	for _, context := range []pmml.MathContext{pmml.MathContextDouble, pmml.MathContextFloat} {
		t.Run(context.String(), func(t *testing.T) {
			s := compileSpec(t, worked(context))
			o := s.run(t, 1, 0.5)
			if got := s.frame.Text(o.Value); got != "yes" || o.Category != 1 {
				t.Errorf("predicted %q, category %d, want yes, 1", got, o.Category)
			}
			if !o.Has[program.Probabilities] || !near(o.Series[program.Probabilities][0], 0.18766, 6e-6) || !near(o.Series[program.Probabilities][1], 0.81234, 6e-6) {
				t.Errorf("probabilities %v, want 0.18766, 0.81234", o.Series[program.Probabilities])
			}
			if entities := s.compiled.Results[0].Target.Entities; o.Entity != 1 || entities[o.Entity] != "o2" {
				t.Errorf("entity %d of %v, want o2", o.Entity, entities)
			}
			for _, record := range [][]float64{{missing, 0.5}, {1, missing}} {
				o = s.run(t, record...)
				if !program.IsMissing(o.Value) || o.Has[program.Probabilities] || o.Category != -1 || o.Entity != -1 {
					t.Errorf("a missing input: outcome %+v, want none", *o)
				}
			}
		})
	}
}

func TestFirstOfEqualsWins(t *testing.T) {
	s := compileSpec(t, spec{
		function: classification,
		layers:   []*pmml.NeuralLayer{layerOf(identity, 0, neuron("a", 0, con("i1", 1)), neuron("b", 0, con("i1", 1)), neuron("c", 0, con("i2", 1)))},
		outputs:  []*pmml.NeuralOutput{category("c", "C"), category("b", "B"), category("a", "A")},
	})
	if got := s.frame.Text(s.run(t, 3, 2).Value); got != "B" {
		t.Errorf("predicted %q, want B", got)
	}
}

func TestActivations(t *testing.T) {
	half := func(m *pmml.NeuralNetwork, _ *pmml.Document) { m.Threshold = pmml.Some(0.5) }
	leaky := func(m *pmml.NeuralNetwork, _ *pmml.Document) { m.Leakage = pmml.Some(0.01) }
	for _, tt := range []struct {
		name     string
		function pmml.ActivationFunction
		change   func(*pmml.NeuralNetwork, *pmml.Document)
		z, want  float64
	}{
		{"threshold at it", pmml.ActivationFunctionThreshold, half, 0.5, 0},
		{"threshold above it", pmml.ActivationFunctionThreshold, half, 0.75, 1},
		{"threshold is 0 by default", pmml.ActivationFunctionThreshold, nil, 0.25, 1},
		{"logistic", pmml.ActivationFunctionLogistic, nil, 0.7, 1 / (1 + math.Exp(-0.7))},
		{"logistic of a large negative", pmml.ActivationFunctionLogistic, nil, -1000, 0},
		{"tanh", pmml.ActivationFunctionTanh, nil, 0.7, (1 - math.Exp(-1.4)) / (1 + math.Exp(-1.4))},
		{"identity", identity, nil, 0.7, 0.7},
		{"exponential", pmml.ActivationFunctionExponential, nil, 0.7, math.Exp(0.7)},
		{"reciprocal", pmml.ActivationFunctionReciprocal, nil, 0.7, 1 / 0.7},
		{"square", pmml.ActivationFunctionSquare, nil, -0.7, 0.49},
		{"Gauss", pmml.ActivationFunctionGauss, nil, 0.7, math.Exp(-0.49)},
		{"sine", pmml.ActivationFunctionSine, nil, 0.7, math.Sin(0.7)},
		{"cosine", pmml.ActivationFunctionCosine, nil, 0.7, math.Cos(0.7)},
		{"Elliott", pmml.ActivationFunctionElliott, nil, -0.7, -0.7 / 1.7},
		{"arctan", pmml.ActivationFunctionArctan, nil, 0.7, 2 * math.Atan(0.7) / math.Pi},
		{"rectifier of a positive", pmml.ActivationFunctionRectifier, nil, 0.7, 0.7},
		{"rectifier of a negative", pmml.ActivationFunctionRectifier, nil, -0.7, 0},
		{"leaky rectifier of a positive", pmml.ActivationFunctionRectifier, leaky, 0.7, 0.7},
		{"leaky rectifier of a negative", pmml.ActivationFunctionRectifier, leaky, -0.7, -0.007},
	} {
		for _, context := range []pmml.MathContext{pmml.MathContextDouble, pmml.MathContextFloat} {
			t.Run(tt.name+"/"+context.String(), func(t *testing.T) {
				s := compileSpec(t, spec{
					function: regression, context: context, change: tt.change,
					layers:  []*pmml.NeuralLayer{layerOf(tt.function, 0, neuron("h", 0, con("i1", 1)))},
					outputs: []*pmml.NeuralOutput{number("h")},
				})
				bound := 1e-15
				if context == pmml.MathContextFloat {
					bound = 1e-6
				}
				if got := s.run(t, tt.z, 0).Value; !near(got, tt.want, bound) {
					t.Errorf("g(%v) = %v, want %v", tt.z, got, tt.want)
				}
			})
		}
	}
}

func TestRadialBasis(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(m *pmml.NeuralNetwork, l *pmml.NeuralLayer, n *pmml.Neuron)
		want   float64
	}{
		{"the width of the network, altitude 1 by default", func(m *pmml.NeuralNetwork, _ *pmml.NeuralLayer, _ *pmml.Neuron) {
			m.Width = pmml.Some(0.7)
		}, 0.44205},
		{"the layer's width is nearer than the network's", func(m *pmml.NeuralNetwork, l *pmml.NeuralLayer, _ *pmml.Neuron) {
			m.Width, l.Width = pmml.Some(9.0), pmml.Some(0.7)
		}, 0.44205},
		{"the neuron's width is nearer than the layer's", func(_ *pmml.NeuralNetwork, l *pmml.NeuralLayer, n *pmml.Neuron) {
			l.Width, n.Width = pmml.Some(9.0), pmml.Some(0.7)
		}, 0.44205},
		{"the altitude of the network counts once for each connection", func(m *pmml.NeuralNetwork, _ *pmml.NeuralLayer, n *pmml.Neuron) {
			m.Altitude, n.Width = pmml.Some(1.5), pmml.Some(0.7)
		}, 0.99462},
		{"the neuron's altitude is nearer than the layer's", func(_ *pmml.NeuralNetwork, l *pmml.NeuralLayer, n *pmml.Neuron) {
			l.Altitude, n.Altitude, n.Width = pmml.Some(9.0), pmml.Some(1.5), pmml.Some(0.7)
		}, 0.99462},
	} {
		for _, context := range []pmml.MathContext{pmml.MathContextDouble, pmml.MathContextFloat} {
			t.Run(tt.name+"/"+context.String(), func(t *testing.T) {
				n := &pmml.Neuron{ID: "r", Cons: []pmml.Con{con("i1", 0.2), con("i2", 0.1)}}
				l := layerOf(pmml.ActivationFunctionRadialBasis, 0, n)
				s := compileSpec(t, spec{
					function: regression, context: context, layers: []*pmml.NeuralLayer{l}, outputs: []*pmml.NeuralOutput{number("r")},
					change: func(m *pmml.NeuralNetwork, _ *pmml.Document) { tt.change(m, l, n) },
				})
				if got := s.run(t, 1, 0.5).Value; !near(got, tt.want, 5e-6) {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			})
		}
	}
}

func TestLayers(t *testing.T) {
	for _, tt := range []struct {
		name   string
		layers []*pmml.NeuralLayer
		output string
		want   float64
	}{
		{"connections may skip layers", []*pmml.NeuralLayer{
			layerOf(0, 0, neuron("h", 0, con("i1", 1))),
			layerOf(0, 0, neuron("o", 0.5, con("h", 10), con("i2", 100))),
		}, "o", 230.5},
		{"an output may be a hidden neuron", []*pmml.NeuralLayer{
			layerOf(0, 0, neuron("h", 0, con("i1", 7))),
			layerOf(0, 0, neuron("o", 0, con("h", 10))),
		}, "h", 21},
		{"an output may be an input", []*pmml.NeuralLayer{layerOf(0, 0, neuron("h", 0, con("i1", 7)))}, "i2", 2},
		{"a connection given twice counts twice", []*pmml.NeuralLayer{layerOf(0, 0, neuron("h", 0, con("i1", 1), con("i1", 1)))}, "h", 6},
		{"sums run in the order of the connections", []*pmml.NeuralLayer{
			layerOf(0, 0, neuron("h", -1e16, con("i2", 0.5e16), con("i1", 1.0/3))),
		}, "h", 0},
		{"bias is 0 by default", []*pmml.NeuralLayer{layerOf(0, 0, &pmml.Neuron{ID: "h", Cons: []pmml.Con{con("i1", 1)}})}, "h", 3},
		{"simplemax divides by the sum", []*pmml.NeuralLayer{
			layerOf(0, pmml.NormalizationMethodSimplemax, neuron("a", 0, con("i1", 1)), neuron("b", 0, con("i2", 1))),
		}, "a", 0.6},
		{"softmax of one neuron is 1", []*pmml.NeuralLayer{
			layerOf(0, pmml.NormalizationMethodSoftmax, neuron("a", 0, con("i1", 1))),
		}, "a", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compileSpec(t, spec{function: regression, layers: tt.layers, outputs: []*pmml.NeuralOutput{number(tt.output)}})
			if got := s.run(t, 3, 2).Value; !near(got, tt.want, 1e-15) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestOutputs(t *testing.T) {
	scaled := &pmml.NormContinuous{Field: "y", LinearNorms: []*pmml.LinearNorm{{Orig: 0, Norm: -1}, {Orig: 10, Norm: 1}}}
	through := &pmml.NeuralOutput{OutputNeuron: "h", DerivedField: derived(&pmml.FieldRef{Field: "scaled"})}
	local := func(m *pmml.NeuralNetwork, _ *pmml.Document) {
		d := derived(scaled)
		d.Name = pmml.Some("scaled")
		m.LocalTransformations = &pmml.LocalTransformations{DerivedFields: []*pmml.DerivedField{d}}
	}
	for _, tt := range []struct {
		name   string
		output *pmml.NeuralOutput
		change func(*pmml.NeuralNetwork, *pmml.Document)
		want   float64
	}{
		{"FieldRef is the neuron's value", number("h"), nil, 0.3},
		{"NormContinuous is undone", &pmml.NeuralOutput{OutputNeuron: "h", DerivedField: derived(scaled)}, nil, 6.5},
		{"FieldRef to a derived field is that field's expression", through, local, 6.5},
		{"Targets rescale what has been undone", &pmml.NeuralOutput{OutputNeuron: "h", DerivedField: derived(scaled)},
			func(m *pmml.NeuralNetwork, _ *pmml.Document) {
				m.Targets = &pmml.Targets{Targets: []*pmml.Target{{Field: pmml.Some("y"), RescaleFactor: pmml.Some(2.0)}}}
			}, 13},
		{"a document without a target takes any name", &pmml.NeuralOutput{OutputNeuron: "h", DerivedField: derived(scaled)},
			func(m *pmml.NeuralNetwork, _ *pmml.Document) {
				m.MiningSchema.MiningFields = m.MiningSchema.MiningFields[:2]
			}, 6.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compileSpec(t, spec{
				function: regression,
				layers:   []*pmml.NeuralLayer{layerOf(identity, 0, neuron("h", 0, con("i1", 0.1)))},
				outputs:  []*pmml.NeuralOutput{tt.output}, change: tt.change,
			})
			if got := s.run(t, 3, 0).Value; !near(got, tt.want, 1e-14) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if got := s.run(t, missing, 0).Value; !program.IsMissing(got) {
				t.Errorf("a missing input: got %v, want missing", got)
			}
		})
	}
}

func TestInputs(t *testing.T) {
	norm := func(missing pmml.Optional[float64], points ...*pmml.LinearNorm) *pmml.NormContinuous {
		return &pmml.NormContinuous{Field: "x1", MapMissingTo: missing, LinearNorms: points}
	}
	points := []*pmml.LinearNorm{{Orig: 1, Norm: 0}, {Orig: 5, Norm: 2}, {Orig: 6, Norm: 9}}
	for _, tt := range []struct {
		name       string
		expression pmml.Expression
		x, want    float64
	}{
		{"a field", &pmml.FieldRef{Field: "x1"}, 3, 3},
		{"a missing field", &pmml.FieldRef{Field: "x1"}, missing, program.Missing},
		{"a line", norm(pmml.Optional[float64]{}, points[:2]...), 3, 1},
		{"a line goes on", norm(pmml.Optional[float64]{}, points[:2]...), 11, 5},
		{"a line of a missing field", norm(pmml.Optional[float64]{}, points[:2]...), missing, program.Missing},
		{"a line with mapMissingTo", norm(pmml.Some(7.0), points[:2]...), missing, 7},
		{"two lines", norm(pmml.Optional[float64]{}, points...), 5.5, 5.5},
		{"a constant", &pmml.Constant{DataType: pmml.DataTypeDouble, Text: "4"}, missing, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compileSpec(t, spec{
				function: regression,
				layers:   []*pmml.NeuralLayer{layerOf(identity, 0, neuron("h", 0, con("i1", 1)))},
				outputs:  []*pmml.NeuralOutput{number("h")},
				change: func(m *pmml.NeuralNetwork, _ *pmml.Document) {
					m.NeuralInputs.NeuralInputs[0].DerivedField = derived(tt.expression)
				},
			})
			if got := s.run(t, tt.x, 0).Value; !near(got, tt.want, 0) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSeveralTargets(t *testing.T) {
	s := compileSpec(t, spec{
		function: regression,
		layers:   []*pmml.NeuralLayer{layerOf(identity, 0, neuron("a", 0, con("i1", 1)), neuron("b", 0, con("i2", 10)))},
		outputs:  []*pmml.NeuralOutput{{OutputNeuron: "b", DerivedField: derived(&pmml.FieldRef{Field: "y2"})}, number("a")},
		change: func(m *pmml.NeuralNetwork, doc *pmml.Document) {
			doc.DataDictionary.DataFields = append(doc.DataDictionary.DataFields, &pmml.DataField{Name: "y2", OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble})
			m.MiningSchema.MiningFields = append(m.MiningSchema.MiningFields, &pmml.MiningField{Name: "y2", UsageType: pmml.UsageTypeTarget})
		},
	})
	s.run(t, 3, 2)
	if a, b := s.frame.Outcomes[0].Value, s.frame.Outcomes[1].Value; a != 3 || b != 20 {
		t.Errorf("y = %v, y2 = %v, want 3 and 20", a, b)
	}
}

func TestUndefinedNormalizationIsRaised(t *testing.T) {
	s := compileSpec(t, spec{
		function: regression,
		layers:   []*pmml.NeuralLayer{layerOf(identity, pmml.NormalizationMethodSimplemax, neuron("a", 0, con("i1", 1)), neuron("b", 0, con("i2", 1)))},
		outputs:  []*pmml.NeuralOutput{number("a")},
	})
	s.set(1, -1)
	if fault := s.frame.Run(); fault == nil || !strings.Contains(fault.Detail, "undefined") {
		t.Errorf("fault %v, want one that says undefined", fault)
	}
	if got := s.run(t, 1, 3).Value; got != 0.25 {
		t.Errorf("next record = %v, want 0.25", got)
	}
}

func TestDocumentErrors(t *testing.T) {
	one := func(g pmml.ActivationFunction, n ...*pmml.Neuron) []*pmml.NeuralLayer {
		return []*pmml.NeuralLayer{layerOf(g, 0, n...)}
	}
	h := func() *pmml.Neuron { return neuron("h", 0, con("i1", 1)) }
	y := []*pmml.NeuralOutput{number("h")}
	for _, tt := range []struct {
		name  string
		spec  spec
		class error
		says  string
	}{
		{"another functionName", spec{function: pmml.MiningFunctionClustering, layers: one(identity, h()), outputs: y}, pmml.ErrUnsupported, "clustering"},
		{"no layer", spec{function: regression, outputs: y}, pmml.ErrInvalid, "NeuralLayer"},
		{"an id given twice", spec{function: regression, layers: one(identity, h(), neuron("i1", 0, con("i1", 1))), outputs: y}, pmml.ErrInvalid, `"i1" is given twice`},
		{"a connection from nowhere", spec{function: regression, layers: one(identity, neuron("h", 0, con("q", 1))), outputs: y}, pmml.ErrInvalid, `from="q"`},
		{"a connection within a layer", spec{function: regression, layers: one(identity, h(), neuron("k", 0, con("h", 1))), outputs: y}, pmml.ErrInvalid, `from="h"`},
		{"a neuron without connections", spec{function: regression, layers: one(identity, neuron("h", 1)), outputs: y}, pmml.ErrInvalid, "Con"},
		{"radialBasis without width", spec{function: regression, layers: one(pmml.ActivationFunctionRadialBasis, h()), outputs: y}, pmml.ErrInvalid, "width"},
		{"a layer's logit", spec{function: regression, layers: []*pmml.NeuralLayer{layerOf(identity, pmml.NormalizationMethodLogit, h())}, outputs: y}, pmml.ErrInvalid, "logit"},
		{"no output", spec{function: regression, layers: one(identity, h())}, pmml.ErrInvalid, "NeuralOutput"},
		{"an unknown output neuron", spec{function: regression, layers: one(identity, h()), outputs: []*pmml.NeuralOutput{number("q")}}, pmml.ErrInvalid, `outputNeuron="q"`},
		{"two outputs of a number", spec{function: regression, layers: one(identity, h()), outputs: []*pmml.NeuralOutput{number("h"), number("i1")}}, pmml.ErrInvalid, "exactly one"},
		{"a category of a number", spec{function: regression, layers: one(identity, h()), outputs: []*pmml.NeuralOutput{category("h", "1")}}, pmml.ErrInvalid, "NormContinuous"},
		{"a number of categories", spec{function: classification, layers: one(identity, h()), outputs: y}, pmml.ErrInvalid, "NormDiscrete"},
		{"a category with two neurons", spec{function: classification, layers: one(identity, h()), outputs: []*pmml.NeuralOutput{category("h", "a"), category("i1", "a")}}, pmml.ErrInvalid, `"a"`},
		{"an output of no target", spec{function: regression, layers: one(identity, h()), outputs: []*pmml.NeuralOutput{
			{OutputNeuron: "h", DerivedField: derived(&pmml.FieldRef{Field: "x1"})},
		}}, pmml.ErrInvalid, "not a target"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compile.Document(tt.spec.document(), only, compile.Options{})
			if !errors.Is(err, tt.class) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want class %q and %q in it", err, tt.class, tt.says)
			}
		})
	}
}

// full draws n neurons that are connected from all of the given ones.
func full(random *rand.Rand, prefix string, n int, from []string) ([]*pmml.Neuron, []string) {
	var neurons []*pmml.Neuron
	var ids []string
	for j := range n {
		id := fmt.Sprintf("%s%d", prefix, j)
		k := neuron(id, random.NormFloat64())
		for _, f := range from {
			k.Cons = append(k.Cons, con(f, random.NormFloat64()))
		}
		neurons, ids = append(neurons, k), append(ids, id)
	}
	return neurons, ids
}

func BenchmarkScore(b *testing.B) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, bb := range []struct {
		name    string
		hidden  int
		context pmml.MathContext
	}{
		{"2-8-3", 8, pmml.MathContextDouble},
		{"2-100-100-3", 100, pmml.MathContextDouble},
		{"2-100-100-3 float", 100, pmml.MathContextFloat},
	} {
		b.Run(bb.name, func(b *testing.B) {
			first, ids := full(random, "a", bb.hidden, []string{"i1", "i2"})
			layers := []*pmml.NeuralLayer{layerOf(pmml.ActivationFunctionRectifier, 0, first...)}
			if bb.hidden > 8 {
				second, more := full(random, "b", bb.hidden, ids)
				layers, ids = append(layers, layerOf(pmml.ActivationFunctionRectifier, 0, second...)), more
			}
			last, ids := full(random, "o", 3, ids)
			s := compileSpec(b, spec{
				function: classification, context: bb.context,
				layers:  append(layers, layerOf(identity, pmml.NormalizationMethodSoftmax, last...)),
				outputs: []*pmml.NeuralOutput{category(ids[0], "A"), category(ids[1], "B"), category(ids[2], "C")},
			})
			s.run(b, 0.3, -0.2)
			kernel := s.compiled.Program.Stage.Kernel
			b.ReportAllocs()
			for b.Loop() {
				kernel.Score(s.frame)
			}
		})
	}
}

// BenchmarkEvaluate runs 28-64-32-1 on records one by one and side by side; an
// operation is a record.
func BenchmarkEvaluate(b *testing.B) {
	b.Run("double", func(b *testing.B) { benchmarkEvaluate[float64](b, pmml.MathContextDouble) })
	b.Run("float", func(b *testing.B) { benchmarkEvaluate[float32](b, pmml.MathContextFloat) })
}

func benchmarkEvaluate[T real.Float](b *testing.B, context pmml.MathContext) {
	random := rand.New(rand.NewPCG(3, 4))
	var inputs []*pmml.NeuralInput
	var ids []string
	for i := range 28 {
		ids = append(ids, fmt.Sprintf("i%d", i))
		inputs = append(inputs, &pmml.NeuralInput{ID: ids[i], DerivedField: derived(&pmml.FieldRef{Field: "x1"})})
	}
	var layers []*pmml.NeuralLayer
	for i, n := range []int{64, 32, 1} {
		g := []pmml.ActivationFunction{pmml.ActivationFunctionRectifier, pmml.ActivationFunctionRectifier, pmml.ActivationFunctionLogistic}[i]
		neurons, next := full(random, fmt.Sprintf("n%d_", i), n, ids)
		layers, ids = append(layers, layerOf(g, 0, neurons...)), next
	}
	s := compileSpec(b, spec{
		function: regression, context: context, layers: layers, outputs: []*pmml.NeuralOutput{number(ids[0])},
		change: func(m *pmml.NeuralNetwork, _ *pmml.Document) { m.NeuralInputs.NeuralInputs = inputs },
	})
	net := s.compiled.Program.Stage.Kernel.(*network[T])
	m := net.newMemory()
	for i := range m.activations {
		m.activations[i] = T(random.NormFloat64())
	}
	b.Run("one by one", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i := range net.layers {
				net.layers[i].run(m.activations[:net.width])
			}
		}
	})
	b.Run("side by side", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i += tile[T]() {
			net.evaluate(m, tile[T]())
		}
	})
}
