package pmml

func (m *MiningModel) encode(e *encoder) {
	e.begin("MiningModel", &m.Element)
	m.encodeAttributes(e)
	e.endAttributes()
	m.encodeHead(e)
	writeNodes(e, m.EmbeddedModels)
	writeOne(e, m.Segmentation)
	m.encodeTail(e)
	e.end()
}

func (s *Segmentation) encode(e *encoder) {
	e.begin("Segmentation", &s.Element)
	needWord(e, "multipleModelMethod", multipleModelMethodNames, s.MultipleModelMethod)
	word(e, "missingPredictionTreatment", missingPredictionTreatmentNames, s.MissingPredictionTreatment)
	e.number("missingThreshold", s.MissingThreshold)
	e.endAttributes()
	writeOne(e, s.LocalTransformations)
	writeMany(e, s.Segments)
	e.end()
}

func (s *Segment) encode(e *encoder) {
	e.begin("Segment", &s.Element)
	e.text("id", s.ID)
	e.number("weight", s.Weight)
	e.endAttributes()
	writeNeededNode(e, "of the group PREDICATE", s.Predicate)
	writeNeededNode(e, "of the group MODEL-ELEMENT", s.Model)
	writeOne(e, s.VariableWeight)
	e.end()
}

func (w *VariableWeight) encode(e *encoder) {
	e.begin("VariableWeight", &w.Element)
	e.needText("field", w.Field)
	e.endAttributes()
	e.end()
}
