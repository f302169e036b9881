package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	workers "github.com/gopmml/gopmml/bench/internal/worker"
)

// worker is a process that measures a model with an engine.
type worker struct {
	*workers.Worker
	engine engine
}

func start(ctx context.Context, e engine, core int, args []string) (*worker, error) {
	w, err := workers.Start(ctx, core, args)
	return &worker{w, e}, err
}

// measureModel measures one model with every engine. The engines take turns, so
// that what else happens on the machine hits all alike.
func measureModel(ctx context.Context, s *settings, engines []engine, name string, r *results) error {
	m := modelByName(name)
	if _, err := os.Stat(s.document(m)); err != nil {
		r.note(name + " was left out: there is no document of it")
		return nil
	}
	want, err := readExpected(filepath.Join(s.models, name+".expected.csv"))
	if err != nil {
		r.note(name + " was left out: there are no results of the trained model")
		return nil
	}
	workers := load(ctx, s, engines, m, r)
	defer func() {
		for _, w := range workers {
			w.Stop()
		}
	}()
	workers = keep(workers, r, m, "predict", func(w *worker) error { return check(s, w, m, want, r) })
	for round := range s.rounds {
		progress("%s: round %d of %d", name, round+1, s.rounds)
		workers = keep(workers, r, m, "measure", func(w *worker) error { return measure(s, w, m, r) })
		rotate(workers)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return scale(ctx, s, engines, m, r)
}

// load starts the workers, several times one after the other: each loads the
// model in a fresh process. The last ones stay.
func load(ctx context.Context, s *settings, engines []engine, m model, r *results) []*worker {
	var workers []*worker
	failed := map[string]bool{}
	for i := range s.loads {
		for _, e := range engines {
			if !e.scores(m.name) || failed[e.name] {
				continue
			}
			progress("%s: %s loads (%d of %d)", m.name, e.name, i+1, s.loads)
			w, err := start(ctx, e, s.core, e.worker(s, m))
			if err != nil {
				failed[e.name] = true
				r.fail(e, m, err)
				continue
			}
			r.best(e.name, m.name, "load", w.Loaded.Load)
			r.best(e.name, m.name, "first", w.Loaded.First)
			r.best(e.name, m.name, "peak", w.Loaded.Peak)
			r.best(e.name, m.name, "held", w.Loaded.Held)
			if i < s.loads-1 {
				w.Stop()
				continue
			}
			workers = append(workers, w)
		}
	}
	return workers
}

// keep does something with all workers, and leaves out those that fail.
func keep(workers []*worker, r *results, m model, what string, do func(*worker) error) []*worker {
	return slices.DeleteFunc(workers, func(w *worker) bool {
		err := do(w)
		if err != nil {
			r.fail(w.engine, m, fmt.Errorf("%s: %w", what, err))
			w.Stop()
		}
		return err != nil
	})
}

func rotate(workers []*worker) {
	if len(workers) > 1 {
		first := workers[0]
		copy(workers, workers[1:])
		workers[len(workers)-1] = first
	}
}

// check compares the engine's results with the trainer's, on each way that is
// measured. It also gets engines warm that compile as they run.
func check(s *settings, w *worker, m model, want []float64, r *results) error {
	ways := []string{"single"}
	if w.engine.batch {
		ways = append(ways, "batch")
	}
	for _, way := range ways {
		progress("%s: %s predicts (%s)", m.name, w.engine.name, way)
		file := filepath.Join(s.work, "predictions."+w.engine.name)
		rows := min(s.check, len(want))
		if !w.engine.batch {
			rows = min(rows, 20_000) // the command checks them all
		}
		if _, err := w.Ask("predict %s %d %s", way, rows, file); err != nil {
			return err
		}
		got, err := readFloats(file)
		if err != nil {
			return err
		}
		r.agree(w.engine.name, m.name, way, difference(got, want), w.engine.tolerance(m))
	}
	return nil
}

// measure does one repetition of everything.
func measure(s *settings, w *worker, m model, r *results) error {
	const all = 100_000
	a, err := w.Ask("single %d %d", all, s.limit)
	if err != nil {
		return err
	}
	r.best(w.engine.name, m.name, "single", a.Time/a.Rows/1e3)
	if a.Bytes != nil {
		r.best(w.engine.name, m.name, "alloc", *a.Bytes/a.Rows)
	}
	if !w.engine.batch {
		return nil
	}
	for _, size := range []int{1000, 10_000} {
		a, err := w.Ask("batch %d 1 %d", size, s.limit)
		if err != nil {
			return err
		}
		r.best(w.engine.name, m.name, fmt.Sprintf("batch%d", size), a.Time/a.Rows/1e3)
		if a.Bytes != nil {
			r.best(w.engine.name, m.name, fmt.Sprintf("alloc%d", size), *a.Bytes/a.Rows)
		}
	}
	return nil
}

// scale measures this project's batches on one and two cores, by the clock.
func scale(ctx context.Context, s *settings, engines []engine, m model, r *results) error {
	i := slices.IndexFunc(engines, func(e engine) bool { return e.needs == "" })
	if i < 0 || math.IsNaN(r.value(engines[i].name, m.name, "batch10000")) {
		return nil
	}
	w, err := start(ctx, engines[i], -1, engines[i].worker(s, m))
	if err != nil {
		return err
	}
	defer w.Stop()
	for range s.rounds {
		for _, workers := range []int{1, 2} {
			a, err := w.Ask("batch 10000 %d %d", workers, s.limit)
			if err != nil {
				return err
			}
			r.best(w.engine.name, m.name, fmt.Sprintf("wall%d", workers), a.Wall/a.Rows/1e3)
		}
	}
	return nil
}

func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}
