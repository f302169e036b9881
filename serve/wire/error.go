package wire

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Code says what kind of error a request has: one of the canonical codes of gRPC, with
// their numbers.
//
// Spec: https://grpc.io/docs/guides/status-codes
type Code uint32

// The values of Code.
const (
	OK                 Code = 0
	Canceled           Code = 1
	InvalidArgument    Code = 3
	DeadlineExceeded   Code = 4
	NotFound           Code = 5
	AlreadyExists      Code = 6
	PermissionDenied   Code = 7
	ResourceExhausted  Code = 8
	FailedPrecondition Code = 9
	Unimplemented      Code = 12
	Internal           Code = 13
	Unavailable        Code = 14
	Unauthenticated    Code = 16
)

var codes = map[Code]struct {
	name   string
	status int
}{
	OK:                 {"OK", http.StatusOK},
	Canceled:           {"CANCELLED", 499},
	InvalidArgument:    {"INVALID_ARGUMENT", http.StatusBadRequest},
	DeadlineExceeded:   {"DEADLINE_EXCEEDED", http.StatusGatewayTimeout},
	NotFound:           {"NOT_FOUND", http.StatusNotFound},
	AlreadyExists:      {"ALREADY_EXISTS", http.StatusConflict},
	PermissionDenied:   {"PERMISSION_DENIED", http.StatusForbidden},
	ResourceExhausted:  {"RESOURCE_EXHAUSTED", http.StatusTooManyRequests},
	FailedPrecondition: {"FAILED_PRECONDITION", http.StatusBadRequest},
	Unimplemented:      {"UNIMPLEMENTED", http.StatusNotImplemented},
	Internal:           {"INTERNAL", http.StatusInternalServerError},
	Unavailable:        {"UNAVAILABLE", http.StatusServiceUnavailable},
	Unauthenticated:    {"UNAUTHENTICATED", http.StatusUnauthorized},
}

// String gives the code's name, as INVALID_ARGUMENT.
func (c Code) String() string {
	if v, ok := codes[c]; ok {
		return v.name
	}
	return fmt.Sprintf("UNKNOWN(%d)", c)
}

// CodeOf gives the code that a status of HTTP stands for: where several have the status,
// or none, [InvalidArgument] for what is the caller's, and [Internal]. What is no error,
// and no status yet, is OK.
func CodeOf(status int) Code {
	if status < http.StatusBadRequest {
		return OK
	}
	for c, v := range codes {
		if v.status == status && c != FailedPrecondition { // which shares that of InvalidArgument
			return c
		}
	}
	if status < http.StatusInternalServerError {
		return InvalidArgument
	}
	return Internal
}

// Error is why a request has no answer.
type Error struct {
	Code Code
	Text string
	// Row is the record at fault, counted from 1; 0 where it is none, or the only one.
	Row int
	// Field is the field at fault, "" where there is none.
	Field string
	// HTTP is the status where it is not that of the code, else 0.
	HTTP int
	// Err is the error behind it, nil where there is none.
	Err error
}

// Errorf makes an error.
func Errorf(c Code, format string, args ...any) *Error {
	return &Error{Code: c, Text: fmt.Sprintf(format, args...)}
}

// Invalid makes an error of what is wrong with the request itself.
func Invalid(format string, args ...any) *Error { return Errorf(InvalidArgument, format, args...) }

// Error gives the text.
func (e *Error) Error() string { return e.Text }

// Unwrap gives the error behind it.
func (e *Error) Unwrap() error { return e.Err }

// Status is the status of HTTP.
func (e *Error) Status() int {
	if e.HTTP != 0 {
		return e.HTTP
	}
	if v, ok := codes[e.Code]; ok {
		return v.status
	}
	return http.StatusInternalServerError
}

// ErrorOf makes an [Error] of any error: those of records and of requests are the
// caller's, the rest is internal. It gives nil for nil.
func ErrorOf(err error) *Error {
	var own *Error
	var input *evaluator.InputError
	var document *pmml.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		return own
	case errors.As(err, &input):
		return &Error{Code: InvalidArgument, Text: input.Error(), Row: input.Row, Field: input.Field, Err: err}
	case errors.As(err, &document):
		return &Error{Code: InvalidArgument, Text: document.Error(), Err: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Code: DeadlineExceeded, Text: "the request took longer than it may", Err: err}
	case errors.Is(err, context.Canceled):
		return &Error{Code: Canceled, Text: "the caller no longer waits", Err: err}
	}
	return &Error{Code: Internal, Text: err.Error(), Err: err}
}

// tooLarge is the error of a body beyond the limit.
func tooLarge(limit int64) *Error {
	return &Error{Code: InvalidArgument, Text: fmt.Sprintf("the body is larger than %d bytes", limit), HTTP: http.StatusRequestEntityTooLarge}
}
