package program

import (
	"math"
	"strconv"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/pmml"
)

// input describes input i, which has been prepared.
func (x *Explaining) input(i int) explain.Input {
	in := &x.program.Inputs[i]
	r := &x.raw[i]
	out := explain.Input{Name: in.Name, Given: x.given(r, in.Type)}
	if in.Field.To == NoSlot {
		out.Value, out.Unused = out.Given, true
		return out
	}
	f := x.Field(in.Field.To)
	out.Value, out.Error = f.Value, f.Error
	switch {
	case math.Float64bits(r.cell) == rawCollection:
		if in.List {
			for j := range r.list.cells {
				if t := in.Field.treated(x.rawValue(&r.list.cells[j])); t != "" {
					out.Treatment = "an element: " + t
					break
				}
			}
		}
	case in.List && IsMissing(r.cell):
	case out.Error == "":
		out.Treatment = in.Field.treated(x.rawValue(r))
	}
	return out
}

// prepared describes a field that a model inside another has prepared.
func (x *Explaining) prepared(p *Prepare) explain.Input {
	given, value := x.Field(p.From), x.Field(p.To)
	out := explain.Input{Name: p.Name, Given: given.Value, Value: value.Value, Error: value.Error}
	if v := x.Cells[p.From]; out.Error == "" && !IsError(v) {
		out.Treatment = p.treated(v)
	}
	return out
}

// rawValue gives the cell of an input's value, markers of what is not of the
// type among them.
func (x *Explaining) rawValue(r *rawCell) float64 {
	if math.Float64bits(r.cell) == rawNewText {
		return x.Code(r.text)
	}
	return r.cell
}

// given gives an input's value as it was set.
func (x *Explaining) given(r *rawCell, t pmml.DataType) any {
	switch math.Float64bits(r.cell) {
	case rawInvalidText, rawNewText, rawListed:
		return r.text
	case rawInvalidNumber:
		if math.IsInf(r.num, 0) || r.num != r.num {
			return explain.Special(r.num)
		}
		return r.num
	case rawCollection:
		list := []any{}
		for i := range r.list.cells {
			list = append(list, x.given(&r.list.cells[i], t))
		}
		return list
	}
	return x.Value(r.cell, t)
}

// treated says in words what apply does to a value, "" where that is nothing.
func (p *Prepare) treated(v float64) string {
	t := &p.Treatment
	replaced := ""
	if !IsMissing(t.Missing) {
		replaced = ", replaced"
	}
	validity := InvalidValue
	switch {
	case IsMissing(v):
		if replaced == "" {
			return ""
		}
		return "missing" + replaced
	case !isInvalid(v):
		validity = p.Domain.Classify(v)
	}
	switch validity {
	case MissingValue:
		return "stands for missing" + replaced
	case InvalidValue:
		switch t.Invalid {
		case pmml.InvalidValueTreatmentAsMissing:
			return "invalid, taken as missing" + replaced
		case pmml.InvalidValueTreatmentAsValue:
			if !IsMissing(t.InvalidReplacement) {
				return "invalid, replaced"
			}
		}
		return "invalid, kept as it is"
	}
	limit := ""
	switch {
	case t.Outliers != pmml.OutliersAsMissingValues && t.Outliers != pmml.OutliersAsExtremeValues:
	case v < t.Low:
		limit = "below " + shortest(t.Low)
	case v > t.High:
		limit = "above " + shortest(t.High)
	}
	switch {
	case limit == "":
		return ""
	case t.Outliers == pmml.OutliersAsMissingValues:
		return limit + ", taken as missing" + replaced
	}
	return limit + ", taken as that limit"
}

func shortest(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
