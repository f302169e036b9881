package pmml

func (x *ExponentialSmoothing) encode(e *encoder) {
	e.begin("ExponentialSmoothing", &x.Element)
	e.number("RMSE", x.RMSE)
	word(e, "transformation", timeSeriesTransformationNames, x.Transformation)
	e.endAttributes()
	writeNeeded(e, "Level", x.Level)
	writeOne(e, x.Trend)
	writeOne(e, x.Seasonality)
	writeValues(e, x.TimeValues)
	e.end()
}

func (l *Level) encode(e *encoder) {
	e.begin("Level", &l.Element)
	e.number("alpha", l.Alpha)
	e.number("smoothedValue", l.SmoothedValue)
	e.number("quadraticSmoothedValue", l.QuadraticSmoothedValue)
	e.number("cubicSmoothedValue", l.CubicSmoothedValue)
	e.endAttributes()
	e.end()
}

func (t *TrendExpoSmooth) encode(e *encoder) {
	e.begin("Trend_ExpoSmooth", &t.Element)
	word(e, "trend", trendNames, t.Trend)
	e.number("gamma", t.Gamma)
	e.number("phi", t.Phi)
	e.number("smoothedValue", t.SmoothedValue)
	e.endAttributes()
	writeOne(e, t.Array)
	e.end()
}

func (s *SeasonalityExpoSmooth) encode(e *encoder) {
	e.begin("Seasonality_ExpoSmooth", &s.Element)
	needWord(e, "type", seasonalityTypeNames, s.Type)
	e.needInteger("period", s.Period)
	e.text("unit", s.Unit)
	e.integer("phase", s.Phase)
	e.number("delta", s.Delta)
	e.endAttributes()
	writeNeeded(e, "Array", s.Array)
	e.end()
}
