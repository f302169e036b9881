package pmml

import "slices"

// Node is any node of the tree. Only this package implements it.
type Node interface {
	// Position gives the place where the node begins.
	Position() Pos
	element() *Element
}

// Position gives the place where the element begins.
func (e *Element) Position() Pos { return e.Pos }

func (e *Element) element() *Element { return e }

// Model is one of *AnomalyDetectionModel, *AssociationModel, *BaselineModel,
// *BayesianNetworkModel, *ClusteringModel, *GaussianProcessModel,
// *GeneralRegressionModel, *MiningModel, *NaiveBayesModel,
// *NearestNeighborModel, *NeuralNetwork, *RegressionModel, *RuleSetModel,
// *Scorecard, *SequenceModel, *SupportVectorMachineModel, *TextModel,
// *TimeSeriesModel, *TreeModel and *OtherModel. No other type can implement it.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
type Model interface {
	Node
	// Base gives what all models have in common.
	Base() *ModelBase
	// ElementName gives the name of the model's element, as "TreeModel".
	ElementName() string
}

// ModelBase is what all models have in common.
type ModelBase struct {
	Element
	ModelName     Optional[string]
	FunctionName  MiningFunction
	AlgorithmName Optional[string]
	IsScorable    Optional[bool]
	MathContext   MathContext // x-mathContext, a vendor's addition

	MiningSchema         *MiningSchema
	Output               *Output
	ModelStats           *ModelStats
	ModelExplanation     *ModelExplanation
	Targets              *Targets
	LocalTransformations *LocalTransformations
	ModelVerification    *ModelVerification
}

// Base gives the receiver.
func (b *ModelBase) Base() *ModelBase { return b }

// EmbeddedModel is a *Regression or a *DecisionTree: a model inside another,
// deprecated since PMML 4.1.
type EmbeddedModel interface {
	Node
	EmbeddedBase() *EmbeddedModelBase
}

// EmbeddedModelBase is what Regression and DecisionTree have in common.
type EmbeddedModelBase struct {
	Element
	ModelName            Optional[string]
	FunctionName         MiningFunction
	AlgorithmName        Optional[string]
	Output               *Output
	ModelStats           *ModelStats
	Targets              *Targets
	LocalTransformations *LocalTransformations
	ResultFields         []*ResultField
}

// EmbeddedBase gives the receiver.
func (b *EmbeddedModelBase) EmbeddedBase() *EmbeddedModelBase { return b }

// ResultField names a result of an embedded model, for the models after it.
type ResultField struct {
	Element
	Name        string
	DisplayName Optional[string]
	OpType      OpType
	DataType    DataType
	Feature     ResultFeature
	Value       Optional[string]
}

// OtherModel is a model of a type that is not the standard's: a DeepNetwork. Its
// content is skipped.
type OtherModel struct {
	ModelBase
	Name string
}

// ElementName gives the name of the model's element.
func (m *OtherModel) ElementName() string { return m.Name }

// ModelElement is the name of an element that holds a model.
type ModelElement struct {
	Name string
	// Decoded says whether Parse gives the model its own type, rather than
	// OtherModel.
	Decoded bool
}

// ModelElements lists the elements that hold models, in the order of the
// alphabet: those of the standard, and DeepNetwork, a vendor's addition.
func ModelElements() []ModelElement {
	list := make([]ModelElement, 0, len(modelNames))
	for _, name := range modelNames {
		_, other := newModel(name).(*OtherModel)
		list = append(list, ModelElement{Name: name, Decoded: !other})
	}
	return list
}

var modelNames = []string{
	"AnomalyDetectionModel", "AssociationModel", "BaselineModel", "BayesianNetworkModel", "ClusteringModel", "DeepNetwork",
	"GaussianProcessModel", "GeneralRegressionModel", "MiningModel", "NaiveBayesModel", "NearestNeighborModel", "NeuralNetwork",
	"RegressionModel", "RuleSetModel", "Scorecard", "SequenceModel", "SupportVectorMachineModel", "TextModel",
	"TimeSeriesModel", "TreeModel",
}

type decodableModel interface {
	Model
	decode(*decoder)
}

