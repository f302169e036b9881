// Package kserve answers what clients of KServe's first protocol ask beside the calls
// that they share with those of TensorFlow Serving (package tfserving): whether the
// server lives, which models there are, and why a record has its score.
//
// Spec: https://kserve.github.io/website/docs/concepts/architecture/data-plane/v1-protocol
package kserve

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// Alive answers GET /, by which clients see whether the server lives.
func Alive(w http.ResponseWriter, r *http.Request) {
	wire.Send(w, r, http.StatusOK, wire.JSON, []byte(`{"status":"alive"}`))
}

// Handler answers GET /v1/models and POST /v1/models/NAME:explain.
type Handler struct {
	server wire.Server
	limits wire.Limits
}

// New makes a handler.
func New(s wire.Server, l wire.Limits) *Handler { return &Handler{server: s, limits: l} }

// Explains gives the name of the model of a path that asks for an explanation.
func Explains(path string) (string, bool) {
	name, ok := strings.CutPrefix(path, "/v1/models/")
	if !ok {
		return "", false
	}
	if name, ok = strings.CutSuffix(name, ":explain"); !ok || strings.Contains(name, "/") {
		return "", false
	}
	name, err := url.PathUnescape(name)
	return name, err == nil && name != ""
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reply := wire.NewReply()
	defer reply.Release()
	var err error
	path := r.URL.EscapedPath()
	name, explains := Explains(path)
	switch {
	case explains && r.Method == http.MethodPost:
		err = h.explain(r, name, reply)
	case strings.TrimSuffix(path, "/") == "/v1/models" && r.Method == http.MethodGet:
		h.list(reply)
	default:
		err = &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed", HTTP: http.StatusMethodNotAllowed}
	}
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	reply.Send(w, r, http.StatusOK, wire.JSON)
}

func (h *Handler) list(reply *wire.Reply) {
	dst := append(reply.Data, `{"models":[`...)
	for i, name := range h.server.Names() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = wire.AppendString(dst, name)
	}
	reply.Data = append(dst, "]}"...)
}

// explain answers with the explanation of each record of "instances".
func (h *Handler) explain(r *http.Request, name string, reply *wire.Reply) error {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	m, err := h.server.Model(r.Context(), name, wire.Selector{})
	if err != nil {
		e := *wire.ErrorOf(err)
		switch e.Code {
		case wire.NotFound:
			e.Text = "Model with name " + name + " does not exist."
		case wire.Unavailable:
			e.Text = "Model with name " + name + " is not ready."
		}
		return &e
	}
	var in wire.Reader
	in.Reset(body.Bytes())
	dst, found := append(reply.Data, `{"explanations":[`...), false
	for key, err := range in.Members() {
		if err != nil {
			return err
		}
		if string(key) != "instances" || found {
			if _, err = in.Skip(); err != nil {
				return err
			}
			continue
		}
		found = true
		if k, err := in.Peek(); err != nil {
			return err
		} else if k != wire.Array {
			return wire.Invalid(`Expected "instances" to be a list`)
		}
		if dst, err = h.instances(r, m, &in, dst); err != nil {
			return err
		}
	}
	if err := in.Finish(); err != nil {
		return err
	}
	if !found {
		return wire.Invalid(`Expected "instances" in the request`)
	}
	reply.Data = append(dst, "]}\n"...)
	return nil
}

func (h *Handler) instances(r *http.Request, m *wire.Model, in *wire.Reader, dst []byte) ([]byte, error) {
	for n, err := range in.Elements() {
		if err != nil {
			return nil, err
		}
		if err := h.limits.CheckRows(n + 1); err != nil {
			return nil, err
		}
		text, err := in.Skip()
		if err != nil {
			return nil, err
		}
		if n > 0 {
			dst = append(dst, ',')
		}
		if dst, err = one(r, m, text, dst); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

// one appends the explanation of a record.
func one(r *http.Request, m *wire.Model, text, dst []byte) ([]byte, error) {
	b := m.NewBatch()
	defer b.Release()
	b.Begin()
	if err := b.Record(b.Reader(text)); err != nil {
		return nil, err
	}
	why, err := b.Explain(r.Context())
	if err != nil {
		return nil, err
	}
	out, err := json.Marshal(why)
	return append(dst, out...), err
}
