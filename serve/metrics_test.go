package serve

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/common/expfmt"
	prommodel "github.com/prometheus/common/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scraped gives the metrics of a server as Prometheus' own parser reads them: by name,
// and the labels of each of its series as text.
func scraped(t *testing.T, url string) map[string]map[string]float64 {
	answer, body := send(t, "GET", url+"/metrics", "")
	require.Equal(t, 200, answer.StatusCode)
	parser := expfmt.NewTextParser(prommodel.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(body))
	require.NoError(t, err)
	out := map[string]map[string]float64{}
	for name, f := range families {
		out[name] = map[string]float64{}
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			v := m.GetCounter().GetValue() + m.GetGauge().GetValue() + m.GetUntyped().GetValue()
			if h := m.GetHistogram(); h != nil {
				v = float64(h.GetSampleCount())
			}
			out[name][strings.Join(labels, ",")] = v
		}
	}
	return out
}

func TestMetrics(t *testing.T) {
	r := newRepository(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	m, err := NewMetrics(r, Vocabularies()...)
	require.NoError(t, err)
	s := httptest.NewServer(NewHandler(r, HandlerOptions{Metrics: m}))
	defer s.Close()
	for _, c := range []struct {
		path, body string
		status     int
	}{
		{"/v1/models/half:predict", `{"instances": [1, 2, 3]}`, 200},
		{"/v1/models/half:predict", `{"instances": [1]}`, 200},
		{"/v1/models/half:predict", `{"instances": ["one"]}`, 400},
		{"/v1/models/other:predict", `{"instances": [1]}`, 404},
		{"/v1/models/another:predict", `{"instances": [1]}`, 404},
		{"/v1/models/half:explain", `{"instances": [1]}`, 200},
	} {
		answer, body := send(t, "POST", s.URL+c.path, c.body)
		require.Equal(t, c.status, answer.StatusCode, body)
	}
	got := scraped(t, s.URL)
	for name, want := range map[string]map[string]float64{
		"gopmml_requests_total": {
			"code=OK,model=half,protocol=tfserving,version=1":               2,
			"code=INVALID_ARGUMENT,model=half,protocol=tfserving,version=1": 1,
			"code=NOT_FOUND,model=none,protocol=tfserving,version=none":     2,
			"code=OK,model=half,protocol=kserve,version=1":                  1,
		},
		"gopmml_records_total":                {"model=half,version=1": 5},
		"gopmml_model_versions":               {"model=half,state=AVAILABLE": 1},
		":tensorflow:serving:request_count":   {"model_name=half,status=OK": 3, "model_name=half,status=INVALID_ARGUMENT": 1, "model_name=none,status=NOT_FOUND": 2},
		":tensorflow:serving:request_latency": {"API=predict,entrypoint=REST,model_name=half": 2},
		"nv_inference_request_success":        {"model=half,version=1": 3},
		"nv_inference_request_failure":        {"model=half,reason=OTHER,version=1": 1},
		"nv_inference_count":                  {"model=half,version=1": 5},
		"request_predict_seconds":             {"model_name=half": 2},
		"request_explain_seconds":             {"model_name=half": 1},
		"gopmml_requests_waiting":             {"": 0},
	} {
		for labels, v := range want {
			found, ok := got[name][labels]
			assert.True(t, ok, "%s{%s} is not there: %v", name, labels, got[name])
			assert.Equal(t, v, found, "%s{%s}", name, labels)
		}
	}
	_, err = NewMetrics(r, "statsd")
	assert.ErrorContains(t, err, `no metrics named "statsd"`)
}
