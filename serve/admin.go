package serve

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"net/url"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// isAdmin says whether a path is for those who run the server.
func isAdmin(path string) bool {
	switch path {
	case "/metrics", "/monitoring/prometheus/metrics":
		return true
	}
	return strings.HasPrefix(path, "/debug/pprof/")
}

// newAdmin makes the handler of what only those who run the server see.
func newAdmin(m *Metrics, profiles bool) http.Handler {
	mux := http.NewServeMux()
	if m != nil {
		mux.Handle("GET /metrics", m.Handler())
		mux.Handle("GET /monitoring/prometheus/metrics", m.Handler())
	}
	if !profiles {
		return mux
	}
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}

// authorize says whether a request may change models.
func (h *handler) authorize(r *http.Request) error {
	given, ok := bearer(r.Header.Get("Authorization"))
	if !ok && sameSite(r) {
		if c, err := r.Cookie("token"); err == nil { // as clients of Openscoring send it
			given = c.Value
		}
	}
	return h.opts.authorize(given, local(r) && sameSite(r) && namesItself(r))
}

// bearer gives the token of a header.
func bearer(header string) (string, bool) {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimSpace(token), true
}

// authorize says whether a caller may change models: one with one of the tokens; where
// there are none, one on the server's own machine. A page of another site in a browser
// there is no such caller.
func (o *HandlerOptions) authorize(token string, local bool) error {
	switch {
	case o.ReadOnly:
		return wire.Errorf(wire.PermissionDenied, "models are not changed at this address")
	case o.Tokens == nil && local:
		return nil
	case o.Tokens == nil:
		return wire.Errorf(wire.PermissionDenied, "models are changed from the server's own machine only, since it has no tokens")
	case token == "":
		return wire.Errorf(wire.Unauthenticated, "a bearer token is needed to change models")
	}
	sum := sha256.Sum256([]byte(token))
	found := 0
	for _, t := range o.Tokens() {
		want := sha256.Sum256([]byte(t))
		if t != "" {
			found |= subtle.ConstantTimeCompare(sum[:], want[:])
		}
	}
	if found == 0 {
		return wire.Errorf(wire.Unauthenticated, "the token is none that may change models")
	}
	return nil
}

// guarded is a repository whose models only those change who may.
type guarded struct{ *Repository }

func allowed(ctx context.Context) error {
	if c := CallOf(ctx); c != nil && c.authorize != nil {
		return c.authorize.authorized()
	}
	return nil
}

// Deploy is [Repository.Deploy] for those who may.
func (g guarded) Deploy(ctx context.Context, d wire.Deployment) (wire.Version, bool, error) {
	if err := allowed(ctx); err != nil {
		return wire.Version{}, false, err
	}
	return g.Repository.Deploy(ctx, d)
}

// Remove is [Repository.Remove] for those who may.
func (g guarded) Remove(ctx context.Context, name string) error {
	if err := allowed(ctx); err != nil {
		return err
	}
	return g.Repository.Remove(ctx, name)
}

// Load is [Repository.Load] for those who may.
func (g guarded) Load(ctx context.Context, name string) error {
	if err := allowed(ctx); err != nil {
		return err
	}
	return g.Repository.Load(ctx, name)
}

// Unload is [Repository.Unload] for those who may.
func (g guarded) Unload(ctx context.Context, name string) error {
	if err := allowed(ctx); err != nil {
		return err
	}
	return g.Repository.Unload(ctx, name)
}

// Document is [Repository.Document] for those who may: a document can be a secret.
func (g guarded) Document(ctx context.Context, name string) (io.ReadCloser, error) {
	if err := allowed(ctx); err != nil {
		return nil, err
	}
	return g.Repository.Document(ctx, name)
}

// local says whether a request comes from the machine itself.
func local(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	address := from.Addr().Unmap()
	if address.IsLoopback() {
		return true
	}
	own, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	to, err := netip.ParseAddrPort(own.String())
	return err == nil && to.Addr().Unmap() == address
}

// namesItself says whether a request names the machine itself as its host: a page whose
// name was made to lead here does not.
func namesItself(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

// sameSite says whether a request is none that a browser sends for a page of another
// site.
func sameSite(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

// Pin is [Repository.Pin] for those who may.
func (g guarded) Pin(ctx context.Context, name string, version int64) error {
	if err := g.changes(ctx); err != nil {
		return err
	}
	return g.Repository.Pin(name, version)
}

// SetLabels is [Repository.SetLabels] for those who may.
func (g guarded) SetLabels(ctx context.Context, name string, labels map[string]int64) error {
	if err := g.changes(ctx); err != nil {
		return err
	}
	return g.Repository.SetLabels(ctx, name, labels)
}

// changes says whether the caller may change where requests go: who may deploy, may.
func (g guarded) changes(ctx context.Context) error {
	if !g.opts.Deploy {
		return wire.Errorf(wire.PermissionDenied, "models are not changed here")
	}
	return allowed(ctx)
}
