package openscoring

import (
	"github.com/gopmml/gopmml/serve/wire"
)

// request is a record with its id.
type request struct {
	id        []byte // as JSON, nil for none
	arguments []byte // as JSON, nil where the key is absent
}

// read reads an object with an id and a key, which value is called at.
func (q *request) read(r *wire.Reader, key string, value func() error) error {
	found := false
	for name, err := range r.Members() {
		if err != nil {
			return err
		}
		switch {
		case string(name) == "id":
			q.id, err = readID(r)
		case string(name) == key && !found:
			found = true
			err = value()
		case string(name) == key:
			err = wire.Invalid("key %q is given twice", key)
		default:
			err = wire.Invalid("key %q is none of a request, which has \"id\" and %q", name, key)
		}
		if err != nil {
			return err
		}
	}
	if !found {
		return wire.Invalid("key %q is missing", key)
	}
	return nil
}

// readID reads an id, as the text of JSON that it is answered with. Numbers become texts.
func readID(r *wire.Reader) ([]byte, error) {
	k, text, err := r.Scalar()
	switch {
	case err != nil:
		return nil, err
	case k == wire.Null:
		return nil, nil
	case k == wire.String || k == wire.Number:
		return wire.AppendString(nil, text), nil
	}
	return nil, wire.Invalid(`"id" must be a text`)
}

// object reads the text of an object.
func object(r *wire.Reader, key string) ([]byte, error) {
	if k, err := r.Peek(); err != nil {
		return nil, err
	} else if k != wire.Object {
		return nil, wire.Invalid("%q must be an object", key)
	}
	return r.Skip()
}

// evaluate scores a record.
func (h *Handler) evaluate(c *call) error {
	body, err := wire.ReadBody(c.Request, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	m, err := h.model(c)
	if err != nil {
		return err
	}
	var r wire.Reader
	r.Reset(body.Bytes())
	var q request
	if err := q.read(&r, "arguments", func() (err error) {
		q.arguments, err = object(&r, "arguments")
		return err
	}); err != nil {
		return err
	}
	if err := r.Finish(); err != nil {
		return err
	}
	b := m.NewBatch()
	defer b.Release()
	b.Begin()
	if err := arguments(b, b.Reader(q.arguments)); err != nil {
		return err
	}
	b.End()
	results, err := b.Score(c.Context(), false)
	if err != nil {
		return err
	}
	c.reply.Data = append(results.AppendObject(appendID(c.reply.Data, q.id, "results"), 0), '}')
	return nil
}

// appendID begins an answer, up to the value of a key.
func appendID(dst, id []byte, key string) []byte {
	dst = append(dst, '{')
	if id != nil {
		dst = append(append(append(dst, `"id":`...), id...), ',')
	}
	return append(wire.AppendString(dst, key), ':')
}

// arguments gives a record its values. Those of unknown names are ignored, unless they
// may be meant for an input that is absent.
func arguments(b *wire.Batch, r *wire.Reader) error {
	var names []string
	unknown := false
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		i, err := b.FindKnown(key)
		if err != nil {
			return err
		}
		if i < 0 {
			if !unknown {
				for _, given := range b.Given() {
					names = append(names, b.Model().Inputs[given].Name)
				}
			}
			unknown = true
			names = append(names, string(key))
			if _, err = r.Skip(); err != nil {
				return err
			}
			continue
		}
		if unknown {
			names = append(names, b.Model().Inputs[i].Name)
		}
		if err := b.Set(i, r); err != nil {
			return err
		}
	}
	if !unknown {
		return nil
	}
	return b.Model().CheckNames(names)
}

// batch scores records, each of which may fail alone.
func (h *Handler) batch(c *call) error {
	body, err := wire.ReadBody(c.Request, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	m, err := h.model(c)
	if err != nil {
		return err
	}
	var r wire.Reader
	r.Reset(body.Bytes())
	b := m.NewBatch()
	defer b.Release()
	records := &records{b: b, groups: b.Groups(), limits: h.limits}
	var q request
	if err := q.read(&r, "requests", func() error { return records.readAll(&r) }); err != nil {
		return err
	}
	if err := r.Finish(); err != nil {
		return err
	}
	answers := records.finish()
	dst := append(appendID(c.reply.Data, q.id, "responses"), '[')
	var results *wire.Results
	if b.Rows() > 0 {
		if results, err = b.Score(c.Context(), true); err != nil {
			return err
		}
	}
	failed := 0
	for i, a := range answers {
		if i > 0 {
			dst = append(dst, ',')
		}
		if a.err == nil && failed < len(results.Errors) && results.Errors[failed].Row == a.row+1 {
			plain := *results.Errors[failed]
			plain.Row = 0 // the answer is the record's own
			a.err = wire.ErrorOf(&plain)
			failed++
		}
		if a.err != nil {
			dst = append(dst, '{')
			if a.id != nil {
				dst = append(append(append(dst, `"id":`...), a.id...), ',')
			}
			dst = append(appendMessage(dst, a.err), '}')
			continue
		}
		dst = append(results.AppendObject(appendID(dst, a.id, "results"), a.row), '}')
	}
	c.reply.Data = append(dst, "]}"...)
	return nil
}

// records are those of a batch.
type records struct {
	b      *wire.Batch
	groups *wire.Groups
	limits wire.Limits
	all    []answer
}

// answer is what becomes of a record: a row of the results, or an error.
type answer struct {
	id  []byte
	row int
	err *wire.Error
}

func (s *records) readAll(r *wire.Reader) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid(`"requests" must be a list`)
	}
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		if err := s.limits.CheckRows(len(s.all) + 1); err != nil {
			return err
		}
		var q request
		if k, err := r.Peek(); err != nil {
			return err
		} else if k != wire.Object {
			return wire.Invalid("request %d is no object", len(s.all)+1)
		}
		if err := q.read(r, "arguments", func() (err error) {
			q.arguments, err = object(r, "arguments")
			return err
		}); err != nil {
			e := *wire.ErrorOf(err)
			if e.Row = len(s.all) + 1; e.Code == wire.InvalidArgument {
				e.Text = "request " + string(wire.AppendInt(nil, int64(e.Row))) + ": " + e.Text
			}
			return &e
		}
		s.add(&q)
	}
	return nil
}

// add reads a record, and takes it back where it cannot be read.
func (s *records) add(q *request) {
	s.b.Begin()
	at := len(s.all)
	if err := arguments(s.b, s.b.Reader(q.arguments)); err != nil {
		s.b.Undo()
		s.all = append(s.all, answer{id: q.id, err: wire.ErrorOf(err)})
		return
	}
	s.all = append(s.all, answer{id: q.id, row: s.b.Rows() - 1})
	if s.groups != nil {
		s.groups.End(at)
		return
	}
	s.b.End()
}

// finish gives the answers: of records that are merged one, in the place of the first.
func (s *records) finish() []answer {
	if s.groups == nil {
		return s.all
	}
	row := map[int]int{}
	for i, first := range s.groups.Finish() {
		row[first] = i
	}
	var out []answer
	for i, a := range s.all {
		at, begins := row[i]
		if a.err == nil && !begins {
			continue
		}
		a.row = at
		out = append(out, a)
	}
	return out
}