// newModel gives an empty model for one of modelNames. A type written here is
// known everywhere.
func newModel(name string) decodableModel {
	switch name {
	case "AnomalyDetectionModel":
		return new(AnomalyDetectionModel)
	case "AssociationModel":
		return new(AssociationModel)
	case "BaselineModel":
		return new(BaselineModel)
	case "BayesianNetworkModel":
		return new(BayesianNetworkModel)
	case "ClusteringModel":
		return new(ClusteringModel)
	case "GaussianProcessModel":
		return new(GaussianProcessModel)
	case "GeneralRegressionModel":
		return new(GeneralRegressionModel)
	case "MiningModel":
		return new(MiningModel)
	case "NaiveBayesModel":
		return new(NaiveBayesModel)
	case "NearestNeighborModel":
		return new(NearestNeighborModel)
	case "NeuralNetwork":
		return new(NeuralNetwork)
	case "RegressionModel":
		return new(RegressionModel)
	case "RuleSetModel":
		return new(RuleSetModel)
	case "Scorecard":
		return new(Scorecard)
	case "SequenceModel":
		return new(SequenceModel)
	case "SupportVectorMachineModel":
		return new(SupportVectorMachineModel)
	case "TextModel":
		return new(TextModel)
	case "TimeSeriesModel":
		return new(TimeSeriesModel)
	case "TreeModel":
		return new(TreeModel)
	}
	return &OtherModel{Name: name}
}

// isModel says whether the current child is a model.
func (d *decoder) isModel() bool {
	if slices.Contains(modelNames, d.current) {
		return true
	}
	d.expected = append(d.expected, modelNames...)
	return false
}

// model decodes the current child, a model.
func (d *decoder) model() Model {
	m := newModel(d.current)
	if d.onSegment == nil {
		m.decode(d)
		return m
	}
	open := d.reading.Models
	d.reading.Models = append(open, m)
	m.decode(d)
	d.reading.Models = open
	return m
}

// attributes reads the attributes that all models have.
func (b *ModelBase) attributes(d *decoder) {
	d.begin(&b.Element)
	b.ModelName = d.text("modelName")
	b.FunctionName = needEnumeration[MiningFunction](d, "functionName", miningFunctionNames)
	b.AlgorithmName = d.text("algorithmName")
	b.IsScorable = d.boolean("isScorable")
	b.MathContext = enumeration[MathContext](d, "x-mathContext", mathContextNames)
}

// child decodes the current child where it is one that all models have.
func (b *ModelBase) child(d *decoder) bool {
	switch {
	case d.is("MiningSchema"):
		one(d, &b.MiningSchema)
	case d.is("Output"):
		one(d, &b.Output)
	case d.is("ModelStats"):
		one(d, &b.ModelStats)
	case d.is("ModelExplanation"):
		one(d, &b.ModelExplanation)
	case d.is("Targets"):
		one(d, &b.Targets)
	case d.is("LocalTransformations"):
		one(d, &b.LocalTransformations)
	case d.is("ModelVerification"):
		one(d, &b.ModelVerification)
	default:
		return false
	}
	return true
}

// finish checks that the model has what all models must have.
func (b *ModelBase) finish(d *decoder) {
	if b.MiningSchema == nil {
		d.missing("MiningSchema")
	}
}

// attributes reads the attributes that all embedded models have.
func (b *EmbeddedModelBase) attributes(d *decoder) {
	d.begin(&b.Element)
	b.ModelName = d.text("modelName")
	b.FunctionName = needEnumeration[MiningFunction](d, "functionName", miningFunctionNames)
	b.AlgorithmName = d.text("algorithmName")
}

// child decodes the current child where it is one that all embedded models have.
func (b *EmbeddedModelBase) child(d *decoder) bool {
	switch {
	case d.is("Output"):
		one(d, &b.Output)
	case d.is("ModelStats"):
		one(d, &b.ModelStats)
	case d.is("Targets"):
		one(d, &b.Targets)
	case d.is("LocalTransformations"):
		one(d, &b.LocalTransformations)
	case d.is("ResultField"):
		many(d, &b.ResultFields)
	default:
		return false
	}
	return true
}

func (f *ResultField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.needText("name")
	f.DisplayName = d.text("displayName")
	f.OpType = enumeration[OpType](d, "optype", opTypeNames)
	f.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	f.Feature = enumeration[ResultFeature](d, "feature", resultFeatureNames)
	f.Value = d.text("value")
	d.endAttributes()
	d.noChildren()
}

// isEmbedded says whether the current child is an embedded model.
func (d *decoder) isEmbedded() bool { return d.is("Regression") || d.is("DecisionTree") }

// embedded decodes the current child, an embedded model.
func (d *decoder) embedded() EmbeddedModel {
	if d.current == "Regression" {
		return decodeNew[Regression](d)
	}
	return decodeNew[DecisionTree](d)
}

// decode reads what all models have from the attributes, and skips the rest.
func (m *OtherModel) decode(d *decoder) {
	d.begin(&m.Element)
	m.ModelName = d.text("modelName")
	m.FunctionName = enumeration[MiningFunction](d, "functionName", miningFunctionNames)
	m.AlgorithmName = d.text("algorithmName")
	m.IsScorable = d.boolean("isScorable")
	m.MathContext = enumeration[MathContext](d, "x-mathContext", mathContextNames)
	if d.err == nil {
		d.skip()
	}
	if d.err == nil {
		d.end()
	}
}
