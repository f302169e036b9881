package pmml

// AnomalyDetectionModel says how unusual a record is, by the result of the
// model inside it.
//
// Spec: https://dmg.org/pmml/v4-4-1/AnomalyDetectionModel.html
type AnomalyDetectionModel struct {
	ModelBase            `pmml:",whole"`
	AlgorithmType        AlgorithmType `pmml:",need"`
	SampleDataSize       Optional[string]
	Model                Model `pmml:",need"`
	MeanClusterDistances *MeanClusterDistances
}

// MeanClusterDistances holds, for each cluster of the model inside, the mean
// distance of the training records from the center.
type MeanClusterDistances struct {
	Element
	Array *NumArray `pmml:",need"`
}

// AlgorithmType (ALGORITHM-TYPE) is how an AnomalyDetectionModel gets its score
// from the model inside.
//
//pmml:words iforest ocsvm clusterMeanDist other
type AlgorithmType uint8

// The values of AlgorithmType.
const (
	AlgorithmTypeIForest AlgorithmType = iota + 1
	AlgorithmTypeOCSVM
	AlgorithmTypeClusterMeanDist
	AlgorithmTypeOther
)
