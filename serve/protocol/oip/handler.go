package oip

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// Handler answers requests below /v2.
type Handler struct {
	server wire.Server
	limits wire.Limits
}

// New makes a handler.
func New(s wire.Server, l wire.Limits) *Handler { return &Handler{server: s, limits: l} }

// extensions are what the server can beyond the protocol, as Triton names it.
var extensions = [...]string{"binary_tensor_data", "model_configuration", "model_repository", "model_repository(unload_dependents)", "statistics"}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, err := parse(r.URL.EscapedPath())
	if err == nil && r.Method != c.method() {
		err = &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed", HTTP: http.StatusMethodNotAllowed}
	}
	reply := wire.NewReply()
	defer reply.Release()
	status, contentType := http.StatusOK, wire.JSON
	if err == nil {
		switch c.verb {
		case verbInfer:
			contentType, err = h.infer(w, r, c, reply)
		case verbServerReady:
			status = h.ready(reply)
		default:
			err = h.other(r, c, reply)
		}
	}
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	reply.Send(w, r, status, contentType)
}

func (h *Handler) other(r *http.Request, c call, reply *wire.Reply) error {
	switch c.verb {
	case verbServer:
		h.about(reply)
	case verbServerLive:
		reply.Data = append(reply.Data, `{"live":true}`...)
	case verbModels:
		h.names(reply)
	case verbMetadata:
		return h.metadata(r.Context(), c, reply)
	case verbModelReady:
		return h.modelReady(r.Context(), c, reply)
	case verbConfig:
		return h.config(r.Context(), c, reply)
	case verbStatistics:
		return h.statistics(r.Context(), c, reply)
	case verbIndex:
		return h.index(r, reply)
	case verbLoad, verbUnload:
		return h.load(r, c, reply)
	}
	return nil
}

// model finds the model of a call.
func (h *Handler) model(ctx context.Context, name, version string) (*wire.Model, error) {
	return findModel(ctx, h.server, name, version)
}

// findModel finds a model by what clients send: versions are texts.
func findModel(ctx context.Context, s wire.Server, name, version string) (*wire.Model, error) {
	number, err := versionOf(s, name, version)
	if err != nil {
		return nil, err
	}
	return s.Model(ctx, name, wire.Selector{Version: number})
}

// versionOf reads a version, 0 for none.
func versionOf(s wire.Server, name, version string) (int64, error) {
	if version == "" {
		return 0, nil
	}
	number, err := strconv.ParseInt(version, 10, 64)
	if err == nil && number > 0 && version[0] != '+' {
		return number, nil
	}
	if _, err := s.Versions(name); err != nil {
		return 0, err
	}
	return 0, wire.Errorf(wire.NotFound, "model %q has no version %q", name, version)
}

func (h *Handler) ready(reply *wire.Reply) int {
	ready := h.server.Ready()
	reply.Data = append(strconv.AppendBool(append(reply.Data, `{"ready":`...), ready), '}')
	if !ready {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}

func (h *Handler) about(reply *wire.Reply) {
	about := h.server.About()
	dst := wire.AppendString(append(reply.Data, `{"name":`...), about.Name)
	dst = wire.AppendString(append(dst, `,"version":`...), about.Version)
	dst = append(dst, `,"extensions":`...)
	reply.Data = append(appendTexts(dst, extensions[:]), '}')
}

func (h *Handler) names(reply *wire.Reply) {
	reply.Data = append(appendTexts(append(reply.Data, `{"models":`...), h.server.Names()), '}')
}

func appendTexts(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = wire.AppendString(dst, text)
	}
	return append(dst, ']')
}

// call is what a path asks for.
type call struct {
	verb          verb
	name, version string
}

type verb uint8

const (
	verbServer verb = iota
	verbServerLive
	verbServerReady
	verbModels
	verbMetadata
	verbModelReady
	verbInfer
	verbConfig
	verbStatistics
	verbIndex
	verbLoad
	verbUnload
)

var verbs = map[string]verb{"ready": verbModelReady, "infer": verbInfer, "config": verbConfig, "stats": verbStatistics}

func (c call) method() string {
	switch c.verb {
	case verbInfer, verbIndex, verbLoad, verbUnload:
		return http.MethodPost
	}
	return http.MethodGet
}

// parse reads a path as it was sent.
func parse(path string) (call, error) {
	parts := strings.Split(strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/"), "/")
	unknown := wire.Errorf(wire.NotFound, "Not Found")
	if parts[0] != "v2" {
		return call{}, unknown
	}
	switch rest := parts[1:]; {
	case len(rest) == 0:
		return call{verb: verbServer}, nil
	case len(rest) == 2 && rest[0] == "health" && rest[1] == "live":
		return call{verb: verbServerLive}, nil
	case len(rest) == 2 && rest[0] == "health" && rest[1] == "ready":
		return call{verb: verbServerReady}, nil
	case len(rest) == 2 && rest[0] == "repository" && rest[1] == "index":
		return call{verb: verbIndex}, nil
	case len(rest) == 4 && rest[0] == "repository" && rest[1] == "models" && (rest[3] == "load" || rest[3] == "unload"):
		c, err := named(verbLoad, rest[2])
		if rest[3] == "unload" {
			c.verb = verbUnload
		}
		return c, err
	case rest[0] != "models":
	case len(rest) == 1:
		return call{verb: verbModels}, nil
	case len(rest) == 2 && rest[1] == "stats":
		return call{verb: verbStatistics}, nil
	default:
		c, err := named(verbMetadata, rest[1])
		if err != nil {
			return c, err
		}
		rest = rest[2:]
		if len(rest) >= 2 && rest[0] == "versions" {
			if c.version, err = unescape(rest[1]); err != nil {
				return c, err
			}
			rest = rest[2:]
		}
		if len(rest) == 0 {
			return c, nil
		}
		if v, ok := verbs[rest[0]]; ok && len(rest) == 1 {
			c.verb = v
			return c, nil
		}
	}
	return call{}, unknown
}

func named(v verb, part string) (call, error) {
	name, err := unescape(part)
	return call{verb: v, name: name}, err
}
