package pmml

// MiningModel combines models: ensembles, selections and chains.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
type MiningModel struct {
	ModelBase
	EmbeddedModels []EmbeddedModel // deprecated since PMML 4.1
	Segmentation   *Segmentation
}

// Segmentation holds the segments of a MiningModel.
type Segmentation struct {
	Element
	MultipleModelMethod        MultipleModelMethod `pmml:",need"`
	MissingPredictionTreatment MissingPredictionTreatment
	MissingThreshold           Optional[float64]
	LocalTransformations       *LocalTransformations `pmml:",last"` // PMML 4.0
	Segments                   []*Segment
}

// Segment is a model and the predicate that says when it applies.
type Segment struct {
	Element
	ID             Optional[string]
	Weight         Optional[float64]
	Predicate      Predicate `pmml:",need"`
	Model          Model     `pmml:",need,last"`
	VariableWeight *VariableWeight
}

// VariableWeight names the field that holds a segment's weight.
type VariableWeight struct {
	Element
	Field string
}

// decoded hands the segment over to who reads along.
func (s *Segment) decoded(d *decoder) {
	if s.Predicate != nil && s.Model != nil && d.onSegment != nil && d.err == nil {
		d.reading.Segment = s
		d.onSegment(&d.reading)
	}
}
