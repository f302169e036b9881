package program

import "github.com/gopmml/gopmml/pmml"

// Column gives an input its values, row by row. It is bound to one input of one
// program by [Program.Bind]. The zero value is ready for that, and again.
type Column struct {
	input  int
	kind   columnKind
	in     *Input
	texts  *Texts
	values *ColumnValues
	// cells are those of the dictionary's texts: each is looked up once.
	cells []rawCell
	// elements give those of the collections of a column of lists, which lie
	// between offsets[row] and offsets[row+1]; else nil.
	elements *Column
}

// columnKind is which of the values are set, and what becomes of them.
type columnKind uint8

const (
	columnDoubles columnKind = iota // float64 of a double
	columnFloat64                   // float64 of another type
	columnFloats                    // float32 of a double or float
	columnFloat32                   // float32 of another type
	columnInt64
	columnInt32
	columnBool
	columnBits
	columnCodes
	columnBytes
	columnTexts
	columnLists
)

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

// Bind makes c the column of values of an input. It keeps v.
func (p *Program) Bind(c *Column, input int, v *ColumnValues) {
	in := &p.Inputs[input]
	*c = Column{input: input, kind: kindOf(in, v), in: in, texts: p.Texts, values: v, cells: c.cells[:0]}
	switch c.kind {
	case columnLists:
		c.elements = &Column{}
		p.Bind(c.elements, input, v.Elements)
	case columnCodes:
		for _, s := range v.Dictionary {
			c.cells = append(c.cells, rawCell{})
			c.cells[len(c.cells)-1].setText(in, p.Texts, s)
		}
	}
}

// Release forgets the values, but keeps memory for the next ones.
func (c *Column) Release() {
	clear(c.cells)
	c.values, c.elements = nil, nil
}

func kindOf(in *Input, v *ColumnValues) columnKind {
	switch {
	case v.Elements != nil:
		return columnLists
	case v.Float64 != nil && in.Type == pmml.DataTypeDouble:
		return columnDoubles
	case v.Float64 != nil:
		return columnFloat64
	case v.Float32 != nil && (in.Type == pmml.DataTypeDouble || in.Type == pmml.DataTypeFloat):
		return columnFloats
	case v.Float32 != nil:
		return columnFloat32
	case v.Int64 != nil:
		return columnInt64
	case v.Int32 != nil:
		return columnInt32
	case v.Bool != nil:
		return columnBool
	case v.Bits != nil:
		return columnBits
	case v.Dictionary != nil:
		return columnCodes
	case v.Offsets != nil:
		return columnBytes
	}
	return columnTexts
}

// given says whether a row has a value.
func (c *Column) given(row int) bool {
	v := c.values
	if v.Valid == nil {
		return true
	}
	bit := v.ValidStart + row
	return v.Valid[bit>>3]&(1<<(bit&7)) != 0
}

// Load gives the column's input the value of a row.
func (c *Column) Load(f *Frame, row int) {
	r := &f.raw[c.input]
	f.wait(c.input)
	switch {
	case !c.given(row):
		r.cell = Missing
		return
	case c.elements != nil:
		c.loadList(f, r, row)
		return
	}
	c.fill(r, row)
	if f.decimals != nil {
		c.loadDecimal(f, row)
	}
}

// loadList gives the column's input the collection of a row.
func (c *Column) loadList(f *Frame, r *rawCell, row int) {
	r.startList()
	offsets := c.values.Offsets
	for i := int(offsets[row]); i < int(offsets[row+1]); i++ {
		e := r.add()
		if !c.elements.given(i) {
			e.cell = Missing
			continue
		}
		c.elements.fill(e, i)
	}
}

// fill stores the value of a row, which has one.
func (c *Column) fill(r *rawCell, row int) {
	v := c.values
	switch c.kind {
	case columnDoubles:
		r.cell = Number(v.Float64[row])
	case columnFloats:
		r.cell = Number(float64(v.Float32[row]))
	case columnFloat64:
		r.setNumber(c.in, c.texts, v.Float64[row])
	case columnFloat32:
		r.setNumber(c.in, c.texts, float64(v.Float32[row]))
	case columnInt64:
		r.setInt(c.in, c.texts, v.Int64[row])
	case columnInt32:
		r.setNumber(c.in, c.texts, float64(v.Int32[row]))
	case columnBool:
		r.setBool(c.in, c.texts, v.Bool[row])
	case columnBits:
		bit := v.BitsStart + row
		r.setBool(c.in, c.texts, v.Bits[bit>>3]&(1<<(bit&7)) != 0)
	case columnCodes:
		*r = c.cells[v.Codes[row]]
	case columnBytes:
		r.setBytes(c.in, c.texts, v.Bytes[v.Offsets[row]:v.Offsets[row+1]])
	default:
		r.setText(c.in, c.texts, v.Text[row])
	}
}
