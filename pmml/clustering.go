package pmml

// ClusteringModel finds the cluster that a record belongs to.
//
// Spec: https://dmg.org/pmml/v4-4-1/ClusteringModel.html
type ClusteringModel struct {
	ModelBase
	ModelClass          ClusteringModelClass
	NumberOfClusters    int
	ComparisonMeasure   *ComparisonMeasure
	ClusteringFields    []*ClusteringField
	CenterFields        *CenterFields // up to PMML 3.1
	MissingValueWeights *MissingValueWeights
	Clusters            []*Cluster
}

// ElementName gives "ClusteringModel".
func (*ClusteringModel) ElementName() string { return "ClusteringModel" }

// CenterFields holds the fields that the clusters' centers are about, up to
// PMML 3.1.
type CenterFields struct {
	Element
	DerivedFields []*DerivedField
}

// MissingValueWeights holds the weight of each field where others are missing.
type MissingValueWeights struct {
	Element
	Array *NumArray
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
	Matrix *NumMatrix
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
	Matrix *NumMatrix
}

func (m *ClusteringModel) decode(d *decoder) {
	m.attributes(d)
	m.ModelClass = needEnumeration[ClusteringModelClass](d, "modelClass", clusteringModelClassNames)
	m.NumberOfClusters = d.needInteger("numberOfClusters")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("ComparisonMeasure"):
			one(d, &m.ComparisonMeasure)
		case d.is("ClusteringField"):
			many(d, &m.ClusteringFields)
		case d.is("CenterFields"):
			one(d, &m.CenterFields)
		case d.is("MissingValueWeights"):
			one(d, &m.MissingValueWeights)
		case d.is("Cluster"):
			many(d, &m.Clusters)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.ComparisonMeasure == nil {
		d.missing("ComparisonMeasure")
	}
}

func (c *CenterFields) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			many(d, &c.DerivedFields)
		default:
			d.unknown()
		}
	}
}

func (m *MissingValueWeights) decode(d *decoder) {
	d.begin(&m.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &m.Array)
		default:
			d.unknown()
		}
	}
	if m.Array == nil {
		d.missing("Array")
	}
}

func (c *Cluster) decode(d *decoder) {
	d.begin(&c.Element)
	c.ID = d.text("id")
	c.Name = d.text("name")
	c.Size = d.integer("size")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("KohonenMap"):
			one(d, &c.KohonenMap)
		case d.is("Array"):
			one(d, &c.Array)
		case d.is("Partition"):
			one(d, &c.Partition)
		case d.is("Covariances"):
			one(d, &c.Covariances)
		default:
			d.unknown()
		}
	}
}

func (k *KohonenMap) decode(d *decoder) {
	d.begin(&k.Element)
	k.Coord1 = d.number("coord1")
	k.Coord2 = d.number("coord2")
	k.Coord3 = d.number("coord3")
	d.endAttributes()
	d.noChildren()
}

func (c *Covariances) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &c.Matrix)
		default:
			d.unknown()
		}
	}
	if c.Matrix == nil {
		d.missing("Matrix")
	}
}

func (c *ClusteringField) decode(d *decoder) {
	d.begin(&c.Element)
	c.Field = d.needText("field")
	c.IsCenterField = d.boolean("isCenterField")
	c.FieldWeight = d.number("fieldWeight")
	c.SimilarityScale = d.number("similarityScale")
	c.CompareFunction = enumeration[CompareFunction](d, "compareFunction", compareFunctionNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Comparisons"):
			one(d, &c.Comparisons)
		default:
			d.unknown()
		}
	}
}

func (c *Comparisons) decode(d *decoder) {
	d.begin(&c.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &c.Matrix)
		default:
			d.unknown()
		}
	}
	if c.Matrix == nil {
		d.missing("Matrix")
	}
}

// ClusteringModelClass (ClusteringModel@modelClass) is whether clusters are
// given by centers or by distributions.
type ClusteringModelClass uint8

// The values of ClusteringModelClass.
const (
	ClusteringModelClassCenterBased ClusteringModelClass = iota + 1
	ClusteringModelClassDistributionBased
)

var clusteringModelClassNames = []string{"", "centerBased", "distributionBased"}

// String gives the word that the standard uses, "" for a value left out.
func (v ClusteringModelClass) String() string { return enumName(clusteringModelClassNames, uint8(v)) }
