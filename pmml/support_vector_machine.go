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
	AlternateBinaryTargetCategory Optional[string] // PMML 3
	Kernel                        KernelType
	VectorDictionary              *VectorDictionary
	SupportVectorMachines         []*SupportVectorMachine
}

// ElementName gives "SupportVectorMachineModel".
func (*SupportVectorMachineModel) ElementName() string { return "SupportVectorMachineModel" }

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
	VectorFields    *VectorFields
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
	Vector Vector
}

// SupportVectorMachine is one machine: in a classification, that of
// TargetCategory against AlternateTargetCategory or all others.
type SupportVectorMachine struct {
	Element
	TargetCategory          Optional[string]
	AlternateTargetCategory Optional[string]
	Threshold               Optional[float64]
	SupportVectors          *SupportVectors
	Coefficients            *Coefficients
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
	VectorID string
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
type KernelType interface {
	Node
	kernelType()
}

func (*LinearKernelType) kernelType()      {}
func (*PolynomialKernelType) kernelType()  {}
func (*RadialBasisKernelType) kernelType() {}
func (*SigmoidKernelType) kernelType()     {}

// VectorField is one of *FieldRef and *CategoricalPredictor: a dimension of the
// vectors. No other type can implement it.
type VectorField interface {
	Node
	vectorField()
}

func (*FieldRef) vectorField()             {}
func (*CategoricalPredictor) vectorField() {}

// Vector is one of *RealSparseArray and *NumArray: the numbers of a
// VectorInstance. No other type can implement it.
type Vector interface {
	Node
	vector()
}

func (*RealSparseArray) vector() {}
func (*NumArray) vector()        {}

func (m *SupportVectorMachineModel) decode(d *decoder) {
	m.attributes(d)
	m.Threshold = d.number("threshold")
	m.SVMRepresentation = enumeration[SVMRepresentation](d, "svmRepresentation", svmRepresentationNames)
	m.ClassificationMethod = enumeration[SVMClassificationMethod](d, "classificationMethod", svmClassificationMethodNames)
	m.MaxWins = d.boolean("maxWins")
	m.AlternateBinaryTargetCategory = d.text("alternateBinaryTargetCategory")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.isKernelType():
			oneOf(d, &m.Kernel, "kernel", d.kernelType)
		case d.is("VectorDictionary"):
			one(d, &m.VectorDictionary)
		case d.is("SupportVectorMachine"):
			many(d, &m.SupportVectorMachines)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	switch {
	case m.Kernel == nil:
		d.missing("of the group of kernels")
	case m.VectorDictionary == nil:
		d.missing("VectorDictionary")
	}
}

func (l *LinearKernelType) decode(d *decoder) {
	d.begin(&l.Element)
	l.Description = d.text("description")
	d.endAttributes()
	d.noChildren()
}

func (p *PolynomialKernelType) decode(d *decoder) {
	d.begin(&p.Element)
	p.Description = d.text("description")
	p.Gamma = d.number("gamma")
	p.Coef0 = d.number("coef0")
	p.Degree = d.number("degree")
	d.endAttributes()
	d.noChildren()
}

func (r *RadialBasisKernelType) decode(d *decoder) {
	d.begin(&r.Element)
	r.Description = d.text("description")
	r.Gamma = d.number("gamma")
	d.endAttributes()
	d.noChildren()
}

func (s *SigmoidKernelType) decode(d *decoder) {
	d.begin(&s.Element)
	s.Description = d.text("description")
	s.Gamma = d.number("gamma")
	s.Coef0 = d.number("coef0")
	d.endAttributes()
	d.noChildren()
}

func (v *VectorDictionary) decode(d *decoder) {
	d.begin(&v.Element)
	v.NumberOfVectors = d.integer("numberOfVectors")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("VectorFields"):
			one(d, &v.VectorFields)
		case d.is("VectorInstance"):
			many(d, &v.VectorInstances)
		default:
			d.unknown()
		}
	}
	if v.VectorFields == nil {
		d.missing("VectorFields")
	}
}

func (v *VectorFields) decode(d *decoder) {
	d.begin(&v.Element)
	v.NumberOfFields = d.integer("numberOfFields")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isVectorField():
			v.Fields = append(v.Fields, d.vectorField())
		default:
			d.unknown()
		}
	}
}

func (v *VectorInstance) decode(d *decoder) {
	d.begin(&v.Element)
	v.ID = d.needText("id")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isVector():
			oneOf(d, &v.Vector, "vector", d.vector)
		default:
			d.unknown()
		}
	}
	if v.Vector == nil {
		d.missing("of the group of vectors")
	}
}

