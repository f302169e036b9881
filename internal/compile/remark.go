package compile

import (
	"fmt"

	"github.com/gopmml/gopmml/pmml"
)

// Remark is what is doubtful in a document by what compiling it has shown. It does
// not keep the document from being scored.
type Remark struct {
	// Note says that it is a note rather than a warning.
	Note bool
	// Code names the rule; it never changes.
	Code string
	// Node is the element that the remark is about.
	Node    pmml.Node
	Message string
}

// The codes of remarks.
const (
	// RemarkSegmentUnknown: an output names a segment that the model does not have.
	RemarkSegmentUnknown = "segment-unknown"
	// RemarkOutputLacking: an output asks for what the model cannot give.
	RemarkOutputLacking = "output-lacking"
	// RemarkFieldOutside: a field is taken from beyond the model around.
	RemarkFieldOutside = "field-outside"
)

// remark makes a remark where those are collected, once for an element.
func (b *builder) remark(note bool, code string, at pmml.Node, format string, args ...any) {
	f := b.faults
	if f == nil || f.remarked[at] || f.remarks[code] >= maxRemarks {
		return
	}
	f.remarked[at] = true
	f.remarks[code]++
	message := fmt.Sprintf(format, args...)
	if f.remarks[code] == maxRemarks {
		message += "; more of the kind are not listed"
	}
	f.doubts = append(f.doubts, Remark{Note: note, Code: code, Node: at, Message: message})
}

// maxRemarks is how many remarks of one code are listed.
const maxRemarks = 100

// Lacks is [Context.Errorf] of an output field that asks for what the model cannot
// give. The document is not refused for it: the result is missing, unless the caller
// asks for it by name or something in the document reads it.
func (b *builder) Lacks(o *pmml.OutputField, class error, format string, args ...any) error {
	err := b.errorOf(o, class, fmt.Sprintf(format, args...))
	if b.lacking == nil {
		b.lacking = map[error]bool{}
	}
	b.lacking[err] = true
	return err
}

// lacks says whether an error is one of an output that the model cannot give.
func (b *builder) lacks(err error) (*pmml.Error, bool) {
	if !b.lacking[err] {
		return nil, false
	}
	return err.(*pmml.Error), true
}
