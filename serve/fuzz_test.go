package serve

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// fuzzed gives a handler of models of all kinds of inputs.
func fuzzed(f *testing.F) http.Handler {
	folder := f.TempDir()
	path := filepath.Join(folder, "frame.pmml")
	require.NoError(f, os.WriteFile(path, []byte(frame), 0o600))
	r, err := NewRepository(f.Context(), Options{Poll: -1, Sources: []Source{
		{Name: "frame", Path: path}, {Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}, {Name: "baskets", Path: baskets},
	}})
	require.NoError(f, err)
	f.Cleanup(r.Close)
	return NewHandler(r, HandlerOptions{DefaultModel: "frame"})
}

// answerTo sends a body, and looks whether the answer is one: there is no error of the
// server, and what is said to be JSON is.
func answerTo(t *testing.T, h http.Handler, method, path, kind string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(string(body)))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code >= http.StatusInternalServerError {
		t.Errorf("%s: %d %s", path, w.Code, w.Body)
	}
	if w.Header().Get("Content-Type") == "application/json" && (!json.Valid(w.Body.Bytes()) || !utf8.Valid(w.Body.Bytes())) {
		t.Errorf("%s: no JSON: %q", path, w.Body)
	}
	return w
}

func FuzzOpenscoring(f *testing.F) {
	h := fuzzed(f)
	for _, seed := range []string{
		`{"id": "1", "arguments": {"x": 1, "i": 2, "b": "true", "day": "2026-02-28", "basket": "a", "item": ["bread"]}}`,
		`{"id": null, "requests": [{"id": 1, "arguments": {"age": 35, "Age": 1, "home": "rent"}}, {"arguments": {"x": [1, 2], "y": {}}}]}`,
		`{"requests": [{"arguments": {"basket": "a", "item": "bread"}}, {"arguments": {"basket": "a", "item": ["milk", null]}}, {"arguments": {"item": true}}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, model := range []string{"frame", "half", "loans", "baskets"} {
			answerTo(t, h, "POST", "/openscoring/model/"+model, "application/json", body)
			answerTo(t, h, "POST", "/openscoring/model/"+model+"/batch", "application/json", body)
		}
	})
}

func FuzzOpenscoringCSV(f *testing.F) {
	h := fuzzed(f)
	f.Add([]byte("id,x\n1,2\n"), "")
	f.Add([]byte("id;basket;item\n1;a;'b;c'\n2;a;[1]\n"), "?quoteChar='")
	f.Add([]byte("age\tincome\n\"3\"\"5\"\tNaN\n"), "?delimiterChar=%09&quoteChar=%22")
	f.Fuzz(func(t *testing.T, body []byte, query string) {
		if strings.ContainsAny(query, " \r\n\x00") || len(query) > 100 {
			return
		}
		for _, model := range []string{"frame", "half", "loans", "baskets"} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "/openscoring/model/"+model+"/csv"+query, nil)
			if err != nil || !strings.HasPrefix(r.URL.Path, "/openscoring/") {
				return
			}
			answerTo(t, h, "POST", r.URL.String(), "text/csv", body)
		}
	})
}

func FuzzInvocations(f *testing.F) {
	h := fuzzed(f)
	for _, seed := range []struct{ kind, body string }{
		{"application/json", `{"dataframe_split": {"index": [0], "columns": ["i", "d", "s", "b", "day"], "data": [[1, NaN, "a", true, "NaT"]]}, "params": {}}`},
		{"application/json", `{"dataframe_records": [{"i": 1, "f": 0.1, "at": "2026-02-28T00:00:00"}]}`},
		{"application/json", `{"instances": [[1, 2, 3, true, "a", "2026-02-28", null], [null, null, null, null, null, null, null]]}`},
		{"application/json", `{"inputs": {"i": [1, 9007199254740993], "b": [[true], [false]]}}`},
		{"application/json", `[{"features": [1, 2, 3, true, "a", "2026-02-28", null]}]`},
		{"application/jsonlines", "{\"i\": 1}\n[1, 2, 3, true, \"a\", \"2026-02-28\", null]\n"},
		{"text/csv", ",i,d\n0,1,nan\n"},
		{"text/csv; header=absent", "1,2,3,True,a,2026-02-28,"},
	} {
		f.Add(seed.kind, []byte(seed.body))
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		answerTo(t, h, "POST", "/invocations", kind, body)
	})
}
