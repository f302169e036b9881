package pmml

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// MaxFaults is how many faults [ParseAll] collects before it ends reading.
const MaxFaults = 1000

// ParseAll reads a document as [Parse] does, but goes on after a fault of its
// structure, and gives all of them in the order in which they were found. An
// attribute at fault counts as left out; an element that is not known, or stands
// where it must not, is skipped with its content.
//
// Malformed XML, a limit, a version that is not read, a reader that fails and
// more than [MaxFaults] faults end reading: then that error comes last, and the
// document is nil. A document that comes with errors is for looking further into
// it, as for what else is wrong; it is not one to compute with.
func ParseAll(r io.Reader, opts ...ParseOption) (*Document, []*Error) {
	config, err := newParseConfig(opts)
	if err != nil {
		fault, ok := err.(*Error)
		if !ok {
			fault = &Error{Class: ErrOption, Detail: err.Error(), Cause: err}
		}
		return nil, []*Error{fault}
	}
	collected := &faults{}
	doc, fault := parse(r, config, collected)
	list := collected.list
	if fault != nil {
		list = append(list, fault)
	}
	for _, e := range list {
		e.File = config.file
	}
	return doc, list
}

// faults collects what is wrong with a document's structure.
type faults struct{ list []*Error }

// add keeps an error. It gives the one that ends reading where there are too many.
func (f *faults) add(err *Error) *Error {
	if len(f.list) == MaxFaults {
		return &Error{Class: ErrLimit, Pos: err.Pos, Path: err.Path, Detail: fmt.Sprintf("the document has more than %d faults, the rest was not read", MaxFaults)}
	}
	f.list = append(f.list, err)
	return nil
}

// refuse records that the child that the scanner stands on may not stand there.
// Where faults are collected, it is passed by.
func (d *decoder) refuse(detail string) { d.refuseAs(CodeElementMisplaced, nil, detail) }

func (d *decoder) refuseAs(rule Code, want []string, detail string) {
	d.fail(rule, d.s.place, clip(d.current), slices.Clone(want), detail)
	if d.err == nil {
		t := d.top()
		t.refused = append(t.refused, d.current)
		d.skip()
	}
}

// mayBeRefused says whether a child that the element which has just ended lacks
// is probably one that was refused, under a name that is not known.
func (d *decoder) mayBeRefused(child string) bool {
	n := len(d.levels)
	for _, name := range d.levels[:n+1][n].refused {
		if strings.HasPrefix(child, "of the group ") || strings.EqualFold(name, child) {
			return true
		}
	}
	return false
}
