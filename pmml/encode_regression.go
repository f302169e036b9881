package pmml

func (m *RegressionModel) encode(e *encoder) {
	e.begin("RegressionModel", &m.Element)
	m.encodeAttributes(e)
	word(e, "modelType", regressionModelTypeNames, m.ModelType)
	e.text("targetFieldName", m.TargetFieldName)
	word(e, "normalizationMethod", normalizationMethodNames, m.NormalizationMethod)
	e.endAttributes()
	m.encodeHead(e)
	writeMany(e, m.RegressionTables)
	m.encodeTail(e)
	e.end()
}

func (t *RegressionTable) encode(e *encoder) {
	e.begin("RegressionTable", &t.Element)
	e.needNumber("intercept", t.Intercept)
	e.text("targetCategory", t.TargetCategory)
	e.endAttributes()
	writeMany(e, t.NumericPredictors)
	writeMany(e, t.CategoricalPredictors)
	writeMany(e, t.PredictorTerms)
	e.end()
}

func (p *NumericPredictor) encode(e *encoder) {
	e.begin("NumericPredictor", &p.Element)
	e.needText("name", p.Name)
	e.integer("exponent", p.Exponent)
	e.needNumber("coefficient", p.Coefficient)
	e.endAttributes()
	e.end()
}

func (p *CategoricalPredictor) encode(e *encoder) {
	e.begin("CategoricalPredictor", &p.Element)
	e.needText("name", p.Name)
	e.needText("value", p.Value)
	e.needNumber("coefficient", p.Coefficient)
	e.endAttributes()
	e.end()
}

func (t *PredictorTerm) encode(e *encoder) {
	e.begin("PredictorTerm", &t.Element)
	e.text("name", t.Name)
	e.needNumber("coefficient", t.Coefficient)
	e.endAttributes()
	writeMany(e, t.FieldRefs)
	e.end()
}

func (r *Regression) encode(e *encoder) {
	e.begin("Regression", &r.Element)
	r.encodeAttributes(e)
	word(e, "normalizationMethod", normalizationMethodNames, r.NormalizationMethod)
	e.endAttributes()
	r.encodeHead(e)
	writeMany(e, r.RegressionTables)
	e.end()
}
