package pmml

// Every enumeration below keeps the standard's own words. The zero value of each
// means that the document leaves the attribute out; String of it is "".

// DataType (DATATYPE) is the type of a field's values.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
//
//pmml:words string integer float double boolean date time dateTime dateDaysSince[0] dateDaysSince[1960] dateDaysSince[1970] dateDaysSince[1980] x-dateDaysSince[1990] x-dateDaysSince[2000] x-dateDaysSince[2010] x-dateDaysSince[2020] timeSeconds dateTimeSecondsSince[0] dateTimeSecondsSince[1960] dateTimeSecondsSince[1970] dateTimeSecondsSince[1980] x-dateTimeSecondsSince[1990] x-dateTimeSecondsSince[2000] x-dateTimeSecondsSince[2010] x-dateTimeSecondsSince[2020]
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

// OpType (OPTYPE) is which operations a field's values allow.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
//
//pmml:words categorical ordinal continuous
type OpType uint8

// The values of OpType.
const (
	OpTypeCategorical OpType = iota + 1
	OpTypeOrdinal
	OpTypeContinuous
)

// MiningFunction (MINING-FUNCTION) is the task that a model solves.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
//
//pmml:words associationRules sequences classification regression clustering timeSeries mixed
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

// MathContext (x-mathContext) is the precision that a model's arithmetic runs in (a vendor extension).
//
//pmml:words double float
type MathContext uint8

// The values of MathContext.
const (
	MathContextDouble MathContext = iota + 1
	MathContextFloat
)

// UsageType (FIELD-USAGE-TYPE) is what a model uses a mining field for.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
//
//pmml:words active predicted target supplementary group order frequencyWeight analysisWeight
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

// Outliers (OUTLIER-TREATMENT-METHOD) is what becomes of values outside lowValue and highValue.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
//
//pmml:words asIs asMissingValues asExtremeValues
type Outliers uint8

// The values of Outliers.
const (
	OutliersAsIs Outliers = iota + 1
	OutliersAsMissingValues
	OutliersAsExtremeValues
)

// MissingValueTreatment (MISSING-VALUE-TREATMENT-METHOD) is how a missing value was replaced.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
//
//pmml:words asIs asMean asMode asMedian asValue returnInvalid
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

// InvalidValueTreatment (INVALID-VALUE-TREATMENT-METHOD) is what becomes of an invalid value.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
//
//pmml:words returnInvalid asIs asMissing asValue
type InvalidValueTreatment uint8

// The values of InvalidValueTreatment.
const (
	InvalidValueTreatmentReturnInvalid InvalidValueTreatment = iota + 1
	InvalidValueTreatmentAsIs
	InvalidValueTreatmentAsMissing
	InvalidValueTreatmentAsValue
)

// ValueProperty (Value@property) is whether a listed value counts as valid, invalid or missing.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
//
//pmml:words valid invalid missing
type ValueProperty uint8

// The values of ValueProperty.
const (
	ValuePropertyValid ValueProperty = iota + 1
	ValuePropertyInvalid
	ValuePropertyMissing
)

// Closure (Interval@closure) is which ends of an interval belong to it.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
//
//pmml:words openClosed openOpen closedOpen closedClosed
type Closure uint8

// The values of Closure.
const (
	ClosureOpenClosed Closure = iota + 1
	ClosureOpenOpen
	ClosureClosedOpen
	ClosureClosedClosed
)

// Operator (SimplePredicate@operator) is the comparison of a simple predicate.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words equal notEqual lessThan lessOrEqual greaterThan greaterOrEqual isMissing isNotMissing
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

// SetOperator (SimpleSetPredicate@booleanOperator) is membership or its negation.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words isIn isNotIn
type SetOperator uint8

// The values of SetOperator.
const (
	SetOperatorIsIn SetOperator = iota + 1
	SetOperatorIsNotIn
)

// BooleanOperator (CompoundPredicate@booleanOperator) is how the parts of a compound predicate combine.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words or and xor surrogate
type BooleanOperator uint8

// The values of BooleanOperator.
const (
	BooleanOperatorOr BooleanOperator = iota + 1
	BooleanOperatorAnd
	BooleanOperatorXor
	BooleanOperatorSurrogate
)

// ArrayType (Array@type) is the type of an array's elements.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
//
//pmml:words int real string
type ArrayType uint8

// The values of ArrayType.
const (
	ArrayTypeInt ArrayType = iota + 1
	ArrayTypeReal
	ArrayTypeString
)

// NormDiscreteMethod (NormDiscrete@method) is the encoding of NormDiscrete in PMML 3.
//
// Spec: https://dmg.org/pmml/v3-2/Transformations.html
//
//pmml:words indicator thermometer
type NormDiscreteMethod uint8

// The values of NormDiscreteMethod.
const (
	NormDiscreteMethodIndicator NormDiscreteMethod = iota + 1
	NormDiscreteMethodThermometer
)

// LocalTermWeights (TextIndex@localTermWeights) is how a term's count becomes a weight.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
//
//pmml:words termFrequency binary logarithmic augmentedNormalizedTermFrequency
type LocalTermWeights uint8

