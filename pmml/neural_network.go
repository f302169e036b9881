package pmml

// NeuralNetwork is a feed-forward network.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
type NeuralNetwork struct {
	ModelBase
	ActivationFunction  ActivationFunction `pmml:",need"`
	NormalizationMethod NormalizationMethod
	Threshold           Optional[float64]
	Width               Optional[float64]
	Altitude            Optional[float64]
	NumberOfLayers      Optional[int]
	Leakage             Optional[float64] `pmml:"x-leakage"` // x-leakage, a vendor's addition
	NeuralInputs        *NeuralInputs     `pmml:",need"`
	NeuralLayers        []*NeuralLayer
	NeuralOutputs       *NeuralOutputs
}

// NeuralInputs holds a network's inputs.
type NeuralInputs struct {
	Element
	NumberOfInputs Optional[int]
	NeuralInputs   []*NeuralInput
}

// NeuralInput is an input neuron.
type NeuralInput struct {
	Element
	ID           string
	DerivedField *DerivedField `pmml:",need"`
}

// NeuralLayer is a layer of neurons. What it leaves out, the network gives.
type NeuralLayer struct {
	Element
	NumberOfNeurons     Optional[int]
	ActivationFunction  ActivationFunction
	NormalizationMethod NormalizationMethod
	Threshold           Optional[float64]
	Width               Optional[float64]
	Altitude            Optional[float64]
	Leakage             Optional[float64] `pmml:"x-leakage"` // x-leakage, a vendor's addition
	Neurons             []*Neuron
}

// Neuron is a neuron of a layer.
type Neuron struct {
	Element
	ID       string
	Bias     Optional[float64]
	Width    Optional[float64]
	Altitude Optional[float64]
	Cons     []Con
}

// Con is a connection from an earlier neuron.
type Con struct {
	Element
	From   string
	Weight float64
}

// NeuralOutputs ties output neurons to target fields.
type NeuralOutputs struct {
	Element
	NumberOfOutputs Optional[int]
	NeuralOutputs   []*NeuralOutput
}

// NeuralOutput ties an output neuron to a target field.
type NeuralOutput struct {
	Element
	OutputNeuron string
	DerivedField *DerivedField `pmml:",need"`
}
