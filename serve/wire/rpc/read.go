package rpc

import (
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/gopmml/gopmml/serve/wire"
)

// Field is a field of a message as it is sent.
type Field struct {
	Number protowire.Number
	Type   protowire.Type
	// Bytes is what a text, bytes, a message or a packed list is; they lie in the message.
	Bytes []byte
	// Value is what a number is.
	Value uint64
}

// Read goes through the fields of a message.
func Read(data []byte, do func(f Field) error) error {
	for len(data) > 0 {
		number, typ, n := protowire.ConsumeTag(data)
		if n < 0 {
			return malformed(n)
		}
		data = data[n:]
		f := Field{Number: number, Type: typ}
		switch typ {
		case protowire.VarintType:
			f.Value, n = protowire.ConsumeVarint(data)
		case protowire.Fixed32Type:
			var v uint32
			v, n = protowire.ConsumeFixed32(data)
			f.Value = uint64(v)
		case protowire.Fixed64Type:
			f.Value, n = protowire.ConsumeFixed64(data)
		case protowire.BytesType:
			f.Bytes, n = protowire.ConsumeBytes(data)
		default:
			n = protowire.ConsumeFieldValue(number, typ, data)
		}
		if n < 0 {
			return malformed(n)
		}
		data = data[n:]
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

func malformed(n int) error {
	return wire.Invalid("the message is malformed: %v", protowire.ParseError(n))
}

// Wrong is the error of a field whose value is of another type than that of its message.
func Wrong(f Field) error {
	return wire.Invalid("the message is malformed: field %d has a value of another type", f.Number)
}

// Varints appends the numbers of a repeated field, packed or not.
func Varints[T any](dst []T, f Field, of func(uint64) T) ([]T, error) {
	switch f.Type {
	case protowire.VarintType:
		return append(dst, of(f.Value)), nil
	case protowire.BytesType:
		for b := f.Bytes; len(b) > 0; {
			v, n := protowire.ConsumeVarint(b)
			if n < 0 {
				return dst, malformed(n)
			}
			dst, b = append(dst, of(v)), b[n:]
		}
		return dst, nil
	}
	return dst, Wrong(f)
}

// Fixed gives the bytes of a repeated field of numbers of a size, after those that are
// there: in place where they are all.
func Fixed(before []byte, f Field, size int) ([]byte, error) {
	switch {
	case f.Type == protowire.BytesType && len(f.Bytes)%size != 0:
		return nil, Wrong(f)
	case f.Type == protowire.BytesType && len(before) == 0:
		return f.Bytes[:len(f.Bytes):len(f.Bytes)], nil
	case f.Type == protowire.BytesType:
		return append(before, f.Bytes...), nil
	case f.Type == protowire.Fixed64Type && size == 8:
		return protowire.AppendFixed64(before, f.Value), nil
	case f.Type == protowire.Fixed32Type && size == 4:
		return protowire.AppendFixed32(before, uint32(f.Value)), nil
	}
	return nil, Wrong(f)
}

// Text checks that a field is a text or bytes.
func Text(f Field) ([]byte, error) {
	if f.Type != protowire.BytesType {
		return nil, Wrong(f)
	}
	return f.Bytes, nil
}

// Nested appends a field whose bytes are appended by do.
func Nested(dst []byte, number protowire.Number, do func(dst []byte) []byte) []byte {
	dst = protowire.AppendTag(dst, number, protowire.BytesType)
	// Most are short enough for a length of one byte; the rest is moved.
	start := len(dst) + 1
	dst = do(append(dst, 0))
	size := len(dst) - start
	if size < 1<<7 {
		dst[start-1] = byte(size)
		return dst
	}
	more := protowire.SizeVarint(uint64(size)) - 1
	dst = append(dst, make([]byte, more)...)
	copy(dst[start+more:], dst[start:start+size])
	protowire.AppendVarint(dst[:start-1], uint64(size))
	return dst
}

// AppendText appends a field that is a text; nothing where that is empty.
func AppendText[T ~[]byte | ~string](dst []byte, number protowire.Number, text T) []byte {
	if len(text) == 0 {
		return dst
	}
	return protowire.AppendString(protowire.AppendTag(dst, number, protowire.BytesType), string(text))
}

// AppendElements appends a tensor's elements as repeated fields: those of numbers
// packed, those of texts one after the other.
func AppendElements(dst []byte, c *wire.Result, d wire.Datatype, rows int, number protowire.Number) []byte {
	switch d {
	case wire.TensorFP64, wire.TensorFP32:
		return Nested(dst, number, func(dst []byte) []byte { return c.AppendTensor(dst, d, rows) })
	case wire.TensorInt64:
		return Nested(dst, number, func(dst []byte) []byte {
			for i := range rows {
				dst = protowire.AppendVarint(dst, uint64(c.Int(i)))
			}
			return dst
		})
	case wire.TensorBool:
		return Nested(dst, number, func(dst []byte) []byte { return c.AppendTensor(dst, d, rows) })
	}
	for i := range rows {
		dst = Nested(dst, number, func(dst []byte) []byte { return c.AppendText(dst, i) })
	}
	return dst
}
