package serve

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTensorFlowServing is the contract of TensorFlow Serving's REST interface,
// statement by statement.
func TestTensorFlowServing(t *testing.T) {
	s := standard(t)
	const (
		half   = "/v1/models/half_plus_two"
		loans  = "/v1/models/loans"
		record = `{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}`
		scored = `{"default": "yes", "probability(yes)": 0.5176266210524907, "probability(no)": 0.4823733789475093}`
	)
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"the tutorial's call", "POST", half + ":predict", `{"instances": [1.0, 2.0, 5.0]}`, 200, `{"predictions": [2.5, 3.0, 4.5]}`},
		{"by column, one input and one output", "POST", half + ":predict", `{"inputs": [1.0, 2.0]}`, 200, `{"outputs": [2.5, 3.0]}`},
		{"by column, a single value", "POST", half + ":predict", `{"inputs": 1}`, 200, `{"outputs": [2.5]}`},
		{"by column, an object", "POST", half + ":predict", `{"inputs": {"x": [1, 2]}}`, 200, `{"outputs": [2.5, 3.0]}`},
		{"by column, a value to each row of a tensor", "POST", half + ":predict", `{"inputs": {"x": [[1], [2]]}}`, 200, `{"outputs": [2.5, 3.0]}`},
		{"objects for a model of one input", "POST", half + ":predict", `{"instances": [{"x": 1}]}`, 200, `{"predictions": [2.5]}`},
		{"lists of one value", "POST", half + ":predict", `{"instances": [[1], [2]]}`, 200, `{"predictions": [2.5, 3.0]}`},
		{"objects", "POST", loans + ":predict", `{"instances": [` + record + `]}`, 200, `{"predictions": [` + scored + `]}`},
		{"several objects", "POST", loans + ":predict", `{"instances": [` + record + `, ` + record + `]}`, 200, `{"predictions": [` + scored + `, ` + scored + `]}`},
		{"lists in the order of the inputs", "POST", loans + ":predict", `{"instances": [[35, 42000, 9500, "rent"]]}`, 200, `{"predictions": [` + scored + `]}`},
		{"numbers as texts", "POST", loans + ":predict", `{"instances": [{"age": "35", "income": "42000", "debt": "9500", "home": "rent"}]}`, 200, `{"predictions": [` + scored + `]}`},
		{"bytes stand for a text", "POST", loans + ":predict", `{"instances": [{"age": 35, "income": 42000, "debt": 9500, "home": {"b64": "cmVudA=="}}]}`, 200, `{"predictions": [` + scored + `]}`},
		{"an escaped text", "POST", loans + ":predict", `{"instances": [{"age": 35, "income": 42000, "debt": 9500, "home": "\u0072ent"}]}`, 200, `{"predictions": [` + scored + `]}`},
		{"by column, an object of outputs", "POST", loans + ":predict", `{"inputs": {"age": [35], "income": [42000], "debt": [9500], "home": ["rent"]}}`, 200,
			`{"outputs": {"default": ["yes"], "probability(yes)": [0.5176266210524907], "probability(no)": [0.4823733789475093]}}`},
		{"the signature by its name", "POST", half + ":predict", `{"signature_name": "serving_default", "instances": [1]}`, 200, `{"predictions": [2.5]}`},
		{"the signature after the records", "POST", half + ":predict", `{"instances": [1], "signature_name": ""}`, 200, `{"predictions": [2.5]}`},
		{"an unknown signature", "POST", half + ":predict", `{"signature_name": "S", "instances": [1]}`, 400, `{"error":"Serving signature name: \"S\" not found in signature def"}`},
		{"a signature that is no text", "POST", half + ":predict", `{"signature_name": 1, "instances": [1]}`, 400, ""},
		{"null is missing", "POST", half + ":predict", `{"instances": [null]}`, 200, `{"predictions": [null]}`},
		{"NaN is missing", "POST", half + ":predict", `{"instances": [NaN, 1]}`, 200, `{"predictions": [null, 2.5]}`},
		{"an absent key is missing", "POST", half + ":predict", `{"instances": [{}]}`, 200, `{"predictions": [null]}`},
		{"infinity is read, and has no JSON", "POST", half + ":predict", `{"instances": [Infinity, -Infinity]}`, 200, `{"predictions": [null, null]}`},
		{"a version by number", "POST", half + "/versions/1:predict", `{"instances": [1]}`, 200, `{"predictions": [2.5]}`},
		{"a version by label", "POST", loans + "/labels/stable:predict", `{"instances": [` + record + `]}`, 200, `{"predictions": [` + scored + `]}`},
		{"paths ignore case", "POST", "/V1/Models/half_plus_two:Predict", `{"instances": [1]}`, 200, `{"predictions": [2.5]}`},
		{"names are decoded", "POST", "/v1/models/half%5Fplus%5Ftwo:predict", `{"instances": [1]}`, 200, `{"predictions": [2.5]}`},
		{"an unknown model", "POST", "/v1/models/M:predict", `{"instances": [1]}`, 404, `{"error":"Servable not found for request: Latest(M)"}`},
		{"an unknown version", "POST", half + "/versions/7:predict", `{"instances": [1]}`, 404, `{"error":"Servable not found for request: Specific(half_plus_two, 7)"}`},
		{"an unknown label", "POST", half + "/labels/L:predict", `{"instances": [1]}`, 400, `{"error":"Unrecognized servable version label: L"}`},
		{"neither key", "POST", half + ":predict", `{"x": 1}`, 400, `{"error":"Missing 'inputs' or 'instances' key"}`},
		{"both keys", "POST", half + ":predict", `{"instances": [1], "inputs": [1]}`, 400, ""},
		{"an empty list", "POST", half + ":predict", `{"instances": []}`, 400, ""},
		{"no list", "POST", half + ":predict", `{"instances": 1}`, 400, `{"error":"Expected \"instances\" to be a list"}`},
		{"not JSON", "POST", half + ":predict", `{"instances": [1`, 400, `{"error":"JSON Parse error: Missing a comma or ] after an array element. at offset: 16"}`},
		{"more after the object", "POST", half + ":predict", `{"instances": [1]} x`, 400, ""},
		{"an unknown key with a near name", "POST", loans + ":predict", `{"instances": [{"Age": 1}]}`, 400, `{"error":"input \"Age\" is none of model \"loans\": did you mean \"age\"?"}`},
		{"an unknown key", "POST", loans + ":predict", `{"instances": [{"colour": 1}]}`, 400, `{"error":"input \"colour\" is none of model \"loans\", which takes \"age\", \"income\", \"debt\", \"home\""}`},
		{"a key twice", "POST", loans + ":predict", `{"instances": [{"age": 1, "age": 2}]}`, 400, `{"error":"input \"age\" is given twice"}`},
		{"mixed records", "POST", half + ":predict", `{"instances": [1, {"x": 1}]}`, 400, ""},
		{"an invalid value", "POST", loans + ":predict", `{"instances": [{"home": "tent"}]}`, 400, `{"error":"field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}`},
		{"an invalid value in a row", "POST", loans + ":predict", `{"instances": [{"home": "own"}, {"home": "tent"}]}`, 400, `{"error":"row 2: field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}`},
		{"a bare value for several inputs", "POST", loans + ":predict", `{"instances": [1]}`, 400, ""},
		{"too few values", "POST", loans + ":predict", `{"instances": [[1, 2]]}`, 400, `{"error":"record 1 has 2 values, where the model has 4 inputs"}`},
		{"columns of different lengths", "POST", loans + ":predict", `{"inputs": {"age": [1], "debt": [1, 2]}}`, 400, `{"error":"input \"debt\" has 2 values, where those before have 1"}`},
		{"predict is no GET", "GET", half + ":predict", "", 400, `{"error":"Malformed request: GET /v1/models/half_plus_two:predict"}`},
		{"an unknown verb", "POST", half + ":guess", `{}`, 400, `{"error":"Malformed request: POST /v1/models/half_plus_two:guess"}`},
		{"classify", "POST", loans + ":classify", `{"examples": [` + record + `]}`, 200, `{"results": [[["yes", 0.5176266210524907], ["no", 0.4823733789475093]]]}`},
		{"what examples share", "POST", loans + ":classify", `{"context": {"age": 35, "income": [42000]}, "examples": [{"debt": 9500, "home": "rent"}]}`, 200, `{"results": [[["yes", 0.5176266210524907], ["no", 0.4823733789475093]]]}`},
		{"what is shared may not come again", "POST", loans + ":classify", `{"context": {"age": 35}, "examples": [{"age": 36}]}`, 400, `{"error":"input \"age\" is given twice"}`},
		{"classify without examples", "POST", loans + ":classify", `{}`, 400, ""},
		{"classify with no examples in the list", "POST", loans + ":classify", `{"examples": []}`, 400, ""},
		{"classify a regression", "POST", half + ":classify", `{"examples": [{"x": 1}]}`, 400, `{"error":"model \"half_plus_two\" is no classification"}`},
		{"regress", "POST", half + ":regress", `{"examples": [{"x": 1}, {"x": [2]}]}`, 200, `{"results": [2.5, 3.0]}`},
		{"regress a classification", "POST", loans + ":regress", `{"examples": [` + record + `]}`, 400, `{"error":"model \"loans\" is no regression"}`},
		{"status", "GET", half, "", 200, `{"model_version_status": [{"version": "1", "state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}], "name": "half_plus_two", "ready": true}`},
		{"status of a version", "GET", half + "/versions/1", "", 200, ""},
		{"status of an unknown model", "GET", "/v1/models/M", "", 404, `{"error":"Could not find any versions of model M"}`},
		{"status of an unknown version", "GET", half + "/versions/2", "", 404, `{"error":"Could not find version 2 of model half_plus_two"}`},
		{"metadata", "GET", half + "/metadata", "", 200, `{"model_spec": {"name": "half_plus_two", "signature_name": "", "version": "1"}, "metadata": {"signature_def": {"signature_def": {"serving_default": {"inputs": {"x": {"dtype": "DT_DOUBLE", "tensor_shape": {"dim": [{"size": "-1", "name": ""}], "unknown_rank": false}, "name": "x"}}, "outputs": {"y": {"dtype": "DT_DOUBLE", "tensor_shape": {"dim": [{"size": "-1", "name": ""}], "unknown_rank": false}, "name": "y"}}, "method_name": "tensorflow/serving/predict"}}}}}`},
		{"KServe's list", "GET", "/v1/models", "", 200, `{"models":["half_plus_two","loans"]}`},
		{"KServe's sign of life", "GET", "/", "", 200, `{"status":"alive"}`},
		{"another path", "GET", "/v9", "", 404, `{"error":"Not Found"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+tt.path, tt.body)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
			if tt.want != "" {
				assert.Equal(t, tt.want, strings.TrimSuffix(body, "\n"))
			}
			assert.NotEmpty(t, answer.Header.Get("X-Request-Id"))
		})
	}
}

// A request may say that its body is of any type, and be packed.
func TestBodies(t *testing.T) {
	s := standard(t)
	url := s.URL + "/v1/models/half_plus_two:predict"
	answer, body := send(t, "POST", url, `{"instances": [1]}`, "Content-Type: application/x-www-form-urlencoded")
	assert.Equal(t, http.StatusOK, answer.StatusCode, body)
	answer, body = send(t, "POST", url, "nothing", "Content-Encoding: gzip")
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, body)
	answer, body = send(t, "POST", url, "nothing", "Content-Encoding: br")
	assert.Equal(t, http.StatusUnsupportedMediaType, answer.StatusCode, body)
	answer, body = send(t, "POST", url, `{"instances": [1]}`, "X-Request-Id: my own")
	assert.Equal(t, http.StatusOK, answer.StatusCode, body)
	assert.Equal(t, "my own", answer.Header.Get("X-Request-Id"))
}
