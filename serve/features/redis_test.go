package features_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/features"
)

// server is a redis-server that a test has started.
type server struct {
	t       testing.TB
	program string
	args    []string
	folder  string
	address string
	client  *redis.Client
	process *exec.Cmd
}

// redisServer starts a redis-server, as .ci/redis finds it.
func redisServer(t testing.TB, args ...string) *server {
	t.Helper()
	out, err := exec.Command("bash", filepath.FromSlash("../../.ci/redis")).Output()
	if err != nil {
		t.Skip("there is no redis-server, and none can be installed")
	}
	s := &server{t: t, program: strings.TrimSpace(string(out)), args: args, folder: t.TempDir(), address: freeAddress(t)}
	s.client = redis.NewClient(&redis.Options{Addr: s.address})
	t.Cleanup(func() { _ = s.client.Close() })
	s.start()
	t.Cleanup(s.kill)
	return s
}

func freeAddress(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

func (s *server) start() {
	_, port, err := net.SplitHostPort(s.address)
	require.NoError(s.t, err)
	s.process = exec.Command(s.program, append([]string{"--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", s.folder}, s.args...)...)
	require.NoError(s.t, s.process.Start())
	require.Eventually(s.t, func() bool {
		err := s.client.Ping(context.Background()).Err()
		return err == nil
	}, 20*time.Second, 10*time.Millisecond)
}

// kill ends the server as a crash would.
func (s *server) kill() {
	if s.process != nil {
		_ = s.process.Process.Kill()
		_ = s.process.Wait()
		s.process = nil
	}
}

func (s *server) store(t testing.TB, o features.RedisOptions) *features.Redis {
	if o.Addresses == nil {
		o.Addresses = []string{s.address}
	}
	r, err := features.OpenRedis(o, time.Second)
	require.NoError(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// packed packs floats as stores have them.
func packed(v ...float32) string { return string(features.AppendVector(nil, v)) }

// columns are those of the views of tests.
func columns(names ...string) []features.Column {
	all := map[string]features.Column{
		"age": {Name: "age", Type: features.Number}, "home": {Name: "home", Type: features.Text}, "emb": {Name: "emb", Type: features.Vector, Size: 3},
	}
	var out []features.Column
	for _, n := range names {
		out = append(out, all[n])
	}
	return out
}

// shown tells a frame as text, row by row.
func shown(v *features.View, f *features.Frame) []string {
	var out []string
	for row, found := range f.Found {
		if !found {
			out = append(out, "none")
			continue
		}
		var cells []string
		for i, c := range v.Columns {
			values := &f.Columns[i]
			switch {
			case !values.HasValue(row):
				cells = append(cells, "-")
			case c.Type == features.Number:
				cells = append(cells, fmt.Sprint(values.Numbers[row]))
			case c.Type == features.Text:
				cells = append(cells, values.Texts[row])
			default:
				cells = append(cells, fmt.Sprint(values.Vectors[row*c.Size:(row+1)*c.Size]))
			}
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

func fetch(t testing.TB, s features.Store, v *features.View, keys ...string) []string {
	t.Helper()
	f := &features.Frame{}
	f.Reset(v, len(keys))
	require.NoError(t, s.Get(t.Context(), []features.Get{{View: v, Keys: keys, Into: f}}))
	return shown(v, f)
}

// TestRedisLayouts is how records lie in Redis.
func TestRedisLayouts(t *testing.T) {
	s := redisServer(t)
	ctx := t.Context()
	require.NoError(t, s.client.HSet(ctx, "h:1", "age", "35", "home", "rent", "emb", packed(1, 2, 3)).Err())
	require.NoError(t, s.client.HSet(ctx, "h:2", "home", "own").Err())
	require.NoError(t, s.client.Set(ctx, "j:1", `{"age": 35, "home": "r\u0065nt", "emb": [1, 2, 3.5], "more": {}}`, 0).Err())
	require.NoError(t, s.client.Set(ctx, "j:2", `{"age": null}`, 0).Err())
	require.NoError(t, s.client.Set(ctx, "p:1", packed(1, 2, 3, 35), 0).Err())
	for _, tt := range []struct {
		layout  features.Layout
		prefix  string
		columns []features.Column
		want    []string
	}{
		{features.Hash, "h:", columns("age", "home", "emb"), []string{"35 rent [1 2 3]", "- own -", "none", "35 rent [1 2 3]"}},
		{features.JSON, "j:", columns("age", "home", "emb"), []string{"35 rent [1 2 3.5]", "- - -", "none", "35 rent [1 2 3.5]"}},
		{features.Packed, "p:", columns("emb", "age"), []string{"[1 2 3] 35", "none", "none", "[1 2 3] 35"}},
	} {
		t.Run(string(tt.layout), func(t *testing.T) {
			v := &features.View{Name: "v", Prefix: tt.prefix, Layout: tt.layout, Columns: tt.columns}
			store := s.store(t, features.RedisOptions{})
			require.NoError(t, store.Open(v))
			assert.Equal(t, tt.want, fetch(t, store, v, "1", "2", "3", "1"))
			cache := features.NewCache(store, features.CacheOptions{})
			require.NoError(t, cache.Open(v))
			assert.Equal(t, tt.want, fetch(t, cache, v, "1", "2", "3", "1"))
			assert.Equal(t, tt.want, fetch(t, cache, v, "1", "2", "3", "1"), "from the cache")
			hits, misses := cache.Counts(v)
			assert.EqualValues(t, []int64{4, 4}, []int64{hits, misses})
		})
	}
}

// TestRedisFaults is what a record may not be.
func TestRedisFaults(t *testing.T) {
	s := redisServer(t)
	ctx := t.Context()
	require.NoError(t, s.client.HSet(ctx, "number", "age", "old").Err())
	require.NoError(t, s.client.HSet(ctx, "large", "age", "9007199254740993").Err())
	require.NoError(t, s.client.HSet(ctx, "short", "emb", "abcd").Err())
	require.NoError(t, s.client.Set(ctx, "text", packed(1), 0).Err())
	require.NoError(t, s.client.Set(ctx, "list", `{"emb": [1, 2]}`, 0).Err())
	for _, tt := range []struct{ key, layout, want string }{
		{"number", "hash", `key "number": field "age": "old" is no number`},
		{"large", "hash", `key "large": field "age": 9007199254740993 is beyond 2^53, which a number does not hold: make the column a text`},
		{"short", "hash", `key "short": field "emb" has 4 bytes, where a vector of 3 has 12`},
		{"text", "hash", `a key has another type of value than the view's layout says: WRONGTYPE Operation against a key holding the wrong kind of value`},
		{"text", "packed", `key "text": it has 4 bytes, where the columns of view "v" have 16`},
		{"list", "json", `key "list": "emb" has 2 numbers, where the vector has 3`},
		{"text", "json", `key "text": JSON Parse error: Invalid value. at offset: 0`},
	} {
		t.Run(tt.key+", "+tt.layout, func(t *testing.T) {
			v := &features.View{Name: "v", Layout: features.Layout(tt.layout), Columns: columns("age", "emb")}
			store := s.store(t, features.RedisOptions{})
			require.NoError(t, store.Open(v))
			f := &features.Frame{}
			f.Reset(v, 1)
			err := store.Get(t.Context(), []features.Get{{View: v, Keys: []string{tt.key}, Into: f}})
			assert.EqualError(t, err, tt.want)
			var gone *features.UnreachableError
			assert.False(t, errors.As(err, &gone))
		})
	}
}

// A cluster answers keys of all its slots, whatever the layout.
func TestRedisCluster(t *testing.T) {
	s := redisServer(t, "--cluster-enabled", "yes")
	ctx := t.Context()
	require.NoError(t, s.client.ClusterAddSlotsRange(ctx, 0, 16383).Err())
	require.Eventually(t, func() bool { return strings.Contains(s.client.ClusterInfo(ctx).Val(), "cluster_state:ok") }, 20*time.Second, 20*time.Millisecond)
	var keys, hashes, texts []string
	for i := range 50 {
		key := fmt.Sprint(i)
		require.NoError(t, s.client.HSet(ctx, "h:"+key, "age", i).Err())
		require.NoError(t, s.client.Set(ctx, "p:"+key, packed(float32(i)), 0).Err())
		keys, hashes, texts = append(keys, key), append(hashes, key), append(texts, key)
	}
	store := s.store(t, features.RedisOptions{Cluster: true})
	h := &features.View{Name: "h", Prefix: "h:", Columns: columns("age")}
	p := &features.View{Name: "p", Prefix: "p:", Layout: features.Packed, Columns: columns("age")}
	require.NoError(t, store.Open(h))
	require.NoError(t, store.Open(p))
	assert.Equal(t, append(hashes, "none"), fetch(t, store, h, append(keys, "x")...))
	assert.Equal(t, append(texts, "none"), fetch(t, store, p, append(keys, "x")...))
}

// Connections are secured by the certificate that the configuration names, and only by it.
func TestRedisTLS(t *testing.T) {
	ca, key := certificate(t)
	secure := freeAddress(t)
	_, port, _ := net.SplitHostPort(secure)
	s := redisServer(t, "--tls-port", port, "--tls-cert-file", ca, "--tls-key-file", key, "--tls-ca-cert-file", ca, "--tls-auth-clients", "no")
	require.NoError(t, s.client.HSet(t.Context(), "1", "age", "35").Err())
	v := &features.View{Name: "v", Columns: columns("age")}
	store := s.store(t, features.RedisOptions{Addresses: []string{secure}, TLS: &features.RedisTLS{CA: ca}})
	require.NoError(t, store.Open(v))
	assert.Equal(t, []string{"35"}, fetch(t, store, v, "1"))

	other := s.store(t, features.RedisOptions{Addresses: []string{secure}, TLS: &features.RedisTLS{}})
	require.NoError(t, other.Open(v))
	f := &features.Frame{}
	f.Reset(v, 1)
	err := other.Get(t.Context(), []features.Get{{View: v, Keys: []string{"1"}, Into: f}})
	assert.ErrorContains(t, err, "certificate")
}
