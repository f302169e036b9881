package pmml

// ComparisonMeasure says how a distance or similarity is computed.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/ClusteringModel.html#xsdElement_ComparisonMeasure
type ComparisonMeasure struct {
	Element
	Kind            ComparisonMeasureKind
	CompareFunction CompareFunction
	Minimum         Optional[float64]
	Maximum         Optional[float64]
	Measure         Measure
}

// Measure is one of *Euclidean, *SquaredEuclidean, *Chebychev, *CityBlock,
// *Minkowski, *SimpleMatching, *Jaccard, *Tanimoto and *BinarySimilarity: a
// distance or similarity of two records. No other type can implement it.
type Measure interface {
	Node
	measure()
}

func (*Euclidean) measure()        {}
func (*SquaredEuclidean) measure() {}
func (*Chebychev) measure()        {}
func (*CityBlock) measure()        {}
func (*Minkowski) measure()        {}
func (*SimpleMatching) measure()   {}
func (*Jaccard) measure()          {}
func (*Tanimoto) measure()         {}
func (*BinarySimilarity) measure() {}

// Euclidean (euclidean) is the square root of the sum of squares.
type Euclidean struct {
	Element
}

// SquaredEuclidean (squaredEuclidean) is the sum of squares.
type SquaredEuclidean struct {
	Element
}

// Chebychev (chebychev) is the greatest of the differences.
type Chebychev struct {
	Element
}

// CityBlock (cityBlock) is the sum of the differences.
type CityBlock struct {
	Element
}

// Minkowski (minkowski) is the root of order PParameter of the sum of powers.
type Minkowski struct {
	Element
	PParameter float64
}

// SimpleMatching (simpleMatching) is the share of fields that agree.
type SimpleMatching struct {
	Element
}

// Jaccard (jaccard) is the share of fields that are set in both, of those set
// in any.
type Jaccard struct {
	Element
}

// Tanimoto (tanimoto) is the share of fields that agree, where those that
// differ count twice.
type Tanimoto struct {
	Element
}

// BinarySimilarity (binarySimilarity) is a ratio of two weighted counts of the
// fields set in both, one or none.
type BinarySimilarity struct {
	Element
	C00Parameter float64
	C01Parameter float64
	C10Parameter float64
	C11Parameter float64
	D00Parameter float64
	D01Parameter float64
	D10Parameter float64
	D11Parameter float64
}

func (c *ComparisonMeasure) decode(d *decoder) {
	d.begin(&c.Element)
	c.Kind = needEnumeration[ComparisonMeasureKind](d, "kind", comparisonMeasureKindNames)
	c.CompareFunction = enumeration[CompareFunction](d, "compareFunction", compareFunctionNames)
	c.Minimum = d.number("minimum")
	c.Maximum = d.number("maximum")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isMeasure():
			oneOf(d, &c.Measure, "measure", d.measure)
		default:
			d.unknown()
		}
	}
	if c.Measure == nil {
		d.missing("of the group of measures")
	}
}

func (x *Euclidean) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	d.noChildren()
}

func (s *SquaredEuclidean) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	d.noChildren()
}

func (c *Chebychev) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	d.noChildren()
}

func (c *CityBlock) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	d.noChildren()
}

func (m *Minkowski) decode(d *decoder) {
	d.begin(&m.Element)
	m.PParameter = d.needNumber("p-parameter")
	d.endAttributes()
	d.noChildren()
}

func (s *SimpleMatching) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	d.noChildren()
}

func (j *Jaccard) decode(d *decoder) {
	d.begin(&j.Element)
	d.endAttributes()
	d.noChildren()
}

func (t *Tanimoto) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	d.noChildren()
}

func (b *BinarySimilarity) decode(d *decoder) {
	d.begin(&b.Element)
	b.C00Parameter = d.needNumber("c00-parameter")
	b.C01Parameter = d.needNumber("c01-parameter")
	b.C10Parameter = d.needNumber("c10-parameter")
	b.C11Parameter = d.needNumber("c11-parameter")
	b.D00Parameter = d.needNumber("d00-parameter")
	b.D01Parameter = d.needNumber("d01-parameter")
	b.D10Parameter = d.needNumber("d10-parameter")
	b.D11Parameter = d.needNumber("d11-parameter")
	d.endAttributes()
	d.noChildren()
}

// isMeasure says whether the current child is a measure.
func (d *decoder) isMeasure() bool {
	return d.isOneOf("euclidean", "squaredEuclidean", "chebychev", "cityBlock", "minkowski", "simpleMatching", "jaccard", "tanimoto", "binarySimilarity")
}

// measure decodes the current child, a measure.
func (d *decoder) measure() Measure {
	switch d.current {
	case "euclidean":
		return decodeNew[Euclidean](d)
	case "squaredEuclidean":
		return decodeNew[SquaredEuclidean](d)
	case "chebychev":
		return decodeNew[Chebychev](d)
	case "cityBlock":
		return decodeNew[CityBlock](d)
	case "minkowski":
		return decodeNew[Minkowski](d)
	case "simpleMatching":
		return decodeNew[SimpleMatching](d)
	case "jaccard":
		return decodeNew[Jaccard](d)
	case "tanimoto":
		return decodeNew[Tanimoto](d)
	}
	return decodeNew[BinarySimilarity](d)
}

// CompareFunction (COMPARE-FUNCTION) is how two values of one field are
// compared.
type CompareFunction uint8

// The values of CompareFunction.
const (
	CompareFunctionAbsDiff CompareFunction = iota + 1
	CompareFunctionGaussSim
	CompareFunctionDelta
	CompareFunctionEqual
	CompareFunctionTable
)

var compareFunctionNames = []string{"", "absDiff", "gaussSim", "delta", "equal", "table"}

// String gives the word that the standard uses, "" for a value left out.
func (v CompareFunction) String() string { return enumName(compareFunctionNames, uint8(v)) }

// ComparisonMeasureKind (ComparisonMeasure@kind) is whether small or great
// values mean that two records are alike.
type ComparisonMeasureKind uint8

// The values of ComparisonMeasureKind.
const (
	ComparisonMeasureKindDistance ComparisonMeasureKind = iota + 1
	ComparisonMeasureKindSimilarity
)

var comparisonMeasureKindNames = []string{"", "distance", "similarity"}

// String gives the word that the standard uses, "" for a value left out.
func (v ComparisonMeasureKind) String() string { return enumName(comparisonMeasureKindNames, uint8(v)) }
