package wire

import (
	"math"
	"strconv"

	"github.com/gopmml/gopmml/internal/table"
)

// SetFloat gives an input of the record a number; NaN is missing.
func (b *Batch) SetFloat(input int, v float64) error {
	c := table.Cell{Input: input, Type: table.Text}
	switch f := &b.model.Inputs[input]; {
	case math.IsNaN(v):
		c.Type = table.Null
	case math.IsInf(v, 0):
		c.Text = infinityTexts[v < 0]
	case f.Type == Int64 && v != math.Trunc(v) || f.Type == Int64 && math.Abs(v) > maxExact:
		return Invalid("input %q: %v is no whole number that is exact, as the field has them", f.Name, v)
	default:
		c.Text = strconv.AppendFloat(nil, v, 'f', -1, 64)
	}
	b.cells = append(b.cells, c)
	return nil
}

// SetInt gives an input of the record a whole number, which its field must hold exactly.
func (b *Batch) SetInt(input int, v int64) error {
	switch f := &b.model.Inputs[input]; {
	case (f.Type == Float64 || f.Type == Int64) && (v > maxExact || v < -maxExact):
		return Invalid("input %q: %d lies beyond ±9007199254740992 (2^53), between which whole numbers are exact", f.Name, v)
	case f.Type == Float32 && int64(float32(v)) != v:
		return Invalid("input %q: the field, a float of 32 bits, does not hold %d exactly", f.Name, v)
	}
	b.cells = append(b.cells, table.Cell{Input: input, Type: table.Text, Text: strconv.AppendInt(nil, v, 10)})
	return nil
}
