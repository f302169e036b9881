package features

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unsafe"

	"github.com/gopmml/gopmml/evaluator"
)

// Kind is the type of a column's values.
type Kind string

// The values of Kind.
const (
	// Number is a double. Whole numbers that it does not hold are refused: they are texts.
	Number Kind = "number"
	// Text is a text. Inputs of models read their own type from it.
	Text Kind = "text"
	// Vector is so many floats of 32 bits.
	Vector Kind = "vector"
)

// Column is a column of a view.
type Column struct {
	Name string `yaml:"name" json:"name"`
	Type Kind   `yaml:"type" json:"type"`
	// Size is how many numbers a vector has, 0 for other types.
	Size int `yaml:"size" json:"size,omitempty"`
}

// View is a kind of thing that features are known of.
type View struct {
	// Name is what the view is called.
	Name string
	// Prefix stands before the keys of the view, as "item:". Redis alone has it.
	Prefix string
	// Layout is how Redis has the records.
	Layout Layout
	// Columns are what is known of each thing.
	Columns []Column
}

// Column gives the place of a column, -1 where there is none of the name.
func (v *View) Column(name string) int {
	for i := range v.Columns {
		if v.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// maxVector is how many numbers a vector may have.
const maxVector = 1 << 16

func checkColumns(columns []Column) error {
	seen := map[string]bool{}
	for _, c := range columns {
		switch {
		case c.Name == "":
			return fmt.Errorf("a column has no name")
		case seen[c.Name]:
			return fmt.Errorf("column %q is there twice", c.Name)
		case c.Type != Number && c.Type != Text && c.Type != Vector:
			return fmt.Errorf("column %q has type %q: it must be number, text or vector", c.Name, c.Type)
		case c.Type == Vector && (c.Size < 1 || c.Size > maxVector):
			return fmt.Errorf("vector %q has size %d: it must be from 1 to %d", c.Name, c.Size, maxVector)
		case c.Type != Vector && c.Size != 0:
			return fmt.Errorf("column %q has a size, which only vectors have", c.Name)
		}
		seen[c.Name] = true
	}
	if len(columns) == 0 {
		return fmt.Errorf("there are no columns")
	}
	return nil
}

// Frame is the records of keys, by column. Its memory is used again.
type Frame struct {
	// Found says of each key whether there is a record.
	Found []bool
	// Columns are those of the view.
	Columns []Values
	arena   []byte // of texts
}

// Values are those of a column. Only the slice of its type is used.
type Values struct {
	Numbers []float64
	Texts   []string
	// Vectors are one after the other.
	Vectors []float32
	// Has says which rows have a value, a bit each, the least significant first.
	Has []byte
}

// Reset makes the frame one of so many records, none of which is found.
func (f *Frame) Reset(v *View, rows int) {
	f.Found = zeros(f.Found, rows)
	f.arena = f.arena[:0]
	if len(f.Columns) != len(v.Columns) {
		f.Columns = make([]Values, len(v.Columns))
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		c.Has = zeros(c.Has, (rows+7)/8)
		switch v.Columns[i].Type {
		case Number:
			c.Numbers = zeros(c.Numbers, rows)
		case Text:
			c.Texts = zeros(c.Texts, rows)
		case Vector:
			c.Vectors = zeros(c.Vectors, rows*v.Columns[i].Size)
		}
	}
}

// zeros gives n zeros in the memory of s, or in other memory.
func zeros[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// HasValue says whether a row has a value.
func (c *Values) HasValue(row int) bool { return c.Has[row>>3]&(1<<(row&7)) != 0 }

// valid gives the bits of rows with values; none where all rows have one, which scoring
// takes faster.
func (c *Values) valid(rows int) evaluator.Bitmap {
	for row := rows &^ 7; row < rows; row++ {
		if !c.HasValue(row) {
			return evaluator.Bitmap{Bits: c.Has}
		}
	}
	for _, b := range c.Has[:rows/8] {
		if b != 0xff {
			return evaluator.Bitmap{Bits: c.Has}
		}
	}
	return evaluator.Bitmap{}
}

func (c *Values) set(row int) { c.Has[row>>3] |= 1 << (row & 7) }

// SetNumber gives a row a number. NaN is a missing value.
func (c *Values) SetNumber(row int, v float64) {
	if !math.IsNaN(v) {
		c.Numbers[row] = v
		c.set(row)
	}
}

// SetText gives a row a text, which must stay.
func (c *Values) SetText(row int, v string) {
	c.Texts[row] = v
	c.set(row)
}

// Vector gives the memory of a row's vector, and says that the row has one.
func (c *Values) Vector(row, size int) []float32 {
	c.set(row)
	return c.Vectors[row*size : (row+1)*size : (row+1)*size]
}

// keep gives a text that stays until the frame is used again.
func (f *Frame) keep(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	start := len(f.arena)
	f.arena = append(f.arena, text...) // texts before lie in the memory before
	return unsafe.String(&f.arena[start], len(text))
}

// littleEndian says whether floats lie in memory as they lie in records.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// readFloats reads packed floats, the lowest byte first.
func readFloats[T ~string | ~[]byte](dst []float32, src T) {
	if len(dst) == 0 {
		return
	}
	if littleEndian {
		copy(unsafe.Slice((*byte)(unsafe.Pointer(&dst[0])), 4*len(dst)), src)
		return
	}
	for i := range dst {
		dst[i] = math.Float32frombits(uint32(src[4*i]) | uint32(src[4*i+1])<<8 | uint32(src[4*i+2])<<16 | uint32(src[4*i+3])<<24)
	}
}

// ReadVector reads a vector that is packed, of as many bytes as it has.
func ReadVector(dst []float32, packed []byte) { readFloats(dst, packed[:4*len(dst)]) }

func appendFloats(dst []byte, v []float32) []byte {
	for _, x := range v {
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(x))
	}
	return dst
}

// AppendVector appends a vector as stores pack it: floats of 32 bits, the lowest byte
// first.
func AppendVector(dst []byte, v []float32) []byte { return appendFloats(dst, v) }

// columnNames lists columns for errors.
func columnNames(columns []Column) string {
	var names []string
	for _, c := range columns {
		names = append(names, fmt.Sprintf("%q", c.Name))
	}
	return strings.Join(names, ", ")
}
