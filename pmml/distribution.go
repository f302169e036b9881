package pmml

// AnyDistribution is a distribution of which only the moments are known.
//
// Spec: https://dmg.org/pmml/v4-4-1/BaselineModel.html
type AnyDistribution struct {
	Element
	Mean     float64
	Variance float64
}

// GaussianDistribution is a normal distribution.
type GaussianDistribution struct {
	Element
	Mean     float64
	Variance float64
}

// PoissonDistribution is a Poisson distribution.
type PoissonDistribution struct {
	Element
	Mean float64
}

// UniformDistribution is equally dense between Lower and Upper.
type UniformDistribution struct {
	Element
	Lower float64
	Upper float64
}

// ContinuousDistributionType is one of *AnyDistribution, *GaussianDistribution,
// *PoissonDistribution and *UniformDistribution: a distribution of numbers
// (CONTINUOUS-DISTRIBUTION-TYPES). No other type can implement it.
type ContinuousDistributionType interface {
	Node
	continuousDistributionType()
}

func (*AnyDistribution) continuousDistributionType()      {}
func (*GaussianDistribution) continuousDistributionType() {}
func (*PoissonDistribution) continuousDistributionType()  {}
func (*UniformDistribution) continuousDistributionType()  {}

func (a *AnyDistribution) decode(d *decoder) {
	d.begin(&a.Element)
	a.Mean = d.needNumber("mean")
	a.Variance = d.needNumber("variance")
	d.endAttributes()
	d.noChildren()
}

func (g *GaussianDistribution) decode(d *decoder) {
	d.begin(&g.Element)
	g.Mean = d.needNumber("mean")
	g.Variance = d.needNumber("variance")
	d.endAttributes()
	d.noChildren()
}

func (p *PoissonDistribution) decode(d *decoder) {
	d.begin(&p.Element)
	p.Mean = d.needNumber("mean")
	d.endAttributes()
	d.noChildren()
}

func (u *UniformDistribution) decode(d *decoder) {
	d.begin(&u.Element)
	u.Lower = d.needNumber("lower")
	u.Upper = d.needNumber("upper")
	d.endAttributes()
	d.noChildren()
}

// isContinuousDistributionType says whether the current child is a distribution of numbers.
func (d *decoder) isContinuousDistributionType() bool {
	return d.isOneOf("AnyDistribution", "GaussianDistribution", "PoissonDistribution", "UniformDistribution")
}

// continuousDistributionType decodes the current child, a distribution of numbers.
func (d *decoder) continuousDistributionType() ContinuousDistributionType {
	switch d.current {
	case "AnyDistribution":
		return decodeNew[AnyDistribution](d)
	case "GaussianDistribution":
		return decodeNew[GaussianDistribution](d)
	case "PoissonDistribution":
		return decodeNew[PoissonDistribution](d)
	}
	return decodeNew[UniformDistribution](d)
}
