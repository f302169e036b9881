package pmml

func (m *NaiveBayesModel) encode(e *encoder) {
	e.begin("NaiveBayesModel", &m.Element)
	m.encodeAttributes(e)
	e.needNumber("threshold", m.Threshold)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "BayesInputs", m.BayesInputs)
	writeNeeded(e, "BayesOutput", m.BayesOutput)
	m.encodeTail(e)
	e.end()
}

func (b *BayesInput) encode(e *encoder) {
	e.begin("BayesInput", &b.Element)
	e.needText("fieldName", b.FieldName)
	e.endAttributes()
	writeOne(e, b.TargetValueStats)
	writeOne(e, b.DerivedField)
	writeMany(e, b.PairCounts)
	e.end()
}

func (t *TargetValueStats) encode(e *encoder) {
	e.begin("TargetValueStats", &t.Element)
	e.endAttributes()
	writeMany(e, t.TargetValueStats)
	e.end()
}

func (t *TargetValueStat) encode(e *encoder) {
	e.begin("TargetValueStat", &t.Element)
	e.needText("value", t.Value)
	e.endAttributes()
	writeNeededNode(e, "of the distributions", t.Distribution)
	e.end()
}

func (p *PairCounts) encode(e *encoder) {
	e.begin("PairCounts", &p.Element)
	e.needText("value", p.Value)
	e.endAttributes()
	writeNeeded(e, "TargetValueCounts", p.TargetValueCounts)
	e.end()
}

func (t *TargetValueCounts) encode(e *encoder) {
	e.begin("TargetValueCounts", &t.Element)
	e.endAttributes()
	writeValues(e, t.TargetValueCounts)
	e.end()
}

func (t *TargetValueCount) encode(e *encoder) {
	e.begin("TargetValueCount", &t.Element)
	e.needText("value", t.Value)
	e.needNumber("count", t.Count)
	e.endAttributes()
	e.end()
}

func (b *BayesOutput) encode(e *encoder) {
	e.begin("BayesOutput", &b.Element)
	e.text("fieldName", b.FieldName)
	e.endAttributes()
	writeNeeded(e, "TargetValueCounts", b.TargetValueCounts)
	e.end()
}

func (b *BayesInputs) encode(e *encoder) {
	e.begin("BayesInputs", &b.Element)
	e.endAttributes()
	if len(b.Extended) > 0 {
		e.begin("Extension", new(Element))
		writeMany(e, b.Extended)
		e.end()
	}
	writeMany(e, b.BayesInputs)
	e.end()
}
