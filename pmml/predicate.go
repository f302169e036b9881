package pmml

// Predicate is one of *SimplePredicate, *SimpleSetPredicate,
// *CompoundPredicate, *True and *False. No other type can implement it.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html#xsdGroup_PREDICATE
type Predicate interface {
	Node
	predicate()
}

// SimplePredicate compares a field with a constant.
type SimplePredicate struct {
	Element
	Field    string
	Operator Operator
	Value    Optional[string]
}

// SimpleSetPredicate tests whether a field's value is in a set.
type SimpleSetPredicate struct {
	Element
	Field           string
	BooleanOperator SetOperator
	Array           *Array
}

// CompoundPredicate combines predicates.
type CompoundPredicate struct {
	Element
	BooleanOperator BooleanOperator
	Predicates      []Predicate
}

// True always holds.
type True struct{ Element }

// False never holds.
type False struct{ Element }

func (*SimplePredicate) predicate()    {}
func (*SimpleSetPredicate) predicate() {}
func (*CompoundPredicate) predicate()  {}
func (*True) predicate()               {}
func (*False) predicate()              {}

// isPredicate says whether the current child is a predicate.
func (d *decoder) isPredicate() bool {
	switch d.current {
	case "SimplePredicate", "CompoundPredicate", "SimpleSetPredicate", "True", "False":
		return true
	}
	d.expected = append(d.expected, "SimplePredicate", "CompoundPredicate", "SimpleSetPredicate", "True", "False")
	return false
}

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

// onePredicate decodes the current child where one predicate may stand.
func (d *decoder) onePredicate(dst *Predicate) {
	if *dst != nil {
		d.refuse("element \"" + d.current + "\" is a second predicate, where one may stand")
		return
	}
	*dst = d.predicate()
}

func (p *SimplePredicate) decode(d *decoder) {
	d.begin(&p.Element)
	p.Field = d.needText("field")
	p.Operator = needEnumeration[Operator](d, "operator", operatorNames)
	p.Value = d.text("value")
	d.endAttributes()
	d.noChildren()
}

func (p *SimpleSetPredicate) decode(d *decoder) {
	d.begin(&p.Element)
	p.Field = d.needText("field")
	p.BooleanOperator = needEnumeration[SetOperator](d, "booleanOperator", setOperatorNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			one(d, &p.Array)
		default:
			d.unknown()
		}
	}
	if p.Array == nil {
		d.missing("Array")
	}
}

func (p *CompoundPredicate) decode(d *decoder) {
	d.begin(&p.Element)
	p.BooleanOperator = needEnumeration[BooleanOperator](d, "booleanOperator", booleanOperatorNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isPredicate():
			p.Predicates = append(p.Predicates, d.predicate())
		default:
			d.unknown()
		}
	}
}

func (p *True) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	d.noChildren()
}

func (p *False) decode(d *decoder) {
	d.begin(&p.Element)
	d.endAttributes()
	d.noChildren()
}
