package pmml

func (x *DataDictionary) encode(e *encoder) {
	e.begin("DataDictionary", &x.Element)
	e.integer("numberOfFields", x.NumberOfFields)
	e.endAttributes()
	writeMany(e, x.DataFields)
	writeMany(e, x.Taxonomies)
	e.end()
}

func (f *DataField) encode(e *encoder) {
	e.begin("DataField", &f.Element)
	e.needText("name", f.Name)
	e.text("displayName", f.DisplayName)
	needWord(e, "optype", opTypeNames, f.OpType)
	if f.DataType != 0 || e.root.version <= V4_4 { // else it may be among the vendor's attributes
		needWord(e, "dataType", dataTypeNames, f.DataType)
	}
	e.text("taxonomy", f.Taxonomy)
	e.choice("isCyclic", "1", "0", f.IsCyclic)
	e.endAttributes()
	writeMany(e, f.Intervals)
	writeMany(e, f.Values)
	e.end()
}

func (v *Value) encode(e *encoder) {
	e.begin("Value", &v.Element)
	e.needText("value", v.Value)
	e.text("displayValue", v.DisplayValue)
	word(e, "property", valuePropertyNames, v.Property)
	e.endAttributes()
	e.end()
}

func (i *Interval) encode(e *encoder) {
	e.begin("Interval", &i.Element)
	needWord(e, "closure", closureNames, i.Closure)
	e.number("leftMargin", i.LeftMargin)
	e.number("rightMargin", i.RightMargin)
	e.endAttributes()
	e.end()
}

func (t *Taxonomy) encode(e *encoder) {
	e.begin("Taxonomy", &t.Element)
	e.needText("name", t.Name)
	e.endAttributes()
	writeMany(e, t.ChildParents)
	e.end()
}

func (c *ChildParent) encode(e *encoder) {
	e.begin("ChildParent", &c.Element)
	e.needText("childField", c.ChildField)
	e.needText("parentField", c.ParentField)
	e.text("parentLevelField", c.ParentLevelField)
	e.choice("isRecursive", "yes", "no", c.IsRecursive)
	e.endAttributes()
	writeMany(e, c.FieldColumnPairs)
	writeOne(e, c.TableLocator)
	writeOne(e, c.InlineTable)
	e.end()
}
