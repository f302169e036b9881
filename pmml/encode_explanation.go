package pmml

func (x *ModelExplanation) encode(e *encoder) {
	e.begin("ModelExplanation", &x.Element)
	e.endAttributes()
	writeMany(e, x.PredictiveModelQualities)
	writeMany(e, x.ClusteringModelQualities)
	writeOne(e, x.Correlations)
	e.end()
}

func (x *PredictiveModelQuality) encode(e *encoder) {
	e.begin("PredictiveModelQuality", &x.Element)
	e.needText("targetField", x.TargetField)
	e.text("dataName", x.DataName)
	word(e, "dataUsage", dataUsageNames, x.DataUsage)
	e.number("meanError", x.MeanError)
	e.number("meanAbsoluteError", x.MeanAbsoluteError)
	e.number("meanSquaredError", x.MeanSquaredError)
	e.number("rootMeanSquaredError", x.RootMeanSquaredError)
	e.number("r-squared", x.RSquared)
	e.number("adj-r-squared", x.AdjRSquared)
	e.number("sumSquaredError", x.SumSquaredError)
	e.number("sumSquaredRegression", x.SumSquaredRegression)
	e.number("numOfRecords", x.NumOfRecords)
	e.number("numOfRecordsWeighted", x.NumOfRecordsWeighted)
	e.number("numOfPredictors", x.NumOfPredictors)
	e.number("degreesOfFreedom", x.DegreesOfFreedom)
	e.number("fStatistic", x.FStatistic)
	e.number("AIC", x.AIC)
	e.number("BIC", x.BIC)
	e.number("AICc", x.AICc)
	e.number("accuracy", x.Accuracy)
	e.number("AUC", x.AUC)
	e.number("precision", x.Precision)
	e.number("recall", x.Recall)
	e.number("specificity", x.Specificity)
	e.number("F1", x.F1)
	e.number("F2", x.F2)
	e.number("Fhalf", x.Fhalf)
	e.endAttributes()
	writeOne(e, x.ConfusionMatrix)
	writeMany(e, x.LiftData)
	writeOne(e, x.ROC)
	e.end()
}

func (x *ClusteringModelQuality) encode(e *encoder) {
	e.begin("ClusteringModelQuality", &x.Element)
	e.text("dataName", x.DataName)
	e.number("SSE", x.SSE)
	e.number("SSB", x.SSB)
	e.endAttributes()
	e.end()
}

func (x *LiftData) encode(e *encoder) {
	e.begin("LiftData", &x.Element)
	e.text("targetFieldValue", x.TargetFieldValue)
	e.text("targetFieldDisplayValue", x.TargetFieldDisplayValue)
	e.number("rankingQuality", x.RankingQuality)
	e.endAttributes()
	writeNeeded(e, "ModelLiftGraph", x.ModelLiftGraph)
	writeOne(e, x.OptimumLiftGraph)
	writeOne(e, x.RandomLiftGraph)
	e.end()
}

func (x *ModelLiftGraph) encode(e *encoder) {
	e.begin("ModelLiftGraph", &x.Element)
	e.endAttributes()
	writeNeeded(e, "LiftGraph", x.LiftGraph)
	e.end()
}

func (x *OptimumLiftGraph) encode(e *encoder) {
	e.begin("OptimumLiftGraph", &x.Element)
	e.endAttributes()
	writeNeeded(e, "LiftGraph", x.LiftGraph)
	e.end()
}

func (x *RandomLiftGraph) encode(e *encoder) {
	e.begin("RandomLiftGraph", &x.Element)
	e.endAttributes()
	writeNeeded(e, "LiftGraph", x.LiftGraph)
	e.end()
}

func (x *LiftGraph) encode(e *encoder) {
	e.begin("LiftGraph", &x.Element)
	e.endAttributes()
	writeNeeded(e, "XCoordinates", x.XCoordinates)
	writeNeeded(e, "YCoordinates", x.YCoordinates)
	writeOne(e, x.BoundaryValues)
	writeOne(e, x.BoundaryValueMeans)
	e.end()
}

func (x *XCoordinates) encode(e *encoder) {
	e.begin("XCoordinates", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *YCoordinates) encode(e *encoder) {
	e.begin("YCoordinates", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *BoundaryValues) encode(e *encoder) {
	e.begin("BoundaryValues", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *BoundaryValueMeans) encode(e *encoder) {
	e.begin("BoundaryValueMeans", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *ROC) encode(e *encoder) {
	e.begin("ROC", &x.Element)
	e.needText("positiveTargetFieldValue", x.PositiveTargetFieldValue)
	e.text("positiveTargetFieldDisplayValue", x.PositiveTargetFieldDisplayValue)
	e.text("negativeTargetFieldValue", x.NegativeTargetFieldValue)
	e.text("negativeTargetFieldDisplayValue", x.NegativeTargetFieldDisplayValue)
	e.endAttributes()
	writeNeeded(e, "ROCGraph", x.ROCGraph)
	e.end()
}

func (x *ROCGraph) encode(e *encoder) {
	e.begin("ROCGraph", &x.Element)
	e.endAttributes()
	writeNeeded(e, "XCoordinates", x.XCoordinates)
	writeNeeded(e, "YCoordinates", x.YCoordinates)
	writeOne(e, x.BoundaryValues)
	e.end()
}

func (x *ConfusionMatrix) encode(e *encoder) {
	e.begin("ConfusionMatrix", &x.Element)
	e.endAttributes()
	writeNeeded(e, "ClassLabels", x.ClassLabels)
	writeNeeded(e, "Matrix", x.Matrix)
	e.end()
}

func (x *ClassLabels) encode(e *encoder) {
	e.begin("ClassLabels", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *Correlations) encode(e *encoder) {
	e.begin("Correlations", &x.Element)
	e.endAttributes()
	writeNeeded(e, "CorrelationFields", x.CorrelationFields)
	writeNeeded(e, "CorrelationValues", x.CorrelationValues)
	writeOne(e, x.CorrelationMethods)
	e.end()
}

func (x *CorrelationFields) encode(e *encoder) {
	e.begin("CorrelationFields", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Array", x.Array)
	e.end()
}

func (x *CorrelationValues) encode(e *encoder) {
	e.begin("CorrelationValues", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", x.Matrix)
	e.end()
}

func (x *CorrelationMethods) encode(e *encoder) {
	e.begin("CorrelationMethods", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", x.Matrix)
	e.end()
}
