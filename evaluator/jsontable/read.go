package jsontable

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/json"
)

// Limits that a [Reader] starts from.
const (
	DefaultMaxBytes  = 32 << 20
	DefaultMaxValues = 1 << 25
)

// maxElements is how many elements one list may have.
const maxElements = 1 << 20

// Reader reads tables for one model. Its memory is used again for the next
// table. It belongs to one goroutine at a time.
type Reader struct {
	schema    *table.Schema
	builder   *table.Builder
	maxBytes  int64
	maxValues int

	keys    *table.Keys
	dec     *jsontext.Decoder
	cell    table.Cell
	scratch []byte // a text that was escaped
	rows    int
	at      place
}

// place is where reading is, for errors.
type place struct {
	row   int // from 1
	field string
}

// Option is a choice for [NewReader].
type Option func(*options)

type options struct {
	missing   []string
	maxBytes  int64
	maxValues int
}

// WithMissing names texts that stand for a missing value, compared byte by byte.
// The default is none, as JSON has null.
func WithMissing(texts ...string) Option {
	return func(o *options) { o.missing = append(o.missing, texts...) }
}

// WithMaxBytes bounds the bytes of a table; n below 1 means [DefaultMaxBytes].
func WithMaxBytes(n int64) Option { return func(o *options) { o.maxBytes = n } }

// WithMaxValues bounds the values of a table: its rows times the model's inputs
// among its columns, missing ones counted in, since a short text can make many of
// these. n below 1 means [DefaultMaxValues].
func WithMaxValues(n int) Option { return func(o *options) { o.maxValues = n } }

// NewReader makes a reader of tables for a model.
func NewReader(m *evaluator.Model, opts ...Option) *Reader {
	var o options
	for _, opt := range opts {
		if opt != nil {
			opt(&o)
		}
	}
	if o.maxBytes < 1 {
		o.maxBytes = DefaultMaxBytes
	}
	if o.maxValues < 1 {
		o.maxValues = DefaultMaxValues
	}
	schema := table.NewSchema(m, o.missing)
	return &Reader{schema: schema, builder: table.NewBuilder(schema), keys: table.NewKeys(m), maxBytes: o.maxBytes, maxValues: o.maxValues}
}

// Read reads a table of a shape, which is all that src has. The table is valid
// until the next call of Read. The error is an *[Error], or that of reading.
func (r *Reader) Read(src io.Reader, shape Shape) (*evaluator.Columns, error) {
	switch {
	case r == nil || r.builder == nil:
		return nil, &Error{Fault: FaultShape, Detail: "the reader is of no model: NewReader has not made it"}
	case src == nil:
		return nil, &Error{Fault: FaultJSON, Detail: "there is nothing to read from"}
	}
	r.builder.Reset()
	r.rows, r.at = 0, place{}
	r.start(&limited{src, r.maxBytes})
	var err error
	switch shape {
	case Records:
		err = r.records()
	case Columns:
		err = r.columns()
	case Split:
		err = r.split()
	default:
		return nil, &Error{Fault: FaultShape, Detail: "there is no shape " + shape.String()}
	}
	if err != nil {
		return nil, err
	}
	return r.builder.Table(r.rows), nil
}

// start begins to read a JSON text.
func (r *Reader) start(src io.Reader) {
	if r.dec == nil {
		r.dec = jsontext.NewDecoder(src)
	} else {
		r.dec.Reset(src)
	}
}

// limited reads so many bytes and then fails.
type limited struct {
	r    io.Reader
	left int64
}

var errTooLarge = errors.New("jsontable: too many bytes")

// Read reads on.
func (l *limited) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, errTooLarge
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left+1)])
	if l.left -= int64(n); l.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

func (r *Reader) fail(f Fault, format string, args ...any) *Error {
	return &Error{Fault: f, Row: r.at.row, Field: r.at.field, Detail: fmt.Sprintf(format, args...)}
}

// failed is the error of a decoder.
func (r *Reader) failed(err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, errTooLarge):
		return r.fail(FaultTooLarge, "longer than %d bytes", r.maxBytes)
	case errors.Is(err, jsontext.ErrDuplicateName):
		r.at.field = ""
		return r.fail(FaultDuplicate, "%s", json.Fault(err).Detail)
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		return r.fail(FaultJSON, "the text ends within the table")
	case errors.As(err, &syntax):
		return r.fail(FaultJSON, "%s", json.Fault(err).Detail)
	}
	if inner := errors.Unwrap(err); inner != nil {
		err = inner // without the decoder's words
	}
	return fmt.Errorf("reading: %w", err)
}

// expect reads the start or the end of a list or an object.
func (r *Reader) expect(kind jsontext.Kind, what string) error {
	if found := r.dec.PeekKind(); found != kind {
		// Read on, as the reason may be that this is no JSON at all.
		if err := r.dec.SkipValue(); err != nil {
			return r.failed(err)
		}
		return r.fail(FaultShape, "%s was expected, but a value begins with %q", what, byte(found))
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return r.failed(err)
	}
	return nil
}

// more says whether a list or an object goes on. A text that is no JSON does, so
// that reading it on says what is wrong.
func (r *Reader) more(end jsontext.Kind) bool { return r.dec.PeekKind() != end }

// end reads the end of the text.
func (r *Reader) end() error {
	r.at = place{}
	_, err := r.dec.ReadToken()
	switch {
	case err == io.EOF:
		return nil
	case err != nil:
		return r.failed(err)
	}
	return r.fail(FaultJSON, "there is text after the table")
}

// key reads a key of an object.
func (r *Reader) key() ([]byte, error) {
	raw, err := r.dec.ReadValue()
	if err != nil {
		return nil, r.failed(err)
	}
	var name []byte
	name, r.scratch = json.Unquote(r.scratch[:0], raw)
	return name, nil
}

// value reads the value of an input in a row from 0; that of no input is skipped.
func (r *Reader) value(row, input int) error {
	if input < 0 {
		if err := r.dec.SkipValue(); err != nil {
			return r.failed(err)
		}
		return nil
	}
	in := &r.schema.Inputs[input]
	r.at = place{row + 1, in.Name}
	raw, err := r.dec.ReadValue()
	if err != nil {
		return r.failed(err)
	}
	text := []byte(raw)
	switch raw[0] {
	case '"':
		text, r.scratch = json.Unquote(r.scratch[:0], raw)
	case '[':
		if !in.Collection {
			return r.refused(raw, "is a list, which the field does not take")
		}
		if bytes.Count(raw, []byte{','}) >= maxElements {
			return r.fail(FaultTooLarge, "a list of more than %d elements", maxElements)
		}
	}
	if err := json.SetCell(&r.cell, r.schema, input, raw, text); err != nil {
		var bad *evaluator.InputError
		errors.As(err, &bad)
		return r.refused(raw, bad.Detail)
	}
	if err := r.bound(row+1, &r.cell); err != nil {
		return err
	}
	r.builder.Set(row, &r.cell)
	return nil
}

// bound refuses more values than are allowed: those of rows, which count for one at
// least, and the columns that have a value, with that of a cell that is to be set.
func (r *Reader) bound(rows int, c *table.Cell) error {
	if rows*max(1, r.builder.Used(c)) > r.maxValues {
		return r.fail(FaultTooLarge, "more than %d values", r.maxValues)
	}
	return nil
}

func (r *Reader) refused(raw []byte, detail string) error {
	e := r.fail(FaultValue, "%s", detail)
	e.Found = found(raw)
	return e
}
