package evaluator

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/program"
)

// Columns is a table of input values by column, in the layout of Apache Arrow:
// plain slices, with a bitmap of the rows that hold a value. Nothing is copied,
// so the slices must not change while they are scored. Columns of names that a
// model does not know are ignored, but for those that are near an absent input's (see
// [WithInputNames]); inputs without a column are missing.
//
// Columns may be added in any shape; whether each has the table's rows, and its
// bitmap, its offsets and its indices lie within what they point into, is looked at
// when the table is scored.
type Columns struct {
	rows  int
	names []string
	cols  []program.ColumnValues
	lists map[int]*Columns // the elements of those columns that hold collections
}

// NewColumns makes a table of a number of rows, without columns.
func NewColumns(rows int) *Columns { return &Columns{rows: rows} }

// Reset makes the table one of a number of rows, without columns. Its memory is
// used again, so a caller that scores table after table keeps one.
func (c *Columns) Reset(rows int) {
	if c == nil {
		return
	}
	clear(c.cols)
	clear(c.lists)
	c.rows, c.names, c.cols = rows, c.names[:0], c.cols[:0]
}

// Rows gives the number of rows.
func (c *Columns) Rows() int {
	if c == nil {
		return 0
	}
	return c.rows
}

// Bitmap says for each row whether it holds a value: bit i of the bytes, least
// significant bit first, beginning at bit Start. The zero Bitmap says that all
// rows do. A row beyond the bytes has no value.
type Bitmap struct {
	Bits  []byte
	Start int
}

// Has says whether row i holds a value.
func (b Bitmap) Has(i int) bool {
	if b.Bits == nil {
		return true
	}
	i += b.Start
	at := uint(i) >> 3
	return at < uint(len(b.Bits)) && b.Bits[at]&(1<<(i&7)) != 0
}

// AddFloat64 adds a column of numbers. Where the field is a date or a time they
// are counts of days or seconds from the type's epoch.
func (c *Columns) AddFloat64(name string, values []float64, valid Bitmap) {
	c.add(name, program.ColumnValues{Float64: notNil(values)}, valid)
}

// AddFloat32 adds a column of numbers.
func (c *Columns) AddFloat32(name string, values []float32, valid Bitmap) {
	c.add(name, program.ColumnValues{Float32: notNil(values)}, valid)
}

// AddInt64 adds a column of whole numbers.
func (c *Columns) AddInt64(name string, values []int64, valid Bitmap) {
	c.add(name, program.ColumnValues{Int64: notNil(values)}, valid)
}

// AddInt32 adds a column of whole numbers.
func (c *Columns) AddInt32(name string, values []int32, valid Bitmap) {
	c.add(name, program.ColumnValues{Int32: notNil(values)}, valid)
}

// AddBool adds a column of truth values.
func (c *Columns) AddBool(name string, values []bool, valid Bitmap) {
	c.add(name, program.ColumnValues{Bool: notNil(values)}, valid)
}

// AddBits adds a column of truth values that are packed like a bitmap.
func (c *Columns) AddBits(name string, values, valid Bitmap) {
	c.add(name, program.ColumnValues{Bits: notNil(values.Bits), BitsStart: values.Start}, valid)
}

// AddStrings adds a column of texts, which are parsed where the field is no
// string.
func (c *Columns) AddStrings(name string, values []string, valid Bitmap) {
	c.add(name, program.ColumnValues{Text: notNil(values)}, valid)
}

// AddBytes adds a column of texts that lie one after the other in data: the
// text of row i between offsets[i] and offsets[i+1].
func (c *Columns) AddBytes(name string, data []byte, offsets []int32, valid Bitmap) {
	c.add(name, program.ColumnValues{Bytes: data, Offsets: notNil(offsets)}, valid)
}

// AddDictionary adds a column of indices into a list of texts. Each text is
// looked up once for the whole table.
func (c *Columns) AddDictionary(name string, indices []int32, dictionary []string, valid Bitmap) {
	c.add(name, program.ColumnValues{Codes: notNil(indices), Dictionary: notNil(dictionary)}, valid)
}

// AddLists adds a column of collections, as Arrow lays lists out: the elements
// of row i are the rows offsets[i] to offsets[i+1] of the only column of
// elements, whatever its name. A table with a row for each item of a basket is
// such a column of elements, if the items of each basket stand together.
func (c *Columns) AddLists(name string, offsets []int32, elements *Columns, valid Bitmap) {
	if c == nil {
		return
	}
	if elements == nil {
		elements = &Columns{}
	}
	v := program.ColumnValues{Offsets: notNil(offsets), Elements: &program.ColumnValues{}}
	if len(elements.cols) == 1 {
		v.Elements = &elements.cols[0]
	}
	c.add(name, v, valid)
	if c.lists == nil {
		c.lists = map[int]*Columns{}
	}
	c.lists[len(c.cols)-1] = elements
}

