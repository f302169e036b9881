package check

import (
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// verification looks at the records with known results of the innermost model.
func (c *Checker) verification(m pmml.Model) {
	base := m.Base()
	v := base.ModelVerification
	if v == nil {
		return
	}
	// Those of models that are scored themselves are compiled with them.
	top := Warning
	if len(c.scopes) == 1 && base.IsScorable.Or(true) {
		top = Error
	}
	c.Count(v, "fieldCount", v.FieldCount, len(v.VerificationFields), "VerificationField")
	var rows []*pmml.Row
	if v.InlineTable != nil {
		rows = v.InlineTable.Rows
		if n, ok := v.RecordCount.Get(); ok && n != len(rows) {
			c.add(top, CodeCountMismatch, v, "recordCount is %d, but the table has %d rows", n, len(rows))
		}
	}
	s := c.scopes[len(c.scopes)-1]
	for _, f := range v.VerificationFields {
		if f.Precision.Or(0) < 0 || f.ZeroThreshold.Or(0) < 0 {
			c.add(top, CodeVerification, f, "precision and zeroThreshold may not be below zero")
		}
		if s.mining[f.Field] == nil && !c.derived[f.Field] && c.dataFields[f.Field] == nil && !s.opaque {
			c.Warn(CodeVerification, f, "field %q is neither a mining field nor a result of the model", f.Field)
		}
		column := f.Column.Or(f.Field)
		has := func(r *pmml.Row) bool { return c.Ended() || r.Cell(column) != nil }
		if len(rows) > 0 && !slices.ContainsFunc(rows, has) {
			c.Warn(CodeVerification, f, "no row of the table has a column %q", column)
		}
	}
}
