package serve

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gopmml/gopmml/serve/protocol/invocations"
	"github.com/gopmml/gopmml/serve/protocol/kserve"
	"github.com/gopmml/gopmml/serve/protocol/oip"
	"github.com/gopmml/gopmml/serve/protocol/openscoring"
	"github.com/gopmml/gopmml/serve/protocol/tfserving"
	"github.com/gopmml/gopmml/serve/web"
	"github.com/gopmml/gopmml/serve/wire"
)

// HandlerOptions are choices for [NewHandler]. The zero value has the defaults.
type HandlerOptions struct {
	Limits wire.Limits
	// Timeout is how long a request may take; 0 for 60 s, negative for ever.
	Timeout time.Duration
	// Log is told of every request. nil: nobody is.
	Log *slog.Logger
	// Metrics counts requests, and is told at /metrics. nil: nothing is counted.
	Metrics *Metrics
	// ReadOnly refuses calls that deploy, load and remove models, whatever the repository
	// allows.
	ReadOnly bool
	// Tokens gives the bearer tokens one of which those calls must have, whenever one
	// comes; nil: only callers on the server's own machine may.
	Tokens func() []string
	// DefaultModel is what requests are scored by whose paths name no model, "" for the only
	// one that there is.
	DefaultModel string
	// VertexHealth and VertexPredict are the paths that Vertex AI asks at, "" for none.
	VertexHealth, VertexPredict string
	// Profiles answers at /debug/pprof.
	Profiles bool
	// Features answers :rank and :lookup of models; package features has a handler. nil:
	// nobody does.
	Features http.Handler
}

func (o HandlerOptions) withDefaults() HandlerOptions {
	if o.Limits == (wire.Limits{}) {
		o.Limits = wire.DefaultLimits()
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	return o
}

// handler answers all protocols.
type handler struct {
	repository *Repository
	opts       HandlerOptions
	tfserving  http.Handler
	kserve     http.Handler
	oip        http.Handler
	admin      http.Handler
	web        http.Handler
	// openscoring answers below /openscoring, invocations what names no model.
	openscoring *openscoring.Handler
	invocations *invocations.Handler
	ids         *ids
}

// NewHandler makes a handler that answers all protocols on a repository.
func NewHandler(r *Repository, opts HandlerOptions) http.Handler {
	opts = opts.withDefaults()
	server := guarded{r}
	h := &handler{
		repository: r, opts: opts, ids: newIDs(), admin: newAdmin(opts.Metrics, opts.Profiles),
		tfserving: tfserving.New(server, opts.Limits), kserve: kserve.New(server, opts.Limits), oip: oip.New(server, opts.Limits),
		invocations: invocations.New(server, opts.Limits, invocations.Options{
			Model: opts.DefaultModel, Vertex: invocations.Routes{Health: opts.VertexHealth, Predict: opts.VertexPredict},
		}),
	}
	h.web = web.New(server, web.Options{Limits: opts.Limits, May: allowed, Changes: r.opts.Deploy && !opts.ReadOnly, Token: opts.Tokens != nil})
	h.openscoring = openscoring.New(server, opts.Limits, openscoring.Options{Admin: func(r *http.Request) bool { return h.authorize(r) == nil }})
	return h
}

// ServeHTTP answers a request: whichever protocol its path is of. Paths are taken as
// they are sent, since names may hold slashes, and clients follow no redirects.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{handler: h, request: r, answer: answer{ResponseWriter: w}}
	call := &x.call
	call.ID, call.Begun, call.authorize = r.Header.Get("X-Request-Id"), time.Now(), x
	if call.ID == "" {
		call.ID = h.ids.next()
	}
	x.context = callContext{r.Context(), call}
	ctx := context.Context(&x.context)
	if h.opts.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, h.opts.Timeout)
		defer cancel()
	}
	r = r.WithContext(ctx)
	w.Header()["X-Request-Id"] = []string{call.ID}
	defer h.end(&x.answer, r, call)
	h.route(&x.answer, r, call)
}

// exchange is a request with its answer, in one piece of memory.
type exchange struct {
	handler *handler
	request *http.Request
	call    Call
	answer  answer
	context callContext
}

// callContext is a context that knows its call.
type callContext struct {
	context.Context
	call *Call
}

