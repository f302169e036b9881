package pmml

func (m *AnomalyDetectionModel) encode(e *encoder) {
	e.begin("AnomalyDetectionModel", &m.Element)
	m.encodeAttributes(e)
	needWord(e, "algorithmType", algorithmTypeNames, m.AlgorithmType)
	e.text("sampleDataSize", m.SampleDataSize)
	e.endAttributes()
	m.encodeHead(e)
	m.encodeTail(e) // here before the model's own children
	writeNeededNode(e, "of the group MODEL-ELEMENT", m.Model)
	writeOne(e, m.MeanClusterDistances)
	e.end()
}

func (m *MeanClusterDistances) encode(e *encoder) {
	e.begin("MeanClusterDistances", &m.Element)
	e.endAttributes()
	writeNeeded(e, "Array", m.Array)
	e.end()
}
