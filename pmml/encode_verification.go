package pmml

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

func (v *verificationFields) encode(e *encoder) {
	e.begin("VerificationFields", &v.Element)
	e.endAttributes()
	writeMany(e, v.fields)
	e.end()
}

func (f *VerificationField) encode(e *encoder) {
	e.begin("VerificationField", &f.Element)
	e.needText("field", f.Field)
	e.text("column", f.Column)
	e.number("precision", f.Precision)
	e.number("zeroThreshold", f.ZeroThreshold)
	e.endAttributes()
	e.end()
}
