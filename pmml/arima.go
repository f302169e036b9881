package pmml

// ARIMA is an autoregressive integrated moving average.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_ARIMA
type ARIMA struct {
	Element
	RMSE                  Optional[float64]
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
	P      Optional[int]
	D      Optional[int]
	Q      Optional[int]
	Period int
	AR     *AR
	MA     *MA
}

// AR holds autoregressive coefficients.
type AR struct {
	Element
	Array *NumArray
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
	Array *NumArray
}

// Residuals holds the last residuals of a series.
type Residuals struct {
	Element
	Array *NumArray
}

// OutlierEffect is the effect of an event on a series.
type OutlierEffect struct {
	Element
	Type               OutlierEffectType
	StartTime          float64
	Magnitude          float64
	DampingCoefficient Optional[float64]
}

// MaximumLikelihoodStat holds the state that exact least squares predicts from.
type MaximumLikelihoodStat struct {
	Element
	Method        MaximumLikelihoodMethod
	PeriodDeficit Optional[int]
	State         MaximumLikelihoodState
}

// MaximumLikelihoodState is one of *KalmanState and *ThetaRecursionState: the
// state of a MaximumLikelihoodStat. No other type can implement it.
type MaximumLikelihoodState interface {
	Node
	maximumLikelihoodState()
}

func (*KalmanState) maximumLikelihoodState()         {}
func (*ThetaRecursionState) maximumLikelihoodState() {}

// KalmanState is the state of a Kalman filter.
type KalmanState struct {
	Element
	FinalOmega       *FinalOmega
	FinalStateVector *FinalStateVector
	HVector          *HVector
}

// FinalOmega is the last covariance matrix of a Kalman filter.
type FinalOmega struct {
	Element
	Matrix *NumMatrix
}

// FinalStateVector is the last state of a Kalman filter.
type FinalStateVector struct {
	Element
	Array *NumArray
}

// HVector ties the state of a Kalman filter to the series.
type HVector struct {
	Element
	Array *NumArray
}

// ThetaRecursionState is the state of a theta recursion.
type ThetaRecursionState struct {
	Element
	FinalNoise          *FinalNoise
	FinalPredictedNoise *FinalPredictedNoise
	FinalTheta          *FinalTheta
	FinalNu             *FinalNu
}

// FinalNoise holds the last noise of a theta recursion.
type FinalNoise struct {
	Element
	Array *NumArray
}

// FinalPredictedNoise holds the last predicted noise of a theta recursion.
type FinalPredictedNoise struct {
	Element
	Array *NumArray
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
	Array *NumArray
}

func (a *ARIMA) decode(d *decoder) {
	d.begin(&a.Element)
	a.RMSE = d.number("RMSE")
	a.Transformation = enumeration[TimeSeriesTransformation](d, "transformation", timeSeriesTransformationNames)
	a.ConstantTerm = d.number("constantTerm")
	a.PredictionMethod = enumeration[ARIMAPredictionMethod](d, "predictionMethod", arimaPredictionMethodNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NonseasonalComponent"):
			one(d, &a.NonseasonalComponent)
		case d.is("SeasonalComponent"):
			one(d, &a.SeasonalComponent)
		case d.is("DynamicRegressor"):
			many(d, &a.DynamicRegressors)
		case d.is("MaximumLikelihoodStat"):
			one(d, &a.MaximumLikelihoodStat)
		case d.is("OutlierEffect"):
			many(d, &a.OutlierEffects)
		default:
			d.unknown()
		}
	}
}

func (n *NonseasonalComponent) decode(d *decoder) {
	d.begin(&n.Element)
	n.P = d.integer("p")
	n.D = d.integer("d")
	n.Q = d.integer("q")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("AR"):
			one(d, &n.AR)
		case d.is("MA"):
			one(d, &n.MA)
		default:
			d.unknown()
		}
	}
}

func (s *SeasonalComponent) decode(d *decoder) {
	d.begin(&s.Element)
	s.P = d.integer("P")
	s.D = d.integer("D")
	s.Q = d.integer("Q")
	s.Period = d.needInteger("period")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("AR"):
			one(d, &s.AR)
		case d.is("MA"):
			one(d, &s.MA)
		default:
			d.unknown()
		}
	}
}

func (a *AR) decode(d *decoder) {
	d.begin(&a.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &a.Array)
		default:
			d.unknown()
		}
	}
	if a.Array == nil {
		d.missing("Array")
	}
}

func (m *MA) decode(d *decoder) {
	d.begin(&m.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("MACoefficients"):
			one(d, &m.MACoefficients)
		case d.is("Residuals"):
			one(d, &m.Residuals)
		default:
			d.unknown()
		}
	}
}

func (m *MACoefficients) decode(d *decoder) {
	d.begin(&m.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &m.Array)
		default:
			d.unknown()
		}
	}
	if m.Array == nil {
		d.missing("Array")
	}
}

func (r *Residuals) decode(d *decoder) {
	d.begin(&r.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &r.Array)
		default:
			d.unknown()
		}
	}
	if r.Array == nil {
		d.missing("Array")
	}
}

func (o *OutlierEffect) decode(d *decoder) {
	d.begin(&o.Element)
	o.Type = needEnumeration[OutlierEffectType](d, "type", outlierEffectTypeNames)
	o.StartTime = d.needNumber("startTime")
	o.Magnitude = d.needNumber("magnitude")
	o.DampingCoefficient = d.number("dampingCoefficient")
	d.endAttributes()
	d.noChildren()
}

