package invocations

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// kind is how records are written down.
type kind uint8

const (
	isJSON kind = iota
	isLines
	isCSV
)

// Whether a table has a header: the values of the parameter of that name of text/csv.
const (
	unsaid  = ""
	present = "present"
	absent  = "absent"
)

// form is a kind with its particulars.
type form struct {
	kind   kind
	header string
}

// kinds are the types that are read and written.
var kinds = map[string]kind{
	"application/json": isJSON, "text/csv": isCSV,
	"application/jsonlines": isLines, "application/x-jsonlines": isLines, "application/x-ndjson": isLines, "application/jsonl": isLines,
}

// sentAs says how a body is written, by its type. Where a type says nothing of it, as
// callers send who do not think of one, it is JSON if it begins so.
func sentAs(contentType string, body []byte, vertex bool) (form, error) {
	if vertex {
		return form{}, nil
	}
	name, params, err := mime.ParseMediaType(contentType)
	if err != nil && contentType != "" {
		return form{}, unread(contentType)
	}
	switch strings.ToLower(params["charset"]) {
	case "", "utf-8", "utf8", "us-ascii":
	default:
		return form{}, unread(contentType)
	}
	k, ok := kinds[name]
	switch name {
	case "", "application/x-www-form-urlencoded", "application/octet-stream":
		start := bytes.TrimLeft(body, " \t\r\n")
		ok = len(start) > 0 && (start[0] == '{' || start[0] == '[')
	}
	if !ok {
		return form{}, unread(contentType)
	}
	f := form{kind: k, header: strings.ToLower(params["header"])}
	switch f.header {
	case unsaid, present, absent:
		return f, nil
	}
	return form{}, unread(contentType)
}

func unread(contentType string) error {
	return &wire.Error{Code: wire.InvalidArgument, HTTP: http.StatusUnsupportedMediaType,
		Text: "Content-Type " + contentType + " is not read: it must be application/json, application/jsonlines or text/csv (header=present or absent), in UTF-8"}
}

// wantedAs says how the answer is to be written: as the first of the types that a caller
// accepts and that can be.
func wantedAs(accept []string, vertex bool) (form, error) {
	text := strings.Join(accept, ",")
	if vertex || strings.TrimSpace(text) == "" {
		return form{}, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil || strings.Trim(params["q"], "0.") == "" && params["q"] != "" {
			continue
		}
		switch name {
		case "*/*", "application/*":
			return form{}, nil
		case "text/*":
			name = "text/csv"
		}
		if k, ok := kinds[name]; ok {
			return form{kind: k, header: strings.ToLower(params["header"])}, nil
		}
	}
	return form{}, &wire.Error{Code: wire.InvalidArgument, HTTP: http.StatusNotAcceptable,
		Text: "Accept " + text + " cannot be answered: it must take application/json, application/jsonlines or text/csv"}
}
