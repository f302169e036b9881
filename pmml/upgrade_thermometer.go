package pmml

import "slices"

// thermometer says by calls of functions what a NormDiscrete of PMML 3 with
// method="thermometer" says: 1 where the field's value is the given one or comes
// after it, else 0. It gives nil where that cannot be said.
//
//	if(isNotMissing(field), if(isIn(field, value, later values …), 1, 0))
//	if(isMissing(field), mapMissingTo, if(greaterOrEqual(field, value), 1, 0))
//
// Spec: https://dmg.org/pmml/v3-2/Transformations.html
func (u *upgrader) thermometer(n *NormDiscrete) Expression {
	dataType, opType, values, ok := u.field(n.Field)
	at := Element{Pos: n.Pos}
	field := func() Expression { return &FieldRef{Element: at, Field: n.Field} }
	constant := func(t DataType, text string) Expression { return &Constant{Element: at, DataType: t, Text: text} }
	call := func(name string, args ...Expression) *Apply {
		return &Apply{Element: at, Function: name, Arguments: args}
	}
	var reached *Apply
	switch {
	case !ok:
		u.fail(n, ErrUnsupported, "method=\"thermometer\" needs the values of field %q, which is not one of the document's fields", clip(n.Field))
		return nil
	case opType == OpTypeOrdinal && len(values) > 0:
		i := slices.Index(values, n.Value)
		if i < 0 {
			u.fail(n, ErrInvalid, "method=\"thermometer\" needs one of the values of field %q, found %q", clip(n.Field), clip(n.Value))
			return nil
		}
		reached = call("isIn", field())
		for _, v := range values[i:] {
			reached.Arguments = append(reached.Arguments, constant(dataType, v))
		}
	case dataType == DataTypeString, dataType == DataTypeBoolean, dataType == 0:
		u.fail(n, ErrUnsupported, "method=\"thermometer\" needs an ordinal field with listed values, which %q is not", clip(n.Field))
		return nil
	default:
		reached = call("greaterOrEqual", field(), constant(dataType, n.Value))
	}
	step := call("if", reached, constant(DataTypeDouble, "1"), constant(DataTypeDouble, "0"))
	x := call("if", call("isNotMissing", field()), step)
	if m, ok := n.MapMissingTo.Get(); ok {
		x = call("if", call("isMissing", field()), constant(DataTypeDouble, string(appendNumber(nil, m))), step)
	}
	x.Vendor = n.Vendor
	return x
}

// field finds the type of a field that the walk's place sees, and its valid
// values in the order listed.
func (u *upgrader) field(name string) (t DataType, op OpType, values []string, ok bool) {
	if u.function != nil {
		return 0, 0, nil, false // a parameter has the type of what the caller gives
	}
	var schema OpType
	for i := len(u.models) - 1; i >= 0; i-- {
		base := u.models[i].Base()
		if l := base.LocalTransformations; l != nil {
			if d := derivedField(l.DerivedFields, name); d != nil {
				return d.DataType, d.OpType, validValues(d.Values), true
			}
		}
		if base.MiningSchema == nil || schema != 0 {
			continue
		}
		for _, f := range base.MiningSchema.MiningFields {
			if f != nil && f.Name == name {
				schema = f.OpType
			}
		}
	}
	if l := u.doc.TransformationDictionary; l != nil {
		if d := derivedField(l.DerivedFields, name); d != nil {
			return d.DataType, d.OpType, validValues(d.Values), true
		}
	}
	if u.doc.DataDictionary == nil {
		return 0, 0, nil, false
	}
	for _, d := range u.doc.DataDictionary.DataFields {
		if d != nil && d.Name == name {
			op = d.OpType
			if schema != 0 {
				op = schema
			}
			return d.DataType, op, validValues(d.Values), true
		}
	}
	return 0, 0, nil, false
}

func derivedField(list []*DerivedField, name string) *DerivedField {
	for _, d := range list {
		if d != nil && d.Name.IsSet() && d.Name.Or("") == name {
			return d
		}
	}
	return nil
}

func validValues(list []*Value) []string {
	var out []string
	for _, v := range list {
		if v != nil && (v.Property == 0 || v.Property == ValuePropertyValid) {
			out = append(out, v.Value)
		}
	}
	return out
}
