package pmml

func (s *MiningSchema) encode(e *encoder) {
	e.begin("MiningSchema", &s.Element)
	e.endAttributes()
	writeMany(e, s.MiningFields)
	e.end()
}

func (f *MiningField) encode(e *encoder) {
	e.begin("MiningField", &f.Element)
	e.needText("name", f.Name)
	word(e, "usageType", usageTypeNames, f.UsageType)
	word(e, "optype", opTypeNames, f.OpType)
	e.number("importance", f.Importance)
	word(e, "outliers", outliersNames, f.Outliers)
	e.number("lowValue", f.LowValue)
	e.number("highValue", f.HighValue)
	e.text("missingValueReplacement", f.MissingValueReplacement)
	word(e, "missingValueTreatment", missingValueTreatmentNames, f.MissingValueTreatment)
	word(e, "invalidValueTreatment", invalidValueTreatmentNames, f.InvalidValueTreatment)
	e.text("invalidValueReplacement", f.InvalidValueReplacement)
	e.endAttributes()
	e.end()
}
