package invocations

import (
	"context"
	"net/http"

	"github.com/gopmml/gopmml/serve/wire"
)

// Options are choices for [New].
type Options struct {
	// Model is the model that is meant, "" for the only one that there is.
	Model  string
	Vertex Routes
}

// Routes are the paths of Vertex AI, "" for none.
type Routes struct{ Health, Predict string }

// Handler answers requests that name no model.
type Handler struct {
	server wire.Server
	limits wire.Limits
	opts   Options
}

// New makes a handler.
func New(s wire.Server, l wire.Limits, opts Options) *Handler {
	return &Handler{server: s, limits: l, opts: opts}
}

// Answers says whether a path is one of the handler's.
func (h *Handler) Answers(path string) bool {
	switch path {
	case "/invocations", "/ping", "/health", "/version":
		return true
	case "":
		return false
	}
	return path == h.opts.Vertex.Health || path == h.opts.Vertex.Predict
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.EscapedPath()
	vertex := path == h.opts.Vertex.Health || path == h.opts.Vertex.Predict
	method := http.MethodGet
	if path == "/invocations" || path == h.opts.Vertex.Predict {
		method = http.MethodPost
	}
	fail := sendError
	if vertex {
		fail = wire.SendError
	}
	if r.Method != method && (method != http.MethodGet || r.Method != http.MethodHead) {
		w.Header().Set("Allow", method)
		fail(w, r, &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed", HTTP: http.StatusMethodNotAllowed})
		return
	}
	if path == "/version" {
		wire.Send(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte(h.server.About().Version))
		return
	}
	if method == http.MethodGet {
		if _, err := h.model(r.Context()); err != nil || !h.server.Ready() {
			if err == nil {
				err = wire.Errorf(wire.Unavailable, "the server is not ready")
			}
			e := *wire.ErrorOf(err)
			e.HTTP = http.StatusServiceUnavailable
			fail(w, r, &e)
			return
		}
		wire.Send(w, r, http.StatusOK, wire.JSON, []byte("{}\n"))
		return
	}
	reply := wire.NewReply()
	defer reply.Release()
	kind, err := h.score(r, vertex, reply)
	if err != nil {
		fail(w, r, err)
		return
	}
	reply.Send(w, r, http.StatusOK, kind)
}

// model finds the model that is meant.
func (h *Handler) model(ctx context.Context) (*wire.Model, error) {
	name := h.opts.Model
	if name == "" {
		names := h.server.Names()
		switch len(names) {
		case 0:
			return nil, wire.Errorf(wire.NotFound, "no model is served")
		case 1:
			name = names[0]
		default:
			return nil, wire.Errorf(wire.NotFound, "%d models are served, and none of them is the default model", len(names))
		}
	}
	return h.server.Model(ctx, name, wire.Selector{})
}

// score scores the records of a request, and gives the type of the answer.
func (h *Handler) score(r *http.Request, vertex bool, reply *wire.Reply) (string, error) {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return "", err
	}
	defer body.Release()
	in, err := sentAs(r.Header.Get("Content-Type"), body.Bytes(), vertex)
	if err != nil {
		return "", err
	}
	out, err := wantedAs(r.Header.Values("Accept"), vertex)
	if err != nil {
		return "", err
	}
	m, err := h.model(r.Context())
	if err != nil {
		return "", err
	}
	b := m.NewBatch()
	defer b.Release()
	b.Frames()
	rd := &reading{b: b, limits: h.limits}
	switch in.kind {
	case isCSV:
		err = rd.csv(body.Bytes(), in.header)
	case isLines:
		err = rd.lines(body.Bytes())
	default:
		err = rd.json(body.Bytes(), vertex)
	}
	if err != nil {
		return "", err
	}
	results, err := b.Score(r.Context(), false)
	if err != nil {
		return "", err
	}
	switch out.kind {
	case isCSV:
		reply.Data = results.AppendCSV(reply.Data, wire.CSV{Separator: ',', Quote: '"'}, out.header == present, "", nil)
		return "text/csv", nil
	case isLines:
		for i := range results.Rows() {
			reply.Data = append(results.AppendRecord(reply.Data, i), '\n')
		}
		return "application/jsonlines", nil
	}
	dst := append(reply.Data, `{"predictions": [`...)
	for i := range results.Rows() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = results.AppendRecord(dst, i)
	}
	reply.Data = append(dst, "]}\n"...)
	return wire.JSON, nil
}

// errorCodes are the names that MLflow has for errors.
var errorCodes = map[wire.Code]string{
	wire.InvalidArgument: "INVALID_PARAMETER_VALUE", wire.FailedPrecondition: "INVALID_STATE", wire.NotFound: "RESOURCE_DOES_NOT_EXIST",
	wire.PermissionDenied: "PERMISSION_DENIED", wire.Unauthenticated: "UNAUTHENTICATED", wire.ResourceExhausted: "REQUEST_LIMIT_EXCEEDED",
	wire.Unavailable: "TEMPORARILY_UNAVAILABLE", wire.DeadlineExceeded: "DEADLINE_EXCEEDED", wire.Canceled: "CANCELLED",
	wire.Unimplemented: "NOT_IMPLEMENTED", wire.Internal: "INTERNAL_ERROR", wire.AlreadyExists: "RESOURCE_ALREADY_EXISTS",
}

// sendError sends {"error_code": name, "message": text}, as MLflow does.
func sendError(w http.ResponseWriter, r *http.Request, err error) {
	e := wire.ErrorOf(err)
	if e.Code == wire.ResourceExhausted && e.HTTP == 0 {
		w.Header().Set("Retry-After", "1")
	}
	dst := wire.AppendString([]byte(`{"error_code": `), errorCodes[e.Code])
	dst = wire.AppendString(append(dst, `, "message": `...), e.Text)
	wire.Send(w, r, e.Status(), wire.JSON, append(dst, '}'))
}
