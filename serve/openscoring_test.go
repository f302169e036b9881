package serve

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const baskets = "../testdata/corpus/baskets.pmml"

// deployable gives a server that takes models, with two of its own and one that groups
// rows.
func deployable(t testing.TB) (url, folder string) {
	t.Helper()
	folder = t.TempDir()
	s, _ := started(t, Options{Folder: folder, Deploy: true, Sources: []Source{
		{Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}, {Name: "baskets", Path: baskets},
	}})
	return s.URL + "/openscoring", folder
}

// TestOpenscoring is the contract of Openscoring's interface, statement by statement.
func TestOpenscoring(t *testing.T) {
	url, _ := deployable(t)
	const (
		loans     = "/model/loans"
		arguments = `{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}`
		results   = `{"default": "yes", "probability(yes)": 0.5176266210524907, "probability(no)": 0.4823733789475093}`
		rows      = "age,income,debt,home\n35,42000,9500,rent\n"
		scored    = "default,probability(yes),probability(no)\nyes,0.5176266210524907,0.4823733789475093\n"
		plain     = "text/plain;charset=UTF-8"
		typed     = "application/json"
	)
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		kind, want               string
	}{
		{"evaluate", "POST", loans, `{"arguments": ` + arguments + `}`, 200, typed, `{"results":` + results + `}`},
		{"the id is echoed", "POST", loans, `{"id": "a \"b", "arguments": ` + arguments + `}`, 200, typed, `{"id":"a \"b","results":` + results + `}`},
		{"an id that is null is none", "POST", loans, `{"id": null, "arguments": ` + arguments + `}`, 200, typed, `{"results":` + results + `}`},
		{"an id that is a number becomes a text", "POST", loans, `{"arguments": ` + arguments + `, "id": 7}`, 200, typed, `{"id":"7","results":` + results + `}`},
		{"extra arguments are ignored", "POST", loans, `{"arguments": {"age": 35, "colour": [1, {"a": 2}], "income": 42000, "debt": 9500, "home": "rent"}}`, 200, typed, `{"results":` + results + `}`},
		{"an extra argument near an absent input is refused", "POST", loans, `{"arguments": {"Age": 35, "income": 42000, "debt": 9500, "home": "rent"}}`, 400, typed, ""},
		{"an extra argument near an input that is there is ignored", "POST", loans, `{"arguments": {"Age": 1, "age": 35, "income": 42000, "debt": 9500, "home": "rent"}}`, 200, typed, `{"results":` + results + `}`},
		{"an absent argument is missing", "POST", "/model/half", `{"arguments": {}}`, 200, typed, `{"results":{"y": null}}`},
		{"null is missing", "POST", "/model/half", `{"arguments": {"x": null}}`, 200, typed, `{"results":{"y": null}}`},
		{"a bare NaN is missing", "POST", "/model/half", `{"arguments": {"x": NaN}}`, 200, typed, `{"results":{"y": null}}`},
		{"an argument twice", "POST", "/model/half", `{"arguments": {"x": 1, "x": 2}}`, 400, typed, `{"message":"input \"x\" is given twice"}`},
		{"an invalid value", "POST", loans, `{"arguments": {"home": "tent"}}`, 400, typed, `{"message":"field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}`},
		{"no arguments", "POST", loans, `{}`, 400, typed, `{"message":"key \"arguments\" is missing"}`},
		{"another key", "POST", loans, `{"argument": {}}`, 400, typed, `{"message":"key \"argument\" is none of a request, which has \"id\" and \"arguments\""}`},
		{"arguments that are no object", "POST", loans, `{"arguments": [1]}`, 400, typed, `{"message":"\"arguments\" must be an object"}`},
		{"not JSON", "POST", loans, `{`, 400, typed, ""},
		{"an unknown model", "POST", "/model/none", `{"arguments": {}}`, 404, typed, `{"message":"Model \"none\" not found"}`},
		{"batch", "POST", loans + "/batch", `{"id": "all", "requests": [{"id": "1", "arguments": ` + arguments + `}, {"arguments": ` + arguments + `}]}`, 200, typed,
			`{"id":"all","responses":[{"id":"1","results":` + results + `},{"results":` + results + `}]}`},
		{"a bad record of a batch fails alone", "POST", loans + "/batch", `{"requests": [{"id": "1", "arguments": {"home": "tent"}}, {"id": "2", "arguments": ` + arguments + `}, {"id": "3", "arguments": {"age": [1, 2]}}, {"arguments": {"Home": "own"}}, {"arguments": ` + arguments + `}]}`, 200, typed,
			`{"responses":[{"id":"1","message":"field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"},{"id":"2","results":` + results + `},{"id":"3","message":"input \"age\" takes one value, not a list of 2"},{"message":"field \"home\": absent, while \"Home\" is given, which is no input of the model: names must be the same to the letter"},{"results":` + results + `}]}`},
		{"the only record of a batch fails alone", "POST", loans + "/batch", `{"requests": [{"id": "1", "arguments": {"home": "tent"}}]}`, 200, typed,
			`{"responses":[{"id":"1","message":"field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}]}`},
		{"a batch without records", "POST", loans + "/batch", `{"requests": []}`, 200, typed, `{"responses":[]}`},
		{"a request of a batch that is none", "POST", loans + "/batch", `{"requests": [{"id": "1"}]}`, 400, typed, `{"message":"request 1: key \"arguments\" is missing"}`},
		{"CSV", "POST", loans + "/csv", rows, 200, plain, scored},
		{"CSV: a first column id is copied", "POST", loans + "/csv", "Id,age,income,debt,home\n\"a,b\",35,42000,9500,rent\n", 200, plain, "Id,default,probability(yes),probability(no)\n\"a,b\",yes,0.5176266210524907,0.4823733789475093\n"},
		{"CSV: semicolons are found", "POST", loans + "/csv", strings.ReplaceAll(rows, ",", ";"), 200, plain, strings.ReplaceAll(scored, ",", ";")},
		{"CSV: tabs are found", "POST", loans + "/csv", strings.ReplaceAll(rows, ",", "\t"), 200, plain, strings.ReplaceAll(scored, ",", "\t")},
		{"CSV: the delimiter is told", "POST", loans + "/csv?delimiterChar=%7C", strings.ReplaceAll(rows, ",", "|"), 200, plain, strings.ReplaceAll(scored, ",", "|")},
		{"CSV: the delimiter and the quote of the client", "POST", loans + "/csv?delimiterChar=%09&quoteChar=%22", strings.ReplaceAll(rows, ",", "\t"), 200, plain, strings.ReplaceAll(scored, ",", "\t")},
		{"CSV: an escaped tab", "POST", loans + `/csv?delimiterChar=%5Ct&quoteChar=%5C%22`, strings.ReplaceAll(rows, ",", "\t"), 200, plain, strings.ReplaceAll(scored, ",", "\t")},
		{"CSV: an escaped quote", "POST", loans + `/csv?quoteChar=%5C'`, "'age',income,debt,home,id\n35,42000,9500,'rent',\"\n", 200, plain, scored},
		{"CSV: another quote around copied texts", "POST", "/model/half/csv?quoteChar='", "id,x\n'a, ''b'' \"c\"',1\n", 200, plain, "id,y\n'a, ''b'' \"c\"',2.5\n"},
		{"CSV: a delimiter of two characters", "POST", loans + `/csv?delimiterChar=ab`, rows, 400, typed, `{"message":"delimiterChar \"ab\" must be one character of ASCII"}`},
		{"CSV: the delimiter cannot be told", "POST", loans + "/csv", "a|b\n1|2,3\n", 400, typed, ""},
		{"CSV: one column", "POST", "/model/half/csv", "x\n1\n\n2\n", 200, plain, "y\n2.5\n3\n"},
		{"CSV: empty cells, NA, N/A and NaN are missing", "POST", "/model/half/csv", "id,x\na,\nb,NA\nc,N/A\nd,NaN\ne,1\n", 200, plain, "id,y\na,\nb,\nc,\nd,\ne,2.5\n"},
		{"CSV: a missing result alone in a row", "POST", "/model/half/csv", "x\nNA\n1\n", 200, plain, "y\n\"\"\n2.5\n"},
		{"CSV: a bad row fails all", "POST", loans + "/csv", rows + "35,42000,9500,tent\n", 400, typed, `{"message":"row 2: field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}`},
		{"CSV: a short row fails all", "POST", loans + "/csv?delimiterChar=,", rows + "35,42000\n", 400, typed, `{"message":"row 2: 2 cells, but the header has 4"}`},
		{"CSV: a column near an absent input", "POST", loans + "/csv", "Age,income,debt,home\n35,42000,9500,rent\n", 400, typed, ""},
		{"CSV: nothing", "POST", loans + "/csv", "", 400, typed, ""},
		{"CSV: no rows", "POST", loans + "/csv", "age,income,debt,home\n", 200, plain, "default,probability(yes),probability(no)\n"},
		{"groups: a record with a list", "POST", "/model/baskets", `{"arguments": {"basket": "a", "item": ["bread"]}}`, 200, typed, `{"results":{"recommendation": ["1"], "new": ["1"], "best": ["milk"]}}`},
		{"groups: a batch is merged", "POST", "/model/baskets/batch", `{"requests": [{"id": "1", "arguments": {"basket": "a", "item": "bread"}}, {"id": "2", "arguments": {"basket": "b", "item": "milk"}}, {"id": "3", "arguments": {"basket": "a", "item": ["milk"]}}]}`, 200, typed,
			`{"responses":[{"id":"1","results":{"recommendation": ["2","3","1"], "new": ["2","3"], "best": ["eggs"]}},{"id":"2","results":{"recommendation": ["2"], "new": ["2"], "best": ["eggs"]}}]}`},
		{"groups: rows are merged", "POST", "/model/baskets/csv", "id,basket,item\n1,a,bread\n2,b,milk\n3,a,milk\n", 200, plain,
			"id,recommendation,new,best\n1,\"[\"\"2\"\",\"\"3\"\",\"\"1\"\"]\",\"[\"\"2\"\",\"\"3\"\"]\",\"[\"\"eggs\"\"]\"\n2,\"[\"\"2\"\"]\",\"[\"\"2\"\"]\",\"[\"\"eggs\"\"]\"\n"},
		{"an unknown path", "GET", "/models", "", 404, typed, `{"message":"Not Found"}`},
		{"an unknown path of a model", "GET", loans + "/more", "", 404, typed, `{"message":"Not Found"}`},
		{"the base path alone", "GET", "", "", 404, typed, `{"message":"Not Found"}`},
		{"a method that is none", "PATCH", loans, "", 405, typed, `{"message":"Method Not Allowed"}`},
		{"an override that is none", "POST", loans + "?_method=PATCH", "", 400, typed, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, url+tt.path, tt.body)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, tt.kind, answer.Header.Get("Content-Type"))
			assert.Equal(t, "Openscoring/2.2", answer.Header.Get("X-Application"))
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			} else {
				t.Log(body)
			}
			if tt.kind == plain {
				assert.Equal(t, "attachment; filename=results.csv", answer.Header.Get("Content-Disposition"))
			}
		})
	}
	answer, _ := send(t, "GET", strings.TrimSuffix(url, "/openscoring")+"/v1/models", "")
	assert.Empty(t, answer.Header.Get("X-Application"), "it is on the paths below the base only")
}

