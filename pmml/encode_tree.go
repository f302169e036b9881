package pmml

func (m *TreeModel) encode(e *encoder) {
	e.begin("TreeModel", &m.Element)
	m.ModelBase.encodeAttributes(e)
	m.TreeSettings.encodeAttributes(e)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "Node", m.Node)
	m.encodeTail(e)
	e.end()
}

func (s *TreeSettings) encodeAttributes(e *encoder) {
	word(e, "missingValueStrategy", missingValueStrategyNames, s.MissingValueStrategy)
	e.number("missingValuePenalty", s.MissingValuePenalty)
	word(e, "noTrueChildStrategy", noTrueChildStrategyNames, s.NoTrueChildStrategy)
	word(e, "splitCharacteristic", splitCharacteristicNames, s.SplitCharacteristic)
}

func (n *TreeNode) encode(e *encoder) {
	e.begin("Node", &n.Element)
	e.text("id", n.ID)
	e.text("score", n.Score)
	e.number("recordCount", n.RecordCount)
	e.text("defaultChild", n.DefaultChild)
	e.endAttributes()
	writeNeededNode(e, "of the group PREDICATE", n.Predicate)
	writeOne(e, n.Partition)
	writeMany(e, n.ScoreDistributions)
	writeMany(e, n.Nodes)
	if n.EmbeddedModel != nil {
		writeNode(e, n.EmbeddedModel)
	}
	e.end()
}

func (s *ScoreDistribution) encode(e *encoder) {
	e.begin("ScoreDistribution", &s.Element)
	e.needText("value", s.Value)
	e.number("recordCount", s.RecordCount)
	e.number("confidence", s.Confidence)
	e.number("probability", s.Probability)
	e.endAttributes()
	e.end()
}

func (t *DecisionTree) encode(e *encoder) {
	e.begin("DecisionTree", &t.Element)
	t.EmbeddedModelBase.encodeAttributes(e)
	t.TreeSettings.encodeAttributes(e)
	e.endAttributes()
	t.encodeHead(e)
	writeNeeded(e, "Node", t.Node)
	e.end()
}
