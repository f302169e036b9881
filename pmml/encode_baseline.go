package pmml

func (m *BaselineModel) encode(e *encoder) {
	e.begin("BaselineModel", &m.Element)
	m.encodeAttributes(e)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "TestDistributions", m.TestDistributions)
	m.encodeTail(e)
	e.end()
}

func (t *TestDistributions) encode(e *encoder) {
	e.begin("TestDistributions", &t.Element)
	e.needText("field", t.Field)
	needWord(e, "testStatistic", baselineTestStatisticNames, t.TestStatistic)
	e.number("resetValue", t.ResetValue)
	e.integer("windowSize", t.WindowSize)
	e.text("weightField", t.WeightField)
	e.text("normalizationScheme", t.NormalizationScheme)
	e.endAttributes()
	writeNeeded(e, "Baseline", t.Baseline)
	writeOne(e, t.Alternate)
	e.end()
}

func (b *Baseline) encode(e *encoder) {
	e.begin("Baseline", &b.Element)
	e.endAttributes()
	if b.Distribution != nil {
		writeNode(e, b.Distribution)
	}
	writeMany(e, b.FieldRefs)
	e.end()
}

func (a *Alternate) encode(e *encoder) {
	e.begin("Alternate", &a.Element)
	e.endAttributes()
	writeNeededNode(e, "of the distributions", a.Distribution)
	e.end()
}

func (f *FieldValue) encode(e *encoder) {
	e.begin("FieldValue", &f.Element)
	e.needText("field", f.Field)
	e.needText("value", f.Value)
	e.endAttributes()
	writeMany(e, f.FieldValues)
	writeValues(e, f.FieldValueCounts)
	e.end()
}

func (f *FieldValueCount) encode(e *encoder) {
	e.begin("FieldValueCount", &f.Element)
	e.needText("field", f.Field)
	e.needText("value", f.Value)
	e.needNumber("count", f.Count)
	e.endAttributes()
	e.end()
}

func (c *CountTable) encode(e *encoder) { c.encodeAs("CountTable", e) }

func (c *NormalizedCountTable) encode(e *encoder) { c.encodeAs("NormalizedCountTable", e) }

// encodeAs writes a table of counts as the element of that name.
func (c *CountTableType) encodeAs(name string, e *encoder) {
	e.begin(name, &c.Element)
	e.number("sample", c.Sample)
	e.endAttributes()
	writeMany(e, c.FieldValues)
	writeValues(e, c.FieldValueCounts)
	e.end()
}
