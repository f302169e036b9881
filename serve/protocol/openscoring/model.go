package openscoring

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/gopmml/gopmml/serve/wire"
)

// list answers with all models.
func (h *Handler) list(c *call) error {
	dst := append(c.reply.Data, `{"responses":[`...)
	some := false
	for _, name := range h.server.Names() {
		versions, err := h.server.Versions(name)
		if err != nil { // it was removed meanwhile
			continue
		}
		if some {
			dst = append(dst, ',')
		}
		some = true
		v := serving(versions)
		dst = h.describe(c.Context(), dst, name, v, v.Model, false)
	}
	c.reply.Data = append(dst, "]}"...)
	return nil
}

// serving is the version that most requests go to; where none takes any, the newest.
func serving(versions []wire.Version) wire.Version {
	var best wire.Version
	for i, v := range versions {
		if i == 0 || v.Traffic > best.Traffic {
			best = v
		}
	}
	return best
}

// get answers with a model and its fields.
func (h *Handler) get(c *call) error {
	versions, err := h.server.Versions(c.id)
	if err != nil {
		return h.unknown(c, err)
	}
	m, err := h.model(c)
	if err != nil {
		return err
	}
	return h.describeServed(c, versions, m)
}

func (h *Handler) describeServed(c *call, versions []wire.Version, m *wire.Model) error {
	v := serving(versions)
	for _, other := range versions {
		if other.Number == m.Version {
			v = other
		}
	}
	c.reply.Data = h.describe(c.Context(), c.reply.Data, c.id, v, m, true)
	return nil
}

// describe appends what is known of a model; m is nil where it is not in memory.
func (h *Handler) describe(ctx context.Context, dst []byte, id string, v wire.Version, m *wire.Model, schema bool) []byte {
	dst = wire.AppendString(append(dst, `{"id":`...), id)
	if m != nil {
		dst = wire.AppendString(append(dst, `,"miningFunction":`...), m.Engine.Function().String())
		dst = wire.AppendString(append(dst, `,"summary":`...), summary(m.Engine.Element()))
	}
	dst = append(dst, `,"properties":{`...)
	start := len(dst)
	property := func(name string) {
		if len(dst) > start {
			dst = append(dst, ',')
		}
		dst = append(wire.AppendString(dst, name), ':')
	}
	if !v.Loaded.IsZero() {
		property("created.timestamp")
		dst = appendTime(dst, v.Loaded)
	}
	if !v.Used.IsZero() {
		property("accessed.timestamp")
		dst = appendTime(dst, v.Used)
	}
	if v.Size > 0 {
		property("file.size")
		dst = wire.AppendInt(dst, v.Size)
	}
	if v.Checksum != "" {
		property("file.checksum")
		dst = wire.AppendString(dst, v.Checksum)
	}
	if text := h.modelVersion(ctx, id); text != "" {
		property("model.version")
		dst = wire.AppendString(dst, text)
	}
	dst = append(dst, '}')
	if schema {
		dst = appendSchema(append(dst, `,"schema":`...), m)
	}
	return append(dst, '}')
}

func appendTime(dst []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(dst, `"2006-01-02T15:04:05.000-0700"`)
}

