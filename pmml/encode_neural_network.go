package pmml

func (n *NeuralNetwork) encode(e *encoder) {
	e.begin("NeuralNetwork", &n.Element)
	n.encodeAttributes(e)
	needWord(e, "activationFunction", activationFunctionNames, n.ActivationFunction)
	word(e, "normalizationMethod", normalizationMethodNames, n.NormalizationMethod)
	e.number("threshold", n.Threshold)
	e.number("width", n.Width)
	e.number("altitude", n.Altitude)
	e.integer("numberOfLayers", n.NumberOfLayers)
	e.number("x-leakage", n.Leakage)
	e.endAttributes()
	n.encodeHead(e)
	writeNeeded(e, "NeuralInputs", n.NeuralInputs)
	writeMany(e, n.NeuralLayers)
	writeOne(e, n.NeuralOutputs)
	n.encodeTail(e)
	e.end()
}

func (n *NeuralInputs) encode(e *encoder) {
	e.begin("NeuralInputs", &n.Element)
	e.integer("numberOfInputs", n.NumberOfInputs)
	e.endAttributes()
	writeMany(e, n.NeuralInputs)
	e.end()
}

func (n *NeuralInput) encode(e *encoder) {
	e.begin("NeuralInput", &n.Element)
	e.needText("id", n.ID)
	e.endAttributes()
	writeNeeded(e, "DerivedField", n.DerivedField)
	e.end()
}

func (n *NeuralLayer) encode(e *encoder) {
	e.begin("NeuralLayer", &n.Element)
	e.integer("numberOfNeurons", n.NumberOfNeurons)
	word(e, "activationFunction", activationFunctionNames, n.ActivationFunction)
	word(e, "normalizationMethod", normalizationMethodNames, n.NormalizationMethod)
	e.number("threshold", n.Threshold)
	e.number("width", n.Width)
	e.number("altitude", n.Altitude)
	e.number("x-leakage", n.Leakage)
	e.endAttributes()
	writeMany(e, n.Neurons)
	e.end()
}

func (n *Neuron) encode(e *encoder) {
	e.begin("Neuron", &n.Element)
	e.needText("id", n.ID)
	e.number("bias", n.Bias)
	e.number("width", n.Width)
	e.number("altitude", n.Altitude)
	e.endAttributes()
	writeValues(e, n.Cons)
	e.end()
}

func (c *Con) encode(e *encoder) {
	e.begin("Con", &c.Element)
	e.needText("from", c.From)
	e.needNumber("weight", c.Weight)
	e.endAttributes()
	e.end()
}

func (n *NeuralOutputs) encode(e *encoder) {
	e.begin("NeuralOutputs", &n.Element)
	e.integer("numberOfOutputs", n.NumberOfOutputs)
	e.endAttributes()
	writeMany(e, n.NeuralOutputs)
	e.end()
}

func (n *NeuralOutput) encode(e *encoder) {
	e.begin("NeuralOutput", &n.Element)
	e.needText("outputNeuron", n.OutputNeuron)
	e.endAttributes()
	writeNeeded(e, "DerivedField", n.DerivedField)
	e.end()
}
