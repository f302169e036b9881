package pmml

// NaiveBayesModel classifies by counts and distributions that it takes for
// independent.
//
// Spec: https://dmg.org/pmml/v4-4-1/NaiveBayes.html
type NaiveBayesModel struct {
	ModelBase
	Threshold   float64
	BayesInputs *BayesInputs `pmml:",need"`
	BayesOutput *BayesOutput `pmml:",need"`
}

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
	Distribution ContinuousDistributionType `pmml:",need"`
}

// PairCounts counts the records that have one value of a field, for each target
// value.
type PairCounts struct {
	Element
	Value             string
	TargetValueCounts *TargetValueCounts `pmml:",need"`
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

// BayesOutput holds the counts of the target values. FieldName may be left out,
// against the schema of 4.4.
type BayesOutput struct {
	Element
	FieldName         Optional[string]
	TargetValueCounts *TargetValueCounts `pmml:",need"`
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

func (b *BayesInputs) encode(e *encoder) {
	e.begin("BayesInputs", &b.Element)
	e.endAttributes()
	if len(b.Extended) > 0 {
		e.begin("Extension", new(Element))
		writeMany(e, b.Extended)
		e.end()
	}
	writeMany(e, b.BayesInputs)
	e.end()
}
