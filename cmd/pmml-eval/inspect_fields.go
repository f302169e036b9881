package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// fieldFacts describes an input, a target or an output.
type fieldFacts struct {
	Name        string `json:"name"`
	DisplayName string `json:"displayName,omitempty"`
	DataType    string `json:"dataType,omitempty"`
	OpType      string `json:"opType,omitempty"`
	// Usage is an input's role, where that is another than active; Feature what
	// an output reports.
	Usage   string `json:"usage,omitempty"`
	Feature string `json:"feature,omitempty"`
	// Collection says that the value is a list, Nested that it is one of lists.
	Collection bool `json:"collection,omitempty"`
	Nested     bool `json:"nested,omitempty"`
	// Values are the valid values that the document lists, Missing and Invalid
	// those that stand for nothing and are none.
	Values  []string `json:"values,omitempty"`
	Missing []string `json:"missing,omitempty"`
	Invalid []string `json:"invalid,omitempty"`
	// Ranges are the valid ranges, as "[0, 100)".
	Ranges []string `json:"ranges,omitempty"`
	// Treatments say what becomes of missing, invalid and extreme values.
	Treatments []string `json:"treatments,omitempty"`
}

// scored describes the fields of a model that can be scored.
func (out *inspection) scored(model *evaluator.Model) {
	for _, f := range model.Inputs() {
		out.Inputs = append(out.Inputs, fieldOf(&f))
	}
	for _, f := range model.Targets() {
		facts := fieldOf(&f)
		facts.Usage, facts.Treatments = "", nil
		out.Targets = append(out.Targets, facts)
	}
	for _, f := range model.Outputs() {
		facts := fieldOf(&f)
		facts.Usage, facts.Treatments = "", nil
		out.Outputs = append(out.Outputs, facts)
	}
	out.Scoring = &manner{Ways: []way{}, Tables: model.Tables()}
	for _, w := range model.Plans() {
		out.Scoring.Ways = append(out.Scoring.Ways, way{w.Element, w.Name, w.Depth, w.Count, w.How})
	}
}

// declared describes the fields of a model that is refused, as its document
// declares them.
func (out *inspection) declared(doc *pmml.Document, m pmml.Model) {
	dictionary := map[string]*pmml.DataField{}
	if doc.DataDictionary != nil {
		for _, d := range doc.DataDictionary.DataFields {
			dictionary[d.Name] = d
		}
	}
	base := m.Base()
	if base.MiningSchema == nil && doc.DataDictionary != nil {
		// The model's content has not been read: the document's fields must do.
		for _, d := range doc.DataDictionary.DataFields {
			facts := declaredField(&pmml.MiningField{Name: d.Name}, d)
			out.Dictionary = append(out.Dictionary, facts)
		}
	}
	if base.MiningSchema != nil {
		for _, f := range base.MiningSchema.MiningFields {
			facts := declaredField(f, dictionary[f.Name])
			if f.UsageType == pmml.UsageTypeTarget || f.UsageType == pmml.UsageTypePredicted {
				facts.Usage, facts.Treatments = "", nil
				out.Targets = append(out.Targets, facts)
			} else {
				out.Inputs = append(out.Inputs, facts)
			}
		}
	}
	if base.Output != nil {
		for _, o := range base.Output.OutputFields {
			facts := fieldFacts{Name: o.Name, DisplayName: o.DisplayName.Or(""), DataType: word(o.DataType), OpType: word(o.OpType), Feature: word(o.Feature)}
			out.Outputs = append(out.Outputs, facts)
		}
	}
}

