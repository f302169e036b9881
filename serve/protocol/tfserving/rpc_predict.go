package tfserving

import (
	"context"
	"encoding/binary"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// predictRequest is a PredictRequest. What it holds lies in the message.
type predictRequest struct {
	call      call
	versioned bool
	signature []byte
	inputs    []tensorProto
	outputs   [][]byte
}

// tensorProto is a TensorProto with its name.
type tensorProto struct {
	name    []byte
	dtype   uint64
	shape   []int64
	content []byte
	lists   []rpc.Field // of elements, by type
}

// tensorTypes are the types of TensorFlow's tensors, and the fields of their elements.
var tensorTypes = map[uint64]struct {
	datatype wire.Datatype
	field    protowire.Number
}{
	1: {wire.TensorFP32, 5}, 2: {wire.TensorFP64, 6}, 3: {wire.TensorInt32, 7}, 4: {wire.TensorUint8, 7}, 5: {wire.TensorInt16, 7},
	6: {wire.TensorInt8, 7}, 7: {wire.TensorBytes, 8}, 9: {wire.TensorInt64, 10}, 10: {wire.TensorBool, 11}, 17: {wire.TensorUint16, 7},
	19: {wire.TensorFP16, 13}, 22: {wire.TensorUint32, 16}, 23: {wire.TensorUint64, 17},
}

// tensorNumbers are the numbers of types of answers.
var tensorNumbers = map[wire.Datatype]uint64{wire.TensorFP32: 1, wire.TensorFP64: 2, wire.TensorBytes: 7, wire.TensorInt64: 9, wire.TensorBool: 10}

func (q *predictRequest) decode(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) error {
		if f.Number > 3 {
			return nil
		}
		if _, err := rpc.Text(f); err != nil {
			return err
		}
		switch f.Number {
		case 1:
			return q.decodeSpec(f.Bytes)
		case 2:
			q.inputs = append(q.inputs, tensorProto{})
			return q.inputs[len(q.inputs)-1].decodeEntry(f.Bytes)
		case 3:
			q.outputs = append(q.outputs, f.Bytes)
		}
		return nil
	})
}

func (q *predictRequest) decodeSpec(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) error {
		if f.Number > 4 {
			return nil
		}
		text, err := rpc.Text(f)
		switch f.Number {
		case 1:
			q.call.name = string(text)
		case 2:
			q.call.label, q.versioned = "", true
			err = rpc.Read(text, func(f rpc.Field) error {
				if f.Number == 1 {
					q.call.version = int64(f.Value)
				}
				return nil
			})
		case 3:
			q.signature = text
		case 4:
			q.call.label, q.call.version, q.versioned = string(text), 0, false
		}
		return err
	})
}

func (t *tensorProto) decodeEntry(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) error {
		if f.Number > 2 {
			return nil
		}
		text, err := rpc.Text(f)
		if f.Number == 1 || err != nil {
			t.name = text
			return err
		}
		return t.decode(text)
	})
}

func (t *tensorProto) decode(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) (err error) {
		switch f.Number {
		case 1:
			t.dtype = f.Value
		case 2:
			if _, err = rpc.Text(f); err == nil {
				err = t.decodeShape(f.Bytes)
			}
		case 4:
			t.content, err = rpc.Text(f)
		case 5, 6, 7, 8, 10, 11, 13, 16, 17:
			t.lists = append(t.lists, f)
		}
		return err
	})
}

func (t *tensorProto) decodeShape(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) error {
		if f.Number != 2 {
			return nil
		}
		dim, err := rpc.Text(f)
		if err != nil {
			return err
		}
		t.shape = append(t.shape, 0)
		return rpc.Read(dim, func(f rpc.Field) error {
			if f.Number == 1 {
				t.shape[len(t.shape)-1] = int64(f.Value)
			}
			return nil
		})
	})
}

// rows gives the number of records: [n] or [n, 1] have n, a single value one.
func (t *tensorProto) rows(l wire.Limits) (int, error) {
	if len(t.shape) == 0 {
		return 1, nil
	}
	n := t.shape[0]
	if n < 0 || len(t.shape) > 2 || len(t.shape) == 2 && t.shape[1] != 1 {
		return 0, wire.Invalid("input %q has shape %v, where it takes one value for each record: [n] or [n, 1]", t.name, t.shape)
	}
	if n > int64(l.Rows) {
		return 0, l.CheckRows(l.Rows + 1)
	}
	return int(n), nil
}

