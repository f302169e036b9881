package pmml

// MiningSchema lists the fields that one model uses.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type MiningSchema struct {
	Element
	MiningFields []*MiningField
}

// MiningField is a field of a mining schema, with the treatment of its
// missing, invalid and extreme values.
type MiningField struct {
	Element
	Name                    string
	UsageType               UsageType
	OpType                  OpType `pmml:"optype"`
	Importance              Optional[float64]
	Outliers                Outliers
	LowValue                Optional[float64]
	HighValue               Optional[float64]
	MissingValueReplacement Optional[string]
	MissingValueTreatment   MissingValueTreatment
	InvalidValueTreatment   InvalidValueTreatment
	InvalidValueReplacement Optional[string]
}

func (s *MiningSchema) decode(d *decoder) {
	d.begin(&s.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("MiningField"):
			f := d.slabs.miningFields.new()
			s.MiningFields = append(s.MiningFields, f)
			f.decode(d)
		default:
			d.unknown()
		}
	}
}
