package evaluator

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// InputError is a record that has no result: a value that its field does not
// allow, or one that a transformation cannot work with.
type InputError struct {
	// Row is the record's number, counted from 1, where the caller counts them;
	// else 0.
	Row int
	// Field names the field at fault, "" where no single one is.
	Field string
	// Value is the value at fault as text; HasValue is false where there is none.
	Value    string
	HasValue bool
	// Detail says what is wrong with it.
	Detail string
	// Pos is the element of the document that failed, zero for an input's own fault.
	Pos pmml.Pos
	// Err is the error of a [Function] that failed, else nil.
	Err error
}

// Unwrap gives Err.
func (e *InputError) Unwrap() error { return e.Err }

// Error gives `row 17: field "outlook": value "snow" is not one of …`, leaving
// out what is unknown.
func (e *InputError) Error() string {
	s := ""
	if e.Row > 0 {
		s = "row " + strconv.Itoa(e.Row) + ": "
	}
	if e.Field != "" {
		s += "field " + strconv.Quote(e.Field) + ": "
	}
	if e.HasValue {
		s += "value " + strconv.Quote(e.Value) + " "
	}
	s += e.Detail
	if e.Pos != (pmml.Pos{}) {
		s += " (document " + e.Pos.String() + ")"
	}
	return s
}

func inputError(f *program.Fault) *InputError {
	return &InputError{Field: f.Field, Value: f.Value, HasValue: f.HasValue, Detail: f.Detail, Pos: f.Pos, Err: f.Cause}
}
