package pmml

// outputType gives the data type that 4.3 asks an output field for, where it is
// sure to leave the value as it is; else 0.
func (u *upgrader) outputType(f *OutputField) DataType {
	switch f.Feature {
	case ResultFeatureProbability:
		if !u.isFloat() {
			return DataTypeDouble
		}
	case 0, ResultFeaturePredictedValue:
		if len(u.models) == 0 || f.SegmentID.IsSet() || f.Expression != nil {
			break
		}
		m := u.models[len(u.models)-1].Base()
		if m.FunctionName == MiningFunctionClassification && u.targetType(m, f.TargetField) == DataTypeString {
			return DataTypeString
		}
	}
	return 0
}

// targetType gives the data type of a model's target, 0 where it is not known.
// field names the one of several.
func (u *upgrader) targetType(m *ModelBase, field Optional[string]) DataType {
	var target string
	if m.MiningSchema != nil {
		for _, f := range m.MiningSchema.MiningFields {
			if f == nil || f.UsageType != UsageTypeTarget && f.UsageType != UsageTypePredicted || field.IsSet() && f.Name != field.Or("") {
				continue
			}
			if target != "" {
				return 0
			}
			target = f.Name
		}
	}
	if u.doc.DataDictionary != nil && target != "" {
		for _, d := range u.doc.DataDictionary.DataFields {
			if d != nil && d.Name == target {
				return d.DataType
			}
		}
	}
	return 0
}

// isFloat says whether the model calculates in single precision.
func (u *upgrader) isFloat() bool {
	for _, m := range u.models {
		if m.Base().MathContext == MathContextFloat {
			return true
		}
	}
	return false
}
