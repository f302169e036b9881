package pmml

func (a *AnyDistribution) encode(e *encoder) {
	e.begin("AnyDistribution", &a.Element)
	e.needNumber("mean", a.Mean)
	e.needNumber("variance", a.Variance)
	e.endAttributes()
	e.end()
}

func (g *GaussianDistribution) encode(e *encoder) {
	e.begin("GaussianDistribution", &g.Element)
	e.needNumber("mean", g.Mean)
	e.needNumber("variance", g.Variance)
	e.endAttributes()
	e.end()
}

func (p *PoissonDistribution) encode(e *encoder) {
	e.begin("PoissonDistribution", &p.Element)
	e.needNumber("mean", p.Mean)
	e.endAttributes()
	e.end()
}

func (u *UniformDistribution) encode(e *encoder) {
	e.begin("UniformDistribution", &u.Element)
	e.needNumber("lower", u.Lower)
	e.needNumber("upper", u.Upper)
	e.endAttributes()
	e.end()
}
