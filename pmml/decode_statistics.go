package pmml

func (x *ModelStats) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("UnivariateStats"):
			many(d, &x.UnivariateStats)
		case d.is("MultivariateStats"):
			many(d, &x.MultivariateStats)
		default:
			d.unknown()
		}
	}
}

func (x *UnivariateStats) decode(d *decoder) {
	d.begin(&x.Element)
	x.Field = d.text("field")
	x.Weighted = d.boolean("weighted")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Counts"):
			one(d, &x.Counts)
		case d.is("NumericInfo"):
			one(d, &x.NumericInfo)
		case d.is("DiscrStats"):
			one(d, &x.DiscrStats)
		case d.is("ContStats"):
			one(d, &x.ContStats)
		case d.is("Anova"):
			one(d, &x.Anova)
		default:
			d.unknown()
		}
	}
}

func (x *Counts) decode(d *decoder) {
	d.begin(&x.Element)
	x.TotalFreq = d.needNumber("totalFreq")
	x.MissingFreq = d.number("missingFreq")
	x.InvalidFreq = d.number("invalidFreq")
	x.Cardinality = d.integer("cardinality")
	d.endAttributes()
	d.noChildren()
}

func (x *NumericInfo) decode(d *decoder) {
	d.begin(&x.Element)
	x.Minimum = d.number("minimum")
	x.Maximum = d.number("maximum")
	x.Mean = d.number("mean")
	x.StandardDeviation = d.number("standardDeviation")
	x.Median = d.number("median")
	x.InterQuartileRange = d.number("interQuartileRange")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Quantile"):
			many(d, &x.Quantiles)
		default:
			d.unknown()
		}
	}
}

func (x *Quantile) decode(d *decoder) {
	d.begin(&x.Element)
	x.QuantileLimit = d.needNumber("quantileLimit")
	x.QuantileValue = d.needNumber("quantileValue")
	d.endAttributes()
	d.noChildren()
}

func (x *DiscrStats) decode(d *decoder) {
	d.begin(&x.Element)
	x.ModalValue = d.text("modalValue")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			many(d, &x.Arrays)
		default:
			d.unknown()
		}
	}
}

func (x *ContStats) decode(d *decoder) {
	d.begin(&x.Element)
	x.TotalValuesSum = d.number("totalValuesSum")
	x.TotalSquaresSum = d.number("totalSquaresSum")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Interval"):
			many(d, &x.Intervals)
		case d.is("Array"):
			many(d, &x.Arrays)
		default:
			d.unknown()
		}
	}
}

func (x *MultivariateStats) decode(d *decoder) {
	d.begin(&x.Element)
	x.TargetCategory = d.text("targetCategory")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("MultivariateStat"):
			many(d, &x.MultivariateStats)
		default:
			d.unknown()
		}
	}
}

func (x *MultivariateStat) decode(d *decoder) {
	d.begin(&x.Element)
	x.Name = d.text("name")
	x.Category = d.text("category")
	x.Exponent = d.integer("exponent")
	x.IsIntercept = d.boolean("isIntercept")
	x.Importance = d.number("importance")
	x.StdError = d.number("stdError")
	x.TValue = d.number("tValue")
	x.ChiSquareValue = d.number("chiSquareValue")
	x.FStatistic = d.number("fStatistic")
	x.DF = d.number("dF")
	x.PValueAlpha = d.number("pValueAlpha")
	x.PValueInitial = d.number("pValueInitial")
	x.PValueFinal = d.number("pValueFinal")
	x.ConfidenceLevel = d.number("confidenceLevel")
	x.ConfidenceLowerBound = d.number("confidenceLowerBound")
	x.ConfidenceUpperBound = d.number("confidenceUpperBound")
	d.endAttributes()
	d.noChildren()
}

func (x *Anova) decode(d *decoder) {
	d.begin(&x.Element)
	x.Target = d.text("target")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("AnovaRow"):
			many(d, &x.AnovaRows)
		default:
			d.unknown()
		}
	}
}

func (x *AnovaRow) decode(d *decoder) {
	d.begin(&x.Element)
	x.Type = needEnumeration[AnovaRowType](d, "type", anovaRowTypeNames)
	x.SumOfSquares = d.needNumber("sumOfSquares")
	x.DegreesOfFreedom = d.needNumber("degreesOfFreedom")
	x.MeanOfSquares = d.number("meanOfSquares")
	x.FValue = d.number("fValue")
	x.PValue = d.number("pValue")
	d.endAttributes()
	d.noChildren()
}

func (x *Partition) decode(d *decoder) {
	d.begin(&x.Element)
	x.Name = d.needText("name")
	x.Size = d.number("size")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PartitionFieldStats"):
			many(d, &x.PartitionFieldStats)
		default:
			d.unknown()
		}
	}
}

func (x *PartitionFieldStats) decode(d *decoder) {
	d.begin(&x.Element)
	x.Field = d.needText("field")
	x.Weighted = d.boolean("weighted")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Counts"):
			one(d, &x.Counts)
		case d.is("NumericInfo"):
			one(d, &x.NumericInfo)
		case d.is("Array"):
			many(d, &x.Arrays)
		default:
			d.unknown()
		}
	}
}
