package serve

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzOpenInference sends any body with any length of JSON.
func FuzzOpenInference(f *testing.F) {
	r, err := NewRepository(f.Context(), Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Sources: []Source{{Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}}})
	require.NoError(f, err)
	defer r.Close()
	h := NewHandler(r, HandlerOptions{})
	for _, body := range [...]string{
		`{"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1,null]}]}`,
		`{"id":"a","inputs":[{"data":[[1],[2]],"shape":[2,1],"datatype":"INT8","name":"x"}],"outputs":[{"name":"y","parameters":{"binary_data":true}}]}`,
		`{"parameters":{"binary_data_output":true},"inputs":[{"name":"home","shape":[1],"datatype":"BYTES","data":["own"]}]}`,
	} {
		f.Add(body, "", -1)
	}
	f.Add(`{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","parameters":{"binary_data_size":8}}]}`, doubles(1), 0)
	f.Add(`{"inputs":[{"name":"home","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":7}}]}`, "\x03\x00\x00\x00own", 0)
	f.Add("", doubles(1), 0)
	f.Fuzz(func(t *testing.T, head, tail string, more int) {
		for _, path := range [...]string{"/v2/models/half/infer", "/v2/models/loans/infer", "/v2/repository/index", "/v2/repository/models/half/load"} {
			req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(head+tail))
			if more >= 0 {
				req.Header.Set("Inference-Header-Content-Length", strconv.Itoa(len(head)+more%16))
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			switch w.Code {
			case http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusNotImplemented, http.StatusForbidden:
			default:
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
	})
}