// What is known of models, and the documents themselves.
func TestOpenscoringModels(t *testing.T) {
	url, _ := deployable(t)
	answer, body := send(t, "GET", url+"/model", "")
	require.Equal(t, http.StatusOK, answer.StatusCode, body)
	var list struct {
		Responses []map[string]any `json:"responses"`
	}
	require.NoError(t, json.Unmarshal([]byte(body), &list))
	var ids []any
	for _, r := range list.Responses {
		ids = append(ids, r["id"])
		assert.NotContains(t, r, "schema")
	}
	assert.Equal(t, []any{"baskets", "half", "loans"}, ids, "sorted by id")

	answer, body = send(t, "GET", url+"/model/loans", "")
	require.Equal(t, http.StatusOK, answer.StatusCode, body)
	var model map[string]any
	require.NoError(t, json.Unmarshal([]byte(body), &model))
	assert.Equal(t, "loans", model["id"])
	assert.Equal(t, "classification", model["miningFunction"])
	assert.Equal(t, "Regression model", model["summary"])
	properties := model["properties"].(map[string]any)
	assert.Regexp(t, `^[0-9a-f]{64}$`, properties["file.checksum"])
	assert.Regexp(t, `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$`, properties["created.timestamp"])
	text, err := os.ReadFile(logistic)
	require.NoError(t, err)
	assert.InDelta(t, len(text), properties["file.size"], 0)
	schema, err := json.Marshal(model["schema"])
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"inputFields": [
			{"id": "age", "dataType": "integer", "opType": "continuous"},
			{"id": "income", "dataType": "double", "opType": "continuous"},
			{"id": "debt", "dataType": "double", "opType": "continuous"},
			{"id": "home", "dataType": "string", "opType": "categorical", "values": ["rent", "own", "mortgage"]}],
		"targetFields": [{"id": "default", "dataType": "string", "opType": "categorical", "values": ["yes", "no"]}],
		"outputFields": [
			{"id": "probability(yes)", "dataType": "double", "opType": "continuous"},
			{"id": "probability(no)", "dataType": "double", "opType": "continuous"}]}`, string(schema))
	for key := range model {
		assert.Contains(t, []string{"id", "miningFunction", "summary", "properties", "schema"}, key, "clients know no other keys")
	}

	_, body = send(t, "GET", url+"/model/baskets", "")
	require.NoError(t, json.Unmarshal([]byte(body), &model))
	schema, err = json.Marshal(model["schema"].(map[string]any)["groupFields"])
	require.NoError(t, err)
	assert.JSONEq(t, `[{"id": "basket", "dataType": "string", "opType": "categorical"}]`, string(schema))

	answer, body = send(t, "GET", url+"/model/loans/pmml", "")
	assert.Equal(t, string(text), body)
	assert.Equal(t, "application/xml;charset=UTF-8", answer.Header.Get("Content-Type"))
	assert.Equal(t, "attachment; filename=model.pmml.xml", answer.Header.Get("Content-Disposition"))
	for _, path := range []string{"/model/none", "/model/none/pmml"} {
		answer, body = send(t, "GET", url+path, "")
		assert.Equal(t, http.StatusNotFound, answer.StatusCode)
		assert.Equal(t, `{"message":"Model \"none\" not found"}`, body)
	}
}

const versioned = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header modelVersion="7.1"/><DataDictionary>
<DataField name="x" optype="continuous" dataType="double" displayName="the x"><Interval closure="closedClosed" leftMargin="4.3" rightMargin="7.9"/><Interval closure="openOpen" leftMargin="10"/></DataField></DataDictionary>
<RegressionModel modelName="first" functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><RegressionTable intercept="1"><NumericPredictor name="x" coefficient="0"/></RegressionTable></RegressionModel>
<RegressionModel modelName="second" functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><RegressionTable intercept="2"><NumericPredictor name="x" coefficient="0"/></RegressionTable></RegressionModel></PMML>`

