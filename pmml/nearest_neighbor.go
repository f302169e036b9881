package pmml

// NearestNeighborModel predicts from the training records nearest to a record.
//
// Spec: https://dmg.org/pmml/v4-4-1/KNN.html
type NearestNeighborModel struct {
	ModelBase
	NumberOfNeighbors        int
	ContinuousScoringMethod  ContScoringMethod
	CategoricalScoringMethod CatScoringMethod
	InstanceIDVariable       Optional[string] `pmml:"instanceIdVariable"`
	Threshold                Optional[float64]
	TrainingInstances        *TrainingInstances `pmml:",need"`
	ComparisonMeasure        *ComparisonMeasure `pmml:",need"`
	KNNInputs                *KNNInputs         `pmml:",need"`
}

// TrainingInstances holds training records: a table, and the fields that its
// columns are about.
type TrainingInstances struct {
	Element
	IsTransformed  Optional[bool]
	RecordCount    Optional[int]
	FieldCount     Optional[int]
	InstanceFields *InstanceFields `pmml:",need"`
	TableLocator   *TableLocator
	InlineTable    *InlineTable
}

// InstanceFields lists the columns of the training records.
type InstanceFields struct {
	Element
	InstanceFields []*InstanceField
}

// InstanceField ties a column of the training records to a field.
type InstanceField struct {
	Element
	Field  string
	Column Optional[string]
}

// KNNInputs lists the fields that records are compared by.
type KNNInputs struct {
	Element
	KNNInputs []*KNNInput
}

// KNNInput is a field that records are compared by.
type KNNInput struct {
	Element
	Field           string
	FieldWeight     Optional[float64]
	CompareFunction CompareFunction
}

// ContScoringMethod (CONT-SCORING-METHOD) is how neighbors' numbers become the
// prediction.
//
//pmml:words median average weightedAverage
type ContScoringMethod uint8

// The values of ContScoringMethod.
const (
	ContScoringMethodMedian ContScoringMethod = iota + 1
	ContScoringMethodAverage
	ContScoringMethodWeightedAverage
)

// CatScoringMethod (CAT-SCORING-METHOD) is how neighbors' categories become the
// prediction.
//
//pmml:words majorityVote weightedMajorityVote
type CatScoringMethod uint8

// The values of CatScoringMethod.
const (
	CatScoringMethodMajorityVote CatScoringMethod = iota + 1
	CatScoringMethodWeightedMajorityVote
)
