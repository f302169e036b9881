package program

import (
	"math"

	"github.com/gopmml/gopmml/pmml"
)

// TargetStep turns a model's outcome into its target field's value.
//
// Spec: https://dmg.org/pmml/v4-4-1/Targets.html
type TargetStep struct {
	// Outcome is the index of the outcome, Slot the target's cell.
	Outcome int
	Slot    Slot
	// Number rescales a regression's prediction; nil for categories.
	Number *NumberTarget
	// Priors is the distribution that a missing category takes, by category;
	// nil for none. Prior is its most probable category, PriorValue its cell.
	Priors     []float64
	Prior      int
	PriorValue float64
}

// NumberTarget is what Targets does to a predicted number, in this order.
type NumberTarget struct {
	// Default replaces a missing prediction; [Missing] for none.
	Default  float64
	Min, Max float64
	Clamp    bool
	Factor   float64
	Constant float64
	Rescale  bool
	Cast     pmml.CastInteger
	// Type is the prediction's type, a number's; Float32 says whether arithmetic runs
	// in float32.
	Type    pmml.DataType
	Float32 bool
	// Name is the target's name, for errors.
	Name string
}

// run fills in the target's cell and the outcome's final value.
func (t *TargetStep) run(f *Frame) {
	o := &f.Outcomes[t.Outcome]
	switch {
	case t.Number != nil:
		o.Value = t.Number.apply(f, o.Value)
	case t.Priors != nil && IsMissing(o.Value):
		o.Value = t.PriorValue
		o.Category = t.Prior
		o.Has[Probabilities] = true
		copy(o.Series[Probabilities], t.Priors)
	}
	f.Cells[t.Slot] = o.Value
}

func (t *NumberTarget) apply(f *Frame, v float64) float64 {
	if v != v {
		v = f.Use(v)
		if IsMissing(v) {
			v = t.Default
		}
		if IsMissing(v) {
			return v
		}
	}
	v = t.rescale(v)
	c, ok := CastNumber(v, t.Type)
	if !ok {
		f.Raise(notOfType(t.Name, FormatValue(v, pmml.DataTypeDouble), t.Type))
		return Missing
	}
	return c
}

// rescale clamps, rescales and rounds a number.
func (t *NumberTarget) rescale(v float64) float64 {
	if t.Clamp {
		v = math.Min(math.Max(v, t.Min), t.Max)
	}
	if t.Rescale {
		if t.Float32 {
			v = float64(float32(v)*float32(t.Factor)) + 0
			v = float64(float32(v) + float32(t.Constant))
		} else {
			v = float64(v*t.Factor) + t.Constant
		}
	}
	switch t.Cast {
	case pmml.CastIntegerRound:
		v = roundHalfUp(v)
	case pmml.CastIntegerCeiling:
		v = math.Ceil(v)
	case pmml.CastIntegerFloor:
		v = math.Floor(v)
	}
	return v
}

// Final gives what becomes of a prediction that is known at compile time. It
// gives false where that depends on the record.
func (t *NumberTarget) Final(v float64) (float64, bool) {
	if v != v {
		return v, false
	}
	if _, ok := CastNumber(t.rescale(v), t.Type); !ok {
		return v, false
	}
	return t.apply(nil, v), true
}

// OwnValue is the value of a target field whose prediction is a number, where the
// field's own type is none.
type OwnValue struct {
	// Slot holds the prediction, of type From.
	Slot     Slot
	From, To pmml.DataType
	// Name is the target's name, for errors.
	Name string
}

// Eval gives the prediction in the field's type.
func (o *OwnValue) Eval(f *Frame) float64 {
	v := f.Cells[o.Slot]
	c := f.Convert(v, o.From, o.To, pmml.Pos{})
	if !IsError(c) || IsError(v) {
		return c
	}
	return f.FailWith(notOfType(o.Name, FormatValue(v, o.From), o.To))
}

// notOfType is the fault of a prediction that its target's type does not hold.
func notOfType(target, value string, t pmml.DataType) *Fault {
	return &Fault{Field: target, Value: value, HasValue: true, Code: FaultRange, Want: t.String(),
		Detail: "is the prediction, which cannot become " + article(t) + because(BeyondIntegers(value, t))}
}

// roundHalfUp rounds to the nearest whole number, halves up. Adding 0.5 to v
// would round by itself: 0.49999999999999994 + 0.5 is 1.
func roundHalfUp(v float64) float64 {
	below := math.Floor(v)
	if v-below >= 0.5 {
		return below + 1
	}
	return below
}
