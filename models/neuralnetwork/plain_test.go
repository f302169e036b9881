package neuralnetwork

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// plain computes a network neuron by neuron, as the document has it: what the
// compiled form must give to the last bit. The activations are in the order of
// the document; defined is false where a normalisation is not.
func plain[T real.Float](m *pmml.NeuralNetwork, in []T, exp func(T) T) (layers [][]T, defined bool) {
	values := map[string]T{}
	for i, n := range m.NeuralInputs.NeuralInputs {
		values[n.ID] = in[i]
	}
	for _, l := range m.NeuralLayers {
		var out []T
		for _, n := range l.Neurons {
			var s T
			for _, c := range n.Cons {
				if l.ActivationFunction == pmml.ActivationFunctionRadialBasis {
					d := values[c.From] - T(c.Weight)
					s += T(d * d)
					continue
				}
				s += T(T(c.Weight) * values[c.From])
			}
			out = append(out, plainActivation(l, n, s, exp))
		}
		if !plainNorm(out, l.NormalizationMethod, exp) {
			return layers, false
		}
		for j, n := range l.Neurons {
			values[n.ID] = out[j]
		}
		layers = append(layers, out)
	}
	return layers, true
}

func plainActivation[T real.Float](l *pmml.NeuralLayer, n *pmml.Neuron, s T, exp func(T) T) T {
	if l.ActivationFunction == pmml.ActivationFunctionRadialBasis {
		width, _ := n.Width.Get()
		altitude, _ := n.Altitude.Get()
		return exp(T(len(n.Cons))*T(real.Log(altitude)) - T(s/(2*T(T(width)*T(width)))))
	}
	z := s + T(n.Bias.Or(0))
	leak := T(l.Leakage.Or(0))
	switch l.ActivationFunction {
	case pmml.ActivationFunctionLogistic:
		return 1 / (1 + exp(-z))
	case pmml.ActivationFunctionExponential:
		return exp(z)
	case pmml.ActivationFunctionGauss:
		return exp(-T(z * z))
	case pmml.ActivationFunctionTanh:
		return T(real.Tanh(float64(z)))
	case pmml.ActivationFunctionRectifier:
		if z > 0 || z != z {
			return z
		}
		if leak == 0 {
			return 0
		}
		return leak * z
	}
	return z
}

func plainNorm[T real.Float](a []T, method pmml.NormalizationMethod, exp func(T) T) bool {
	if method == pmml.NormalizationMethodNone {
		return true
	}
	high := T(math.Inf(-1))
	for _, v := range a {
		high = max(high, v)
	}
	var sum T
	for i := range a {
		if method == pmml.NormalizationMethodSoftmax {
			a[i] = exp(a[i] - high)
		}
		sum += a[i]
	}
	for i := range a {
		a[i] /= sum
	}
	return sum != 0 && sum == sum
}

// randomNetwork draws layers that are connected in all the ways that are
// compiled apart: from the layer before, from several layers in any order, and
// each neuron from neurons of its own.
func randomNetwork(random *rand.Rand, inputs, layers int) *pmml.NeuralNetwork {
	m := &pmml.NeuralNetwork{NeuralInputs: &pmml.NeuralInputs{}}
	var before, last []string
	for i := range inputs {
		id := fmt.Sprintf("in%d", i)
		last = append(last, id)
		m.NeuralInputs.NeuralInputs = append(m.NeuralInputs.NeuralInputs, &pmml.NeuralInput{ID: id, DerivedField: derived(&pmml.FieldRef{Field: "x1"})})
	}
	functions := []pmml.ActivationFunction{
		pmml.ActivationFunctionRectifier, pmml.ActivationFunctionLogistic, pmml.ActivationFunctionIdentity, pmml.ActivationFunctionTanh,
		pmml.ActivationFunctionRadialBasis, pmml.ActivationFunctionExponential, pmml.ActivationFunctionGauss,
	}
	norms := []pmml.NormalizationMethod{pmml.NormalizationMethodNone, pmml.NormalizationMethodNone, pmml.NormalizationMethodSoftmax, pmml.NormalizationMethodSimplemax}
	for k := range layers {
		before = append(before, last...)
		l := layerOf(functions[random.IntN(len(functions))], norms[random.IntN(len(norms))])
		if random.IntN(3) == 0 {
			l.Leakage = pmml.Some(0.125)
		}
		some := func() []string {
			p := random.Perm(len(before))[:1+random.IntN(len(before))]
			out := make([]string, len(p))
			for i, at := range p {
				out[i] = before[at]
			}
			return out
		}
		from, kind := last, random.IntN(3)
		if kind == 1 {
			from = some()
		}
		var ids []string
		for j := range 1 + random.IntN(40) {
			n := neuron(fmt.Sprintf("n%d_%d", k, j), random.NormFloat64())
			n.Width, n.Altitude = pmml.Some(1+random.Float64()), pmml.Some(0.5+random.Float64())
			if kind == 2 {
				from = some()
			}
			for _, id := range from {
				n.Cons = append(n.Cons, con(id, random.NormFloat64()))
			}
			l.Neurons = append(l.Neurons, n)
			ids = append(ids, n.ID)
		}
		m.NeuralLayers = append(m.NeuralLayers, l)
		last = ids
	}
	return m
}

