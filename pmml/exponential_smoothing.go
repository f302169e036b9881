package pmml

// ExponentialSmoothing continues a level, a trend and a season.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_ExponentialSmoothing
type ExponentialSmoothing struct {
	Element
	RMSE           Optional[float64] `pmml:"RMSE"`
	Transformation TimeSeriesTransformation
	Level          *Level `pmml:",need"`
	Trend          *TrendExpoSmooth
	Seasonality    *SeasonalityExpoSmooth
	TimeValues     []TimeValue
}

// Level is the level of a series. Its quadratic and cubic values are of PMML
// 4.0.
type Level struct {
	Element
	Alpha                  Optional[float64]
	SmoothedValue          Optional[float64]
	QuadraticSmoothedValue Optional[float64]
	CubicSmoothedValue     Optional[float64]
}

// TrendExpoSmooth (Trend_ExpoSmooth; Trend in PMML 4.0) is the trend of a
// series.
//
//pmml:element Trend_ExpoSmooth
type TrendExpoSmooth struct {
	Element
	Trend         Trend
	Gamma         Optional[float64]
	Phi           Optional[float64]
	SmoothedValue Optional[float64]
	Array         *NumArray
}

// SeasonalityExpoSmooth (Seasonality_ExpoSmooth) is the season of a series:
// Array holds a value for each place of its period.
//
//pmml:element Seasonality_ExpoSmooth
type SeasonalityExpoSmooth struct {
	Element
	Type   SeasonalityType `pmml:",need"`
	Period int
	Unit   Optional[string]
	Phase  Optional[int]
	Delta  Optional[float64]
	Array  *NumArray `pmml:",need"`
}

// TimeSeriesTransformation (ARIMA@transformation) is how the numbers of a
// series were transformed.
//
//pmml:words none logarithmic squareroot
type TimeSeriesTransformation uint8

// The values of TimeSeriesTransformation.
const (
	TimeSeriesTransformationNone TimeSeriesTransformation = iota + 1
	TimeSeriesTransformationLogarithmic
	TimeSeriesTransformationSquareRoot
)

// Trend (Trend_ExpoSmooth@trend) is the kind of a trend. double_exponential is
// of PMML 4.0.
//
//pmml:words additive damped_additive multiplicative damped_multiplicative double_exponential polynomial_exponential
type Trend uint8

// The values of Trend.
const (
	TrendAdditive Trend = iota + 1
	TrendDampedAdditive
	TrendMultiplicative
	TrendDampedMultiplicative
	TrendDoubleExponential
	TrendPolynomialExponential
)

// SeasonalityType (Seasonality_ExpoSmooth@type) is how a season enters.
//
//pmml:words additive multiplicative
type SeasonalityType uint8

// The values of SeasonalityType.
const (
	SeasonalityTypeAdditive SeasonalityType = iota + 1
	SeasonalityTypeMultiplicative
)
