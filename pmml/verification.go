package pmml

// ModelVerification holds rows with the results that a model must give.
//
// Spec: https://dmg.org/pmml/v4-4-1/ModelVerification.html
type ModelVerification struct {
	Element
	RecordCount        Optional[int]
	FieldCount         Optional[int]
	VerificationFields []*VerificationField
	InlineTable        *InlineTable
}

// VerificationField ties a column of the verification rows to a field.
type VerificationField struct {
	Element
	Field         string
	Column        Optional[string]
	Precision     Optional[float64]
	ZeroThreshold Optional[float64]
}

func (v *ModelVerification) decode(d *decoder) {
	d.begin(&v.Element)
	v.RecordCount = d.integer("recordCount")
	v.FieldCount = d.integer("fieldCount")
	d.endAttributes()
	var fields *verificationFields
	for d.child() {
		switch {
		case d.is("VerificationFields"):
			one(d, &fields)
		case d.is("InlineTable"):
			one(d, &v.InlineTable)
		default:
			d.unknown()
		}
	}
	switch {
	case fields == nil:
		d.missing("VerificationFields")
	case v.InlineTable == nil:
		d.missing("InlineTable")
	default:
		v.VerificationFields = fields.fields
	}
}

// verificationFields is the element around the fields. It says nothing itself,
// so the tree has none.
type verificationFields struct {
	Element
	fields []*VerificationField
}

func (v *verificationFields) decode(d *decoder) {
	d.begin(&v.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("VerificationField"):
			many(d, &v.fields)
		default:
			d.unknown()
		}
	}
}

func (f *VerificationField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Field = d.needText("field")
	f.Column = d.text("column")
	f.Precision = d.number("precision")
	f.ZeroThreshold = d.number("zeroThreshold")
	d.endAttributes()
	d.noChildren()
}
