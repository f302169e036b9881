package program

import (
	"math"
	"strings"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/pmml"
)

// predicted describes what a target's step begins with, and what it does to a
// number.
func (x *Explaining) predicted(t *TargetStep) explain.Target {
	out := explain.Target{Name: x.program.Named(t.Slot).Name, Predicted: x.kernelValue(t)}
	if n := t.Number; n != nil {
		out.Steps = x.adjustments(n, x.before)
	}
	return out
}

// settled describes what a target's step has come to.
func (x *Explaining) settled(t *TargetStep, out *explain.Target) {
	out.Value = x.Field(t.Slot).Value
	if t.Number == nil && IsMissing(x.before) && !IsMissing(x.Cells[t.Slot]) {
		out.Steps = []explain.Adjustment{{What: "prior probabilities, in place of a missing prediction", Value: out.Value}}
	}
	out.Distribution = x.Distribution(t.Outcome)
}

// owned gives a target the value that is reported of its field.
func (x *Explaining) owned(o *OwnValue, s Slot) {
	for i := range x.model.Targets {
		if t := &x.model.Targets[i]; t.Name == o.Name {
			t.Value = x.Field(s).Value
		}
	}
}

// kernelValue gives the prediction before the step. A number has not been cast
// to the target's type yet.
func (x *Explaining) kernelValue(t *TargetStep) any {
	if t.Number == nil {
		return x.Predicted(t.Outcome, x.Outcomes[t.Outcome].Value)
	}
	typ := pmml.DataTypeDouble
	if t.Number.Float32 {
		typ = pmml.DataTypeFloat
	}
	return x.Value(x.Outcomes[t.Outcome].Value, typ)
}

// adjustments describes what is done to a number, by doing ever more of it.
func (x *Explaining) adjustments(n *NumberTarget, v float64) []explain.Adjustment {
	var out []explain.Adjustment
	add := func(what string, v float64, t pmml.DataType) {
		out = append(out, explain.Adjustment{What: what, Value: x.Value(v, t)})
	}
	number := pmml.DataTypeDouble
	if n.Float32 {
		number = pmml.DataTypeFloat
	}
	part := NumberTarget{Default: n.Default, Factor: 1, Type: pmml.DataTypeDouble, Float32: n.Float32, Name: n.Name}
	at := part.apply(x.Frame, v)
	if IsMissing(at) {
		return nil
	}
	if IsMissing(v) {
		add("default value, in place of a missing prediction", at, number)
	}
	if n.Clamp {
		part.Clamp, part.Min, part.Max = true, n.Min, n.Max
		if c := part.apply(x.Frame, v); c != at {
			add("limited to "+shortest(n.Min)+" … "+shortest(n.Max), c, number)
		}
	}
	if n.Rescale {
		part.Rescale, part.Factor, part.Constant = true, n.Factor, n.Constant
		var what []string
		if n.Factor != 1 {
			what = append(what, "times "+shortest(n.Factor))
		}
		switch {
		case n.Constant < 0:
			what = append(what, "less "+shortest(-n.Constant))
		case n.Constant > 0:
			what = append(what, "plus "+shortest(n.Constant))
		}
		add(strings.Join(what, ", "), part.apply(x.Frame, v), number)
	}
	if n.Cast != 0 {
		part.Cast = n.Cast
		add(n.Cast.String()+" to a whole number", part.apply(x.Frame, v), pmml.DataTypeInteger)
	}
	if last := part.apply(x.Frame, v); n.Type == pmml.DataTypeFloat && !n.Float32 && last == last && !math.IsInf(last, 0) && float64(float32(last)) != last {
		add("rounded to float", last, pmml.DataTypeFloat)
	}
	return out
}
