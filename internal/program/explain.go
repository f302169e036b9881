package program

import (
	"math"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/pmml"
)

// ExplainLimits bounds an explanation.
type ExplainLimits struct {
	// Segments is how many segments of an ensemble are explained, Depth how deep
	// models inside models are. Below zero: all.
	Segments, Depth int
}

// Explaining is a record that is being explained: the frame that scores it, and
// the means to describe what the frame holds.
type Explaining struct {
	*Frame
	limits ExplainLimits
	depth  int
	described
}

// described is a stage that is being described while it runs.
type described struct {
	stage *Stage
	model *explain.Model
	// before is the prediction that a target's step begins with.
	before float64
}

// Explain scores the record whose inputs have been set, as Run does, and
// describes how. The frame holds the same results as after Run.
func (f *Frame) Explain(limits ExplainLimits) (*explain.Explanation, *Fault) {
	x := &Explaining{Frame: f, limits: limits}
	out := &explain.Explanation{}
	f.settle()
	f.begin()
	for i := range f.program.Inputs {
		out.Inputs = append(out.Inputs, x.input(i))
	}
	f.watch = x
	defer func() { f.watch = nil }()
	x.described = x.describe(f.program.Stage)
	fault := f.score()
	out.Model = x.model
	return out, fault
}

// Explaining gives the means to describe what the frame holds.
func (f *Frame) Explaining() *Explaining { return &Explaining{Frame: f} }

// Segments says how many segments of an ensemble are to be explained, of n.
func (x *Explaining) Segments(n int) int {
	if x.limits.Segments < 0 {
		return n
	}
	return min(n, x.limits.Segments)
}

// Nested explains a model inside the one that is being explained, whose stage
// has run: it runs again, on the same values, to the same results. It gives nil
// below the depth that the caller asked for.
func (x *Explaining) Nested(s *Stage) *explain.Model {
	if x.limits.Depth >= 0 && x.depth >= x.limits.Depth {
		return nil
	}
	x.depth++
	outer := x.described
	x.described = x.describe(s)
	s.Run(x.Frame)
	m := x.model
	x.described = outer
	x.depth--
	return m
}

// describe begins to describe a stage that is about to run.
func (x *Explaining) describe(s *Stage) described {
	about := x.program.Abouts[s]
	m := &explain.Model{Type: about.Element, Name: about.Name, Targets: []explain.Target{}}
	if about.Function != 0 {
		m.Function = about.Function.String()
	}
	return described{stage: s, model: m}
}

// Before looks at what a target's step is about to change.
func (x *Explaining) Before(s *Stage, st *Step) {
	if s == x.stage && st.Kind == StepTarget {
		x.before = x.Outcomes[st.Target.Outcome].Value
		x.model.Targets = append(x.model.Targets, x.predicted(st.Target))
	}
}

// After describes what a step has done. Stages that a kernel runs are described
// by the kernel.
func (x *Explaining) After(s *Stage, st *Step) {
	if s != x.stage {
		return
	}
	m := x.model
	switch st.Kind {
	case StepPrepare:
		m.Inputs = append(m.Inputs, x.prepared(st.Prepare))
	case StepDerive:
		m.Derived = append(m.Derived, x.Field(st.Slot))
	case StepKernel:
		if k, ok := s.Kernel.(Explainer); ok {
			k.Explain(x, m)
			x.err = nil // of looking at what scoring did not look at
		}
	case StepTarget:
		x.settled(st.Target, &m.Targets[len(m.Targets)-1])
	case StepOutput:
		if own, ok := st.Expr.(*OwnValue); ok {
			x.owned(own, st.Slot)
			return
		}
		m.Outputs = append(m.Outputs, x.Field(st.Slot))
	}
}

// Note gives what a kernel has noted when it was compiled, nil for nothing.
func (x *Explaining) Note(key any) any { return x.program.Notes[key] }

