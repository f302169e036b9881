package jsontable

import (
	"fmt"
	"strconv"
)

// Fault is the class of an [Error].
type Fault uint8

// The values of Fault.
const (
	FaultJSON      Fault = iota + 1 // it is not JSON
	FaultShape                      // it is not of the shape
	FaultDuplicate                  // a key or a column occurs twice
	FaultLength                     // columns or rows differ in length
	FaultValue                      // a value is none of the field's
	FaultTooLarge                   // it is beyond a limit of the [Reader]
	FaultName                       // a name that the model refuses, or an absent one: Err says which
)

// Error says why a table cannot be read.
type Error struct {
	Fault Fault
	// Row is the row at fault, from 1; 0 where it is none.
	Row int
	// Field names the column at fault; "" where it is none.
	Field string
	// Found is what was found there, as JSON, cut off where it is long; "" where
	// that is not what is wrong.
	Found string
	// Detail says what is wrong.
	Detail string
	// Err is, of names, the error that a record of these has: an
	// *[evaluator.InputError]; else nil.
	Err error
}

// Unwrap gives Err.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// Error gives, for instance, `row 3: field "age": found {"x":1}: is an object,
// which no field takes`, leaving out what is unknown.
func (e *Error) Error() string {
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
	if e.Found != "" {
		s += "found " + e.Found + ": "
	}
	return s + e.Detail
}

// maxFound is how many bytes of what was found an error shows.
const maxFound = 100

func found(raw []byte) string {
	if len(raw) > maxFound {
		return fmt.Sprintf("%s… (%d bytes)", raw[:maxFound], len(raw))
	}
	return string(raw)
}