func declaredField(f *pmml.MiningField, d *pmml.DataField) fieldFacts {
	field := evaluator.Field{
		Name: f.Name, Usage: f.UsageType, OpType: f.OpType,
		MissingValueTreatment: f.MissingValueTreatment, MissingValueReplacement: f.MissingValueReplacement.Or(""),
		HasMissingValueReplacement: f.MissingValueReplacement.IsSet(),
		InvalidValueTreatment:      f.InvalidValueTreatment, InvalidValueReplacement: f.InvalidValueReplacement.Or(""),
		Outliers: f.Outliers, LowValue: f.LowValue.Or(math.Inf(-1)), HighValue: f.HighValue.Or(math.Inf(1)),
	}
	if d != nil {
		field.DisplayName, field.DataType = d.DisplayName.Or(""), d.DataType
		if field.OpType == 0 {
			field.OpType = d.OpType
		}
		for _, v := range d.Values {
			field.Values = append(field.Values, evaluator.FieldValue{Value: v.Value, Property: v.Property})
		}
		for _, r := range d.Intervals {
			field.Intervals = append(field.Intervals, evaluator.Interval{Left: r.LeftMargin.Or(math.Inf(-1)), Right: r.RightMargin.Or(math.Inf(1)), Closure: r.Closure})
		}
	}
	return fieldOf(&field)
}

func fieldOf(f *evaluator.Field) fieldFacts {
	out := fieldFacts{
		Name: f.Name, DisplayName: f.DisplayName, DataType: word(f.DataType), OpType: word(f.OpType),
		Usage: word(f.Usage), Feature: word(f.Feature), Collection: f.Collection, Nested: f.Nested,
		Treatments: treatments(f),
	}
	if f.Usage == pmml.UsageTypeActive {
		out.Usage = ""
	}
	for _, v := range f.Values {
		switch v.Property {
		case pmml.ValuePropertyMissing:
			out.Missing = append(out.Missing, v.Value)
		case pmml.ValuePropertyInvalid:
			out.Invalid = append(out.Invalid, v.Value)
		default:
			out.Values = append(out.Values, v.Value)
		}
	}
	for _, r := range f.Intervals {
		out.Ranges = append(out.Ranges, rangeText(r))
	}
	return out
}

// word gives the standard's word of an enumeration, "" where there is none.
func word[T interface {
	~uint8
	String() string
}](v T) string {
	if v == 0 {
		return ""
	}
	return v.String()
}

func rangeText(r evaluator.Interval) string {
	left, right := "[", "]"
	if math.IsInf(r.Left, -1) || r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureOpenClosed {
		left = "("
	}
	if math.IsInf(r.Right, 1) || r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureClosedOpen {
		right = ")"
	}
	return left + number64(r.Left) + ", " + number64(r.Right) + right
}

func number64(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "-∞"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// treatments says in words what becomes of a field's missing, invalid and
// extreme values.
func treatments(f *evaluator.Field) []string {
	var out []string
	switch {
	case f.MissingValueTreatment == pmml.MissingValueTreatmentReturnInvalid:
		out = append(out, "missing: refused")
	case f.HasMissingValueReplacement:
		out = append(out, "missing: "+strconv.Quote(f.MissingValueReplacement)+" instead"+kind(f.MissingValueTreatment))
	}
	switch f.InvalidValueTreatment {
	case pmml.InvalidValueTreatmentAsMissing:
		out = append(out, "invalid: as missing")
	case pmml.InvalidValueTreatmentAsIs:
		out = append(out, "invalid: as it is")
	case pmml.InvalidValueTreatmentAsValue:
		out = append(out, "invalid: "+strconv.Quote(f.InvalidValueReplacement)+" instead")
	}
	limits := number64(f.LowValue) + " … " + number64(f.HighValue)
	switch f.Outliers {
	case pmml.OutliersAsMissingValues:
		out = append(out, "outside "+limits+": as missing")
	case pmml.OutliersAsExtremeValues:
		out = append(out, "outside "+limits+": the limit instead")
	}
	return out
}

// kind says what a replacement is, where the document tells.
func kind(t pmml.MissingValueTreatment) string {
	if t == 0 || t == pmml.MissingValueTreatmentAsIs || t == pmml.MissingValueTreatmentAsValue {
		return ""
	}
	return " (" + strings.ToLower(strings.TrimPrefix(t.String(), "as")) + ")"
}