// Field describes a slot.
func (x *Explaining) Field(s Slot) explain.Field {
	n := x.program.Named(s)
	out := explain.Field{Name: n.Name}
	v := x.Cells[s]
	switch {
	case IsError(v):
		out.Error = x.Fault(v).Text()
	case IsUndefined(v):
		out.Error = "undefined result"
	default:
		out.Value = x.Reported(s, n)
	}
	return out
}

// Reported gives the value of a slot that holds what n says.
func (x *Explaining) Reported(s Slot, n FieldName) any {
	return x.reported(x.Cells[s], n)
}

func (x *Explaining) reported(v float64, n FieldName) any {
	if !n.List || v != v {
		return x.Value(v, n.Type)
	}
	out := []any{}
	for _, e := range x.List(v) {
		out = append(out, x.reported(e, FieldName{Type: n.Type, List: n.Nested}))
	}
	return out
}

// FieldValue gives a cell as a value that a field may have.
func (x *Explaining) FieldValue(s Slot, v float64) any {
	return x.Value(v, x.program.Named(s).Type)
}

// FieldOf describes the field that an expression reads; false where it is not
// one field's value, scaled or as it is.
func (x *Explaining) FieldOf(e Expr) (explain.Field, bool) {
	switch e := e.(type) {
	case *Ref:
		return x.Field(e.Slot), true
	case *RefOr:
		return x.Field(e.Slot), true
	case *NormContinuous:
		return x.FieldOf(e.Field)
	case *Line:
		return x.Field(e.Slot), true
	case *NormDiscrete:
		return x.FieldOf(e.Field)
	case *castExpr:
		return x.FieldOf(e.expr)
	}
	return explain.Field{}, false
}

// Value gives a cell of a type as a value of an explanation.
func (x *Explaining) Value(v float64, t pmml.DataType) any {
	switch {
	case v != v && !IsNaN(v):
		return nil
	case t == pmml.DataTypeString:
		return x.Text(v)
	case math.IsInf(v, 0) || v != v:
		return explain.Special(v)
	}
	switch t {
	case pmml.DataTypeDouble, 0:
		return v
	case pmml.DataTypeFloat:
		return float32(v)
	case pmml.DataTypeBoolean:
		return v != 0
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
		return FormatValue(v, t)
	}
	if v != math.Trunc(v) {
		return v // a mean that replaced a missing integer
	}
	return int64(v)
}

// Number gives a cell as a number, nil where it holds none.
func (x *Explaining) Number(v float64) *explain.Number {
	if v != v && !IsNaN(v) {
		return nil
	}
	n := explain.Number(v)
	return &n
}

// Prediction gives an outcome's value after the target's step.
func (x *Explaining) Prediction(outcome int) any {
	return x.Value(x.Outcomes[outcome].Value, x.program.Named(x.program.Targets[outcome].Slot).Type)
}

// Predicted gives a cell as a value that a kernel may find.
func (x *Explaining) Predicted(outcome int, v float64) any {
	return x.Value(v, x.program.Named(x.program.Targets[outcome].Slot).Type)
}

// Category gives the value of an outcome's category.
func (x *Explaining) Category(outcome, index int) any {
	t := &x.program.Targets[outcome]
	if index < 0 || index >= len(t.Categories) {
		return nil
	}
	return x.Value(t.Categories[index], x.program.Named(t.Slot).Type)
}

// Distribution gives the shares that an outcome holds.
func (x *Explaining) Distribution(outcome int) []explain.Share {
	o := &x.Outcomes[outcome]
	if !o.Has[Probabilities] && !o.Has[Confidences] || IsMissing(o.Value) {
		return nil
	}
	var out []explain.Share
	for i := range x.program.Targets[outcome].Categories {
		s := explain.Share{Category: x.Category(outcome, i)}
		if o.Has[Probabilities] {
			s.Probability = x.Number(o.Series[Probabilities][i])
		}
		if o.Has[Confidences] {
			s.Confidence = x.Number(o.Series[Confidences][i])
		}
		out = append(out, s)
	}
	return out
}

// Text gives a fault in words, without the field's name.
func (f *Fault) Text() string {
	if f.HasValue {
		return "value \"" + f.Value + "\" " + f.Detail
	}
	return f.Detail
}
