package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve"
)

func TestMount(t *testing.T) {
	models, err := serve.NewRepository(t.Context(), serve.Options{Sources: []serve.Source{{Name: "loans", Path: "../../../testdata/logistic.pmml"}}})
	require.NoError(t, err)
	defer models.Close()
	handler, calls, err := mount(models)
	require.NoError(t, err)
	defer calls.Stop()
	assert.Contains(t, calls.GetServiceInfo(), "inference.GRPCInferenceService")
	s := httptest.NewServer(handler)
	defer s.Close()
	for _, tt := range []struct{ path, body, want string }{
		{"/v1/models/loans:predict", `{"instances": [{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}]}`, `"probability(yes)": 0.5176266210524907`},
		{"/hello", "", "hello"},
		{"/metrics", "", "gopmml_requests_total"},
	} {
		method := "POST"
		if tt.body == "" {
			method = "GET"
		}
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+tt.path, strings.NewReader(tt.body))
		require.NoError(t, err)
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		text, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		assert.Contains(t, string(text), tt.want)
	}
}
