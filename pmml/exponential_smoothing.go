package pmml

// ExponentialSmoothing continues a level, a trend and a season.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_ExponentialSmoothing
type ExponentialSmoothing struct {
	Element
	RMSE           Optional[float64]
	Transformation TimeSeriesTransformation
	Level          *Level
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
type SeasonalityExpoSmooth struct {
	Element
	Type   SeasonalityType
	Period int
	Unit   Optional[string]
	Phase  Optional[int]
	Delta  Optional[float64]
	Array  *NumArray
}

func (x *ExponentialSmoothing) decode(d *decoder) {
	d.begin(&x.Element)
	x.RMSE = d.number("RMSE")
	x.Transformation = enumeration[TimeSeriesTransformation](d, "transformation", timeSeriesTransformationNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Level"):
			one(d, &x.Level)
		case d.is("Trend_ExpoSmooth"):
			one(d, &x.Trend)
		case d.is("Seasonality_ExpoSmooth"):
			one(d, &x.Seasonality)
		case d.is("TimeValue"):
			manyValues(d, &x.TimeValues)
		default:
			d.unknown()
		}
	}
	if x.Level == nil {
		d.missing("Level")
	}
}

func (l *Level) decode(d *decoder) {
	d.begin(&l.Element)
	l.Alpha = d.number("alpha")
	l.SmoothedValue = d.number("smoothedValue")
	l.QuadraticSmoothedValue = d.number("quadraticSmoothedValue")
	l.CubicSmoothedValue = d.number("cubicSmoothedValue")
	d.endAttributes()
	d.noChildren()
}

func (t *TrendExpoSmooth) decode(d *decoder) {
	d.begin(&t.Element)
	t.Trend = enumeration[Trend](d, "trend", trendNames)
	t.Gamma = d.number("gamma")
	t.Phi = d.number("phi")
	t.SmoothedValue = d.number("smoothedValue")
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

func (s *SeasonalityExpoSmooth) decode(d *decoder) {
	d.begin(&s.Element)
	s.Type = needEnumeration[SeasonalityType](d, "type", seasonalityTypeNames)
	s.Period = d.needInteger("period")
	s.Unit = d.text("unit")
	s.Phase = d.integer("phase")
	s.Delta = d.number("delta")
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

// TimeSeriesTransformation (ARIMA@transformation) is how the numbers of a
// series were transformed.
type TimeSeriesTransformation uint8

// The values of TimeSeriesTransformation.
const (
	TimeSeriesTransformationNone TimeSeriesTransformation = iota + 1
	TimeSeriesTransformationLogarithmic
	TimeSeriesTransformationSquareRoot
)

var timeSeriesTransformationNames = []string{"", "none", "logarithmic", "squareroot"}

// String gives the word that the standard uses, "" for a value left out.
func (v TimeSeriesTransformation) String() string {
	return enumName(timeSeriesTransformationNames, uint8(v))
}

// Trend (Trend_ExpoSmooth@trend) is the kind of a trend. double_exponential is
// of PMML 4.0.
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

var trendNames = []string{"", "additive", "damped_additive", "multiplicative", "damped_multiplicative", "double_exponential", "polynomial_exponential"}

// String gives the word that the standard uses, "" for a value left out.
func (v Trend) String() string { return enumName(trendNames, uint8(v)) }

// SeasonalityType (Seasonality_ExpoSmooth@type) is how a season enters.
type SeasonalityType uint8

// The values of SeasonalityType.
const (
	SeasonalityTypeAdditive SeasonalityType = iota + 1
	SeasonalityTypeMultiplicative
)

var seasonalityTypeNames = []string{"", "additive", "multiplicative"}

// String gives the word that the standard uses, "" for a value left out.
func (v SeasonalityType) String() string { return enumName(seasonalityTypeNames, uint8(v)) }
