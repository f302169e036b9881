package program

import (
	"context"
	"fmt"
	"math"
	"math/bits"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// Slot is the index of a cell in a frame.
type Slot int32

// NoSlot is the slot of what has none.
const NoSlot Slot = -1

// Frame is the state of scoring one record. A Program makes frames; a frame
// belongs to one goroutine at a time and is used again for record after record.
type Frame struct {
	// Cells holds the values of fields: inputs as prepared, derived fields,
	// targets and outputs.
	Cells []float64
	// Outcomes holds what the models found, one for each model and target.
	Outcomes []Outcome

	program *Program
	raw     []rawCell
	// direct says which inputs' numbers go straight into their cells. Those are in
	// place; pending has a bit for each input that Run has to prepare from raw.
	direct  []directInput
	pending []uint64
	local   localTexts
	lists   [][]float64
	free    [][]float64
	faults  []*Fault
	err     *Fault
	// depth is how deep functions call each other, nested how deep their
	// expressions stand inside each other.
	depth, nested int
	// meter counts what the record takes, done is closed where nobody waits for it
	// any more, as ctx says.
	meter  meter
	limits *limit.Limits
	room   limit.Room
	ctx    context.Context
	done   <-chan struct{}
	serial uint64
	// watch looks on while records are scored; nil where nobody does.
	watch   Watcher
	history *history
	// decimals holds the exact values in decimal mode, else nil.
	decimals *decimals
	// Scratch is for nodes that keep working memory between records. Nodes take
	// an index at compile time ([Program.Scratch]) and fill it at first use.
	Scratch []any
}

// Fault is why a record has no result.
type Fault struct {
	// Field names the field at fault, "" where there is none.
	Field string
	// Value is the value at fault as text; HasValue is false where there is none.
	Value    string
	HasValue bool
	// Code names what is wrong, one of those of fault.go; "" stands for [FaultUndefined].
	Code string
	// Want is what is expected in the value's place, "" where that is not said.
	Want string
	// Detail says what is wrong.
	Detail string
	// Pos is the element of the document that failed, zero for an input.
	Pos pmml.Pos
	// Cause is the error of a function that the caller brought along, else nil.
	Cause error
}

// NewFrame makes a frame for the program's records.
func (p *Program) NewFrame() *Frame {
	f := &Frame{
		Cells:    make([]float64, p.Slots),
		Outcomes: make([]Outcome, len(p.Outcomes)),
		Scratch:  make([]any, p.Scratch),
		raw:      make([]rawCell, len(p.Inputs)),
		direct:   p.directInputs(),
		pending:  make([]uint64, (len(p.Inputs)+63)/64),
		program:  p,
		limits:   &p.Limits,
	}
	if p.Limits == (limit.Limits{}) {
		l := limit.Defaults()
		f.limits = &l
	}
	for i := range f.Cells {
		f.Cells[i] = Missing
	}
	for i := range f.raw {
		f.raw[i].cell = Missing
		f.wait(i)
	}
	for i, s := range p.Outcomes {
		f.Outcomes[i].init(s)
	}
	if p.Lags > 0 {
		f.history = newHistory(p)
	}
	if p.Decimal {
		f.decimals = newDecimals(p)
	}
	return f
}

// keptElements is how large a collection may be whose room Reset keeps.
const keptElements = 1024

// Reset makes all inputs missing. The history of lagged fields is kept, and so
// is the room for collections.
func (f *Frame) Reset() {
	for i := range f.raw {
		r := &f.raw[i]
		r.cell = Missing
		if r.text != "" { // most rows have none: a write of a pointer costs more
			r.text = ""
		}
		switch list := r.list; {
		case list == nil:
		case cap(list.cells) > keptElements:
			r.list = nil
		default:
			clear(list.cells[:cap(list.cells)]) // the texts are the caller's
			list.cells = list.cells[:0]
		}
		f.wait(i)
	}
}

// ResetHistory forgets the records that came before.
func (f *Frame) ResetHistory() {
	if f.history != nil {
		f.history = newHistory(f.program)
	}
}

// clearRun drops what the run before left: texts, collections and errors.
func (f *Frame) clearRun() {
	f.local.reset()
	f.free = append(f.free, f.lists...)
	f.lists = f.lists[:0]
	f.faults = f.faults[:0]
	f.err = nil
	f.depth, f.nested = 0, 0
	f.begun()
	f.serial++
}

// Serial tells the records that the frame runs apart. What a node keeps of a
// record is good for that record's serial only.
func (f *Frame) Serial() uint64 { return f.serial }

// Watched says whether somebody looks on: then models inside others must run, one
// by one, and leave their outcomes as they are.
func (f *Frame) Watched() bool { return f.watch != nil }

// KnownTexts gives the number of texts that the document knows. Their codes lie
// below it and mean the same in every record.
func (f *Frame) KnownTexts() int { return f.program.Texts.Len() }

// Run scores the record whose inputs have been set. It gives nil, or why there
// is no result.
func (f *Frame) Run() *Fault {
	f.begin()
	return f.score()
}

// begin prepares the inputs that have been set.
func (f *Frame) begin() {
	f.clearRun()
	for w, word := range f.pending {
		for ; word != 0; word &= word - 1 {
			i := w<<6 + bits.TrailingZeros64(word)
			f.prepareInput(&f.program.Inputs[i], i)
		}
	}
	if f.decimals != nil {
		f.prepareDecimals()
	}
}

// score scores the record whose inputs are prepared.
func (f *Frame) score() *Fault {
	f.program.Stage.Run(f)
	if f.history != nil {
		f.history.push(f)
	}
	return f.err
}

// Err gives the error raised so far, nil for none. Loops over many models or
// rows look at it to stop early.
func (f *Frame) Err() *Fault { return f.err }

// Fail makes an error cell. Nothing is raised until somebody uses the cell.
func (f *Frame) Fail(pos pmml.Pos, format string, args ...any) float64 {
	return f.FailWith(&Fault{Code: FaultFunction, Pos: pos, Detail: fmt.Sprintf(format, args...)})
}

// FailWith makes an error cell of a fault.
func (f *Frame) FailWith(fault *Fault) float64 {
	f.faults = append(f.faults, fault)
	return math.Float64frombits(errorTag | uint64(len(f.faults)-1))
}

// Fault gives the fault of an error cell.
func (f *Frame) Fault(v float64) *Fault {
	return f.faults[math.Float64bits(v)&^tagMask]
}

// Raise ends the record with a fault, unless an earlier one has.
func (f *Frame) Raise(fault *Fault) {
	if f.err == nil {
		f.err = fault
	}
}

// Use gives a cell's value to who needs it: an error cell is raised and
// becomes Missing, an undefined one is raised as such. All else stays.
func (f *Frame) Use(v float64) float64 {
	if v == v {
		return v
	}
	return f.useSpecial(v)
}

// useSpecial stands apart, so that Use is small enough to stand in its callers.
//
//go:noinline
func (f *Frame) useSpecial(v float64) float64 {
	switch {
	case IsError(v):
		f.Raise(f.Fault(v))
		return Missing
	case IsUndefined(v):
		f.Raise(&Fault{Detail: "undefined result"})
		return Missing
	}
	return v
}

// Load gives the value of a slot, raising an error that lies there.
func (f *Frame) Load(s Slot) float64 { return f.Use(f.Cells[s]) }

// Text gives the text of a string cell. The cell must hold a value.
func (f *Frame) Text(v float64) string {
	i := int(v)
	t := f.program.Texts
	if i < len(t.texts) {
		return t.texts[i]
	}
	return f.local.texts[i-len(t.texts)]
}

// Made is Code for a text that a function made, which counts against the limit.
// at is the function's place.
func (f *Frame) Made(s string, at pmml.Pos) float64 {
	if !f.SpendText(len(s), at) {
		return Missing
	}
	return f.Code(s)
}

// Code makes a string cell of any text.
func (f *Frame) Code(s string) float64 {
	t := f.program.Texts
	if c, ok := t.code(s); ok {
		return float64(c)
	}
	return float64(len(t.texts) + f.local.index(s))
}

// List gives the elements of a collection cell. The cell must hold a value.
func (f *Frame) List(v float64) []float64 { return f.lists[int(v)] }

// NewList makes a collection cell with room for a record's elements; fill it
// with Append.
func (f *Frame) NewList() float64 {
	var l []float64
	if n := len(f.free); n > 0 {
		l = f.free[n-1][:0]
		f.free = f.free[:n-1]
	}
	f.lists = append(f.lists, l)
	return float64(len(f.lists) - 1)
}

// Append adds an element to a collection.
func (f *Frame) Append(list, element float64) {
	f.lists[int(list)] = append(f.lists[int(list)], element)
}
