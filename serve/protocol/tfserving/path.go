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
	malformed := wire.Invalid("Malformed request: %s %s", r.Method, path)
	rest, ok := cutFold(path, "/v1/models")
	if !ok {
		return nil, malformed
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
			return nil, malformed
		}
	}
	parts := strings.Split(rest, "/")
	if n := len(parts); n > 1 && c.verb == "" && strings.EqualFold(parts[n-1], "metadata") {
		c.verb, parts = "metadata", parts[:n-1]
	}
	scores := c.verb != "" && c.verb != "metadata"
	if scores != (r.Method == http.MethodPost) || !scores && r.Method != http.MethodGet {
		return nil, malformed
	}
	var err error
	if c.name, err = url.PathUnescape(parts[0]); err != nil || c.name == "" {
		return nil, malformed
	}
	switch {
	case len(parts) == 1:
	case len(parts) == 3 && strings.EqualFold(parts[1], "versions"):
		if c.version, err = strconv.ParseInt(parts[2], 10, 64); err != nil || c.version < 0 || parts[2][0] == '+' {
			return nil, malformed
		}
		if c.version == 0 { // no version has it
			return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Specific(%s, 0)", c.name)
		}
	case len(parts) == 3 && strings.EqualFold(parts[1], "labels"):
		if c.label, err = url.PathUnescape(parts[2]); err != nil || c.label == "" {
			return nil, malformed
		}
	default:
		return nil, malformed
	}
	return c, nil
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}
