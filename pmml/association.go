package pmml

// AssociationModel holds rules about items that occur together. Its counts and
// limits may be left out, against the schema: they only describe what follows.
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
