package pmml

func (a *ARIMA) encode(e *encoder) {
	e.begin("ARIMA", &a.Element)
	e.number("RMSE", a.RMSE)
	word(e, "transformation", timeSeriesTransformationNames, a.Transformation)
	e.number("constantTerm", a.ConstantTerm)
	word(e, "predictionMethod", arimaPredictionMethodNames, a.PredictionMethod)
	e.endAttributes()
	writeOne(e, a.NonseasonalComponent)
	writeOne(e, a.SeasonalComponent)
	writeMany(e, a.DynamicRegressors)
	writeOne(e, a.MaximumLikelihoodStat)
	writeMany(e, a.OutlierEffects)
	e.end()
}

func (n *NonseasonalComponent) encode(e *encoder) {
	e.begin("NonseasonalComponent", &n.Element)
	e.integer("p", n.P)
	e.integer("d", n.D)
	e.integer("q", n.Q)
	e.endAttributes()
	writeOne(e, n.AR)
	writeOne(e, n.MA)
	e.end()
}

func (s *SeasonalComponent) encode(e *encoder) {
	e.begin("SeasonalComponent", &s.Element)
	e.integer("P", s.P)
	e.integer("D", s.D)
	e.integer("Q", s.Q)
	e.needInteger("period", s.Period)
	e.endAttributes()
	writeOne(e, s.AR)
	writeOne(e, s.MA)
	e.end()
}

func (a *AR) encode(e *encoder) {
	e.begin("AR", &a.Element)
	e.endAttributes()
	writeNeeded(e, "Array", a.Array)
	e.end()
}

func (m *MA) encode(e *encoder) {
	e.begin("MA", &m.Element)
	e.endAttributes()
	writeOne(e, m.MACoefficients)
	writeOne(e, m.Residuals)
	e.end()
}

func (m *MACoefficients) encode(e *encoder) {
	e.begin("MACoefficients", &m.Element)
	e.endAttributes()
	writeNeeded(e, "Array", m.Array)
	e.end()
}

func (r *Residuals) encode(e *encoder) {
	e.begin("Residuals", &r.Element)
	e.endAttributes()
	writeNeeded(e, "Array", r.Array)
	e.end()
}

func (o *OutlierEffect) encode(e *encoder) {
	e.begin("OutlierEffect", &o.Element)
	needWord(e, "type", outlierEffectTypeNames, o.Type)
	e.needNumber("startTime", o.StartTime)
	e.needNumber("magnitude", o.Magnitude)
	e.number("dampingCoefficient", o.DampingCoefficient)
	e.endAttributes()
	e.end()
}

func (m *MaximumLikelihoodStat) encode(e *encoder) {
	e.begin("MaximumLikelihoodStat", &m.Element)
	needWord(e, "method", maximumLikelihoodMethodNames, m.Method)
	e.integer("periodDeficit", m.PeriodDeficit)
	e.endAttributes()
	writeNeededNode(e, "of the states", m.State)
	e.end()
}

func (k *KalmanState) encode(e *encoder) {
	e.begin("KalmanState", &k.Element)
	e.endAttributes()
	writeNeeded(e, "FinalOmega", k.FinalOmega)
	writeNeeded(e, "FinalStateVector", k.FinalStateVector)
	writeOne(e, k.HVector)
	e.end()
}

func (f *FinalOmega) encode(e *encoder) {
	e.begin("FinalOmega", &f.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", f.Matrix)
	e.end()
}

func (f *FinalStateVector) encode(e *encoder) {
	e.begin("FinalStateVector", &f.Element)
	e.endAttributes()
	writeNeeded(e, "Array", f.Array)
	e.end()
}

func (h *HVector) encode(e *encoder) {
	e.begin("HVector", &h.Element)
	e.endAttributes()
	writeNeeded(e, "Array", h.Array)
	e.end()
}

func (t *ThetaRecursionState) encode(e *encoder) {
	e.begin("ThetaRecursionState", &t.Element)
	e.endAttributes()
	writeNeeded(e, "FinalNoise", t.FinalNoise)
	writeNeeded(e, "FinalPredictedNoise", t.FinalPredictedNoise)
	writeNeeded(e, "FinalTheta", t.FinalTheta)
	writeNeeded(e, "FinalNu", t.FinalNu)
	e.end()
}

func (f *FinalNoise) encode(e *encoder) {
	e.begin("FinalNoise", &f.Element)
	e.endAttributes()
	writeNeeded(e, "Array", f.Array)
	e.end()
}

func (f *FinalPredictedNoise) encode(e *encoder) {
	e.begin("FinalPredictedNoise", &f.Element)
	e.endAttributes()
	writeNeeded(e, "Array", f.Array)
	e.end()
}

func (f *FinalTheta) encode(e *encoder) {
	e.begin("FinalTheta", &f.Element)
	e.endAttributes()
	writeMany(e, f.Thetas)
	e.end()
}

func (t *Theta) encode(e *encoder) {
	e.begin("Theta", &t.Element)
	e.integer("i", t.I)
	e.integer("j", t.J)
	e.number("theta", t.Theta)
	e.endAttributes()
	e.end()
}

func (f *FinalNu) encode(e *encoder) {
	e.begin("FinalNu", &f.Element)
	e.endAttributes()
	writeNeeded(e, "Array", f.Array)
	e.end()
}
