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
//
//pmml:element VerificationFields
type verificationFields struct {
	Element
	fields []*VerificationField
}

func (v *ModelVerification) encode(e *encoder) {
	e.begin("ModelVerification", &v.Element)
	e.integer("recordCount", v.RecordCount)
	e.integer("fieldCount", v.FieldCount)
	e.endAttributes()
	fields := verificationFields{fields: v.VerificationFields}
	fields.encode(e)
	writeNeeded(e, "InlineTable", v.InlineTable)
	e.end()
}
