package explain

// Association is what a basket of items makes of the rules of an association
// model.
type Association struct {
	// Items are those of the basket that the model knows. Where several items of the
	// document stand for the same, it is the first of them.
	Items []Item `json:"items"`
	// Rules is the number of the model's rules, Applied that of those whose
	// antecedent is in the basket.
	Rules   int `json:"rules"`
	Applied int `json:"applied"`
	// RankedBy is the measure that the rules are in the order of, as "confidence"; ""
	// for the order of the document.
	RankedBy string `json:"rankedBy,omitempty"`
	// Fired are the rules that apply, the first in rank first. Omitted is how many
	// more there are.
	Fired   []AssociationRule `json:"fired,omitempty"`
	Omitted int               `json:"omitted,omitempty"`
	// End says why no rule was looked at.
	End string `json:"end,omitempty"`
}

// Item is an item of an association model.
type Item struct {
	ID    string `json:"id"`
	Value string `json:"value"`
	// MappedValue is what the document maps the value to, "" for nothing.
	MappedValue string `json:"mappedValue,omitempty"`
}

// AssociationRule is a rule whose antecedent is in the basket.
type AssociationRule struct {
	// ID is the rule's id, or its number in the document.
	ID string `json:"id"`
	// Rule is the rule as a text, as "{Cracker}->{Water}".
	Rule       string `json:"rule"`
	Antecedent []Item `json:"antecedent,omitempty"`
	Consequent []Item `json:"consequent,omitempty"`
	// Complete says that the consequent is in the basket, too: such a rule
	// recommends nothing new.
	Complete bool `json:"complete"`
	// What the document does not give is nil.
	Support    Number  `json:"support"`
	Confidence Number  `json:"confidence"`
	Lift       *Number `json:"lift,omitempty"`
	Leverage   *Number `json:"leverage,omitempty"`
	Affinity   *Number `json:"affinity,omitempty"`
}