func (s *SupportVectorMachine) decode(d *decoder) {
	d.begin(&s.Element)
	s.TargetCategory = d.text("targetCategory")
	s.AlternateTargetCategory = d.text("alternateTargetCategory")
	s.Threshold = d.number("threshold")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("SupportVectors"):
			one(d, &s.SupportVectors)
		case d.is("Coefficients"):
			one(d, &s.Coefficients)
		default:
			d.unknown()
		}
	}
	if s.Coefficients == nil {
		d.missing("Coefficients")
	}
}

func (s *SupportVectors) decode(d *decoder) {
	d.begin(&s.Element)
	s.NumberOfSupportVectors = d.integer("numberOfSupportVectors")
	s.NumberOfAttributes = d.integer("numberOfAttributes")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("SupportVector"):
			manyValues(d, &s.SupportVectors)
		default:
			d.unknown()
		}
	}
}

func (s *SupportVector) decode(d *decoder) {
	d.begin(&s.Element)
	s.VectorID = d.needText("vectorId")
	d.endAttributes()
	d.noChildren()
}

func (c *Coefficients) decode(d *decoder) {
	d.begin(&c.Element)
	c.NumberOfCoefficients = d.integer("numberOfCoefficients")
	c.AbsoluteValue = d.number("absoluteValue")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Coefficient"):
			manyValues(d, &c.Coefficients)
		default:
			d.unknown()
		}
	}
}

func (c *Coefficient) decode(d *decoder) {
	d.begin(&c.Element)
	c.Value = d.number("value")
	d.endAttributes()
	d.noChildren()
}

// isKernelType says whether the current child is a kernel of a SupportVectorMachineModel.
func (d *decoder) isKernelType() bool {
	return d.isOneOf("LinearKernelType", "PolynomialKernelType", "RadialBasisKernelType", "SigmoidKernelType")
}

// kernelType decodes the current child, a kernel of a SupportVectorMachineModel.
func (d *decoder) kernelType() KernelType {
	switch d.current {
	case "LinearKernelType":
		return decodeNew[LinearKernelType](d)
	case "PolynomialKernelType":
		return decodeNew[PolynomialKernelType](d)
	case "RadialBasisKernelType":
		return decodeNew[RadialBasisKernelType](d)
	}
	return decodeNew[SigmoidKernelType](d)
}

// isVectorField says whether the current child is a dimension of the vectors.
func (d *decoder) isVectorField() bool {
	return d.isOneOf("FieldRef", "CategoricalPredictor")
}

// vectorField decodes the current child, a dimension of the vectors.
func (d *decoder) vectorField() VectorField {
	if d.current == "FieldRef" {
		return decodeNew[FieldRef](d)
	}
	return decodeNew[CategoricalPredictor](d)
}

// isVector says whether the current child is a vector.
func (d *decoder) isVector() bool {
	return d.isOneOf("REAL-SparseArray", "Array")
}

// vector decodes the current child, a vector.
func (d *decoder) vector() Vector {
	if d.current == "REAL-SparseArray" {
		return decodeNew[RealSparseArray](d)
	}
	return decodeNew[NumArray](d)
}

// SVMRepresentation (SVM-REPRESENTATION) is whether machines are given by
// support vectors or by the coefficients of a hyperplane.
type SVMRepresentation uint8

// The values of SVMRepresentation.
const (
	SVMRepresentationSupportVectors SVMRepresentation = iota + 1
	SVMRepresentationCoefficients
)

var svmRepresentationNames = []string{"", "SupportVectors", "Coefficients"}

// String gives the word that the standard uses, "" for a value left out.
func (v SVMRepresentation) String() string { return enumName(svmRepresentationNames, uint8(v)) }

// SVMClassificationMethod (SVM-CLASSIFICATION-METHOD) is how machines of two
// categories decide among more.
type SVMClassificationMethod uint8

// The values of SVMClassificationMethod.
const (
	SVMClassificationMethodOneAgainstAll SVMClassificationMethod = iota + 1
	SVMClassificationMethodOneAgainstOne
)

var svmClassificationMethodNames = []string{"", "OneAgainstAll", "OneAgainstOne"}

// String gives the word that the standard uses, "" for a value left out.
func (v SVMClassificationMethod) String() string {
	return enumName(svmClassificationMethodNames, uint8(v))
}
