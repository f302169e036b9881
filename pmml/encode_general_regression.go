package pmml

func (m *GeneralRegressionModel) encode(e *encoder) {
	e.begin("GeneralRegressionModel", &m.Element)
	m.encodeAttributes(e)
	e.text("targetVariableName", m.TargetVariableName)
	needWord(e, "modelType", generalRegressionModelTypeNames, m.ModelType)
	e.text("targetReferenceCategory", m.TargetReferenceCategory)
	word(e, "cumulativeLink", cumulativeLinkFunctionNames, m.CumulativeLink)
	word(e, "linkFunction", linkFunctionNames, m.LinkFunction)
	e.number("linkParameter", m.LinkParameter)
	e.text("trialsVariable", m.TrialsVariable)
	e.integer("trialsValue", m.TrialsValue)
	word(e, "distribution", generalRegressionDistributionNames, m.Distribution)
	e.number("distParameter", m.DistParameter)
	e.text("offsetVariable", m.OffsetVariable)
	e.number("offsetValue", m.OffsetValue)
	e.number("modelDF", m.ModelDF)
	e.text("endTimeVariable", m.EndTimeVariable)
	e.text("startTimeVariable", m.StartTimeVariable)
	e.text("subjectIDVariable", m.SubjectIDVariable)
	e.text("statusVariable", m.StatusVariable)
	e.text("baselineStrataVariable", m.BaselineStrataVariable)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "ParameterList", m.ParameterList)
	writeOne(e, m.FactorList)
	writeOne(e, m.CovariateList)
	writeNeeded(e, "PPMatrix", m.PPMatrix)
	writeOne(e, m.PCovMatrix)
	writeNeeded(e, "ParamMatrix", m.ParamMatrix)
	writeOne(e, m.EventValues)
	writeOne(e, m.BaseCumHazardTables)
	m.encodeTail(e)
	e.end()
}

func (p *ParameterList) encode(e *encoder) {
	e.begin("ParameterList", &p.Element)
	e.endAttributes()
	writeMany(e, p.Parameters)
	e.end()
}

func (p *Parameter) encode(e *encoder) {
	e.begin("Parameter", &p.Element)
	e.needText("name", p.Name)
	e.text("label", p.Label)
	e.number("referencePoint", p.ReferencePoint)
	e.endAttributes()
	e.end()
}

func (f *FactorList) encode(e *encoder) {
	e.begin("FactorList", &f.Element)
	e.endAttributes()
	writeMany(e, f.Predictors)
	e.end()
}

func (c *CovariateList) encode(e *encoder) {
	e.begin("CovariateList", &c.Element)
	e.endAttributes()
	writeMany(e, c.Predictors)
	e.end()
}

func (p *Predictor) encode(e *encoder) {
	e.begin("Predictor", &p.Element)
	e.needText("name", p.Name)
	e.text("contrastMatrixType", p.ContrastMatrixType)
	e.endAttributes()
	writeOne(e, p.Categories)
	writeOne(e, p.Matrix)
	e.end()
}

func (c *Categories) encode(e *encoder) {
	e.begin("Categories", &c.Element)
	e.endAttributes()
	writeMany(e, c.Categories)
	e.end()
}

func (c *Category) encode(e *encoder) {
	e.begin("Category", &c.Element)
	e.needText("value", c.Value)
	e.endAttributes()
	e.end()
}

func (p *PPMatrix) encode(e *encoder) {
	e.begin("PPMatrix", &p.Element)
	e.endAttributes()
	writeValues(e, p.PPCells)
	e.end()
}

func (p *PPCell) encode(e *encoder) {
	e.begin("PPCell", &p.Element)
	e.needText("value", p.Value)
	e.needText("predictorName", p.PredictorName)
	e.needText("parameterName", p.ParameterName)
	e.text("targetCategory", p.TargetCategory)
	e.endAttributes()
	e.end()
}

func (p *PCovMatrix) encode(e *encoder) {
	e.begin("PCovMatrix", &p.Element)
	word(e, "type", pCovMatrixTypeNames, p.Type)
	e.endAttributes()
	writeValues(e, p.PCovCells)
	e.end()
}

func (p *PCovCell) encode(e *encoder) {
	e.begin("PCovCell", &p.Element)
	e.needText("pRow", p.PRow)
	e.needText("pCol", p.PCol)
	e.text("tRow", p.TRow)
	e.text("tCol", p.TCol)
	e.needNumber("value", p.Value)
	e.text("targetCategory", p.TargetCategory)
	e.endAttributes()
	e.end()
}

func (p *ParamMatrix) encode(e *encoder) {
	e.begin("ParamMatrix", &p.Element)
	e.endAttributes()
	writeValues(e, p.PCells)
	e.end()
}

func (p *PCell) encode(e *encoder) {
	e.begin("PCell", &p.Element)
	e.text("targetCategory", p.TargetCategory)
	e.needText("parameterName", p.ParameterName)
	e.needNumber("beta", p.Beta)
	e.integer("df", p.DF)
	e.endAttributes()
	e.end()
}

func (x *EventValues) encode(e *encoder) {
	e.begin("EventValues", &x.Element)
	e.endAttributes()
	writeMany(e, x.Values)
	writeMany(e, x.Intervals)
	e.end()
}

func (b *BaseCumHazardTables) encode(e *encoder) {
	e.begin("BaseCumHazardTables", &b.Element)
	e.number("maxTime", b.MaxTime)
	e.endAttributes()
	writeMany(e, b.BaselineStrata)
	writeValues(e, b.BaselineCells)
	e.end()
}

func (b *BaselineStratum) encode(e *encoder) {
	e.begin("BaselineStratum", &b.Element)
	e.needText("value", b.Value)
	e.text("label", b.Label)
	e.needNumber("maxTime", b.MaxTime)
	e.endAttributes()
	writeValues(e, b.BaselineCells)
	e.end()
}

func (b *BaselineCell) encode(e *encoder) {
	e.begin("BaselineCell", &b.Element)
	e.needNumber("time", b.Time)
	e.needNumber("cumHazard", b.CumHazard)
	e.endAttributes()
	e.end()
}
