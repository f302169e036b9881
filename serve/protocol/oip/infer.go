package oip

import (
	"net/http"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// headerLength is the header that says how many bytes of a body are JSON; tensors
// follow.
const headerLength = "Inference-Header-Content-Length"

// octets is the type of an answer with tensors as bytes.
const octets = "application/octet-stream"

// infer scores the records of a request. It gives the type of the answer.
func (h *Handler) infer(w http.ResponseWriter, r *http.Request, c call, reply *wire.Reply) (string, error) {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return "", err
	}
	defer body.Release()
	text, tail := body.Bytes(), []byte(nil)
	raw := false
	if header := r.Header.Get(headerLength); header != "" {
		n, err := strconv.ParseInt(header, 10, 64)
		if err != nil || n < 0 || n > int64(len(text)) {
			return "", wire.Invalid("%s is %q, where the body has %d bytes", headerLength, header, len(text))
		}
		text, tail, raw = text[:n], text[n:], n == 0
	}
	m, err := h.model(r.Context(), c.name, c.version)
	if err != nil {
		return "", err
	}
	b := m.NewBatch()
	defer b.Release()
	q := request{batch: b, limits: h.limits, tail: tail, rank: 1}
	if raw {
		err = q.readRaw()
	} else {
		err = q.read(text)
	}
	if err != nil {
		return "", err
	}
	results, err := b.Score(r.Context(), false)
	if err != nil {
		return "", err
	}
	length := q.write(reply, m, results)
	if length < 0 {
		return wire.JSON, nil
	}
	w.Header()[headerLength] = []string{strconv.Itoa(length)}
	return octets, nil
}

// request is what a body asks for.
type request struct {
	batch  *wire.Batch
	limits wire.Limits
	tail   []byte // the tensors that were not read yet
	rank   int    // of the answer's tensors
	begun  bool   // the number of records is known
	id     []byte
	hasID  bool
	// binary says whether outputs that say nothing are wanted as bytes.
	binary bool
	// chosen are the outputs that are wanted; where all is true, all of them.
	all    bool
	chosen []output
	room   [8]output
}

type output struct {
	at     int
	binary bool
	// said says that the output itself tells how it is wanted.
	said bool
}

// read reads the JSON of a body.
func (q *request) read(text []byte) error {
	r := q.batch.Reader(text)
	q.all = true
	inputs := false
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		switch string(key) {
		case "id":
			err = q.readID(r)
		case "inputs":
			if inputs {
				return wire.Invalid("inputs is given twice")
			}
			inputs = true
			err = q.readInputs(r)
		case "outputs":
			err = q.readOutputs(r)
		case "parameters":
			err = parameters(r, func(key string, k wire.Kind, _ []byte) error {
				if key == "binary_data_output" {
					q.binary = k == wire.True
				}
				return nil
			})
		default:
			_, err = r.Skip()
		}
		if err != nil {
			return err
		}
	}
	if err := r.Finish(); err != nil {
		return err
	}
	if !q.begun {
		return wire.Invalid("the request must have inputs, with at least one tensor")
	}
	if len(q.tail) > 0 {
		return wire.Invalid("%d bytes of the body are of no tensor", len(q.tail))
	}
	return nil
}

func (q *request) readID(r *wire.Reader) error {
	k, text, err := r.Scalar()
	switch {
	case err != nil || k == wire.Null:
		return err
	case k != wire.String:
		return wire.Invalid("id must be a string")
	}
	q.id, q.hasID = text, true
	return nil
}

// parameters reads an object whose values are plain, or not of interest.
func parameters(r *wire.Reader, do func(key string, k wire.Kind, text []byte) error) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k == wire.Null {
		_, err := r.Skip()
		return err
	}
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		k, text, err := scalarOrSkip(r)
		if err != nil {
			return err
		}
		if err := do(string(key), k, text); err != nil {
			return err
		}
	}
	return nil
}

// list reads a list of objects.
func list(r *wire.Reader, what string, do func() error) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid("%s must be a list", what)
	}
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		if k, err := r.Peek(); err != nil {
			return err
		} else if k != wire.Object {
			return wire.Invalid("the elements of %s must be objects", what)
		}
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func (q *request) readInputs(r *wire.Reader) error {
	return list(r, "inputs", func() error { return q.readInput(r) })
}

