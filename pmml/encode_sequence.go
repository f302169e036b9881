package pmml

func (m *SequenceModel) encode(e *encoder) {
	e.begin("SequenceModel", &m.Element)
	m.encodeAttributes(e)
	e.integer("numberOfTransactions", m.NumberOfTransactions)
	e.integer("maxNumberOfItemsPerTransaction", m.MaxNumberOfItemsPerTransaction)
	e.number("avgNumberOfItemsPerTransaction", m.AvgNumberOfItemsPerTransaction)
	e.integer("numberOfTransactionGroups", m.NumberOfTransactionGroups)
	e.integer("maxNumberOfTAsPerTAGroup", m.MaxNumberOfTAsPerTAGroup)
	e.number("avgNumberOfTAsPerTAGroup", m.AvgNumberOfTAsPerTAGroup)
	e.number("minimumSupport", m.MinimumSupport)
	e.number("minimumConfidence", m.MinimumConfidence)
	e.integer("lengthLimit", m.LengthLimit)
	e.integer("numberOfItems", m.NumberOfItems)
	e.integer("numberOfSets", m.NumberOfSets)
	e.integer("numberOfSequences", m.NumberOfSequences)
	e.integer("numberOfRules", m.NumberOfRules)
	e.integer("timeWindowWidth", m.TimeWindowWidth)
	e.integer("minimumTime", m.MinimumTime)
	e.integer("maximumTime", m.MaximumTime)
	e.endAttributes()
	m.encodeHead(e)
	writeOne(e, m.Constraints)
	writeMany(e, m.Items)
	writeMany(e, m.Itemsets)
	writeMany(e, m.SetPredicates)
	writeMany(e, m.Sequences)
	writeMany(e, m.SequenceRules)
	m.encodeTail(e)
	e.end()
}

func (c *Constraints) encode(e *encoder) {
	e.begin("Constraints", &c.Element)
	e.integer("minimumNumberOfItems", c.MinimumNumberOfItems)
	e.integer("maximumNumberOfItems", c.MaximumNumberOfItems)
	e.integer("minimumNumberOfAntecedentItems", c.MinimumNumberOfAntecedentItems)
	e.integer("maximumNumberOfAntecedentItems", c.MaximumNumberOfAntecedentItems)
	e.integer("minimumNumberOfConsequentItems", c.MinimumNumberOfConsequentItems)
	e.integer("maximumNumberOfConsequentItems", c.MaximumNumberOfConsequentItems)
	e.number("minimumSupport", c.MinimumSupport)
	e.number("minimumConfidence", c.MinimumConfidence)
	e.number("minimumLift", c.MinimumLift)
	e.number("minimumTotalSequenceTime", c.MinimumTotalSequenceTime)
	e.number("maximumTotalSequenceTime", c.MaximumTotalSequenceTime)
	e.number("minimumItemsetSeparationTime", c.MinimumItemsetSeparationTime)
	e.number("maximumItemsetSeparationTime", c.MaximumItemsetSeparationTime)
	e.number("minimumAntConsSeparationTime", c.MinimumAntConsSeparationTime)
	e.number("maximumAntConsSeparationTime", c.MaximumAntConsSeparationTime)
	e.endAttributes()
	e.end()
}

func (s *SetPredicate) encode(e *encoder) {
	e.begin("SetPredicate", &s.Element)
	e.needText("id", s.ID)
	e.needText("field", s.Field)
	word(e, "operator", setPredicateOperatorNames, s.Operator)
	e.endAttributes()
	writeNeeded(e, "Array", s.Array)
	e.end()
}

func (x *Delimiter) encode(e *encoder) {
	e.begin("Delimiter", &x.Element)
	needWord(e, "delimiter", delimiterTypeNames, x.Delimiter)
	needWord(e, "gap", gapNames, x.Gap)
	e.endAttributes()
	e.end()
}

func (t *Time) encode(e *encoder) {
	e.begin("Time", &t.Element)
	e.number("min", t.Min)
	e.number("max", t.Max)
	e.number("mean", t.Mean)
	e.number("standardDeviation", t.StandardDeviation)
	e.endAttributes()
	e.end()
}

func (s *SetReference) encode(e *encoder) {
	e.begin("SetReference", &s.Element)
	e.needText("setId", s.SetID)
	e.endAttributes()
	e.end()
}

func (a *AntecedentSequence) encode(e *encoder) {
	e.begin("AntecedentSequence", &a.Element)
	e.endAttributes()
	writeNeeded(e, "SequenceReference", a.SequenceReference)
	writeOne(e, a.Time)
	e.end()
}

func (c *ConsequentSequence) encode(e *encoder) {
	e.begin("ConsequentSequence", &c.Element)
	e.endAttributes()
	writeNeeded(e, "SequenceReference", c.SequenceReference)
	writeOne(e, c.Time)
	e.end()
}

func (s *SequenceReference) encode(e *encoder) {
	e.begin("SequenceReference", &s.Element)
	e.needText("seqId", s.SeqID)
	e.endAttributes()
	e.end()
}

func (s *Sequence) encode(e *encoder) {
	e.begin("Sequence", &s.Element)
	e.needText("id", s.ID)
	e.integer("numberOfSets", s.NumberOfSets)
	e.integer("occurrence", s.Occurrence)
	e.number("support", s.Support)
	e.endAttributes()
	writeNeeded(e, "SetReference", s.SetReference)
	for i := range s.FollowSets {
		f := &s.FollowSets[i]
		writeNeeded(e, "Delimiter", f.Delimiter)
		writeOne(e, f.Time)
		writeNeeded(e, "SetReference", f.SetReference)
	}
	writeOne(e, s.Time)
	e.end()
}

func (s *SequenceRule) encode(e *encoder) {
	e.begin("SequenceRule", &s.Element)
	e.needText("id", s.ID)
	e.needInteger("numberOfSets", s.NumberOfSets)
	e.needInteger("occurrence", s.Occurrence)
	e.needNumber("support", s.Support)
	e.needNumber("confidence", s.Confidence)
	e.number("lift", s.Lift)
	e.endAttributes()
	writeNeeded(e, "AntecedentSequence", s.AntecedentSequence)
	writeNeeded(e, "Delimiter", s.Delimiter)
	writeOne(e, s.SeparationTime)
	writeNeeded(e, "ConsequentSequence", s.ConsequentSequence)
	writeOne(e, s.TotalTime)
	e.end()
}
