package pmml

// GaussianProcessModel predicts a normal distribution from training records and
// a kernel.
//
// Spec: https://dmg.org/pmml/v4-4-1/GaussianProcess.html
type GaussianProcessModel struct {
	ModelBase
	Optimizer         Optional[string]
	Kernel            GaussianProcessKernel
	TrainingInstances *TrainingInstances
}

// ElementName gives "GaussianProcessModel".
func (*GaussianProcessModel) ElementName() string { return "GaussianProcessModel" }

// RadialBasisKernel is a squared exponential with one length scale.
type RadialBasisKernel struct {
	Element
	Description   Optional[string]
	Gamma         Optional[float64]
	NoiseVariance Optional[float64]
	Lambda        Optional[float64]
}

// ARDSquaredExponentialKernel is a squared exponential with a length scale for
// each field.
type ARDSquaredExponentialKernel struct {
	Element
	Description   Optional[string]
	Gamma         Optional[float64]
	NoiseVariance Optional[float64]
	Lambdas       []*Lambda
}

// AbsoluteExponentialKernel is an exponential of absolute differences.
type AbsoluteExponentialKernel struct {
	Element
	Description   Optional[string]
	Gamma         Optional[float64]
	NoiseVariance Optional[float64]
	Lambdas       []*Lambda
}

// GeneralizedExponentialKernel is an exponential of the differences to the
// power Degree.
type GeneralizedExponentialKernel struct {
	Element
	Description   Optional[string]
	Gamma         Optional[float64]
	NoiseVariance Optional[float64]
	Degree        Optional[float64]
	Lambdas       []*Lambda
}

// Lambda holds length scales.
type Lambda struct {
	Element
	Array *NumArray
}

// GaussianProcessKernel is one of *RadialBasisKernel,
// *ARDSquaredExponentialKernel, *AbsoluteExponentialKernel and
// *GeneralizedExponentialKernel: the covariance of two records. No other type
// can implement it.
type GaussianProcessKernel interface {
	Node
	gaussianProcessKernel()
}

func (*RadialBasisKernel) gaussianProcessKernel()            {}
func (*ARDSquaredExponentialKernel) gaussianProcessKernel()  {}
func (*AbsoluteExponentialKernel) gaussianProcessKernel()    {}
func (*GeneralizedExponentialKernel) gaussianProcessKernel() {}

func (m *GaussianProcessModel) decode(d *decoder) {
	m.attributes(d)
	m.Optimizer = d.text("optimizer")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.isGaussianProcessKernel():
			oneOf(d, &m.Kernel, "kernel", d.gaussianProcessKernel)
		case d.is("TrainingInstances"):
			one(d, &m.TrainingInstances)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	switch {
	case m.Kernel == nil:
		d.missing("of the group of kernels")
	case m.TrainingInstances == nil:
		d.missing("TrainingInstances")
	}
}

func (r *RadialBasisKernel) decode(d *decoder) {
	d.begin(&r.Element)
	r.Description = d.text("description")
	r.Gamma = d.number("gamma")
	r.NoiseVariance = d.number("noiseVariance")
	r.Lambda = d.number("lambda")
	d.endAttributes()
	d.noChildren()
}

func (a *ARDSquaredExponentialKernel) decode(d *decoder) {
	d.begin(&a.Element)
	a.Description = d.text("description")
	a.Gamma = d.number("gamma")
	a.NoiseVariance = d.number("noiseVariance")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Lambda"):
			many(d, &a.Lambdas)
		default:
			d.unknown()
		}
	}
}

func (a *AbsoluteExponentialKernel) decode(d *decoder) {
	d.begin(&a.Element)
	a.Description = d.text("description")
	a.Gamma = d.number("gamma")
	a.NoiseVariance = d.number("noiseVariance")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Lambda"):
			many(d, &a.Lambdas)
		default:
			d.unknown()
		}
	}
}

func (g *GeneralizedExponentialKernel) decode(d *decoder) {
	d.begin(&g.Element)
	g.Description = d.text("description")
	g.Gamma = d.number("gamma")
	g.NoiseVariance = d.number("noiseVariance")
	g.Degree = d.number("degree")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Lambda"):
			many(d, &g.Lambdas)
		default:
			d.unknown()
		}
	}
}

func (l *Lambda) decode(d *decoder) {
	d.begin(&l.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &l.Array)
		default:
			d.unknown()
		}
	}
	if l.Array == nil {
		d.missing("Array")
	}
}

// isGaussianProcessKernel says whether the current child is a kernel of a GaussianProcessModel.
func (d *decoder) isGaussianProcessKernel() bool {
	return d.isOneOf("RadialBasisKernel", "ARDSquaredExponentialKernel", "AbsoluteExponentialKernel", "GeneralizedExponentialKernel")
}

// gaussianProcessKernel decodes the current child, a kernel of a GaussianProcessModel.
func (d *decoder) gaussianProcessKernel() GaussianProcessKernel {
	switch d.current {
	case "RadialBasisKernel":
		return decodeNew[RadialBasisKernel](d)
	case "ARDSquaredExponentialKernel":
		return decodeNew[ARDSquaredExponentialKernel](d)
	case "AbsoluteExponentialKernel":
		return decodeNew[AbsoluteExponentialKernel](d)
	}
	return decodeNew[GeneralizedExponentialKernel](d)
}
