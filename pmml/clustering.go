package pmml

// ClusteringModel finds the cluster that a record belongs to.
//
// Spec: https://dmg.org/pmml/v4-4-1/ClusteringModel.html
type ClusteringModel struct {
	ModelBase
	ModelClass          ClusteringModelClass `pmml:",need"`
	NumberOfClusters    int
	ComparisonMeasure   *ComparisonMeasure `pmml:",need"`
	ClusteringFields    []*ClusteringField
	CenterFields        *CenterFields // up to PMML 3.1
	MissingValueWeights *MissingValueWeights
	Clusters            []*Cluster
}

// CenterFields holds the fields that the clusters' centers are about, up to
// PMML 3.1.
type CenterFields struct {
	Element
	DerivedFields []*DerivedField
}

// MissingValueWeights holds the weight of each field where others are missing.
type MissingValueWeights struct {
	Element
	Array *NumArray `pmml:",need"`
}

// Cluster is one cluster. Array is its center.
type Cluster struct {
	Element
	ID          Optional[string]
	Name        Optional[string]
	Size        Optional[int]
	KohonenMap  *KohonenMap
	Array       *NumArray
	Partition   *Partition
	Covariances *Covariances
}

// KohonenMap is the place of a cluster in a Kohonen map.
type KohonenMap struct {
	Element
	Coord1 Optional[float64]
	Coord2 Optional[float64]
	Coord3 Optional[float64]
}

// Covariances holds the covariances of the fields inside a cluster.
type Covariances struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// ClusteringField is a field that clusters are compared by.
type ClusteringField struct {
	Element
	Field           string
	IsCenterField   Optional[bool]
	FieldWeight     Optional[float64]
	SimilarityScale Optional[float64]
	CompareFunction CompareFunction
	Comparisons     *Comparisons
}

// Comparisons holds the result of the compare function table for each pair of
// values.
type Comparisons struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// ClusteringModelClass (ClusteringModel@modelClass) is whether clusters are
// given by centers or by distributions.
//
//pmml:words centerBased distributionBased
type ClusteringModelClass uint8

// The values of ClusteringModelClass.
const (
	ClusteringModelClassCenterBased ClusteringModelClass = iota + 1
	ClusteringModelClassDistributionBased
)
