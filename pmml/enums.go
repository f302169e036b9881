package pmml

// Every enumeration below keeps the standard's own words. The zero value of each
// means that the document leaves the attribute out; String of it is "".

// DataType (DATATYPE) is the type of a field's values.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type DataType uint8

// The values of DataType.
const (
	DataTypeString DataType = iota + 1
	DataTypeInteger
	DataTypeFloat
	DataTypeDouble
	DataTypeBoolean
	DataTypeDate
	DataTypeTime
	DataTypeDateTime
	DataTypeDateDaysSince0
	DataTypeDateDaysSince1960
	DataTypeDateDaysSince1970
	DataTypeDateDaysSince1980
	DataTypeDateDaysSince1990
	DataTypeDateDaysSince2000
	DataTypeDateDaysSince2010
	DataTypeDateDaysSince2020
	DataTypeTimeSeconds
	DataTypeDateTimeSecondsSince0
	DataTypeDateTimeSecondsSince1960
	DataTypeDateTimeSecondsSince1970
	DataTypeDateTimeSecondsSince1980
	DataTypeDateTimeSecondsSince1990
	DataTypeDateTimeSecondsSince2000
	DataTypeDateTimeSecondsSince2010
	DataTypeDateTimeSecondsSince2020
)

var dataTypeNames = []string{"", "string", "integer", "float", "double", "boolean", "date", "time", "dateTime", "dateDaysSince[0]", "dateDaysSince[1960]", "dateDaysSince[1970]", "dateDaysSince[1980]", "x-dateDaysSince[1990]", "x-dateDaysSince[2000]", "x-dateDaysSince[2010]", "x-dateDaysSince[2020]", "timeSeconds", "dateTimeSecondsSince[0]", "dateTimeSecondsSince[1960]", "dateTimeSecondsSince[1970]", "dateTimeSecondsSince[1980]", "x-dateTimeSecondsSince[1990]", "x-dateTimeSecondsSince[2000]", "x-dateTimeSecondsSince[2010]", "x-dateTimeSecondsSince[2020]"}

// String gives the word that the standard uses, "" for a value left out.
func (v DataType) String() string { return enumName(dataTypeNames, uint8(v)) }

// OpType (OPTYPE) is which operations a field's values allow.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type OpType uint8

// The values of OpType.
const (
	OpTypeCategorical OpType = iota + 1
	OpTypeOrdinal
	OpTypeContinuous
)

var opTypeNames = []string{"", "categorical", "ordinal", "continuous"}

// String gives the word that the standard uses, "" for a value left out.
func (v OpType) String() string { return enumName(opTypeNames, uint8(v)) }

// MiningFunction (MINING-FUNCTION) is the task that a model solves.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
type MiningFunction uint8

// The values of MiningFunction.
const (
	MiningFunctionAssociationRules MiningFunction = iota + 1
	MiningFunctionSequences
	MiningFunctionClassification
	MiningFunctionRegression
	MiningFunctionClustering
	MiningFunctionTimeSeries
	MiningFunctionMixed
)

var miningFunctionNames = []string{"", "associationRules", "sequences", "classification", "regression", "clustering", "timeSeries", "mixed"}

// String gives the word that the standard uses, "" for a value left out.
func (v MiningFunction) String() string { return enumName(miningFunctionNames, uint8(v)) }

// MathContext (x-mathContext) is the precision that a model's arithmetic runs in (a vendor extension).
type MathContext uint8

// The values of MathContext.
const (
	MathContextDouble MathContext = iota + 1
	MathContextFloat
)

var mathContextNames = []string{"", "double", "float"}

// String gives the word that the standard uses, "" for a value left out.
func (v MathContext) String() string { return enumName(mathContextNames, uint8(v)) }

// UsageType (FIELD-USAGE-TYPE) is what a model uses a mining field for.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type UsageType uint8

