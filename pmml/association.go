package pmml

// AssociationModel holds rules about items that occur together.
//
// Spec: https://dmg.org/pmml/v4-4-1/AssociationRules.html
type AssociationModel struct {
	ModelBase
	NumberOfTransactions  Optional[int]
	MaxNumberOfItemsPerTA Optional[int]
	AvgNumberOfItemsPerTA Optional[float64]
	MinimumSupport        Optional[float64]
	MinimumConfidence     Optional[float64]
	LengthLimit           Optional[int]
	NumberOfItems         Optional[int]
	NumberOfItemsets      Optional[int]
	NumberOfRules         Optional[int]
	Items                 []*Item
	Itemsets              []*Itemset
	AssociationRules      []*AssociationRule
}

// ElementName gives "AssociationModel".
func (*AssociationModel) ElementName() string { return "AssociationModel" }

// Item is an item of an AssociationModel or SequenceModel.
type Item struct {
	Element
	ID          string
	Value       string
	Field       Optional[string]
	Category    Optional[string]
	MappedValue Optional[string]
	Weight      Optional[float64]
}

// Itemset is a set of items.
type Itemset struct {
	Element
	ID            string
	Support       Optional[float64]
	NumberOfItems Optional[int]
	ItemRefs      []ItemRef
}

// ItemRef is an item of an Itemset, by its id.
type ItemRef struct {
	Element
	ItemRef string
}

// AssociationRule says that who has the itemset Antecedent tends to have
// Consequent, too.
type AssociationRule struct {
	Element
	Antecedent string
	Consequent string
	Support    float64
	Confidence float64
	Lift       Optional[float64]
	Leverage   Optional[float64]
	Affinity   Optional[float64]
	ID         Optional[string]
}

// decode reads the model. Its counts and limits may be left out, against the
// schema: they only describe what follows.
func (m *AssociationModel) decode(d *decoder) {
	m.attributes(d)
	m.NumberOfTransactions = d.integer("numberOfTransactions")
	m.MaxNumberOfItemsPerTA = d.integer("maxNumberOfItemsPerTA")
	m.AvgNumberOfItemsPerTA = d.number("avgNumberOfItemsPerTA")
	m.MinimumSupport = d.number("minimumSupport")
	m.MinimumConfidence = d.number("minimumConfidence")
	m.LengthLimit = d.integer("lengthLimit")
	m.NumberOfItems = d.integer("numberOfItems")
	m.NumberOfItemsets = d.integer("numberOfItemsets")
	m.NumberOfRules = d.integer("numberOfRules")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("Item"):
			many(d, &m.Items)
		case d.is("Itemset"):
			many(d, &m.Itemsets)
		case d.is("AssociationRule"):
			many(d, &m.AssociationRules)
		default:
			d.unknown()
		}
	}
	m.finish(d)
}

func (i *Item) decode(d *decoder) {
	d.begin(&i.Element)
	i.ID = d.needText("id")
	i.Value = d.needText("value")
	i.Field = d.text("field")
	i.Category = d.text("category")
	i.MappedValue = d.text("mappedValue")
	i.Weight = d.number("weight")
	d.endAttributes()
	d.noChildren()
}

func (i *Itemset) decode(d *decoder) {
	d.begin(&i.Element)
	i.ID = d.needText("id")
	i.Support = d.number("support")
	i.NumberOfItems = d.integer("numberOfItems")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ItemRef"):
			manyValues(d, &i.ItemRefs)
		default:
			d.unknown()
		}
	}
}

func (i *ItemRef) decode(d *decoder) {
	d.begin(&i.Element)
	i.ItemRef = d.needText("itemRef")
	d.endAttributes()
	d.noChildren()
}

func (a *AssociationRule) decode(d *decoder) {
	d.begin(&a.Element)
	a.Antecedent = d.needText("antecedent")
	a.Consequent = d.needText("consequent")
	a.Support = d.needNumber("support")
	a.Confidence = d.needNumber("confidence")
	a.Lift = d.number("lift")
	a.Leverage = d.number("leverage")
	a.Affinity = d.number("affinity")
	a.ID = d.text("id")
	d.endAttributes()
	d.noChildren()
}
