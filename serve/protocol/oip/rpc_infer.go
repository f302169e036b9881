package oip

import (
	"context"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// inferRequest is a ModelInferRequest. What it holds lies in the message.
type inferRequest struct {
	name, version, id []byte
	inputs            []inferInput
	outputs           [][]byte
	raw               [][]byte
}

type inferInput struct {
	name, datatype []byte
	shape          []int64
	contents       []byte
	// hasContents says that contents were given, empty ones included.
	hasContents bool
}

// decode reads the message.
func (q *inferRequest) decode(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) (err error) {
		switch f.Number {
		case 1:
			q.name, err = rpc.Text(f)
		case 2:
			q.version, err = rpc.Text(f)
		case 3:
			q.id, err = rpc.Text(f)
		case 5:
			if _, err = rpc.Text(f); err == nil {
				q.inputs = append(q.inputs, inferInput{})
				err = q.inputs[len(q.inputs)-1].decode(f.Bytes)
			}
		case 6:
			if _, err = rpc.Text(f); err == nil {
				var name []byte
				if name, err = decodeOutput(f.Bytes); err == nil {
					q.outputs = append(q.outputs, name)
				}
			}
		case 7:
			if _, err = rpc.Text(f); err == nil {
				q.raw = append(q.raw, f.Bytes)
			}
		}
		return err
	})
}

func (in *inferInput) decode(data []byte) error {
	return rpc.Read(data, func(f rpc.Field) (err error) {
		switch f.Number {
		case 1:
			in.name, err = rpc.Text(f)
		case 2:
			in.datatype, err = rpc.Text(f)
		case 3:
			in.shape, err = rpc.Varints(in.shape, f, func(v uint64) int64 { return int64(v) })
		case 4:
			err = refuseParameter(f, "shared_memory_region", "tensors in shared memory cannot be read: send them in the request")
		case 5:
			if _, err = rpc.Text(f); err == nil {
				if in.hasContents { // messages that are sent in parts are one
					in.contents = append(in.contents[:len(in.contents):len(in.contents)], f.Bytes...)
				} else {
					in.contents = f.Bytes
				}
				in.hasContents = true
			}
		}
		return err
	})
}

// decodeOutput reads the name of an output that is wanted.
func decodeOutput(data []byte) (name []byte, err error) {
	err = rpc.Read(data, func(f rpc.Field) (err error) {
		switch f.Number {
		case 1:
			name, err = rpc.Text(f)
		case 2:
			err = refuseParameter(f, "classification", "outputs are not ranked into classes: the parameter classification cannot be given")
			if err == nil {
				err = refuseParameter(f, "shared_memory_region", "tensors cannot be written to shared memory")
			}
		}
		return err
	})
	return name, err
}

// refuseParameter refuses an entry of a map of parameters by its key.
func refuseParameter(entry rpc.Field, key, why string) error {
	if _, err := rpc.Text(entry); err != nil {
		return err
	}
	return rpc.Read(entry.Bytes, func(f rpc.Field) error {
		if f.Number == 1 && string(f.Bytes) == key {
			return wire.Errorf(wire.Unimplemented, "%s", why)
		}
		return nil
	})
}

// infer appends the ModelInferResponse to a ModelInferRequest.
func (h *RPC) infer(ctx context.Context, data, dst []byte) ([]byte, error) {
	var in inferRequest
	if err := in.decode(data); err != nil {
		return dst, err
	}
	if !utf8.Valid(in.id) {
		return dst, wire.Invalid("the id is no UTF-8")
	}
	m, err := findModel(ctx, h.server, string(in.name), string(in.version))
	if err != nil {
		return dst, err
	}
	b := m.NewBatch()
	defer b.Release()
	q := request{batch: b, limits: h.limits, rank: 1, all: true}
	if err := in.fill(&q); err != nil {
		return dst, err
	}
	results, err := b.Score(ctx, false)
	if err != nil {
		return dst, err
	}
	return in.answer(dst, &q, m, results), nil
}

// fill gives the request's tensors and outputs to a batch.
func (q *inferRequest) fill(r *request) error {
	if len(q.inputs) == 0 {
		return wire.Invalid("the request must have inputs, with at least one tensor")
	}
	if len(q.raw) > 0 && len(q.raw) != len(q.inputs) {
		return wire.Invalid("raw_input_contents has %d tensors, where inputs has %d", len(q.raw), len(q.inputs))
	}
	for i := range q.inputs {
		in := &q.inputs[i]
		t := tensorHead{}
		var err error
		if t.input, err = r.batch.FindColumn(in.name); err != nil {
			return err
		}
		var ok bool
		if t.datatype, ok = wire.DatatypeOf(in.datatype); !ok {
			return wire.Invalid("input %q: datatype %q is none that is known", in.name, in.datatype)
		}
		for _, n := range in.shape {
			if n < 0 {
				return wire.Invalid("input %q: a dimension of its shape is %d", in.name, n)
			}
			if err := t.dimension(n, r.limits); err != nil {
				return err
			}
		}
		if err := t.checkRank(); err != nil {
			return err
		}
		if err := r.begin(&t); err != nil {
			return err
		}
		switch {
		case len(q.raw) > 0 && len(in.contents) > 0:
			return wire.Invalid("input %q has contents beside raw_input_contents", in.name)
		case len(q.raw) > 0:
			err = r.batch.AddTensor(t.input, t.datatype, q.raw[i])
		default:
			err = in.add(r.batch, t.input, t.datatype)
		}
		if err != nil {
			return err
		}
	}
	for _, name := range q.outputs {
		at, err := findOutput(r.batch.Model(), name)
		if err != nil {
			return err
		}
		if err := r.choose(output{at: at}); err != nil {
			return err
		}
	}
	return nil
}

