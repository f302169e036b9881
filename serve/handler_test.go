package serve

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/wire"
)

func TestProbes(t *testing.T) {
	s, r := started(t, Options{Sources: []Source{{Name: "m", Path: halfPlusTwo}}})
	for _, path := range []string{"/livez", "/readyz", "/healthz"} {
		answer, _ := send(t, "GET", s.URL+path, "")
		assert.Equal(t, 200, answer.StatusCode, path)
	}
	r.Drain()
	answer, _ := send(t, "GET", s.URL+"/readyz", "")
	assert.Equal(t, 503, answer.StatusCode, "not ready while it drains")
	answer, _ = send(t, "GET", s.URL+"/livez", "")
	assert.Equal(t, 200, answer.StatusCode)
	answer, body := send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": [1]}`)
	assert.Equal(t, 200, answer.StatusCode, "what comes all the same is answered: %s", body)
}

func TestLimitsOfRequests(t *testing.T) {
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: halfPlusTwo}}})
	s := httptest.NewServer(NewHandler(r, HandlerOptions{Limits: wire.Limits{Body: 200, Plain: 300, Rows: 3}}))
	defer s.Close()
	for _, tt := range []struct {
		name, body string
		status     int
	}{
		{"three records", `{"instances": [1, 2, 3]}`, 200},
		{"four records", `{"instances": [1, 2, 3, 4]}`, 413},
		{"four records by column", `{"inputs": [1, 2, 3, 4]}`, 413},
		{"four examples", `{"examples": [{}, {}, {}, {}]}`, 413},
		{"a long body", `{"instances": [1], "x": "` + strings.Repeat("x", 300) + `"}`, 413},
	} {
		verb := ":predict"
		if strings.Contains(tt.body, "examples") {
			verb = ":regress"
		}
		answer, body := send(t, "POST", s.URL+"/v1/models/m"+verb, tt.body)
		assert.Equal(t, tt.status, answer.StatusCode, "%s: %s", tt.name, body)
	}
}

// Whoever comes when too many wait is told so at once; those who wait are served.
func TestShedding(t *testing.T) {
	g := newGate(1, 2)
	require.NoError(t, g.enter(t.Context()))
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			assert.NoError(t, g.enter(t.Context()))
			g.leave()
		})
	}
	require.Eventually(t, func() bool { return g.waiting.Load() == 2 }, time.Second, time.Millisecond)
	err := g.enter(t.Context())
	assert.Equal(t, wire.ResourceExhausted, wire.ErrorOf(err).Code)
	assert.Equal(t, http.StatusTooManyRequests, wire.ErrorOf(err).Status())
	g.leave()
	wg.Wait()

	require.NoError(t, g.enter(t.Context()))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.Equal(t, wire.Canceled, wire.ErrorOf(g.enter(ctx)).Code, "who no longer waits leaves the queue")
	assert.Zero(t, g.waiting.Load())
}

func TestTokens(t *testing.T) {
	folder := t.TempDir()
	r := newRepository(t, Options{Folder: folder, Deploy: true})
	body := func() *strings.Reader { return strings.NewReader(plus(1)) }
	for _, tt := range []struct {
		name    string
		opts    HandlerOptions
		headers []string
		want    wire.Code
	}{
		{"nobody asks, on the machine itself", HandlerOptions{}, nil, wire.OK},
		{"read only", HandlerOptions{ReadOnly: true}, nil, wire.PermissionDenied},
		{"no token", HandlerOptions{Tokens: func() []string { return []string{"a", "b"} }}, nil, wire.Unauthenticated},
		{"another token", HandlerOptions{Tokens: func() []string { return []string{"a", "b"} }}, []string{"Bearer c"}, wire.Unauthenticated},
		{"one of the tokens", HandlerOptions{Tokens: func() []string { return []string{"a", "b"} }}, []string{"Bearer b"}, wire.OK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := NewHandler(r, tt.opts).(*handler)
			request := httptest.NewRequest(http.MethodPut, "/", nil)
			request.RemoteAddr, request.Host = "127.0.0.1:1234", "localhost:8501"
			for _, v := range tt.headers {
				request.Header.Set("Authorization", v)
			}
			ctx := context.WithValue(t.Context(), callKey{}, &Call{authorize: &exchange{handler: h, request: request}})
			_, _, err := guarded{r}.Deploy(ctx, wire.Deployment{Name: "m", Body: body()})
			code := wire.OK
			if err != nil {
				code = wire.ErrorOf(err).Code
			}
			assert.Equal(t, tt.want, code, "%v", err)
		})
	}
}

// Without tokens, only callers on the machine itself change models, and no page of
// another site in a browser there.
func TestStrangers(t *testing.T) {
	h := NewHandler(newRepository(t, Options{Folder: t.TempDir(), Deploy: true}), HandlerOptions{}).(*handler)
	request := httptest.NewRequest(http.MethodPut, "/", nil)
	request.RemoteAddr = "192.0.2.1:1234"
	assert.Equal(t, wire.PermissionDenied, wire.ErrorOf(h.authorize(request)).Code)
	request.RemoteAddr, request.Host = "127.0.0.1:1234", "[::1]:8501"
	require.NoError(t, h.authorize(request))
	request.Host = "led-here.example:8501"
	assert.Equal(t, wire.PermissionDenied, wire.ErrorOf(h.authorize(request)).Code, "a name that leads to this machine is none of its own")
	request.Host = "localhost"
	request.Header.Set("Origin", "http://elsewhere.example")
	assert.Equal(t, wire.PermissionDenied, wire.ErrorOf(h.authorize(request)).Code)
}

// A panic is the end of one request, which is told so.
func TestPanic(t *testing.T) {
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: halfPlusTwo}}})
	h := NewHandler(r, HandlerOptions{}).(*handler)
	h.tfserving = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("on purpose") })
	s := httptest.NewServer(h)
	defer s.Close()
	answer, body := send(t, "GET", s.URL+"/v1/models/m", "")
	assert.Equal(t, 500, answer.StatusCode)
	assert.JSONEq(t, `{"error": "internal error"}`, body)
	answer, _ = send(t, "GET", s.URL+"/v1/models", "")
	assert.Equal(t, 200, answer.StatusCode)
}

func TestRollback(t *testing.T) {
	folder := t.TempDir()
	put(t, folder+"/m/1/"+documentName, plus(1))
	put(t, folder+"/m/2/"+documentName, plus(2))
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: folder + "/m", Policy: Policy{Latest: 2}}}})
	require.NoError(t, r.Pin("m", 1))
	y, _, err := score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 2.0, y)
	assert.Error(t, r.Pin("m", 7))
	require.NoError(t, r.Pin("m", 0))
	y, _, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 3.0, y)
}
