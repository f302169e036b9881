package features

import (
	"encoding/binary"
	"fmt"
	"math"
)

// codec writes and reads records of columns as bytes: a bit for each column that has a
// value, numbers and vectors at places of their own, texts by their lengths at the end.
type codec struct {
	columns []Column
	places  []int
	fixed   int // bytes before the texts
}

func newCodec(columns []Column) *codec {
	c := &codec{columns: columns, places: make([]int, len(columns)), fixed: (len(columns) + 7) / 8}
	for i, col := range columns {
		c.places[i] = c.fixed
		switch col.Type {
		case Number:
			c.fixed += 8
		case Text:
			c.fixed += 4
		case Vector:
			c.fixed += 4 * col.Size
		}
	}
	return c
}

// append appends the record of a row.
func (c *codec) append(dst []byte, f *Frame, row int) []byte {
	start := len(dst)
	dst = append(dst, make([]byte, (len(c.columns)+7)/8)...)
	for i := range c.columns {
		v := &f.Columns[i]
		if v.HasValue(row) {
			dst[start+i>>3] |= 1 << (i & 7)
		}
		switch col := &c.columns[i]; col.Type {
		case Number:
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(v.Numbers[row]))
		case Text:
			dst = binary.LittleEndian.AppendUint32(dst, uint32(len(v.Texts[row])))
		case Vector:
			dst = appendFloats(dst, v.Vectors[row*col.Size:(row+1)*col.Size])
		}
	}
	for i := range c.columns {
		if c.columns[i].Type == Text {
			dst = append(dst, f.Columns[i].Texts[row]...)
		}
	}
	return dst
}

// read gives a row of a frame the values of a record. of says which column of the record
// each column of the frame is; nil: the same.
func (c *codec) read(record []byte, f *Frame, row int, of []int) error {
	if len(record) < c.fixed {
		return errDamaged
	}
	for k := range f.Columns {
		i := k
		if of != nil {
			i = of[k]
		}
		if record[i>>3]&(1<<(i&7)) == 0 {
			continue
		}
		v, at := &f.Columns[k], c.places[i]
		switch col := &c.columns[i]; col.Type {
		case Number:
			v.SetNumber(row, math.Float64frombits(binary.LittleEndian.Uint64(record[at:])))
		case Vector:
			readFloats(v.Vector(row, col.Size), record[at:at+4*col.Size])
		case Text:
			text, err := c.text(record, i)
			if err != nil {
				return err
			}
			v.SetText(row, f.keep(text))
		}
	}
	f.Found[row] = true
	return nil
}

// text finds the text of a column.
func (c *codec) text(record []byte, column int) ([]byte, error) {
	at := c.fixed
	for i := range column {
		if c.columns[i].Type == Text {
			at += int(binary.LittleEndian.Uint32(record[c.places[i]:]))
		}
	}
	end := at + int(binary.LittleEndian.Uint32(record[c.places[column]:]))
	if at < 0 || end < at || end > len(record) {
		return nil, errDamaged
	}
	return record[at:end], nil
}

var errDamaged = fmt.Errorf("a record is damaged")
