package serve

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopmml/gopmml/serve/wire"
)

// version is one document that is, or was, or will be served.
type version struct {
	repository *Repository
	of         *model
	name       string
	number     int64
	path       string // of the document
	pick       string // modelName, "" for the first
	stamp      stamp  // of the file when it was found

	mu       sync.Mutex // for loading
	model    atomic.Pointer[wire.Model]
	status   atomic.Pointer[status]
	limit    *gate // nil: the model has no bound of its own
	retired  atomic.Bool
	checksum string
	// used is when it was last asked for, in nanoseconds since 1970.
	used atomic.Int64
	// busy is how many requests it is scoring.
	busy atomic.Int64
	// compared is what it has done as a shadow.
	compared comparison
	counts
}

// counts are what a version has done.
type counts struct {
	requests, failures, records atomic.Int64
	spent, failing              atomic.Int64 // nanoseconds
}

// status is how far a version is.
type status struct {
	state    wire.State
	err      *wire.Error
	loaded   time.Time
	checksum string
}

// newVersion makes a version of a document, which is not loaded yet.
func (r *Repository) newVersion(m *model, f found) *version {
	v := &version{repository: r, of: m, name: m.source.Name, number: f.number, path: f.path, pick: f.pick, stamp: f.stamp}
	if v.pick == "" {
		v.pick = m.source.Model
	}
	if r.opts.ModelRunning > 0 {
		v.limit = newGate(r.opts.ModelRunning, r.opts.Queued)
	}
	v.set(wire.Start, nil)
	return v
}

func (v *version) set(s wire.State, err *wire.Error) {
	next := status{state: s, err: err}
	if before := v.status.Load(); before != nil {
		next.loaded, next.checksum = before.loaded, before.checksum
	}
	if s == wire.Available {
		next.loaded, next.checksum = time.Now(), v.checksum
	}
	v.status.Store(&next)
}

// pass stands before scoring, and counts. It is the [wire.Gate] of the version.
func (v *version) pass(ctx context.Context, _ *wire.Model, rows int) (func(error), error) {
	all := v.repository.gate
	if v.limit != nil {
		if err := v.limit.enter(ctx); err != nil {
			v.count(0, 0, err)
			return nil, err
		}
	}
	if err := all.enter(ctx); err != nil {
		if v.limit != nil {
			v.limit.leave()
		}
		v.count(0, 0, err)
		return nil, err
	}
	v.busy.Add(1)
	start := time.Now()
	return func(err error) {
		v.busy.Add(-1)
		all.leave()
		if v.limit != nil {
			v.limit.leave()
		}
		v.count(rows, time.Since(start), err)
	}, nil
}

func (v *version) count(rows int, took time.Duration, err error) {
	v.requests.Add(1)
	if err != nil {
		v.failures.Add(1)
		v.failing.Add(int64(took))
		return
	}
	v.records.Add(int64(rows))
	v.spent.Add(int64(took))
}

// about says what is known of the version.
func (v *version) about() wire.Version {
	s := v.status.Load()
	out := wire.Version{Number: v.number, State: s.state, Err: s.err, Size: v.stamp.size, Checksum: s.checksum, Loaded: s.loaded, Model: v.model.Load()}
	if t := v.used.Load(); t != 0 {
		out.Used = time.Unix(0, t)
	}
	return out
}
