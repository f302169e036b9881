package wire

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Limits bound what a request may bring.
type Limits struct {
	// Body is the most bytes of a body as it is sent, Plain as it is unpacked.
	Body, Plain int64
	// Rows is the most records.
	Rows int
}

// DefaultLimits are 64 MiB of body, 256 MiB unpacked and a million records.
func DefaultLimits() Limits { return Limits{Body: 64 << 20, Plain: 256 << 20, Rows: 1_000_000} }

// CheckRows is the error of a request with too many records, nil for none.
func (l Limits) CheckRows(n int) error {
	if n > l.Rows {
		return &Error{Code: InvalidArgument, Text: "the request has more than " + string(AppendInt(nil, int64(l.Rows))) + " records", HTTP: http.StatusRequestEntityTooLarge}
	}
	return nil
}

// Body is the body of a request, in memory that is used again.
type Body struct{ buf bytes.Buffer }

var bodies = sync.Pool{New: func() any { return new(Body) }}

// keptBody is how large a body may be whose memory is used again.
const keptBody = 16 << 20

// Bytes gives what the body says, until Release.
func (b *Body) Bytes() []byte { return b.buf.Bytes() }

// Release gives the memory back.
func (b *Body) Release() {
	if b.buf.Cap() <= keptBody {
		b.buf.Reset()
		bodies.Put(b)
	}
}

// ReadBody reads the body of a request whole, whatever its type is said to be, and
// unpacks it where it is sent as gzip or deflate.
func ReadBody(r *http.Request, l Limits) (*Body, error) {
	src := io.Reader(&bounded{r: r.Body, left: l.Body, most: l.Body})
	plain, err := unpacked(r.Header.Get("Content-Encoding"), src)
	if err != nil {
		return nil, ErrorOf(err)
	}
	if plain != src {
		src = &bounded{r: plain, left: l.Plain, most: l.Plain}
	}
	b := bodies.Get().(*Body)
	b.buf.Reset()
	if n := r.ContentLength; n > 0 && n <= 1<<20 {
		b.buf.Grow(int(n) + bytes.MinRead)
	}
	if _, err := b.buf.ReadFrom(src); err != nil {
		b.Release()
		var own *Error
		if !errors.As(err, &own) {
			err = &Error{Code: InvalidArgument, Text: "the body cannot be read: " + err.Error(), Err: err}
		}
		return nil, err
	}
	return b, nil
}

// unpacked gives a reader of the plain body; src itself where it is that.
func unpacked(encoding string, src io.Reader) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return src, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(src)
		if err != nil {
			return nil, Invalid("the body is not gzip: %v", err)
		}
		return z, nil
	case "deflate":
		z, err := zlib.NewReader(src)
		if err != nil {
			return nil, Invalid("the body is not deflate (a zlib stream): %v", err)
		}
		return z, nil
	}
	return nil, &Error{Code: InvalidArgument, Text: "Content-Encoding " + encoding + " is not read, only gzip and deflate are", HTTP: http.StatusUnsupportedMediaType}
}

// bounded ends with an error beyond a number of bytes.
type bounded struct {
	r          io.Reader
	left, most int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, tooLarge(b.most)
	}
	return n, err
}
