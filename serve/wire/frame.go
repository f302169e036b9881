package wire

import (
	"bytes"
	"strconv"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/pmml"
)

// Frames has the batch read values as data frames write them: NaT is a missing date or
// time, and a date may be written as midnight of its day, since frames have no type for
// dates alone.
func (b *Batch) Frames() { b.frames = true }

// checked looks at a value whose input may take it for less than it says: a whole number
// is not rounded, which a floating one beyond 2^53 would do.
func (b *Batch) checked(c *table.Cell, k Kind) error {
	in := &b.model.Inputs[c.Input]
	switch {
	case k == Number && in.Type == Float64 && len(c.Text) > 15 && !exact(c.Text):
		e := Invalid("input %q takes a floating number of 64 bits, which cannot be %s", in.Name, c.Text)
		e.Row, e.Field = b.rows, in.Name
		return e
	case k == String && b.frames && c.Type == table.Text:
		frameCell(c, in)
	}
	return nil
}

// exact says whether a number is one that float64 has, in all its digits or in those that
// tell it from its neighbours, or has a fraction or an exponent: such are written by those
// who know that they are rounded.
func exact(text []byte) bool {
	if bytes.ContainsAny(text, ".eEIN") {
		return true
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return true // it is beyond all of them, which the model says
	}
	return strconv.FormatFloat(v, 'f', -1, 64) == string(text) || strconv.FormatFloat(v, 'f', 0, 64) == string(text)
}

// frameCell understands dates of data frames.
func frameCell(c *table.Cell, in *Field) {
	switch in.DataType {
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
	default:
		return
	}
	if string(c.Text) == "NaT" {
		c.Type = table.Null
		return
	}
	if in.DataType != pmml.DataTypeDate || len(c.Text) < len("2006-01-02T") || c.Text[10] != 'T' && c.Text[10] != ' ' {
		return
	}
	clock, fraction, _ := bytes.Cut(c.Text[11:], []byte("."))
	if string(clock) == "00:00:00" && len(bytes.Trim(fraction, "0")) == 0 {
		c.Text = c.Text[:10]
	}
}
