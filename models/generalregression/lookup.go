package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// lookup gives a number for each category of a field.
type lookup struct {
	// byCode holds the numbers by cell less base. It is nil where the cells are
	// no dense range of whole numbers; then byCell is used.
	base   float64
	byCode []float64
	byCell map[float64]float64
	// fault is raised for a category that has no number; nil where that is 0.
	fault *unlisted
}

// unlisted is what a value is told that is none of a contrast matrix's categories.
type unlisted struct {
	field string
	typ   pmml.DataType
	pos   pmml.Pos
}

// find gives the number, or NaN where there is none, which
// [lookup.missing] looks into.
func (l *lookup) find(v float64) float64 {
	if v != v {
		return v
	}
	if l.byCell != nil {
		if w, ok := l.byCell[v]; ok {
			return w
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

// only gives the category of a lookup that has one.
func (l *lookup) only() float64 {
	for v := range l.byCell {
		return v
	}
	return l.base
}

// missing says whether there is no number, as the field is missing or its value
// an error, which is raised.
func (l *lookup) missing(f *program.Frame, slot program.Slot) bool {
	v := f.Load(slot)
	if program.IsMissing(v) {
		return true
	}
	if l.fault == nil || l.find(v) == l.find(v) {
		return false
	}
	f.Raise(l.fault.of(f, v))
	return true
}

// of makes the fault of a value.
func (u *unlisted) of(f *program.Frame, v float64) *program.Fault {
	fault := &program.Fault{Field: u.field, HasValue: true, Code: program.FaultInvalid, Pos: u.pos, Detail: "is not one of the categories of the factor's contrast matrix"}
	if u.typ == pmml.DataTypeString {
		fault.Value = f.Text(v)
	} else {
		fault.Value = program.FormatValue(v, u.typ)
	}
	return fault
}

// newLookup picks the form for numbers by cell. A fault says that other values
// are not allowed.
func newLookup(numbers map[float64]float64, fault *unlisted) lookup {
	low, high := math.Inf(1), math.Inf(-1)
	whole := true
	for v := range numbers {
		low, high = math.Min(low, v), math.Max(high, v)
		whole = whole && v == math.Trunc(v)
	}
	span := high - low + 1
	if !whole || !(span <= float64(64+8*len(numbers))) {
		return lookup{byCell: numbers, fault: fault}
	}
	l := lookup{base: low, byCode: make([]float64, int(span)), fault: fault}
	if fault != nil {
		for i := range l.byCode {
			l.byCode[i] = program.NaN
		}
	}
	for v, number := range numbers {
		l.byCode[int(v-low)] = number
	}
	return l
}