func (c *Columns) add(name string, v program.ColumnValues, valid Bitmap) {
	if c == nil {
		return
	}
	v.Valid, v.ValidStart = valid.Bits, valid.Start
	c.names = append(c.names, name)
	c.cols = append(c.cols, v)
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// maxBareRows is how many rows a table may have that has no columns to show them.
const maxBareRows = 1 << 24

// checkRows says whether the number of rows can be.
func (c *Columns) checkRows() error {
	switch {
	case c.rows < 0:
		return fmt.Errorf("the table has %d rows, which is below zero", c.rows)
	case len(c.cols) == 0 && c.rows > maxBareRows:
		return fmt.Errorf("the table has %d rows and no columns; one without columns may have %d", c.rows, maxBareRows)
	}
	return nil
}

// binding is the columns of a table as a model reads them. Its memory is used
// again for the next table.
type binding struct {
	columns []program.Column
	seen    map[string]bool
}

// bind ties the columns to the model's inputs.
func (b *binding) bind(m *Model, c *Columns) error {
	if b.seen == nil {
		b.seen = make(map[string]bool, len(c.names))
	}
	clear(b.seen)
	b.columns = b.columns[:0]
	for i := range c.cols {
		name, v := c.names[i], &c.cols[i]
		if b.seen[name] {
			return fmt.Errorf("column %q is given twice", name)
		}
		b.seen[name] = true
		err := c.check(name, v)
		if elements := c.lists[i]; err == nil && elements != nil {
			err = c.checkLists(name, v, elements)
		}
		if err != nil {
			return err
		}
		if at, ok := m.byInput[name]; ok {
			if len(b.columns) < cap(b.columns) {
				b.columns = b.columns[:len(b.columns)+1]
			} else {
				b.columns = append(b.columns, program.Column{})
			}
			m.program.Bind(&b.columns[len(b.columns)-1], at, v)
		}
	}
	if found := len(b.columns); found < len(m.inputs) || found < len(c.names) {
		if e := m.checkColumns(c.names, b.seen); e != nil {
			return e
		}
	}
	return nil
}

// release forgets the table's values.
func (b *binding) release() {
	for i := range b.columns {
		b.columns[i].Release()
	}
	clear(b.seen)
}

// check says whether a column has a value, or its absence, for every row.
func (c *Columns) check(name string, v *program.ColumnValues) error {
	n := 0
	switch {
	case v.Elements != nil:
		return nil // checkLists does
	case v.Float64 != nil:
		n = len(v.Float64)
	case v.Float32 != nil:
		n = len(v.Float32)
	case v.Int64 != nil:
		n = len(v.Int64)
	case v.Int32 != nil:
		n = len(v.Int32)
	case v.Bool != nil:
		n = len(v.Bool)
	case v.Bits != nil:
		if n = 8*len(v.Bits) - v.BitsStart; v.BitsStart < 0 {
			return fmt.Errorf("column %q: its bits begin at %d, which is below zero", name, v.BitsStart)
		}
	case v.Dictionary != nil:
		n = len(v.Codes)
		for i, code := range v.Codes {
			if int(code) >= len(v.Dictionary) || code < 0 {
				if (Bitmap{v.Valid, v.ValidStart}).Has(i) {
					return fmt.Errorf("column %q: row %d has index %d into a dictionary of %d texts", name, i+1, code, len(v.Dictionary))
				}
			}
		}
	case v.Offsets != nil:
		return c.checkOffsets(name, v)
	default:
		n = len(v.Text)
	}
	if n < c.rows || n > c.rows && v.Bits == nil {
		return fmt.Errorf("column %q has %d values, where the table has %d rows", name, n, c.rows)
	}
	return c.checkValid(name, v)
}

func (c *Columns) checkOffsets(name string, v *program.ColumnValues) error {
	if len(v.Offsets) != c.rows+1 && c.rows > 0 {
		return fmt.Errorf("column %q has %d offsets, where the table has %d rows and needs one more", name, len(v.Offsets), c.rows)
	}
	for i := 1; i < len(v.Offsets); i++ {
		if v.Offsets[i] < v.Offsets[i-1] || v.Offsets[i-1] < 0 || int(v.Offsets[i]) > len(v.Bytes) {
			return fmt.Errorf("column %q: the text of row %d lies outside its %d bytes", name, i, len(v.Bytes))
		}
	}
	return c.checkValid(name, v)
}

// checkLists says whether a column of collections has its elements.
func (c *Columns) checkLists(name string, v *program.ColumnValues, elements *Columns) error {
	if len(elements.cols) != 1 || len(elements.lists) > 0 {
		return fmt.Errorf("column %q: the elements of its lists must be one column of values, found %d columns", name, len(elements.cols))
	}
	if len(v.Offsets) != c.rows+1 && c.rows > 0 {
		return fmt.Errorf("column %q has %d offsets, where the table has %d rows and needs one more", name, len(v.Offsets), c.rows)
	}
	for i := 1; i < len(v.Offsets); i++ {
		if v.Offsets[i] < v.Offsets[i-1] || v.Offsets[i-1] < 0 || int(v.Offsets[i]) > elements.rows {
			return fmt.Errorf("column %q: the list of row %d lies outside its %d elements", name, i, elements.rows)
		}
	}
	if err := elements.checkRows(); err != nil {
		return fmt.Errorf("column %q: elements of lists: %w", name, err)
	}
	if err := elements.check(name, v.Elements); err != nil {
		return fmt.Errorf("elements of lists: %w", err)
	}
	return c.checkValid(name, v)
}

func (c *Columns) checkValid(name string, v *program.ColumnValues) error {
	if v.Valid != nil && v.ValidStart < 0 {
		return fmt.Errorf("column %q: the bitmap of valid rows begins at bit %d, which is below zero", name, v.ValidStart)
	}
	if v.Valid != nil && 8*len(v.Valid)-v.ValidStart < c.rows {
		return fmt.Errorf("column %q: the bitmap of valid rows has %d bits, where the table has %d rows", name, 8*len(v.Valid)-v.ValidStart, c.rows)
	}
	return nil
}
