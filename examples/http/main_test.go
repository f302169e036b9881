package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	model, err := evaluator.LoadFile("../../testdata/logistic.pmml")
	require.NoError(t, err)
	server := httptest.NewServer(handler(model))
	t.Cleanup(server.Close)
	return server
}

func post(server *httptest.Server, body string) (status int, reply string, err error) {
	r, err := http.Post(server.URL+"/score", "application/json", strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	return r.StatusCode, string(text), err
}

func TestScore(t *testing.T) {
	server := serve(t)
	for _, tt := range []struct {
		name, body string
		status     int
		reply      string // "" for any
	}{
		{"all fields", `{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}`, 200, `{"default":"yes","probability(yes)":0.5176266210524907,"probability(no)":0.4823733789475093}`},
		{"numbers as text", `{"age": "35", "income": "42000", "debt": "9500", "home": "rent"}`, 200, `{"default":"yes","probability(yes)":0.5176266210524907,"probability(no)":0.4823733789475093}`},
		{"nothing known", `{}`, 200, ""},
		{"null is missing", `{"home": null}`, 200, ""},
		{"unknown names are ignored", `{"customer": 17, "home": "own"}`, 200, ""},
		{"invalid value", `{"home": "tent"}`, 422, `{"error":"field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)","field":"home"}`},
		{"no JSON", `age=35`, 400, ""},
		{"no object", `[1, 2]`, 400, ""},
		{"null", `null`, 400, `{"error":"the body is not a JSON object: null"}`},
		{"two objects", `{} {}`, 400, `{"error":"the body goes on after the JSON object"}`},
		{"too long", `{"home": "` + strings.Repeat("x", maxBody) + `"}`, 413, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, reply, err := post(server, tt.body)
			require.NoError(t, err)
			assert.Equal(t, tt.status, status, reply)
			if tt.reply != "" {
				assert.JSONEq(t, tt.reply, reply)
			}
		})
	}
	r, err := http.Get(server.URL + "/score")
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	assert.Equal(t, http.StatusMethodNotAllowed, r.StatusCode)
}

// TestConcurrent holds the handler to the promise that requests may run at a
// time: each must get its own answer.
func TestConcurrent(t *testing.T) {
	server := serve(t)
	body := func(i int) string { return fmt.Sprintf(`{"age": %d, "home": "own"}`, 20+i) }
	const n = 32
	var want [n]string
	for i := range want {
		_, reply, err := post(server, body(i))
		require.NoError(t, err)
		want[i] = reply
	}
	var wg sync.WaitGroup
	for g := range n {
		wg.Go(func() {
			for k := range n {
				i := (g + k) % n
				_, reply, err := post(server, body(i))
				if !assert.NoError(t, err) || !assert.Equal(t, want[i], reply) {
					return
				}
			}
		})
	}
	wg.Wait()
}
