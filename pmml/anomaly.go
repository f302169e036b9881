package pmml

// AnomalyDetectionModel says how unusual a record is, by the result of the
// model inside it.
//
// Spec: https://dmg.org/pmml/v4-4-1/AnomalyDetectionModel.html
type AnomalyDetectionModel struct {
	ModelBase
	AlgorithmType        AlgorithmType
	SampleDataSize       Optional[string]
	Model                Model
	MeanClusterDistances *MeanClusterDistances
}

// ElementName gives "AnomalyDetectionModel".
func (*AnomalyDetectionModel) ElementName() string { return "AnomalyDetectionModel" }

// MeanClusterDistances holds, for each cluster of the model inside, the mean
// distance of the training records from the center.
type MeanClusterDistances struct {
	Element
	Array *NumArray
}

func (m *AnomalyDetectionModel) decode(d *decoder) {
	m.attributes(d)
	m.AlgorithmType = needEnumeration[AlgorithmType](d, "algorithmType", algorithmTypeNames)
	m.SampleDataSize = d.text("sampleDataSize")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.isModel():
			oneOf(d, &m.Model, "model", d.model)
		case d.is("MeanClusterDistances"):
			one(d, &m.MeanClusterDistances)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.Model == nil {
		d.missing("of the group MODEL-ELEMENT")
	}
}

func (m *MeanClusterDistances) decode(d *decoder) {
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

// AlgorithmType (ALGORITHM-TYPE) is how an AnomalyDetectionModel gets its score
// from the model inside.
type AlgorithmType uint8

// The values of AlgorithmType.
const (
	AlgorithmTypeIForest AlgorithmType = iota + 1
	AlgorithmTypeOCSVM
	AlgorithmTypeClusterMeanDist
	AlgorithmTypeOther
)

var algorithmTypeNames = []string{"", "iforest", "ocsvm", "clusterMeanDist", "other"}

// String gives the word that the standard uses, "" for a value left out.
func (v AlgorithmType) String() string { return enumName(algorithmTypeNames, uint8(v)) }
