package explain

import "fmt"

// Network is what a neural network computed.
type Network struct {
	Inputs []InputNeuron `json:"inputs"`
	// Layers are summaries, from the first layer to the last.
	Layers  []Layer        `json:"layers,omitempty"`
	Outputs []OutputNeuron `json:"outputs,omitempty"`
	// End says why there is no prediction.
	End string `json:"end,omitempty"`
}

// InputNeuron is an input with its activation.
type InputNeuron struct {
	ID string `json:"id"`
	// Field is what the activation follows from; nil for more than one field.
	Field *Field `json:"field,omitempty"`
	// Value is the activation, nil where it is missing.
	Value *Number `json:"value"`
}

// Layer sums up the activations of a layer.
type Layer struct {
	Neurons int `json:"neurons"`
	// Activation is the activationFunction, Normalization "" where there is none.
	Activation    string `json:"activation"`
	Normalization string `json:"normalization,omitempty"`
	Min           Number `json:"min"`
	Mean          Number `json:"mean"`
	Max           Number `json:"max"`
}

// OutputNeuron is a neuron that a target's value follows from.
type OutputNeuron struct {
	ID string `json:"id"`
	// Category is the one that the neuron stands for, nil for a number.
	Category any `json:"category,omitempty"`
	// Activation is the neuron's own value, Value what it means: a number on the
	// target's scale, or the category's probability.
	Activation Number `json:"activation"`
	Value      Number `json:"value"`
}

func (*Network) key() string { return "network" }

func (*Network) tellsShares() bool { return true }

// write writes the input neurons, a line for each layer, and the output
// neurons.
func (n *Network) write(p *printer) {
	p.line("%s", p.styled(bold, "input neurons"))
	var rows [][]cell
	for _, in := range n.Inputs {
		value := "missing"
		if in.Value != nil {
			value = short(*in.Value)
		}
		row := []cell{{text: in.ID}, {text: value, number: true}}
		if in.Field != nil {
			row = append(row, cell{text: in.Field.Name + " is " + fieldText(*in.Field), style: faint})
		}
		rows = append(rows, row)
	}
	p.inside(func() { p.table(rows) })
	if len(n.Layers) > 0 {
		p.line("%s", p.styled(bold, "layers"))
		rows = nil
		for i, l := range n.Layers {
			what := l.Activation
			if l.Normalization != "" {
				what += ", " + l.Normalization
			}
			rows = append(rows, []cell{
				{text: fmt.Sprint(i + 1), number: true}, {text: fmt.Sprintf("%d neurons", l.Neurons)}, {text: what},
				{text: fmt.Sprintf("from %s to %s, mean %s", short(l.Min), short(l.Max), short(l.Mean)), style: faint},
			})
		}
		p.inside(func() { p.table(rows) })
	}
	if len(n.Outputs) > 0 {
		p.line("%s", p.styled(bold, "output neurons"))
		rows = nil
		for _, o := range n.Outputs {
			row := []cell{{text: o.ID}, {text: short(o.Activation), number: true}}
			switch {
			case o.Category != nil:
				row = append(row, cell{text: "probability of " + text(o.Category)})
			case o.Value != o.Activation:
				row = append(row, cell{text: "which stands for " + exact(o.Value)})
			}
			rows = append(rows, row)
		}
		p.inside(func() { p.table(rows) })
	}
	if n.End != "" {
		p.line("%s", n.End)
	}
}
