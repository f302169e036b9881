package pmml

// TransformationDictionary holds the functions and derived fields that all
// models of a document share.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
type TransformationDictionary struct {
	Element
	DefineFunctions []*DefineFunction
	DerivedFields   []*DerivedField
}

// LocalTransformations holds the derived fields of one model.
type LocalTransformations struct {
	Element
	DerivedFields []*DerivedField
}

// DerivedField is a field computed from others. Name is left out inside
// NeuralInput, NeuralOutput and BayesInput. OpType may be left out, against the
// schema: the data type implies one.
type DerivedField struct {
	Element
	Name        Optional[string]
	DisplayName Optional[string]
	OpType      OpType      `pmml:"optype"`
	DataType    DataType    `pmml:",need"`
	Expression  Expression  `pmml:",need"`
	Intervals   []*Interval // PMML 3
	Values      []*Value
}

// DefineFunction is a function that Apply may name. Producers leave OpType out.
//
// Spec: https://dmg.org/pmml/v4-4-1/Functions.html
type DefineFunction struct {
	Element
	Name            string
	OpType          OpType `pmml:"optype"`
	DataType        DataType
	ParameterFields []*ParameterField
	// DerivedFields are local values of the function, a vendor's addition: they
	// see its parameters and each other.
	DerivedFields []*DerivedField
	Expression    Expression `pmml:",need"`
}

// ParameterField is a parameter of a DefineFunction.
type ParameterField struct {
	Element
	Name        string
	DisplayName Optional[string]
	OpType      OpType `pmml:"optype"`
	DataType    DataType
}

// Expression is one of *Constant, *FieldRef, *NormContinuous, *NormDiscrete,
// *Discretize, *MapValues, *TextIndex, *Apply, *Aggregate, *Lag and
// *ErrorExpression. No other type can implement it.
//
//pmml:group expression=EXPRESSION Constant FieldRef NormContinuous NormDiscrete Discretize MapValues TextIndex Apply Aggregate Lag ~ ErrorExpression
//pmml:places
type Expression interface {
	Node
	expression()
}

// Constant is a value given in the document. Text is verbatim.
type Constant struct {
	Element
	DataType DataType
	Missing  Optional[bool]
	Text     string `pmml:",text"`
}

// FieldRef is the value of a field.
type FieldRef struct {
	Element
	Field        string
	MapMissingTo Optional[string]
}

// NormContinuous maps a number by straight lines between given points.
type NormContinuous struct {
	Element
	Field        string
	MapMissingTo Optional[float64]
	Outliers     Outliers
	LinearNorms  []*LinearNorm
}

// LinearNorm is a point of NormContinuous.
type LinearNorm struct {
	Element
	Orig, Norm float64
}

// NormDiscrete is 1 where a field has a given value, else 0.
type NormDiscrete struct {
	Element
	Field        string
	Value        string
	MapMissingTo Optional[float64]
	Method       NormDiscreteMethod // PMML 3
}

// Discretize maps intervals of numbers to values.
type Discretize struct {
	Element
	Field          string
	MapMissingTo   Optional[string]
	DefaultValue   Optional[string]
	DataType       DataType
	DiscretizeBins []*DiscretizeBin
}

// DiscretizeBin is one interval of Discretize and the value that it maps to.
type DiscretizeBin struct {
	Element
	BinValue string
	Interval *Interval `pmml:",need"`
}

// MapValues looks values up in a table.
type MapValues struct {
	Element
	MapMissingTo     Optional[string]
	DefaultValue     Optional[string]
	OutputColumn     string
	DataType         DataType
	FieldColumnPairs []*FieldColumnPair
	TableLocator     *TableLocator
	InlineTable      *InlineTable
}

// FieldColumnPair ties a field to a table's column.
type FieldColumnPair struct {
	Element
	Field, Column string
}

// TextIndex counts a term in a text.
type TextIndex struct {
	Element
	TextField                string
	LocalTermWeights         LocalTermWeights
	IsCaseSensitive          Optional[bool]
	MaxLevenshteinDistance   Optional[int]
	CountHits                CountHits
	WordSeparatorCharacterRE Optional[string]
	Tokenize                 Optional[bool]
	WordRE                   Optional[string] `pmml:"x-wordRE"` // x-wordRE, a vendor's addition
	Normalizations           []*TextIndexNormalization
	Expression               Expression `pmml:",need"`
}

// TextIndexNormalization rewrites a text before TextIndex counts.
type TextIndexNormalization struct {
	Element
	InField                  Optional[string]
	OutField                 Optional[string]
	RegexField               Optional[string]
	Recursive                Optional[bool]
	IsCaseSensitive          Optional[bool]
	MaxLevenshteinDistance   Optional[int]
	WordSeparatorCharacterRE Optional[string]
	Tokenize                 Optional[bool]
	WordRE                   Optional[string] `pmml:"x-wordRE"` // x-wordRE, a vendor's addition
	TableLocator             *TableLocator
	InlineTable              *InlineTable
}

// Apply calls a built-in or defined function.
//
// Spec: https://dmg.org/pmml/v4-4-1/Functions.html
type Apply struct {
	Element
	Function              string
	MapMissingTo          Optional[string]
	DefaultValue          Optional[string]
	InvalidValueTreatment InvalidValueTreatment
	Arguments             []Expression
}

// Aggregate is a statistic over the values that a field has in a group of rows.
type Aggregate struct {
	Element
	Field      string
	Function   AggregateFunction `pmml:",need"`
	GroupField Optional[string]
	SQLWhere   Optional[string]
}

// Lag is the value that a field had N rows ago, or a statistic over N rows.
type Lag struct {
	Element
	Field           string
	N               Optional[int]
	Aggregate       LagAggregate
	BlockIndicators []*BlockIndicator
}

// BlockIndicator names a field whose equal values make rows one block.
type BlockIndicator struct {
	Element
	Field string
}

// ErrorExpression (X-Error, a vendor's addition) fails when it is evaluated.
//
//pmml:element X-Error
type ErrorExpression struct {
	Element
	Message Optional[string]
}
