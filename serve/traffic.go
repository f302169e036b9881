package serve

import (
	"context"
	"maps"

	"github.com/gopmml/gopmml/serve/wire"
)

// Pin sends all requests without a version to a version, until another is pinned, or
// with 0 the newest is taken again: a rollback in one call. A version that is no longer
// served is loaded anew where its document is still there.
func (r *Repository) Pin(name string, number int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.find(name)
	if err != nil {
		return err
	}
	before := m.pinned.Swap(number)
	r.refresh(context.Background(), m)
	if number == 0 {
		m.reroute()
		return nil
	}
	if err := m.serving(number); err != nil {
		m.pinned.Store(before)
		r.refresh(context.Background(), m)
		m.reroute()
		return err
	}
	m.reroute()
	return nil
}

// SetLabels names versions, which are loaded where they are not served; 0 takes a label
// away. Labels that are not named stay. They last until the repository ends.
func (r *Repository) SetLabels(ctx context.Context, name string, labels map[string]int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.find(name)
	if err != nil {
		return err
	}
	before := m.labels.Load()
	next := map[string]int64{}
	maps.Copy(next, *before)
	for label, number := range labels {
		if next[label] = number; number == 0 {
			delete(next, label)
		}
	}
	m.labels.Store(&next)
	r.refresh(ctx, m)
	for _, number := range labels {
		if number == 0 {
			continue
		}
		if err := m.serving(number); err != nil {
			m.labels.Store(before)
			r.refresh(ctx, m)
			m.reroute()
			return err
		}
	}
	m.reroute()
	return nil
}

// serving is the error of a version that cannot serve, nil where it can.
func (m *model) serving(number int64) error {
	for _, v := range *m.listed.Load() {
		if v.number != number {
			continue
		}
		if v.serves() && !v.retired.Load() {
			return nil
		}
		if s := v.status.Load(); s.err != nil {
			return &wire.Error{Code: wire.FailedPrecondition, Text: s.err.Text, Err: s.err}
		}
	}
	return wire.Errorf(wire.NotFound, "model %q has no version %d that is served", m.source.Name, number)
}