// Value gives the call.
func (c *callContext) Value(key any) any {
	if _, ok := key.(callKey); ok {
		return c.call
	}
	return c.Context.Value(key)
}

// authorized says whether the caller may change models.
func (x *exchange) authorized() error { return x.handler.authorize(x.request) }

// route finds the protocol of a path.
func (h *handler) route(w http.ResponseWriter, r *http.Request, call *Call) {
	path := r.URL.EscapedPath()
	switch {
	case web.IsAdmin(path):
		call.Protocol = "admin"
		h.web.ServeHTTP(w, r)
	case path == "/" && web.Wants(r) || web.IsPage(path):
		call.Protocol = "web"
		h.web.ServeHTTP(w, r)
	case isAdmin(path):
		call.Protocol = "admin"
		h.admin.ServeHTTP(w, r)
	case h.invocations.Answers(path):
		call.Protocol = "invocations"
		h.invocations.ServeHTTP(w, r)
	case h.openscoring.Answers(path):
		call.Protocol = "openscoring"
		h.openscoring.ServeHTTP(w, r)
	case path == "/openapi.json":
		call.Protocol = "openapi"
		h.openAPI(w, r)
	case path == "/":
		call.Protocol = "kserve"
		kserve.Alive(w, r)
	case path == "/livez" || path == "/healthz" || path == "/readyz":
		call.Protocol = "probe"
		h.probe(w, r, path == "/readyz")
	case path == "/v2" || strings.HasPrefix(path, "/v2/"):
		call.Protocol = "oip"
		if strings.HasSuffix(path, "/infer") {
			call.Verb = "predict"
		}
		h.oip.ServeHTTP(w, r)
	case path == "/v1/models" || path == "/v1/models/":
		call.Protocol = "kserve"
		h.kserve.ServeHTTP(w, r)
	case len(path) > len("/v1/") && strings.EqualFold(path[:len("/v1/")], "/v1/"):
		if _, ok := kserve.Explains(path); ok {
			call.Protocol, call.Verb = "kserve", "explain"
			h.kserve.ServeHTTP(w, r)
			return
		}
		if verb, ok := ofFeatures(path); ok && h.opts.Features != nil {
			call.Protocol, call.Verb = "features", verb
			h.opts.Features.ServeHTTP(w, r)
			return
		}
		call.Protocol = "tfserving"
		if i := strings.LastIndexByte(path, ':'); i >= 0 {
			call.Verb = verbs[strings.ToLower(path[i+1:])]
		}
		h.tfserving.ServeHTTP(w, r)
	default:
		call.Protocol = "none"
		wire.SendError(w, r, wire.Errorf(wire.NotFound, "Not Found"))
	}
}

func (h *handler) probe(w http.ResponseWriter, r *http.Request, ready bool) {
	if ready && !h.repository.Ready() {
		wire.Send(w, r, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("not ready\n"))
		return
	}
	wire.Send(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// end tells what became of a request. A panic is the end of this request only.
func (h *handler) end(w *answer, r *http.Request, call *Call) {
	if p := recover(); p != nil {
		if p == http.ErrAbortHandler {
			panic(p)
		}
		if h.opts.Log != nil {
			h.opts.Log.Error("a request ended in a panic", "id", call.ID, "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
		}
		if w.status == 0 {
			wire.SendError(w, r, wire.Errorf(wire.Internal, "internal error"))
		}
	}
	if h.opts.Metrics != nil {
		h.opts.Metrics.observe(call, wire.CodeOf(w.status), time.Since(call.Begun).Seconds())
	}
	if h.opts.Log != nil {
		h.opts.Log.Debug("request", "id", call.ID, "method", r.Method, "path", r.URL.Path, "protocol", call.Protocol,
			"model", call.Model, "version", call.Version, "status", w.status, "took", time.Since(call.Begun))
	}
}

// answer remembers the status.
type answer struct {
	http.ResponseWriter
	status int
}

func (w *answer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *answer) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap is for [http.ResponseController].
func (w *answer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// verbs are what may be asked of a model, so that metrics have no others.
var verbs = map[string]string{"predict": "predict", "classify": "classify", "regress": "regress"}

// ofFeatures says whether a path asks for what is named by keys.
func ofFeatures(path string) (verb string, ok bool) {
	verb = strings.ToLower(path[strings.LastIndexByte(path, ':')+1:])
	return verb, verb == "rank" || verb == "lookup"
}
