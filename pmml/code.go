package pmml

import (
	"errors"
	"maps"
	"slices"
)

// Code names what is wrong with a document, for programs; it never changes. It
// is an error, so that errors.Is finds it in an [Error], as it finds the class.
type Code string

// The codes of the classes: those of errors that no other code is for.
const (
	CodeMalformed     Code = "malformed-xml"
	CodeInvalid       Code = "invalid-document"
	CodeUnsupported   Code = "unsupported"
	CodeLimit         Code = "limit-exceeded"
	CodeCannotRead    Code = "cannot-read"
	CodeCannotWrite   Code = "cannot-write"
	CodeInvalidOption Code = "invalid-option"
)

// The codes of single rules. [Error.Got] and [Error.Want] are as they say.
const (
	// CodeArgumentCount: a function is called with too many or too few arguments.
	CodeArgumentCount Code = "argument-count"
	// CodeAttributeMissing: an attribute that is needed, Want, is not there.
	CodeAttributeMissing Code = "attribute-missing"
	// CodeAttributeUnknown: the element has no attribute Got.
	CodeAttributeUnknown Code = "attribute-unknown"
	// CodeCircular: something is defined by itself.
	CodeCircular Code = "circular-definition"
	// CodeCountMismatch: there are more or fewer of something than are needed.
	CodeCountMismatch Code = "count-mismatch"
	// CodeDuplicateName: a name is given twice.
	CodeDuplicateName Code = "duplicate-name"
	// CodeElementMisplaced: the element Got may not stand there a second time, or
	// beside another.
	CodeElementMisplaced Code = "element-misplaced"
	// CodeElementMissing: a child that is needed, Want, is not there.
	CodeElementMissing Code = "element-missing"
	// CodeElementUnknown: the element Got is not known where it stands, where those
	// of Want may.
	CodeElementUnknown Code = "element-unknown"
	// CodeFieldType: a field or expression is of a type, or of a shape (one value
	// or a collection), that is not used there.
	CodeFieldType Code = "field-type"
	// CodeFunctionUnknown: the function is neither built in nor defined.
	CodeFunctionUnknown Code = "function-unknown"
	// CodeModelNotScorable: the document's model is not for scoring.
	CodeModelNotScorable Code = "model-not-scorable"
	// CodeModelUnknown: the document has no model of the name that is asked for.
	CodeModelUnknown Code = "model-unknown"
	// CodeModelUnsupported: models of the type Got are not implemented.
	CodeModelUnsupported Code = "model-unsupported"
	// CodeNameUnknown: a name stands for nothing in its place.
	CodeNameUnknown Code = "name-unknown"
	// CodeOutOfRange: a number lies outside of what has a meaning.
	CodeOutOfRange Code = "out-of-range"
	// CodePartMissing: an element lacks an attribute or child, without which it
	// has no meaning.
	CodePartMissing Code = "part-missing"
	// CodeTextMisplaced: the text Got stands in an element that has no text.
	CodeTextMisplaced Code = "text-misplaced"
	// CodeUnlistedValue: a value is not one that its field lists.
	CodeUnlistedValue Code = "unlisted-value"
	// CodeValueNotNumber: the value Got is not a number of the kind Want.
	CodeValueNotNumber Code = "value-not-a-number"
	// CodeValueType: a value of the document is not of the type that it needs.
	CodeValueType Code = "value-type"
	// CodeValueUnknown: the value Got is not one of the words Want.
	CodeValueUnknown Code = "value-unknown"
	// CodeVersionUnsupported: the version, or namespace, Got is not read.
	CodeVersionUnsupported Code = "version-unsupported"
)

// classes gives the class of every code.
var classes = map[Code]error{
	CodeMalformed: ErrSyntax, CodeInvalid: ErrInvalid, CodeUnsupported: ErrUnsupported, CodeLimit: ErrLimit,
	CodeCannotRead: ErrRead, CodeCannotWrite: ErrWrite, CodeInvalidOption: ErrOption,

	CodeArgumentCount: ErrInvalid, CodeAttributeMissing: ErrInvalid, CodeAttributeUnknown: ErrInvalid,
	CodeCircular: ErrInvalid, CodeCountMismatch: ErrInvalid, CodeDuplicateName: ErrInvalid,
	CodeElementMisplaced: ErrInvalid, CodeElementMissing: ErrInvalid, CodeElementUnknown: ErrInvalid, CodeFieldType: ErrInvalid,
	CodeFunctionUnknown: ErrUnsupported, CodeModelNotScorable: ErrUnsupported, CodeModelUnknown: ErrInvalid,
	CodeModelUnsupported: ErrUnsupported, CodeNameUnknown: ErrInvalid, CodeOutOfRange: ErrInvalid,
	CodePartMissing: ErrInvalid, CodeTextMisplaced: ErrInvalid, CodeUnlistedValue: ErrInvalid,
	CodeValueNotNumber: ErrInvalid, CodeValueType: ErrInvalid, CodeValueUnknown: ErrInvalid,
	CodeVersionUnsupported: ErrUnsupported,
}

// Codes gives all codes that errors of documents have, in alphabetical order.
func Codes() []Code { return slices.Sorted(maps.Keys(classes)) }

// Error gives the code as it is.
func (c Code) Error() string { return string(c) }

// Class gives the class that errors of the code have, nil where there is no such code.
func (c Code) Class() error { return classes[c] }

// Code gives the rule's code, or where no rule is known that of the class.
func (e *Error) Code() Code {
	if e == nil {
		return ""
	}
	if e.Rule != "" {
		return e.Rule
	}
	for _, c := range [...]Code{CodeMalformed, CodeUnsupported, CodeLimit, CodeCannotRead, CodeCannotWrite, CodeInvalidOption} {
		if errors.Is(e.Class, classes[c]) {
			return c
		}
	}
	return CodeInvalid
}
