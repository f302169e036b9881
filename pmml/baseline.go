package pmml

// BaselineModel tests whether a stream of records has left a known
// distribution.
//
// Spec: https://dmg.org/pmml/v4-4-1/BaselineModel.html
type BaselineModel struct {
	ModelBase
	TestDistributions *TestDistributions `pmml:",need"`
}

// TestDistributions is the test: its statistic, and the distributions that it
// compares.
type TestDistributions struct {
	Element
	Field               string
	TestStatistic       BaselineTestStatistic `pmml:",need"`
	ResetValue          Optional[float64]
	WindowSize          Optional[int]
	WeightField         Optional[string]
	NormalizationScheme Optional[string]
	Baseline            *Baseline `pmml:",need"`
	Alternate           *Alternate
}

// Baseline is the distribution that records are expected to have: a
// Distribution, or the FieldRefs of two or more fields that are expected to be
// independent.
type Baseline struct {
	Element
	Distribution BaselineDistribution
	FieldRefs    []*FieldRef
}

// Alternate is the distribution that records have after a change.
type Alternate struct {
	Element
	Distribution ContinuousDistributionType `pmml:",need"`
}

// CountTable is a discrete distribution, given by counts.
type CountTable struct{ CountTableType }

// NormalizedCountTable is a discrete distribution, given by counts divided by
// their sum.
type NormalizedCountTable struct{ CountTableType }

// CountTableType (COUNT-TABLE-TYPE) is what CountTable and NormalizedCountTable
// have in common. It holds FieldValues or FieldValueCounts.
//
//pmml:base
type CountTableType struct {
	Element
	Sample           Optional[float64]
	FieldValues      []*FieldValue
	FieldValueCounts []FieldValueCount
}

// FieldValue says that Field has Value in all the cells inside, which are
// FieldValues or FieldValueCounts.
type FieldValue struct {
	Element
	Field            string
	Value            string
	FieldValues      []*FieldValue
	FieldValueCounts []FieldValueCount
}

// FieldValueCount is the count of a cell of a table.
type FieldValueCount struct {
	Element
	Field string
	Value string
	Count float64
}

// BaselineDistribution is one of *AnyDistribution, *GaussianDistribution,
// *PoissonDistribution, *UniformDistribution, *CountTable and
// *NormalizedCountTable: a distribution that a Baseline may have. No other type
// can implement it.
//
//pmml:group distribution AnyDistribution GaussianDistribution PoissonDistribution UniformDistribution CountTable NormalizedCountTable
type BaselineDistribution interface {
	Node
	baselineDistribution()
}

// BaselineTestStatistic (BASELINE-TEST-STATISTIC) is the statistic of a
// BaselineModel.
//
//pmml:words zValue chiSquareIndependence chiSquareDistribution CUSUM scalarProduct
type BaselineTestStatistic uint8

// The values of BaselineTestStatistic.
const (
	BaselineTestStatisticZValue BaselineTestStatistic = iota + 1
	BaselineTestStatisticChiSquareIndependence
	BaselineTestStatisticChiSquareDistribution
	BaselineTestStatisticCUSUM
	BaselineTestStatisticScalarProduct
)
