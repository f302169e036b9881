package pmml

func (s *StateSpaceModel) encode(e *encoder) {
	e.begin("StateSpaceModel", &s.Element)
	e.number("variance", s.Variance)
	e.text("period", s.Period)
	e.number("intercept", s.Intercept)
	e.endAttributes()
	writeOne(e, s.StateVector)
	writeOne(e, s.TransitionMatrix)
	writeOne(e, s.MeasurementMatrix)
	writeOne(e, s.InterceptVector)
	writeOne(e, s.PredictedStateCovarianceMatrix)
	writeOne(e, s.SelectedStateCovarianceMatrix)
	writeOne(e, s.ObservationVarianceMatrix)
	writeOne(e, s.PsiVector)
	writeMany(e, s.DynamicRegressors)
	e.end()
}

func (s *StateVector) encode(e *encoder) {
	e.begin("StateVector", &s.Element)
	e.endAttributes()
	writeNeeded(e, "Array", s.Array)
	e.end()
}

func (t *TransitionMatrix) encode(e *encoder) {
	e.begin("TransitionMatrix", &t.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", t.Matrix)
	e.end()
}

func (m *MeasurementMatrix) encode(e *encoder) {
	e.begin("MeasurementMatrix", &m.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", m.Matrix)
	e.end()
}

func (i *InterceptVector) encode(e *encoder) {
	e.begin("InterceptVector", &i.Element)
	word(e, "type", interceptVectorTypeNames, i.Type)
	e.endAttributes()
	writeNeeded(e, "Array", i.Array)
	e.end()
}

func (p *PredictedStateCovarianceMatrix) encode(e *encoder) {
	e.begin("PredictedStateCovarianceMatrix", &p.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", p.Matrix)
	e.end()
}

func (s *SelectedStateCovarianceMatrix) encode(e *encoder) {
	e.begin("SelectedStateCovarianceMatrix", &s.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", s.Matrix)
	e.end()
}

func (o *ObservationVarianceMatrix) encode(e *encoder) {
	e.begin("ObservationVarianceMatrix", &o.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", o.Matrix)
	e.end()
}

func (p *PsiVector) encode(e *encoder) {
	e.begin("PsiVector", &p.Element)
	e.text("targetField", p.TargetField)
	e.text("variance", p.Variance)
	e.endAttributes()
	writeNeeded(e, "Array", p.Array)
	e.end()
}