// The values of UsageType.
const (
	UsageTypeActive UsageType = iota + 1
	UsageTypePredicted
	UsageTypeTarget
	UsageTypeSupplementary
	UsageTypeGroup
	UsageTypeOrder
	UsageTypeFrequencyWeight
	UsageTypeAnalysisWeight
)

var usageTypeNames = []string{"", "active", "predicted", "target", "supplementary", "group", "order", "frequencyWeight", "analysisWeight"}

// String gives the word that the standard uses, "" for a value left out.
func (v UsageType) String() string { return enumName(usageTypeNames, uint8(v)) }

// Outliers (OUTLIER-TREATMENT-METHOD) is what becomes of values outside lowValue and highValue.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type Outliers uint8

// The values of Outliers.
const (
	OutliersAsIs Outliers = iota + 1
	OutliersAsMissingValues
	OutliersAsExtremeValues
)

var outliersNames = []string{"", "asIs", "asMissingValues", "asExtremeValues"}

// String gives the word that the standard uses, "" for a value left out.
func (v Outliers) String() string { return enumName(outliersNames, uint8(v)) }

// MissingValueTreatment (MISSING-VALUE-TREATMENT-METHOD) is how a missing value was replaced.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type MissingValueTreatment uint8

// The values of MissingValueTreatment.
const (
	MissingValueTreatmentAsIs MissingValueTreatment = iota + 1
	MissingValueTreatmentAsMean
	MissingValueTreatmentAsMode
	MissingValueTreatmentAsMedian
	MissingValueTreatmentAsValue
	MissingValueTreatmentReturnInvalid
)

var missingValueTreatmentNames = []string{"", "asIs", "asMean", "asMode", "asMedian", "asValue", "returnInvalid"}

// String gives the word that the standard uses, "" for a value left out.
func (v MissingValueTreatment) String() string { return enumName(missingValueTreatmentNames, uint8(v)) }

// InvalidValueTreatment (INVALID-VALUE-TREATMENT-METHOD) is what becomes of an invalid value.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type InvalidValueTreatment uint8

// The values of InvalidValueTreatment.
const (
	InvalidValueTreatmentReturnInvalid InvalidValueTreatment = iota + 1
	InvalidValueTreatmentAsIs
	InvalidValueTreatmentAsMissing
	InvalidValueTreatmentAsValue
)

var invalidValueTreatmentNames = []string{"", "returnInvalid", "asIs", "asMissing", "asValue"}

// String gives the word that the standard uses, "" for a value left out.
func (v InvalidValueTreatment) String() string { return enumName(invalidValueTreatmentNames, uint8(v)) }

// ValueProperty (Value@property) is whether a listed value counts as valid, invalid or missing.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type ValueProperty uint8

// The values of ValueProperty.
const (
	ValuePropertyValid ValueProperty = iota + 1
	ValuePropertyInvalid
	ValuePropertyMissing
)

var valuePropertyNames = []string{"", "valid", "invalid", "missing"}

// String gives the word that the standard uses, "" for a value left out.
func (v ValueProperty) String() string { return enumName(valuePropertyNames, uint8(v)) }

// Closure (Interval@closure) is which ends of an interval belong to it.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type Closure uint8

// The values of Closure.
const (
	ClosureOpenClosed Closure = iota + 1
	ClosureOpenOpen
	ClosureClosedOpen
	ClosureClosedClosed
)

var closureNames = []string{"", "openClosed", "openOpen", "closedOpen", "closedClosed"}

// String gives the word that the standard uses, "" for a value left out.
func (v Closure) String() string { return enumName(closureNames, uint8(v)) }

// Operator (SimplePredicate@operator) is the comparison of a simple predicate.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type Operator uint8

// The values of Operator.
const (
	OperatorEqual Operator = iota + 1
	OperatorNotEqual
	OperatorLessThan
	OperatorLessOrEqual
	OperatorGreaterThan
	OperatorGreaterOrEqual
	OperatorIsMissing
	OperatorIsNotMissing
)

