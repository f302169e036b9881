package serve

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/wire"
)

// plus is a document that adds n to x.
func plus(n int) string {
	return fmt.Sprintf(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>
<RegressionTable intercept="%d"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel></PMML>`, n)
}

// lying is a document whose verification does not hold.
var lying = strings.Replace(plus(1), "<RegressionTable", `<ModelVerification recordCount="1" fieldCount="2"><VerificationFields><VerificationField field="x"/><VerificationField field="y"/></VerificationFields>
<InlineTable><row><x>1</x><y>7</y></row></InlineTable></ModelVerification><RegressionTable`, 1)

func put(t testing.TB, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path+".new", []byte(text), 0o644))
	require.NoError(t, os.Rename(path+".new", path))
}

// score gives what a model makes of x = 1, by a selector.
func score(t testing.TB, r *Repository, name string, s wire.Selector) (float64, int64, error) {
	t.Helper()
	m, err := r.Model(t.Context(), name, s)
	if err != nil {
		return 0, 0, err
	}
	b := m.NewBatch()
	defer b.Release()
	b.Begin()
	if err := b.Set(0, b.Reader([]byte("1"))); err != nil {
		return 0, 0, err
	}
	b.End()
	results, err := b.Score(t.Context(), false)
	if err != nil {
		return 0, 0, err
	}
	return results.Columns[0].Float(0), m.Version, nil
}

func newRepository(t testing.TB, opts Options) *Repository {
	t.Helper()
	opts.Poll = -1
	r, err := NewRepository(t.Context(), opts)
	require.NoError(t, err)
	t.Cleanup(r.Close)
	return r
}

func TestVersionsOfAFolder(t *testing.T) {
	folder := t.TempDir()
	at := func(v int) string { return filepath.Join(folder, "m", fmt.Sprint(v), documentName) }
	put(t, at(1), plus(1))
	r := newRepository(t, Options{Folder: folder})
	y, v, err := score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 2.0, y)
	assert.Equal(t, int64(1), v)

	put(t, at(3), plus(3))
	require.NoError(t, r.Reload(t.Context()))
	y, v, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 4.0, y, "the newest version serves")
	assert.Equal(t, int64(3), v)
	_, _, err = score(t, r, "m", wire.Selector{Version: 1})
	assert.Equal(t, wire.NotFound, wire.ErrorOf(err).Code, "the policy keeps the latest one")

	for _, bad := range []struct{ name, text, want string }{
		{"no XML", "nothing", "model.pmml:1:1: malformed XML"},
		{"an unknown field", strings.Replace(plus(4), `NumericPredictor name="x"`, `NumericPredictor name="z"`, 1), "model.pmml:4:32: RegressionModel/RegressionTable/NumericPredictor"},
		{"a verification that does not hold", lying, `ModelVerification: 1 values differ from those of the document's 1 records: record 1, field "y" is 2 instead of 7`},
	} {
		t.Run("a document that is wrong takes nothing down: "+bad.name, func(t *testing.T) {
			put(t, at(4), bad.text)
			require.NoError(t, r.Reload(t.Context()))
			y, v, err := score(t, r, "m", wire.Selector{})
			require.NoError(t, err)
			assert.Equal(t, 4.0, y)
			assert.Equal(t, int64(3), v)
			versions, err := r.Versions("m")
			require.NoError(t, err)
			require.Len(t, versions, 2)
			assert.Equal(t, wire.Ended, versions[0].State)
			assert.Contains(t, versions[0].Err.Text, bad.want)
			assert.Equal(t, wire.Available, versions[1].State)
		})
	}
	put(t, at(4), plus(4))
	require.NoError(t, r.Reload(t.Context()))
	y, _, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 5.0, y, "a document that was mended serves")

	put(t, at(4), plus(44))
	require.NoError(t, r.Reload(t.Context()))
	y, _, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 45.0, y, "a version whose document has changed is that document")

	require.NoError(t, os.RemoveAll(filepath.Join(folder, "m")))
	require.NoError(t, r.Reload(t.Context()))
	_, _, err = score(t, r, "m", wire.Selector{})
	assert.Equal(t, wire.NotFound, wire.ErrorOf(err).Code, "a model whose folder is gone")
}

// Documents may be packed, as versions of a folder and as files.
func TestPackedDocuments(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(plus(7)))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	folder := t.TempDir()
	put(t, filepath.Join(folder, "m", "1", documentName+".gz"), packed.String())
	put(t, filepath.Join(folder, "n.pmml.gz"), packed.String())
	r := newRepository(t, Options{Folder: folder})
	for _, name := range []string{"m", "n"} {
		y, _, err := score(t, r, name, wire.Selector{})
		require.NoError(t, err)
		assert.Equal(t, 8.0, y)
	}
}

