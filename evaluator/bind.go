package evaluator

import (
	"context"
	"errors"
	"reflect"
	"unsafe"

	"github.com/gopmml/gopmml/internal/program"
)

// Binding ties a model's inputs to the fields of a struct In, and its results
// to those of a struct Out: see [Bind]. It does not change, and any number of
// goroutines may use it.
type Binding[In, Out any] struct {
	model *Model
	plan  bindingPlan
}

// Scorer scores structs, one after the other, and belongs to one goroutine at a
// time: see [Binding.NewScorer].
type Scorer[In, Out any] struct {
	binding *Binding[In, Out]
	frame   *program.Frame
}

// BindError is a field of a struct that does not fit the model.
type BindError struct {
	// Type is the struct's type, GoField the field's name in it, with those of
	// embedded structs before it; "" where the struct itself is at fault.
	Type    reflect.Type
	GoField string
	// Field is the field's name in the model, "" where there is none.
	Field string
	// Detail says what does not fit.
	Detail string
}

// Error gives `main.Customer.Age: input "age" is of type …`.
func (e *BindError) Error() string {
	if e == nil {
		return "no error"
	}
	s := "bind"
	if e.Type != nil {
		s = e.Type.String()
	}
	if e.GoField != "" {
		s += "." + e.GoField
	}
	return s + ": " + e.Detail
}

// Bind ties a model to two types of structs, for records and for results. What
// a field stands for is told by its tag:
//
//	type Customer struct {
//		Age    int       `pmml:"age"`
//		Income *float64  `pmml:"income"`         // nil is missing
//		Home   string    `pmml:"home,omitzero"`  // "" is missing
//		Since  time.Time `pmml:"since,optional"` // not every model has it
//	}
//
//	type Score struct {
//		Yes     float64 `pmml:"probability(yes)"`
//		Default string  `pmml:"default"`
//	}
//
// Tags name inputs and results exactly as the model does. Options follow the
// name, each after a comma: "omitzero" says that Go's zero value is a missing
// value, "omitnan" that NaN is; "optional" passes over a field that the model
// does not have, which else is an error. Without a name ("" before the comma)
// the field's own is taken. Untagged fields, and those tagged "-", do not count;
// those of an embedded struct without a tag count as if they stood in its place.
// Inputs that no field gives are missing ([Binding.Unbound] lists them).
//
// A record's fields are numbers of any kind, strings (which are parsed where the
// model's field is no string), bools, time.Time (for dates, times and counts of
// days or seconds) and time.Duration (for times, or as seconds), pointers to
// these, and slices of them for collections. A nil pointer or slice is missing.
//
// A result's field is a float64 or float32 for a number, an int or uint of any
// size for an integer or a count, a string for any result, bool for boolean,
// time.Time for date and dateTime, time.Duration for time, a pointer to one of
// these, or a slice of them for a collection. A missing result is a nil pointer,
// a NaN, or otherwise Go's zero value, so that where 0 or "" is a result as
// well, a pointer tells them apart. Pointers and slices are made anew for each
// record: what was scored before stays as it is.
//
// The error joins a [*BindError] for each field that does not fit.
func Bind[In, Out any](m *Model) (*Binding[In, Out], error) {
	if !m.exists() {
		return nil, &BindError{Type: reflect.TypeFor[In](), Detail: "there is no model to bind it to"}
	}
	b := &Binding[In, Out]{model: m}
	err := errors.Join(
		b.plan.bindInputs(m, reflect.TypeFor[In]()),
		b.plan.bindResults(m, reflect.TypeFor[Out]()),
	)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Unbound names the model's inputs that no field gives.
func (b *Binding[In, Out]) Unbound() []string {
	if b == nil || b.model == nil {
		return nil
	}
	given := make([]bool, len(b.model.inputs))
	for i := range b.plan.inputs {
		given[b.plan.inputs[i].index] = true
	}
	var names []string
	for i, ok := range given {
		if !ok {
			names = append(names, b.model.inputs[i].Name)
		}
	}
	return names
}

// Score scores a record: it reads the tagged fields of in and writes those of
// out. The error is an *InputError; then out is as it was. A stateful model sees
// each record as the first one, as with [Model.Evaluate].
//
// Any number of goroutines may call it. Nothing is allocated but what the fields
// themselves need: pointers and slices of out, numbers and texts that are
// formatted or parsed.
func (b *Binding[In, Out]) Score(in *In, out *Out) error {
	return b.ScoreContext(context.Background(), in, out)
}

// NewScorer makes a scorer, for a goroutine of its own: a little faster than
// [Binding.Score], and where the model is stateful ([Model.Stateful]), a stream
// of records.
func (b *Binding[In, Out]) NewScorer() *Scorer[In, Out] {
	if b == nil || b.model == nil {
		return &Scorer[In, Out]{}
	}
	return &Scorer[In, Out]{b, b.model.program.NewFrame()}
}

// Score scores the next record, as [Binding.Score] does. The scorer keeps the
// texts of in until the next one.
func (s *Scorer[In, Out]) Score(in *In, out *Out) error {
	if s == nil {
		return noModel()
	}
	if err := s.binding.check(in, out); err != nil {
		return err
	}
	return s.binding.score(s.frame, in, out)
}

// check says what is not there that scoring needs.
func (b *Binding[In, Out]) check(in *In, out *Out) error {
	switch {
	case b == nil || b.model == nil:
		return noModel()
	case in == nil:
		return noRecord("the record")
	case out == nil:
		return noRecord("the struct for the results")
	}
	return nil
}

func (b *Binding[In, Out]) score(f *program.Frame, in *In, out *Out) error {
	b.plan.read(f, unsafe.Pointer(in))
	if fault := f.Run(); fault != nil {
		return faultError(fault)
	}
	return b.plan.write(f, unsafe.Pointer(out))
}
