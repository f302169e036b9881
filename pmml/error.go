package pmml

import "errors"

// The classes of an [Error], for errors.Is.
var (
	// ErrSyntax: the text is not well-formed XML, or not of an encoding that is read.
	ErrSyntax = errors.New("malformed XML")
	// ErrInvalid: the text is XML, but not a PMML document: an element or
	// attribute that the standard does not know, lacks, or allows elsewhere only,
	// or a value of the wrong kind, or a contradiction.
	ErrInvalid = errors.New("invalid document")
	// ErrUnsupported: the document asks for something that is not implemented.
	ErrUnsupported = errors.New("unsupported")
	// ErrLimit: the document exceeds a limit set for parsing or compiling.
	ErrLimit = errors.New("limit exceeded")
	// ErrRead: the reader that the document came from failed. [Error.Cause] is
	// its error.
	ErrRead = errors.New("cannot read")
	// ErrWrite: the writer that a document went to failed. [Error.Cause] is its
	// error.
	ErrWrite = errors.New("cannot write")
	// ErrOption: an option's value is out of range.
	ErrOption = errors.New("invalid option")
)

// Error is a fault of a document, or of the way to it.
type Error struct {
	// Class is one of ErrSyntax, ErrInvalid, ErrUnsupported, ErrLimit, ErrRead,
	// ErrWrite and ErrOption.
	Class error
	// Rule is the code of the rule that is broken, "" where there is none of its
	// own: [Error.Code] then gives the class's.
	Rule Code
	// Got is what was found, as text, and Want what was expected, as far as the
	// rule says so.
	Got  string
	Want []string
	// File is the document's name where it is known, else "".
	File string
	// Pos is the place of the element (or attribute) at fault.
	Pos Pos
	// Path names the element by its ancestors below the root, as
	// "TreeModel/Node/Node[2]/SimplePredicate". [n] counts the siblings of the
	// same name from 1; the first one's [1] is not written. The middle of a very
	// long path is left out, as "…".
	Path string
	// Detail says what was found and what was expected.
	Detail string
	// Cause is the error of a reader, decompressor or writer below, nil for none.
	Cause error
}

// Error gives "file:line:column: path: class: detail", leaving out what is unknown.
func (e *Error) Error() string {
	if e == nil {
		return "no error"
	}
	s := ""
	if e.File != "" {
		s += e.File + ":"
	}
	if e.Pos != (Pos{}) {
		s += e.Pos.String() + ":"
	}
	if s != "" {
		s += " "
	}
	if e.Path != "" {
		s += e.Path + ": "
	}
	if e.Class != nil {
		s += e.Class.Error() + ": "
	}
	return s + e.Detail
}

// Unwrap gives the class, the code and, where there is one, the cause.
func (e *Error) Unwrap() []error {
	if e == nil {
		return nil
	}
	errs := make([]error, 0, 3)
	if e.Class != nil {
		errs = append(errs, e.Class, e.Code())
	}
	if e.Cause != nil {
		errs = append(errs, e.Cause)
	}
	return errs
}
