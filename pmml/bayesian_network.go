package pmml

// BayesianNetworkModel is a graph of variables with the distribution of each,
// given its parents.
//
// Spec: https://dmg.org/pmml/v4-4-1/BayesianNetwork.html
type BayesianNetworkModel struct {
	ModelBase
	ModelType            BayesianNetworkModelType
	InferenceMethod      InferenceMethod
	BayesianNetworkNodes *BayesianNetworkNodes
}

// ElementName gives "BayesianNetworkModel".
func (*BayesianNetworkModel) ElementName() string { return "BayesianNetworkModel" }

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
	Distribution DistributionForBN
}

// TriangularDistributionForBN is a triangular distribution.
type TriangularDistributionForBN struct {
	Element
	Mean  *Mean
	Lower *Lower
	Upper *Upper
}

// NormalDistributionForBN is a normal distribution.
type NormalDistributionForBN struct {
	Element
	Mean     *Mean
	Variance *Variance
}

// LognormalDistributionForBN is a distribution whose logarithm is normal.
type LognormalDistributionForBN struct {
	Element
	Mean     *Mean
	Variance *Variance
}

// UniformDistributionForBN is equally dense between Lower and Upper.
type UniformDistributionForBN struct {
	Element
	Lower *Lower
	Upper *Upper
}

// Mean gives the mean of a distribution.
type Mean struct {
	Element
	Expression Expression
}

// Lower gives the lower end of a distribution.
type Lower struct {
	Element
	Expression Expression
}

// Upper gives the upper end of a distribution.
type Upper struct {
	Element
	Expression Expression
}

// Variance gives the variance of a distribution.
type Variance struct {
	Element
	Expression Expression
}

// BayesianNetworkNode is one of *DiscreteNode and *ContinuousNode: a variable
// of a network. No other type can implement it.
type BayesianNetworkNode interface {
	Node
	bayesianNetworkNode()
}

func (*DiscreteNode) bayesianNetworkNode()   {}
func (*ContinuousNode) bayesianNetworkNode() {}

// DistributionForBN is one of *TriangularDistributionForBN,
// *NormalDistributionForBN, *LognormalDistributionForBN and
// *UniformDistributionForBN: a distribution whose parameters may depend on
// other nodes. No other type can implement it.
type DistributionForBN interface {
	Node
	distributionForBN()
}

func (*TriangularDistributionForBN) distributionForBN() {}
func (*NormalDistributionForBN) distributionForBN()     {}
func (*LognormalDistributionForBN) distributionForBN()  {}
func (*UniformDistributionForBN) distributionForBN()    {}

func (m *BayesianNetworkModel) decode(d *decoder) {
	m.attributes(d)
	m.ModelType = enumeration[BayesianNetworkModelType](d, "modelType", bayesianNetworkModelTypeNames)
	m.InferenceMethod = enumeration[InferenceMethod](d, "inferenceMethod", inferenceMethodNames)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("BayesianNetworkNodes"):
			one(d, &m.BayesianNetworkNodes)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.BayesianNetworkNodes == nil {
		d.missing("BayesianNetworkNodes")
	}
}

func (b *BayesianNetworkNodes) decode(d *decoder) {
	d.begin(&b.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isBayesianNetworkNode():
			b.Nodes = append(b.Nodes, d.bayesianNetworkNode())
		default:
			d.unknown()
		}
	}
}

func (x *DiscreteNode) decode(d *decoder) {
	d.begin(&x.Element)
	x.Name = d.needText("name")
	x.Count = d.number("count")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			many(d, &x.DerivedFields)
		case d.is("DiscreteConditionalProbability"):
			many(d, &x.DiscreteConditionalProbabilities)
		case d.is("ValueProbability"):
			manyValues(d, &x.ValueProbabilities)
		default:
			d.unknown()
		}
	}
}

func (c *ContinuousNode) decode(d *decoder) {
	d.begin(&c.Element)
	c.Name = d.needText("name")
	c.Count = d.number("count")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			many(d, &c.DerivedFields)
		case d.is("ContinuousConditionalProbability"):
			many(d, &c.ContinuousConditionalProbabilities)
		case d.is("ContinuousDistribution"):
			many(d, &c.ContinuousDistributions)
		default:
			d.unknown()
		}
	}
}

func (x *DiscreteConditionalProbability) decode(d *decoder) {
	d.begin(&x.Element)
	x.Count = d.number("count")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ParentValue"):
			manyValues(d, &x.ParentValues)
		case d.is("ValueProbability"):
			manyValues(d, &x.ValueProbabilities)
		default:
			d.unknown()
		}
	}
}

func (c *ContinuousConditionalProbability) decode(d *decoder) {
	d.begin(&c.Element)
	c.Count = d.number("count")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ParentValue"):
			manyValues(d, &c.ParentValues)
		case d.is("ContinuousDistribution"):
			many(d, &c.ContinuousDistributions)
		default:
			d.unknown()
		}
	}
}

func (p *ParentValue) decode(d *decoder) {
	d.begin(&p.Element)
	p.Parent = d.needText("parent")
	p.Value = d.needText("value")
	d.endAttributes()
	d.noChildren()
}

