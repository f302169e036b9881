package serve

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// benchModels are documents of ../shared/bench with the table that they score.
var benchModels = []struct{ name, rows string }{{"M1", "input_m1.csv"}, {"M3", "input.csv"}}

func benchFolder() string {
	if s := os.Getenv("GOPMML_SHARED"); s != "" {
		return filepath.Join(s, "bench")
	}
	return "../../shared/bench"
}

// benchBody makes a request of n records of a table.
func benchBody(b *testing.B, table string, n int) []byte {
	f, err := os.Open(filepath.Join(benchFolder(), table))
	if err != nil {
		b.Skip("there is no ../shared/bench")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Scan()
	names := strings.Split(lines.Text(), ",")
	var body bytes.Buffer
	body.WriteString(`{"instances": [`)
	for i := 0; i < n && lines.Scan(); i++ {
		if i > 0 {
			body.WriteString(", ")
		}
		for k, v := range strings.Split(lines.Text(), ",") {
			sep := ", "
			if k == 0 {
				sep = "{"
			}
			if _, err := strconv.ParseFloat(v, 64); err != nil {
				v = strconv.Quote(v)
			}
			fmt.Fprintf(&body, "%s%q: %s", sep, names[k], v)
		}
		body.WriteByte('}')
	}
	body.WriteString("]}")
	return body.Bytes()
}

// discard is a client that reads nothing.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             {}
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }

// BenchmarkPredict is what a request takes between net/http and the connection.
func BenchmarkPredict(b *testing.B) {
	for _, m := range benchModels {
		for _, rows := range []int{1, 5000} {
			b.Run(fmt.Sprintf("%s/%d", m.name, rows), func(b *testing.B) {
				body := benchBody(b, m.rows, rows)
				r := newRepository(b, Options{Sources: []Source{{Name: "m", Path: filepath.Join(benchFolder(), m.name+".pmml")}}})
				metrics, err := NewMetrics(r)
				if err != nil {
					b.Fatal(err)
				}
				h := NewHandler(r, HandlerOptions{Metrics: metrics})
				in := bytes.NewReader(body)
				request, err := http.NewRequest(http.MethodPost, "/v1/models/m:predict", io.NopCloser(in))
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(body)))
				b.ReportAllocs()
				for b.Loop() {
					in.Reset(body)
					h.ServeHTTP(&discard{http.Header{}}, request)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
			})
		}
	}
}
