package pmml

// NearestNeighborModel predicts from the training records nearest to a record.
//
// Spec: https://dmg.org/pmml/v4-4-1/KNN.html
type NearestNeighborModel struct {
	ModelBase
	NumberOfNeighbors        int
	ContinuousScoringMethod  ContScoringMethod
	CategoricalScoringMethod CatScoringMethod
	InstanceIDVariable       Optional[string]
	Threshold                Optional[float64]
	TrainingInstances        *TrainingInstances
	ComparisonMeasure        *ComparisonMeasure
	KNNInputs                *KNNInputs
}

// ElementName gives "NearestNeighborModel".
func (*NearestNeighborModel) ElementName() string { return "NearestNeighborModel" }

// TrainingInstances holds training records: a table, and the fields that its
// columns are about.
type TrainingInstances struct {
	Element
	IsTransformed  Optional[bool]
	RecordCount    Optional[int]
	FieldCount     Optional[int]
	InstanceFields *InstanceFields
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

func (m *NearestNeighborModel) decode(d *decoder) {
	m.attributes(d)
	m.NumberOfNeighbors = d.needInteger("numberOfNeighbors")
	m.ContinuousScoringMethod = enumeration[ContScoringMethod](d, "continuousScoringMethod", contScoringMethodNames)
	m.CategoricalScoringMethod = enumeration[CatScoringMethod](d, "categoricalScoringMethod", catScoringMethodNames)
	m.InstanceIDVariable = d.text("instanceIdVariable")
	m.Threshold = d.number("threshold")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("TrainingInstances"):
			one(d, &m.TrainingInstances)
		case d.is("ComparisonMeasure"):
			one(d, &m.ComparisonMeasure)
		case d.is("KNNInputs"):
			one(d, &m.KNNInputs)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	switch {
	case m.TrainingInstances == nil:
		d.missing("TrainingInstances")
	case m.ComparisonMeasure == nil:
		d.missing("ComparisonMeasure")
	case m.KNNInputs == nil:
		d.missing("KNNInputs")
	}
}

func (t *TrainingInstances) decode(d *decoder) {
	d.begin(&t.Element)
	t.IsTransformed = d.boolean("isTransformed")
	t.RecordCount = d.integer("recordCount")
	t.FieldCount = d.integer("fieldCount")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("InstanceFields"):
			one(d, &t.InstanceFields)
		case d.is("TableLocator"):
			one(d, &t.TableLocator)
		case d.is("InlineTable"):
			one(d, &t.InlineTable)
		default:
			d.unknown()
		}
	}
	if t.InstanceFields == nil {
		d.missing("InstanceFields")
	}
}

func (i *InstanceFields) decode(d *decoder) {
	d.begin(&i.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("InstanceField"):
			many(d, &i.InstanceFields)
		default:
			d.unknown()
		}
	}
}

func (i *InstanceField) decode(d *decoder) {
	d.begin(&i.Element)
	i.Field = d.needText("field")
	i.Column = d.text("column")
	d.endAttributes()
	d.noChildren()
}

func (k *KNNInputs) decode(d *decoder) {
	d.begin(&k.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("KNNInput"):
			many(d, &k.KNNInputs)
		default:
			d.unknown()
		}
	}
}

func (k *KNNInput) decode(d *decoder) {
	d.begin(&k.Element)
	k.Field = d.needText("field")
	k.FieldWeight = d.number("fieldWeight")
	k.CompareFunction = enumeration[CompareFunction](d, "compareFunction", compareFunctionNames)
	d.endAttributes()
	d.noChildren()
}

// ContScoringMethod (CONT-SCORING-METHOD) is how neighbors' numbers become the
// prediction.
type ContScoringMethod uint8

// The values of ContScoringMethod.
const (
	ContScoringMethodMedian ContScoringMethod = iota + 1
	ContScoringMethodAverage
	ContScoringMethodWeightedAverage
)

var contScoringMethodNames = []string{"", "median", "average", "weightedAverage"}

// String gives the word that the standard uses, "" for a value left out.
func (v ContScoringMethod) String() string { return enumName(contScoringMethodNames, uint8(v)) }

// CatScoringMethod (CAT-SCORING-METHOD) is how neighbors' categories become the
// prediction.
type CatScoringMethod uint8

// The values of CatScoringMethod.
const (
	CatScoringMethodMajorityVote CatScoringMethod = iota + 1
	CatScoringMethodWeightedMajorityVote
)

var catScoringMethodNames = []string{"", "majorityVote", "weightedMajorityVote"}

// String gives the word that the standard uses, "" for a value left out.
func (v CatScoringMethod) String() string { return enumName(catScoringMethodNames, uint8(v)) }
