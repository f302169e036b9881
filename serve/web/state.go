package web

import (
	"context"
	"time"

	"github.com/gopmml/gopmml/serve/wire"
)

// overview is what the page shows first.
type overview struct {
	Server  string  `json:"server"`
	Version string  `json:"version"`
	Ready   bool    `json:"ready"`
	Changes bool    `json:"changes"`
	Token   bool    `json:"token"`
	Models  []model `json:"models"`
}

// model is a name with its versions, the newest first. Numbers of versions are texts in
// JSON, as in all protocols.
type model struct {
	Name     string    `json:"name"`
	Versions []version `json:"versions"`
}

type version struct {
	Version  string      `json:"version"`
	State    wire.State  `json:"state"`
	Fault    *fault      `json:"fault,omitempty"`
	Labels   []string    `json:"labels"`
	Traffic  float64     `json:"traffic"`
	Pinned   bool        `json:"pinned"`
	Shadow   bool        `json:"shadow"`
	Size     int64       `json:"size"`
	Checksum string      `json:"checksum,omitempty"`
	Loaded   *time.Time  `json:"loaded,omitempty"`
	Used     *time.Time  `json:"used,omitempty"`
	Done     *statistics `json:"statistics,omitempty"`
}

// statistics are sums since the version was loaded; the page makes rates of them.
type statistics struct {
	Requests       int64   `json:"requests"`
	Failures       int64   `json:"failures"`
	Records        int64   `json:"records"`
	Seconds        float64 `json:"seconds"`
	FailingSeconds float64 `json:"failingSeconds"`
	Shadow         *shadow `json:"shadow,omitempty"`
}

// shadow is how a version compares with those that answered what it scored, too.
type shadow struct {
	Records   int64   `json:"records"`
	Differing int64   `json:"differing"`
	Largest   float64 `json:"largest"`
	Dropped   int64   `json:"dropped"`
	Failures  int64   `json:"failures"`
}

func (h *Handler) overview(ctx context.Context) overview {
	about := h.server.About()
	changes := h.opts.Changes && (h.opts.Token || h.opts.May == nil || h.opts.May(ctx) == nil)
	return overview{Server: about.Name, Version: about.Version, Ready: h.server.Ready(), Changes: changes, Token: h.opts.Token, Models: h.models()}
}

// models tells of all models.
func (h *Handler) models() []model {
	out := []model{}
	for _, name := range h.server.Names() {
		if m, err := h.model(name); err == nil { // else it has just gone
			out = append(out, m)
		}
	}
	return out
}

func (h *Handler) model(name string) (model, error) {
	m := model{Name: name, Versions: []version{}}
	versions, err := h.server.Versions(name)
	if err != nil {
		return m, err
	}
	done := map[int64]*statistics{}
	if all, err := h.server.Statistics(name, 0); err == nil {
		for _, s := range all {
			if done[s.Version] == nil { // the one that is newer, while a document is exchanged
				done[s.Version] = &statistics{Requests: s.Requests, Failures: s.Failures, Records: s.Records,
					Seconds: s.Time.Seconds(), FailingSeconds: s.Failing.Seconds(), Shadow: (*shadow)(s.Shadow)}
			}
		}
	}
	for _, v := range versions {
		out := versionOf(v)
		out.Done = done[v.Number]
		m.Versions = append(m.Versions, out)
	}
	return m, nil
}

func versionOf(v wire.Version) version {
	out := version{Version: number(v.Number), State: v.State, Labels: v.Labels, Traffic: v.Traffic, Pinned: v.Pinned, Shadow: v.Shadow,
		Size: v.Size, Checksum: v.Checksum, Loaded: moment(v.Loaded), Used: moment(v.Used)}
	if v.Err != nil {
		out.Fault = faultOf(v.Err)
	}
	if out.Labels == nil {
		out.Labels = []string{}
	}
	return out
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
