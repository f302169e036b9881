package evaluator

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Field describes an input, a target or an output, for those who build forms
// and requests.
type Field struct {
	// Name is the field's name; "_target" for the target of a model that names none.
	Name        string
	DisplayName string
	DataType    pmml.DataType
	OpType      pmml.OpType
	// Usage is an input's role.
	Usage pmml.UsageType
	// Required says of an input that a result depends on it, that nothing replaces it
	// where it is missing, and that it is no target and does not group rows: a table
	// without it is likely to be the wrong one.
	Required bool
	// Collection says that the value is a list of values, and Nested that these are
	// lists themselves.
	Collection, Nested bool
	// Values are the values that the document lists, of any property.
	Values []FieldValue
	// Intervals are the valid ranges of a number; none where all are valid.
	Intervals []Interval

	// What becomes of an input's missing, invalid and extreme values. A
	// replacement is "" where there is none; Has tells it from an empty text.
	MissingValueTreatment      pmml.MissingValueTreatment
	MissingValueReplacement    string
	HasMissingValueReplacement bool
	InvalidValueTreatment      pmml.InvalidValueTreatment
	InvalidValueReplacement    string
	Outliers                   pmml.Outliers
	LowValue, HighValue        float64 // ∓Inf where left out

	// Feature is what an output reports.
	Feature pmml.ResultFeature
	// Final is an output's isFinalResult.
	Final bool
	// Lacking says why the model cannot give an output, which is always missing then;
	// "" elsewhere.
	Lacking string
}

// FieldValue is a value that the document lists.
type FieldValue struct {
	Value, DisplayValue string
	Property            pmml.ValueProperty
}

// Interval is a range of valid numbers. A margin at infinity is none.
type Interval struct {
	Left, Right float64
	Closure     pmml.Closure
}

func inputField(in *compile.InputInfo, list bool) Field {
	d, m := in.DataField, in.MiningField
	f := Field{
		Name:                    m.Name,
		DisplayName:             d.DisplayName.Or(""),
		DataType:                d.DataType,
		OpType:                  in.Op,
		Usage:                   m.UsageType,
		Collection:              list,
		Values:                  fieldValues(d.Values),
		MissingValueTreatment:   m.MissingValueTreatment,
		MissingValueReplacement: m.MissingValueReplacement.Or(""),
		InvalidValueTreatment:   m.InvalidValueTreatment,
		InvalidValueReplacement: m.InvalidValueReplacement.Or(""),
		Outliers:                m.Outliers,
		LowValue:                m.LowValue.Or(math.Inf(-1)),
		HighValue:               m.HighValue.Or(math.Inf(1)),
	}
	f.HasMissingValueReplacement = m.MissingValueReplacement.IsSet()
	if f.Usage == 0 {
		f.Usage = pmml.UsageTypeActive
	}
	if f.InvalidValueTreatment == 0 {
		f.InvalidValueTreatment = pmml.InvalidValueTreatmentReturnInvalid
	}
	if f.Outliers == 0 {
		f.Outliers = pmml.OutliersAsIs
	}
	for _, r := range d.Intervals {
		f.Intervals = append(f.Intervals, Interval{
			Left: r.LeftMargin.Or(math.Inf(-1)), Right: r.RightMargin.Or(math.Inf(1)), Closure: r.Closure,
		})
	}
	return f
}

func fieldValues(values []*pmml.Value) []FieldValue {
	var out []FieldValue
	for _, v := range values {
		p := v.Property
		if p == 0 {
			p = pmml.ValuePropertyValid
		}
		out = append(out, FieldValue{Value: v.Value, DisplayValue: v.DisplayValue.Or(""), Property: p})
	}
	return out
}

func resultField(r *compile.Result) Field {
	f := Field{Name: r.Name, DataType: r.Type, OpType: r.Op, Collection: r.List, Nested: r.Nested, LowValue: math.Inf(-1), HighValue: math.Inf(1)}
	if o := r.Field; o != nil {
		f.DisplayName = o.DisplayName.Or("")
		f.Feature = o.Feature
		switch {
		case f.Feature != 0:
		case o.Expression != nil:
			f.Feature = pmml.ResultFeatureTransformedValue
		default:
			f.Feature = pmml.ResultFeaturePredictedValue
		}
		f.Final = o.IsFinalResult.Or(true)
		f.Values = fieldValues(o.Values)
		if r.Lacking != nil {
			f.Lacking = r.Lacking.Error()
		}
		return f
	}
	f.Usage = pmml.UsageTypeTarget
	f.Final = true
	f.DisplayName, f.Values = r.Target.DisplayName(), fieldValues(r.Target.Values())
	return f
}
