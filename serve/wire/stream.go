package wire

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
)

// Document is the most bytes of a document that is deployed, as it is sent and unpacked.
const Document = 4 << 30

// OpenBody gives the body of a request as a stream of no more than a number of bytes,
// unpacked where it is sent as gzip or deflate.
func OpenBody(r *http.Request, most int64) (io.Reader, error) {
	src := io.Reader(&bounded{r: r.Body, left: most, most: most})
	plain, err := unpacked(r.Header.Get("Content-Encoding"), src)
	if err != nil {
		return nil, ErrorOf(err)
	}
	if plain != src {
		plain = &bounded{r: plain, left: most, most: most}
	}
	return plain, nil
}

// Part gives the part of a name of a body that is a form of several parts, with its
// type; the body itself where it is none.
func Part(r *http.Request, body io.Reader, name string) (io.Reader, string, error) {
	sent := r.Header.Get("Content-Type")
	kind, params, err := mime.ParseMediaType(sent)
	if err != nil || kind != "multipart/form-data" {
		return body, sent, nil
	}
	if params["boundary"] == "" {
		return nil, "", Invalid("Content-Type multipart/form-data has no boundary")
	}
	form := multipart.NewReader(body, params["boundary"])
	for {
		p, err := form.NextPart()
		if err == io.EOF {
			return nil, "", Invalid("the form has no part %q", name)
		}
		if err != nil {
			return nil, "", &Error{Code: InvalidArgument, Text: "the form cannot be read: " + err.Error(), Err: err}
		}
		if p.FormName() == name {
			return p, p.Header.Get("Content-Type"), nil
		}
	}
}
