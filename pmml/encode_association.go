package pmml

func (m *AssociationModel) encode(e *encoder) {
	e.begin("AssociationModel", &m.Element)
	m.encodeAttributes(e)
	e.integer("numberOfTransactions", m.NumberOfTransactions)
	e.integer("maxNumberOfItemsPerTA", m.MaxNumberOfItemsPerTA)
	e.number("avgNumberOfItemsPerTA", m.AvgNumberOfItemsPerTA)
	e.number("minimumSupport", m.MinimumSupport)
	e.number("minimumConfidence", m.MinimumConfidence)
	e.integer("lengthLimit", m.LengthLimit)
	e.integer("numberOfItems", m.NumberOfItems)
	e.integer("numberOfItemsets", m.NumberOfItemsets)
	e.integer("numberOfRules", m.NumberOfRules)
	e.endAttributes()
	m.encodeHead(e)
	writeMany(e, m.Items)
	writeMany(e, m.Itemsets)
	writeMany(e, m.AssociationRules)
	m.encodeTail(e)
	e.end()
}

func (i *Item) encode(e *encoder) {
	e.begin("Item", &i.Element)
	e.needText("id", i.ID)
	e.needText("value", i.Value)
	e.text("field", i.Field)
	e.text("category", i.Category)
	e.text("mappedValue", i.MappedValue)
	e.number("weight", i.Weight)
	e.endAttributes()
	e.end()
}

func (i *Itemset) encode(e *encoder) {
	e.begin("Itemset", &i.Element)
	e.needText("id", i.ID)
	e.number("support", i.Support)
	e.integer("numberOfItems", i.NumberOfItems)
	e.endAttributes()
	writeValues(e, i.ItemRefs)
	e.end()
}

func (i *ItemRef) encode(e *encoder) {
	e.begin("ItemRef", &i.Element)
	e.needText("itemRef", i.ItemRef)
	e.endAttributes()
	e.end()
}

func (a *AssociationRule) encode(e *encoder) {
	e.begin("AssociationRule", &a.Element)
	e.needText("antecedent", a.Antecedent)
	e.needText("consequent", a.Consequent)
	e.needNumber("support", a.Support)
	e.needNumber("confidence", a.Confidence)
	e.number("lift", a.Lift)
	e.number("leverage", a.Leverage)
	e.number("affinity", a.Affinity)
	e.text("id", a.ID)
	e.endAttributes()
	e.end()
}
