package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel compares counts with what is there.
func checkModel(c *check.Checker, m *pmml.NeuralNetwork) {
	c.Count(m, "numberOfLayers", m.NumberOfLayers, len(m.NeuralLayers), "NeuralLayer")
	if in := m.NeuralInputs; in != nil {
		c.Count(in, "numberOfInputs", in.NumberOfInputs, len(in.NeuralInputs), "NeuralInput")
	}
	for _, l := range m.NeuralLayers {
		c.Count(l, "numberOfNeurons", l.NumberOfNeurons, len(l.Neurons), "Neuron")
	}
	if out := m.NeuralOutputs; out != nil {
		c.Count(out, "numberOfOutputs", out.NumberOfOutputs, len(out.NeuralOutputs), "NeuralOutput")
	}
}