// tensorHead is what comes before a tensor's elements.
type tensorHead struct {
	input    int
	datatype wire.Datatype
	named    bool
	shaped   bool
	rows     int
	rank     int
	size     int64 // of binary data, -1 for none
	data     bool  // the data was read
	text     []byte
}

func (q *request) readInput(r *wire.Reader) error {
	t := tensorHead{size: -1}
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		switch string(key) {
		case "name":
			err = q.readName(r, &t)
		case "datatype":
			var k wire.Kind
			var text []byte
			if k, text, err = r.Scalar(); err == nil {
				var ok bool
				if t.datatype, ok = wire.DatatypeOf(text); !ok || k != wire.String {
					return wire.Invalid("datatype %q is none that is known", text)
				}
			}
		case "shape":
			err = q.readShape(r, &t)
		case "parameters":
			err = parameters(r, t.parameter)
		case "data":
			switch {
			case t.data || t.text != nil:
				return wire.Invalid("the data of a tensor is given twice")
			case t.named && t.shaped && t.datatype != 0 && t.size < 0:
				if err = q.begin(&t); err == nil {
					err = q.batch.ReadTensor(t.input, t.datatype, r)
					t.data = true
				}
			default:
				t.text, err = r.Skip()
			}
		default:
			_, err = r.Skip()
		}
		if err != nil {
			return err
		}
	}
	return q.finish(&t)
}

func (q *request) readName(r *wire.Reader, t *tensorHead) error {
	k, text, err := r.Scalar()
	if err != nil {
		return err
	}
	if k != wire.String || t.named {
		return wire.Invalid("each of inputs must have a name, which is a string")
	}
	t.input, err = q.batch.FindColumn(text)
	t.named = err == nil
	return err
}

func (t *tensorHead) parameter(key string, k wire.Kind, text []byte) error {
	switch key {
	case "binary_data_size":
		n, err := strconv.ParseInt(string(text), 10, 64)
		if err != nil || n < 0 || k != wire.Number {
			return wire.Invalid("binary_data_size must be a number of bytes, not %s", text)
		}
		t.size = n
	case "shared_memory_region":
		return wire.Errorf(wire.Unimplemented, "tensors in shared memory cannot be read: send them in the request")
	}
	return nil
}

// readShape reads [n] or [n, 1].
func (q *request) readShape(r *wire.Reader, t *tensorHead) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid("shape must be a list of whole numbers")
	}
	t.rank, t.shaped = 0, true
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		k, text, err := r.Scalar()
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(text), 10, 64)
		if err != nil || n < 0 || k != wire.Number {
			return wire.Invalid("shape must be a list of whole numbers from 0 on, not of %s", text)
		}
		if err := t.dimension(n, q.limits); err != nil {
			return err
		}
	}
	return t.checkRank()
}

// dimension adds a dimension to the shape.
func (t *tensorHead) dimension(n int64, l wire.Limits) error {
	t.rank++
	if t.rank == 1 {
		if n > int64(l.Rows) {
			return l.CheckRows(l.Rows + 1)
		}
		t.rows = int(n)
		return nil
	}
	if n != 1 || t.rank > 2 {
		return wire.Invalid("a tensor has one value for each record: its shape must be [n] or [n, 1]")
	}
	return nil
}

func (t *tensorHead) checkRank() error {
	if t.rank == 0 {
		return wire.Invalid("a tensor has one value for each record: its shape must be [n] or [n, 1], not []")
	}
	return nil
}

// begin settles the number of records by the first tensor.
func (q *request) begin(t *tensorHead) error {
	if !q.begun {
		q.begun, q.rank = true, t.rank
		q.batch.Tensors(t.rows)
		return nil
	}
	if t.rows != q.batch.Rows() {
		return wire.Invalid("input %q has %d elements, where those before have %d", q.batch.Model().Inputs[t.input].Name, t.rows, q.batch.Rows())
	}
	return nil
}

