package pmml

// Targets says how raw predictions become the target's values.
//
// Spec: https://dmg.org/pmml/v4-4-1/Targets.html
type Targets struct {
	Element
	Targets []*Target
}

// Target is the treatment of one target field. Field may be left out where
// the model has one target.
type Target struct {
	Element
	Field           Optional[string]
	OpType          OpType `pmml:"optype"`
	CastInteger     CastInteger
	Min, Max        Optional[float64]
	RescaleConstant Optional[float64]
	RescaleFactor   Optional[float64]
	TargetValues    []*TargetValue
}

// TargetValue gives a category its display text and prior probability, or a
// number its default. DisplayValue is rawDataValue up to PMML 3.1.
type TargetValue struct {
	Element
	Value            Optional[string]
	DisplayValue     Optional[string]
	PriorProbability Optional[float64]
	DefaultValue     Optional[float64]
	Partition        *Partition
}

func (t *TargetValue) decode(d *decoder) {
	d.begin(&t.Element)
	t.Value = d.text("value")
	t.DisplayValue = d.text("displayValue")
	if !t.DisplayValue.IsSet() {
		t.DisplayValue = d.text("rawDataValue")
	}
	t.PriorProbability = d.number("priorProbability")
	t.DefaultValue = d.number("defaultValue")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Partition"):
			one(d, &t.Partition)
		default:
			d.unknown()
		}
	}
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
