package pmml

func (m *BayesianNetworkModel) encode(e *encoder) {
	e.begin("BayesianNetworkModel", &m.Element)
	m.encodeAttributes(e)
	word(e, "modelType", bayesianNetworkModelTypeNames, m.ModelType)
	word(e, "inferenceMethod", inferenceMethodNames, m.InferenceMethod)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "BayesianNetworkNodes", m.BayesianNetworkNodes)
	m.encodeTail(e)
	e.end()
}

func (b *BayesianNetworkNodes) encode(e *encoder) {
	e.begin("BayesianNetworkNodes", &b.Element)
	e.endAttributes()
	writeNodes(e, b.Nodes)
	e.end()
}

func (x *DiscreteNode) encode(e *encoder) {
	e.begin("DiscreteNode", &x.Element)
	e.needText("name", x.Name)
	e.number("count", x.Count)
	e.endAttributes()
	writeMany(e, x.DerivedFields)
	writeMany(e, x.DiscreteConditionalProbabilities)
	writeValues(e, x.ValueProbabilities)
	e.end()
}

func (c *ContinuousNode) encode(e *encoder) {
	e.begin("ContinuousNode", &c.Element)
	e.needText("name", c.Name)
	e.number("count", c.Count)
	e.endAttributes()
	writeMany(e, c.DerivedFields)
	writeMany(e, c.ContinuousConditionalProbabilities)
	writeMany(e, c.ContinuousDistributions)
	e.end()
}

func (x *DiscreteConditionalProbability) encode(e *encoder) {
	e.begin("DiscreteConditionalProbability", &x.Element)
	e.number("count", x.Count)
	e.endAttributes()
	writeValues(e, x.ParentValues)
	writeValues(e, x.ValueProbabilities)
	e.end()
}

func (c *ContinuousConditionalProbability) encode(e *encoder) {
	e.begin("ContinuousConditionalProbability", &c.Element)
	e.number("count", c.Count)
	e.endAttributes()
	writeValues(e, c.ParentValues)
	writeMany(e, c.ContinuousDistributions)
	e.end()
}

func (p *ParentValue) encode(e *encoder) {
	e.begin("ParentValue", &p.Element)
	e.needText("parent", p.Parent)
	e.needText("value", p.Value)
	e.endAttributes()
	e.end()
}

func (v *ValueProbability) encode(e *encoder) {
	e.begin("ValueProbability", &v.Element)
	e.needText("value", v.Value)
	e.needNumber("probability", v.Probability)
	e.endAttributes()
	e.end()
}

func (c *ContinuousDistribution) encode(e *encoder) {
	e.begin("ContinuousDistribution", &c.Element)
	e.endAttributes()
	writeNeededNode(e, "of the distributions", c.Distribution)
	e.end()
}

func (t *TriangularDistributionForBN) encode(e *encoder) {
	e.begin("TriangularDistributionForBN", &t.Element)
	e.endAttributes()
	writeNeeded(e, "Mean", t.Mean)
	writeNeeded(e, "Lower", t.Lower)
	writeNeeded(e, "Upper", t.Upper)
	e.end()
}

func (n *NormalDistributionForBN) encode(e *encoder) {
	e.begin("NormalDistributionForBN", &n.Element)
	e.endAttributes()
	writeNeeded(e, "Mean", n.Mean)
	writeNeeded(e, "Variance", n.Variance)
	e.end()
}

func (l *LognormalDistributionForBN) encode(e *encoder) {
	e.begin("LognormalDistributionForBN", &l.Element)
	e.endAttributes()
	writeNeeded(e, "Mean", l.Mean)
	writeNeeded(e, "Variance", l.Variance)
	e.end()
}

func (u *UniformDistributionForBN) encode(e *encoder) {
	e.begin("UniformDistributionForBN", &u.Element)
	e.endAttributes()
	writeNeeded(e, "Lower", u.Lower)
	writeNeeded(e, "Upper", u.Upper)
	e.end()
}

func (m *Mean) encode(e *encoder) {
	e.begin("Mean", &m.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", m.Expression)
	e.end()
}

func (l *Lower) encode(e *encoder) {
	e.begin("Lower", &l.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", l.Expression)
	e.end()
}

func (u *Upper) encode(e *encoder) {
	e.begin("Upper", &u.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", u.Expression)
	e.end()
}

func (v *Variance) encode(e *encoder) {
	e.begin("Variance", &v.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", v.Expression)
	e.end()
}
