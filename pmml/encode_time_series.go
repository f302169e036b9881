package pmml

func (m *TimeSeriesModel) encode(e *encoder) {
	e.begin("TimeSeriesModel", &m.Element)
	m.encodeAttributes(e)
	needWord(e, "bestFit", timeSeriesAlgorithmNames, m.BestFit)
	e.endAttributes()
	m.encodeHead(e)
	writeMany(e, m.TimeSeries)
	writeOne(e, m.SpectralAnalysis)
	writeOne(e, m.ARIMA)
	writeOne(e, m.ExponentialSmoothing)
	writeOne(e, m.SeasonalTrendDecomposition)
	writeOne(e, m.StateSpaceModel)
	writeOne(e, m.GARCH)
	m.encodeTail(e)
	e.end()
}

func (t *TimeSeries) encode(e *encoder) {
	e.begin("TimeSeries", &t.Element)
	word(e, "usage", timeSeriesUsageNames, t.Usage)
	e.number("startTime", t.StartTime)
	e.number("endTime", t.EndTime)
	word(e, "interpolationMethod", interpolationMethodNames, t.InterpolationMethod)
	e.text("field", t.Field)
	e.endAttributes()
	writeOne(e, t.TimeAnchor)
	writeMany(e, t.TimeExceptions)
	writeValues(e, t.TimeValues)
	e.end()
}

func (t *TimeValue) encode(e *encoder) {
	e.begin("TimeValue", &t.Element)
	e.integer("index", t.Index)
	e.number("time", t.Time)
	e.needNumber("value", t.Value)
	e.number("standardError", t.StandardError)
	e.endAttributes()
	writeOne(e, t.Timestamp)
	e.end()
}

func (t *TimeAnchor) encode(e *encoder) {
	e.begin("TimeAnchor", &t.Element)
	word(e, "type", timeAnchorTypeNames, t.Type)
	e.integer("offset", t.Offset)
	e.integer("stepsize", t.StepSize)
	e.text("displayName", t.DisplayName)
	e.endAttributes()
	writeMany(e, t.TimeCycles)
	writeMany(e, t.TimeExceptions)
	e.end()
}

func (t *TimeCycle) encode(e *encoder) {
	e.begin("TimeCycle", &t.Element)
	e.integer("length", t.Length)
	word(e, "type", validTimeSpecNames, t.Type)
	e.text("displayName", t.DisplayName)
	e.endAttributes()
	writeOne(e, t.Array)
	e.end()
}

func (t *TimeException) encode(e *encoder) {
	e.begin("TimeException", &t.Element)
	word(e, "type", timeExceptionTypeNames, t.Type)
	e.integer("count", t.Count)
	e.endAttributes()
	writeNeeded(e, "Array", t.Array)
	e.end()
}

func (s *SpectralAnalysis) encode(e *encoder) {
	e.begin("SpectralAnalysis", &s.Element)
	e.endAttributes()
	e.end()
}

func (s *SeasonalTrendDecomposition) encode(e *encoder) {
	e.begin("SeasonalTrendDecomposition", &s.Element)
	e.endAttributes()
	e.end()
}
