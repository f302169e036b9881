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
	OpType          OpType
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

func (t *Targets) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Target"):
			many(d, &t.Targets)
		default:
			d.unknown()
		}
	}
}

func (t *Target) decode(d *decoder) {
	d.begin(&t.Element)
	t.Field = d.text("field")
	t.OpType = enumeration[OpType](d, "optype", opTypeNames)
	t.CastInteger = enumeration[CastInteger](d, "castInteger", castIntegerNames)
	t.Min = d.number("min")
	t.Max = d.number("max")
	t.RescaleConstant = d.number("rescaleConstant")
	t.RescaleFactor = d.number("rescaleFactor")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValue"):
			many(d, &t.TargetValues)
		default:
			d.unknown()
		}
	}
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
