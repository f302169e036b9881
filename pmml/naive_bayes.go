package pmml

// NaiveBayesModel classifies by counts and distributions that it takes for
// independent.
//
// Spec: https://dmg.org/pmml/v4-4-1/NaiveBayes.html
type NaiveBayesModel struct {
	ModelBase
	Threshold   float64
	BayesInputs *BayesInputs
	BayesOutput *BayesOutput
}

// ElementName gives "NaiveBayesModel".
func (*NaiveBayesModel) ElementName() string { return "NaiveBayesModel" }

// BayesInputs holds the model's inputs.
type BayesInputs struct {
	Element
	BayesInputs []*BayesInput
	// Extended are the inputs that stand in Extension elements, as documents
	// before PMML 4.2 have them for continuous fields.
	Extended []*BayesInput
}

// BayesInput holds the statistics of one field: TargetValueStats of its
// numbers, or PairCounts of its values. DerivedField cuts numbers into such
// values.
type BayesInput struct {
	Element
	FieldName        string
	TargetValueStats *TargetValueStats
	DerivedField     *DerivedField
	PairCounts       []*PairCounts
}

// TargetValueStats holds a field's distribution for each target value.
type TargetValueStats struct {
	Element
	TargetValueStats []*TargetValueStat
}

// TargetValueStat is a field's distribution among the records of one target
// value.
type TargetValueStat struct {
	Element
	Value        string
	Distribution ContinuousDistributionType
}

// PairCounts counts the records that have one value of a field, for each target
// value.
type PairCounts struct {
	Element
	Value             string
	TargetValueCounts *TargetValueCounts
}

// TargetValueCounts holds counts for target values. A value that it leaves out
// has the count 0.
type TargetValueCounts struct {
	Element
	TargetValueCounts []TargetValueCount
}

// TargetValueCount is the count of records that have a target value.
type TargetValueCount struct {
	Element
	Value string
	Count float64
}

// BayesOutput holds the counts of the target values.
type BayesOutput struct {
	Element
	FieldName         Optional[string]
	TargetValueCounts *TargetValueCounts
}

func (m *NaiveBayesModel) decode(d *decoder) {
	m.attributes(d)
	m.Threshold = d.needNumber("threshold")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("BayesInputs"):
			one(d, &m.BayesInputs)
		case d.is("BayesOutput"):
			one(d, &m.BayesOutput)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	switch {
	case m.BayesInputs == nil:
		d.missing("BayesInputs")
	case m.BayesOutput == nil:
		d.missing("BayesOutput")
	}
}

func (b *BayesInput) decode(d *decoder) {
	d.begin(&b.Element)
	b.FieldName = d.needText("fieldName")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValueStats"):
			one(d, &b.TargetValueStats)
		case d.is("DerivedField"):
			one(d, &b.DerivedField)
		case d.is("PairCounts"):
			many(d, &b.PairCounts)
		default:
			d.unknown()
		}
	}
}

func (t *TargetValueStats) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValueStat"):
			many(d, &t.TargetValueStats)
		default:
			d.unknown()
		}
	}
}

func (t *TargetValueStat) decode(d *decoder) {
	d.begin(&t.Element)
	t.Value = d.needText("value")
	d.endAttributes()
	for d.child() {
		switch {
		case d.isContinuousDistributionType():
			oneOf(d, &t.Distribution, "distribution", d.continuousDistributionType)
		default:
			d.unknown()
		}
	}
	if t.Distribution == nil {
		d.missing("of the group of distributions")
	}
}

func (p *PairCounts) decode(d *decoder) {
	d.begin(&p.Element)
	p.Value = d.needText("value")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValueCounts"):
			one(d, &p.TargetValueCounts)
		default:
			d.unknown()
		}
	}
	if p.TargetValueCounts == nil {
		d.missing("TargetValueCounts")
	}
}

func (t *TargetValueCounts) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValueCount"):
			manyValues(d, &t.TargetValueCounts)
		default:
			d.unknown()
		}
	}
}

func (t *TargetValueCount) decode(d *decoder) {
	d.begin(&t.Element)
	t.Value = d.needText("value")
	t.Count = d.needNumber("count")
	d.endAttributes()
	d.noChildren()
}

// decode reads the counts of the target. The name of its field may be left out,
// against the schema of 4.4.
func (b *BayesOutput) decode(d *decoder) {
	d.begin(&b.Element)
	b.FieldName = d.text("fieldName")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TargetValueCounts"):
			one(d, &b.TargetValueCounts)
		default:
			d.unknown()
		}
	}
	if b.TargetValueCounts == nil {
		d.missing("TargetValueCounts")
	}
}

// decode reads the inputs, also those in Extensions without attributes.
func (b *BayesInputs) decode(d *decoder) {
	d.begin(&b.Element)
	d.endAttributes()
	if d.err == nil {
		d.top().showExtensions = true
	}
	for d.child() {
		switch {
		case d.is("BayesInput"):
			many(d, &b.BayesInputs)
		case d.current == "Extension":
			b.extension(d)
		default:
			d.unknown()
		}
	}
}

// extension reads the Extension that the scanner stands on. What is not a
// BayesInput stays with the vendor's.
func (b *BayesInputs) extension(d *decoder) {
	if len(d.s.attrs) > 0 {
		d.extension()
		return
	}
	extended := len(b.Extended)
	var at Element
	others := d.rawElement()
	d.begin(&at)
	for d.err == nil {
		switch d.s.next(false) {
		case tokenStart:
			if d.current = d.s.name.elem; d.current == "BayesInput" && d.isPMML(d.s.space()) {
				many(d, &b.Extended)
			} else if e := d.subtree(); e != nil {
				others.AddChild(e)
			}
		case tokenText:
			others.CreateText(string(d.s.text))
		case tokenEnd:
			d.end()
			if len(others.Child) > 0 || len(b.Extended) == extended {
				x := &Extension{Pos: at.Pos}
				if len(others.Child) > 0 {
					x.Content = others
				}
				v := d.vendor()
				v.Extensions = append(v.Extensions, x)
			}
			return
		default:
			d.adopt(d.s.err)
		}
	}
}
