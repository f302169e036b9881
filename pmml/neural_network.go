package pmml

// NeuralNetwork is a feed-forward network.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
type NeuralNetwork struct {
	ModelBase
	ActivationFunction  ActivationFunction
	NormalizationMethod NormalizationMethod
	Threshold           Optional[float64]
	Width               Optional[float64]
	Altitude            Optional[float64]
	NumberOfLayers      Optional[int]
	Leakage             Optional[float64] // x-leakage, a vendor's addition
	NeuralInputs        *NeuralInputs
	NeuralLayers        []*NeuralLayer
	NeuralOutputs       *NeuralOutputs
}

// ElementName gives "NeuralNetwork".
func (*NeuralNetwork) ElementName() string { return "NeuralNetwork" }

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
	DerivedField *DerivedField
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
	Leakage             Optional[float64] // x-leakage, a vendor's addition
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
	DerivedField *DerivedField
}

func (n *NeuralNetwork) decode(d *decoder) {
	n.attributes(d)
	n.ActivationFunction = needEnumeration[ActivationFunction](d, "activationFunction", activationFunctionNames)
	n.NormalizationMethod = enumeration[NormalizationMethod](d, "normalizationMethod", normalizationMethodNames)
	n.Threshold = d.number("threshold")
	n.Width = d.number("width")
	n.Altitude = d.number("altitude")
	n.NumberOfLayers = d.integer("numberOfLayers")
	n.Leakage = d.number("x-leakage")
	d.endAttributes()
	for d.child() {
		switch {
		case n.ModelBase.child(d):
		case d.is("NeuralInputs"):
			one(d, &n.NeuralInputs)
		case d.is("NeuralLayer"):
			many(d, &n.NeuralLayers)
		case d.is("NeuralOutputs"):
			one(d, &n.NeuralOutputs)
		default:
			d.unknown()
		}
	}
	n.finish(d)
	if n.NeuralInputs == nil {
		d.missing("NeuralInputs")
	}
}

func (n *NeuralInputs) decode(d *decoder) {
	d.begin(&n.Element)
	n.NumberOfInputs = d.integer("numberOfInputs")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NeuralInput"):
			many(d, &n.NeuralInputs)
		default:
			d.unknown()
		}
	}
}

func (n *NeuralInput) decode(d *decoder) {
	d.begin(&n.Element)
	n.ID = d.needText("id")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			one(d, &n.DerivedField)
		default:
			d.unknown()
		}
	}
	if n.DerivedField == nil {
		d.missing("DerivedField")
	}
}

func (n *NeuralLayer) decode(d *decoder) {
	d.begin(&n.Element)
	n.NumberOfNeurons = d.integer("numberOfNeurons")
	n.ActivationFunction = enumeration[ActivationFunction](d, "activationFunction", activationFunctionNames)
	n.NormalizationMethod = enumeration[NormalizationMethod](d, "normalizationMethod", normalizationMethodNames)
	n.Threshold = d.number("threshold")
	n.Width = d.number("width")
	n.Altitude = d.number("altitude")
	n.Leakage = d.number("x-leakage")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Neuron"):
			many(d, &n.Neurons)
		default:
			d.unknown()
		}
	}
}

func (n *Neuron) decode(d *decoder) {
	d.begin(&n.Element)
	n.ID = d.needText("id")
	n.Bias = d.number("bias")
	n.Width = d.number("width")
	n.Altitude = d.number("altitude")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Con"):
			n.Cons = append(n.Cons, Con{})
			n.Cons[len(n.Cons)-1].decode(d)
		default:
			d.unknown()
		}
	}
}

func (c *Con) decode(d *decoder) {
	d.begin(&c.Element)
	c.From = d.needText("from")
	c.Weight = d.needNumber("weight")
	d.endAttributes()
	d.noChildren()
}

func (n *NeuralOutputs) decode(d *decoder) {
	d.begin(&n.Element)
	n.NumberOfOutputs = d.integer("numberOfOutputs")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NeuralOutput"):
			many(d, &n.NeuralOutputs)
		default:
			d.unknown()
		}
	}
}

func (n *NeuralOutput) decode(d *decoder) {
	d.begin(&n.Element)
	n.OutputNeuron = d.needText("outputNeuron")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			one(d, &n.DerivedField)
		default:
			d.unknown()
		}
	}
	if n.DerivedField == nil {
		d.missing("DerivedField")
	}
}
