package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// network is the compiled NeuralNetwork: a kernel that computes in T.
type network[T real.Float] struct {
	inputs []input
	layers []layer[T]
	// width is how many activations a record has: first the inputs, then each
	// layer's neurons, each with the room that fills the kernels' lanes.
	width   int
	results []result
	scratch int
	// ids are those of the inputs, for explanations.
	ids []string
}

// input is an input neuron: a field's cell, or an expression's where expr is
// not nil. line is the expression where it is a straight line through the cell.
type input struct {
	slot program.Slot
	expr program.Expr
	line *program.Line
}

// Score fills in the outcomes of all targets. A missing input neuron makes
// every prediction missing.
func (n *network[T]) Score(f *program.Frame) {
	for i := range n.results {
		n.results[i].clear(f)
	}
	a := n.activations(f)
	if !n.load(f, a) {
		return
	}
	for i := range n.layers {
		if l := &n.layers[i]; !l.run(a) {
			f.Raise(&program.Fault{Pos: l.pos, Detail: "the layer's normalization is undefined, as its activations add up to zero or to no number"})
			return
		}
	}
	for i := range n.results {
		fill(&n.results[i], f, a)
	}
}

// load computes the input neurons of the frame's record; false where one is
// missing.
func (n *network[T]) load(f *program.Frame, a []T) bool {
	a = a[:len(n.inputs)]
	for i := range n.inputs {
		in := &n.inputs[i]
		v := 0.0
		switch {
		case in.expr == nil:
			v = f.Cells[in.slot]
		case in.line != nil && f.Cells[in.slot] == f.Cells[in.slot]:
			v = in.line.At(f.Cells[in.slot])
		default:
			v = in.expr.Eval(f)
		}
		if v != v {
			if v = f.Use(v); program.IsMissing(v) {
				return false
			}
		}
		a[i] = T(v)
	}
	return true
}

// activations gives the frame's room for one record's activations.
func (n *network[T]) activations(f *program.Frame) []T {
	if a, ok := f.Scratch[n.scratch].(*[]T); ok {
		return *a
	}
	a := linear.Make[T](n.width)
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
func fill[T real.Float](r *result, f *program.Frame, a []T) {
	o := &f.Outcomes[r.outcome]
	if r.index == nil {
		o.Value = invert(r, a[r.neurons[0]])
		return
	}
	shares := o.Series[program.Probabilities]
	for i, n := range r.neurons {
		v := a[n]
		if v != v {
			f.Raise(&program.Fault{Pos: r.pos, Detail: "the output neuron's value is not a number"})
			return
		}
		shares[r.index[i]] = float64(v)
	}
	o.Entity = o.Elect(r.index, r.cell)
}

// invert gives the cell of a regression's result.
func invert[T real.Float](r *result, activation T) float64 {
	v := float64(activation)
	if r.denormalizer != nil {
		v = float64(T(r.denormalizer.Invert(v)))
	}
	return program.Number(v)
}
