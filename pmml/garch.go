package pmml

// GARCH continues a series and its variance.
//
// Spec: https://dmg.org/pmml/v4-4-1/TimeSeriesModel.html#xsdElement_GARCH
type GARCH struct {
	Element
	ARMAPart  *ARMAPart  `pmml:",need"`
	GARCHPart *GARCHPart `pmml:",need"`
}

// ARMAPart is the part about the series.
type ARMAPart struct {
	Element
	Constant Optional[float64]
	P        int
	Q        int
	AR       *AR `pmml:",need"`
	MA       *MA `pmml:",need"`
}

// GARCHPart is the part about the variance.
type GARCHPart struct {
	Element
	Constant                   Optional[float64]
	GP                         int
	GQ                         int
	ResidualSquareCoefficients *ResidualSquareCoefficients `pmml:",need"`
	VarianceCoefficients       *VarianceCoefficients       `pmml:",need"`
}

// ResidualSquareCoefficients holds the coefficients of past squared residuals.
type ResidualSquareCoefficients struct {
	Element
	Residuals      *Residuals
	MACoefficients *MACoefficients
}

// VarianceCoefficients holds the coefficients of past variances.
type VarianceCoefficients struct {
	Element
	PastVariances  *PastVariances
	MACoefficients *MACoefficients
}

// PastVariances holds the last variances.
type PastVariances struct {
	Element
	Array *NumArray `pmml:",need"`
}