var operatorNames = []string{"", "equal", "notEqual", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual", "isMissing", "isNotMissing"}

// String gives the word that the standard uses, "" for a value left out.
func (v Operator) String() string { return enumName(operatorNames, uint8(v)) }

// SetOperator (SimpleSetPredicate@booleanOperator) is membership or its negation.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type SetOperator uint8

// The values of SetOperator.
const (
	SetOperatorIsIn SetOperator = iota + 1
	SetOperatorIsNotIn
)

var setOperatorNames = []string{"", "isIn", "isNotIn"}

// String gives the word that the standard uses, "" for a value left out.
func (v SetOperator) String() string { return enumName(setOperatorNames, uint8(v)) }

// BooleanOperator (CompoundPredicate@booleanOperator) is how the parts of a compound predicate combine.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type BooleanOperator uint8

// The values of BooleanOperator.
const (
	BooleanOperatorOr BooleanOperator = iota + 1
	BooleanOperatorAnd
	BooleanOperatorXor
	BooleanOperatorSurrogate
)

var booleanOperatorNames = []string{"", "or", "and", "xor", "surrogate"}

// String gives the word that the standard uses, "" for a value left out.
func (v BooleanOperator) String() string { return enumName(booleanOperatorNames, uint8(v)) }

// ArrayType (Array@type) is the type of an array's elements.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
type ArrayType uint8

// The values of ArrayType.
const (
	ArrayTypeInt ArrayType = iota + 1
	ArrayTypeReal
	ArrayTypeString
)

var arrayTypeNames = []string{"", "int", "real", "string"}

// String gives the word that the standard uses, "" for a value left out.
func (v ArrayType) String() string { return enumName(arrayTypeNames, uint8(v)) }

// NormDiscreteMethod (NormDiscrete@method) is the encoding of NormDiscrete in PMML 3.
//
// Spec: https://dmg.org/pmml/v3-2/Transformations.html
type NormDiscreteMethod uint8

// The values of NormDiscreteMethod.
const (
	NormDiscreteMethodIndicator NormDiscreteMethod = iota + 1
	NormDiscreteMethodThermometer
)

var normDiscreteMethodNames = []string{"", "indicator", "thermometer"}

// String gives the word that the standard uses, "" for a value left out.
func (v NormDiscreteMethod) String() string { return enumName(normDiscreteMethodNames, uint8(v)) }

// LocalTermWeights (TextIndex@localTermWeights) is how a term's count becomes a weight.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
type LocalTermWeights uint8

// The values of LocalTermWeights.
const (
	LocalTermWeightsTermFrequency LocalTermWeights = iota + 1
	LocalTermWeightsBinary
	LocalTermWeightsLogarithmic
	LocalTermWeightsAugmentedNormalizedTermFrequency
)

var localTermWeightsNames = []string{"", "termFrequency", "binary", "logarithmic", "augmentedNormalizedTermFrequency"}

// String gives the word that the standard uses, "" for a value left out.
func (v LocalTermWeights) String() string { return enumName(localTermWeightsNames, uint8(v)) }

// CountHits (TextIndex@countHits) is which hits of a term are counted.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
type CountHits uint8

// The values of CountHits.
const (
	CountHitsAllHits CountHits = iota + 1
	CountHitsBestHits
)

var countHitsNames = []string{"", "allHits", "bestHits"}

// String gives the word that the standard uses, "" for a value left out.
func (v CountHits) String() string { return enumName(countHitsNames, uint8(v)) }

// AggregateFunction (Aggregate@function) is the statistic of an Aggregate.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
type AggregateFunction uint8

// The values of AggregateFunction.
const (
	AggregateFunctionCount AggregateFunction = iota + 1
	AggregateFunctionSum
	AggregateFunctionAverage
	AggregateFunctionMin
	AggregateFunctionMax
	AggregateFunctionMultiset
)

var aggregateFunctionNames = []string{"", "count", "sum", "average", "min", "max", "multiset"}

// String gives the word that the standard uses, "" for a value left out.
func (v AggregateFunction) String() string { return enumName(aggregateFunctionNames, uint8(v)) }

// LagAggregate (Lag@aggregate) is the statistic of a Lag.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
type LagAggregate uint8

// The values of LagAggregate.
const (
	LagAggregateNone LagAggregate = iota + 1
	LagAggregateAvg
	LagAggregateMax
	LagAggregateMedian
	LagAggregateMin
	LagAggregateProduct
	LagAggregateSum
	LagAggregateStddev
)

var lagAggregateNames = []string{"", "none", "avg", "max", "median", "min", "product", "sum", "stddev"}

// String gives the word that the standard uses, "" for a value left out.
func (v LagAggregate) String() string { return enumName(lagAggregateNames, uint8(v)) }

// ResultFeature (RESULT-FEATURE) is what an output field reports.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type ResultFeature uint8

// The values of ResultFeature.
const (
	ResultFeaturePredictedValue ResultFeature = iota + 1
	ResultFeaturePredictedDisplayValue
	ResultFeatureTransformedValue
	ResultFeatureDecision
	ResultFeatureProbability
	ResultFeatureAffinity
	ResultFeatureResidual
	ResultFeatureStandardError
	ResultFeatureStandardDeviation
	ResultFeatureClusterId
	ResultFeatureClusterAffinity
	ResultFeatureEntityId
	ResultFeatureEntityAffinity
	ResultFeatureWarning
	ResultFeatureRuleValue
	ResultFeatureReasonCode
	ResultFeatureAntecedent
	ResultFeatureConsequent
	ResultFeatureRule
	ResultFeatureRuleId
	ResultFeatureConfidence
	ResultFeatureSupport
	ResultFeatureLift
	ResultFeatureLeverage
	ResultFeatureConfidenceIntervalLower
	ResultFeatureConfidenceIntervalUpper
	ResultFeatureXReport
)

var resultFeatureNames = []string{"", "predictedValue", "predictedDisplayValue", "transformedValue", "decision", "probability", "affinity", "residual", "standardError", "standardDeviation", "clusterId", "clusterAffinity", "entityId", "entityAffinity", "warning", "ruleValue", "reasonCode", "antecedent", "consequent", "rule", "ruleId", "confidence", "support", "lift", "leverage", "confidenceIntervalLower", "confidenceIntervalUpper", "x-report"}

// String gives the word that the standard uses, "" for a value left out.
func (v ResultFeature) String() string { return enumName(resultFeatureNames, uint8(v)) }

// RuleFeature (RULE-FEATURE) is the part of an association rule that ruleValue reports.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type RuleFeature uint8

// The values of RuleFeature.
const (
	RuleFeatureAntecedent RuleFeature = iota + 1
	RuleFeatureConsequent
	RuleFeatureRule
	RuleFeatureRuleId
	RuleFeatureConfidence
	RuleFeatureSupport
	RuleFeatureLift
	RuleFeatureLeverage
	RuleFeatureAffinity
)

var ruleFeatureNames = []string{"", "antecedent", "consequent", "rule", "ruleId", "confidence", "support", "lift", "leverage", "affinity"}

// String gives the word that the standard uses, "" for a value left out.
func (v RuleFeature) String() string { return enumName(ruleFeatureNames, uint8(v)) }

// OutputAlgorithm (OutputField@algorithm) is which association rules an output field considers.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type OutputAlgorithm uint8

// The values of OutputAlgorithm.
const (
	OutputAlgorithmRecommendation OutputAlgorithm = iota + 1
	OutputAlgorithmExclusiveRecommendation
	OutputAlgorithmRuleAssociation
)

var outputAlgorithmNames = []string{"", "recommendation", "exclusiveRecommendation", "ruleAssociation"}

// String gives the word that the standard uses, "" for a value left out.
func (v OutputAlgorithm) String() string { return enumName(outputAlgorithmNames, uint8(v)) }

// RankBasis (OutputField@rankBasis) is the measure that ranks association rules.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type RankBasis uint8

// The values of RankBasis.
const (
	RankBasisConfidence RankBasis = iota + 1
	RankBasisSupport
	RankBasisLift
	RankBasisLeverage
	RankBasisAffinity
)

var rankBasisNames = []string{"", "confidence", "support", "lift", "leverage", "affinity"}

// String gives the word that the standard uses, "" for a value left out.
func (v RankBasis) String() string { return enumName(rankBasisNames, uint8(v)) }

// RankOrder (OutputField@rankOrder) is the direction of a ranking.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
type RankOrder uint8

// The values of RankOrder.
const (
	RankOrderDescending RankOrder = iota + 1
	RankOrderAscending
)

var rankOrderNames = []string{"", "descending", "ascending"}

// String gives the word that the standard uses, "" for a value left out.
func (v RankOrder) String() string { return enumName(rankOrderNames, uint8(v)) }

// CastInteger (Target@castInteger) is how a predicted number becomes an integer.
//
// Spec: https://dmg.org/pmml/v4-4-1/Targets.html
type CastInteger uint8

// The values of CastInteger.
const (
	CastIntegerRound CastInteger = iota + 1
	CastIntegerCeiling
	CastIntegerFloor
)

var castIntegerNames = []string{"", "round", "ceiling", "floor"}

// String gives the word that the standard uses, "" for a value left out.
func (v CastInteger) String() string { return enumName(castIntegerNames, uint8(v)) }

// MultipleModelMethod (MULTIPLE-MODEL-METHOD) is how the segments' results combine.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
type MultipleModelMethod uint8

// The values of MultipleModelMethod.
const (
	MultipleModelMethodMajorityVote MultipleModelMethod = iota + 1
	MultipleModelMethodWeightedMajorityVote
	MultipleModelMethodAverage
	MultipleModelMethodWeightedAverage
	MultipleModelMethodMedian
	MultipleModelMethodWeightedMedian
	MultipleModelMethodMax
	MultipleModelMethodSum
	MultipleModelMethodWeightedSum
	MultipleModelMethodSelectFirst
	MultipleModelMethodSelectAll
	MultipleModelMethodModelChain
	MultipleModelMethodMultiModelChain
)

var multipleModelMethodNames = []string{"", "majorityVote", "weightedMajorityVote", "average", "weightedAverage", "median", "weightedMedian", "max", "sum", "weightedSum", "selectFirst", "selectAll", "modelChain", "x-multiModelChain"}

// String gives the word that the standard uses, "" for a value left out.
func (v MultipleModelMethod) String() string { return enumName(multipleModelMethodNames, uint8(v)) }

// MissingPredictionTreatment (MISSING-PREDICTION-TREATMENT) is what a segment without a prediction does to the result.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
type MissingPredictionTreatment uint8

// The values of MissingPredictionTreatment.
const (
	MissingPredictionTreatmentReturnMissing MissingPredictionTreatment = iota + 1
	MissingPredictionTreatmentSkipSegment
	MissingPredictionTreatmentContinue
)

var missingPredictionTreatmentNames = []string{"", "returnMissing", "skipSegment", "continue"}

// String gives the word that the standard uses, "" for a value left out.
func (v MissingPredictionTreatment) String() string {
	return enumName(missingPredictionTreatmentNames, uint8(v))
}

// MissingValueStrategy (MISSING-VALUE-STRATEGY) is what a tree does where a predicate is unknown.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type MissingValueStrategy uint8

// The values of MissingValueStrategy.
const (
	MissingValueStrategyLastPrediction MissingValueStrategy = iota + 1
	MissingValueStrategyNullPrediction
	MissingValueStrategyDefaultChild
	MissingValueStrategyWeightedConfidence
	MissingValueStrategyAggregateNodes
	MissingValueStrategyNone
)

var missingValueStrategyNames = []string{"", "lastPrediction", "nullPrediction", "defaultChild", "weightedConfidence", "aggregateNodes", "none"}

// String gives the word that the standard uses, "" for a value left out.
func (v MissingValueStrategy) String() string { return enumName(missingValueStrategyNames, uint8(v)) }

// NoTrueChildStrategy (NO-TRUE-CHILD-STRATEGY) is what a tree does where no child's predicate is true.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type NoTrueChildStrategy uint8

// The values of NoTrueChildStrategy.
const (
	NoTrueChildStrategyReturnNullPrediction NoTrueChildStrategy = iota + 1
	NoTrueChildStrategyReturnLastPrediction
)

var noTrueChildStrategyNames = []string{"", "returnNullPrediction", "returnLastPrediction"}

// String gives the word that the standard uses, "" for a value left out.
func (v NoTrueChildStrategy) String() string { return enumName(noTrueChildStrategyNames, uint8(v)) }

// SplitCharacteristic (TreeModel@splitCharacteristic) is how many children inner nodes have.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type SplitCharacteristic uint8

// The values of SplitCharacteristic.
const (
	SplitCharacteristicBinarySplit SplitCharacteristic = iota + 1
	SplitCharacteristicMultiSplit
)

var splitCharacteristicNames = []string{"", "binarySplit", "multiSplit"}

// String gives the word that the standard uses, "" for a value left out.
func (v SplitCharacteristic) String() string { return enumName(splitCharacteristicNames, uint8(v)) }

// RegressionModelType (RegressionModel@modelType) is the kind of regression, for information.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
type RegressionModelType uint8

// The values of RegressionModelType.
const (
	RegressionModelTypeLinearRegression RegressionModelType = iota + 1
	RegressionModelTypeStepwisePolynomialRegression
	RegressionModelTypeLogisticRegression
)

var regressionModelTypeNames = []string{"", "linearRegression", "stepwisePolynomialRegression", "logisticRegression"}

// String gives the word that the standard uses, "" for a value left out.
func (v RegressionModelType) String() string { return enumName(regressionModelTypeNames, uint8(v)) }

// NormalizationMethod (REGRESSIONNORMALIZATIONMETHOD, NN-NORMALIZATION-METHOD) is how raw scores become the result.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
type NormalizationMethod uint8

// The values of NormalizationMethod.
const (
	NormalizationMethodNone NormalizationMethod = iota + 1
	NormalizationMethodSimplemax
	NormalizationMethodSoftmax
	NormalizationMethodLogit
	NormalizationMethodProbit
	NormalizationMethodCloglog
	NormalizationMethodExp
	NormalizationMethodLoglog
	NormalizationMethodCauchit
)

var normalizationMethodNames = []string{"", "none", "simplemax", "softmax", "logit", "probit", "cloglog", "exp", "loglog", "cauchit"}

// String gives the word that the standard uses, "" for a value left out.
func (v NormalizationMethod) String() string { return enumName(normalizationMethodNames, uint8(v)) }

// ActivationFunction (ACTIVATION-FUNCTION) is a neuron's activation.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
type ActivationFunction uint8

// The values of ActivationFunction.
const (
	ActivationFunctionThreshold ActivationFunction = iota + 1
	ActivationFunctionLogistic
	ActivationFunctionTanh
	ActivationFunctionIdentity
	ActivationFunctionExponential
	ActivationFunctionReciprocal
	ActivationFunctionSquare
	ActivationFunctionGauss
	ActivationFunctionSine
	ActivationFunctionCosine
	ActivationFunctionElliott
	ActivationFunctionArctan
	ActivationFunctionRectifier
	ActivationFunctionRadialBasis
)

var activationFunctionNames = []string{"", "threshold", "logistic", "tanh", "identity", "exponential", "reciprocal", "square", "Gauss", "sine", "cosine", "Elliott", "arctan", "rectifier", "radialBasis"}

// String gives the word that the standard uses, "" for a value left out.
func (v ActivationFunction) String() string { return enumName(activationFunctionNames, uint8(v)) }
