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
//
//pmml:group distribution AnyDistribution GaussianDistribution PoissonDistribution UniformDistribution
type ContinuousDistributionType interface {
	Node
	continuousDistributionType()
}
