package features

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/gopmml/gopmml/serve/wire"
)

// Handler answers requests that name what is to be scored:
// POST /v1/models/NAME:rank and POST /v1/models/NAME:lookup, also with /versions/N or
// /labels/LABEL after the name.
type Handler struct {
	service  *Service
	server   wire.Server
	limits   wire.Limits
	requests sync.Pool // of *request
}

// NewHandler makes a handler.
func NewHandler(s *Service, server wire.Server, l wire.Limits) *Handler {
	if l == (wire.Limits{}) {
		l = wire.DefaultLimits()
	}
	return &Handler{service: s, server: server, limits: l}
}

// defaultRows is how many keys a list may have where the configuration does not say.
const defaultRows = 100_000

// call is what a path asks for.
type call struct {
	name, verb string
	selector   wire.Selector
}

func parsePath(r *http.Request) (*call, error) {
	path := r.URL.EscapedPath()
	malformed := wire.Errorf(wire.NotFound, "Malformed request: %s %s", r.Method, path)
	const start = "/v1/models/"
	colon := strings.LastIndexByte(path, ':')
	if colon < len(start) || !strings.EqualFold(path[:len(start)], start) {
		return nil, malformed
	}
	c := &call{verb: strings.ToLower(path[colon+1:])}
	if c.verb != "rank" && c.verb != "lookup" {
		return nil, malformed
	}
	if r.Method != http.MethodPost {
		e := wire.Invalid("%s is asked by POST", c.verb)
		e.HTTP = http.StatusMethodNotAllowed
		return nil, e
	}
	name, which, some := strings.Cut(path[len(start):colon], "/")
	var err error
	if c.name, err = url.PathUnescape(name); err != nil || c.name == "" {
		return nil, malformed
	}
	kind, id, _ := strings.Cut(which, "/")
	switch {
	case !some:
	case strings.EqualFold(kind, "versions"):
		if c.selector.Version, err = strconv.ParseInt(id, 10, 64); err != nil || c.selector.Version < 1 {
			return nil, malformed
		}
	case strings.EqualFold(kind, "labels"):
		if c.selector.Label, err = url.PathUnescape(id); err != nil || c.selector.Label == "" || strings.Contains(id, "/") {
			return nil, malformed
		}
	default:
		return nil, malformed
	}
	return c, nil
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reply := wire.NewReply()
	defer reply.Release()
	if err := h.answer(r, reply); err != nil {
		wire.SendError(w, r, err)
		return
	}
	reply.Send(w, r, http.StatusOK, wire.JSON)
}

func (h *Handler) answer(r *http.Request, reply *wire.Reply) error {
	c, err := parsePath(r)
	if err != nil {
		return err
	}
	mc, ok := h.service.config.Models[c.name]
	if !ok {
		return wire.Errorf(wire.NotFound, "no features of a model %q are known", c.name)
	}
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	q, ok := h.requests.Get().(*request)
	if !ok {
		q = &request{}
	}
	defer h.requests.Put(q)
	if q.most = mc.MaxRows; q.most == 0 {
		q.most = defaultRows
	}
	q.most = min(q.most, h.limits.Rows)
	if c.verb == "lookup" {
		return h.lookup(r.Context(), c, q, body.Bytes(), reply)
	}
	p, err := h.plan(r.Context(), c)
	if err != nil {
		return err
	}
	return h.rank(r.Context(), p, q, body.Bytes(), reply)
}

// plan gives the plan of the model that is asked for.
func (h *Handler) plan(ctx context.Context, c *call) (*plan, error) {
	m, err := h.server.Model(ctx, c.name, c.selector)
	if err != nil {
		return nil, err
	}
	return h.service.plan(m)
}

// members are the members of a request that have keys.
func (p *plan) members() []string {
	if p.each == "" {
		return p.keys
	}
	return append(p.keys[:len(p.keys):len(p.keys)], p.each)
}

// rows looks whether members are lists where the plan has lists, and gives the keys of
// the rows: nil where there is one row without a key.
func (p *plan) rows(q *request) ([]key, error) {
	for _, name := range p.keys {
		if q.member(name).list {
			return nil, wire.Invalid("%q must be one key, not a list", name)
		}
	}
	if p.each == "" {
		return nil, nil
	}
	m := q.member(p.each)
	switch {
	case !m.list:
		return nil, wire.Invalid("%q must be a list of keys", p.each)
	case len(m.keys) == 0:
		return []key{}, nil
	}
	return m.keys, nil
}

// score joins and scores a request.
func (p *plan) score(ctx context.Context, w *work, q *request, rows []key, b *wire.Batch) (*wire.Results, error) {
	if err := p.fetch(ctx, w, q, rows); err != nil {
		return nil, err
	}
	if err := p.fill(w, q, b); err != nil {
		return nil, err
	}
	return b.Score(ctx, true)
}

// rank answers with the results of each row, all or the first of an order.
func (h *Handler) rank(ctx context.Context, p *plan, q *request, body []byte, reply *wire.Reply) error {
	q.ask(p.members()...)
	if err := q.read(body); err != nil {
		return err
	}
	rows, err := p.rows(q)
	if err != nil {
		return err
	}
	outputs, err := p.outputs(q)
	if err != nil {
		return err
	}
	order, err := p.order(q, h.service.config.Models[p.model.Name].Ascending)
	if err != nil {
		return err
	}
	if rows != nil && len(rows) == 0 {
		reply.Data = append(reply.Data, `{"results": []}`...)
		return nil
	}
	n := max(len(rows), 1)
	w := p.newWork(n)
	defer p.works.Put(w)
	b := p.model.NewBatch()
	defer b.Release()
	results, err := p.score(ctx, w, q, rows, b)
	if err != nil {
		return err
	}
	reply.Data = p.write(reply.Data, w, results, rows, outputs, order.of(results, q.top))
	return nil
}
