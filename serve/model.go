package serve

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"

	"github.com/gopmml/gopmml/serve/wire"
)

// model is a name with its versions.
type model struct {
	source Source
	// listed are all versions that are known, the newest first. Those who read take the
	// list as it is; who changes it makes another.
	listed atomic.Pointer[[]*version]
	// route says where requests go, nil where there is nothing to serve yet.
	route atomic.Pointer[route]
	// labels are names of versions: those of the source, until others are set. Who changes
	// them makes another map.
	labels atomic.Pointer[map[string]int64]
	// pinned is the version that requests go to whatever is newer, 0 for none.
	pinned atomic.Int64
	// unloaded says that somebody took the model out of service.
	unloaded atomic.Bool
	// deployed says that the model was deployed, and its files belong to the repository.
	deployed bool
}

// route is where the requests of a model go.
type route struct {
	main     *version
	canary   *version
	share    float64
	shadow   *version
	byNumber map[int64]*version
	labels   map[string]*version
}

func newModel(s Source) *model {
	m := &model{source: s}
	m.listed.Store(new([]*version))
	m.labels.Store(&s.Labels)
	return m
}

// pick gives the version that a request goes to.
func (m *model) pick(s wire.Selector) (*version, *wire.Error) {
	r := m.route.Load()
	if r == nil {
		return nil, m.notReady()
	}
	switch {
	case s.Version != 0:
		if v := r.byNumber[s.Version]; v != nil {
			return v, nil
		}
		return nil, wire.Errorf(wire.NotFound, "model %q has no version %d that is served", m.source.Name, s.Version)
	case s.Label != "":
		if v := r.labels[s.Label]; v != nil {
			return v, nil
		}
		return nil, wire.Errorf(wire.NotFound, "model %q has no version of label %q that is served", m.source.Name, s.Label)
	case r.canary != nil && rand.Float64() < r.share:
		return r.canary, nil
	}
	return r.main, nil
}

// notReady says why nothing is served.
func (m *model) notReady() *wire.Error {
	if m.unloaded.Load() {
		return wire.Errorf(wire.Unavailable, "model %q was taken out of service", m.source.Name)
	}
	for _, v := range *m.listed.Load() {
		if s := v.status.Load(); s.err != nil {
			return &wire.Error{Code: wire.Unavailable, Text: "model " + m.source.Name + " is not served: " + s.err.Text, Err: s.err}
		}
	}
	return wire.Errorf(wire.Unavailable, "model %q is not loaded yet", m.source.Name)
}

// reroute sets where requests go, of the versions that can serve: those that are in
// memory, or were and can be loaded anew.
func (m *model) reroute() {
	if m.unloaded.Load() {
		m.route.Store(nil)
		return
	}
	r := &route{byNumber: map[int64]*version{}, labels: map[string]*version{}}
	for _, v := range *m.listed.Load() {
		if v.retired.Load() || !v.serves() {
			continue
		}
		r.byNumber[v.number] = v
		if r.main == nil {
			r.main = v
		}
	}
	if r.main == nil {
		m.route.Store(nil)
		return
	}
	for label, number := range *m.labels.Load() {
		if v := r.byNumber[number]; v != nil {
			r.labels[label] = v
		}
	}
	if v := r.labels["stable"]; v != nil {
		r.main = v
	}
	r.shadow = r.byNumber[m.source.Shadow]
	if v := r.byNumber[m.pinned.Load()]; v != nil {
		r.main = v
		m.route.Store(r)
		return
	}
	if c := m.source.Canary; c != nil {
		if v := r.byNumber[c.Version]; v != nil && c.Share > 0 {
			r.canary, r.share = v, c.Share
			if r.main == v { // the newest is the one on trial: the rest goes to the one before
				for _, other := range *m.listed.Load() {
					if o := r.byNumber[other.number]; o != nil && o != v {
						r.main = o
						break
					}
				}
			}
		}
	}
	m.route.Store(r)
}

// serves says whether a version can take requests.
func (v *version) serves() bool {
	s := v.status.Load()
	return s.state == wire.Available || s.state == wire.Start && (v.repository.opts.Lazy || !s.loaded.IsZero())
}

// versions tells what is known of all versions.
func (m *model) versions() []wire.Version {
	r := m.route.Load()
	var out []wire.Version
	for _, v := range *m.listed.Load() {
		about := v.about()
		about.Shadow = r != nil && r.shadow == v
		about.Pinned = r != nil && r.main == v && m.pinned.Load() == v.number
		if r != nil {
			for label, other := range r.labels {
				if other == v {
					about.Labels = append(about.Labels, label)
				}
			}
			slices.Sort(about.Labels)
			switch {
			case r.canary == nil && r.main == v:
				about.Traffic = 1
			case r.canary == v:
				about.Traffic = r.share
			case r.main == v:
				about.Traffic = 1 - r.share
			}
		}
		out = append(out, about)
	}
	return out
}
