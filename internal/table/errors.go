package table

import (
	"fmt"
	"strings"
)

// Fault is the class of an [Error].
type Fault uint8

// The values of Fault.
const (
	FaultEncoding  Fault = iota + 1 // the input is in an encoding that is not read
	FaultHeader                     // no header, or a name in it twice
	FaultCells                      // a row with more or fewer cells than the header
	FaultQuote                      // text after the closing quote of a cell
	FaultOpenQuote                  // the input ends within a quoted cell
	FaultTooLong                    // a row beyond [Options.MaxRowBytes]
	FaultJSON                       // a line that is not a JSON object, or a value that is none for a field
)

// Error says what is wrong with the input, and where.
type Error struct {
	Fault  Fault
	Row    int // from 1, the header not counted; 0: not a row
	Line   int // from 1; 0: no line
	Detail string
}

// Error gives, for instance, "row 17 (line 19): 3 cells, but the header has 5".
func (e *Error) Error() string {
	var b strings.Builder
	switch {
	case e.Row > 0 && e.Line > 0:
		fmt.Fprintf(&b, "row %d (line %d): ", e.Row, e.Line)
	case e.Row > 0:
		fmt.Fprintf(&b, "row %d: ", e.Row)
	case e.Line > 0:
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	b.WriteString(e.Detail)
	return b.String()
}

// Fatal tells that no row can be read after this error.
func (e *Error) Fatal() bool {
	switch e.Fault {
	case FaultEncoding, FaultHeader, FaultOpenQuote, FaultTooLong:
		return true
	}
	return false
}