func TestPoliciesAndLabels(t *testing.T) {
	folder := t.TempDir()
	for v := 1; v <= 4; v++ {
		put(t, filepath.Join(folder, fmt.Sprint(v), documentName), plus(v))
	}
	for _, tt := range []struct {
		name   string
		source Source
		serves map[wire.Selector]float64 // 0: not there
	}{
		{"the latest", Source{}, map[wire.Selector]float64{{}: 5, {Version: 4}: 5, {Version: 3}: 0}},
		{"the latest two", Source{Policy: Policy{Latest: 2}}, map[wire.Selector]float64{{}: 5, {Version: 3}: 4, {Version: 2}: 0}},
		{"all", Source{Policy: Policy{All: true}}, map[wire.Selector]float64{{}: 5, {Version: 1}: 2}},
		{"named ones", Source{Policy: Policy{Versions: []int64{1, 3}}}, map[wire.Selector]float64{{}: 4, {Version: 1}: 2, {Version: 4}: 0}},
		{"a label brings its version along", Source{Labels: map[string]int64{"old": 2}}, map[wire.Selector]float64{{}: 5, {Label: "old"}: 3, {Label: "new"}: 0}},
		{"stable is where requests go", Source{Labels: map[string]int64{"stable": 2}}, map[wire.Selector]float64{{}: 3, {Version: 4}: 5}},
		{"a canary of all", Source{Canary: &Canary{Version: 1, Share: 1}}, map[wire.Selector]float64{{}: 2, {Version: 4}: 5}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Name, tt.source.Path = "m", folder
			r := newRepository(t, Options{Sources: []Source{tt.source}})
			for s, want := range tt.serves {
				y, _, err := score(t, r, "m", s)
				if want == 0 {
					assert.Error(t, err, "%+v", s)
					continue
				}
				require.NoError(t, err, "%+v", s)
				assert.Equal(t, want, y, "%+v", s)
			}
		})
	}
	t.Run("a canary's share", func(t *testing.T) {
		r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: folder, Canary: &Canary{Version: 1, Share: 0.25}}}})
		n := 0
		for range 4000 {
			y, _, err := score(t, r, "m", wire.Selector{})
			require.NoError(t, err)
			if y == 2 {
				n++
			}
		}
		assert.InDelta(t, 1000, n, 150)
	})
}

func TestAFileThatChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.pmml")
	put(t, path, plus(1))
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: path}}})
	for _, step := range []struct {
		text    string
		y       float64
		version int64
	}{{plus(1), 2, 1}, {plus(10), 11, 2}, {"broken", 11, 2}, {plus(100), 101, 4}} {
		put(t, path, step.text)
		require.NoError(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Duration(step.version)*time.Second)))
		require.NoError(t, r.Reload(t.Context()))
		y, v, err := score(t, r, "m", wire.Selector{})
		require.NoError(t, err)
		assert.Equal(t, step.y, y)
		assert.GreaterOrEqual(t, v, step.version)
	}
}

// The folder is watched, not the file: files are swapped, and mounted folders are links.
func TestWatching(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, folder string)
	}{
		{"a file is swapped", func(t *testing.T, folder string) { put(t, filepath.Join(folder, "m", "1", documentName), plus(10)) }},
		{"a file is written over", func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, "m", "1", documentName), []byte(plus(10)), 0o644))
		}},
		{"a version comes", func(t *testing.T, folder string) { put(t, filepath.Join(folder, "m", "2", documentName), plus(10)) }},
		{"a folder is swapped by its link", func(t *testing.T, folder string) {
			other := t.TempDir()
			put(t, filepath.Join(other, "1", documentName), plus(10))
			require.NoError(t, os.Rename(filepath.Join(folder, "m"), filepath.Join(folder, ".old")))
			require.NoError(t, os.Symlink(other, filepath.Join(folder, "m")))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			put(t, filepath.Join(folder, "m", "1", documentName), plus(1))
			r, err := NewRepository(t.Context(), Options{Folder: folder})
			require.NoError(t, err)
			defer r.Close()
			time.Sleep(20 * time.Millisecond) // for the watcher to begin
			tt.change(t, folder)
			require.Eventually(t, func() bool {
				y, _, err := score(t, r, "m", wire.Selector{})
				return err == nil && y == 11
			}, 10*time.Second, 10*time.Millisecond)
		})
	}
}

