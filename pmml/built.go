package pmml

import (
	"fmt"
	"strconv"
)

// maxBuiltDepth is how deep elements may stand inside each other; no document
// that was read is as deep.
const maxBuiltDepth = 100_000

// CheckBuilt checks what only a document that was built in Go can have: a list
// with nothing in one of its places and a nil pointer where an element is
// expected, of class [ErrInvalid], and an element inside itself, of class
// [ErrLimit]. The error is an [*Error].
func CheckBuilt(doc *Document) error {
	if doc == nil {
		return &Error{Class: ErrInvalid, Detail: "there is no document"}
	}
	if fault := checkBuilt(doc, doc, 1); fault != nil {
		return fault
	}
	return nil
}

// checkBuilt checks a node of a document and those below it.
func checkBuilt(doc *Document, at Node, depth int) (fault *Error) {
	if depth > maxBuiltDepth {
		return &Error{Class: ErrLimit, Detail: fmt.Sprintf("elements stand more than %d deep inside each other", maxBuiltDepth)}
	}
	at.children(func(child Node, field string, place int) bool {
		if child != nil {
			fault = checkBuilt(doc, child, depth+1)
			return fault == nil
		}
		if place >= 0 {
			field += "[" + strconv.Itoa(place) + "]"
		}
		fault = &Error{Class: ErrInvalid, Pos: at.Position(), Path: PathTo(doc, at), Detail: field + " is nil, an element is needed there"}
		return false
	})
	return fault
}