// summary is what a model is called: its element's name in words, as "Tree model".
func summary(element string) string {
	var b strings.Builder
	for i, c := range element {
		if i > 0 && unicode.IsUpper(c) {
			b.WriteByte(' ')
			c = unicode.ToLower(c)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// appendSchema appends the fields of a model. Kinds without fields are left out.
func appendSchema(dst []byte, m *wire.Model) []byte {
	var inputs, groups []wire.Field
	names := m.Engine.GroupFields()
	for _, i := range m.Features {
		if f := m.Inputs[i]; slices.Contains(names, f.Name) {
			groups = append(groups, f)
		} else {
			inputs = append(inputs, f)
		}
	}
	targets, outputs := m.Results()
	dst = append(dst, '{')
	start := len(dst)
	for _, kind := range []struct {
		name   string
		fields []wire.Field
	}{{"inputFields", inputs}, {"groupFields", groups}, {"targetFields", targets}, {"outputFields", outputs}} {
		if len(kind.fields) == 0 {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ',')
		}
		dst = append(wire.AppendString(dst, kind.name), ":["...)
		for i := range kind.fields {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendField(dst, &kind.fields[i])
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func appendField(dst []byte, f *wire.Field) []byte {
	dst = wire.AppendString(append(dst, `{"id":`...), f.Name)
	if f.DisplayName != "" {
		dst = wire.AppendString(append(dst, `,"name":`...), f.DisplayName)
	}
	dst = wire.AppendString(append(dst, `,"dataType":`...), f.DataType.String())
	dst = wire.AppendString(append(dst, `,"opType":`...), f.OpType.String())
	values := f.Valid()
	for i, v := range values {
		if i == 0 {
			dst = append(dst, `,"values":[`...)
		} else {
			dst = append(dst, ',')
		}
		dst = wire.AppendString(dst, v)
	}
	if len(values) > 0 {
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

// open gives the document of a model, unpacked.
func (h *Handler) open(ctx context.Context, id string) (io.Reader, func(), error) {
	f, err := h.server.Document(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	text := bufio.NewReader(f)
	if magic, _ := text.Peek(2); string(magic) != "\x1f\x8b" {
		return text, func() { _ = f.Close() }, nil
	}
	z, err := gzip.NewReader(text)
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return z, func() { _ = f.Close() }, nil
}

// header is how much of a document is read for its header at most.
const header = 64 << 10

// modelVersion is what a document says of its version, "" where it does not.
func (h *Handler) modelVersion(ctx context.Context, id string) string {
	text, done, err := h.open(ctx, id)
	if err != nil {
		return ""
	}
	defer done()
	in := xml.NewDecoder(io.LimitReader(text, header))
	for {
		token, err := in.RawToken()
		if err != nil {
			return ""
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok || start.Name.Local == "PMML":
		case start.Name.Local != "Header":
			return ""
		default:
			for _, a := range start.Attr {
				if a.Name.Local == "modelVersion" {
					return a.Value
				}
			}
			return ""
		}
	}
}

// document answers with the document itself.
func (h *Handler) document(c *call) error {
	if err := h.admin(c); err != nil {
		return err
	}
	text, done, err := h.open(c.Context(), c.id)
	if err != nil {
		return h.unknown(c, err)
	}
	defer done()
	buf := bytes.NewBuffer(c.reply.Data)
	if _, err := buf.ReadFrom(text); err != nil {
		return err
	}
	c.reply.Data = buf.Bytes()
	c.kind = "application/xml;charset=UTF-8"
	c.header.Set("Content-Disposition", "attachment; filename=model.pmml.xml")
	return nil
}

// deploy takes a document as the model of an id.
func (h *Handler) deploy(c *call) error {
	if err := h.admin(c); err != nil {
		return err
	}
	body, err := wire.OpenBody(c.Request, wire.Document)
	if err != nil {
		return err
	}
	document, _, err := wire.Part(c.Request, body, "pmml")
	if err != nil {
		return err
	}
	v, created, err := h.server.Deploy(c.Context(), wire.Deployment{Name: c.id, Model: c.URL.Query().Get("modelName"), Body: document})
	if err != nil {
		return err
	}
	m := v.Model
	if m == nil {
		if m, err = h.model(c); err != nil {
			return err
		}
	}
	if created {
		c.status = http.StatusCreated
		c.header.Set("Location", h.opts.Base+"/model/"+url.PathEscape(c.id))
	}
	return h.describeServed(c, []wire.Version{v}, m)
}

// remove takes a model away.
func (h *Handler) remove(c *call) error {
	if err := h.admin(c); err != nil {
		return err
	}
	if err := h.server.Remove(c.Context(), c.id); err != nil {
		return h.unknown(c, err)
	}
	c.reply.Data = append(c.reply.Data, "{}"...)
	return nil
}
