package additive

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Lookup gives a number for each category of a field.
type Lookup struct {
	// byCode holds the numbers by cell less base, so that an indicator costs one
	// read. It is nil where the cells are no dense range of whole numbers; then
	// byCell is used.
	base   float64
	byCode []float64
	byCell map[float64]float64
	// optional says that a field without a value counts as 0.
	optional bool
	// others is asked for a category that is not in byCell; nil for none.
	others *Lookup
	// fault is raised for a category that has no number; nil where that is 0.
	fault *Unlisted
}

// Unlisted is the fault of a record whose category has no number. Its value is
// that of the record.
type Unlisted struct {
	program.Fault
	Type pmml.DataType
}

// NewLookup picks the form for numbers by cell, of which there is one at least. A
// category that is not among them counts as 0.
func NewLookup(numbers map[float64]float64) *Lookup { return newLookup(numbers, 0) }

// NewOptional is NewLookup for a field that need not have a value.
func NewOptional(numbers map[float64]float64) *Lookup {
	l := newLookup(numbers, 0)
	l.optional = true
	return l
}

// NewContrast is NewLookup where other categories are not allowed.
func NewContrast(numbers map[float64]float64, fault *Unlisted) *Lookup {
	l := newLookup(numbers, program.NaN)
	l.fault = fault
	return l
}

// NewSparseContrast is a contrast with numbers for some categories, and for all others
// those of another, which several may share.
func NewSparseContrast(numbers map[float64]float64, others *Lookup) *Lookup {
	return &Lookup{byCell: numbers, others: others, fault: others.fault}
}

// Contrast says that only listed categories are allowed.
func (l *Lookup) Contrast() bool { return l.fault != nil }

// Only gives the category of a lookup that has one.
func (l *Lookup) Only() float64 {
	for v := range l.byCell {
		return v
	}
	return l.base
}

func newLookup(numbers map[float64]float64, other float64) *Lookup {
	low, high := math.Inf(1), math.Inf(-1)
	whole := true
	for v := range numbers {
		low, high = math.Min(low, v), math.Max(high, v)
		whole = whole && v == math.Trunc(v)
	}
	span := high - low + 1
	if !whole || !(span <= float64(64+8*len(numbers))) {
		return &Lookup{byCell: numbers}
	}
	l := &Lookup{base: low, byCode: make([]float64, int(span))}
	for i := range l.byCode {
		l.byCode[i] = other
	}
	for v, number := range numbers {
		l.byCode[int(v-low)] = number
	}
	return l
}

// Find gives the number of a cell, or NaN where there is none.
func (l *Lookup) Find(v float64) float64 {
	if v != v {
		if l.optional && !program.IsError(v) && !program.IsUndefined(v) {
			return 0
		}
		return v
	}
	if l.byCell != nil {
		if w, ok := l.byCell[v]; ok {
			return w
		}
		if l.others != nil {
			return l.others.Find(v)
		}
	} else if d := v - l.base; d >= 0 && d < float64(len(l.byCode)) {
		if i := int(d); float64(i) == d {
			return l.byCode[i]
		}
	}
	if l.fault != nil {
		return program.NaN
	}
	return 0
}

// missing says whether there is no number, as the field is missing or its value
// an error, which is raised.
func (l *Lookup) missing(f *program.Frame, slot program.Slot) bool {
	v := f.Load(slot)
	if l.optional {
		return f.Err() != nil
	}
	if program.IsMissing(v) {
		return true
	}
	if l.fault == nil || l.Find(v) == l.Find(v) {
		return false
	}
	fault := l.fault.Fault
	fault.HasValue, fault.Value = true, f.Format(v, l.fault.Type)
	f.Raise(&fault)
	return true
}
