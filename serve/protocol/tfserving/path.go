package tfserving

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// call is what a path asks for.
type call struct {
	name    string
	version int64
	label   string
	// verb is "predict", "classify" or "regress", "metadata", or "" for the status.
	verb string
}

func (c *call) selector() wire.Selector { return wire.Selector{Version: c.version, Label: c.label} }

// parse reads the path of a request. It goes by the path as it was sent, so that names
// may hold what separates its parts.
func parse(r *http.Request) (*call, error) {
	path := r.URL.EscapedPath()
	rest, ok := cutFold(path, "/v1/models")
	if !ok {
		return nil, malformed(r)
	}
	rest = strings.TrimPrefix(rest, "/")
	if rest == "" {
		return nil, wire.Invalid("Missing model name in request.")
	}
	c := &call{}
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.Contains(rest[i:], "/") {
		c.verb = strings.ToLower(rest[i+1:])
		rest = rest[:i]
		switch c.verb {
		case "predict", "classify", "regress":
		default:
			return nil, malformed(r)
		}
	}
	name, which, some := strings.Cut(rest, "/")
	if c.verb == "" && some {
		if before, last, ok := cutLast(which); strings.EqualFold(last, "metadata") {
			c.verb, which, some = "metadata", before, ok
		}
	}
	scores := c.verb != "" && c.verb != "metadata"
	if scores != (r.Method == http.MethodPost) || !scores && r.Method != http.MethodGet {
		return nil, malformed(r)
	}
	var err error
	if c.name, err = url.PathUnescape(name); err != nil || c.name == "" {
		return nil, malformed(r)
	}
	if !some {
		return c, nil
	}
	kind, id, _ := strings.Cut(which, "/")
	switch {
	case strings.EqualFold(kind, "versions"):
		if c.version, err = strconv.ParseInt(id, 10, 64); err != nil || c.version < 0 || id[0] == '+' {
			return nil, malformed(r)
		}
		if c.version == 0 { // no version has it
			return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Specific(%s, 0)", c.name)
		}
	case strings.EqualFold(kind, "labels") && !strings.Contains(id, "/"):
		if c.label, err = url.PathUnescape(id); err != nil || c.label == "" {
			return nil, malformed(r)
		}
	default:
		return nil, malformed(r)
	}
	return c, nil
}

// malformed is the error of a path that asks for nothing.
func malformed(r *http.Request) error {
	return wire.Invalid("Malformed request: %s %s", r.Method, r.URL.EscapedPath())
}

// cutLast cuts the last part off a path; false where there is no other.
func cutLast(path string) (before, last string, ok bool) {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i], path[i+1:], true
	}
	return "", path, false
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}
