package tfserving

import (
	"context"
	"encoding/base64"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// predict answers records by row ("instances") or by column ("inputs"), in the form in
// which they came.
func (h *Handler) predict(ctx context.Context, b *wire.Batch, body []byte, reply *wire.Reply) error {
	r := b.Reader(body)
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Object {
		return wire.Invalid("Request body must be a JSON object.")
	}
	rows, columns := false, false
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		switch string(key) {
		case "instances", "inputs":
			if rows || columns {
				return wire.Invalid("Not both of 'inputs' and 'instances' can be given, nor one of them twice")
			}
			if rows = string(key) == "instances"; rows {
				err = h.instances(b, r)
			} else {
				columns = true
				err = h.columns(b, r)
			}
		case "signature_name":
			err = signature(r)
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
	if !rows && !columns {
		return wire.Invalid("Missing 'inputs' or 'instances' key")
	}
	results, err := b.Score(ctx, false)
	if err != nil {
		return err
	}
	if rows {
		reply.Data = predictions(reply.Data, results)
	} else {
		reply.Data = outputs(reply.Data, results)
	}
	return nil
}

// signature reads the name of the signature that is wanted.
func signature(r *wire.Reader) error {
	k, text, err := r.Scalar()
	switch {
	case err != nil:
		return err
	case k != wire.String:
		return wire.Invalid("'signature_name' key must be a string value.")
	}
	return checkSignature(string(text))
}

func checkSignature(name string) error {
	if name != "" && name != Signature {
		return wire.Invalid("Serving signature name: %q not found in signature def", name)
	}
	return nil
}

// instances reads records by row.
func (h *Handler) instances(b *wire.Batch, r *wire.Reader) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid(`Expected "instances" to be a list`)
	}
	object := false
	for i, err := range r.Elements() {
		if err != nil {
			return err
		}
		k, err := r.Peek()
		if err != nil {
			return err
		}
		b.Begin()
		if i == 0 {
			object = k == wire.Object
		} else if object != (k == wire.Object) {
			return wire.Invalid("JSON Value: the elements of 'instances' must be all objects or none: element %d is not as those before", b.Rows())
		}
		if err := h.limits.CheckRows(b.Rows()); err != nil {
			return err
		}
		if err := b.Record(r); err != nil {
			return err
		}
		b.End()
	}
	if b.Rows() == 0 {
		return wire.Invalid("'instances' must be a list with at least one element")
	}
	return nil
}

// columns reads records by column.
func (h *Handler) columns(b *wire.Batch, r *wire.Reader) error {
	k, err := r.Peek()
	if err != nil {
		return err
	}
	m := b.Model()
	if k != wire.Object {
		if len(m.Features) != 1 {
			return wire.Invalid("'inputs' must be an object of the model's %d inputs, each with its values", len(m.Features))
		}
		_, err := b.Column(m.Features[0], r, h.limits)
		return err
	}
	rows, err := b.ByColumn(r, h.limits)
	if err == nil && rows == 0 {
		err = wire.Invalid("'inputs' must have at least one input with values")
	}
	return err
}

// predictions writes results by row: an object for each, or the value where there is
// one output.
func predictions(dst []byte, r *wire.Results) []byte {
	dst = append(dst, `{"predictions": [`...)
	for i := range r.Rows() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if len(r.Columns) == 1 {
			dst = appendValue(dst, &r.Columns[0], i)
			continue
		}
		for k := range r.Columns {
			dst = append(dst, separator(k)...)
			dst = append(wire.AppendString(dst, r.Columns[k].Name), ": "...)
			dst = appendValue(dst, &r.Columns[k], i)
		}
		if len(r.Columns) == 0 {
			dst = append(dst, '{')
		}
		dst = append(dst, '}')
	}
	return append(dst, "]}\n"...)
}

// outputs writes results by column: an object of them, or the only one.
func outputs(dst []byte, r *wire.Results) []byte {
	dst = append(dst, `{"outputs": `...)
	if len(r.Columns) != 1 {
		dst = append(dst, '{')
	}
	for k := range r.Columns {
		if len(r.Columns) != 1 {
			if k > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(wire.AppendString(dst, r.Columns[k].Name), ": "...)
		}
		dst = append(dst, '[')
		for i := range r.Rows() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendValue(dst, &r.Columns[k], i)
		}
		dst = append(dst, ']')
	}
	if len(r.Columns) != 1 {
		dst = append(dst, '}')
	}
	return append(dst, "}\n"...)
}

// separator is what stands before member k of an object.
func separator(k int) string {
	if k == 0 {
		return "{"
	}
	return ", "
}

// appendValue writes a value: a text of an output whose name says that it is bytes, as
// such.
func appendValue(dst []byte, c *wire.Result, i int) []byte {
	if c.Type != wire.Text || !strings.HasSuffix(c.Name, "_bytes") || c.IsMissing(i) {
		return c.AppendJSON(dst, i)
	}
	dst = append(dst, `{"b64": "`...)
	dst = base64.StdEncoding.AppendEncode(dst, c.AppendText(nil, i))
	return append(dst, `"}`...)
}