// Models are deployed and removed.
func TestOpenscoringDeploys(t *testing.T) {
	url, folder := deployable(t)
	at := func(method, path, body string, headers ...string) (*received, map[string]any) {
		t.Helper()
		answer, text := send(t, method, url+path, body, headers...)
		assert.Equal(t, "Openscoring/2.2", answer.Header.Get("X-Application"))
		var o map[string]any
		require.NoError(t, json.Unmarshal([]byte(text), &o), text)
		return answer, o
	}
	answer, o := at("PUT", "/model/new", versioned, "Content-Type: application/xml")
	assert.Equal(t, http.StatusCreated, answer.StatusCode, o)
	assert.Equal(t, "/openscoring/model/new", answer.Header.Get("Location"))
	assert.Equal(t, "7.1", o["properties"].(map[string]any)["model.version"])
	schema, err := json.Marshal(o["schema"])
	require.NoError(t, err)
	assert.JSONEq(t, `{"inputFields": [{"id": "x", "name": "the x", "dataType": "double", "opType": "continuous", "values": ["[4.3, 7.9]", "(10, INF)"]}],
		"targetFields": [{"id": "_target", "dataType": "double", "opType": "continuous"}]}`, string(schema))

	answer, o = at("PUT", "/model/new?modelName=second", versioned, "Content-Type: text/xml")
	assert.Equal(t, http.StatusOK, answer.StatusCode, o)
	assert.Empty(t, answer.Header.Get("Location"))
	_, o = at("POST", "/model/new", `{"arguments": {"x": 5}}`)
	assert.Equal(t, map[string]any{"_target": 2.0}, o["results"])

	for name, body := range map[string]string{"not XML": "nothing", "not supported": strings.ReplaceAll(versioned, "RegressionModel", "Model"), "empty": ""} {
		answer, o = at("PUT", "/model/new", body)
		assert.Equal(t, http.StatusBadRequest, answer.StatusCode, name)
		assert.NotEmpty(t, o["message"], name)
		answer, _ = at("PUT", "/model/other", body)
		assert.Equal(t, http.StatusBadRequest, answer.StatusCode, name)
	}
	_, o = at("POST", "/model/new", `{"arguments": {"x": 5}}`)
	assert.Equal(t, map[string]any{"_target": 2.0}, o["results"], "nothing changes where a document is wrong")
	answer, _ = at("GET", "/model/other", "")
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)

	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("pmml", "model.pmml")
	require.NoError(t, err)
	_, err = io.WriteString(part, versioned)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for i, path := range []string{"/model/form", "/model/form?_method=PUT"} {
		answer, o = at([]string{"PUT", "POST"}[i], path, form.String(), "Content-Type: "+w.FormDataContentType())
		assert.Equal(t, []int{http.StatusCreated, http.StatusOK}[i], answer.StatusCode, o)
	}
	answer, o = at("PUT", "/model/form", form.String(), "Content-Type: multipart/form-data; boundary=other")
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, o)

	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err = io.WriteString(z, versioned)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	answer, o = at("PUT", "/model/packed", packed.String(), "Content-Encoding: gzip")
	assert.Equal(t, http.StatusCreated, answer.StatusCode, o)
	answer, o = at("PUT", "/model/packed", packed.String())
	assert.Equal(t, http.StatusOK, answer.StatusCode, "a document that is gzip itself: %v", o)
	_, text := send(t, "GET", url+"/model/packed/pmml", "")
	assert.Equal(t, versioned, text)

	answer, o = at("PUT", "/model/a%20b", versioned)
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, "a name that is none: %v", o)
	answer, o = at("PUT", "/model/loans", versioned)
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, "a model that is configured: %v", o)

	answer, o = at("DELETE", "/model/new", "")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Empty(t, o)
	answer, _ = at("DELETE", "/model/new", "")
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)
	answer, _ = at("POST", "/model/form", "", "X-HTTP-Method-Override: DELETE")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.NoDirExists(t, filepath.Join(folder, "form"))

	for _, tt := range [...][2]string{{"PUT", "/model/x"}, {"DELETE", "/model/packed"}, {"GET", "/model/packed/pmml"}} {
		answer, o = at(tt[0], tt[1], versioned, "Origin: http://elsewhere.example")
		assert.Equal(t, http.StatusForbidden, answer.StatusCode)
		assert.Equal(t, "Forbidden", o["message"])
	}
}

