package pmml

func (m *Scorecard) encode(e *encoder) {
	e.begin("Scorecard", &m.Element)
	m.encodeAttributes(e)
	e.number("initialScore", m.InitialScore)
	e.boolean("useReasonCodes", m.UseReasonCodes)
	word(e, "reasonCodeAlgorithm", reasonCodeAlgorithmNames, m.ReasonCodeAlgorithm)
	e.number("baselineScore", m.BaselineScore)
	word(e, "baselineMethod", baselineMethodNames, m.BaselineMethod)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "Characteristics", m.Characteristics)
	m.encodeTail(e)
	e.end()
}

func (c *Characteristics) encode(e *encoder) {
	e.begin("Characteristics", &c.Element)
	e.endAttributes()
	writeMany(e, c.Characteristics)
	e.end()
}

func (c *Characteristic) encode(e *encoder) {
	e.begin("Characteristic", &c.Element)
	e.text("name", c.Name)
	e.text("reasonCode", c.ReasonCode)
	e.number("baselineScore", c.BaselineScore)
	e.endAttributes()
	writeMany(e, c.Attributes)
	e.end()
}

func (s *ScorecardAttribute) encode(e *encoder) {
	e.begin("Attribute", &s.Element)
	e.text("reasonCode", s.ReasonCode)
	e.number("partialScore", s.PartialScore)
	e.endAttributes()
	writeNeededNode(e, "of the group PREDICATE", s.Predicate)
	writeOne(e, s.ComplexPartialScore)
	e.end()
}

func (c *ComplexPartialScore) encode(e *encoder) {
	e.begin("ComplexPartialScore", &c.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", c.Expression)
	e.end()
}
