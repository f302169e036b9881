package openscoring

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// csv scores a table, and answers with one: the targets and outputs, after the first
// column where that is called id.
func (h *Handler) csv(c *call) error {
	body, err := wire.ReadBody(c.Request, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	m, err := h.model(c)
	if err != nil {
		return err
	}
	text, err := tableOf(c.Request, body.Bytes())
	if err != nil {
		return err
	}
	form, err := formOf(c.Request, m, text)
	if err != nil {
		return err
	}
	b := m.NewBatch()
	defer b.Release()
	table, err := b.Table(text, form, nil)
	if err != nil {
		return err
	}
	if err := m.CheckNames(table.Names()); err != nil {
		return err
	}
	id := ""
	if names := table.Names(); strings.EqualFold(names[0], "id") {
		id = names[0]
	}
	ids, err := table.Fill(h.limits, id)
	if err != nil {
		return err
	}
	results, err := b.Score(c.Context(), false)
	if err != nil {
		return err
	}
	c.reply.Data = results.AppendCSV(c.reply.Data, form, true, id, ids)
	c.kind = "text/plain;charset=UTF-8"
	c.header.Set("Content-Disposition", "attachment; filename=results.csv")
	return nil
}

// tableOf gives the table that a request brings.
func tableOf(r *http.Request, body []byte) ([]byte, error) {
	part, kind, err := wire.Part(r, bytes.NewReader(body), "csv")
	if err != nil {
		return nil, err
	}
	if _, params, err := mime.ParseMediaType(kind); err == nil {
		switch strings.ToUpper(params["charset"]) {
		case "", "UTF-8", "UTF8", "US-ASCII":
		default:
			return nil, &wire.Error{Code: wire.InvalidArgument, Text: "charset " + params["charset"] + " is not read, only UTF-8 is", HTTP: http.StatusUnsupportedMediaType}
		}
	}
	if _, whole := part.(*bytes.Reader); whole {
		return body, nil
	}
	text, err := io.ReadAll(part)
	if err != nil {
		return nil, &wire.Error{Code: wire.InvalidArgument, Text: "the form cannot be read: " + err.Error(), Err: err}
	}
	return text, nil
}

// formOf says how a table is written, by the request's query and by the table.
func formOf(r *http.Request, m *wire.Model, text []byte) (wire.CSV, error) {
	query := r.URL.Query()
	form := wire.CSV{Quote: '"'}
	var err error
	if query.Has("quoteChar") {
		if form.Quote, err = character(query.Get("quoteChar"), "quoteChar"); err != nil {
			return form, err
		}
	}
	if query.Has("delimiterChar") {
		if form.Separator, err = character(query.Get("delimiterChar"), "delimiterChar"); err != nil {
			return form, err
		}
		if form.Separator == form.Quote {
			return form, wire.Invalid("delimiterChar and quoteChar must be different characters")
		}
		if form.Separator == '"' { // quotes are exchanged for the quoteChar while a table is read
			return form, wire.Invalid("delimiterChar %q is not read", query.Get("delimiterChar"))
		}
		return form, nil
	}
	form.Separator, err = m.Probe(text, form.Quote)
	return form, err
}

// character reads a character of a query, which may be escaped.
func character(text, name string) (byte, error) {
	switch text {
	case `\t`:
		return '\t', nil
	case `\'`:
		return '\'', nil
	case `\"`:
		return '"', nil
	}
	if len(text) != 1 || text[0] >= 0x80 || text[0] < ' ' && text[0] != '\t' {
		return 0, wire.Invalid("%s %q must be one character of ASCII", name, text)
	}
	return text[0], nil
}