// add gives an input the tensor's elements.
func (t *tensorProto) add(b *wire.Batch, input int) error {
	typ, ok := tensorTypes[t.dtype]
	if !ok {
		return wire.Invalid("input %q is a tensor of a type (%d) that no field takes", t.name, t.dtype)
	}
	d := typ.datatype
	if len(t.content) > 0 {
		if d == wire.TensorBytes {
			return wire.Invalid("input %q: texts must be in string_val", t.name)
		}
		return b.AddTensor(input, d, t.content)
	}
	var fixed []byte
	var ints []int64
	var truths []bool
	var texts [][]byte
	for _, f := range t.lists {
		if f.Number != typ.field {
			continue
		}
		var err error
		switch {
		case d == wire.TensorFP32 || d == wire.TensorFP64:
			fixed, err = rpc.Fixed(fixed, f, d.Size())
		case d == wire.TensorFP16:
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(uint16(v)) })
		case d == wire.TensorBool:
			truths, err = rpc.Varints(truths, f, protowire.DecodeBool)
		case d == wire.TensorBytes:
			if _, err = rpc.Text(f); err == nil {
				texts = append(texts, f.Bytes)
			}
		case typ.field == 7:
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(int32(v)) })
		default: // beyond 2^63 they are below zero, which UINT64 refuses
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(v) })
		}
		if err != nil {
			return err
		}
	}
	if d == wire.TensorFP16 {
		for _, v := range ints {
			fixed = binary.LittleEndian.AppendUint16(fixed, uint16(v))
		}
	}
	rows := b.Rows()
	if len(fixed)+len(ints)+len(truths)+len(texts) == 0 && rows > 0 {
		return wire.Invalid("input %q has no values", t.name)
	}
	switch {
	case d.Size() > 0 && !d.Whole() && d != wire.TensorBool:
		for size := d.Size(); len(fixed) < rows*size; {
			fixed = append(fixed, fixed[len(fixed)-size:]...)
		}
		return b.AddTensor(input, d, fixed)
	case d == wire.TensorBool:
		return b.AddTruths(input, repeated(truths, rows))
	case d == wire.TensorBytes:
		return b.AddTexts(input, repeated(texts, rows))
	}
	return b.AddInts(input, d, repeated(ints, rows))
}

// repeated gives as many values as there are records: the last one counts for the rest.
func repeated[T any](values []T, rows int) []T {
	for len(values) < rows {
		values = append(values, values[len(values)-1])
	}
	return values
}

// rpcPredict gives the PredictResponse to a PredictRequest.
func (h *Handler) rpcPredict(ctx context.Context, data []byte) ([]byte, error) {
	var q predictRequest
	if err := q.decode(data); err != nil {
		return nil, err
	}
	if q.call.name == "" {
		return nil, wire.Invalid("Missing ModelSpec")
	}
	if q.versioned && q.call.version <= 0 {
		return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Specific(%s, %d)", q.call.name, q.call.version)
	}
	if err := checkSignature(string(q.signature)); err != nil {
		return nil, err
	}
	m, err := h.model(ctx, &q.call)
	if err != nil {
		return nil, err
	}
	b := m.NewBatch()
	defer b.Release()
	if err := q.fill(b, h.limits); err != nil {
		return nil, err
	}
	chosen, err := q.choose(m)
	if err != nil {
		return nil, err
	}
	results, err := b.Score(ctx, false)
	if err != nil {
		return nil, err
	}
	rank := len(q.inputs[0].shape)
	var dst []byte
	for _, at := range chosen {
		dst = appendOutput(dst, &results.Columns[at], results.Rows(), rank)
	}
	return rpc.Nested(dst, 2, func(dst []byte) []byte {
		dst = rpc.AppendText(dst, 1, m.Name)
		dst = rpc.Nested(dst, 2, func(dst []byte) []byte {
			return protowire.AppendVarint(protowire.AppendTag(dst, 1, protowire.VarintType), uint64(m.Version))
		})
		return rpc.AppendText(dst, 3, Signature)
	}), nil
}

func (q *predictRequest) fill(b *wire.Batch, l wire.Limits) error {
	if len(q.inputs) == 0 {
		return wire.Invalid("the request must have inputs, with at least one tensor")
	}
	for i := range q.inputs {
		t := &q.inputs[i]
		rows, err := t.rows(l)
		if err != nil {
			return err
		}
		if i == 0 {
			b.Tensors(rows)
		} else if rows != b.Rows() {
			return wire.Invalid("input %q has %d values, where those before have %d", t.name, rows, b.Rows())
		}
		input, err := b.FindColumn(t.name)
		if err != nil {
			return err
		}
		if err := t.add(b, input); err != nil {
			return err
		}
	}
	return nil
}

// choose gives the outputs that are wanted: all where none is named.
func (q *predictRequest) choose(m *wire.Model) ([]int, error) {
	var chosen []int
	for _, name := range q.outputs {
		at, ok := m.Output(string(name))
		if !ok {
			return nil, m.UnknownOutput(string(name))
		}
		chosen = append(chosen, at)
	}
	if len(q.outputs) == 0 {
		for i := range m.Outputs {
			chosen = append(chosen, i)
		}
	}
	return chosen, nil
}

// appendOutput appends an entry of the map of outputs, in the rank of the request.
func appendOutput(dst []byte, c *wire.Result, rows, rank int) []byte {
	d := c.Datatype(rows)
	number := tensorNumbers[d]
	return rpc.Nested(dst, 1, func(dst []byte) []byte {
		dst = rpc.AppendText(dst, 1, c.Name)
		return rpc.Nested(dst, 2, func(dst []byte) []byte {
			dst = protowire.AppendVarint(protowire.AppendTag(dst, 1, protowire.VarintType), number)
			dst = rpc.Nested(dst, 2, func(dst []byte) []byte {
				for i := range rank {
					size := uint64(1)
					if i == 0 {
						size = uint64(rows)
					}
					dst = rpc.Nested(dst, 2, func(dst []byte) []byte {
						return protowire.AppendVarint(protowire.AppendTag(dst, 1, protowire.VarintType), size)
					})
				}
				return dst
			})
			return rpc.AppendElements(dst, c, d, rows, tensorTypes[number].field)
		})
	})
}
