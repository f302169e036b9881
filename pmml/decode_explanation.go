package pmml

func (x *ModelExplanation) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("PredictiveModelQuality"):
			many(d, &x.PredictiveModelQualities)
		case d.is("ClusteringModelQuality"):
			many(d, &x.ClusteringModelQualities)
		case d.is("Correlations"):
			one(d, &x.Correlations)
		default:
			d.unknown()
		}
	}
}

func (x *PredictiveModelQuality) decode(d *decoder) {
	d.begin(&x.Element)
	x.TargetField = d.needText("targetField")
	x.DataName = d.text("dataName")
	x.DataUsage = enumeration[DataUsage](d, "dataUsage", dataUsageNames)
	x.MeanError = d.number("meanError")
	x.MeanAbsoluteError = d.number("meanAbsoluteError")
	x.MeanSquaredError = d.number("meanSquaredError")
	x.RootMeanSquaredError = d.number("rootMeanSquaredError")
	x.RSquared = d.number("r-squared")
	x.AdjRSquared = d.number("adj-r-squared")
	x.SumSquaredError = d.number("sumSquaredError")
	x.SumSquaredRegression = d.number("sumSquaredRegression")
	x.NumOfRecords = d.number("numOfRecords")
	x.NumOfRecordsWeighted = d.number("numOfRecordsWeighted")
	x.NumOfPredictors = d.number("numOfPredictors")
	x.DegreesOfFreedom = d.number("degreesOfFreedom")
	x.FStatistic = d.number("fStatistic")
	x.AIC = d.number("AIC")
	x.BIC = d.number("BIC")
	x.AICc = d.number("AICc")
	x.Accuracy = d.number("accuracy")
	x.AUC = d.number("AUC")
	x.Precision = d.number("precision")
	x.Recall = d.number("recall")
	x.Specificity = d.number("specificity")
	x.F1 = d.number("F1")
	x.F2 = d.number("F2")
	x.Fhalf = d.number("Fhalf")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ConfusionMatrix"):
			one(d, &x.ConfusionMatrix)
		case d.is("LiftData"):
			many(d, &x.LiftData)
		case d.is("ROC"):
			one(d, &x.ROC)
		default:
			d.unknown()
		}
	}
}

func (x *ClusteringModelQuality) decode(d *decoder) {
	d.begin(&x.Element)
	x.DataName = d.text("dataName")
	x.SSE = d.number("SSE")
	x.SSB = d.number("SSB")
	d.endAttributes()
	d.noChildren()
}

func (x *LiftData) decode(d *decoder) {
	d.begin(&x.Element)
	x.TargetFieldValue = d.text("targetFieldValue")
	x.TargetFieldDisplayValue = d.text("targetFieldDisplayValue")
	x.RankingQuality = d.number("rankingQuality")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ModelLiftGraph"):
			one(d, &x.ModelLiftGraph)
		case d.is("OptimumLiftGraph"):
			one(d, &x.OptimumLiftGraph)
		case d.is("RandomLiftGraph"):
			one(d, &x.RandomLiftGraph)
		default:
			d.unknown()
		}
	}
	if x.ModelLiftGraph == nil {
		d.missing("ModelLiftGraph")
	}
}

func (x *ModelLiftGraph) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("LiftGraph"):
			one(d, &x.LiftGraph)
		default:
			d.unknown()
		}
	}
	if x.LiftGraph == nil {
		d.missing("LiftGraph")
	}
}

func (x *OptimumLiftGraph) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("LiftGraph"):
			one(d, &x.LiftGraph)
		default:
			d.unknown()
		}
	}
	if x.LiftGraph == nil {
		d.missing("LiftGraph")
	}
}

func (x *RandomLiftGraph) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("LiftGraph"):
			one(d, &x.LiftGraph)
		default:
			d.unknown()
		}
	}
	if x.LiftGraph == nil {
		d.missing("LiftGraph")
	}
}

func (x *LiftGraph) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("XCoordinates"):
			one(d, &x.XCoordinates)
		case d.is("YCoordinates"):
			one(d, &x.YCoordinates)
		case d.is("BoundaryValues"):
			one(d, &x.BoundaryValues)
		case d.is("BoundaryValueMeans"):
			one(d, &x.BoundaryValueMeans)
		default:
			d.unknown()
		}
	}
	switch {
	case x.XCoordinates == nil:
		d.missing("XCoordinates")
	case x.YCoordinates == nil:
		d.missing("YCoordinates")
	}
}

func (x *XCoordinates) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *YCoordinates) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *BoundaryValues) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *BoundaryValueMeans) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *ROC) decode(d *decoder) {
	d.begin(&x.Element)
	x.PositiveTargetFieldValue = d.needText("positiveTargetFieldValue")
	x.PositiveTargetFieldDisplayValue = d.text("positiveTargetFieldDisplayValue")
	x.NegativeTargetFieldValue = d.text("negativeTargetFieldValue")
	x.NegativeTargetFieldDisplayValue = d.text("negativeTargetFieldDisplayValue")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ROCGraph"):
			one(d, &x.ROCGraph)
		default:
			d.unknown()
		}
	}
	if x.ROCGraph == nil {
		d.missing("ROCGraph")
	}
}

func (x *ROCGraph) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("XCoordinates"):
			one(d, &x.XCoordinates)
		case d.is("YCoordinates"):
			one(d, &x.YCoordinates)
		case d.is("BoundaryValues"):
			one(d, &x.BoundaryValues)
		default:
			d.unknown()
		}
	}
	switch {
	case x.XCoordinates == nil:
		d.missing("XCoordinates")
	case x.YCoordinates == nil:
		d.missing("YCoordinates")
	}
}

func (x *ConfusionMatrix) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ClassLabels"):
			one(d, &x.ClassLabels)
		case d.is("Matrix"):
			one(d, &x.Matrix)
		default:
			d.unknown()
		}
	}
	switch {
	case x.ClassLabels == nil:
		d.missing("ClassLabels")
	case x.Matrix == nil:
		d.missing("Matrix")
	}
}

func (x *ClassLabels) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *Correlations) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("CorrelationFields"):
			one(d, &x.CorrelationFields)
		case d.is("CorrelationValues"):
			one(d, &x.CorrelationValues)
		case d.is("CorrelationMethods"):
			one(d, &x.CorrelationMethods)
		default:
			d.unknown()
		}
	}
	switch {
	case x.CorrelationFields == nil:
		d.missing("CorrelationFields")
	case x.CorrelationValues == nil:
		d.missing("CorrelationValues")
	}
}

func (x *CorrelationFields) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &x.Array)
		default:
			d.unknown()
		}
	}
	if x.Array == nil {
		d.missing("Array")
	}
}

func (x *CorrelationValues) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &x.Matrix)
		default:
			d.unknown()
		}
	}
	if x.Matrix == nil {
		d.missing("Matrix")
	}
}

func (x *CorrelationMethods) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &x.Matrix)
		default:
			d.unknown()
		}
	}
	if x.Matrix == nil {
		d.missing("Matrix")
	}
}
