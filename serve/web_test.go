package serve

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// twoVersions gives a server that takes documents, with a model m of the versions 1 and 2.
func twoVersions(t testing.TB, opts HandlerOptions) (*httptest.Server, *Repository) {
	folder := t.TempDir()
	put(t, folder+"/m/1/model.pmml", plus(1))
	put(t, folder+"/m/2/model.pmml", plus(2))
	r := newRepository(t, Options{Folder: folder, Deploy: true})
	s := httptest.NewServer(NewHandler(r, opts))
	t.Cleanup(s.Close)
	return s, r
}

// TestAdmin is the calls of those who run the server, each after those before it.
func TestAdmin(t *testing.T) {
	s, _ := twoVersions(t, HandlerOptions{})
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string // a part of the answer
		answer                   string // what x = 1 gives after it
	}{
		{"all models", "GET", "/admin/models", "", 200, `{"models":[{"name":"m","versions":[{"version":"2","state":"AVAILABLE","labels":[],"traffic":1,"pinned":false,`, "3.0"},
		{"one model", "GET", "/admin/models/m", "", 200, `{"name":"m","versions":[{"version":"2"`, "3.0"},
		{"an unknown model", "GET", "/admin/models/n", "", 404, `"code":"NOT_FOUND"`, "3.0"},
		{"a version that was no longer served is pinned", "POST", "/admin/models/m/pin", `{"version": "1"}`, 200, `{"version":"1","state":"AVAILABLE","labels":[],"traffic":1,"pinned":true`, "2.0"},
		{"an unknown version is not pinned", "POST", "/admin/models/m/pin", `{"version": 7}`, 404, `has no version 7`, "2.0"},
		{"a new version does not take traffic from one that is pinned", "PUT", "/admin/models/m", plus(9), 200, `{"name":"m","version":{"version":"3"`, "2.0"},
		{"the newest again", "POST", "/admin/models/m/pin", `{"version": null}`, 200, `"version":"3"`, "10.0"},
		{"a version is named", "POST", "/admin/models/m/labels", `{"stable": "2"}`, 200, `{"version":"2","state":"AVAILABLE","labels":["stable"],"traffic":1`, "3.0"},
		{"an unknown version is not named", "POST", "/admin/models/m/labels", `{"stable": "7"}`, 404, `has no version 7`, "3.0"},
		{"a name is taken away", "POST", "/admin/models/m/labels", `{"stable": null}`, 200, `"labels":[]`, "10.0"},
		{"a label without name", "POST", "/admin/models/m/labels", `{"": 1}`, 400, `no name`, "10.0"},
		{"no number", "POST", "/admin/models/m/pin", `{"version": "new"}`, 400, `it must be a whole number from 1`, "10.0"},
		{"no JSON", "POST", "/admin/models/m/pin", `1`, 400, `the body is not read`, "10.0"},
		{"a document that is refused has its line", "PUT", "/admin/models/m", strings.Replace(plus(1), "coefficient=", "koefficient=", 1), 400, `"line":4,"column":`, "10.0"},
		{"another method", "PATCH", "/admin/models/m", "", 405, "Method Not Allowed", "10.0"},
		{"another path", "POST", "/admin/models/m/guess", "", 404, "Not Found", "10.0"},
		{"a model of a new name", "PUT", "/admin/models/other", plus(1), 201, `{"name":"other","version":{"version":"1"`, "10.0"},
		{"a name that is none", "PUT", "/admin/models/..%2Fx", plus(1), 400, `is no name for a model`, "10.0"},
		{"a model is removed", "DELETE", "/admin/models/other", "", 200, `{"removed":"other"}`, "10.0"},
		{"and is gone", "DELETE", "/admin/models/other", "", 404, "not known", "10.0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+tt.path, tt.body)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
			assert.Contains(t, body, tt.want)
			_, body = send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances": [1]}`)
			assert.Equal(t, `{"predictions": [`+tt.answer+"]}\n", body)
		})
	}
}

