package check

import "github.com/gopmml/gopmml/pmml"

// repeated looks at the name of a derived field: one that is a data field over
// again changes nothing, and other ones are errors.
func (c *Checker) repeated(d *pmml.DerivedField) {
	r, ok := d.Expression.(*pmml.FieldRef)
	if !ok || r.Field != d.Name.Or("") || r.MapMissingTo.IsSet() || len(d.Values) > 0 {
		return
	}
	switch first := c.names[r.Field].(type) {
	case *pmml.DataField:
		if d.OpType != first.OpType || d.DataType != first.DataType {
			return
		}
	case *pmml.DerivedField:
		if d.OpType != first.OpType || d.DataType != first.DataType {
			return
		}
	}
	if first := c.names[r.Field]; first != nil && first != pmml.Node(d) {
		c.note(CodeRepeatedName, d, "derived field %q refers to the field of its own name, which line %d declares: the two are read as one", r.Field, first.Position().Line)
	}
}

// outputName looks at the name of an output field that another field has, too.
func (c *Checker) outputName(f *pmml.OutputField) {
	if len(c.scopes) == 0 {
		return
	}
	s := c.scopes[len(c.scopes)-1]
	first, what := c.names[f.Name], "derived field"
	if m := s.mining[f.Name]; m != nil {
		if m.UsageType == pmml.UsageTypeTarget || m.UsageType == pmml.UsageTypePredicted {
			return // it takes the target's place
		}
		first, what = m, "mining field"
	} else if c.dataFields[f.Name] != nil {
		return // the model does not see it
	}
	if t := s.model.Base().LocalTransformations; first == nil && t != nil {
		for _, d := range t.DerivedFields {
			if name, ok := d.Name.Get(); ok && name == f.Name {
				first = d
			}
		}
	}
	if first != nil {
		c.note(CodeRepeatedName, f, "output field %q has the name of the %s that line %d declares: outputs after it mean the output field by it, all else the %s", f.Name, what, first.Position().Line, what)
	}
}
