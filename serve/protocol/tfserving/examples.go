package tfserving

import (
	"context"

	"github.com/gopmml/gopmml/serve/wire"
)

// examples reads the body of classify or regress: the records, and what all of them
// share.
func (h *Handler) examples(b *wire.Batch, body []byte) (shared []byte, all [][]byte, err error) {
	r := b.Reader(body)
	for key, err := range r.Members() {
		if err != nil {
			return nil, nil, err
		}
		switch string(key) {
		case "signature_name":
			err = signature(r)
		case "context":
			if k, wrong := r.Peek(); wrong == nil && k != wire.Object {
				return nil, nil, wire.Invalid("Example must be JSON object: 'context'")
			}
			shared, err = r.Skip()
		case "examples":
			if k, wrong := r.Peek(); wrong == nil && k != wire.Array {
				return nil, nil, wire.Invalid("'examples' must be a list of objects")
			}
			all, err = h.list(r)
		default:
			_, err = r.Skip()
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if err := r.Finish(); err != nil {
		return nil, nil, err
	}
	if len(all) == 0 {
		return nil, nil, wire.Invalid("When method is classify or regress, key 'examples' is expected, with at least one record")
	}
	return shared, all, nil
}

func (h *Handler) list(r *wire.Reader) ([][]byte, error) {
	var all [][]byte
	for _, err := range r.Elements() {
		if err != nil {
			return all, err
		}
		if k, err := r.Peek(); err != nil {
			return nil, err
		} else if k != wire.Object {
			return nil, wire.Invalid("Example must be JSON object: example %d is none", len(all)+1)
		}
		if err := h.limits.CheckRows(len(all) + 1); err != nil {
			return nil, err
		}
		text, err := r.Skip()
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, nil
}

// fill puts a record and what it shares into a batch.
func fill(b *wire.Batch, shared []byte, members []byte) error {
	b.Begin()
	for _, text := range [...][]byte{shared, members} {
		if len(text) == 0 {
			continue
		}
		if err := b.Members(b.Reader(text)); err != nil {
			return err
		}
	}
	b.End()
	return nil
}

// classify answers with the labels and scores of each record.
func (h *Handler) classify(ctx context.Context, b *wire.Batch, body []byte, reply *wire.Reply) error {
	m := b.Model()
	target, ok := m.Target()
	if !ok || !m.Classifies() {
		return wire.Invalid("model %q is no classification", m.Name)
	}
	shared, all, err := h.examples(b, body)
	if err != nil {
		return err
	}
	dst := append(reply.Data, `{"results": [`...)
	for i, e := range all {
		classes, err := classesOf(ctx, m, target, func(one *wire.Batch) error { return fill(one, shared, e) })
		if err != nil {
			return inExample(err, i, len(all))
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(dst, '[')
		for k, c := range classes {
			if k > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(wire.AppendString(append(dst, '['), c.Category), ", "...)
			dst = append(wire.AppendFloat(dst, c.Probability, 64), ']')
		}
		dst = append(dst, ']')
	}
	reply.Data = append(dst, "]}\n"...)
	return nil
}

// classesOf gives the classes of a record, which fill puts into a batch of its own.
func classesOf(ctx context.Context, m *wire.Model, target string, fill func(*wire.Batch) error) ([]wire.Class, error) {
	b := m.NewBatch()
	defer b.Release()
	if err := fill(b); err != nil {
		return nil, err
	}
	return b.Distribution(ctx, target)
}

// regress answers with the number that is predicted for each record.
func (h *Handler) regress(ctx context.Context, b *wire.Batch, body []byte, reply *wire.Reply) error {
	m := b.Model()
	target, ok := m.Target()
	if !ok || !m.Regresses() {
		return wire.Invalid("model %q is no regression", m.Name)
	}
	at, _ := m.Output(target)
	shared, all, err := h.examples(b, body)
	if err != nil {
		return err
	}
	records := m.NewBatch()
	defer records.Release()
	for i, e := range all {
		if err := fill(records, shared, e); err != nil {
			return inExample(err, i, len(all))
		}
	}
	results, err := records.Score(ctx, false)
	if err != nil {
		return err
	}
	dst := append(reply.Data, `{"results": [`...)
	for i := range results.Rows() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = wire.AppendFloat(dst, results.Columns[at].Float(i), 64)
	}
	reply.Data = append(dst, "]}\n"...)
	return nil
}

// inExample says which of several examples an error is in.
func inExample(err error, i, of int) error {
	if of == 1 {
		return err
	}
	e := *wire.ErrorOf(err)
	e.Row = i + 1
	e.Text = "example " + string(wire.AppendInt(nil, int64(i+1))) + ": " + e.Text
	return &e
}
