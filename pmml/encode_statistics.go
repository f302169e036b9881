package pmml

func (x *ModelStats) encode(e *encoder) {
	e.begin("ModelStats", &x.Element)
	e.endAttributes()
	writeMany(e, x.UnivariateStats)
	writeMany(e, x.MultivariateStats)
	e.end()
}

func (x *UnivariateStats) encode(e *encoder) {
	e.begin("UnivariateStats", &x.Element)
	e.text("field", x.Field)
	e.choice("weighted", "1", "0", x.Weighted)
	e.endAttributes()
	writeOne(e, x.Counts)
	writeOne(e, x.NumericInfo)
	writeOne(e, x.DiscrStats)
	writeOne(e, x.ContStats)
	writeOne(e, x.Anova)
	e.end()
}

func (x *Counts) encode(e *encoder) {
	e.begin("Counts", &x.Element)
	e.needNumber("totalFreq", x.TotalFreq)
	e.number("missingFreq", x.MissingFreq)
	e.number("invalidFreq", x.InvalidFreq)
	e.integer("cardinality", x.Cardinality)
	e.endAttributes()
	e.end()
}

func (x *NumericInfo) encode(e *encoder) {
	e.begin("NumericInfo", &x.Element)
	e.number("minimum", x.Minimum)
	e.number("maximum", x.Maximum)
	e.number("mean", x.Mean)
	e.number("standardDeviation", x.StandardDeviation)
	e.number("median", x.Median)
	e.number("interQuartileRange", x.InterQuartileRange)
	e.endAttributes()
	writeMany(e, x.Quantiles)
	e.end()
}

func (x *Quantile) encode(e *encoder) {
	e.begin("Quantile", &x.Element)
	e.needNumber("quantileLimit", x.QuantileLimit)
	e.needNumber("quantileValue", x.QuantileValue)
	e.endAttributes()
	e.end()
}

func (x *DiscrStats) encode(e *encoder) {
	e.begin("DiscrStats", &x.Element)
	e.text("modalValue", x.ModalValue)
	e.endAttributes()
	writeMany(e, x.Arrays)
	e.end()
}

func (x *ContStats) encode(e *encoder) {
	e.begin("ContStats", &x.Element)
	e.number("totalValuesSum", x.TotalValuesSum)
	e.number("totalSquaresSum", x.TotalSquaresSum)
	e.endAttributes()
	writeMany(e, x.Intervals)
	writeMany(e, x.Arrays)
	e.end()
}

func (x *MultivariateStats) encode(e *encoder) {
	e.begin("MultivariateStats", &x.Element)
	e.text("targetCategory", x.TargetCategory)
	e.endAttributes()
	writeMany(e, x.MultivariateStats)
	e.end()
}

func (x *MultivariateStat) encode(e *encoder) {
	e.begin("MultivariateStat", &x.Element)
	e.text("name", x.Name)
	e.text("category", x.Category)
	e.integer("exponent", x.Exponent)
	e.boolean("isIntercept", x.IsIntercept)
	e.number("importance", x.Importance)
	e.number("stdError", x.StdError)
	e.number("tValue", x.TValue)
	e.number("chiSquareValue", x.ChiSquareValue)
	e.number("fStatistic", x.FStatistic)
	e.number("dF", x.DF)
	e.number("pValueAlpha", x.PValueAlpha)
	e.number("pValueInitial", x.PValueInitial)
	e.number("pValueFinal", x.PValueFinal)
	e.number("confidenceLevel", x.ConfidenceLevel)
	e.number("confidenceLowerBound", x.ConfidenceLowerBound)
	e.number("confidenceUpperBound", x.ConfidenceUpperBound)
	e.endAttributes()
	e.end()
}

func (x *Anova) encode(e *encoder) {
	e.begin("Anova", &x.Element)
	e.text("target", x.Target)
	e.endAttributes()
	writeMany(e, x.AnovaRows)
	e.end()
}

func (x *AnovaRow) encode(e *encoder) {
	e.begin("AnovaRow", &x.Element)
	needWord(e, "type", anovaRowTypeNames, x.Type)
	e.needNumber("sumOfSquares", x.SumOfSquares)
	e.needNumber("degreesOfFreedom", x.DegreesOfFreedom)
	e.number("meanOfSquares", x.MeanOfSquares)
	e.number("fValue", x.FValue)
	e.number("pValue", x.PValue)
	e.endAttributes()
	e.end()
}

func (x *Partition) encode(e *encoder) {
	e.begin("Partition", &x.Element)
	e.needText("name", x.Name)
	e.number("size", x.Size)
	e.endAttributes()
	writeMany(e, x.PartitionFieldStats)
	e.end()
}

func (x *PartitionFieldStats) encode(e *encoder) {
	e.begin("PartitionFieldStats", &x.Element)
	e.needText("field", x.Field)
	e.choice("weighted", "1", "0", x.Weighted)
	e.endAttributes()
	writeOne(e, x.Counts)
	writeOne(e, x.NumericInfo)
	writeMany(e, x.Arrays)
	e.end()
}
