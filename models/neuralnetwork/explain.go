package neuralnetwork

import (
	"math"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists the input neurons, sums up the layers, and lists the output
// neurons.
func (n *network[T]) Explain(x *program.Explaining, m *explain.Model) {
	out := &explain.Network{Inputs: []explain.InputNeuron{}}
	m.Detail = out
	a := n.activations(x.Frame)
	for i := range n.inputs {
		in := &n.inputs[i]
		neuron := explain.InputNeuron{ID: n.ids[i]}
		var e program.Expr = &program.Ref{Slot: in.slot}
		if in.expr != nil {
			e = in.expr
		}
		if f, ok := x.FieldOf(e); ok {
			neuron.Field = &f
		}
		v := e.Eval(x.Frame)
		if program.IsMissing(v) {
			out.End = "the input neuron " + n.ids[i] + " has no value, so there is no prediction"
		} else {
			v = float64(T(v))
		}
		neuron.Value = x.Number(v)
		out.Inputs = append(out.Inputs, neuron)
	}
	if out.End != "" {
		return
	}
	for i := range n.layers {
		out.Layers = append(out.Layers, n.layers[i].describe(a))
	}
	for i := range n.results {
		r := &n.results[i]
		for j, neuron := range r.neurons {
			o := explain.OutputNeuron{ID: r.ids[j], Activation: explain.Number(a[neuron])}
			if r.index != nil {
				o.Category = x.Category(r.outcome, r.index[j])
				o.Value = explain.Number(x.Outcomes[r.outcome].Series[program.Probabilities][r.index[j]])
			} else {
				o.Value = explain.Number(x.Outcomes[r.outcome].Value)
			}
			out.Outputs = append(out.Outputs, o)
		}
	}
}

// describe sums up a layer.
func (l *layer[T]) describe(a []T) explain.Layer {
	out := explain.Layer{Neurons: l.n, Activation: l.act.function.String()}
	switch l.norm {
	case simplemax:
		out.Normalization = "simplemax"
	case softmax:
		out.Normalization = "softmax"
	}
	low, high, sum := math.Inf(1), math.Inf(-1), 0.0
	for _, v := range a[l.first : l.first+l.n] {
		low, high = math.Min(low, float64(v)), math.Max(high, float64(v))
		sum += float64(v)
	}
	out.Min, out.Mean, out.Max = explain.Number(low), explain.Number(sum/float64(l.n)), explain.Number(high)
	return out
}
