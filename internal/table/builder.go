package table

import (
	"strconv"

	"github.com/gopmml/gopmml/evaluator"
)

// Builder makes columns of rows. Its memory is used again for the next table.
type Builder struct {
	schema  *Schema
	columns []column // by input
	used    []int    // inputs that have a column
	rows    int
	texts   texts
	table   *evaluator.Columns
}

// Bounds of a table that [Builder.Fits] keeps, so that columns that are mostly
// empty do not fill the memory.
const (
	maxTableRows  = 1024
	maxTableCells = 1 << 20
)

// NewBuilder makes a builder of tables for a model's inputs.
func NewBuilder(s *Schema) *Builder {
	return &Builder{schema: s, columns: make([]column, len(s.Inputs)), texts: newTexts(), table: evaluator.NewColumns(0)}
}

// Reset begins a table.
func (b *Builder) Reset() {
	for _, i := range b.used {
		b.columns[i].reset()
	}
	b.used, b.rows = b.used[:0], 0
}

// Rows is the number of rows that were added.
func (b *Builder) Rows() int { return b.rows }

// Fits says whether a row can join the table as it is. Texts, truth values and
// lists do not share a column, since a model may take them differently: where a
// column changes from one to another, the table ends before that row.
func (b *Builder) Fits(cells []Cell) bool {
	if b.rows >= maxTableRows || b.rows*(len(b.used)+1) > maxTableCells {
		return false
	}
	for i := range cells {
		c := &cells[i]
		if t := b.columns[c.Input].typ; t != 0 && t != c.Type && c.Type != Null {
			return false
		}
	}
	return true
}

// Add adds a row.
func (b *Builder) Add(cells []Cell) {
	for i := range cells {
		b.Set(b.rows, &cells[i])
	}
	b.rows++
}

// Set gives an input its value in a row, which comes after those that it has.
// A cell of another type than those before it is joined to them: a truth value
// and a text as two texts, a single value and a list as two lists.
func (b *Builder) Set(row int, c *Cell) {
	if c.Type == Null {
		return
	}
	col := &b.columns[c.Input]
	if col.typ == 0 {
		b.used = append(b.used, c.Input)
	}
	col.set(&b.schema.Inputs[c.Input], b.texts, row, c)
}

// Used is the number of inputs that have a value, or will with that of a cell.
func (b *Builder) Used(c *Cell) int {
	if c != nil && c.Type != Null && b.columns[c.Input].typ == 0 {
		return len(b.used) + 1
	}
	return len(b.used)
}

// Table gives the table of a number of rows. It is valid until the next Reset.
func (b *Builder) Table(rows int) *evaluator.Columns {
	b.table.Reset(rows)
	for _, i := range b.used {
		b.columns[i].addTo(b.table, b.schema.Inputs[i].Name, rows)
	}
	if b.schema.every {
		none := evaluator.Bitmap{Bits: make([]byte, (rows+7)/8)}
		for i := range b.columns {
			if b.columns[i].typ == 0 {
				b.table.AddBits(b.schema.Inputs[i].Name, none, none)
			}
		}
	}
	return b.table
}

// column is the values of an input.
type column struct {
	typ    Type   // of the cells; 0: there are none
	number number // notNumber for texts
	dense  int    // how many rows, from the first on, have a value
	valid  []byte // the bitmap of those that have; empty where it is the dense ones

	doubles  []float64
	floats   []float32
	integers []int64
	strings  []string
	truths   []bool
	offsets  []int32
	elements *column // of lists
	length   int     // of elements
}

func (c *column) reset() {
	clear(c.strings)
	if c.elements != nil {
		c.elements.reset()
	}
	*c = column{valid: c.valid[:0], doubles: c.doubles[:0], floats: c.floats[:0], integers: c.integers[:0],
		strings: c.strings[:0], truths: c.truths[:0], offsets: c.offsets[:0], elements: c.elements}
}

// put stores the value of a row. Rows before it that have none are zero.
func put[T any](values []T, row int, v T) []T { return append(filled(values, row), v) }

func (c *column) set(in *Input, t texts, row int, cell *Cell) {
	if c.typ != cell.Type {
		c.join(in, row, cell.Type)
	}
	if row == c.dense && len(c.valid) == 0 {
		c.dense++
	} else {
		c.mark(row)
	}
	switch c.typ {
	case List:
		c.setList(in, t, row, cell)
	case Truth:
		c.truths = put(c.truths, row, cell.True())
	default:
		c.setText(in, t, row, cell)
	}
}

// join makes the column one that takes cells of a type.
func (c *column) join(in *Input, row int, t Type) {
	switch {
	case c.typ == 0:
		if c.typ = t; t == Text {
			c.number = in.number
		}
	case t == List:
		c.toLists(row)
	case c.typ == Truth:
		c.toTexts(in)
	}
}

