package evaluator

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// The codes of an [InputError].
const (
	// InputInvalid: the field does not allow the value.
	InputInvalid = program.FaultInvalid
	// InputNotNumber: the field takes numbers, and the value is none.
	InputNotNumber = program.FaultNotNumber
	// InputMissing: a value is missing that must be there.
	InputMissing = program.FaultMissing
	// InputShape: a collection was given where the field takes one value.
	InputShape = program.FaultShape
	// InputConversion: a value cannot become one of another type.
	InputConversion = program.FaultConversion
	// InputRange: a prediction lies outside of what the target's type holds.
	InputRange = program.FaultRange
	// InputFunction: a function cannot work with its arguments, or a [Function] failed.
	InputFunction = program.FaultFunction
	// InputLimit: the record takes more than a limit allows ([Limits]), which Want
	// names with its value.
	InputLimit = program.FaultLimit
	// InputUndefined: the model has no defined result for the record.
	InputUndefined = program.FaultUndefined
	// InputGoType: a value of Go, or the one that a result is bound to, is of a type
	// that is not read or too small.
	InputGoType = "go-type"
	// InputNearName: a name is no input's, and so near an absent one that this is meant.
	InputNearName = "near-name"
	// InputUnknownName: a name is no input's, where [ExactInputNames] wants only such.
	InputUnknownName = "unknown-name"
	// InputAbsent: an input is absent that [ExactInputNames] wants.
	InputAbsent = "absent-input"
	// InputIndex: an index is none of the model's inputs.
	InputIndex = "no-such-input"
	// InputNoModel: a zero or nil value was asked to score, to which no model belongs.
	InputNoModel = "no-model"
	// InputNoRecord: nil was given in place of the record, or of what takes the results.
	InputNoRecord = "no-record"
)

// InputError is a record that has no result: a value that its field does not
// allow, or one that a transformation cannot work with, or a name that is refused.
type InputError struct {
	// Row is the record's number, counted from 1, where the caller counts them;
	// else 0.
	Row int
	// Field names the field at fault, "" where no single one is.
	Field string
	// Name is the name at fault that the record or the table has, "" where names are
	// not what is wrong. Field is then the input that is meant, "" where none is near.
	Name string
	// Value is the value at fault as text; HasValue is false where there is none.
	Value    string
	HasValue bool
	// Code names what is wrong; it is one of the Input codes, and never changes.
	Code string
	// Want says what is expected in the value's place, as a type ("double") or what
	// the field allows ("one of sunny, overcast, rain"); "" where that is not said.
	Want string
	// Detail says what is wrong with it.
	Detail string
	// Pos is the element of the document that failed, zero for an input's own fault.
	Pos pmml.Pos
	// Err is the error of a [Function] that failed, else nil.
	Err error
}

// Unwrap gives Err.
func (e *InputError) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// Error gives `row 17: field "outlook": value "snow" is not one of …`, leaving
// out what is unknown.
func (e *InputError) Error() string {
	if e == nil {
		return "no error"
	}
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

// faultError gives the error of a record: the context's where that has ended it.
func faultError(f *program.Fault) error {
	if f.Code == program.FaultStopped {
		return f.Cause
	}
	return inputError(f)
}

func inputError(f *program.Fault) *InputError {
	code := f.Code
	if code == "" {
		code = InputUndefined
	}
	return &InputError{Field: f.Field, Value: f.Value, HasValue: f.HasValue, Code: code, Want: f.Want, Detail: f.Detail, Pos: f.Pos, Err: f.Cause}
}
