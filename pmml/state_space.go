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
	Array *NumArray `pmml:",need"`
}

// TransitionMatrix makes the next state from a state.
type TransitionMatrix struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// MeasurementMatrix makes the observation from a state.
type MeasurementMatrix struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// InterceptVector is added to the state or the observation.
type InterceptVector struct {
	Element
	Type  InterceptVectorType
	Array *NumArray `pmml:",need"`
}

// PredictedStateCovarianceMatrix is the covariance of the state.
type PredictedStateCovarianceMatrix struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// SelectedStateCovarianceMatrix is the covariance that each step adds to the
// state.
type SelectedStateCovarianceMatrix struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// ObservationVarianceMatrix is the covariance of the observation, given the
// state.
type ObservationVarianceMatrix struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// PsiVector holds the weights of past errors.
type PsiVector struct {
	Element
	TargetField Optional[string]
	Variance    Optional[string]
	Array       *NumArray `pmml:",need"`
}

// InterceptVectorType (InterceptVector@type) is what an InterceptVector is
// added to.
//
//pmml:words state observation
type InterceptVectorType uint8

// The values of InterceptVectorType.
const (
	InterceptVectorTypeState InterceptVectorType = iota + 1
	InterceptVectorTypeObservation
)
