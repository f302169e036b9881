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
	Closure     Closure
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
	IsRecursive      Optional[bool]
	FieldColumnPairs []*FieldColumnPair
	TableLocator     *TableLocator
	InlineTable      *InlineTable
}

func (x *DataDictionary) decode(d *decoder) {
	d.begin(&x.Element)
	x.NumberOfFields = d.integer("numberOfFields")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DataField"):
			many(d, &x.DataFields)
		case d.is("Taxonomy"):
			many(d, &x.Taxonomies)
		default:
			d.unknown()
		}
	}
}

func (f *DataField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.needText("name")
	f.DisplayName = d.text("displayName")
	f.OpType = needEnumeration[OpType](d, "optype", opTypeNames)
	if !d.isTensor() {
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

func (v *Value) decode(d *decoder) {
	d.begin(&v.Element)
	v.Value = d.needText("value")
	v.DisplayValue = d.text("displayValue")
	v.Property = enumeration[ValueProperty](d, "property", valuePropertyNames)
	d.endAttributes()
	d.noChildren()
}

func (i *Interval) decode(d *decoder) {
	d.begin(&i.Element)
	i.Closure = needEnumeration[Closure](d, "closure", closureNames)
	i.LeftMargin = d.number("leftMargin")
	i.RightMargin = d.number("rightMargin")
	d.endAttributes()
	d.noChildren()
}

func (t *Taxonomy) decode(d *decoder) {
	d.begin(&t.Element)
	t.Name = d.needText("name")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ChildParent"):
			many(d, &t.ChildParents)
		default:
			d.unknown()
		}
	}
}

func (c *ChildParent) decode(d *decoder) {
	d.begin(&c.Element)
	c.ChildField = d.needText("childField")
	c.ParentField = d.needText("parentField")
	c.ParentLevelField = d.text("parentLevelField")
	c.IsRecursive = d.choice("isRecursive", "yes", "no")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FieldColumnPair"):
			many(d, &c.FieldColumnPairs)
		case d.is("TableLocator"):
			one(d, &c.TableLocator)
		case d.is("InlineTable"):
			one(d, &c.InlineTable)
		default:
			d.unknown()
		}
	}
}
