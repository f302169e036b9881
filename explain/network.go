package explain

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
