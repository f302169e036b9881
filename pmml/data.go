package pmml

// DataDictionary lists the fields that a document's models read and predict.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type DataDictionary struct {
	Element
	NumberOfFields Optional[int]
	DataFields     []*DataField
	Taxonomies     []*Taxonomy
}

// DataField is a field of the data dictionary.
type DataField struct {
	Element
	Name        string
	DisplayName Optional[string]
	OpType      OpType
	DataType    DataType
	Taxonomy    Optional[string]
	IsCyclic    Optional[bool]
	Intervals   []*Interval
	Values      []*Value
}

// Value is one of a field's listed values.
type Value struct {
	Element
	Value        string
	DisplayValue Optional[string]
	Property     ValueProperty
}

// Interval is a range of numbers. A margin left out lies at infinity.
type Interval struct {
	Element
	Closure     Closure `pmml:",need"`
	LeftMargin  Optional[float64]
	RightMargin Optional[float64]
}

// Taxonomy is a hierarchy of a categorical field's values.
//
// Spec: https://dmg.org/pmml/v4-4-1/Taxonomy.html
type Taxonomy struct {
	Element
	Name         string
	ChildParents []*ChildParent
}

// ChildParent is a table of a taxonomy's child and parent values.
type ChildParent struct {
	Element
	ChildField       string
	ParentField      string
	ParentLevelField Optional[string]
	IsRecursive      Optional[bool] `pmml:",yesno"`
	FieldColumnPairs []*FieldColumnPair
	TableLocator     *TableLocator
	InlineTable      *InlineTable
}

// ImpliedDataType gives the data type of a DataField that has none, as PMML 3.0
// allows: double for a continuous field, and string for any other.
func ImpliedDataType(op OpType) DataType {
	if op == OpTypeContinuous {
		return DataTypeDouble
	}
	return DataTypeString
}

func (f *DataField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.needText("name")
	f.DisplayName = d.text("displayName")
	f.OpType = needEnumeration[OpType](d, "optype", opTypeNames)
	switch {
	case d.isTensor():
	case d.version == V3_0:
		f.DataType = enumeration[DataType](d, "dataType", dataTypeNames) // see ImpliedDataType
	default:
		f.DataType = needEnumeration[DataType](d, "dataType", dataTypeNames)
	}
	f.Taxonomy = d.text("taxonomy")
	f.IsCyclic = d.boolean("isCyclic")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Interval"):
			many(d, &f.Intervals)
		case d.is("Value"):
			many(d, &f.Values)
		default:
			d.unknown()
		}
	}
}

func (f *DataField) encode(e *encoder) {
	e.begin("DataField", &f.Element)
	e.needText("name", f.Name)
	e.text("displayName", f.DisplayName)
	needWord(e, "optype", opTypeNames, f.OpType)
	if f.DataType != 0 || e.root.version != V3_0 && e.root.version <= V4_4 { // else it may be among the vendor's attributes
		needWord(e, "dataType", dataTypeNames, f.DataType)
	}
	e.text("taxonomy", f.Taxonomy)
	e.choice("isCyclic", "1", "0", f.IsCyclic)
	e.endAttributes()
	writeMany(e, f.Intervals)
	writeMany(e, f.Values)
	e.end()
}
