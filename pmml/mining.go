package pmml

// MiningModel combines models: ensembles, selections and chains.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
type MiningModel struct {
	ModelBase
	EmbeddedModels []EmbeddedModel // deprecated since PMML 4.1
	Segmentation   *Segmentation
}

// ElementName gives "MiningModel".
func (*MiningModel) ElementName() string { return "MiningModel" }

// Segmentation holds the segments of a MiningModel.
type Segmentation struct {
	Element
	MultipleModelMethod        MultipleModelMethod
	MissingPredictionTreatment MissingPredictionTreatment
	MissingThreshold           Optional[float64]
	LocalTransformations       *LocalTransformations // PMML 4.0
	Segments                   []*Segment
}

// Segment is a model and the predicate that says when it applies.
type Segment struct {
	Element
	ID             Optional[string]
	Weight         Optional[float64]
	Predicate      Predicate
	Model          Model
	VariableWeight *VariableWeight
}

// VariableWeight names the field that holds a segment's weight.
type VariableWeight struct {
	Element
	Field string
}

func (m *MiningModel) decode(d *decoder) {
	m.attributes(d)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.isEmbedded():
			m.EmbeddedModels = append(m.EmbeddedModels, d.embedded())
		case d.is("Segmentation"):
			one(d, &m.Segmentation)
		default:
			d.unknown()
		}
	}
	m.finish(d)
}

func (s *Segmentation) decode(d *decoder) {
	d.begin(&s.Element)
	s.MultipleModelMethod = needEnumeration[MultipleModelMethod](d, "multipleModelMethod", multipleModelMethodNames)
	s.MissingPredictionTreatment = enumeration[MissingPredictionTreatment](d, "missingPredictionTreatment", missingPredictionTreatmentNames)
	s.MissingThreshold = d.number("missingThreshold")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Segment"):
			many(d, &s.Segments)
		case d.is("LocalTransformations"):
			one(d, &s.LocalTransformations)
		default:
			d.unknown()
		}
	}
}

func (s *Segment) decode(d *decoder) {
	d.begin(&s.Element)
	s.ID = d.text("id")
	s.Weight = d.number("weight")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isPredicate():
			d.onePredicate(&s.Predicate)
		case d.is("VariableWeight"):
			one(d, &s.VariableWeight)
		case d.isModel():
			if s.Model != nil {
				d.refuse("element \"" + d.current + "\" is a second model, where one may stand")
				continue
			}
			s.Model = d.model()
		default:
			d.unknown()
		}
	}
	switch {
	case s.Predicate == nil:
		d.missing("of the group PREDICATE")
	case s.Model == nil:
		d.missing("of the group MODEL-ELEMENT")
	case d.onSegment != nil && d.err == nil:
		d.reading.Segment = s
		d.onSegment(&d.reading)
	}
}

func (w *VariableWeight) decode(d *decoder) {
	d.begin(&w.Element)
	w.Field = d.needText("field")
	d.endAttributes()
	d.noChildren()
}
