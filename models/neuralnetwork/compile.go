package neuralnetwork

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a NeuralNetwork. The kernel changes nothing of its own (its
// working memory belongs to the frame), so any number of frames may run it at
// the same time.
//
// numberOfLayers, numberOfNeurons, numberOfInputs and numberOfOutputs are
// remarks; what stands in the document counts.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
func Compile(c *compile.Context, m *pmml.NeuralNetwork) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionClassification:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, regression or classification is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrUnsupported, "functionName=%q of a neural network is not supported: regression or classification is needed", m.FunctionName)
	}
	if c.Float32() {
		return compileNetwork[float32](c, m)
	}
	return compileNetwork[float64](c, m)
}

// compiler is the state of compiling one network.
type compiler[T real.Float] struct {
	c *compile.Context
	m *pmml.NeuralNetwork
	// ids gives the activation of each input and neuron.
	ids map[string]int32
	net *network[T]
}

func compileNetwork[T real.Float](c *compile.Context, m *pmml.NeuralNetwork) (program.Kernel, error) {
	b := &compiler[T]{c: c, m: m, ids: map[string]int32{}, net: &network[T]{}}
	if err := b.inputs(); err != nil {
		return nil, err
	}
	if len(m.NeuralLayers) == 0 {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "no NeuralLayer was found, at least one is needed")
	}
	for _, l := range m.NeuralLayers {
		if err := b.layer(l); err != nil {
			return nil, err
		}
	}
	if err := b.outputs(); err != nil {
		return nil, err
	}
	b.net.scratch = c.NewScratch()
	return b.net, nil
}

// declare gives an input or a neuron its activation.
func (b *compiler[T]) declare(id string, activation int, at pmml.Node) error {
	if _, ok := b.ids[id]; ok {
		return b.c.Errorf(at, pmml.CodeDuplicateName, "neuron id %q is given twice", id)
	}
	b.ids[id] = int32(activation)
	return nil
}

// reserve makes room for n activations more and gives the first.
func (b *compiler[T]) reserve(n int) int {
	first := b.net.width
	b.net.width += linear.Pad[T](n)
	return first
}

func (b *compiler[T]) inputs() error {
	if b.m.NeuralInputs == nil || len(b.m.NeuralInputs.NeuralInputs) == 0 {
		return b.c.Errorf(b.m, pmml.CodeCountMismatch, "no NeuralInput was found, at least one is needed")
	}
	b.reserve(len(b.m.NeuralInputs.NeuralInputs))
	for i, n := range b.m.NeuralInputs.NeuralInputs {
		if err := b.c.Keep(b.declare(n.ID, i, n)); err != nil {
			return err
		}
		if n.DerivedField == nil {
			return b.c.Errorf(n, pmml.CodePartMissing, "DerivedField is missing, the input neuron's value follows from it")
		}
		t, err := b.c.DerivedField(n.DerivedField)
		if err != nil {
			return err
		}
		e := t.Expr
		switch {
		case t.List:
			return b.c.Errorf(n.DerivedField, pmml.CodeFieldType, "the input neuron's value is a collection, a number is needed")
		case t.Type == pmml.DataTypeString:
			e = program.Cast(t, pmml.DataTypeDouble, n.DerivedField.Pos)
		case !program.IsNumeric(t.Type) && t.Type != pmml.DataTypeBoolean && !program.IsCount(t.Type):
			return b.c.Errorf(n.DerivedField, pmml.CodeFieldType, "the input neuron's value is of type %s, a number is needed", t.Type)
		}
		in := input{slot: program.NoSlot, expr: e}
		switch e := e.(type) {
		case *program.Ref:
			in = input{slot: e.Slot}
		case *program.Line:
			in.slot, in.line = e.Slot, e
		}
		b.net.inputs = append(b.net.inputs, in)
		b.net.ids = append(b.net.ids, n.ID)
	}
	return nil
}

// layer compiles a layer. What it leaves out, the network gives.
func (b *compiler[T]) layer(nl *pmml.NeuralLayer) error {
	c, m := b.c, b.m
	if len(nl.Neurons) == 0 {
		return c.Errorf(nl, pmml.CodeCountMismatch, "no Neuron was found, at least one is needed")
	}
	l := layer[T]{n: len(nl.Neurons), pos: nl.Pos}
	function := nl.ActivationFunction
	if function == 0 {
		function = m.ActivationFunction
	}
	if function == 0 {
		return c.Errorf(nl, pmml.CodePartMissing, "activationFunction is missing, the layer or the network must give it")
	}
	l.act = activation[T]{
		function:  function,
		threshold: T(nl.Threshold.Or(m.Threshold.Or(0))),
		leakage:   T(nl.Leakage.Or(m.Leakage.Or(0))),
	}
	method := nl.NormalizationMethod
	if method == 0 {
		method = m.NormalizationMethod
	}
	switch method {
	case 0, pmml.NormalizationMethodNone:
	case pmml.NormalizationMethodSimplemax:
		l.norm = simplemax
	case pmml.NormalizationMethodSoftmax:
		l.norm = softmax
	default:
		return c.Errorf(nl, pmml.ErrInvalid, "normalizationMethod=%q is none of a layer's: none, simplemax or softmax is needed", method)
	}
	if err := b.connect(&l, nl); err != nil {
		return err
	}
	if function == pmml.ActivationFunctionRadialBasis {
		if err := b.radial(&l, nl); err != nil {
			return err
		}
	}
	if err := b.compact(&l); err != nil {
		return err
	}
	l.first, l.span = b.reserve(l.n), l.n
	if function == pmml.ActivationFunctionRectifier && l.act.leakage == 0 {
		l.span = linear.Pad[T](l.n)
	}
	for i, n := range nl.Neurons {
		if err := c.Next(); err != nil {
			return err
		}
		if err := c.Keep(b.declare(n.ID, l.first+i, n)); err != nil {
			return err
		}
	}
	b.net.layers = append(b.net.layers, l)
	return nil
}

