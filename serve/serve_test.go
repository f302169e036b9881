package serve

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// started gives a server of a repository.
func started(t testing.TB, opts Options) (*httptest.Server, *Repository) {
	t.Helper()
	opts.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	r, err := NewRepository(t.Context(), opts)
	require.NoError(t, err)
	s := httptest.NewServer(NewHandler(r, HandlerOptions{}))
	t.Cleanup(func() {
		s.Close()
		r.Close()
	})
	return s, r
}

// documents of the tree that tests serve.
const (
	halfPlusTwo = "../testdata/half_plus_two.pmml"
	logistic    = "../testdata/logistic.pmml"
	tree        = "../testdata/tree.pmml"
)

func standard(t testing.TB) *httptest.Server {
	s, _ := started(t, Options{Sources: []Source{
		{Name: "half_plus_two", Path: halfPlusTwo}, {Name: "loans", Path: logistic, Labels: map[string]int64{"stable": 1}},
	}})
	return s
}

// received is an answer whose body was read.
type received struct {
	StatusCode int
	Header     http.Header
}

// send sends a request with headers, written as "Name: value".
func send(t testing.TB, method, url, body string, headers ...string) (*received, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return &received{answer.StatusCode, answer.Header}, string(text)
}

// newServer serves a handler until the test ends.
func newServer(t testing.TB, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func httpServer(t testing.TB, h http.Handler) *httptest.Server {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, text, 0o644))
}
