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
	Array        *NumArray `pmml:",need"`
}

// SeasonalFactor is a polynomial in seasons.
type SeasonalFactor struct {
	Element
	Difference   Optional[int]
	MaximumOrder Optional[int]
	Array        *NumArray `pmml:",need"`
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
	Array *NumArray `pmml:",need"`
}

// FutureValuesMethod (DynamicRegressor@futureValuesMethod) is where the future
// values of a regressor come from.
//
//pmml:words constant trend stored otherModel userSupplied
type FutureValuesMethod uint8

// The values of FutureValuesMethod.
const (
	FutureValuesMethodConstant FutureValuesMethod = iota + 1
	FutureValuesMethodTrend
	FutureValuesMethodStored
	FutureValuesMethodOtherModel
	FutureValuesMethodUserSupplied
)
