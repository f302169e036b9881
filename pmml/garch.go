package pmml

// GARCH continues a series and its variance.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_GARCH
type GARCH struct {
	Element
	ARMAPart  *ARMAPart
	GARCHPart *GARCHPart
}

// ARMAPart is the part about the series.
type ARMAPart struct {
	Element
	Constant Optional[float64]
	P        int
	Q        int
	AR       *AR
	MA       *MA
}

// GARCHPart is the part about the variance.
type GARCHPart struct {
	Element
	Constant                   Optional[float64]
	GP                         int
	GQ                         int
	ResidualSquareCoefficients *ResidualSquareCoefficients
	VarianceCoefficients       *VarianceCoefficients
}

// ResidualSquareCoefficients holds the coefficients of past squared residuals.
type ResidualSquareCoefficients struct {
	Element
	Residuals      *Residuals
	MACoefficients *MACoefficients
}

// VarianceCoefficients holds the coefficients of past variances.
type VarianceCoefficients struct {
	Element
	PastVariances  *PastVariances
	MACoefficients *MACoefficients
}

// PastVariances holds the last variances.
type PastVariances struct {
	Element
	Array *NumArray
}

func (g *GARCH) decode(d *decoder) {
	d.begin(&g.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ARMAPart"):
			one(d, &g.ARMAPart)
		case d.is("GARCHPart"):
			one(d, &g.GARCHPart)
		default:
			d.unknown()
		}
	}
	switch {
	case g.ARMAPart == nil:
		d.missing("ARMAPart")
	case g.GARCHPart == nil:
		d.missing("GARCHPart")
	}
}

func (a *ARMAPart) decode(d *decoder) {
	d.begin(&a.Element)
	a.Constant = d.number("constant")
	a.P = d.needInteger("p")
	a.Q = d.needInteger("q")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("AR"):
			one(d, &a.AR)
		case d.is("MA"):
			one(d, &a.MA)
		default:
			d.unknown()
		}
	}
	switch {
	case a.AR == nil:
		d.missing("AR")
	case a.MA == nil:
		d.missing("MA")
	}
}

func (g *GARCHPart) decode(d *decoder) {
	d.begin(&g.Element)
	g.Constant = d.number("constant")
	g.GP = d.needInteger("gp")
	g.GQ = d.needInteger("gq")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ResidualSquareCoefficients"):
			one(d, &g.ResidualSquareCoefficients)
		case d.is("VarianceCoefficients"):
			one(d, &g.VarianceCoefficients)
		default:
			d.unknown()
		}
	}
	switch {
	case g.ResidualSquareCoefficients == nil:
		d.missing("ResidualSquareCoefficients")
	case g.VarianceCoefficients == nil:
		d.missing("VarianceCoefficients")
	}
}

func (r *ResidualSquareCoefficients) decode(d *decoder) {
	d.begin(&r.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Residuals"):
			one(d, &r.Residuals)
		case d.is("MACoefficients"):
			one(d, &r.MACoefficients)
		default:
			d.unknown()
		}
	}
}

func (v *VarianceCoefficients) decode(d *decoder) {
	d.begin(&v.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PastVariances"):
			one(d, &v.PastVariances)
		case d.is("MACoefficients"):
			one(d, &v.MACoefficients)
		default:
			d.unknown()
		}
	}
}

func (p *PastVariances) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &p.Array)
		default:
			d.unknown()
		}
	}
	if p.Array == nil {
		d.missing("Array")
	}
}
