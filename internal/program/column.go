package program

import "github.com/gopmml/gopmml/pmml"

// Column gives an input its values, row by row. It is bound to one input of
// one program ([Program.Column]) and does not change.
type Column struct {
	input int
	fill  filler
	valid []byte
	start int // of the bitmap: its bit for row 0
	// elements give those of the collections of a column of lists, which lie
	// between offsets[row] and offsets[row+1]; else nil.
	elements *Column
	offsets  []int32
}

// filler stores the value of a row. The row holds one.
type filler interface {
	fill(r *rawCell, row int)
}

// ColumnValues are the values of a column: one of the slices is set.
type ColumnValues struct {
	Float64 []float64
	Float32 []float32
	Int64   []int64
	Int32   []int32
	Bool    []bool
	// Bits are truth values as a bitmap, whose first bit is Bits[BitsStart].
	Bits      []byte
	BitsStart int
	Text      []string
	// Bytes holds texts one after the other: that of row i lies between
	// Offsets[i] and Offsets[i+1].
	Bytes   []byte
	Offsets []int32
	// Codes are indices into Dictionary.
	Codes      []int32
	Dictionary []string
	// Elements are those of collections: the elements of row i lie between
	// Offsets[i] and Offsets[i+1].
	Elements *ColumnValues
	// Valid is a bitmap of the rows that hold a value, the first one at bit
	// ValidStart, least significant bit first; nil where all do.
	Valid      []byte
	ValidStart int
}

// Column binds values to an input.
func (p *Program) Column(input int, v *ColumnValues) *Column {
	in := &p.Inputs[input]
	c := &Column{input: input, valid: v.Valid, start: v.ValidStart}
	number := numberColumn{in: in, texts: p.Texts}
	switch {
	case v.Elements != nil:
		c.elements, c.offsets = p.Column(input, v.Elements), v.Offsets
	case v.Float64 != nil && in.Type == pmml.DataTypeDouble:
		c.fill = doubles(v.Float64)
	case v.Float64 != nil:
		c.fill = &castColumn[float64]{number, v.Float64}
	case v.Float32 != nil && (in.Type == pmml.DataTypeDouble || in.Type == pmml.DataTypeFloat):
		c.fill = floats(v.Float32)
	case v.Float32 != nil:
		c.fill = &castColumn[float32]{number, v.Float32}
	case v.Int64 != nil:
		c.fill = &int64Column{number, v.Int64}
	case v.Int32 != nil:
		c.fill = &castColumn[int32]{number, v.Int32}
	case v.Bool != nil:
		c.fill = &boolColumn{number, v.Bool}
	case v.Bits != nil:
		c.fill = &bitColumn{number, v.Bits, v.BitsStart}
	case v.Dictionary != nil:
		d := &dictionaryColumn{codes: v.Codes, texts: v.Dictionary, cells: make([]rawCell, len(v.Dictionary))}
		for i, s := range v.Dictionary {
			d.cells[i].setText(in, p.Texts, s)
		}
		c.fill = d
	case v.Offsets != nil:
		c.fill = &bytesColumn{number, v.Bytes, v.Offsets}
	default:
		c.fill = &textColumn{number, v.Text}
	}
	return c
}

// Load gives the column's input the value of a row.
func (c *Column) Load(f *Frame, row int) {
	r := &f.raw[c.input]
	f.wait(c.input)
	if c.valid != nil {
		if bit := c.start + row; c.valid[bit>>3]&(1<<(bit&7)) == 0 {
			r.cell = Missing
			return
		}
	}
	if c.elements != nil {
		c.loadList(f, r, row)
		return
	}
	c.fill.fill(r, row)
	if f.decimals != nil {
		c.loadDecimal(f, row)
	}
}

// loadList gives the column's input the collection of a row.
func (c *Column) loadList(f *Frame, r *rawCell, row int) {
	r.startList()
	for i := int(c.offsets[row]); i < int(c.offsets[row+1]); i++ {
		e := r.add()
		if bit := c.elements.start + i; c.elements.valid != nil && c.elements.valid[bit>>3]&(1<<(bit&7)) == 0 {
			e.cell = Missing
			continue
		}
		c.elements.fill.fill(e, i)
	}
}

type doubles []float64

func (d doubles) fill(r *rawCell, row int) { r.cell = Number(d[row]) }

type floats []float32

func (d floats) fill(r *rawCell, row int) { r.cell = Number(float64(d[row])) }

// numberColumn is what columns need that convert to the input's type.
type numberColumn struct {
	in    *Input
	texts *Texts
}

// castColumn holds numbers that a float64 holds exactly.
type castColumn[T float64 | float32 | int32] struct {
	numberColumn
	values []T
}

func (c *castColumn[T]) fill(r *rawCell, row int) {
	r.setNumber(c.in, c.texts, float64(c.values[row]))
}

type int64Column struct {
	numberColumn
	values []int64
}

func (c *int64Column) fill(r *rawCell, row int) { r.setInt(c.in, c.texts, c.values[row]) }

type boolColumn struct {
	numberColumn
	values []bool
}

func (c *boolColumn) fill(r *rawCell, row int) { r.setBool(c.in, c.texts, c.values[row]) }

type bitColumn struct {
	numberColumn
	bits  []byte
	start int
}

func (c *bitColumn) fill(r *rawCell, row int) {
	bit := c.start + row
	r.setBool(c.in, c.texts, c.bits[bit>>3]&(1<<(bit&7)) != 0)
}

type textColumn struct {
	numberColumn
	values []string
}

func (c *textColumn) fill(r *rawCell, row int) { r.setText(c.in, c.texts, c.values[row]) }

type bytesColumn struct {
	numberColumn
	bytes   []byte
	offsets []int32
}

func (c *bytesColumn) fill(r *rawCell, row int) {
	r.setBytes(c.in, c.texts, c.bytes[c.offsets[row]:c.offsets[row+1]])
}

// dictionaryColumn looks every text up once, however many rows have it.
type dictionaryColumn struct {
	codes []int32
	texts []string
	cells []rawCell
}

func (c *dictionaryColumn) fill(r *rawCell, row int) { *r = c.cells[c.codes[row]] }
