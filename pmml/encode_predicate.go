package pmml

func (p *SimplePredicate) encode(e *encoder) {
	e.begin("SimplePredicate", &p.Element)
	e.needText("field", p.Field)
	needWord(e, "operator", operatorNames, p.Operator)
	e.text("value", p.Value)
	e.endAttributes()
	e.end()
}

func (p *SimpleSetPredicate) encode(e *encoder) {
	e.begin("SimpleSetPredicate", &p.Element)
	e.needText("field", p.Field)
	needWord(e, "booleanOperator", setOperatorNames, p.BooleanOperator)
	e.endAttributes()
	writeNeeded(e, "Array", p.Array)
	e.end()
}

func (p *CompoundPredicate) encode(e *encoder) {
	e.begin("CompoundPredicate", &p.Element)
	needWord(e, "booleanOperator", booleanOperatorNames, p.BooleanOperator)
	e.endAttributes()
	writeNodes(e, p.Predicates)
	e.end()
}

func (p *True) encode(e *encoder) {
	e.begin("True", &p.Element)
	e.endAttributes()
	e.end()
}

func (p *False) encode(e *encoder) {
	e.begin("False", &p.Element)
	e.endAttributes()
	e.end()
}
