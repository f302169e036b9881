package serve

import (
	"fmt"
	"math"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/wire"
)

// shadowedBy gives a server whose version 1 answers and whose version 2 is its shadow.
func shadowedBy(t testing.TB, first, second string, share float64) (*httptest.Server, *Repository) {
	folder := t.TempDir()
	put(t, folder+"/1/model.pmml", first)
	put(t, folder+"/2/model.pmml", second)
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: folder, Labels: map[string]int64{"stable": 1}, Shadow: 2, ShadowShare: share}}})
	m, err := NewMetrics(r)
	require.NoError(t, err)
	s := httptest.NewServer(NewHandler(r, HandlerOptions{Metrics: m}))
	t.Cleanup(s.Close)
	return s, r
}

// compared gives what the shadow has done, once it has compared so many records.
func compared(t testing.TB, r *Repository, records int64) *wire.Comparison {
	t.Helper()
	var out *wire.Comparison
	require.Eventually(t, func() bool {
		all, err := r.Statistics("m", 2)
		require.NoError(t, err)
		out = all[0].Shadow
		return out != nil && out.Records+out.Dropped >= records
	}, 10*time.Second, time.Millisecond)
	return out
}

func TestShadow(t *testing.T) {
	s, r := shadowedBy(t, plus(1), plus(4), 0)
	answer, body := send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": [1, null, 2]}`)
	require.Equal(t, 200, answer.StatusCode, body)
	assert.Equal(t, `{"predictions": [2.0, null, 3.0]}`, strings.TrimSpace(body), "the answer is that of version 1")
	assert.Equal(t, &wire.Comparison{Records: 3, Differing: 2, Largest: 3}, compared(t, r, 3))

	// A request that names the shadow is no comparison, and one that is wrong is none.
	_, _ = send(t, "POST", s.URL+"/v1/models/m/versions/2:predict", `{"instances": [1]}`)
	_, _ = send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": ["one"]}`)
	_, _ = send(t, "POST", s.URL+"/v1/models/m:predict", `{"inputs": [5]}`)
	assert.Equal(t, &wire.Comparison{Records: 4, Differing: 3, Largest: 3}, compared(t, r, 4))

	got := scraped(t, s.URL)
	assert.Equal(t, 4.0, got["gopmml_shadow_records_total"]["model=m,version=2"])
	assert.Equal(t, 3.0, got["gopmml_shadow_records_differing_total"]["model=m,version=2"])
	assert.Equal(t, 3.0, got["gopmml_shadow_largest_difference"]["model=m,version=2"])
	_, body = send(t, "GET", s.URL+"/ui/models", "")
	assert.Contains(t, body, `"shadow":{"records":4,"differing":3,"largest":3,"dropped":0,"failures":0}`)

	// A server that others wait for does not score for shadows.
	r.gate.waiting.Add(1)
	_, _ = send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": [1]}`)
	r.gate.waiting.Add(-1)
	assert.Equal(t, &wire.Comparison{Records: 4, Differing: 3, Largest: 3, Dropped: 1}, compared(t, r, 4))
	// Nor for requests that are large.
	_, _ = send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": [1`+strings.Repeat(",1", 100_000)+`]}`)
	assert.Equal(t, int64(2), compared(t, r, 4).Dropped)
	_, err := NewRepository(t.Context(), Options{Sources: []Source{{Name: "m", Path: halfPlusTwo, ShadowShare: 2}}})
	assert.ErrorContains(t, err, "from 0 to 1")
}

func TestAShadowWithOtherOutputs(t *testing.T) {
	_, r := shadowedBy(t, plus(1), strings.NewReplacer(`name="y"`, `name="z"`).Replace(plus(1)), 1)
	_, _, err := score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, &wire.Comparison{Records: 1, Differing: 1}, compared(t, r, 1), "nothing is the same where nothing is common")
}

func TestAShareOfShadows(t *testing.T) {
	_, r := shadowedBy(t, plus(1), plus(1), 1e-12)
	for range 100 {
		_, _, err := score(t, r, "m", wire.Selector{})
		require.NoError(t, err)
	}
	all, err := r.Statistics("m", 2)
	require.NoError(t, err)
	assert.Nil(t, all[0].Shadow)
}

// The shadow of a model that is the same differs nowhere, in whatever form requests come
// and however many at a time: it has the values of its request and no other's.
func TestAShadowThatIsTheSame(t *testing.T) {
	text, err := os.ReadFile(logistic)
	require.NoError(t, err)
	s, r := shadowedBy(t, string(text), string(text), 1)
	bodies := []string{
		`{"instances": [{"age": %d, "income": 42000, "debt": 9500, "home": "rent"}]}`,
		`{"instances": [{"age": "%d", "home": "own"}]}`,
		`{"instances": [[%d, 42000, 9500, "rent"], [20, 42000, null, "own"], [20, 1.5, 2, "mortgage"]]}`,
		`{"inputs": {"age": [%d, 2], "income": [1, 2], "debt": [1, null], "home": ["rent", "own"]}}`,
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 50 {
				answer, body := send(t, "POST", s.URL+"/v1/models/m:predict", fmt.Sprintf(bodies[(n+i)%len(bodies)], 20+i))
				assert.Equal(t, 200, answer.StatusCode, body)
			}
		})
	}
	wg.Wait()
	answer, body := send(t, "POST", s.URL+"/v2/models/m/infer", `{"inputs": [{"name": "age", "shape": [2], "datatype": "INT64", "data": [35, 36]},
		{"name": "home", "shape": [2], "datatype": "BYTES", "data": ["rent", "own"]}]}`)
	assert.Equal(t, 200, answer.StatusCode, body)
	c := compared(t, r, 1)
	assert.Zero(t, c.Differing)
	assert.Zero(t, c.Failures)
	assert.Zero(t, math.Abs(c.Largest))
}
