package pmml

// GaussianProcessModel predicts a normal distribution from training records and
// a kernel.
//
// Spec: https://dmg.org/pmml/v4-4-1/GaussianProcess.html
type GaussianProcessModel struct {
	ModelBase
	Optimizer         Optional[string]
	Kernel            GaussianProcessKernel `pmml:",need"`
	TrainingInstances *TrainingInstances    `pmml:",need"`
}

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
	Array *NumArray `pmml:",need"`
}

// GaussianProcessKernel is one of *RadialBasisKernel,
// *ARDSquaredExponentialKernel, *AbsoluteExponentialKernel and
// *GeneralizedExponentialKernel: the covariance of two records. No other type
// can implement it.
//
//pmml:group kernel RadialBasisKernel ARDSquaredExponentialKernel AbsoluteExponentialKernel GeneralizedExponentialKernel
type GaussianProcessKernel interface {
	Node
	gaussianProcessKernel()
}
