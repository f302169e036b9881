package tfserving

import (
	"context"
	"net/http"

	"github.com/gopmml/gopmml/serve/wire"
)

// Signature is the name of the only signature that a model has.
const Signature = "serving_default"

// Handler answers requests below /v1/models.
type Handler struct {
	server wire.Server
	limits wire.Limits
}

// New makes a handler.
func New(s wire.Server, l wire.Limits) *Handler { return &Handler{server: s, limits: l} }

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, err := parse(r)
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	reply := wire.NewReply()
	defer reply.Release()
	status := http.StatusOK
	switch c.verb {
	case "":
		status, err = h.status(r, c, reply)
	case "metadata":
		err = h.metadata(r, c, reply)
	default:
		err = h.score(r, c, reply)
	}
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	reply.Send(w, r, status, wire.JSON)
}

// model finds the model of a call.
func (h *Handler) model(ctx context.Context, c *call) (*wire.Model, error) {
	m, err := h.server.Model(ctx, c.name, c.selector())
	if err == nil {
		return m, nil
	}
	e := wire.ErrorOf(err)
	if e.Code != wire.NotFound {
		return nil, e
	}
	switch {
	case c.label != "":
		if versions, err := h.server.Versions(c.name); err == nil && len(versions) > 0 {
			return nil, wire.Invalid("Unrecognized servable version label: %s", c.label)
		}
	case c.version > 0:
		return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Specific(%s, %d)", c.name, c.version)
	}
	return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Latest(%s)", c.name)
}

// score answers predict, classify and regress.
func (h *Handler) score(r *http.Request, c *call, reply *wire.Reply) error {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	m, err := h.model(r.Context(), c)
	if err != nil {
		return err
	}
	b := m.NewBatch()
	defer b.Release()
	switch c.verb {
	case "predict":
		return h.predict(r.Context(), b, body.Bytes(), reply)
	case "classify":
		return h.classify(r.Context(), b, body.Bytes(), reply)
	}
	return h.regress(r.Context(), b, body.Bytes(), reply)
}
