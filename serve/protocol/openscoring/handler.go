package openscoring

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// Options are choices for [New]. The zero value has the defaults.
type Options struct {
	// Base is the path that others lie below, "" for /openscoring.
	Base string
	// Application is the name and version that answers carry, by which clients recognise the
	// server, "" for Openscoring/2.2.
	Application string
	// Admin says whether a caller may deploy and remove models and read documents. nil: all
	// may, as far as the server lets them.
	Admin func(*http.Request) bool
}

// Handler answers requests below /openscoring.
type Handler struct {
	server wire.Server
	limits wire.Limits
	opts   Options
}

// New makes a handler.
func New(s wire.Server, l wire.Limits, opts Options) *Handler {
	if opts.Base == "" {
		opts.Base = "/openscoring"
	}
	if opts.Application == "" {
		opts.Application = "Openscoring/2.2"
	}
	return &Handler{server: s, limits: l, opts: opts}
}

// Answers says whether a path is one of the handler's.
func (h *Handler) Answers(path string) bool {
	rest, ok := strings.CutPrefix(path, h.opts.Base)
	return ok && (rest == "" || rest[0] == '/')
}

// call is a request with what its path names.
type call struct {
	*http.Request
	id    string
	reply *wire.Reply
	// status and kind are those of the answer, where it is not 200 and JSON.
	status int
	kind   string
	header http.Header
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Application", h.opts.Application)
	reply := wire.NewReply()
	defer reply.Release()
	c := &call{Request: r, reply: reply, status: http.StatusOK, kind: wire.JSON, header: w.Header()}
	if err := h.answer(c); err != nil {
		sendError(w, r, err)
		return
	}
	reply.Send(w, r, c.status, c.kind)
}

// answer finds who answers a request.
func (h *Handler) answer(c *call) error {
	path := strings.TrimPrefix(c.URL.EscapedPath(), h.opts.Base)
	parts := strings.Split(strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/"), "/")
	method, err := methodOf(c.Request)
	if err != nil {
		return err
	}
	if parts[0] != "model" || len(parts) > 3 {
		return errNotFound
	}
	if len(parts) == 1 {
		if method != http.MethodGet {
			return errNotAllowed
		}
		return h.list(c)
	}
	if c.id, err = url.PathUnescape(parts[1]); err != nil || c.id == "" {
		return errNotFound
	}
	what := ""
	if len(parts) == 3 {
		what = parts[2]
	}
	return h.of(c, method, what)
}

// of answers a request about a model.
func (h *Handler) of(c *call, method, what string) error {
	type route struct{ method, what string }
	switch (route{method, what}) {
	case route{http.MethodGet, ""}:
		return h.get(c)
	case route{http.MethodGet, "pmml"}:
		return h.document(c)
	case route{http.MethodPut, ""}:
		return h.deploy(c)
	case route{http.MethodDelete, ""}:
		return h.remove(c)
	case route{http.MethodPost, ""}:
		return h.evaluate(c)
	case route{http.MethodPost, "batch"}:
		return h.batch(c)
	case route{http.MethodPost, "csv"}:
		return h.csv(c)
	}
	switch what {
	case "", "pmml", "batch", "csv":
		return errNotAllowed
	}
	return errNotFound
}

// methodOf is the method of a request: of a POST the one that a header or a query says,
// for callers that have no other.
func methodOf(r *http.Request) (string, error) {
	switch r.Method {
	case http.MethodHead:
		return http.MethodGet, nil
	case http.MethodPost:
	default:
		return r.Method, nil
	}
	other := r.Header.Get("X-HTTP-Method-Override")
	if other == "" {
		other = r.URL.Query().Get("_method")
	}
	switch strings.ToUpper(other) {
	case "", http.MethodPost:
		return http.MethodPost, nil
	case http.MethodPut:
		return http.MethodPut, nil
	case http.MethodDelete:
		return http.MethodDelete, nil
	}
	return "", wire.Invalid("a POST may stand for PUT or DELETE, not for %s", other)
}

var (
	errNotFound   = wire.Errorf(wire.NotFound, "Not Found")
	errNotAllowed = &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed", HTTP: http.StatusMethodNotAllowed}
)

// admin is the error of a caller who may not do what is for those who run the server.
func (h *Handler) admin(c *call) error {
	if h.opts.Admin == nil || h.opts.Admin(c.Request) {
		return nil
	}
	return wire.Errorf(wire.PermissionDenied, "Forbidden")
}

// model finds the model of a call.
func (h *Handler) model(c *call) (*wire.Model, error) {
	m, err := h.server.Model(c.Context(), c.id, wire.Selector{})
	return m, h.unknown(c, err)
}

// unknown says of an unknown model that it is that.
func (h *Handler) unknown(c *call, err error) error {
	if err == nil {
		return nil
	}
	e := wire.ErrorOf(err)
	if e.Code == wire.NotFound {
		return wire.Errorf(wire.NotFound, "Model %q not found", c.id)
	}
	return e
}

// sendError sends {"message": text} with the error's status.
func sendError(w http.ResponseWriter, r *http.Request, err error) {
	e := wire.ErrorOf(err)
	if e.Code == wire.ResourceExhausted && e.HTTP == 0 && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "1")
	}
	wire.Send(w, r, e.Status(), wire.JSON, append(appendMessage([]byte("{"), e), '}'))
}

// appendMessage appends the member that says what is wrong.
func appendMessage(dst []byte, e *wire.Error) []byte {
	text := e.Text
	if text == "" {
		text = http.StatusText(e.Status())
	}
	return wire.AppendString(append(dst, `"message":`...), text)
}