func (v *ValueProbability) decode(d *decoder) {
	d.begin(&v.Element)
	v.Value = d.needText("value")
	v.Probability = d.needNumber("probability")
	d.endAttributes()
	d.noChildren()
}

func (c *ContinuousDistribution) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isDistributionForBN():
			oneOf(d, &c.Distribution, "distribution", d.distributionForBN)
		default:
			d.unknown()
		}
	}
	if c.Distribution == nil {
		d.missing("of the group of distributions")
	}
}

func (t *TriangularDistributionForBN) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Mean"):
			one(d, &t.Mean)
		case d.is("Lower"):
			one(d, &t.Lower)
		case d.is("Upper"):
			one(d, &t.Upper)
		default:
			d.unknown()
		}
	}
	switch {
	case t.Mean == nil:
		d.missing("Mean")
	case t.Lower == nil:
		d.missing("Lower")
	case t.Upper == nil:
		d.missing("Upper")
	}
}

func (n *NormalDistributionForBN) decode(d *decoder) {
	d.begin(&n.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Mean"):
			one(d, &n.Mean)
		case d.is("Variance"):
			one(d, &n.Variance)
		default:
			d.unknown()
		}
	}
	switch {
	case n.Mean == nil:
		d.missing("Mean")
	case n.Variance == nil:
		d.missing("Variance")
	}
}

func (l *LognormalDistributionForBN) decode(d *decoder) {
	d.begin(&l.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Mean"):
			one(d, &l.Mean)
		case d.is("Variance"):
			one(d, &l.Variance)
		default:
			d.unknown()
		}
	}
	switch {
	case l.Mean == nil:
		d.missing("Mean")
	case l.Variance == nil:
		d.missing("Variance")
	}
}

func (u *UniformDistributionForBN) decode(d *decoder) {
	d.begin(&u.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Lower"):
			one(d, &u.Lower)
		case d.is("Upper"):
			one(d, &u.Upper)
		default:
			d.unknown()
		}
	}
	switch {
	case u.Lower == nil:
		d.missing("Lower")
	case u.Upper == nil:
		d.missing("Upper")
	}
}

func (m *Mean) decode(d *decoder) {
	d.begin(&m.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&m.Expression)
		default:
			d.unknown()
		}
	}
	if m.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

func (l *Lower) decode(d *decoder) {
	d.begin(&l.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&l.Expression)
		default:
			d.unknown()
		}
	}
	if l.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

func (u *Upper) decode(d *decoder) {
	d.begin(&u.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&u.Expression)
		default:
			d.unknown()
		}
	}
	if u.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

func (v *Variance) decode(d *decoder) {
	d.begin(&v.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&v.Expression)
		default:
			d.unknown()
		}
	}
	if v.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

// isBayesianNetworkNode says whether the current child is a node of a network.
func (d *decoder) isBayesianNetworkNode() bool {
	return d.isOneOf("DiscreteNode", "ContinuousNode")
}

// bayesianNetworkNode decodes the current child, a node of a network.
func (d *decoder) bayesianNetworkNode() BayesianNetworkNode {
	if d.current == "DiscreteNode" {
		return decodeNew[DiscreteNode](d)
	}
	return decodeNew[ContinuousNode](d)
}

// isDistributionForBN says whether the current child is a distribution of a ContinuousNode.
func (d *decoder) isDistributionForBN() bool {
	return d.isOneOf("TriangularDistributionForBN", "NormalDistributionForBN", "LognormalDistributionForBN", "UniformDistributionForBN")
}

// distributionForBN decodes the current child, a distribution of a ContinuousNode.
func (d *decoder) distributionForBN() DistributionForBN {
	switch d.current {
	case "TriangularDistributionForBN":
		return decodeNew[TriangularDistributionForBN](d)
	case "NormalDistributionForBN":
		return decodeNew[NormalDistributionForBN](d)
	case "LognormalDistributionForBN":
		return decodeNew[LognormalDistributionForBN](d)
	}
	return decodeNew[UniformDistributionForBN](d)
}

// BayesianNetworkModelType (BN-TYPE) is the structure of a network, for
// information.
type BayesianNetworkModelType uint8

// The values of BayesianNetworkModelType.
const (
	BayesianNetworkModelTypeGeneral BayesianNetworkModelType = iota + 1
	BayesianNetworkModelTypeTAN
	BayesianNetworkModelTypeMarkovBlanket
)

var bayesianNetworkModelTypeNames = []string{"", "General", "TAN", "Markov-blanket"}

// String gives the word that the standard uses, "" for a value left out.
func (v BayesianNetworkModelType) String() string {
	return enumName(bayesianNetworkModelTypeNames, uint8(v))
}

// InferenceMethod (INFERENCE-TYPE) is how the producer of a network computed
// its results.
type InferenceMethod uint8

// The values of InferenceMethod.
const (
	InferenceMethodOther InferenceMethod = iota + 1
	InferenceMethodMCMC
	InferenceMethodExact
)

var inferenceMethodNames = []string{"", "Other", "MCMC", "Exact"}

// String gives the word that the standard uses, "" for a value left out.
func (v InferenceMethod) String() string { return enumName(inferenceMethodNames, uint8(v)) }
