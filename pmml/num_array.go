package pmml

import (
	"fmt"
	"strconv"
)

// NumArray (Array, where the standard wants numbers: NUM-ARRAY, INT-ARRAY,
// REAL-ARRAY) is a list of numbers.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdGroup_Array
//
//pmml:element Array
type NumArray struct {
	Element
	Type   ArrayType
	N      Optional[int]
	Values []float64
}

// RealSparseArray (REAL-SparseArray) is a list of numbers most of which are
// DefaultValue, or 0 where that is left out. Entries are the others, and Indices
// their places, counted from 1. The two have the same length.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_REAL-SparseArray
//
//pmml:element REAL-SparseArray
type RealSparseArray struct {
	Element
	N            Optional[int]
	DefaultValue Optional[float64]
	Indices      []int
	Entries      []float64 // REAL-Entries
}

func (a *NumArray) decode(d *decoder) {
	d.begin(&a.Element)
	a.Type = needEnumeration[ArrayType](d, "type", arrayTypeNames)
	a.N = d.integer("n")
	d.endAttributes()
	var ok bool
	if a.Values, ok = d.numbers("array"); !ok {
		return
	}
	if n, ok := a.N.Get(); ok && n != len(a.Values) {
		d.failEnded(CodeCountMismatch, strconv.Itoa(len(a.Values)), []string{strconv.Itoa(n)}, fmt.Sprintf("attribute n=\"%d\" does not agree with the array, which has %d values", n, len(a.Values)))
	}
}

func (a *RealSparseArray) decode(d *decoder) {
	d.begin(&a.Element)
	a.N = d.integer("n")
	a.DefaultValue = d.number("defaultValue")
	d.endAttributes()
	var indices *sparseIndices
	var entries *sparseEntries
	for d.child() {
		switch {
		case d.is("Indices"):
			one(d, &indices)
		case d.is("REAL-Entries"):
			one(d, &entries)
		default:
			d.unknown()
		}
	}
	if indices != nil {
		a.Indices = indices.values
	}
	if entries != nil {
		a.Entries = entries.values
	}
	if broken := indices != nil && indices.broken || entries != nil && entries.broken; !broken && len(a.Indices) != len(a.Entries) && d.err == nil {
		d.failEnded(CodeCountMismatch, strconv.Itoa(len(a.Entries)), []string{strconv.Itoa(len(a.Indices))}, fmt.Sprintf("the sparse array has %d indices, but %d entries", len(a.Indices), len(a.Entries)))
	}
}

// sparseIndices and sparseEntries are the elements around the numbers of a
// sparse array. They say nothing themselves, so the tree has none.
type sparseIndices struct {
	Element
	values []int
	broken bool
}

type sparseEntries struct {
	Element
	values []float64
	broken bool
}

func (x *sparseIndices) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	rest := d.textContent()
	for {
		word, after := nextWord(rest)
		if rest = after; len(word) == 0 {
			return
		}
		n, ok := parseInteger(word)
		if !ok {
			x.broken = true
			d.failEnded(CodeValueNotNumber, clip(string(word)), []string{"integer"}, fmt.Sprintf("the index %q is not an integer", clip(string(word))))
			return
		}
		x.values = append(x.values, n)
	}
}

func (x *sparseEntries) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	var ok bool
	x.values, ok = d.numbers("list")
	x.broken = !ok
}

// numbers reads to the element's end and gives the numbers of its text.
func (d *decoder) numbers(what string) ([]float64, bool) {
	rest := trimSpace(d.textContent())
	if d.err != nil || len(rest) == 0 {
		return nil, d.err == nil
	}
	list := make([]float64, 0, countWords(rest))
	for {
		word, after := nextWord(rest)
		if rest = after; len(word) == 0 {
			return list, true
		}
		f, ok := parseNumber(word)
		if !ok {
			d.failEnded(CodeValueNotNumber, clip(string(word)), []string{"number"}, fmt.Sprintf("the value %q of the %s is not a number", clip(string(word)), what))
			return nil, false
		}
		list = append(list, f)
	}
}

// nextWord gives what stands before the next blank, and what comes after it; an
// empty word at the end.
func nextWord(b []byte) (word, rest []byte) {
	for len(b) > 0 && isSpace[b[0]] {
		b = b[1:]
	}
	for i, c := range b {
		if isSpace[c] {
			return b[:i], b[i:]
		}
	}
	return b, nil
}

// countWords counts what stands between blanks.
func countWords(b []byte) int {
	n := 0
	for i := range b {
		if !isSpace[b[i]] && (i == 0 || isSpace[b[i-1]]) {
			n++
		}
	}
	return n
}

func (a *NumArray) encode(e *encoder) {
	e.beginText("Array", &a.Element)
	needWord(e, "type", arrayTypeNames, a.Type)
	e.count(a.N, len(a.Values))
	e.endAttributes()
	e.endNumbers(a.Values)
}

func (a *RealSparseArray) encode(e *encoder) {
	e.begin("REAL-SparseArray", &a.Element)
	e.integer("n", a.N)
	e.number("defaultValue", a.DefaultValue)
	e.endAttributes()
	if len(a.Indices) != len(a.Entries) {
		e.fail(ErrInvalid, fmt.Sprintf("the sparse array has %d indices, but %d entries", len(a.Indices), len(a.Entries)))
	}
	if len(a.Indices) > 0 {
		var at Element
		e.beginText("Indices", &at)
		text := e.scratch[:0]
		for i, n := range a.Indices {
			if i > 0 {
				text = append(text, ' ')
			}
			text = strconv.AppendInt(text, int64(n), 10)
		}
		e.scratch = text
		e.endDigits(text)
		e.beginText("REAL-Entries", &at)
		e.endNumbers(a.Entries)
	}
	e.end()
}

// endNumbers writes the text of an element that beginText began, a list of
// numbers, and its end.
func (e *encoder) endNumbers(values []float64) {
	text := e.scratch[:0]
	for i, f := range values {
		if i > 0 {
			text = append(text, ' ')
		}
		text = appendNumber(text, f)
	}
	e.scratch = text
	e.endDigits(text)
}
