package features_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve"
	"github.com/gopmml/gopmml/serve/features"
	"github.com/gopmml/gopmml/serve/wire"
)

// linear is a document that adds up inputs with coefficients of 1, and where there is an
// input "home", 100 for the value own.
func linear(inputs ...string) string {
	var fields, uses, terms strings.Builder
	for _, name := range inputs {
		if name == "home" {
			fields.WriteString(`<DataField name="home" optype="categorical" dataType="string"><Value value="rent"/><Value value="own"/></DataField>`)
			terms.WriteString(`<CategoricalPredictor name="home" value="own" coefficient="100"/>`)
		} else {
			fmt.Fprintf(&fields, `<DataField name="%s" optype="continuous" dataType="double"/>`, name)
			fmt.Fprintf(&terms, `<NumericPredictor name="%s" coefficient="1"/>`, name)
		}
		fmt.Fprintf(&uses, `<MiningField name="%s"/>`, name)
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + fields.String() +
		`<DataField name="score" optype="continuous" dataType="double"/></DataDictionary>` +
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="score" usageType="target"/>` + uses.String() + `</MiningSchema>` +
		`<RegressionTable intercept="0">` + sorted(terms.String()) + `</RegressionTable></RegressionModel></PMML>`
}

// sorted puts categorical terms last, as the schema has them.
func sorted(terms string) string {
	at := strings.Index(terms, "<Cat")
	if at < 0 {
		return terms
	}
	end := at + strings.Index(terms[at:], "/>") + 2
	return terms[:at] + terms[end:] + terms[at:end]
}

// document writes a document of a name into a folder.
func document(t testing.TB, folder, name, text string) serve.Source {
	path := filepath.Join(folder, name+".pmml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return serve.Source{Name: name, Path: path}
}

// ranking starts a server of models with a configuration of features.
func ranking(t testing.TB, config string, sources ...serve.Source) (string, *features.Service) {
	t.Helper()
	r, err := serve.NewRepository(t.Context(), serve.Options{Sources: sources, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	c, err := features.ParseConfig([]byte(config))
	require.NoError(t, err)
	service, err := features.Open(c)
	require.NoError(t, err)
	require.NoError(t, service.Check(t.Context(), r))
	metrics, err := serve.NewMetrics(r)
	require.NoError(t, err)
	require.NoError(t, metrics.Register(service))
	s := httptest.NewServer(serve.NewHandler(r, serve.HandlerOptions{Metrics: metrics, Features: features.NewHandler(service, r, wire.Limits{})}))
	t.Cleanup(func() {
		s.Close()
		r.Close()
		_ = service.Close()
	})
	return s.URL, service
}

func post(t testing.TB, url, body string) (int, string) {
	t.Helper()
	answer, err := http.Post(url, "application/json", strings.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(text)
}

// world writes a user and items, and results that were computed before.
func world(t testing.TB, folder string) {
	user, err := features.NewWriter(folder, "user", columns("age", "home", "emb"))
	require.NoError(t, err)
	f := user.Row()
	f.Columns[0].SetNumber(0, 35)
	f.Columns[1].SetText(0, "own")
	copy(f.Columns[2].Vector(0, 3), []float32{1, 2, 2})
	require.NoError(t, user.Add("17"))
	require.NoError(t, user.Commit())
	item, err := features.NewWriter(folder, "item", []features.Column{{Name: "price", Type: features.Number}, {Name: "emb", Type: features.Vector, Size: 3}})
	require.NoError(t, err)
	for i, emb := range [][]float32{{1, 0, 0}, {0, 3, 4}, {0, 0, 0}} {
		f := item.Row()
		f.Columns[0].SetNumber(0, float64(10*i))
		copy(f.Columns[1].Vector(0, 3), emb)
		require.NoError(t, item.Add(fmt.Sprintf("%c", 'a'+i)))
	}
	f = item.Row()
	f.Columns[0].SetNumber(0, 5)
	require.NoError(t, item.Add("4")) // without a vector
	require.NoError(t, item.Commit())
	scores, err := features.NewWriter(folder, "scores", []features.Column{{Name: "score", Type: features.Number}})
	require.NoError(t, err)
	scores.Row().Columns[0].SetNumber(0, 0.5)
	require.NoError(t, scores.Add("17:a"))
	require.NoError(t, scores.Commit())
}

const towers = `
stores: {files: {folder: %q}}
views: {user: {store: files}, item: {store: files}, scores: {store: files}}
models:
  dot:
    join:
      - {view: user, key: user_id}
      - {view: item, each: item_ids}
    derived: [{input: product, dot: [user.emb, item.emb]}]
    lookup: {view: scores, keys: [user_id, item_ids], otherwise: model}
  cosine:
    join:
      - {view: user, key: user_id, missing: fail}
      - {view: item, each: item_ids}
    derived: [{input: product, cosine: [user.emb, item.emb]}]
    lookup: {view: scores, keys: [user_id, item_ids], otherwise: fail}
  spread:
    ascending: true
    join:
      - {view: user, key: user_id, inputs: {emb: u_}, defaults: {emb: 100}}
      - {view: item, each: item_ids, inputs: {emb: i_}, defaults: {emb: 0.5, price: 1000}}
  user:
    join: [{view: user, key: user_id}]
  strict:
    max_rows: 2
    join:
      - {view: item, each: item_ids, missing: fail, inputs: {price: price, emb: i_}}
  ready:
    lookup: {view: scores, keys: [pair]}
`

func startTowers(t testing.TB) string {
	folder := t.TempDir()
	world(t, folder)
	url, _ := ranking(t, fmt.Sprintf(towers, folder),
		document(t, folder, "dot", linear("product", "price", "hour")), document(t, folder, "cosine", linear("product")),
		document(t, folder, "spread", linear("u_0", "u_1", "u_2", "i_0", "i_1", "i_2", "price")), document(t, folder, "user", linear("age", "home")),
		document(t, folder, "strict", linear("i_0", "i_1", "i_2", "price")))
	return url
}

// TestRank is what requests that name things are answered, statement by statement.
func TestRank(t *testing.T) {
	url := startTowers(t)
	for _, tt := range []struct {
		name, path, body string
		status           int
		want             string
	}{
		{"a product beside a column", "dot:rank", `{"user_id": 17, "item_ids": ["a", "b"], "inputs": {"hour": 0}}`, 200,
			`{"results": [{"id": "a", "outputs": {"score": 1.0}}, {"id": "b", "outputs": {"score": 24.0}}]}`},
		{"an input of the request itself", "dot:rank", `{"user_id": "17", "item_ids": ["a"], "inputs": {"hour": 1000}}`, 200,
			`{"results": [{"id": "a", "outputs": {"score": 1001.0}}]}`},
		{"the first of an order", "dot:rank", `{"user_id": 17, "item_ids": ["a", "b", "c"], "top": 2, "by": "score", "inputs": {"hour": 0}}`, 200,
			`{"results": [{"id": "b", "outputs": {"score": 24.0}}, {"id": "c", "outputs": {"score": 20.0}}]}`},
		{"the last first", "dot:rank", `{"user_id": 17, "item_ids": ["a", "b", "c"], "top": 1, "ascending": true, "inputs": {"hour": 0}}`, 200,
			`{"results": [{"id": "a", "outputs": {"score": 1.0}}]}`},
		{"who is not known comes last", "dot:rank", `{"user_id": 17, "item_ids": ["x", 4, "a"], "top": 3, "inputs": {"hour": 0}}`, 200,
			`{"results": [{"id": "a", "outputs": {"score": 1.0}}, {"id": "x", "found": false, "outputs": {"score": null}}, {"id": 4, "outputs": {"score": null}}]}`},
		{"a user who is not known", "dot:rank", `{"user_id": 18, "item_ids": ["a"], "inputs": {"hour": 0}}`, 200,
			`{"absent": ["user_id"], "results": [{"id": "a", "outputs": {"score": null}}]}`},
		{"nobody", "dot:rank", `{"user_id": null, "item_ids": ["a"]}`, 200, `{"absent": ["user_id"], "results": [{"id": "a", "outputs": {"score": null}}]}`},
		{"no candidates", "dot:rank", `{"user_id": 17, "item_ids": []}`, 200, `{"results": []}`},
		{"cosine, and zeros that have none", "cosine:rank", `{"user_id": 17, "item_ids": ["b", "c"]}`, 200,
			`{"results": [{"id": "b", "outputs": {"score": 0.9333333333333333}}, {"id": "c", "outputs": {"score": null}}]}`},
		{"missing is an error where it is said", "cosine:rank", `{"user_id": 18, "item_ids": ["b"]}`, 404, `{"error":"view \"user\" has no record of key 18"}`},
		{"vectors spread into inputs", "spread:rank", `{"user_id": 17, "item_ids": ["b", "a"]}`, 200,
			`{"results": [{"id": "b", "outputs": {"score": 22.0}}, {"id": "a", "outputs": {"score": 6.0}}]}`},
		{"defaults of what is missing", "spread:rank", `{"user_id": 18, "item_ids": [4, "x"]}`, 200,
			`{"absent": ["user_id"], "results": [{"id": 4, "outputs": {"score": 306.5}}, {"id": "x", "found": false, "outputs": {"score": 1301.5}}]}`},
		{"the order of the configuration", "spread:rank", `{"user_id": 17, "item_ids": ["b", "a"], "top": 1}`, 200, `{"results": [{"id": "a", "outputs": {"score": 6.0}}]}`},
		{"one row", "user:rank", `{"user_id": 17}`, 200, `{"results": [{"outputs": {"score": 135.0}}]}`},
		{"outputs that are wanted", "user:rank", `{"user_id": 17, "outputs": []}`, 200, `{"results": [{"outputs": {}}]}`},
		{"a column may not be missing", "strict:rank", `{"item_ids": ["a", 4]}`, 404, `{"error":"view \"item\": column \"emb\" has no value for key 4"}`},
		{"more rows than a model may have", "strict:rank", `{"item_ids": ["a", "a", "a"]}`, 413, `{"error":"the request has more than 2 records"}`},
		{"an unknown output", "user:rank", `{"user_id": 17, "outputs": ["scor"]}`, 400, `{"error":"output \"scor\" is none of model \"user\", which gives \"score\""}`},
		{"an order by no output", "user:rank", `{"user_id": 17, "by": "x"}`, 400, ""},
		{"a member that is not there", "dot:rank", `{"item_ids": ["a"]}`, 400, `{"error":"\"user_id\" is not there; it is null where there is nobody"}`},
		{"a member of no meaning", "dot:rank", `{"user": 17}`, 400, `{"error":"\"user\" has no meaning here: a request has user_id, item_ids, and perhaps inputs, outputs, top, by, ascending"}`},
		{"a member twice", "dot:rank", `{"user_id": 17, "user_id": 17}`, 400, `{"error":"\"user_id\" is given twice"}`},
		{"a list for one", "dot:rank", `{"user_id": [17], "item_ids": []}`, 400, `{"error":"\"user_id\" must be one key, not a list"}`},
		{"one for a list", "dot:rank", `{"user_id": 17, "item_ids": 3}`, 400, `{"error":"\"item_ids\" must be a list of keys"}`},
		{"a key that is a fraction", "dot:rank", `{"user_id": 17.0, "item_ids": []}`, 400, `{"error":"a key in \"user_id\" is 17.0: it must be a text or a whole number"}`},
		{"an empty key", "dot:rank", `{"user_id": "", "item_ids": []}`, 400, ""},
		{"null in a list", "dot:rank", `{"user_id": 1, "item_ids": [null]}`, 400, `{"error":"a key in the list \"item_ids\" is null"}`},
		{"an unknown input", "dot:rank", `{"user_id": 1, "item_ids": ["a"], "inputs": {"houre": 1}}`, 400, `{"error":"input \"houre\" is none of model \"dot\": did you mean \"hour\"?"}`},
		{"an input of a feature", "dot:rank", `{"user_id": 1, "item_ids": ["a"], "inputs": {"price": 1}}`, 400, `{"error":"input \"price\" is that of a feature, and cannot be given"}`},
		{"top of nothing", "dot:rank", `{"user_id": 1, "item_ids": ["a"], "top": 0}`, 400, `{"error":"\"top\" must be a whole number from 1 on"}`},
		{"not JSON", "dot:rank", `{"user_id": 1`, 400, ""},
		{"no object", "dot:rank", `[]`, 400, `{"error":"the body must be a JSON object"}`},
		{"a version", "user/versions/1:rank", `{"user_id": 17}`, 200, ""},
		{"an unknown version", "user/versions/2:rank", `{"user_id": 17}`, 404, ""},
		{"an unknown model", "M:rank", `{}`, 404, `{"error":"no features of a model \"M\" are known"}`},
		{"nothing to rank", "ready:rank", `{}`, 404, ""},

		{"a result that was computed before", "ready:lookup", `{"pair": "17:a"}`, 200, `{"results": [{"outputs": {"score": 0.5}, "from": "lookup"}]}`},
		{"results of a list", "ready:lookup", `{"pair": ["17:a", "x"]}`, 200,
			`{"results": [{"id": "17:a", "outputs": {"score": 0.5}, "from": "lookup"}, {"id": "x", "found": false, "outputs": {"score": null}, "from": "lookup"}]}`},
		{"the model answers for the rest", "dot:lookup", `{"user_id": 17, "item_ids": ["b", "a", "c"], "inputs": {"hour": 0}}`, 200,
			`{"results": [{"id": "b", "outputs": {"score": 24.0}, "from": "model"}, {"id": "a", "outputs": {"score": 0.5}, "from": "lookup"}, {"id": "c", "outputs": {"score": 20.0}, "from": "model"}]}`},
		{"the rest is an error where it is said", "cosine:lookup", `{"user_id": 17, "item_ids": ["b"]}`, 404, `{"error":"there are no results of key \"17:b\""}`},
		{"a lookup has no order", "ready:lookup", `{"pair": "17:a", "top": 1}`, 400, ""},
		{"an output that was not computed", "ready:lookup", `{"pair": "17:a", "outputs": ["x"]}`, 400, `{"error":"output \"x\" was not computed before, but \"score\""}`},
		{"nothing was computed", "user:lookup", `{"user_id": 17}`, 400, `{"error":"no results of model \"user\" were computed before"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := post(t, url+"/v1/models/"+tt.path, tt.body)
			assert.Equal(t, tt.status, status, body)
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			}
		})
	}
	answer, err := http.Get(url + "/metrics")
	require.NoError(t, err)
	defer answer.Body.Close()
	told, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.Contains(t, string(told), `gopmml_features_keys_total{result="absent",view="user"} `)
	assert.Contains(t, string(told), `gopmml_features_gets_total{store="files"} `)
	assert.Contains(t, string(told), `protocol="features"`)
	answer, err = http.Get(url + "/v1/models/dot:rank")
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode)
}

