package pmml

func (m *RuleSetModel) encode(e *encoder) {
	e.begin("RuleSetModel", &m.Element)
	m.encodeAttributes(e)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "RuleSet", m.RuleSet)
	m.encodeTail(e)
	e.end()
}

func (r *RuleSet) encode(e *encoder) {
	e.begin("RuleSet", &r.Element)
	e.number("recordCount", r.RecordCount)
	e.number("nbCorrect", r.NbCorrect)
	e.text("defaultScore", r.DefaultScore)
	e.number("defaultConfidence", r.DefaultConfidence)
	e.endAttributes()
	writeMany(e, r.RuleSelectionMethods)
	writeMany(e, r.ScoreDistributions)
	writeNodes(e, r.Rules)
	e.end()
}

func (r *RuleSelectionMethod) encode(e *encoder) {
	e.begin("RuleSelectionMethod", &r.Element)
	needWord(e, "criterion", ruleSelectionCriterionNames, r.Criterion)
	e.endAttributes()
	e.end()
}

func (s *SimpleRule) encode(e *encoder) {
	e.begin("SimpleRule", &s.Element)
	e.text("id", s.ID)
	e.needText("score", s.Score)
	e.number("recordCount", s.RecordCount)
	e.number("nbCorrect", s.NbCorrect)
	e.number("confidence", s.Confidence)
	e.number("weight", s.Weight)
	e.endAttributes()
	writeNeededNode(e, "of the group PREDICATE", s.Predicate)
	writeMany(e, s.ScoreDistributions)
	e.end()
}

func (c *CompoundRule) encode(e *encoder) {
	e.begin("CompoundRule", &c.Element)
	e.endAttributes()
	writeNeededNode(e, "of the group PREDICATE", c.Predicate)
	writeNodes(e, c.Rules)
	e.end()
}
