package pmml

import "slices"

// Node is any node of the tree. Only this package implements it.
type Node interface {
	// Position gives the place where the node begins.
	Position() Pos
	element() *Element
	children(visitor) bool
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
//
//pmml:group model=MODEL-ELEMENT
type Model interface {
	Node
	// Base gives what all models have in common.
	Base() *ModelBase
	// ElementName gives the name of the model's element, as "TreeModel".
	ElementName() string
}

// ModelBase is what all models have in common.
//
//pmml:base
type ModelBase struct {
	Element
	ModelName     Optional[string]
	FunctionName  MiningFunction `pmml:",need"`
	AlgorithmName Optional[string]
	IsScorable    Optional[bool]
	MathContext   MathContext `pmml:"x-mathContext"` // x-mathContext, a vendor's addition

	MiningSchema         *MiningSchema `pmml:",need"`
	Output               *Output
	ModelStats           *ModelStats
	ModelExplanation     *ModelExplanation
	Targets              *Targets
	LocalTransformations *LocalTransformations
	ModelVerification    *ModelVerification `pmml:",tail"`
}

// Base gives the receiver.
func (b *ModelBase) Base() *ModelBase { return b }

// EmbeddedModel is a *Regression or a *DecisionTree: a model inside another,
// deprecated since PMML 4.1.
//
//pmml:group embedded-model Regression DecisionTree
type EmbeddedModel interface {
	Node
	EmbeddedBase() *EmbeddedModelBase
}

// EmbeddedModelBase is what Regression and DecisionTree have in common.
//
//pmml:base
type EmbeddedModelBase struct {
	Element
	ModelName            Optional[string]
	FunctionName         MiningFunction `pmml:",need"`
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
	OpType      OpType `pmml:"optype"`
	DataType    DataType
	Feature     ResultFeature
	Value       Optional[string]
}

// OtherModel is a model of a type that is not the standard's: a DeepNetwork. Its
// content is skipped.
//
//pmml:element DeepNetwork
//pmml:no encode
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

type decodableModel interface {
	Model
	decode(*decoder)
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
