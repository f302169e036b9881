package serve

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The description is one of OpenAPI 3.1, and what it says of values holds.
func TestOpenAPI(t *testing.T) {
	url, _ := deployable(t)
	url = url[:len(url)-len("/openscoring")]
	answer, body := send(t, "PUT", url+"/openscoring/model/ranges", versioned)
	require.Equal(t, http.StatusCreated, answer.StatusCode, body)
	answer, body = send(t, "GET", url+"/openapi.json", "")
	require.Equal(t, http.StatusOK, answer.StatusCode, body)
	assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData([]byte(body))
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	assert.Equal(t, "3.1.0", doc.OpenAPI)
	for _, tt := range []struct {
		name, path, body string
		good             bool
	}{
		{"a record", "/v1/models/loans:predict", `{"instances": [{"age": 35, "income": 42000.5, "debt": 9500, "home": "rent"}]}`, true},
		{"a list of values", "/v1/models/loans:predict", `{"instances": [[35, 42000.5, 9500, "rent"]]}`, true},
		{"a missing value", "/v1/models/loans:predict", `{"instances": [{"age": null, "home": null}]}`, true},
		{"a value that is none of the valid ones", "/v1/models/loans:predict", `{"instances": [{"home": "tent"}]}`, false},
		{"an unknown input", "/v1/models/loans:predict", `{"instances": [{"colour": 1}]}`, false},
		{"no instances", "/v1/models/loans:predict", `{}`, false},
		{"a bare value of the only input", "/v1/models/half:predict", `{"instances": [1, 2]}`, true},
		{"within a range", "/v1/models/ranges:predict", `{"instances": [4.3, 7.9, 10.5]}`, true},
		{"beyond a range", "/v1/models/ranges:predict", `{"instances": [8]}`, false},
		{"at an open margin", "/v1/models/ranges:predict", `{"instances": [10]}`, false},
		{"arguments", "/openscoring/model/loans", `{"id": null, "arguments": {"age": 35, "home": "rent", "more": 1}}`, true},
		{"an argument that is invalid", "/openscoring/model/loans", `{"arguments": {"home": "tent"}}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			item := doc.Paths.Value(tt.path)
			require.NotNil(t, item)
			answer, text := send(t, "POST", url+tt.path, tt.body)
			if tt.path != "/openscoring/model/loans" || tt.good {
				assert.Equal(t, tt.good, answer.StatusCode == http.StatusOK, text)
			}
			var value any
			require.NoError(t, json.Unmarshal([]byte(tt.body), &value))
			err := item.Post.RequestBody.Value.Content.Get("application/json").Schema.Value.VisitJSON(value, openapi3.EnableJSONSchema2020())
			if tt.good {
				assert.NoError(t, err)
			} else {
				assert.Error(t, err)
			}
			status := "200"
			if !tt.good {
				status = "400"
			}
			require.NoError(t, json.Unmarshal([]byte(text), &value))
			schema := item.Post.Responses.Value(status).Value.Content.Get("application/json").Schema.Value
			assert.NoError(t, schema.VisitJSON(value, openapi3.EnableJSONSchema2020()), text)
		})
	}
	answer, _ = send(t, "POST", url+"/openapi.json", "")
	assert.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode)
}
