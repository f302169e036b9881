package features

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/gopmml/gopmml/serve/wire"
)

// Service joins features to models and finds results that were computed before.
type Service struct {
	config *Config
	stores map[string]*source
	views  map[string]*known
	models map[string]*atomic.Pointer[[]*plan]
	looks  map[string]*look
}

// source is a store that was opened.
type source struct {
	name    string
	store   Store
	cache   *Cache // nil: there is none
	timeout time.Duration
	sourceCounts
}

// sourceCounts are what a store has done.
type sourceCounts struct {
	gets, failures atomic.Int64
	spent          atomic.Int64 // nanoseconds
}

// known is a view that was opened.
type known struct {
	view   *View
	source *source
	// found and absent are how many keys had records and had none.
	found, absent atomic.Int64
}

// Open opens the stores of a configuration. Redis is not asked, since it may come later.
func Open(c *Config) (*Service, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	s := &Service{config: c, stores: map[string]*source{}, views: map[string]*known{}, models: map[string]*atomic.Pointer[[]*plan]{}, looks: map[string]*look{}}
	for name, sc := range c.Stores {
		src := &source{name: name, timeout: sc.Timeout}
		if src.timeout == 0 {
			src.timeout = 250 * time.Millisecond
		}
		if sc.Redis != nil {
			r, err := OpenRedis(*sc.Redis, src.timeout)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("stores.%s: %w", name, err), s.Close())
			}
			src.store = r
		} else {
			src.store = NewFolder(sc.Folder)
		}
		if sc.Cache != nil {
			src.cache = NewCache(src.store, *sc.Cache)
			src.store = src.cache
		}
		s.stores[name] = src
	}
	for name, vc := range c.Views {
		v := &View{Name: name, Prefix: vc.Prefix, Layout: vc.Layout, Columns: vc.Columns}
		src := s.stores[vc.Store]
		if err := src.store.Open(v); err != nil {
			return nil, errors.Join(fmt.Errorf("views.%s: %w", name, err), s.Close())
		}
		s.views[name] = &known{view: v, source: src}
	}
	for name, mc := range c.Models {
		s.models[name] = &atomic.Pointer[[]*plan]{}
		if mc.Lookup != nil {
			s.looks[name] = newLook(mc.Lookup, s.views[mc.Lookup.View])
		}
	}
	return s, nil
}

// Check holds the configuration to the models that are served. A model that cannot
// serve yet is held to it when it does.
func (s *Service) Check(ctx context.Context, server wire.Server) error {
	for _, name := range slices.Sorted(maps.Keys(s.config.Models)) {
		mc := s.config.Models[name]
		if len(mc.Join) == 0 {
			continue
		}
		m, err := server.Model(ctx, name, wire.Selector{})
		if err != nil {
			if wire.ErrorOf(err).Code == wire.NotFound {
				return fmt.Errorf("models.%s: %w", name, err)
			}
			continue
		}
		if _, err := s.plan(m); err != nil {
			return err
		}
	}
	return nil
}

// keptPlans is how many versions of a model have their plans kept.
const keptPlans = 4

// plan gives the plan of a model, which is made when it is first asked for.
func (s *Service) plan(m *wire.Model) (*plan, error) {
	held := s.models[m.Name]
	mc := s.config.Models[m.Name]
	if held == nil || len(mc.Join) == 0 {
		return nil, wire.Invalid("model %q has no features that a request could name", m.Name)
	}
	before := held.Load()
	if before != nil {
		for _, p := range *before {
			if p.model == m {
				return p, nil
			}
		}
	}
	p, err := s.newPlan(m, &mc)
	if err == nil {
		err = s.looks[m.Name].check(m)
	}
	if err != nil {
		return nil, &wire.Error{Code: wire.FailedPrecondition, Text: fmt.Sprintf("features of model %q, version %d: %v", m.Name, m.Version, err), Err: err}
	}
	next := []*plan{p}
	if before != nil {
		next = append(next, (*before)[:min(len(*before), keptPlans-1)]...)
	}
	held.CompareAndSwap(before, &next) // who comes second makes it anew
	return p, nil
}

// get asks a store within its time.
func (s *source) get(ctx context.Context, gets []Get) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	start := time.Now()
	err := s.store.Get(ctx, gets)
	s.gets.Add(1)
	s.spent.Add(int64(time.Since(start)))
	if err != nil {
		s.failures.Add(1)
	}
	return err
}

// failed makes the error of a request of that of a store.
func (s *source) failed(ctx context.Context, err error) error {
	var gone *UnreachableError
	switch {
	case ctx.Err() != nil: // the request's own time
		return wire.ErrorOf(ctx.Err())
	case errors.Is(err, context.DeadlineExceeded):
		return &wire.Error{Code: wire.Unavailable, Text: fmt.Sprintf("store %q did not answer within %v", s.name, s.timeout), Err: err}
	case errors.As(err, &gone):
		return &wire.Error{Code: wire.Unavailable, Text: fmt.Sprintf("store %q does not answer: %v", s.name, err), Err: err}
	}
	return &wire.Error{Code: wire.Internal, Text: fmt.Sprintf("store %q: %v", s.name, err), Err: err}
}

// isGone says whether a store did not answer, rather than answer what it should not.
func isGone(err error) bool {
	var gone *UnreachableError
	return errors.As(err, &gone) || errors.Is(err, context.DeadlineExceeded)
}

// Close closes the stores.
func (s *Service) Close() error {
	var errs []error
	for _, src := range s.stores {
		errs = append(errs, src.store.Close())
	}
	return errors.Join(errs...)
}
