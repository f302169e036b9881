package pmml

// DynamicRegressor is a field that acts on a series, through a transfer
// function.
//
// Spec:
// https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_DynamicRegressor
type DynamicRegressor struct {
	Element
	Field              string
	Transformation     TimeSeriesTransformation
	Delay              Optional[int]
	FutureValuesMethod FutureValuesMethod
	TargetField        Optional[string]
	Numerator          *Numerator
	Denominator        *Denominator
	RegressorValues    *RegressorValues
}

// Numerator is the numerator of a transfer function.
type Numerator struct {
	Element
	NonseasonalFactor *NonseasonalFactor
	SeasonalFactor    *SeasonalFactor
}

// Denominator is the denominator of a transfer function.
type Denominator struct {
	Element
	NonseasonalFactor *NonseasonalFactor
	SeasonalFactor    *SeasonalFactor
}

// NonseasonalFactor is a polynomial in steps.
type NonseasonalFactor struct {
	Element
	Difference   Optional[int]
	MaximumOrder Optional[int]
	Array        *NumArray
}

// SeasonalFactor is a polynomial in seasons.
type SeasonalFactor struct {
	Element
	Difference   Optional[int]
	MaximumOrder Optional[int]
	Array        *NumArray
}

// RegressorValues gives the values of a regressor, or how to continue them.
type RegressorValues struct {
	Element
	TimeSeries             *TimeSeries
	TrendCoefficients      *TrendCoefficients
	TransferFunctionValues *TransferFunctionValues
}

// TrendCoefficients is the polynomial that continues a regressor.
type TrendCoefficients struct {
	Element
	SparseArray *RealSparseArray
}

// TransferFunctionValues holds the last values of a transfer function.
type TransferFunctionValues struct {
	Element
	Array *NumArray
}

func (x *DynamicRegressor) decode(d *decoder) {
	d.begin(&x.Element)
	x.Field = d.needText("field")
	x.Transformation = enumeration[TimeSeriesTransformation](d, "transformation", timeSeriesTransformationNames)
	x.Delay = d.integer("delay")
	x.FutureValuesMethod = enumeration[FutureValuesMethod](d, "futureValuesMethod", futureValuesMethodNames)
	x.TargetField = d.text("targetField")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Numerator"):
			one(d, &x.Numerator)
		case d.is("Denominator"):
			one(d, &x.Denominator)
		case d.is("RegressorValues"):
			one(d, &x.RegressorValues)
		default:
			d.unknown()
		}
	}
}

func (n *Numerator) decode(d *decoder) {
	d.begin(&n.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NonseasonalFactor"):
			one(d, &n.NonseasonalFactor)
		case d.is("SeasonalFactor"):
			one(d, &n.SeasonalFactor)
		default:
			d.unknown()
		}
	}
}

func (x *Denominator) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NonseasonalFactor"):
			one(d, &x.NonseasonalFactor)
		case d.is("SeasonalFactor"):
			one(d, &x.SeasonalFactor)
		default:
			d.unknown()
		}
	}
}

func (n *NonseasonalFactor) decode(d *decoder) {
	d.begin(&n.Element)
	n.Difference = d.integer("difference")
	n.MaximumOrder = d.integer("maximumOrder")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &n.Array)
		default:
			d.unknown()
		}
	}
	if n.Array == nil {
		d.missing("Array")
	}
}

func (s *SeasonalFactor) decode(d *decoder) {
	d.begin(&s.Element)
	s.Difference = d.integer("difference")
	s.MaximumOrder = d.integer("maximumOrder")
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

func (r *RegressorValues) decode(d *decoder) {
	d.begin(&r.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TimeSeries"):
			one(d, &r.TimeSeries)
		case d.is("TrendCoefficients"):
			one(d, &r.TrendCoefficients)
		case d.is("TransferFunctionValues"):
			one(d, &r.TransferFunctionValues)
		default:
			d.unknown()
		}
	}
}

func (t *TrendCoefficients) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("REAL-SparseArray"):
			one(d, &t.SparseArray)
		default:
			d.unknown()
		}
	}
}

func (t *TransferFunctionValues) decode(d *decoder) {
	d.begin(&t.Element)
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

// FutureValuesMethod (DynamicRegressor@futureValuesMethod) is where the future
// values of a regressor come from.
type FutureValuesMethod uint8

// The values of FutureValuesMethod.
const (
	FutureValuesMethodConstant FutureValuesMethod = iota + 1
	FutureValuesMethodTrend
	FutureValuesMethodStored
	FutureValuesMethodOtherModel
	FutureValuesMethodUserSupplied
)

var futureValuesMethodNames = []string{"", "constant", "trend", "stored", "otherModel", "userSupplied"}

// String gives the word that the standard uses, "" for a value left out.
func (v FutureValuesMethod) String() string { return enumName(futureValuesMethodNames, uint8(v)) }