// TestConfigFaults is what a configuration may not say, or may not say of a model.
func TestConfigFaults(t *testing.T) {
	folder := t.TempDir()
	world(t, folder)
	r, err := serve.NewRepository(t.Context(), serve.Options{Sources: []serve.Source{document(t, folder, "m", linear("product", "age"))}})
	require.NoError(t, err)
	defer r.Close()
	start := fmt.Sprintf("stores: {s: {folder: %q}}\nviews: {user: {store: s}, item: {store: s}}\n", folder)
	for _, tt := range []struct{ name, config, want string }{
		{"a word that is none", "store: {}", "line 1: field store not found"},
		{"a store of nothing", "stores: {s: {}}", "stores.s: it must have redis or folder, one of them"},
		{"a view of no store", "views: {v: {store: s}}", `views.v.store: there is no store "s"`},
		{"a prefix of files", "stores: {s: {folder: x}}\nviews: {v: {store: s, prefix: x}}", "views.v: prefix and layout are for Redis"},
		{"columns of Redis", "stores: {s: {redis: {addresses: [x]}}}\nviews: {v: {store: s}}", "views.v.columns: there are no columns"},
		{"a vector without size", "stores: {s: {redis: {addresses: [x]}}}\nviews: {v: {store: s, columns: [{name: a, type: vector}]}}", `vector "a" has size 0`},
		{"a layout that is none", "stores: {s: {redis: {addresses: [x]}}}\nviews: {v: {store: s, layout: x, columns: [{name: a, type: text}]}}", `layout "x": it must be hash, json or packed`},
		{"several addresses", "stores: {s: {redis: {addresses: [x, y]}}}", "say cluster: true"},
		{"a file that is not there", "stores: {s: {folder: x}}\nviews: {v: {store: s}}", "v.features: "},
		{"a view that is none", start + "models: {m: {join: [{view: x, key: k}]}}", `models.m: join[0].view: there is no view "x"`},
		{"neither key nor each", start + "models: {m: {join: [{view: user}]}}", "models.m: join[0]: it must have key or each"},
		{"two lists", start + "models: {m: {join: [{view: user, each: a}, {view: item, each: b}]}}", `join[1].each: rows are of "a" already`},
		{"a member with another meaning", start + "models: {m: {join: [{view: user, key: top}]}}", `another meaning for "top"`},
		{"missing what", start + "models: {m: {join: [{view: user, key: k, missing: x}]}}", "join[0].missing: it must be default or fail"},
		{"a column that is none", start + "models: {m: {join: [{view: user, key: k, inputs: {aged: age}}]}}", `it has no column "aged", but "age", "home", "emb"`},
		{"an input that is none", start + "models: {m: {join: [{view: user, key: k, inputs: {age: aged}}]}}", `input "aged" is none of model "m": did you mean "age"?`},
		{"an input twice", start + "models: {m: {join: [{view: user, key: k}], derived: [{input: age, dot: [user.emb, user.emb]}]}}", `input "age" is given twice`},
		{"a product of one", start + "models: {m: {join: [{view: user, key: k}], derived: [{input: product, dot: [user.emb]}]}}", "one of them, of two vectors"},
		{"a product of a number", start + "models: {m: {join: [{view: user, key: k}], derived: [{input: product, dot: [user.age, user.emb]}]}}", `view "user" has no vector "age"`},
		{"a product of what is not joined", start + "models: {m: {join: [{view: user, key: k}], derived: [{input: product, dot: [user.emb, item.emb]}]}}", `"item.emb" is no VIEW.COLUMN`},
		{"an order by nothing", start + "models: {m: {by: x, join: [{view: user, key: k}]}}", `output "x" is none`},
		{"a default of another type", start + "models: {m: {join: [{view: user, key: k, defaults: {age: old}}]}}", `the default of column "age" is a text`},
		{"a lookup that the model cannot complete", start + "models: {m: {join: [{view: user, key: k}], lookup: {view: user, keys: [k], otherwise: model}}}", `output "age" is none of model "m"`},
		{"a lookup of no keys", start + "models: {m: {lookup: {view: user}}}", "lookup.keys: there are none"},
		{"a model that is not served", start + "models: {n: {join: [{view: user, key: k}]}}", `models.n: model "n" is not known`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := features.ParseConfig([]byte(tt.config))
			if err == nil {
				var s *features.Service
				if s, err = features.Open(c); err == nil {
					defer s.Close()
					err = s.Check(t.Context(), r)
				}
			}
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// A Redis that is killed in the middle of load makes answers without it, or errors that
// say so, and is used again once it is back: no answer is wrong.
func TestRedisKilled(t *testing.T) {
	s := redisServer(t)
	for i := range 200 {
		require.NoError(t, s.client.HSet(t.Context(), fmt.Sprint("user:", i), "age", i).Err())
	}
	folder := t.TempDir()
	const config = `
stores: {online: {redis: {addresses: [%q]}, timeout: 500ms}}
views: {user: {store: online, prefix: "user:", columns: [{name: age, type: number}]}}
models:
  strict: {join: [{view: user, each: ids}]}
  lenient: {join: [{view: user, each: ids, unavailable: default, defaults: {age: -1}}]}
`
	url, _ := ranking(t, fmt.Sprintf(config, s.address), document(t, folder, "strict", linear("age")), document(t, folder, "lenient", linear("age")))
	var whole, without, refused atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	var load sync.WaitGroup
	for g := range 4 {
		load.Go(func() {
			model := []string{"strict", "lenient"}[g%2]
			for i := 0; ctx.Err() == nil; i++ {
				id := (i*7 + g) % 200
				status, body := post(t, url+"/v1/models/"+model+":rank", fmt.Sprintf(`{"ids": [%d]}`, id))
				switch body {
				case fmt.Sprintf(`{"results": [{"id": %d, "outputs": {"score": %d.0}}]}`, id, id):
					whole.Add(1)
				case fmt.Sprintf(`{"unavailable": ["user"], "results": [{"id": %d, "outputs": {"score": -1.0}}]}`, id):
					without.Add(1)
					assert.Equal(t, "lenient", model)
				default:
					refused.Add(1)
					assert.Equal(t, http.StatusServiceUnavailable, status, body)
					assert.Equal(t, "strict", model, body)
				}
			}
		})
	}
	more := func(n *atomic.Int64, what string) {
		before := n.Load()
		require.Eventually(t, func() bool { return n.Load() > before+20 }, 30*time.Second, 5*time.Millisecond, what)
	}
	for range 2 {
		more(&whole, "answers")
		s.kill()
		more(&without, "answers without Redis")
		more(&refused, "refusals without Redis")
		s.start()
		more(&whole, "answers after Redis is back")
	}
	stop()
	load.Wait()
}
