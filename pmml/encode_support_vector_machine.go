package pmml

func (m *SupportVectorMachineModel) encode(e *encoder) {
	e.begin("SupportVectorMachineModel", &m.Element)
	m.encodeAttributes(e)
	e.number("threshold", m.Threshold)
	word(e, "svmRepresentation", svmRepresentationNames, m.SVMRepresentation)
	word(e, "classificationMethod", svmClassificationMethodNames, m.ClassificationMethod)
	e.boolean("maxWins", m.MaxWins)
	e.text("alternateBinaryTargetCategory", m.AlternateBinaryTargetCategory)
	e.endAttributes()
	m.encodeHead(e)
	writeNeededNode(e, "of the kernels", m.Kernel)
	writeNeeded(e, "VectorDictionary", m.VectorDictionary)
	writeMany(e, m.SupportVectorMachines)
	m.encodeTail(e)
	e.end()
}

func (l *LinearKernelType) encode(e *encoder) {
	e.begin("LinearKernelType", &l.Element)
	e.text("description", l.Description)
	e.endAttributes()
	e.end()
}

func (p *PolynomialKernelType) encode(e *encoder) {
	e.begin("PolynomialKernelType", &p.Element)
	e.text("description", p.Description)
	e.number("gamma", p.Gamma)
	e.number("coef0", p.Coef0)
	e.number("degree", p.Degree)
	e.endAttributes()
	e.end()
}

func (r *RadialBasisKernelType) encode(e *encoder) {
	e.begin("RadialBasisKernelType", &r.Element)
	e.text("description", r.Description)
	e.number("gamma", r.Gamma)
	e.endAttributes()
	e.end()
}

func (s *SigmoidKernelType) encode(e *encoder) {
	e.begin("SigmoidKernelType", &s.Element)
	e.text("description", s.Description)
	e.number("gamma", s.Gamma)
	e.number("coef0", s.Coef0)
	e.endAttributes()
	e.end()
}

func (v *VectorDictionary) encode(e *encoder) {
	e.begin("VectorDictionary", &v.Element)
	e.integer("numberOfVectors", v.NumberOfVectors)
	e.endAttributes()
	writeNeeded(e, "VectorFields", v.VectorFields)
	writeMany(e, v.VectorInstances)
	e.end()
}

func (v *VectorFields) encode(e *encoder) {
	e.begin("VectorFields", &v.Element)
	e.integer("numberOfFields", v.NumberOfFields)
	e.endAttributes()
	writeNodes(e, v.Fields)
	e.end()
}

func (v *VectorInstance) encode(e *encoder) {
	e.begin("VectorInstance", &v.Element)
	e.needText("id", v.ID)
	e.endAttributes()
	writeNeededNode(e, "of the vectors", v.Vector)
	e.end()
}

func (s *SupportVectorMachine) encode(e *encoder) {
	e.begin("SupportVectorMachine", &s.Element)
	e.text("targetCategory", s.TargetCategory)
	e.text("alternateTargetCategory", s.AlternateTargetCategory)
	e.number("threshold", s.Threshold)
	e.endAttributes()
	writeOne(e, s.SupportVectors)
	writeNeeded(e, "Coefficients", s.Coefficients)
	e.end()
}

func (s *SupportVectors) encode(e *encoder) {
	e.begin("SupportVectors", &s.Element)
	e.integer("numberOfSupportVectors", s.NumberOfSupportVectors)
	e.integer("numberOfAttributes", s.NumberOfAttributes)
	e.endAttributes()
	writeValues(e, s.SupportVectors)
	e.end()
}

func (s *SupportVector) encode(e *encoder) {
	e.begin("SupportVector", &s.Element)
	e.needText("vectorId", s.VectorID)
	e.endAttributes()
	e.end()
}

func (c *Coefficients) encode(e *encoder) {
	e.begin("Coefficients", &c.Element)
	e.integer("numberOfCoefficients", c.NumberOfCoefficients)
	e.number("absoluteValue", c.AbsoluteValue)
	e.endAttributes()
	writeValues(e, c.Coefficients)
	e.end()
}

func (c *Coefficient) encode(e *encoder) {
	e.begin("Coefficient", &c.Element)
	e.number("value", c.Value)
	e.endAttributes()
	e.end()
}
