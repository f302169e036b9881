package serve

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/wire"
)

// sampling gives a server that samples, and what ends it and gives the lines of a file.
func sampling(t *testing.T, opts Sample) (s *httptest.Server, end func(name string) []string) {
	opts.Path = filepath.Join(t.TempDir(), "sample.jsonl")
	r := newRepository(t, Options{Sample: opts, Sources: []Source{{Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}}})
	s = httptest.NewServer(NewHandler(r, HandlerOptions{}))
	t.Cleanup(s.Close)
	return s, func(suffix string) []string {
		r.Close()
		info, err := os.Stat(opts.Path)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "only the owner reads what callers sent")
		text, err := os.ReadFile(opts.Path + suffix)
		require.NoError(t, err)
		return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	}
}

func TestSample(t *testing.T) {
	s, end := sampling(t, Sample{Share: 1})
	for _, c := range [...]struct{ path, body string }{
		{"half:predict", `{"instances": [1, null]}`},
		{"half:predict", `{"instances": ["one"]}`}, // has no result
		{"loans:predict", `{"instances": [{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}]}`},
		{"half:predict", `{"inputs": {"x": [3]}}`},
	} {
		_, _ = send(t, "POST", s.URL+"/v1/models/"+c.path, c.body, "X-Request-Id: \"mine\"")
	}
	lines := end("")
	require.Len(t, lines, 4)
	for i, want := range [...]string{
		`{"id":"\"mine\"","model":"half","version":"1","inputs":{"x":1.0},"outputs":{"y":2.5}}`,
		`{"id":"\"mine\"","model":"half","version":"1","inputs":{"x":null},"outputs":{"y":null}}`,
		`{"id":"\"mine\"","model":"loans","version":"1","inputs":{"age":35,"income":42000.0,"debt":9500.0,"home":"rent"},"outputs":{"default":"yes","probability(yes)":0.5176266210524907,"probability(no)":0.4823733789475093}}`,
		`{"id":"\"mine\"","model":"half","version":"1","inputs":{"x":3.0},"outputs":{"y":3.5}}`,
	} {
		var got map[string]any
		require.NoError(t, json.Unmarshal([]byte(lines[i]), &got))
		assert.NotEmpty(t, got["time"])
		delete(got, "time")
		text, err := json.Marshal(got)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(text))
	}
}

func TestAShareOfTheSample(t *testing.T) {
	s, end := sampling(t, Sample{Share: 0.1})
	_, _ = send(t, "POST", s.URL+"/v1/models/half:predict", `{"instances": [1`+strings.Repeat(",1", 9_999)+`]}`)
	n := len(end(""))
	assert.Greater(t, n, 700, "ten standard deviations below 1,000")
	assert.Less(t, n, 1300)
}

func TestTheSampleIsRotated(t *testing.T) {
	s, end := sampling(t, Sample{Share: 1, Bytes: 300, Keep: 2})
	for range 10 {
		_, _ = send(t, "POST", s.URL+"/v1/models/half:predict", `{"instances": [1]}`)
	}
	for _, name := range [...]string{"", ".1", ".2"} {
		lines := end(name)
		assert.LessOrEqual(t, len(strings.Join(lines, "\n")), 300)
		for _, l := range lines {
			assert.True(t, json.Valid([]byte(l)), l)
		}
	}
}

func TestSamplesAreNotDroppedSilently(t *testing.T) {
	r := newRepository(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}, Sample: Sample{Path: filepath.Join(t.TempDir(), "s"), Share: 1}})
	r.Close() // nobody writes any more
	for range samplesWaiting + 3 {
		_, _, err := score(t, r, "half", wire.Selector{})
		require.NoError(t, err, "scoring does not wait for it")
	}
	assert.Equal(t, int64(3), r.samples.dropped.Load())
	_, err := NewRepository(t.Context(), Options{Sample: Sample{Path: "s", Share: 1.5}})
	assert.ErrorContains(t, err, "up to 1, not 1.5")
}
