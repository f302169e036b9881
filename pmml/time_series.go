package pmml

// TimeSeriesModel continues a series of numbers. BestFit names which of its
// algorithms is used.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html
type TimeSeriesModel struct {
	ModelBase
	BestFit                    TimeSeriesAlgorithm
	TimeSeries                 []*TimeSeries
	SpectralAnalysis           *SpectralAnalysis
	ARIMA                      *ARIMA
	ExponentialSmoothing       *ExponentialSmoothing
	SeasonalTrendDecomposition *SeasonalTrendDecomposition
	StateSpaceModel            *StateSpaceModel
	GARCH                      *GARCH
}

// ElementName gives "TimeSeriesModel".
func (*TimeSeriesModel) ElementName() string { return "TimeSeriesModel" }

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
	StepSize       Optional[int]
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
	Array *NumArray
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

func (m *TimeSeriesModel) decode(d *decoder) {
	m.attributes(d)
	m.BestFit = needEnumeration[TimeSeriesAlgorithm](d, "bestFit", timeSeriesAlgorithmNames)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("TimeSeries"):
			many(d, &m.TimeSeries)
		case d.is("SpectralAnalysis"):
			one(d, &m.SpectralAnalysis)
		case d.is("ARIMA"):
			one(d, &m.ARIMA)
		case d.is("ExponentialSmoothing"):
			one(d, &m.ExponentialSmoothing)
		case d.is("SeasonalTrendDecomposition"):
			one(d, &m.SeasonalTrendDecomposition)
		case d.is("StateSpaceModel"):
			one(d, &m.StateSpaceModel)
		case d.is("GARCH"):
			one(d, &m.GARCH)
		default:
			d.unknown()
		}
	}
	m.finish(d)
}

func (t *TimeSeries) decode(d *decoder) {
	d.begin(&t.Element)
	t.Usage = enumeration[TimeSeriesUsage](d, "usage", timeSeriesUsageNames)
	t.StartTime = d.number("startTime")
	t.EndTime = d.number("endTime")
	t.InterpolationMethod = enumeration[InterpolationMethod](d, "interpolationMethod", interpolationMethodNames)
	t.Field = d.text("field")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TimeAnchor"):
			one(d, &t.TimeAnchor)
		case d.is("TimeException"):
			many(d, &t.TimeExceptions)
		case d.is("TimeValue"):
			manyValues(d, &t.TimeValues)
		default:
			d.unknown()
		}
	}
}

func (t *TimeValue) decode(d *decoder) {
	d.begin(&t.Element)
	t.Index = d.integer("index")
	t.Time = d.number("time")
	t.Value = d.needNumber("value")
	t.StandardError = d.number("standardError")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Timestamp"):
			one(d, &t.Timestamp)
		default:
			d.unknown()
		}
	}
}

func (t *TimeAnchor) decode(d *decoder) {
	d.begin(&t.Element)
	t.Type = enumeration[TimeAnchorType](d, "type", timeAnchorTypeNames)
	t.Offset = d.integer("offset")
	t.StepSize = d.integer("stepsize")
	t.DisplayName = d.text("displayName")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TimeCycle"):
			many(d, &t.TimeCycles)
		case d.is("TimeException"):
			many(d, &t.TimeExceptions)
		default:
			d.unknown()
		}
	}
}

func (t *TimeCycle) decode(d *decoder) {
	d.begin(&t.Element)
	t.Length = d.integer("length")
	t.Type = enumeration[ValidTimeSpec](d, "type", validTimeSpecNames)
	t.DisplayName = d.text("displayName")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &t.Array)
		default:
			d.unknown()
		}
	}
}

func (t *TimeException) decode(d *decoder) {
	d.begin(&t.Element)
	t.Type = enumeration[TimeExceptionType](d, "type", timeExceptionTypeNames)
	t.Count = d.integer("count")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &t.Array)
		default:
			d.unknown()
		}
	}
	if t.Array == nil {
		d.missing("Array")
	}
}

func (s *SpectralAnalysis) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	d.noChildren()
}

