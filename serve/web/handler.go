package web

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/gopmml/gopmml/serve/wire"
)

// Server is what the page and those who run the server ask. Its methods that change
// models look themselves whether the caller may.
type Server interface {
	wire.Server
	// Pin sends all requests without a version to a version, until another is pinned; 0
	// takes the newest again.
	Pin(ctx context.Context, name string, version int64) error
	// SetLabels names versions; a label of version 0 is taken away. Others stay.
	SetLabels(ctx context.Context, name string, labels map[string]int64) error
}

// Options are choices for [New].
type Options struct {
	Limits wire.Limits
	// May says whether the caller of a request may see and do what is below /admin; nil:
	// anyone may.
	May func(context.Context) error
	// Changes says that models can be changed at this address by those who may, Token that
	// these have a token: the page offers it then.
	Changes, Token bool
}

// Handler answers requests of browsers and of those who run the server.
type Handler struct {
	server Server
	opts   Options
}

// New makes a handler.
func New(s Server, o Options) *Handler { return &Handler{server: s, opts: o} }

// Wants says whether a request for / is that of a browser.
func Wants(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// IsAdmin says whether a path is one of those that change models.
func IsAdmin(path string) bool {
	return path == "/admin/models" || strings.HasPrefix(path, "/admin/models/")
}

// IsPage says whether a path is one of the page's own.
func IsPage(path string) bool { return strings.HasPrefix(path, "/ui/") }

//go:embed page
var files embed.FS

// assets are the files of the page by their paths, with their types.
var assets = map[string][2]string{
	"/":            {"page/page.html", "text/html; charset=utf-8"},
	"/ui/page.js":  {"page/page.js", "text/javascript; charset=utf-8"},
	"/ui/draw.js":  {"page/draw.js", "text/javascript; charset=utf-8"},
	"/ui/page.css": {"page/page.css", "text/css; charset=utf-8"},
}

// policy lets the page load its own files and nothing else, nor be shown in another.
const policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cache-Control", "no-cache")
	path := r.URL.EscapedPath()
	if a, ok := assets[path]; ok {
		if path == "/" {
			head.Add("Vary", "Accept")
		}
		text, err := files.ReadFile(a[0])
		if err != nil || r.Method != http.MethodGet && r.Method != http.MethodHead {
			sendError(w, r, notAllowed(r))
			return
		}
		wire.Send(w, r, http.StatusOK, a[1], text)
		return
	}
	answer, status, err := any(nil), http.StatusOK, error(nil)
	if IsAdmin(path) {
		answer, status, err = h.admin(r, path)
	} else {
		answer, err = h.call(r, path)
	}
	if err != nil {
		sendError(w, r, err)
		return
	}
	send(w, r, status, answer)
}

// call answers a call of the page.
func (h *Handler) call(r *http.Request, path string) (any, error) {
	if path == "/ui/models" {
		if r.Method != http.MethodGet {
			return nil, notAllowed(r)
		}
		return h.overview(r.Context()), nil
	}
	name, rest, err := split(path, "/ui/models/")
	if err != nil {
		return nil, err
	}
	switch {
	case rest == "" && r.Method == http.MethodGet:
		return h.fields(r, name)
	case rest == "score" && r.Method == http.MethodPost:
		return h.score(r, name)
	case rest == "" || rest == "score":
		return nil, notAllowed(r)
	}
	return nil, wire.Errorf(wire.NotFound, "Not Found")
}

// split gives the name of a path below a prefix, and what follows it.
func split(path, prefix string) (name, rest string, err error) {
	below, ok := strings.CutPrefix(path, prefix)
	if !ok {
		return "", "", wire.Errorf(wire.NotFound, "Not Found")
	}
	escaped, rest, _ := strings.Cut(below, "/")
	if name, err = url.PathUnescape(escaped); err != nil || name == "" {
		return "", "", wire.Errorf(wire.NotFound, "Not Found")
	}
	return name, rest, nil
}

func notAllowed(r *http.Request) error {
	return &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed: " + r.Method, HTTP: http.StatusMethodNotAllowed}
}

func send(w http.ResponseWriter, r *http.Request, status int, v any) {
	if v == nil {
		w.WriteHeader(status)
		return
	}
	text, err := json.Marshal(v)
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	wire.Send(w, r, status, wire.JSON, append(text, '\n'))
}

// fault is an error in JSON: with its place in the document, or the field of the record.
type fault struct {
	Error  string `json:"error"`
	Code   string `json:"code"`
	Line   int32  `json:"line,omitempty"`
	Column int32  `json:"column,omitempty"`
	Path   string `json:"path,omitempty"`
	Detail string `json:"detail,omitempty"`
	Field  string `json:"field,omitempty"`
}

func faultOf(err error) *fault {
	e := wire.ErrorOf(err)
	if e == nil {
		return nil
	}
	f := &fault{Error: e.Text, Code: e.Code.String(), Field: e.Field}
	var document *pmml.Error
	if errors.As(err, &document) {
		f.Line, f.Column, f.Path, f.Detail = document.Pos.Line, document.Pos.Column, document.Path, document.Detail
	}
	var input *evaluator.InputError
	if errors.As(err, &input) {
		f.Field = input.Field
	}
	return f
}

func sendError(w http.ResponseWriter, r *http.Request, err error) {
	e := wire.ErrorOf(err)
	if e.Code == wire.Unauthenticated {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	if e.Code == wire.ResourceExhausted {
		w.Header().Set("Retry-After", "1")
	}
	send(w, r, e.Status(), faultOf(err))
}
