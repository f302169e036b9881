package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.NeuralNetwork]{
	Compile: Compile,
	Counts: []compile.Counted{
		{Key: "layers", One: "layer", Many: "layers"}, {Key: "neurons", One: "neuron", Many: "neurons"}, compile.Parameters,
	},
	Count: count,
	Check: checkModel,
}

func count(s *compile.Size, m *pmml.NeuralNetwork) {
	s.Add("layers", len(m.NeuralLayers))
	for _, l := range m.NeuralLayers {
		s.Add("neurons", len(l.Neurons))
		parameters := 0
		for _, n := range l.Neurons {
			parameters += len(n.Cons)
			if n.Bias.IsSet() {
				parameters++
			}
		}
		s.Add(compile.Parameters.Key, parameters)
	}
}
