package pmml

func (x *DynamicRegressor) encode(e *encoder) {
	e.begin("DynamicRegressor", &x.Element)
	e.needText("field", x.Field)
	word(e, "transformation", timeSeriesTransformationNames, x.Transformation)
	e.integer("delay", x.Delay)
	word(e, "futureValuesMethod", futureValuesMethodNames, x.FutureValuesMethod)
	e.text("targetField", x.TargetField)
	e.endAttributes()
	writeOne(e, x.Numerator)
	writeOne(e, x.Denominator)
	writeOne(e, x.RegressorValues)
	e.end()
}

func (n *Numerator) encode(e *encoder) {
	e.begin("Numerator", &n.Element)
	e.endAttributes()
	writeOne(e, n.NonseasonalFactor)
	writeOne(e, n.SeasonalFactor)
	e.end()
}

func (x *Denominator) encode(e *encoder) {
	e.begin("Denominator", &x.Element)
	e.endAttributes()
	writeOne(e, x.NonseasonalFactor)
	writeOne(e, x.SeasonalFactor)
	e.end()
}

func (n *NonseasonalFactor) encode(e *encoder) {
	e.begin("NonseasonalFactor", &n.Element)
	e.integer("difference", n.Difference)
	e.integer("maximumOrder", n.MaximumOrder)
	e.endAttributes()
	writeNeeded(e, "Array", n.Array)
	e.end()
}

func (s *SeasonalFactor) encode(e *encoder) {
	e.begin("SeasonalFactor", &s.Element)
	e.integer("difference", s.Difference)
	e.integer("maximumOrder", s.MaximumOrder)
	e.endAttributes()
	writeNeeded(e, "Array", s.Array)
	e.end()
}

func (r *RegressorValues) encode(e *encoder) {
	e.begin("RegressorValues", &r.Element)
	e.endAttributes()
	writeOne(e, r.TimeSeries)
	writeOne(e, r.TrendCoefficients)
	writeOne(e, r.TransferFunctionValues)
	e.end()
}

func (t *TrendCoefficients) encode(e *encoder) {
	e.begin("TrendCoefficients", &t.Element)
	e.endAttributes()
	writeOne(e, t.SparseArray)
	e.end()
}

func (t *TransferFunctionValues) encode(e *encoder) {
	e.begin("TransferFunctionValues", &t.Element)
	e.endAttributes()
	writeNeeded(e, "Array", t.Array)
	e.end()
}
