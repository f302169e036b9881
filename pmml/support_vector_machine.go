package pmml

// SupportVectorMachineModel holds support vector machines.
//
// Spec: https://dmg.org/pmml/v4-4-1/SupportVectorMachine.html
type SupportVectorMachineModel struct {
	ModelBase
	Threshold                     Optional[float64]
	SVMRepresentation             SVMRepresentation
	ClassificationMethod          SVMClassificationMethod
	MaxWins                       Optional[bool]
	AlternateBinaryTargetCategory Optional[string]  // PMML 3
	Kernel                        KernelType        `pmml:",need"`
	VectorDictionary              *VectorDictionary `pmml:",need"`
	SupportVectorMachines         []*SupportVectorMachine
}

// LinearKernelType is the scalar product.
type LinearKernelType struct {
	Element
	Description Optional[string]
}

// PolynomialKernelType is a power of the scalar product.
type PolynomialKernelType struct {
	Element
	Description Optional[string]
	Gamma       Optional[float64]
	Coef0       Optional[float64]
	Degree      Optional[float64]
}

// RadialBasisKernelType is an exponential of the squared distance.
type RadialBasisKernelType struct {
	Element
	Description Optional[string]
	Gamma       Optional[float64]
}

// SigmoidKernelType is the hyperbolic tangent of the scalar product.
type SigmoidKernelType struct {
	Element
	Description Optional[string]
	Gamma       Optional[float64]
	Coef0       Optional[float64]
}

// VectorDictionary holds the vectors that support vectors are taken from.
type VectorDictionary struct {
	Element
	NumberOfVectors Optional[int]
	VectorFields    *VectorFields `pmml:",need"`
	VectorInstances []*VectorInstance
}

// VectorFields lists the dimensions of the vectors.
type VectorFields struct {
	Element
	NumberOfFields Optional[int]
	Fields         []VectorField
}

// VectorInstance is one vector.
type VectorInstance struct {
	Element
	ID     string
	Vector Vector `pmml:",need"`
}

// SupportVectorMachine is one machine: in a classification, that of
// TargetCategory against AlternateTargetCategory or all others.
type SupportVectorMachine struct {
	Element
	TargetCategory          Optional[string]
	AlternateTargetCategory Optional[string]
	Threshold               Optional[float64]
	SupportVectors          *SupportVectors
	Coefficients            *Coefficients `pmml:",need"`
}

// SupportVectors lists the support vectors of a machine.
type SupportVectors struct {
	Element
	NumberOfSupportVectors Optional[int]
	NumberOfAttributes     Optional[int]
	SupportVectors         []SupportVector
}

// SupportVector names a VectorInstance.
type SupportVector struct {
	Element
	VectorID string `pmml:"vectorId"`
}

// Coefficients holds the coefficients of a machine. AbsoluteValue is its
// intercept.
type Coefficients struct {
	Element
	NumberOfCoefficients Optional[int]
	AbsoluteValue        Optional[float64]
	Coefficients         []Coefficient
}

// Coefficient is the coefficient of a support vector or a field.
type Coefficient struct {
	Element
	Value Optional[float64]
}

// KernelType is one of *LinearKernelType, *PolynomialKernelType,
// *RadialBasisKernelType and *SigmoidKernelType: the kernel of a
// SupportVectorMachineModel. No other type can implement it.
//
//pmml:group kernel LinearKernelType PolynomialKernelType RadialBasisKernelType SigmoidKernelType
type KernelType interface {
	Node
	kernelType()
}

// VectorField is one of *FieldRef and *CategoricalPredictor: a dimension of the
// vectors. No other type can implement it.
//
//pmml:group vector-field FieldRef CategoricalPredictor
type VectorField interface {
	Node
	vectorField()
}

// Vector is one of *RealSparseArray and *NumArray: the numbers of a
// VectorInstance. No other type can implement it.
//
//pmml:group vector RealSparseArray NumArray
type Vector interface {
	Node
	vector()
}

// SVMRepresentation (SVM-REPRESENTATION) is whether machines are given by
// support vectors or by the coefficients of a hyperplane.
//
//pmml:words SupportVectors Coefficients
type SVMRepresentation uint8

// The values of SVMRepresentation.
const (
	SVMRepresentationSupportVectors SVMRepresentation = iota + 1
	SVMRepresentationCoefficients
)

// SVMClassificationMethod (SVM-CLASSIFICATION-METHOD) is how machines of two
// categories decide among more.
//
//pmml:words OneAgainstAll OneAgainstOne
type SVMClassificationMethod uint8

// The values of SVMClassificationMethod.
const (
	SVMClassificationMethodOneAgainstAll SVMClassificationMethod = iota + 1
	SVMClassificationMethodOneAgainstOne
)
