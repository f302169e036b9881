package wire

import (
	"compress/zlib"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Reply is an answer that is being written. Its memory is used again.
type Reply struct{ Data []byte }

var replies = sync.Pool{New: func() any { return new(Reply) }}

// NewReply gives an empty answer.
func NewReply() *Reply { return replies.Get().(*Reply) }

// Release gives the memory back.
func (r *Reply) Release() {
	if cap(r.Data) <= keptBody {
		r.Data = r.Data[:0]
		replies.Put(r)
	}
}

// JSON is the type of answers: exactly this, since clients compare it.
const JSON = "application/json"

// Send sends the answer, packed where it is long and the caller asks for that.
func (r *Reply) Send(w http.ResponseWriter, req *http.Request, status int, contentType string) {
	Send(w, req, status, contentType, r.Data)
}

// packedFrom is how long an answer is at least that is packed.
const packedFrom = 1 << 10

// Send sends an answer, packed where it is long and the caller asks for that.
func Send(w http.ResponseWriter, req *http.Request, status int, contentType string, body []byte) {
	h := w.Header()
	h["Content-Type"] = []string{contentType}
	if len(body) >= packedFrom {
		if encoding := accepted(req.Header.Get("Accept-Encoding")); encoding != "" {
			h.Set("Content-Encoding", encoding)
			h.Add("Vary", "Accept-Encoding")
			w.WriteHeader(status)
			pack(w, encoding, body)
			return
		}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a caller that has gone is told nothing
}

// accepted gives the way of packing that a caller takes, "" for none.
func accepted(header string) string {
	if header == "" {
		return ""
	}
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "gzip" && name != "deflate" {
			continue
		}
		if q, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
			if v, err := strconv.ParseFloat(q, 64); err != nil || v <= 0 {
				continue
			}
		}
		return name
	}
	return ""
}

var gzips = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

func pack(w io.Writer, encoding string, body []byte) {
	if encoding == "deflate" {
		z, _ := zlib.NewWriterLevel(w, zlib.BestSpeed)
		_, _ = z.Write(body)
		_ = z.Close()
		return
	}
	z := gzips.Get().(*gzip.Writer)
	z.Reset(w)
	_, _ = z.Write(body)
	_ = z.Close()
	gzips.Put(z)
}

// SendError sends {"error": text} with the error's status.
func SendError(w http.ResponseWriter, req *http.Request, err error) {
	e := ErrorOf(err)
	body := append([]byte(`{"error":`), AppendString(nil, e.Text)...)
	body = append(body, '}')
	if e.Code == ResourceExhausted && e.HTTP == 0 && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "1")
	}
	if e.Code == Unauthenticated {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	Send(w, req, e.Status(), JSON, body)
}