// compareToPlain scores records of random inputs side by side and one by one.
func compareToPlain[T real.Float](t *testing.T, m *pmml.NeuralNetwork, context pmml.MathContext, random *rand.Rand, rows int, exp func(T) T) {
	t.Helper()
	s := compileSpec(t, spec{
		function: regression, context: context, layers: m.NeuralLayers, outputs: []*pmml.NeuralOutput{number(m.NeuralLayers[0].Neurons[0].ID)},
		change: func(compiled *pmml.NeuralNetwork, _ *pmml.Document) { compiled.NeuralInputs = m.NeuralInputs },
	})
	net := s.compiled.Program.Stage.Kernel.(*network[T])
	memory, tile := net.newMemory(), tile[T]()
	rows = min(rows, tile)
	one := make([]T, net.width)
	in := make([][]T, rows)
	for r := range in {
		for i := range net.inputs {
			v := random.NormFloat64()
			if random.IntN(40) == 0 {
				v = []float64{math.Inf(1), math.NaN(), 1e300, 1e-310, 0}[random.IntN(5)]
			}
			in[r] = append(in[r], T(v))
			memory.activations[i*tile+r] = T(v)
		}
	}
	net.evaluate(memory, rows)
	for r := range in {
		want, defined := plain(m, in[r], exp)
		if got := memory.undefined[r]; (got == nil) != defined || got != nil && got != &net.layers[len(want)] {
			t.Fatalf("row %d: layer %p is undefined, want the one after %d", r, got, len(want))
		}
		copy(one, in[r])
		for k := range net.layers {
			if !net.layers[k].run(one) {
				if defined || k != len(want) {
					t.Fatalf("row %d alone: layer %d is undefined, want %d", r, k, len(want))
				}
				break
			}
		}
		for k, layer := range want {
			for j, want := range layer {
				at := net.layers[k].first + j
				for _, got := range []T{memory.activations[at*tile+r], one[at]} {
					if math.Float64bits(float64(got)) != math.Float64bits(float64(want)) && (got == got || want == want) {
						t.Fatalf("row %d of %d, layer %d, neuron %d: %v, want %v", r, rows, k, j, got, want)
					}
				}
			}
		}
	}
}

func TestNetworkEqualsPlainSums(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 5))
		m := randomNetwork(random, 1+random.IntN(30), 1+random.IntN(5))
		for _, rows := range []int{1, 7, 64} {
			compareToPlain(t, m, pmml.MathContextDouble, random, rows, real.Exp)
			compareToPlain(t, m, pmml.MathContextFloat, random, rows, real.Exp32)
		}
	}
}

func FuzzNetwork(f *testing.F) {
	f.Add(uint64(1), uint8(4), uint8(2), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, inputs, layers, rows uint8) {
		random := rand.New(rand.NewPCG(seed, 6))
		m := randomNetwork(random, 1+int(inputs)%40, 1+int(layers)%6)
		compareToPlain(t, m, pmml.MathContextDouble, random, 1+int(rows)%64, real.Exp)
		compareToPlain(t, m, pmml.MathContextFloat, random, 1+int(rows)%64, real.Exp32)
	})
}

// Which of its forms a layer takes follows from its connections.
func TestLayersAreDenseWhereTheyCanBe(t *testing.T) {
	for _, tt := range []struct {
		name          string
		neurons       []*pmml.Neuron
		dense, gather bool
	}{
		{"all from the same, side by side", []*pmml.Neuron{neuron("a", 0, con("i1", 1), con("i2", 2)), neuron("b", 0, con("i1", 1), con("i2", 2))}, true, false},
		{"all from the same in another order", []*pmml.Neuron{neuron("a", 0, con("i2", 1), con("i1", 2)), neuron("b", 0, con("i2", 1), con("i1", 2))}, true, true},
		{"in different orders", []*pmml.Neuron{neuron("a", 0, con("i2", 1), con("i1", 2)), neuron("b", 0, con("i1", 1), con("i2", 2))}, false, false},
		{"a connection is missing", []*pmml.Neuron{neuron("a", 0, con("i1", 1), con("i2", 2)), neuron("b", 0, con("i1", 1))}, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compileSpec(t, spec{function: regression, layers: []*pmml.NeuralLayer{layerOf(identity, 0, tt.neurons...)}, outputs: []*pmml.NeuralOutput{number("a")}})
			l := &s.compiled.Program.Stage.Kernel.(*network[float64]).layers[0]
			if dense, gather := l.vectors != nil, l.gather != nil; dense != tt.dense || gather != tt.gather {
				t.Errorf("dense %v, gathered %v, want %v and %v", dense, gather, tt.dense, tt.gather)
			}
		})
	}
}
