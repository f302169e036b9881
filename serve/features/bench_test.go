package features_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve"
	"github.com/gopmml/gopmml/serve/features"
	"github.com/gopmml/gopmml/serve/wire"
)

const (
	benchItems      = 100_000
	benchCandidates = 5000
	benchSize       = 64
)

var benchColumns = []features.Column{{Name: "emb", Type: features.Vector, Size: benchSize}}

// benchVector is the vector of an item, or of a user.
func benchVector(i int) []float32 {
	r := rand.New(rand.NewPCG(uint64(i), 1))
	v := make([]float32, benchSize)
	for k := range v {
		v[k] = float32(r.NormFloat64())
	}
	return v
}

// nobody is a client that reads nothing.
type nobody struct {
	header http.Header
	status int
}

func (n *nobody) Header() http.Header         { return n.header }
func (n *nobody) WriteHeader(status int)      { n.status = status }
func (n *nobody) Write(p []byte) (int, error) { return len(p), nil }

// benchHandler gives a handler of a model whose features come from a store.
func benchHandler(b *testing.B, store, view string, model serve.Source, spread bool) http.Handler {
	r, err := serve.NewRepository(b.Context(), serve.Options{Sources: []serve.Source{model}})
	require.NoError(b, err)
	b.Cleanup(r.Close)
	join := "{view: user, key: user_id}, {view: item, each: item_ids}"
	if spread {
		join = `{view: user, key: user_id, inputs: {emb: u_}}, {view: item, each: item_ids, inputs: {emb: i_}}`
	}
	c, err := features.ParseConfig(fmt.Appendf(nil, `
stores: {s: {%s, timeout: 10s}}
views: {user: {store: s%[2]s}, item: {store: s%[2]s}}
models: {m: {join: [%[3]s], derived: [{input: product, dot: [user.emb, item.emb]}]}}
`, store, view, join))
	require.NoError(b, err)
	if view != "" {
		for name, prefix := range map[string]string{"user": "user:", "item": "item:"} {
			v := c.Views[name]
			v.Prefix = prefix
			c.Views[name] = v
		}
	}
	s, err := features.Open(c)
	require.NoError(b, err)
	b.Cleanup(func() { _ = s.Close() })
	require.NoError(b, s.Check(b.Context(), r))
	return serve.NewHandler(r, serve.HandlerOptions{Features: features.NewHandler(s, r, wire.Limits{})})
}

// benchBodies are requests for candidates by chance.
func benchBodies() [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	var out [][]byte
	for range 20 {
		body := []byte(`{"user_id": 17, "top": 100, "item_ids": [`)
		for i, id := range r.Perm(benchItems)[:benchCandidates] {
			if i > 0 {
				body = append(body, ", "...)
			}
			body = strconv.AppendInt(body, int64(id), 10)
		}
		out = append(out, append(body, "]}"...))
	}
	return out
}

// BenchmarkCandidates is what 5,000 candidates with vectors of 64 take: those of Redis
// fetched by go-redis alone, joined and ranked from Redis, and from files. The figures
// that matter are go-redis's time by that of Redis (at least 0.4) and Redis's by that of
// files (at least 3).
func BenchmarkCandidates(b *testing.B) {
	s := redisServer(b, "--appendonly", "no")
	folder := b.TempDir()
	for _, view := range []string{"user", "item"} {
		w, err := features.NewWriter(folder, view, benchColumns)
		require.NoError(b, err)
		p := s.client.Pipeline()
		for i := range benchItems {
			v := benchVector(i)
			copy(w.Row().Columns[0].Vector(0, benchSize), v)
			require.NoError(b, w.Add(strconv.Itoa(i)))
			p.Set(b.Context(), view+":"+strconv.Itoa(i), packed(v...), 0)
			if i%1000 == 999 {
				_, err := p.Exec(b.Context())
				require.NoError(b, err)
			}
		}
		require.NoError(b, w.Commit())
	}
	bodies := benchBodies()
	var inputs []string
	for i := range benchSize {
		inputs = append(inputs, fmt.Sprint("u_", i), fmt.Sprint("i_", i))
	}
	models := b.TempDir()
	two := document(b, models, "m", linear("product"))
	dir := b.TempDir()
	all := document(b, dir, "m", linear(append(inputs, "product")...))

	redisStore := fmt.Sprintf("redis: {addresses: [%q]}", s.address)
	redisView := fmt.Sprintf(`, layout: packed, columns: [{name: emb, type: vector, size: %d}]`, benchSize)
	fileStore := fmt.Sprintf("folder: %q", folder)
	took := map[string]time.Duration{}
	b.Run("go-redis", func(b *testing.B) {
		keys := make([][]string, len(bodies))
		for i, body := range bodies {
			for _, id := range bytes.Split(body[bytes.IndexByte(body, '[')+1:len(body)-2], []byte(", ")) {
				keys[i] = append(keys[i], "item:"+string(id))
			}
		}
		for i := 0; b.Loop(); i++ {
			values, err := s.client.MGet(b.Context(), keys[i%len(keys)]...).Result()
			if err != nil || len(values) != benchCandidates {
				b.Fatal(err)
			}
		}
		took["go-redis"] = b.Elapsed() / time.Duration(b.N)
	})
	for _, tt := range []struct {
		name, store, view string
		model             serve.Source
		spread            bool
	}{
		{"redis", redisStore, redisView, two, false}, {"files", fileStore, "", two, false},
		{"cached redis", redisStore + ", cache: {bytes: 268435456, age: 1h}", redisView, two, false},
		{"redis, spread", redisStore, redisView, all, true}, {"files, spread", fileStore, "", all, true},
	} {
		b.Run(tt.name, func(b *testing.B) {
			h := benchHandler(b, tt.store, tt.view, tt.model, tt.spread)
			in := bytes.NewReader(nil)
			request, err := http.NewRequest(http.MethodPost, "/v1/models/m:rank", io.NopCloser(in))
			require.NoError(b, err)
			client := &nobody{header: http.Header{}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				in.Reset(bodies[i%len(bodies)])
				h.ServeHTTP(client, request)
			}
			require.Equal(b, http.StatusOK, client.status)
			took[tt.name] = b.Elapsed() / time.Duration(b.N)
		})
	}
	for _, spread := range []string{"", ", spread"} {
		if took["redis"+spread] > 0 && took["files"+spread] > 0 {
			fmt.Printf("go-redis alone by Redis%s: %.2f; Redis%s by files%s: %.1f\n", spread, float64(took["go-redis"])/float64(took["redis"+spread]),
				spread, spread, float64(took["redis"+spread])/float64(took["files"+spread]))
		}
	}
}
