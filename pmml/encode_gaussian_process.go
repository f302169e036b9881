package pmml

func (m *GaussianProcessModel) encode(e *encoder) {
	e.begin("GaussianProcessModel", &m.Element)
	m.encodeAttributes(e)
	e.text("optimizer", m.Optimizer)
	e.endAttributes()
	m.encodeHead(e)
	writeNeededNode(e, "of the kernels", m.Kernel)
	writeNeeded(e, "TrainingInstances", m.TrainingInstances)
	m.encodeTail(e)
	e.end()
}

func (r *RadialBasisKernel) encode(e *encoder) {
	e.begin("RadialBasisKernel", &r.Element)
	e.text("description", r.Description)
	e.number("gamma", r.Gamma)
	e.number("noiseVariance", r.NoiseVariance)
	e.number("lambda", r.Lambda)
	e.endAttributes()
	e.end()
}

func (a *ARDSquaredExponentialKernel) encode(e *encoder) {
	e.begin("ARDSquaredExponentialKernel", &a.Element)
	e.text("description", a.Description)
	e.number("gamma", a.Gamma)
	e.number("noiseVariance", a.NoiseVariance)
	e.endAttributes()
	writeMany(e, a.Lambdas)
	e.end()
}

func (a *AbsoluteExponentialKernel) encode(e *encoder) {
	e.begin("AbsoluteExponentialKernel", &a.Element)
	e.text("description", a.Description)
	e.number("gamma", a.Gamma)
	e.number("noiseVariance", a.NoiseVariance)
	e.endAttributes()
	writeMany(e, a.Lambdas)
	e.end()
}

func (g *GeneralizedExponentialKernel) encode(e *encoder) {
	e.begin("GeneralizedExponentialKernel", &g.Element)
	e.text("description", g.Description)
	e.number("gamma", g.Gamma)
	e.number("noiseVariance", g.NoiseVariance)
	e.number("degree", g.Degree)
	e.endAttributes()
	writeMany(e, g.Lambdas)
	e.end()
}

func (l *Lambda) encode(e *encoder) {
	e.begin("Lambda", &l.Element)
	e.endAttributes()
	writeNeeded(e, "Array", l.Array)
	e.end()
}
