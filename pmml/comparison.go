package pmml

// ComparisonMeasure says how a distance or similarity is computed.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/ClusteringModel.html#xsdElement_ComparisonMeasure
type ComparisonMeasure struct {
	Element
	Kind            ComparisonMeasureKind `pmml:",need"`
	CompareFunction CompareFunction
	Minimum         Optional[float64]
	Maximum         Optional[float64]
	Measure         Measure `pmml:",need"`
}

// Measure is one of *Euclidean, *SquaredEuclidean, *Chebychev, *CityBlock,
// *Minkowski, *SimpleMatching, *Jaccard, *Tanimoto and *BinarySimilarity: a
// distance or similarity of two records. No other type can implement it.
//
//pmml:group measure Euclidean SquaredEuclidean Chebychev CityBlock Minkowski SimpleMatching Jaccard Tanimoto BinarySimilarity
type Measure interface {
	Node
	measure()
}

// Euclidean (euclidean) is the square root of the sum of squares.
//
//pmml:element euclidean
type Euclidean struct {
	Element
}

// SquaredEuclidean (squaredEuclidean) is the sum of squares.
//
//pmml:element squaredEuclidean
type SquaredEuclidean struct {
	Element
}

// Chebychev (chebychev) is the greatest of the differences.
//
//pmml:element chebychev
type Chebychev struct {
	Element
}

// CityBlock (cityBlock) is the sum of the differences.
//
//pmml:element cityBlock
type CityBlock struct {
	Element
}

// Minkowski (minkowski) is the root of order PParameter of the sum of powers.
//
//pmml:element minkowski
type Minkowski struct {
	Element
	PParameter float64 `pmml:"p-parameter"`
}

// SimpleMatching (simpleMatching) is the share of fields that agree.
//
//pmml:element simpleMatching
type SimpleMatching struct {
	Element
}

// Jaccard (jaccard) is the share of fields that are set in both, of those set
// in any.
//
//pmml:element jaccard
type Jaccard struct {
	Element
}

// Tanimoto (tanimoto) is the share of fields that agree, where those that
// differ count twice.
//
//pmml:element tanimoto
type Tanimoto struct {
	Element
}

// BinarySimilarity (binarySimilarity) is a ratio of two weighted counts of the
// fields set in both, one or none.
//
//pmml:element binarySimilarity
type BinarySimilarity struct {
	Element
	C00Parameter float64 `pmml:"c00-parameter"`
	C01Parameter float64 `pmml:"c01-parameter"`
	C10Parameter float64 `pmml:"c10-parameter"`
	C11Parameter float64 `pmml:"c11-parameter"`
	D00Parameter float64 `pmml:"d00-parameter"`
	D01Parameter float64 `pmml:"d01-parameter"`
	D10Parameter float64 `pmml:"d10-parameter"`
	D11Parameter float64 `pmml:"d11-parameter"`
}

// CompareFunction (COMPARE-FUNCTION) is how two values of one field are
// compared.
//
//pmml:words absDiff gaussSim delta equal table
type CompareFunction uint8

// The values of CompareFunction.
const (
	CompareFunctionAbsDiff CompareFunction = iota + 1
	CompareFunctionGaussSim
	CompareFunctionDelta
	CompareFunctionEqual
	CompareFunctionTable
)

// ComparisonMeasureKind (ComparisonMeasure@kind) is whether small or great
// values mean that two records are alike.
//
//pmml:words distance similarity
type ComparisonMeasureKind uint8

// The values of ComparisonMeasureKind.
const (
	ComparisonMeasureKindDistance ComparisonMeasureKind = iota + 1
	ComparisonMeasureKindSimilarity
)
