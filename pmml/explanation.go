package pmml

// ModelExplanation says how good a model is. It has no effect on scoring.
//
// Spec: https://dmg.org/pmml/v4-4-1/ModelExplanation.html
type ModelExplanation struct {
	Element
	PredictiveModelQualities []*PredictiveModelQuality
	ClusteringModelQualities []*ClusteringModelQuality
	Correlations             *Correlations
}

// PredictiveModelQuality holds measures of a regression's or classification's quality.
type PredictiveModelQuality struct {
	Element
	TargetField          string
	DataName             Optional[string]
	DataUsage            DataUsage
	MeanError            Optional[float64]
	MeanAbsoluteError    Optional[float64]
	MeanSquaredError     Optional[float64]
	RootMeanSquaredError Optional[float64]
	RSquared             Optional[float64] `pmml:"r-squared"`
	AdjRSquared          Optional[float64] `pmml:"adj-r-squared"`
	SumSquaredError      Optional[float64]
	SumSquaredRegression Optional[float64]
	NumOfRecords         Optional[float64]
	NumOfRecordsWeighted Optional[float64]
	NumOfPredictors      Optional[float64]
	DegreesOfFreedom     Optional[float64]
	FStatistic           Optional[float64]
	AIC                  Optional[float64] `pmml:"AIC"`
	BIC                  Optional[float64] `pmml:"BIC"`
	AICc                 Optional[float64] `pmml:"AICc"`
	Accuracy             Optional[float64]
	AUC                  Optional[float64] `pmml:"AUC"`
	Precision            Optional[float64]
	Recall               Optional[float64]
	Specificity          Optional[float64]
	F1                   Optional[float64] `pmml:"F1"`
	F2                   Optional[float64] `pmml:"F2"`
	Fhalf                Optional[float64] `pmml:"Fhalf"`
	ConfusionMatrix      *ConfusionMatrix
	LiftData             []*LiftData
	ROC                  *ROC
}

// ClusteringModelQuality holds measures of a clustering's quality: SSE is the sum of
// squared errors within clusters, SSB between them.
type ClusteringModelQuality struct {
	Element
	DataName Optional[string]
	SSE      Optional[float64] `pmml:"SSE"`
	SSB      Optional[float64] `pmml:"SSB"`
}

// LiftData holds a model's lift charts.
type LiftData struct {
	Element
	TargetFieldValue        Optional[string]
	TargetFieldDisplayValue Optional[string]
	RankingQuality          Optional[float64]
	ModelLiftGraph          *ModelLiftGraph `pmml:",need"`
	OptimumLiftGraph        *OptimumLiftGraph
	RandomLiftGraph         *RandomLiftGraph
}

// ModelLiftGraph is the lift chart of the model.
type ModelLiftGraph struct {
	Element
	LiftGraph *LiftGraph `pmml:",need"`
}

// OptimumLiftGraph is the lift chart of a model that is always right.
type OptimumLiftGraph struct {
	Element
	LiftGraph *LiftGraph `pmml:",need"`
}

// RandomLiftGraph is the lift chart of a model that guesses.
type RandomLiftGraph struct {
	Element
	LiftGraph *LiftGraph `pmml:",need"`
}

// LiftGraph is a curve, point by point.
type LiftGraph struct {
	Element
	XCoordinates       *XCoordinates `pmml:",need"`
	YCoordinates       *YCoordinates `pmml:",need"`
	BoundaryValues     *BoundaryValues
	BoundaryValueMeans *BoundaryValueMeans
}

// XCoordinates holds the points' first coordinates.
type XCoordinates struct {
	Element
	Array *Array `pmml:",need"`
}

// YCoordinates holds the points' second coordinates.
type YCoordinates struct {
	Element
	Array *Array `pmml:",need"`
}

// BoundaryValues holds the smallest predicted value of each point's group.
type BoundaryValues struct {
	Element
	Array *Array `pmml:",need"`
}

// BoundaryValueMeans holds the mean predicted value of each point's group.
type BoundaryValueMeans struct {
	Element
	Array *Array `pmml:",need"`
}

// ROC holds a receiver operating characteristic.
type ROC struct {
	Element
	PositiveTargetFieldValue        string
	PositiveTargetFieldDisplayValue Optional[string]
	NegativeTargetFieldValue        Optional[string]
	NegativeTargetFieldDisplayValue Optional[string]
	ROCGraph                        *ROCGraph `pmml:",need"`
}

// ROCGraph is the curve of a receiver operating characteristic, point by point.
type ROCGraph struct {
	Element
	XCoordinates   *XCoordinates `pmml:",need"`
	YCoordinates   *YCoordinates `pmml:",need"`
	BoundaryValues *BoundaryValues
}

// ConfusionMatrix counts the records of each actual and predicted class.
type ConfusionMatrix struct {
	Element
	ClassLabels *ClassLabels `pmml:",need"`
	Matrix      *Matrix      `pmml:",need"`
}

// ClassLabels names the classes of a confusion matrix.
type ClassLabels struct {
	Element
	Array *Array `pmml:",need"`
}

// Correlations holds the correlations between fields.
type Correlations struct {
	Element
	CorrelationFields  *CorrelationFields `pmml:",need"`
	CorrelationValues  *CorrelationValues `pmml:",need"`
	CorrelationMethods *CorrelationMethods
}

// CorrelationFields names the fields of a correlation matrix.
type CorrelationFields struct {
	Element
	Array *Array `pmml:",need"`
}

// CorrelationValues holds the correlation of each pair of fields.
type CorrelationValues struct {
	Element
	Matrix *Matrix `pmml:",need"`
}

// CorrelationMethods names the measure behind each correlation.
type CorrelationMethods struct {
	Element
	Matrix *Matrix `pmml:",need"`
}

// DataUsage (PredictiveModelQuality@dataUsage) is which data a model's quality
// was measured on. Left out, it is training.
//
//pmml:words training test validation
type DataUsage uint8

// The values of DataUsage.
const (
	DataUsageTraining DataUsage = iota + 1
	DataUsageTest
	DataUsageValidation
)
