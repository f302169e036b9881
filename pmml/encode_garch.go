package pmml

func (g *GARCH) encode(e *encoder) {
	e.begin("GARCH", &g.Element)
	e.endAttributes()
	writeNeeded(e, "ARMAPart", g.ARMAPart)
	writeNeeded(e, "GARCHPart", g.GARCHPart)
	e.end()
}

func (a *ARMAPart) encode(e *encoder) {
	e.begin("ARMAPart", &a.Element)
	e.number("constant", a.Constant)
	e.needInteger("p", a.P)
	e.needInteger("q", a.Q)
	e.endAttributes()
	writeNeeded(e, "AR", a.AR)
	writeNeeded(e, "MA", a.MA)
	e.end()
}

func (g *GARCHPart) encode(e *encoder) {
	e.begin("GARCHPart", &g.Element)
	e.number("constant", g.Constant)
	e.needInteger("gp", g.GP)
	e.needInteger("gq", g.GQ)
	e.endAttributes()
	writeNeeded(e, "ResidualSquareCoefficients", g.ResidualSquareCoefficients)
	writeNeeded(e, "VarianceCoefficients", g.VarianceCoefficients)
	e.end()
}

func (r *ResidualSquareCoefficients) encode(e *encoder) {
	e.begin("ResidualSquareCoefficients", &r.Element)
	e.endAttributes()
	writeOne(e, r.Residuals)
	writeOne(e, r.MACoefficients)
	e.end()
}

func (v *VarianceCoefficients) encode(e *encoder) {
	e.begin("VarianceCoefficients", &v.Element)
	e.endAttributes()
	writeOne(e, v.PastVariances)
	writeOne(e, v.MACoefficients)
	e.end()
}

func (p *PastVariances) encode(e *encoder) {
	e.begin("PastVariances", &p.Element)
	e.endAttributes()
	writeNeeded(e, "Array", p.Array)
	e.end()
}