func (m *MaximumLikelihoodStat) decode(d *decoder) {
	d.begin(&m.Element)
	m.Method = needEnumeration[MaximumLikelihoodMethod](d, "method", maximumLikelihoodMethodNames)
	m.PeriodDeficit = d.integer("periodDeficit")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isMaximumLikelihoodState():
			oneOf(d, &m.State, "state", d.maximumLikelihoodState)
		default:
			d.unknown()
		}
	}
	if m.State == nil {
		d.missing("of the group of states")
	}
}

func (k *KalmanState) decode(d *decoder) {
	d.begin(&k.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FinalOmega"):
			one(d, &k.FinalOmega)
		case d.is("FinalStateVector"):
			one(d, &k.FinalStateVector)
		case d.is("HVector"):
			one(d, &k.HVector)
		default:
			d.unknown()
		}
	}
	switch {
	case k.FinalOmega == nil:
		d.missing("FinalOmega")
	case k.FinalStateVector == nil:
		d.missing("FinalStateVector")
	}
}

func (f *FinalOmega) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &f.Matrix)
		default:
			d.unknown()
		}
	}
	if f.Matrix == nil {
		d.missing("Matrix")
	}
}

func (f *FinalStateVector) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &f.Array)
		default:
			d.unknown()
		}
	}
	if f.Array == nil {
		d.missing("Array")
	}
}

func (h *HVector) decode(d *decoder) {
	d.begin(&h.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &h.Array)
		default:
			d.unknown()
		}
	}
	if h.Array == nil {
		d.missing("Array")
	}
}

func (t *ThetaRecursionState) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FinalNoise"):
			one(d, &t.FinalNoise)
		case d.is("FinalPredictedNoise"):
			one(d, &t.FinalPredictedNoise)
		case d.is("FinalTheta"):
			one(d, &t.FinalTheta)
		case d.is("FinalNu"):
			one(d, &t.FinalNu)
		default:
			d.unknown()
		}
	}
	switch {
	case t.FinalNoise == nil:
		d.missing("FinalNoise")
	case t.FinalPredictedNoise == nil:
		d.missing("FinalPredictedNoise")
	case t.FinalTheta == nil:
		d.missing("FinalTheta")
	case t.FinalNu == nil:
		d.missing("FinalNu")
	}
}

func (f *FinalNoise) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &f.Array)
		default:
			d.unknown()
		}
	}
	if f.Array == nil {
		d.missing("Array")
	}
}

func (f *FinalPredictedNoise) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &f.Array)
		default:
			d.unknown()
		}
	}
	if f.Array == nil {
		d.missing("Array")
	}
}

func (f *FinalTheta) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Theta"):
			many(d, &f.Thetas)
		default:
			d.unknown()
		}
	}
}

func (t *Theta) decode(d *decoder) {
	d.begin(&t.Element)
	t.I = d.integer("i")
	t.J = d.integer("j")
	t.Theta = d.number("theta")
	d.endAttributes()
	d.noChildren()
}

func (f *FinalNu) decode(d *decoder) {
	d.begin(&f.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &f.Array)
		default:
			d.unknown()
		}
	}
	if f.Array == nil {
		d.missing("Array")
	}
}

// isMaximumLikelihoodState says whether the current child is a state of a MaximumLikelihoodStat.
func (d *decoder) isMaximumLikelihoodState() bool {
	return d.isOneOf("KalmanState", "ThetaRecursionState")
}

// maximumLikelihoodState decodes the current child, a state of a MaximumLikelihoodStat.
func (d *decoder) maximumLikelihoodState() MaximumLikelihoodState {
	if d.current == "KalmanState" {
		return decodeNew[KalmanState](d)
	}
	return decodeNew[ThetaRecursionState](d)
}

// ARIMAPredictionMethod (ARIMA@predictionMethod) is how an ARIMA predicts.
type ARIMAPredictionMethod uint8

// The values of ARIMAPredictionMethod.
const (
	ARIMAPredictionMethodConditionalLeastSquares ARIMAPredictionMethod = iota + 1
	ARIMAPredictionMethodExactLeastSquares
)

var arimaPredictionMethodNames = []string{"", "conditionalLeastSquares", "exactLeastSquares"}

// String gives the word that the standard uses, "" for a value left out.
func (v ARIMAPredictionMethod) String() string { return enumName(arimaPredictionMethodNames, uint8(v)) }

// OutlierEffectType (OutlierEffect@type) is the kind of an OutlierEffect.
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

var outlierEffectTypeNames = []string{"", "additive", "level", "transient", "seasonalAdditive", "trend", "innovational"}

// String gives the word that the standard uses, "" for a value left out.
func (v OutlierEffectType) String() string { return enumName(outlierEffectTypeNames, uint8(v)) }

// MaximumLikelihoodMethod (MaximumLikelihoodStat@method) is the algorithm of a
// MaximumLikelihoodStat.
type MaximumLikelihoodMethod uint8

// The values of MaximumLikelihoodMethod.
const (
	MaximumLikelihoodMethodKalman MaximumLikelihoodMethod = iota + 1
	MaximumLikelihoodMethodThetaRecursion
)

var maximumLikelihoodMethodNames = []string{"", "kalman", "thetaRecursion"}

// String gives the word that the standard uses, "" for a value left out.
func (v MaximumLikelihoodMethod) String() string {
	return enumName(maximumLikelihoodMethodNames, uint8(v))
}
