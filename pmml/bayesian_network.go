package pmml

// BayesianNetworkModel is a graph of variables with the distribution of each,
// given its parents.
//
// Spec: https://dmg.org/pmml/v4-4-1/BayesianNetwork.html
type BayesianNetworkModel struct {
	ModelBase
	ModelType            BayesianNetworkModelType
	InferenceMethod      InferenceMethod
	BayesianNetworkNodes *BayesianNetworkNodes `pmml:",need"`
}

// BayesianNetworkNodes holds the nodes of a network.
type BayesianNetworkNodes struct {
	Element
	Nodes []BayesianNetworkNode
}

// DiscreteNode is a variable with values. It has ValueProbabilities where it
// has no parents, else DiscreteConditionalProbabilities.
type DiscreteNode struct {
	Element
	Name                             string
	Count                            Optional[float64]
	DerivedFields                    []*DerivedField
	DiscreteConditionalProbabilities []*DiscreteConditionalProbability
	ValueProbabilities               []ValueProbability
}

// ContinuousNode is a variable with numbers. It has ContinuousDistributions
// where it has no discrete parents, else ContinuousConditionalProbabilities.
type ContinuousNode struct {
	Element
	Name                               string
	Count                              Optional[float64]
	DerivedFields                      []*DerivedField
	ContinuousConditionalProbabilities []*ContinuousConditionalProbability
	ContinuousDistributions            []*ContinuousDistribution
}

// DiscreteConditionalProbability is a variable's distribution, given the values
// of its parents.
type DiscreteConditionalProbability struct {
	Element
	Count              Optional[float64]
	ParentValues       []ParentValue
	ValueProbabilities []ValueProbability
}

// ContinuousConditionalProbability is a variable's distribution, given the
// values of its discrete parents.
type ContinuousConditionalProbability struct {
	Element
	Count                   Optional[float64]
	ParentValues            []ParentValue
	ContinuousDistributions []*ContinuousDistribution
}

// ParentValue is the condition that a parent has a value.
type ParentValue struct {
	Element
	Parent string
	Value  string
}

// ValueProbability is the probability of a value.
type ValueProbability struct {
	Element
	Value       string
	Probability float64
}

// ContinuousDistribution is the distribution of a ContinuousNode.
type ContinuousDistribution struct {
	Element
	Distribution DistributionForBN `pmml:",need"`
}

// TriangularDistributionForBN is a triangular distribution.
type TriangularDistributionForBN struct {
	Element
	Mean  *Mean  `pmml:",need"`
	Lower *Lower `pmml:",need"`
	Upper *Upper `pmml:",need"`
}

// NormalDistributionForBN is a normal distribution.
type NormalDistributionForBN struct {
	Element
	Mean     *Mean     `pmml:",need"`
	Variance *Variance `pmml:",need"`
}

// LognormalDistributionForBN is a distribution whose logarithm is normal.
type LognormalDistributionForBN struct {
	Element
	Mean     *Mean     `pmml:",need"`
	Variance *Variance `pmml:",need"`
}

// UniformDistributionForBN is equally dense between Lower and Upper.
type UniformDistributionForBN struct {
	Element
	Lower *Lower `pmml:",need"`
	Upper *Upper `pmml:",need"`
}

// Mean gives the mean of a distribution.
type Mean struct {
	Element
	Expression Expression `pmml:",need"`
}

// Lower gives the lower end of a distribution.
type Lower struct {
	Element
	Expression Expression `pmml:",need"`
}

// Upper gives the upper end of a distribution.
type Upper struct {
	Element
	Expression Expression `pmml:",need"`
}

// Variance gives the variance of a distribution.
type Variance struct {
	Element
	Expression Expression `pmml:",need"`
}

// BayesianNetworkNode is one of *DiscreteNode and *ContinuousNode: a variable
// of a network. No other type can implement it.
//
//pmml:group node DiscreteNode ContinuousNode
type BayesianNetworkNode interface {
	Node
	bayesianNetworkNode()
}

// DistributionForBN is one of *TriangularDistributionForBN,
// *NormalDistributionForBN, *LognormalDistributionForBN and
// *UniformDistributionForBN: a distribution whose parameters may depend on
// other nodes. No other type can implement it.
//
//pmml:group distribution TriangularDistributionForBN NormalDistributionForBN LognormalDistributionForBN UniformDistributionForBN
type DistributionForBN interface {
	Node
	distributionForBN()
}

// BayesianNetworkModelType (BN-TYPE) is the structure of a network, for
// information.
//
//pmml:words General TAN Markov-blanket
type BayesianNetworkModelType uint8

// The values of BayesianNetworkModelType.
const (
	BayesianNetworkModelTypeGeneral BayesianNetworkModelType = iota + 1
	BayesianNetworkModelTypeTAN
	BayesianNetworkModelTypeMarkovBlanket
)

// InferenceMethod (INFERENCE-TYPE) is how the producer of a network computed
// its results.
//
//pmml:words Other MCMC Exact
type InferenceMethod uint8

// The values of InferenceMethod.
const (
	InferenceMethodOther InferenceMethod = iota + 1
	InferenceMethodMCMC
	InferenceMethodExact
)