// The values of LocalTermWeights.
const (
	LocalTermWeightsTermFrequency LocalTermWeights = iota + 1
	LocalTermWeightsBinary
	LocalTermWeightsLogarithmic
	LocalTermWeightsAugmentedNormalizedTermFrequency
)

// CountHits (TextIndex@countHits) is which hits of a term are counted.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
//
//pmml:words allHits bestHits
type CountHits uint8

// The values of CountHits.
const (
	CountHitsAllHits CountHits = iota + 1
	CountHitsBestHits
)

// AggregateFunction (Aggregate@function) is the statistic of an Aggregate.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
//
//pmml:words count sum average min max multiset
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

// LagAggregate (Lag@aggregate) is the statistic of a Lag.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
//
//pmml:words none avg max median min product sum stddev
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

// ResultFeature (RESULT-FEATURE) is what an output field reports.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
//
//pmml:words predictedValue predictedDisplayValue transformedValue decision probability affinity residual standardError standardDeviation clusterId clusterAffinity entityId entityAffinity warning ruleValue reasonCode antecedent consequent rule ruleId confidence support lift leverage confidenceIntervalLower confidenceIntervalUpper x-report
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

// RuleFeature (RULE-FEATURE) is the part of an association rule that ruleValue reports.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
//
//pmml:words antecedent consequent rule ruleId confidence support lift leverage affinity
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

// OutputAlgorithm (OutputField@algorithm) is which association rules an output field considers.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
//
//pmml:words recommendation exclusiveRecommendation ruleAssociation
type OutputAlgorithm uint8

// The values of OutputAlgorithm.
const (
	OutputAlgorithmRecommendation OutputAlgorithm = iota + 1
	OutputAlgorithmExclusiveRecommendation
	OutputAlgorithmRuleAssociation
)

// RankBasis (OutputField@rankBasis) is the measure that ranks association rules.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
//
//pmml:words confidence support lift leverage affinity
type RankBasis uint8

// The values of RankBasis.
const (
	RankBasisConfidence RankBasis = iota + 1
	RankBasisSupport
	RankBasisLift
	RankBasisLeverage
	RankBasisAffinity
)

// RankOrder (OutputField@rankOrder) is the direction of a ranking.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
//
//pmml:words descending ascending
type RankOrder uint8

// The values of RankOrder.
const (
	RankOrderDescending RankOrder = iota + 1
	RankOrderAscending
)

// CastInteger (Target@castInteger) is how a predicted number becomes an integer.
//
// Spec: https://dmg.org/pmml/v4-4-1/Targets.html
//
//pmml:words round ceiling floor
type CastInteger uint8

// The values of CastInteger.
const (
	CastIntegerRound CastInteger = iota + 1
	CastIntegerCeiling
	CastIntegerFloor
)

// MultipleModelMethod (MULTIPLE-MODEL-METHOD) is how the segments' results combine.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
//
//pmml:words majorityVote weightedMajorityVote average weightedAverage median weightedMedian max sum weightedSum selectFirst selectAll modelChain x-multiModelChain
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

// MissingPredictionTreatment (MISSING-PREDICTION-TREATMENT) is what a segment without a prediction does to the result.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
//
//pmml:words returnMissing skipSegment continue
type MissingPredictionTreatment uint8

// The values of MissingPredictionTreatment.
const (
	MissingPredictionTreatmentReturnMissing MissingPredictionTreatment = iota + 1
	MissingPredictionTreatmentSkipSegment
	MissingPredictionTreatmentContinue
)

// MissingValueStrategy (MISSING-VALUE-STRATEGY) is what a tree does where a predicate is unknown.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words lastPrediction nullPrediction defaultChild weightedConfidence aggregateNodes none
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

// NoTrueChildStrategy (NO-TRUE-CHILD-STRATEGY) is what a tree does where no child's predicate is true.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words returnNullPrediction returnLastPrediction
type NoTrueChildStrategy uint8

// The values of NoTrueChildStrategy.
const (
	NoTrueChildStrategyReturnNullPrediction NoTrueChildStrategy = iota + 1
	NoTrueChildStrategyReturnLastPrediction
)

// SplitCharacteristic (TreeModel@splitCharacteristic) is how many children inner nodes have.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
//
//pmml:words binarySplit multiSplit
type SplitCharacteristic uint8

// The values of SplitCharacteristic.
const (
	SplitCharacteristicBinarySplit SplitCharacteristic = iota + 1
	SplitCharacteristicMultiSplit
)

// RegressionModelType (RegressionModel@modelType) is the kind of regression, for information.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
//
//pmml:words linearRegression stepwisePolynomialRegression logisticRegression
type RegressionModelType uint8

// The values of RegressionModelType.
const (
	RegressionModelTypeLinearRegression RegressionModelType = iota + 1
	RegressionModelTypeStepwisePolynomialRegression
	RegressionModelTypeLogisticRegression
)

// NormalizationMethod (REGRESSIONNORMALIZATIONMETHOD, NN-NORMALIZATION-METHOD) is how raw scores become the result.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
//
//pmml:words none simplemax softmax logit probit cloglog exp loglog cauchit
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

// ActivationFunction (ACTIVATION-FUNCTION) is a neuron's activation.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
//
//pmml:words threshold logistic tanh identity exponential reciprocal square Gauss sine cosine Elliott arctan rectifier radialBasis
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
