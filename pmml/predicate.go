package pmml

// Predicate is one of *SimplePredicate, *SimpleSetPredicate,
// *CompoundPredicate, *True and *False. No other type can implement it.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html#xsdGroup_PREDICATE
//
//pmml:group predicate=PREDICATE SimplePredicate CompoundPredicate SimpleSetPredicate True False
type Predicate interface {
	Node
	predicate()
}

// SimplePredicate compares a field with a constant.
type SimplePredicate struct {
	Element
	Field    string
	Operator Operator `pmml:",need"`
	Value    Optional[string]
}

// SimpleSetPredicate tests whether a field's value is in a set.
type SimpleSetPredicate struct {
	Element
	Field           string
	BooleanOperator SetOperator `pmml:",need"`
	Array           *Array      `pmml:",need"`
}

// CompoundPredicate combines predicates.
type CompoundPredicate struct {
	Element
	BooleanOperator BooleanOperator `pmml:",need"`
	Predicates      []Predicate
}

// True always holds.
type True struct{ Element }

// False never holds.
type False struct{ Element }

// predicate decodes the current child, a predicate.
func (d *decoder) predicate() Predicate {
	switch d.current {
	case "SimplePredicate":
		p := d.slabs.simplePredicates.new()
		p.decode(d)
		return p
	case "CompoundPredicate":
		return decodeNew[CompoundPredicate](d)
	case "SimpleSetPredicate":
		return decodeNew[SimpleSetPredicate](d)
	case "True":
		p := d.slabs.trues.new()
		p.decode(d)
		return p
	default:
		return decodeNew[False](d)
	}
}