// contentsOf are the fields of InferTensorContents by type.
var contentsOf = [...]protowire.Number{
	wire.TensorBool: 1, wire.TensorInt8: 2, wire.TensorInt16: 2, wire.TensorInt32: 2, wire.TensorInt64: 3, wire.TensorUint8: 4,
	wire.TensorUint16: 4, wire.TensorUint32: 4, wire.TensorUint64: 5, wire.TensorFP16: 0, wire.TensorFP32: 6, wire.TensorFP64: 7, wire.TensorBytes: 8,
}

// add gives an input the elements of InferTensorContents.
func (in *inferInput) add(b *wire.Batch, input int, d wire.Datatype) error {
	number := contentsOf[d]
	if number == 0 {
		return wire.Invalid("input %q: elements of type %s must be sent in raw_input_contents", in.name, d)
	}
	var fixed []byte
	var ints []int64
	var truths []bool
	var texts [][]byte
	err := rpc.Read(in.contents, func(f rpc.Field) (err error) {
		if f.Number != number {
			if f.Number <= 8 && (f.Type != protowire.BytesType || len(f.Bytes) > 0 || f.Number == 8) {
				return wire.Invalid("input %q has elements of another type than %s", in.name, d)
			}
			return nil
		}
		switch number {
		case 1:
			truths, err = rpc.Varints(truths, f, protowire.DecodeBool)
		case 2:
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(int32(v)) })
		case 3:
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(v) })
		case 4:
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(uint32(v)) })
		case 5: // beyond 2^63 they are below zero, which is refused
			ints, err = rpc.Varints(ints, f, func(v uint64) int64 { return int64(v) })
		case 6:
			fixed, err = rpc.Fixed(fixed, f, 4)
		case 7:
			fixed, err = rpc.Fixed(fixed, f, 8)
		case 8:
			if _, err = rpc.Text(f); err == nil {
				texts = append(texts, f.Bytes)
			}
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case number == 1:
		return b.AddTruths(input, truths)
	case number == 8:
		return b.AddTexts(input, texts)
	case number >= 6:
		if size := d.Size(); len(fixed) != b.Rows()*size {
			return wire.Invalid("input %q has %d elements, where its shape has %d", in.name, len(fixed)/size, b.Rows())
		}
		return b.AddTensor(input, d, fixed)
	}
	return b.AddInts(input, d, ints)
}

// answer appends a ModelInferResponse: as it lies in memory where the request was so.
func (q *inferRequest) answer(dst []byte, r *request, m *wire.Model, results *wire.Results) []byte {
	dst = rpc.AppendText(dst, 1, m.Name)
	dst = rpc.AppendText(dst, 2, wire.AppendInt(nil, m.Version))
	dst = rpc.AppendText(dst, 3, q.id)
	n := len(r.chosen)
	if r.all {
		n = len(results.Columns)
	}
	column := func(i int) *wire.Result {
		if r.all {
			return &results.Columns[i]
		}
		return &results.Columns[r.chosen[i].at]
	}
	rows := results.Rows()
	for i := range n {
		c := column(i)
		d := c.Datatype(rows)
		dst = rpc.Nested(dst, 5, func(dst []byte) []byte {
			dst = rpc.AppendText(dst, 1, c.Name)
			dst = rpc.AppendText(dst, 2, d.String())
			dst = rpc.Nested(dst, 3, func(dst []byte) []byte {
				dst = protowire.AppendVarint(dst, uint64(rows))
				if r.rank == 2 {
					dst = protowire.AppendVarint(dst, 1)
				}
				return dst
			})
			if len(q.raw) > 0 {
				return dst
			}
			return rpc.Nested(dst, 5, func(dst []byte) []byte { return rpc.AppendElements(dst, c, d, rows, contentsOf[d]) })
		})
	}
	if len(q.raw) > 0 {
		for i := range n {
			c := column(i)
			dst = rpc.Nested(dst, 6, func(dst []byte) []byte { return c.AppendTensor(dst, c.Datatype(rows), rows) })
		}
	}
	return dst
}
