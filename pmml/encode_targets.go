package pmml

func (t *Targets) encode(e *encoder) {
	e.begin("Targets", &t.Element)
	e.endAttributes()
	writeMany(e, t.Targets)
	e.end()
}

func (t *Target) encode(e *encoder) {
	e.begin("Target", &t.Element)
	e.text("field", t.Field)
	word(e, "optype", opTypeNames, t.OpType)
	word(e, "castInteger", castIntegerNames, t.CastInteger)
	e.number("min", t.Min)
	e.number("max", t.Max)
	e.number("rescaleConstant", t.RescaleConstant)
	e.number("rescaleFactor", t.RescaleFactor)
	e.endAttributes()
	writeMany(e, t.TargetValues)
	e.end()
}

func (t *TargetValue) encode(e *encoder) {
	e.begin("TargetValue", &t.Element)
	e.text("value", t.Value)
	if e.root.version <= V3_1 {
		e.text("rawDataValue", t.DisplayValue)
	} else {
		e.text("displayValue", t.DisplayValue)
	}
	e.number("priorProbability", t.PriorProbability)
	e.number("defaultValue", t.DefaultValue)
	e.endAttributes()
	writeOne(e, t.Partition)
	e.end()
}