// connect compiles the layer's connections and biases. Neurons of the layer
// itself are not declared yet, so only earlier ones are found.
func (b *compiler[T]) connect(l *layer[T], nl *pmml.NeuralLayer) error {
	total := 0
	for _, n := range nl.Neurons {
		total += len(n.Cons)
	}
	if total > math.MaxInt32 {
		return b.c.Errorf(nl, pmml.ErrLimit, "%d connections were found, a layer may have %d", total, math.MaxInt32)
	}
	l.start = make([]int32, 1, l.n+1)
	l.source = make([]int32, 0, total)
	l.weights = make([]T, 0, total)
	l.bias = make([]T, 0, l.n)
	for _, n := range nl.Neurons {
		if len(n.Cons) == 0 {
			if err := b.c.Keep(b.c.Errorf(n, pmml.CodeCountMismatch, "no Con was found, a neuron needs at least one")); err != nil {
				return err
			}
		}
		for i := range n.Cons {
			if err := b.c.Next(); err != nil {
				return err
			}
			con := &n.Cons[i]
			from, ok := b.ids[con.From]
			if !ok {
				if err := b.c.Keep(b.c.Errorf(con, pmml.CodeNameUnknown, "from=%q is neither an input nor a neuron of an earlier layer", con.From)); err != nil {
					return err
				}
			}
			l.source = append(l.source, from)
			l.weights = append(l.weights, T(con.Weight))
		}
		l.start = append(l.start, int32(len(l.source)))
		l.bias = append(l.bias, T(n.Bias.Or(0)))
	}
	return nil
}

// radial compiles the widths and altitudes of radial neurons: a neuron's own,
// else the layer's, else the network's.
func (b *compiler[T]) radial(l *layer[T], nl *pmml.NeuralLayer) error {
	for _, n := range nl.Neurons {
		if err := b.c.Next(); err != nil {
			return err
		}
		width, ok := first(n.Width, nl.Width, b.m.Width)
		if !ok {
			return b.c.Errorf(n, pmml.CodePartMissing, "width is missing, a radialBasis neuron, its layer or the network must give it")
		}
		if !(width > 0) {
			return b.c.Errorf(n, pmml.CodeOutOfRange, "width=%v was found, a radialBasis neuron needs a positive one", width)
		}
		altitude, ok := first(n.Altitude, nl.Altitude, b.m.Altitude)
		if !ok {
			altitude = 1
		}
		if !(altitude > 0) {
			return b.c.Errorf(n, pmml.CodeOutOfRange, "altitude=%v was found, a radialBasis neuron needs a positive one", altitude)
		}
		l.radius = append(l.radius, T(2*T(T(width)*T(width))))
		l.rise = append(l.rise, T(T(len(n.Cons))*T(real.Log(altitude))))
	}
	return nil
}

// first gives the first attribute that is given.
func first(attributes ...pmml.Optional[float64]) (float64, bool) {
	for _, a := range attributes {
		if v, ok := a.Get(); ok {
			return v, true
		}
	}
	return 0, false
}

// compact makes a layer dense whose neurons are all connected from the same
// ones in the same order.
func (b *compiler[T]) compact(l *layer[T]) error {
	fan := int(l.start[1])
	if fan == 0 {
		return nil
	}
	common := l.source[:fan]
	for j := range l.n {
		if err := b.c.Next(); err != nil {
			return err
		}
		if !slices.Equal(l.source[l.start[j]:l.start[j+1]], common) {
			return nil
		}
	}
	weights, n, err := l.weights, l.n, error(nil)
	l.vectors, err = compile.Await(b.c, func() *linear.Vectors[T] {
		return linear.NewVectors(n, fan, func(j, i int) T { return weights[j*fan+i] })
	})
	if err != nil {
		return err
	}
	l.bias = append(l.bias, make([]T, l.vectors.Padded()-l.n)...)
	l.from = int(common[0])
	for i, s := range common {
		if int(s) != l.from+i {
			l.gather, l.from = slices.Clone(common), b.reserve(fan)
			break
		}
	}
	l.start, l.source, l.weights = nil, nil, nil
	return nil
}
