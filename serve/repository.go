package serve

import (
	"cmp"
	"context"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopmml/gopmml/serve/wire"
)

// Repository holds the models that are served. It is a [wire.Server].
type Repository struct {
	opts Options
	gate *gate
	// models are by name. Those who read take the map as it is; who changes it holds mu and
	// makes another.
	models   atomic.Pointer[map[string]*model]
	mu       sync.Mutex
	started  atomic.Bool
	draining atomic.Bool
	// life ends, by end, when the repository is closed.
	life    context.Context
	end     context.CancelFunc
	done    sync.WaitGroup
	changed chan struct{}
	shadows chan shadowed
	samples *samples // nil: none are written
}

var _ wire.Server = (*Repository)(nil)

// NewRepository makes a repository and loads its models. What is wrong with the options
// is an error; what is wrong with a document is the state of its version. The
// repository watches its files until [Repository.Close].
func NewRepository(ctx context.Context, opts Options) (*Repository, error) {
	r := &Repository{opts: opts.withDefaults(), gate: newGate(opts.Running, opts.Queued), changed: make(chan struct{}, 1),
		shadows: make(chan shadowed, shadowsWaiting)}
	r.life, r.end = context.WithCancel(context.Background())
	models := map[string]*model{}
	for _, s := range opts.Sources {
		if err := checkSource(s, models); err != nil {
			return nil, err
		}
		models[s.Name] = newModel(s)
	}
	if opts.Deploy && opts.Folder == "" {
		return nil, wire.Errorf(wire.FailedPrecondition, "models can only be deployed where there is a folder for them")
	}
	r.models.Store(&models)
	if err := r.Reload(ctx); err != nil {
		return nil, err
	}
	if err := r.openSamples(); err != nil {
		return nil, err
	}
	if err := r.watch(); err != nil {
		return nil, err
	}
	r.done.Go(r.compareShadows)
	if r.samples != nil {
		r.done.Go(r.samples.write)
	}
	r.started.Store(true)
	return r, nil
}

func checkSource(s Source, others map[string]*model) error {
	switch {
	case s.Name == "":
		return wire.Errorf(wire.FailedPrecondition, "a model has no name")
	case others[s.Name] != nil:
		return wire.Errorf(wire.FailedPrecondition, "model %q is given twice", s.Name)
	case !(s.ShadowShare >= 0 && s.ShadowShare <= 1):
		return wire.Errorf(wire.FailedPrecondition, "model %q: the share of a shadow is from 0 to 1, not %v", s.Name, s.ShadowShare)
	case s.Canary != nil && (s.Canary.Share < 0 || s.Canary.Share > 1):
		return wire.Errorf(wire.FailedPrecondition, "model %q: the share of a canary is from 0 to 1, not %v", s.Name, s.Canary.Share)
	}
	if _, err := os.Stat(s.Path); err != nil {
		return &wire.Error{Code: wire.FailedPrecondition, Text: "model " + s.Name + ": " + err.Error(), Err: err}
	}
	return nil
}

// Close ends watching. Models go on scoring what was begun.
func (r *Repository) Close() {
	r.draining.Store(true)
	r.end()
	r.done.Wait()
}

// Drain has the repository say that it is not ready, so that no more requests come.
func (r *Repository) Drain() { r.draining.Store(true) }

// Ready says whether the models of the start are loaded, and requests are welcome.
func (r *Repository) Ready() bool { return r.started.Load() && !r.draining.Load() }

// About says who answers.
func (r *Repository) About() wire.About { return r.opts.About }

// Names gives the names of all models, in order.
func (r *Repository) Names() []string { return slices.Sorted(maps.Keys(*r.models.Load())) }

func (r *Repository) find(name string) (*model, error) {
	m := (*r.models.Load())[name]
	if m == nil {
		return nil, wire.Errorf(wire.NotFound, "model %q is not known", name)
	}
	return m, nil
}

// Model gives the model that serves a name.
func (r *Repository) Model(ctx context.Context, name string, s wire.Selector) (*wire.Model, error) {
	m, err := r.find(name)
	if err != nil {
		return nil, err
	}
	v, wrong := m.pick(s)
	if wrong != nil {
		return nil, wrong
	}
	v.used.Store(time.Now().UnixNano())
	if call := CallOf(ctx); call != nil {
		call.Model, call.Version = v.name, v.number
	}
	if served := v.model.Load(); served != nil {
		return served, nil
	}
	served, err := v.ensure(ctx)
	if err != nil {
		m.reroute()
		return nil, err
	}
	return served, nil
}

// Versions tells what is known of a model's versions, the newest first.
func (r *Repository) Versions(name string) ([]wire.Version, error) {
	m, err := r.find(name)
	if err != nil {
		return nil, err
	}
	return m.versions(), nil
}

// Statistics tells what versions have done.
func (r *Repository) Statistics(name string, number int64) ([]wire.Statistics, error) {
	m, err := r.find(name)
	if err != nil {
		return nil, err
	}
	var out []wire.Statistics
	for _, v := range *m.listed.Load() {
		if number != 0 && v.number != number {
			continue
		}
		s := wire.Statistics{Version: v.number, Requests: v.requests.Load(), Failures: v.failures.Load(), Records: v.records.Load(),
			Time: time.Duration(v.spent.Load()), Failing: time.Duration(v.failing.Load())}
		if t := v.used.Load(); t != 0 {
			s.Last = time.Unix(0, t)
		}
		s.Shadow = v.compared.told()
		out = append(out, s)
	}
	if len(out) == 0 && number != 0 {
		return nil, wire.Errorf(wire.NotFound, "model %q has no version %d", name, number)
	}
	return out, nil
}

// Document opens the document that serves a name.
func (r *Repository) Document(_ context.Context, name string) (io.ReadCloser, error) {
	m, err := r.find(name)
	if err != nil {
		return nil, err
	}
	v, wrong := m.pick(wire.Selector{})
	if wrong != nil {
		return nil, wrong
	}
	f, err := os.Open(v.path)
	if err != nil {
		return nil, wire.Errorf(wire.Unavailable, "the document of model %q cannot be read: %v", name, err)
	}
	return f, nil
}

// keepWithin drops from memory what was not used for the longest time, as far as the
// bound on memory wants it. The version that was just loaded stays, and those that
// are scoring.
func (r *Repository) keepWithin(loaded *version) {
	if r.opts.Memory <= 0 {
		return
	}
	var there []*version
	total := int64(0)
	for _, m := range *r.models.Load() {
		for _, v := range *m.listed.Load() {
			if v.model.Load() != nil {
				there = append(there, v)
				total += v.stamp.size
			}
		}
	}
	slices.SortFunc(there, func(a, b *version) int { return cmp.Compare(a.used.Load(), b.used.Load()) })
	for _, v := range there {
		if total <= r.opts.Memory {
			return
		}
		if v == loaded || v.busy.Load() > 0 {
			continue
		}
		v.model.Store(nil)
		v.set(wire.Start, nil)
		total -= v.stamp.size
		r.opts.Log.Info("a version was dropped from memory", "model", v.name, "version", v.number)
	}
}
