package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// admin answers the calls of those who run the server:
//
//	GET    /admin/models               all models: versions, states, errors, labels, traffic
//	GET    /admin/models/NAME          one of them
//	PUT    /admin/models/NAME          the body is a document, the newest version from now on; ?model= picks a modelName
//	DELETE /admin/models/NAME          takes the model away, with its files
//	POST   /admin/models/NAME/pin      {"version": "2"}: all traffic goes there; null or "": to the newest again
//	POST   /admin/models/NAME/labels   {"stable": "2", "old": null}: names versions, takes a name away
func (h *Handler) admin(r *http.Request, path string) (answer any, status int, err error) {
	if h.opts.May != nil {
		if err := h.opts.May(r.Context()); err != nil {
			return nil, 0, err
		}
	}
	if path == "/admin/models" || path == "/admin/models/" {
		if r.Method != http.MethodGet {
			return nil, 0, notAllowed(r)
		}
		return map[string]any{"models": h.models()}, http.StatusOK, nil
	}
	name, rest, err := split(path, "/admin/models/")
	if err != nil {
		return nil, 0, err
	}
	switch rest + " " + r.Method {
	case " GET":
	case " PUT":
		return h.deploy(r, name)
	case " DELETE":
		if err := h.server.Remove(r.Context(), name); err != nil {
			return nil, 0, err
		}
		return map[string]string{"removed": name}, http.StatusOK, nil
	case "pin POST":
		err = h.pin(r, name)
	case "labels POST":
		err = h.label(r, name)
	default:
		if rest == "" || rest == "pin" || rest == "labels" {
			return nil, 0, notAllowed(r)
		}
		return nil, 0, wire.Errorf(wire.NotFound, "Not Found")
	}
	if err != nil {
		return nil, 0, err
	}
	m, err := h.model(name)
	return m, http.StatusOK, err
}

func (h *Handler) deploy(r *http.Request, name string) (any, int, error) {
	body, err := wire.ReadBody(r, h.opts.Limits)
	if err != nil {
		return nil, 0, err
	}
	defer body.Release()
	v, created, err := h.server.Deploy(r.Context(), wire.Deployment{Name: name, Model: r.URL.Query().Get("model"), Body: bytes.NewReader(body.Bytes())})
	if err != nil {
		return nil, 0, err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	return map[string]any{"name": name, "version": versionOf(v)}, status, nil
}

// pin reads {"version": "2"} and pins it.
func (h *Handler) pin(r *http.Request, name string) error {
	var in struct {
		Version *numbered `json:"version"`
	}
	if err := h.read(r, &in); err != nil {
		return err
	}
	n := int64(0)
	if in.Version != nil {
		n = int64(*in.Version)
	}
	return h.server.Pin(r.Context(), name, n)
}

// label reads labels with the numbers of versions, and sets them.
func (h *Handler) label(r *http.Request, name string) error {
	in := map[string]*numbered{}
	if err := h.read(r, &in); err != nil {
		return err
	}
	labels := map[string]int64{}
	for label, n := range in {
		if label == "" {
			return wire.Invalid("a label has no name")
		}
		labels[label] = 0
		if n != nil {
			labels[label] = int64(*n)
		}
	}
	return h.server.SetLabels(r.Context(), name, labels)
}

// numbered is the number of a version, as a text or a number of JSON; "" is 0.
type numbered int64

// UnmarshalJSON reads it.
func (n *numbered) UnmarshalJSON(text []byte) error {
	if string(text) == `""` {
		*n = 0
		return nil
	}
	if len(text) > 1 && text[0] == '"' {
		text = text[1 : len(text)-1]
	}
	v, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || v < 1 {
		return wire.Invalid("version %s is none: it must be a whole number from 1", text)
	}
	*n = numbered(v)
	return nil
}

// read reads the body as JSON.
func (h *Handler) read(r *http.Request, into any) error {
	body, err := wire.ReadBody(r, h.opts.Limits)
	if err != nil {
		return err
	}
	defer body.Release()
	if err := json.Unmarshal(body.Bytes(), into); err != nil {
		return &wire.Error{Code: wire.InvalidArgument, Text: "the body is not read: " + err.Error(), Err: err}
	}
	return nil
}
