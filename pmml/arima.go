package pmml

// ARIMA is an autoregressive integrated moving average.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_ARIMA
type ARIMA struct {
	Element
	RMSE                  Optional[float64] `pmml:"RMSE"`
	Transformation        TimeSeriesTransformation
	ConstantTerm          Optional[float64]
	PredictionMethod      ARIMAPredictionMethod
	NonseasonalComponent  *NonseasonalComponent
	SeasonalComponent     *SeasonalComponent
	DynamicRegressors     []*DynamicRegressor
	MaximumLikelihoodStat *MaximumLikelihoodStat
	OutlierEffects        []*OutlierEffect
}

// NonseasonalComponent holds the orders and coefficients from step to step.
type NonseasonalComponent struct {
	Element
	P  Optional[int]
	D  Optional[int]
	Q  Optional[int]
	AR *AR
	MA *MA
}

// SeasonalComponent holds the orders and coefficients from season to season.
type SeasonalComponent struct {
	Element
	P      Optional[int] `pmml:"P"`
	D      Optional[int] `pmml:"D"`
	Q      Optional[int] `pmml:"Q"`
	Period int
	AR     *AR
	MA     *MA
}

// AR holds autoregressive coefficients.
type AR struct {
	Element
	Array *NumArray `pmml:",need"`
}

// MA holds moving average coefficients, and the residuals that they apply to.
type MA struct {
	Element
	MACoefficients *MACoefficients
	Residuals      *Residuals
}

// MACoefficients holds moving average coefficients.
type MACoefficients struct {
	Element
	Array *NumArray `pmml:",need"`
}

// Residuals holds the last residuals of a series.
type Residuals struct {
	Element
	Array *NumArray `pmml:",need"`
}

// OutlierEffect is the effect of an event on a series.
type OutlierEffect struct {
	Element
	Type               OutlierEffectType `pmml:",need"`
	StartTime          float64
	Magnitude          float64
	DampingCoefficient Optional[float64]
}

// MaximumLikelihoodStat holds the state that exact least squares predicts from.
type MaximumLikelihoodStat struct {
	Element
	Method        MaximumLikelihoodMethod `pmml:",need"`
	PeriodDeficit Optional[int]
	State         MaximumLikelihoodState `pmml:",need"`
}

// MaximumLikelihoodState is one of *KalmanState and *ThetaRecursionState: the
// state of a MaximumLikelihoodStat. No other type can implement it.
//
//pmml:group state KalmanState ThetaRecursionState
type MaximumLikelihoodState interface {
	Node
	maximumLikelihoodState()
}

// KalmanState is the state of a Kalman filter.
type KalmanState struct {
	Element
	FinalOmega       *FinalOmega       `pmml:",need"`
	FinalStateVector *FinalStateVector `pmml:",need"`
	HVector          *HVector
}

// FinalOmega is the last covariance matrix of a Kalman filter.
type FinalOmega struct {
	Element
	Matrix *NumMatrix `pmml:",need"`
}

// FinalStateVector is the last state of a Kalman filter.
type FinalStateVector struct {
	Element
	Array *NumArray `pmml:",need"`
}

// HVector ties the state of a Kalman filter to the series.
type HVector struct {
	Element
	Array *NumArray `pmml:",need"`
}

// ThetaRecursionState is the state of a theta recursion.
type ThetaRecursionState struct {
	Element
	FinalNoise          *FinalNoise          `pmml:",need"`
	FinalPredictedNoise *FinalPredictedNoise `pmml:",need"`
	FinalTheta          *FinalTheta          `pmml:",need"`
	FinalNu             *FinalNu             `pmml:",need"`
}

// FinalNoise holds the last noise of a theta recursion.
type FinalNoise struct {
	Element
	Array *NumArray `pmml:",need"`
}

// FinalPredictedNoise holds the last predicted noise of a theta recursion.
type FinalPredictedNoise struct {
	Element
	Array *NumArray `pmml:",need"`
}

// FinalTheta holds the last theta of a theta recursion.
type FinalTheta struct {
	Element
	Thetas []*Theta
}

// Theta is a cell of FinalTheta.
type Theta struct {
	Element
	I     Optional[int]
	J     Optional[int]
	Theta Optional[float64]
}

// FinalNu holds the last nu of a theta recursion.
type FinalNu struct {
	Element
	Array *NumArray `pmml:",need"`
}

// ARIMAPredictionMethod (ARIMA@predictionMethod) is how an ARIMA predicts.
//
//pmml:words conditionalLeastSquares exactLeastSquares
type ARIMAPredictionMethod uint8

// The values of ARIMAPredictionMethod.
const (
	ARIMAPredictionMethodConditionalLeastSquares ARIMAPredictionMethod = iota + 1
	ARIMAPredictionMethodExactLeastSquares
)

// OutlierEffectType (OutlierEffect@type) is the kind of an OutlierEffect.
//
//pmml:words additive level transient seasonalAdditive trend innovational
type OutlierEffectType uint8

// The values of OutlierEffectType.
const (
	OutlierEffectTypeAdditive OutlierEffectType = iota + 1
	OutlierEffectTypeLevel
	OutlierEffectTypeTransient
	OutlierEffectTypeSeasonalAdditive
	OutlierEffectTypeTrend
	OutlierEffectTypeInnovational
)

// MaximumLikelihoodMethod (MaximumLikelihoodStat@method) is the algorithm of a
// MaximumLikelihoodStat.
//
//pmml:words kalman thetaRecursion
type MaximumLikelihoodMethod uint8

// The values of MaximumLikelihoodMethod.
const (
	MaximumLikelihoodMethodKalman MaximumLikelihoodMethod = iota + 1
	MaximumLikelihoodMethodThetaRecursion
)