// finish looks whether a tensor is whole, and reads its elements where they did not
// come last.
func (q *request) finish(t *tensorHead) error {
	if !t.named {
		return wire.Invalid("each of inputs must have a name, which is a string")
	}
	name := q.batch.Model().Inputs[t.input].Name
	switch {
	case !t.shaped:
		return wire.Invalid("input %q has no shape", name)
	case t.datatype == 0:
		return wire.Invalid("input %q has no datatype", name)
	case t.size >= 0 && (t.data || t.text != nil):
		return wire.Invalid("input %q has data both as JSON and as bytes", name)
	case t.data:
		return nil
	}
	if err := q.begin(t); err != nil {
		return err
	}
	switch {
	case t.size > int64(len(q.tail)):
		return wire.Invalid("input %q has %d bytes, where %d are left of the body", name, t.size, len(q.tail))
	case t.size >= 0:
		raw := q.tail[:t.size]
		q.tail = q.tail[t.size:]
		return q.batch.AddTensor(t.input, t.datatype, raw)
	case t.text == nil:
		return wire.Invalid("input %q has no data", name)
	}
	r := new(wire.Reader)
	r.Reset(t.text)
	return q.batch.ReadTensor(t.input, t.datatype, r)
}

// readRaw takes the body for the elements of the only input.
func (q *request) readRaw() error {
	m := q.batch.Model()
	if len(m.Features) != 1 {
		return wire.Invalid("a request without JSON is for models of one input; model %q has %d", m.Name, len(m.Features))
	}
	q.all, q.binary = true, true
	f := &m.Inputs[m.Features[0]]
	if _, err := q.batch.FindColumn([]byte(f.Name)); err != nil {
		return err
	}
	d := f.Type.Datatype()
	if d == wire.TensorBytes { // one text
		q.batch.Tensors(1)
		return q.batch.AddTexts(f.Index, [][]byte{q.tail})
	}
	n := len(q.tail) / d.Size()
	if n == 0 || len(q.tail)%d.Size() != 0 {
		return wire.Invalid("the body has %d bytes, where an element of type %s has %d", len(q.tail), d, d.Size())
	}
	if err := q.limits.CheckRows(n); err != nil {
		return err
	}
	q.batch.Tensors(n)
	return q.batch.AddTensor(f.Index, d, q.tail)
}

func (q *request) readOutputs(r *wire.Reader) error {
	if k, err := r.Peek(); err == nil && k == wire.Null {
		_, err = r.Skip()
		return err
	}
	q.chosen, q.all = q.room[:0], true
	return list(r, "outputs", func() error { return q.readOutput(r) })
}

func (q *request) readOutput(r *wire.Reader) error {
	o, named := output{}, false
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		switch string(key) {
		case "name":
			var k wire.Kind
			var text []byte
			if k, text, err = r.Scalar(); err == nil {
				if k != wire.String {
					return wire.Invalid("each of outputs must have a name, which is a string")
				}
				o.at, err = findOutput(q.batch.Model(), text)
				named = true
			}
		case "parameters":
			err = parameters(r, func(key string, k wire.Kind, text []byte) error {
				switch {
				case key == "binary_data":
					o.binary, o.said = k == wire.True, true
				case key == "classification" && string(text) != "0":
					return wire.Errorf(wire.Unimplemented, "outputs are not ranked into classes: the parameter classification cannot be given")
				case key == "shared_memory_region":
					return wire.Errorf(wire.Unimplemented, "tensors cannot be written to shared memory")
				}
				return nil
			})
		default:
			_, err = r.Skip()
		}
		if err != nil {
			return err
		}
	}
	if !named {
		return wire.Invalid("each of outputs must have a name, which is a string")
	}
	return q.choose(o)
}

// choose adds an output to those that are wanted.
func (q *request) choose(o output) error {
	for i := range q.chosen {
		if q.chosen[i].at == o.at {
			return wire.Invalid("output %q is asked for twice", q.batch.Model().Outputs[o.at].Name)
		}
	}
	q.chosen, q.all = append(q.chosen, o), false
	return nil
}

func findOutput[T ~[]byte | ~string](m *wire.Model, name T) (int, error) {
	at, ok := m.Output(string(name))
	if !ok {
		return 0, m.UnknownOutput(string(name))
	}
	return at, nil
}
