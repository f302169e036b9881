package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// network is the compiled NeuralNetwork: a kernel that computes in T.
type network[T floating] struct {
	inputs []input
	layers []layer[T]
	// width is how many activations there are, of inputs and neurons.
	width   int
	results []result
	scratch int
	// pos are the layers' places in the document.
	pos []pmml.Pos
	// ids are those of the inputs, for explanations.
	ids []string
}

// input is an input neuron: a field's cell, or an expression's where expr is
// not nil.
type input struct {
	slot program.Slot
	expr program.Expr
}

// Score fills in the outcomes of all targets. A missing input neuron makes
// every prediction missing.
func (n *network[T]) Score(f *program.Frame) {
	for i := range n.results {
		n.results[i].clear(f)
	}
	a := n.activations(f)
	for i := range n.inputs {
		v := 0.0
		if in := &n.inputs[i]; in.expr == nil {
			v = f.Cells[in.slot]
		} else {
			v = in.expr.Eval(f)
		}
		if v != v {
			if v = f.Use(v); program.IsMissing(v) {
				return
			}
		}
		a[i] = T(v)
	}
	for i := range n.layers {
		if !n.layers[i].run(a) {
			f.Raise(&program.Fault{Pos: n.pos[i], Detail: "the layer's normalization is undefined, as its activations add up to zero or to no number"})
			return
		}
	}
	for i := range n.results {
		fill(&n.results[i], f, a)
	}
}

// activations gives the frame's room for one number per neuron.
func (n *network[T]) activations(f *program.Frame) []T {
	if a, ok := f.Scratch[n.scratch].(*[]T); ok {
		return *a
	}
	a := make([]T, n.width)
	f.Scratch[n.scratch] = &a
	return a
}

// result is how one target's outcome follows from the output neurons.
type result struct {
	outcome int
	pos     pmml.Pos
	// neurons are the activations that count: the one number of a regression,
	// or the probabilities of a classification's categories.
	neurons []int32
	// ids are the neurons' ids, for explanations.
	ids []string
	// denormalizer undoes the scaling of a number, nil for none.
	denormalizer *program.Denormalizer
	// index and cell are the categories of a classification: their place among
	// the target's, and their values. nil for a regression.
	index []int
	cell  []float64
}

func (r *result) clear(f *program.Frame) {
	if r.index != nil {
		f.Outcomes[r.outcome].Clear()
		return
	}
	f.Outcomes[r.outcome].Value = program.Missing
}

// fill reads a target's outcome from the activations.
func fill[T floating](r *result, f *program.Frame, a []T) {
	o := &f.Outcomes[r.outcome]
	if r.index == nil {
		v := float64(a[r.neurons[0]])
		if r.denormalizer != nil {
			v = float64(T(r.denormalizer.Invert(v)))
		}
		o.Value = program.Number(v)
		return
	}
	best := -1
	var high T
	for i, n := range r.neurons {
		v := a[n]
		if v != v {
			f.Raise(&program.Fault{Pos: r.pos, Detail: "the output neuron's value is not a number"})
			return
		}
		o.Probabilities[r.index[i]] = float64(v)
		if best < 0 || v > high {
			best, high = i, v
		}
	}
	o.HasProbabilities = true
	o.Entity = best
	o.Category = r.index[best]
	o.Value = r.cell[best]
}