// Where there are tokens, callers with one of them are admins, and no others.
func TestOpenscoringTokens(t *testing.T) {
	r, err := NewRepository(t.Context(), Options{Folder: t.TempDir(), Deploy: true})
	require.NoError(t, err)
	t.Cleanup(r.Close)
	h := NewHandler(r, HandlerOptions{Tokens: func() []string { return []string{"secret", ""} }})
	for _, tt := range []struct {
		header string
		status int
	}{
		{"X-None: 1", 403}, {"Authorization: Bearer other", 403}, {"Authorization: Bearer ", 403}, {"Cookie: token=other", 403}, {"Cookie: token=", 403},
		{"Authorization: Bearer secret", 201}, {"Cookie: token=secret", 200},
	} {
		s := newServer(t, h)
		answer, body := send(t, "PUT", s.URL+"/openscoring/model/m", versioned, tt.header)
		assert.Equal(t, tt.status, answer.StatusCode, "%s: %s", tt.header, body)
	}
}

// Tables come as parts of forms, and packed.
func TestOpenscoringTables(t *testing.T) {
	url, _ := deployable(t)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("csv", "rows.csv")
	require.NoError(t, err)
	_, err = io.WriteString(part, "x\n1\n")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	_, body := send(t, "POST", url+"/model/half/csv", form.String(), "Content-Type: "+w.FormDataContentType())
	assert.Equal(t, "y\n2.5\n", body)
	for _, kind := range []string{"text/plain", "text/csv", "application/csv", "text/csv; charset=utf-8"} {
		_, body = send(t, "POST", url+"/model/half/csv", "x\n1\n", "Content-Type: "+kind)
		assert.Equal(t, "y\n2.5\n", body, kind)
	}
	answer, _ := send(t, "POST", url+"/model/half/csv", "x\n1\n", "Content-Type: text/csv; charset=latin1")
	assert.Equal(t, http.StatusUnsupportedMediaType, answer.StatusCode)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err = io.WriteString(z, "id,x\n"+strings.Repeat("some,1\n", 1000))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	answer, body = send(t, "POST", url+"/model/half/csv", packed.String(), "Content-Encoding: gzip", "Accept-Encoding: gzip")
	require.Equal(t, http.StatusOK, answer.StatusCode, body)
	assert.Equal(t, "gzip", answer.Header.Get("Content-Encoding"))
	back, err := gzip.NewReader(strings.NewReader(body))
	require.NoError(t, err)
	text, err := io.ReadAll(back)
	require.NoError(t, err)
	assert.Equal(t, "id,y\n"+strings.Repeat("some,2.5\n", 1000), string(text))
}
