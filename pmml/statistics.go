package pmml

// ModelStats holds statistics of a model's training data. It has no effect on scoring.
//
// Spec: https://dmg.org/pmml/v4-4-1/Statistics.html
type ModelStats struct {
	Element
	UnivariateStats   []*UnivariateStats
	MultivariateStats []*MultivariateStats
}

// UnivariateStats holds the statistics of one field.
type UnivariateStats struct {
	Element
	Field       Optional[string]
	Weighted    Optional[bool] `pmml:",digit"`
	Counts      *Counts
	NumericInfo *NumericInfo
	DiscrStats  *DiscrStats
	ContStats   *ContStats
	Anova       *Anova
}

// Counts counts the records that a field's statistics are from.
type Counts struct {
	Element
	TotalFreq   float64
	MissingFreq Optional[float64]
	InvalidFreq Optional[float64]
	Cardinality Optional[int]
}

// NumericInfo holds the moments and quantiles of a numeric field.
type NumericInfo struct {
	Element
	Minimum            Optional[float64]
	Maximum            Optional[float64]
	Mean               Optional[float64]
	StandardDeviation  Optional[float64]
	Median             Optional[float64]
	InterQuartileRange Optional[float64]
	Quantiles          []*Quantile
}

// Quantile is one quantile: QuantileLimit percent of the values lie below
// QuantileValue.
type Quantile struct {
	Element
	QuantileLimit float64
	QuantileValue float64
}

// DiscrStats holds the frequencies of a discrete field: an Array of its values
// and an Array of their counts.
type DiscrStats struct {
	Element
	ModalValue Optional[string]
	Arrays     []*Array
}

// ContStats holds a histogram of a continuous field: its Intervals, and Arrays
// of frequencies, sums and sums of squares.
type ContStats struct {
	Element
	TotalValuesSum  Optional[float64]
	TotalSquaresSum Optional[float64]
	Intervals       []*Interval
	Arrays          []*Array
}

// MultivariateStats holds the statistics of a regression's terms.
type MultivariateStats struct {
	Element
	TargetCategory    Optional[string]
	MultivariateStats []*MultivariateStat
}

// MultivariateStat holds the statistics of one term of a regression. Its confidence
// bounds are for ConfidenceLevel, 0.95 where that is left out.
type MultivariateStat struct {
	Element
	Name                 Optional[string]
	Category             Optional[string]
	Exponent             Optional[int]
	IsIntercept          Optional[bool]
	Importance           Optional[float64]
	StdError             Optional[float64]
	TValue               Optional[float64]
	ChiSquareValue       Optional[float64]
	FStatistic           Optional[float64]
	DF                   Optional[float64] `pmml:"dF"`
	PValueAlpha          Optional[float64]
	PValueInitial        Optional[float64]
	PValueFinal          Optional[float64]
	ConfidenceLevel      Optional[float64]
	ConfidenceLowerBound Optional[float64]
	ConfidenceUpperBound Optional[float64]
}

// Anova is an analysis of variance: one row each for Model, Error and Total.
type Anova struct {
	Element
	Target    Optional[string]
	AnovaRows []*AnovaRow
}

// AnovaRow is one row of an analysis of variance.
type AnovaRow struct {
	Element
	Type             AnovaRowType `pmml:",need"`
	SumOfSquares     float64
	DegreesOfFreedom float64
	MeanOfSquares    Optional[float64]
	FValue           Optional[float64]
	PValue           Optional[float64]
}

// Partition holds the statistics of the training records in a part of a model,
// as a cluster or a tree's node.
type Partition struct {
	Element
	Name                string
	Size                Optional[float64]
	PartitionFieldStats []*PartitionFieldStats
}

// PartitionFieldStats holds the statistics of one field in a partition.
type PartitionFieldStats struct {
	Element
	Field       string
	Weighted    Optional[bool] `pmml:",digit"`
	Counts      *Counts
	NumericInfo *NumericInfo
	Arrays      []*Array
}

// AnovaRowType (AnovaRow@type) is what a row of an analysis of variance is about.
//
//pmml:words Model Error Total
type AnovaRowType uint8

// The values of AnovaRowType.
const (
	AnovaRowTypeModel AnovaRowType = iota + 1
	AnovaRowTypeError
	AnovaRowTypeTotal
)