// Who may not deploy may not call what is below /admin either.
func TestAdminIsProtected(t *testing.T) {
	calls := []struct{ method, path, body string }{
		{"PUT", "/admin/models/m", plus(5)}, {"DELETE", "/admin/models/m", ""}, {"POST", "/admin/models/m/pin", `{"version": 1}`},
		{"POST", "/admin/models/m/labels", `{"stable": 1}`}, {"GET", "/admin/models", ""}, {"GET", "/admin/models/m", ""},
	}
	secret, _ := twoVersions(t, HandlerOptions{Tokens: func() []string { return []string{"secret"} }})
	closed, _ := twoVersions(t, HandlerOptions{ReadOnly: true})
	fixed := standard(t) // takes no documents
	open, _ := twoVersions(t, HandlerOptions{})
	for _, c := range calls {
		t.Run(c.method+" "+c.path, func(t *testing.T) {
			answer, body := send(t, c.method, secret.URL+c.path, c.body)
			assert.Equal(t, 401, answer.StatusCode, body)
			assert.Equal(t, "Bearer", answer.Header.Get("WWW-Authenticate"))
			answer, body = send(t, c.method, secret.URL+c.path, c.body, "Authorization: Bearer wrong")
			assert.Equal(t, 401, answer.StatusCode, body)
			answer, body = send(t, c.method, closed.URL+c.path, c.body)
			assert.Equal(t, 403, answer.StatusCode, body)
			if c.method == "GET" {
				return
			}
			answer, body = send(t, c.method, fixed.URL+c.path, c.body)
			assert.Equal(t, 403, answer.StatusCode, body)
			answer, body = send(t, c.method, open.URL+c.path, c.body, "Origin: https://elsewhere.example", "Sec-Fetch-Site: cross-site")
			assert.Equal(t, 403, answer.StatusCode, "a page of another address: "+body)
		})
	}
	answer, body := send(t, "POST", secret.URL+"/admin/models/m/pin", `{"version": 1}`, "Authorization: Bearer secret")
	assert.Equal(t, 200, answer.StatusCode, body)
}

// TestPage is what the page is, and what its own calls answer.
func TestPage(t *testing.T) {
	folder := t.TempDir()
	put(t, folder+"/hostile.pmml", strings.ReplaceAll(plus(1), `name="x"`, `name="&lt;img src=x onerror=alert(1)&gt;"`))
	s, _ := started(t, Options{Folder: folder, Sources: []Source{{Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}, {Name: "a/b", Path: tree}}})

	answer, body := send(t, "GET", s.URL+"/", "", "Accept: text/html,application/xhtml+xml,*/*;q=0.8")
	assert.Equal(t, 200, answer.StatusCode)
	assert.Equal(t, "text/html; charset=utf-8", answer.Header.Get("Content-Type"))
	assert.Contains(t, body, "<!doctype html>")
	assert.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'self'")
	assert.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
	_, body = send(t, "GET", s.URL+"/", "", "Accept: application/json")
	assert.Equal(t, `{"status":"alive"}`, body)

	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"its script", "GET", "/ui/page.js", "", 200, `"use strict"`},
		{"its style", "GET", "/ui/page.css", "", 200, "color-scheme"},
		{"a file that is none", "GET", "/ui/../handler.go", "", 404, "Not Found"},
		{"the script is read", "PUT", "/ui/page.js", "", 405, ""},
		{"models", "GET", "/ui/models", "", 200, `"changes":false,"token":false,"models":[{"name":"a/b"`},
		{"a name with a slash", "GET", "/ui/models/a%2Fb", "", 200, `{"name":"a/b"`},
		{"choices", "GET", "/ui/models/loans", "", 200, `"choices":[{"value":"rent"},{"value":"own"},{"value":"mortgage"}]`},
		{"a version", "GET", "/ui/models/loans?version=1", "", 200, `"version":"1"`},
		{"an unknown version", "GET", "/ui/models/loans?version=2", "", 404, `has no version 2`},
		{"a version that is none", "GET", "/ui/models/loans?version=x", "", 400, `version \"x\" is none`},
		{"an unknown model", "GET", "/ui/models/M", "", 404, `not known`},
		{"no name", "GET", "/ui/models/", "", 404, `Not Found`},
		{"a score with its reasons", "POST", "/ui/models/half/score", `{"x": "1"}`, 200, `{"version":"1","why":{"results":[{"name":"y","value":2.5}]`},
		{"as text", "POST", "/ui/models/half/score", `{"x": 1}`, 200, `+0.5  x          0.5 · 1\n`},
		{"an invalid value has its field", "POST", "/ui/models/loans/score", `{"home": "tent"}`, 400, `"field":"home"`},
		{"an unknown input", "POST", "/ui/models/loans/score", `{"Home": "own"}`, 400, `did you mean`},
		{"no record", "POST", "/ui/models/loans/score", `[]`, 400, ``},
		{"more than a record", "POST", "/ui/models/half/score", `{} {}`, 400, ``},
		{"scoring is no GET", "GET", "/ui/models/half/score", "", 405, ""},
		{"markup stays escaped", "GET", "/ui/models/hostile", "", 200, `\u003cimg src=x onerror=alert(1)\u003e`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+tt.path, tt.body)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Contains(t, body, tt.want)
			assert.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
		})
	}
}

// The page makes no markup of texts, and asks no other address for anything.
func TestThePageMakesNoMarkup(t *testing.T) {
	for _, name := range [...]string{"page.html", "page.js", "draw.js", "page.css"} {
		text, err := os.ReadFile("web/page/" + name)
		require.NoError(t, err)
		for _, word := range [...]string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "https:", "//cdn", "style=", "onclick=\""} {
			assert.NotContains(t, string(text), word, name)
		}
	}
}