func TestDeploying(t *testing.T) {
	folder := t.TempDir()
	r := newRepository(t, Options{Folder: folder, Deploy: true})
	deploy := func(text string) (wire.Version, bool, error) {
		return r.Deploy(t.Context(), wire.Deployment{Name: "m", Body: strings.NewReader(text)})
	}
	v, created, err := deploy(plus(1))
	require.NoError(t, err)
	assert.True(t, created)
	assert.Equal(t, int64(1), v.Number)
	assert.Equal(t, wire.Available, v.State)
	v, created, err = deploy(plus(2))
	require.NoError(t, err)
	assert.False(t, created)
	assert.Equal(t, int64(2), v.Number)
	y, _, err := score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 3.0, y)

	_, _, err = deploy("broken")
	require.Error(t, err)
	assert.Equal(t, wire.InvalidArgument, wire.ErrorOf(err).Code)
	_, err = os.Stat(filepath.Join(folder, "m", "3"))
	assert.ErrorIs(t, err, os.ErrNotExist, "nothing is left of a document that is refused")
	y, _, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 3.0, y)

	again := newRepository(t, Options{Folder: folder})
	y, n, err := score(t, again, "m", wire.Selector{})
	require.NoError(t, err)
	assert.Equal(t, 3.0, y, "what was deployed is there after a restart")
	assert.Equal(t, int64(2), n)

	require.NoError(t, r.Unload(t.Context(), "m"))
	_, _, err = score(t, r, "m", wire.Selector{})
	assert.Equal(t, wire.Unavailable, wire.ErrorOf(err).Code)
	require.NoError(t, r.Load(t.Context(), "m"))
	_, _, err = score(t, r, "m", wire.Selector{})
	require.NoError(t, err)

	require.NoError(t, r.Remove(t.Context(), "m"))
	_, _, err = score(t, r, "m", wire.Selector{})
	assert.Equal(t, wire.NotFound, wire.ErrorOf(err).Code)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, entries)

	for _, name := range []string{"", "..", "../m", ".hidden", "a/b", "a b", strings.Repeat("x", 200)} {
		_, _, err := r.Deploy(t.Context(), wire.Deployment{Name: name, Body: strings.NewReader(plus(1))})
		assert.Equal(t, wire.InvalidArgument, wire.ErrorOf(err).Code, name)
	}
	_, _, err = again.Deploy(t.Context(), wire.Deployment{Name: "m", Body: strings.NewReader(plus(1))})
	assert.Equal(t, wire.PermissionDenied, wire.ErrorOf(err).Code, "deploying is off where nobody allowed it")
}

// Models beyond the bound on memory are dropped, and come back when they are asked for.
func TestMemory(t *testing.T) {
	folder := t.TempDir()
	size := int64(len(plus(1)))
	for i := range 5 {
		put(t, filepath.Join(folder, fmt.Sprintf("m%d.pmml", i)), plus(i))
	}
	r := newRepository(t, Options{Folder: folder, Lazy: true, Memory: 2*size + 10})
	inMemory := func() (n int) {
		for _, name := range r.Names() {
			versions, err := r.Versions(name)
			require.NoError(t, err)
			if versions[0].Model != nil {
				n++
			}
		}
		return n
	}
	assert.Zero(t, inMemory(), "nothing is loaded before it is asked for")
	for range 2 {
		for i := range 5 {
			y, _, err := score(t, r, fmt.Sprintf("m%d", i), wire.Selector{})
			require.NoError(t, err)
			assert.Equal(t, float64(i+1), y)
			assert.LessOrEqual(t, inMemory(), 2)
		}
	}
}

// Requests in the midst of reloads are answered by one version or the other, and none
// is lost.
func TestReloadsUnderLoad(t *testing.T) {
	folder := t.TempDir()
	at := func(v int) string { return filepath.Join(folder, "m", fmt.Sprint(v), documentName) }
	put(t, at(1), plus(1))
	s, r := started(t, Options{Folder: folder, Poll: -1})
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				answer, err := http.Post(s.URL+"/v1/models/m:predict", "", strings.NewReader(`{"instances": [1]}`))
				if !assert.NoError(t, err) {
					return
				}
				var body bytes.Buffer
				_, err = body.ReadFrom(answer.Body)
				answer.Body.Close()
				if !assert.NoError(t, err) || !assert.Equal(t, 200, answer.StatusCode, body.String()) {
					return
				}
			}
		})
	}
	for v := 2; v < 30; v++ {
		text := plus(v)
		if v%2 == 1 {
			text = "broken"
		}
		put(t, at(v), text)
		require.NoError(t, r.Reload(t.Context()))
		y, _, err := score(t, r, "m", wire.Selector{})
		require.NoError(t, err)
		assert.Equal(t, float64(v-v%2+1), y)
	}
	stop()
	wg.Wait()
}

// A storm of requests for a model that is not in memory loads it once.
func TestLoadStorm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.pmml")
	put(t, path, plus(1))
	r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: path}}, Lazy: true})
	models := make(chan *wire.Model, 64)
	var wg sync.WaitGroup
	for range cap(models) {
		wg.Go(func() {
			m, err := r.Model(t.Context(), "m", wire.Selector{})
			assert.NoError(t, err)
			models <- m
		})
	}
	wg.Wait()
	first := <-models
	for range cap(models) - 1 {
		assert.Same(t, first, <-models)
	}
}