func (s *SeasonalTrendDecomposition) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	d.noChildren()
}

// TimeSeriesAlgorithm (TIMESERIES-ALGORITHM) is an algorithm of a
// TimeSeriesModel.
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

var timeSeriesAlgorithmNames = []string{"", "ARIMA", "ExponentialSmoothing", "SeasonalTrendDecomposition", "SpectralAnalysis", "StateSpaceModel", "GARCH"}

// String gives the word that the standard uses, "" for a value left out.
func (v TimeSeriesAlgorithm) String() string { return enumName(timeSeriesAlgorithmNames, uint8(v)) }

// TimeSeriesUsage (TIMESERIES-USAGE) is what a series is.
type TimeSeriesUsage uint8

// The values of TimeSeriesUsage.
const (
	TimeSeriesUsageOriginal TimeSeriesUsage = iota + 1
	TimeSeriesUsageLogical
	TimeSeriesUsagePrediction
)

var timeSeriesUsageNames = []string{"", "original", "logical", "prediction"}

// String gives the word that the standard uses, "" for a value left out.
func (v TimeSeriesUsage) String() string { return enumName(timeSeriesUsageNames, uint8(v)) }

// InterpolationMethod (INTERPOLATION-METHOD) is how gaps of a series are
// filled.
type InterpolationMethod uint8

// The values of InterpolationMethod.
const (
	InterpolationMethodNone InterpolationMethod = iota + 1
	InterpolationMethodLinear
	InterpolationMethodExponentialSpline
	InterpolationMethodCubicSpline
)

var interpolationMethodNames = []string{"", "none", "linear", "exponentialSpline", "cubicSpline"}

// String gives the word that the standard uses, "" for a value left out.
func (v InterpolationMethod) String() string { return enumName(interpolationMethodNames, uint8(v)) }

// TimeAnchorType (TIME-ANCHOR) is the unit of time of a series, and where it
// begins.
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

var timeAnchorTypeNames = []string{"", "dateTimeMillisecondsSince[0]", "dateTimeMillisecondsSince[1960]", "dateTimeMillisecondsSince[1970]", "dateTimeMillisecondsSince[1980]", "dateTimeSecondsSince[0]", "dateTimeSecondsSince[1960]", "dateTimeSecondsSince[1970]", "dateTimeSecondsSince[1980]", "dateDaysSince[0]", "dateDaysSince[1960]", "dateDaysSince[1970]", "dateDaysSince[1980]", "dateMonthsSince[0]", "dateMonthsSince[1960]", "dateMonthsSince[1970]", "dateMonthsSince[1980]", "dateYearsSince[0]"}

// String gives the word that the standard uses, "" for a value left out.
func (v TimeAnchorType) String() string { return enumName(timeAnchorTypeNames, uint8(v)) }

// ValidTimeSpec (VALID-TIME-SPEC) is how a TimeCycle lists its steps.
type ValidTimeSpec uint8

// The values of ValidTimeSpec.
const (
	ValidTimeSpecIncludeAll ValidTimeSpec = iota + 1
	ValidTimeSpecIncludeFromTo
	ValidTimeSpecExcludeFromTo
	ValidTimeSpecIncludeSet
	ValidTimeSpecExcludeSet
)

var validTimeSpecNames = []string{"", "includeAll", "includeFromTo", "excludeFromTo", "includeSet", "excludeSet"}

// String gives the word that the standard uses, "" for a value left out.
func (v ValidTimeSpec) String() string { return enumName(validTimeSpecNames, uint8(v)) }

// TimeExceptionType (TIME-EXCEPTION-TYPE) is whether the steps of a
// TimeException lack or exist.
type TimeExceptionType uint8

// The values of TimeExceptionType.
const (
	TimeExceptionTypeExclude TimeExceptionType = iota + 1
	TimeExceptionTypeInclude
)

var timeExceptionTypeNames = []string{"", "exclude", "include"}

// String gives the word that the standard uses, "" for a value left out.
func (v TimeExceptionType) String() string { return enumName(timeExceptionTypeNames, uint8(v)) }