// mark notes that a row has a value. Where all rows have one so far, which is
// the rule, there is no bitmap.
func (c *column) mark(row int) {
	for i := 8 * len(c.valid); i < c.dense; i++ {
		c.valid = setBit(c.valid, i)
	}
	c.valid = setBit(c.valid, row)
}

func setBit(bits []byte, i int) []byte {
	for len(bits) <= i>>3 {
		bits = append(bits, 0)
	}
	bits[i>>3] |= 1 << (i & 7)
	return bits
}

// setText stores a text. Plain numbers are read at once; where one is none, as a
// word that the document lists as a value, the column becomes one of texts, which
// are for the model to understand.
func (c *column) setText(in *Input, t texts, row int, cell *Cell) {
	if cell.Type == Truth {
		c.toTexts(in)
		c.strings = put(c.strings, row, in.truthText(cell.True()))
		return
	}
	switch c.number {
	case asFloat64:
		v, ok := cell.Float, cell.Read
		if !ok {
			v, ok = ParseFloat64(cell.Text)
		}
		if ok {
			c.doubles = put(c.doubles, row, v)
			return
		}
	case asFloat32:
		if v, ok := ParseFloat32(cell.Text); ok {
			c.floats = put(c.floats, row, v)
			return
		}
	case asInteger:
		if v, ok := ParseInt64(cell.Text); ok && -maxExact <= v && v <= maxExact {
			c.integers = put(c.integers, row, v)
			return
		}
	}
	if c.number != notNumber {
		c.toTexts(in)
	}
	c.strings = put(c.strings, row, t.of(cell.Text))
}

// maxExact is the largest whole number up to which float64 has them all. What
// becomes of larger ones is for the model to say.
const maxExact = 1<<53 - 1

func (c *column) setList(in *Input, t texts, row int, cell *Cell) {
	if c.elements == nil {
		c.elements = &column{}
	}
	for len(c.offsets) <= row {
		c.offsets = append(c.offsets, int32(c.length))
	}
	list := cell.List
	if cell.Type != List {
		list = []Cell{*cell}
	}
	for i := range list {
		if list[i].Type != Null {
			c.elements.set(in, t, c.length, &list[i])
		}
		c.length++
	}
	c.offsets = append(c.offsets, int32(c.length))
}

// toTexts makes the column one of texts. Numbers become such that read back to
// the same.
func (c *column) toTexts(in *Input) {
	for i, v := range c.doubles {
		c.strings = put(c.strings, i, strconv.FormatFloat(v, 'g', -1, 64))
	}
	for i, v := range c.floats {
		c.strings = put(c.strings, i, strconv.FormatFloat(float64(v), 'g', -1, 32))
	}
	for i, v := range c.integers {
		c.strings = put(c.strings, i, strconv.FormatInt(v, 10))
	}
	for i, v := range c.truths {
		c.strings = put(c.strings, i, in.truthText(v))
	}
	c.doubles, c.floats, c.integers, c.truths = c.doubles[:0], c.floats[:0], c.integers[:0], c.truths[:0]
	c.typ, c.number = Text, notNumber
}

// toLists makes the column, which has values before a row, one of lists of a
// value each.
func (c *column) toLists(row int) {
	single := *c
	*c = column{typ: List, dense: single.dense, valid: append([]byte(nil), single.valid...), elements: &single, length: row}
	for i := range row {
		c.offsets = append(c.offsets, int32(i))
	}
}

// addTo adds the column to a table of a number of rows.
func (c *column) addTo(t *evaluator.Columns, name string, rows int) {
	valid := evaluator.Bitmap{}
	if c.dense < rows {
		c.mark(rows) // beyond the last, so that the bitmap is there
		valid.Bits = c.valid
	}
	switch {
	case c.typ == List:
		for len(c.offsets) <= rows {
			c.offsets = append(c.offsets, int32(c.length))
		}
		elements := evaluator.NewColumns(c.length)
		c.elements.addTo(elements, name, c.length)
		t.AddLists(name, c.offsets, elements, valid)
	case c.typ == Truth:
		c.truths = filled(c.truths, rows)
		t.AddBool(name, c.truths, valid)
	case c.number == asFloat64:
		c.doubles = filled(c.doubles, rows)
		t.AddFloat64(name, c.doubles, valid)
	case c.number == asFloat32:
		c.floats = filled(c.floats, rows)
		t.AddFloat32(name, c.floats, valid)
	case c.number == asInteger:
		c.integers = filled(c.integers, rows)
		t.AddInt64(name, c.integers, valid)
	default:
		c.strings = filled(c.strings, rows)
		t.AddStrings(name, c.strings, valid)
	}
}

// filled gives a column as many values as the table has rows.
func filled[T any](values []T, rows int) []T {
	if n := rows - len(values); n > 0 {
		return append(values, make([]T, n)...)
	}
	return values
}
