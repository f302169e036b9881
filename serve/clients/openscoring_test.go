package clients

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve"
)

const document = "../../testdata/logistic.pmml"

func TestOpenscoring(t *testing.T) {
	python := python(t, "openscoring-0.8.0.post1", "openscoring==0.8.0.post1", "pandas==3.1.1", "requests==2.34.2")
	script(t, python, "openscoring_client.py", "http://"+overHTTP(t)+"/openscoring", document)
}

func TestMLflow(t *testing.T) {
	python := python(t, "mlflow-skinny-3.17.2", "mlflow-skinny==3.17.2", "pandas==3.1.1", "numpy==2.4.6")
	s := httptest.NewServer(serve.NewHandler(repository(t), serve.HandlerOptions{DefaultModel: "loans"}))
	t.Cleanup(s.Close)
	host, port, _ := strings.Cut(strings.TrimPrefix(s.URL, "http://"), ":")
	script(t, python, "mlflow_client.py", host, port)
}

// People call the server by hand.
func TestCurl(t *testing.T) {
	program, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("there is no curl")
	}
	base := "http://" + overHTTP(t)
	url := base + "/openscoring/model/"
	table := filepath.Join(t.TempDir(), "rows.csv")
	require.NoError(t, os.WriteFile(table, []byte("Id,age,income,debt,home\n7,35,42000,9500,rent\n"), 0o600))
	const scored = `{"default": "yes", "probability(yes)": 0.5176266210524907, "probability(no)": 0.4823733789475093}`
	const answer = "Id,default,probability(yes),probability(no)\n7,yes,0.5176266210524907,0.4823733789475093\n"
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"evaluate", []string{url + "loans", "-d", `{"arguments": {"age": 35, "income": 42000, "debt": 9500, "home": "rent"}}`}, `{"results":` + scored + `}`},
		{"a table", []string{url + "loans/csv", "-H", "Content-Type: text/plain; charset=UTF-8", "--data-binary", "@" + table}, answer},
		{"a table of a form", []string{url + "loans/csv", "-F", "csv=@" + table}, answer},
		{"a table that is packed for the answer", []string{url + "loans/csv", "--compressed", "--data-binary", "@" + table}, answer},
		{"a file is deployed", []string{url + "new", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Content-Type: text/xml", "-T", document}, "201"},
		{"a form is deployed", []string{url + "new?_method=PUT", "-o", "/dev/null", "-w", "%{http_code}", "-F", "pmml=@" + document}, "200"},
		{"a model is removed", []string{url + "new", "-X", "DELETE"}, "{}"},
		{"invocations", []string{base + "/invocations", "-d", `{"instances": [1]}`, "-o", "/dev/null", "-w", "%{http_code}"}, "404"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := exec.CommandContext(t.Context(), program, append([]string{"-sS"}, tt.args...)...).CombinedOutput()
			require.NoError(t, err, "%s", out)
			assert.Equal(t, tt.want, string(out))
		})
	}
}
