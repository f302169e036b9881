package pmml

// TimeSeriesModel continues a series of numbers. BestFit names which of its
// algorithms is used.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html
type TimeSeriesModel struct {
	ModelBase
	BestFit                    TimeSeriesAlgorithm `pmml:",need"`
	TimeSeries                 []*TimeSeries
	SpectralAnalysis           *SpectralAnalysis
	ARIMA                      *ARIMA
	ExponentialSmoothing       *ExponentialSmoothing
	SeasonalTrendDecomposition *SeasonalTrendDecomposition
	StateSpaceModel            *StateSpaceModel
	GARCH                      *GARCH
}

// TimeSeries is a series: data, or stored predictions.
type TimeSeries struct {
	Element
	Usage               TimeSeriesUsage
	StartTime           Optional[float64]
	EndTime             Optional[float64]
	InterpolationMethod InterpolationMethod
	Field               Optional[string]
	TimeAnchor          *TimeAnchor
	TimeExceptions      []*TimeException // PMML 4.0
	TimeValues          []TimeValue
}

// TimeValue is a number of a series, and its place or time.
type TimeValue struct {
	Element
	Index         Optional[int]
	Time          Optional[float64]
	Value         float64
	StandardError Optional[float64]
	Timestamp     *Timestamp
}

// TimeAnchor ties the places of a series to the calendar.
type TimeAnchor struct {
	Element
	Type           TimeAnchorType
	Offset         Optional[int]
	StepSize       Optional[int] `pmml:"stepsize"`
	DisplayName    Optional[string]
	TimeCycles     []*TimeCycle
	TimeExceptions []*TimeException
}

// TimeCycle says which steps of a cycle exist, as the days of a working week.
type TimeCycle struct {
	Element
	Length      Optional[int]
	Type        ValidTimeSpec
	DisplayName Optional[string]
	Array       *NumArray
}

// TimeException lists steps that exist or lack against the cycles, as holidays.
type TimeException struct {
	Element
	Type  TimeExceptionType
	Count Optional[int]
	Array *NumArray `pmml:",need"`
}

// SpectralAnalysis is named by the standard, which gives it no content.
type SpectralAnalysis struct {
	Element
}

// SeasonalTrendDecomposition is named by the standard, which gives it no
// content.
type SeasonalTrendDecomposition struct {
	Element
}

// TimeSeriesAlgorithm (TIMESERIES-ALGORITHM) is an algorithm of a
// TimeSeriesModel.
//
//pmml:words ARIMA ExponentialSmoothing SeasonalTrendDecomposition SpectralAnalysis StateSpaceModel GARCH
type TimeSeriesAlgorithm uint8

// The values of TimeSeriesAlgorithm.
const (
	TimeSeriesAlgorithmARIMA TimeSeriesAlgorithm = iota + 1
	TimeSeriesAlgorithmExponentialSmoothing
	TimeSeriesAlgorithmSeasonalTrendDecomposition
	TimeSeriesAlgorithmSpectralAnalysis
	TimeSeriesAlgorithmStateSpaceModel
	TimeSeriesAlgorithmGARCH
)

// TimeSeriesUsage (TIMESERIES-USAGE) is what a series is.
//
//pmml:words original logical prediction
type TimeSeriesUsage uint8

// The values of TimeSeriesUsage.
const (
	TimeSeriesUsageOriginal TimeSeriesUsage = iota + 1
	TimeSeriesUsageLogical
	TimeSeriesUsagePrediction
)

// InterpolationMethod (INTERPOLATION-METHOD) is how gaps of a series are
// filled.
//
//pmml:words none linear exponentialSpline cubicSpline
type InterpolationMethod uint8

// The values of InterpolationMethod.
const (
	InterpolationMethodNone InterpolationMethod = iota + 1
	InterpolationMethodLinear
	InterpolationMethodExponentialSpline
	InterpolationMethodCubicSpline
)

// TimeAnchorType (TIME-ANCHOR) is the unit of time of a series, and where it
// begins.
//
//pmml:words dateTimeMillisecondsSince[0] dateTimeMillisecondsSince[1960] dateTimeMillisecondsSince[1970] dateTimeMillisecondsSince[1980] dateTimeSecondsSince[0] dateTimeSecondsSince[1960] dateTimeSecondsSince[1970] dateTimeSecondsSince[1980] dateDaysSince[0] dateDaysSince[1960] dateDaysSince[1970] dateDaysSince[1980] dateMonthsSince[0] dateMonthsSince[1960] dateMonthsSince[1970] dateMonthsSince[1980] dateYearsSince[0]
type TimeAnchorType uint8

// The values of TimeAnchorType.
const (
	TimeAnchorTypeDateTimeMillisecondsSince0 TimeAnchorType = iota + 1
	TimeAnchorTypeDateTimeMillisecondsSince1960
	TimeAnchorTypeDateTimeMillisecondsSince1970
	TimeAnchorTypeDateTimeMillisecondsSince1980
	TimeAnchorTypeDateTimeSecondsSince0
	TimeAnchorTypeDateTimeSecondsSince1960
	TimeAnchorTypeDateTimeSecondsSince1970
	TimeAnchorTypeDateTimeSecondsSince1980
	TimeAnchorTypeDateDaysSince0
	TimeAnchorTypeDateDaysSince1960
	TimeAnchorTypeDateDaysSince1970
	TimeAnchorTypeDateDaysSince1980
	TimeAnchorTypeDateMonthsSince0
	TimeAnchorTypeDateMonthsSince1960
	TimeAnchorTypeDateMonthsSince1970
	TimeAnchorTypeDateMonthsSince1980
	TimeAnchorTypeDateYearsSince0
)

// ValidTimeSpec (VALID-TIME-SPEC) is how a TimeCycle lists its steps.
//
//pmml:words includeAll includeFromTo excludeFromTo includeSet excludeSet
type ValidTimeSpec uint8

// The values of ValidTimeSpec.
const (
	ValidTimeSpecIncludeAll ValidTimeSpec = iota + 1
	ValidTimeSpecIncludeFromTo
	ValidTimeSpecExcludeFromTo
	ValidTimeSpecIncludeSet
	ValidTimeSpecExcludeSet
)

// TimeExceptionType (TIME-EXCEPTION-TYPE) is whether the steps of a
// TimeException lack or exist.
//
//pmml:words exclude include
type TimeExceptionType uint8

// The values of TimeExceptionType.
const (
	TimeExceptionTypeExclude TimeExceptionType = iota + 1
	TimeExceptionTypeInclude
)
