package pmml

func (m *NearestNeighborModel) encode(e *encoder) {
	e.begin("NearestNeighborModel", &m.Element)
	m.encodeAttributes(e)
	e.needInteger("numberOfNeighbors", m.NumberOfNeighbors)
	word(e, "continuousScoringMethod", contScoringMethodNames, m.ContinuousScoringMethod)
	word(e, "categoricalScoringMethod", catScoringMethodNames, m.CategoricalScoringMethod)
	e.text("instanceIdVariable", m.InstanceIDVariable)
	e.number("threshold", m.Threshold)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "TrainingInstances", m.TrainingInstances)
	writeNeeded(e, "ComparisonMeasure", m.ComparisonMeasure)
	writeNeeded(e, "KNNInputs", m.KNNInputs)
	m.encodeTail(e)
	e.end()
}

func (t *TrainingInstances) encode(e *encoder) {
	e.begin("TrainingInstances", &t.Element)
	e.boolean("isTransformed", t.IsTransformed)
	e.integer("recordCount", t.RecordCount)
	e.integer("fieldCount", t.FieldCount)
	e.endAttributes()
	writeNeeded(e, "InstanceFields", t.InstanceFields)
	writeOne(e, t.TableLocator)
	writeOne(e, t.InlineTable)
	e.end()
}

func (i *InstanceFields) encode(e *encoder) {
	e.begin("InstanceFields", &i.Element)
	e.endAttributes()
	writeMany(e, i.InstanceFields)
	e.end()
}

func (i *InstanceField) encode(e *encoder) {
	e.begin("InstanceField", &i.Element)
	e.needText("field", i.Field)
	e.text("column", i.Column)
	e.endAttributes()
	e.end()
}

func (k *KNNInputs) encode(e *encoder) {
	e.begin("KNNInputs", &k.Element)
	e.endAttributes()
	writeMany(e, k.KNNInputs)
	e.end()
}

func (k *KNNInput) encode(e *encoder) {
	e.begin("KNNInput", &k.Element)
	e.needText("field", k.Field)
	e.number("fieldWeight", k.FieldWeight)
	word(e, "compareFunction", compareFunctionNames, k.CompareFunction)
	e.endAttributes()
	e.end()
}
