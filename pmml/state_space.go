package pmml

// StateSpaceModel continues a state by a matrix.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_StateSpaceModel
type StateSpaceModel struct {
	Element
	Variance                       Optional[float64]
	Period                         Optional[string]
	Intercept                      Optional[float64]
	StateVector                    *StateVector
	TransitionMatrix               *TransitionMatrix
	MeasurementMatrix              *MeasurementMatrix
	InterceptVector                *InterceptVector
	PredictedStateCovarianceMatrix *PredictedStateCovarianceMatrix
	SelectedStateCovarianceMatrix  *SelectedStateCovarianceMatrix
	ObservationVarianceMatrix      *ObservationVarianceMatrix
	PsiVector                      *PsiVector
	DynamicRegressors              []*DynamicRegressor
}

// StateVector is the state.
type StateVector struct {
	Element
	Array *NumArray
}

// TransitionMatrix makes the next state from a state.
type TransitionMatrix struct {
	Element
	Matrix *NumMatrix
}

// MeasurementMatrix makes the observation from a state.
type MeasurementMatrix struct {
	Element
	Matrix *NumMatrix
}

// InterceptVector is added to the state or the observation.
type InterceptVector struct {
	Element
	Type  InterceptVectorType
	Array *NumArray
}

// PredictedStateCovarianceMatrix is the covariance of the state.
type PredictedStateCovarianceMatrix struct {
	Element
	Matrix *NumMatrix
}

// SelectedStateCovarianceMatrix is the covariance that each step adds to the
// state.
type SelectedStateCovarianceMatrix struct {
	Element
	Matrix *NumMatrix
}

// ObservationVarianceMatrix is the covariance of the observation, given the
// state.
type ObservationVarianceMatrix struct {
	Element
	Matrix *NumMatrix
}

// PsiVector holds the weights of past errors.
type PsiVector struct {
	Element
	TargetField Optional[string]
	Variance    Optional[string]
	Array       *NumArray
}

func (s *StateSpaceModel) decode(d *decoder) {
	d.begin(&s.Element)
	s.Variance = d.number("variance")
	s.Period = d.text("period")
	s.Intercept = d.number("intercept")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("StateVector"):
			one(d, &s.StateVector)
		case d.is("TransitionMatrix"):
			one(d, &s.TransitionMatrix)
		case d.is("MeasurementMatrix"):
			one(d, &s.MeasurementMatrix)
		case d.is("InterceptVector"):
			one(d, &s.InterceptVector)
		case d.is("PredictedStateCovarianceMatrix"):
			one(d, &s.PredictedStateCovarianceMatrix)
		case d.is("SelectedStateCovarianceMatrix"):
			one(d, &s.SelectedStateCovarianceMatrix)
		case d.is("ObservationVarianceMatrix"):
			one(d, &s.ObservationVarianceMatrix)
		case d.is("PsiVector"):
			one(d, &s.PsiVector)
		case d.is("DynamicRegressor"):
			many(d, &s.DynamicRegressors)
		default:
			d.unknown()
		}
	}
}

func (s *StateVector) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &s.Array)
		default:
			d.unknown()
		}
	}
	if s.Array == nil {
		d.missing("Array")
	}
}

func (t *TransitionMatrix) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &t.Matrix)
		default:
			d.unknown()
		}
	}
	if t.Matrix == nil {
		d.missing("Matrix")
	}
}

func (m *MeasurementMatrix) decode(d *decoder) {
	d.begin(&m.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &m.Matrix)
		default:
			d.unknown()
		}
	}
	if m.Matrix == nil {
		d.missing("Matrix")
	}
}

func (i *InterceptVector) decode(d *decoder) {
	d.begin(&i.Element)
	i.Type = enumeration[InterceptVectorType](d, "type", interceptVectorTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &i.Array)
		default:
			d.unknown()
		}
	}
	if i.Array == nil {
		d.missing("Array")
	}
}

func (p *PredictedStateCovarianceMatrix) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &p.Matrix)
		default:
			d.unknown()
		}
	}
	if p.Matrix == nil {
		d.missing("Matrix")
	}
}

func (s *SelectedStateCovarianceMatrix) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &s.Matrix)
		default:
			d.unknown()
		}
	}
	if s.Matrix == nil {
		d.missing("Matrix")
	}
}

func (o *ObservationVarianceMatrix) decode(d *decoder) {
	d.begin(&o.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &o.Matrix)
		default:
			d.unknown()
		}
	}
	if o.Matrix == nil {
		d.missing("Matrix")
	}
}

func (p *PsiVector) decode(d *decoder) {
	d.begin(&p.Element)
	p.TargetField = d.text("targetField")
	p.Variance = d.text("variance")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &p.Array)
		default:
			d.unknown()
		}
	}
	if p.Array == nil {
		d.missing("Array")
	}
}

// InterceptVectorType (InterceptVector@type) is what an InterceptVector is
// added to.
type InterceptVectorType uint8

// The values of InterceptVectorType.
const (
	InterceptVectorTypeState InterceptVectorType = iota + 1
	InterceptVectorTypeObservation
)

var interceptVectorTypeNames = []string{"", "state", "observation"}

// String gives the word that the standard uses, "" for a value left out.
func (v InterceptVectorType) String() string { return enumName(interceptVectorTypeNames, uint8(v)) }
