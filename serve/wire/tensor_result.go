package wire

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// Datatype is the type of tensors that the results are: what the field is announced as,
// but for whole numbers and truth values of which some are missing. Neither has a form
// for that in binary tensors, so they are FP64 then, where it is NaN.
func (c *Result) Datatype(rows int) Datatype {
	d := c.Type.Datatype()
	if d == TensorInt64 || d == TensorBool {
		for i := range rows {
			if c.IsMissing(i) {
				return TensorFP64
			}
		}
	}
	return d
}

// AppendTensor appends the results as a tensor of type [Result.Datatype], as
// [Batch.AddTensor] takes one. A missing text is empty.
func (c *Result) AppendTensor(dst []byte, d Datatype, rows int) []byte {
	switch d {
	case TensorFP64:
		if c.col != nil && straight && len(c.col.Float64) == rows {
			return append(dst, bytesOf(c.col.Float64)...)
		}
		for i := range rows {
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(c.number(i)))
		}
	case TensorFP32:
		if c.col != nil && straight && len(c.col.Float32) == rows {
			return append(dst, bytesOf(c.col.Float32)...)
		}
		for i := range rows {
			dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(float32(c.number(i))))
		}
	case TensorInt64:
		if c.col != nil && straight && len(c.col.Int64) == rows {
			return append(dst, bytesOf(c.col.Int64)...)
		}
		for i := range rows {
			dst = binary.LittleEndian.AppendUint64(dst, uint64(c.Int(i)))
		}
	case TensorBool:
		for i := range rows {
			v := byte(0)
			if c.Truth(i) {
				v = 1
			}
			dst = append(dst, v)
		}
	default:
		for i := range rows {
			at := len(dst)
			dst = c.AppendText(append(dst, 0, 0, 0, 0), i)
			binary.LittleEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
		}
	}
	return dst
}

// number is the result as a number, NaN of the usual bits where there is none.
func (c *Result) number(i int) float64 {
	if c.IsMissing(i) {
		return math.NaN()
	}
	return c.Float(i)
}

func bytesOf[T any](values []T) []byte {
	var zero T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), len(values)*int(unsafe.Sizeof(zero)))
}

// AppendElement appends record i as an element of a tensor in JSON: texts, and all that
// travels as such, are strings.
func (c *Result) AppendElement(dst []byte, i int) []byte {
	if c.Type != Text || c.IsMissing(i) {
		return c.AppendJSON(dst, i)
	}
	var room [64]byte
	return AppendString(dst, c.AppendText(room[:0], i))
}
