package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/gopmml/gopmml/internal/table"
)

// batch is rows on their way: read, scored, written. A fixed number of them
// goes round, which bounds the memory of a run whatever its length.
type batch struct {
	block  *table.Block
	groups []*group // instead of block, for a model that groups rows
	out    []byte
	rows   int   // done
	bad    int   // of those without a result
	first  error // why, for the first
	err    error // ends the run, once out is written
	done   chan struct{}
}

// run scores everything and writes it in order. shown is told how many rows
// are done.
func (s *scoring) run(ctx context.Context, w io.Writer, shown func(rows int)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := write(w, s.sink.Header(nil)); err != nil {
		return err
	}
	workers := s.set.workers
	if s.model.Stateful() {
		workers = 1 // each row depends on those before
	}
	n := 2*workers + 2
	free := make(chan *batch, n)
	order := make(chan *batch, n) // as read
	work := make(chan *batch, n)
	for range n {
		free <- &batch{block: new(table.Block), done: make(chan struct{}, 1)}
	}
	go s.read(ctx, free, order, work)

	scorers := make([]*scorer, workers)
	var running sync.WaitGroup
	for i := range scorers {
		scorers[i] = newScorer(s)
		running.Go(func() {
			for b := range work {
				if ctx.Err() == nil {
					scorers[i].score(ctx, b)
				}
				b.done <- struct{}{}
			}
		})
	}
	err := s.write(ctx, w, free, order, shown)
	if err != nil {
		// The reader may be waiting for input that never comes: leave it.
		return err
	}
	running.Wait()
	for _, sc := range scorers {
		for i, seen := range sc.seen {
			s.totals.seen[i] = s.totals.seen[i] || seen
		}
		for name := range sc.extra {
			if !slices.Contains(s.totals.extra, name) {
				s.totals.extra = append(s.totals.extra, name)
			}
		}
	}
	slices.Sort(s.totals.extra)
	return nil
}

// read fills batches and sends each to both the workers and the writer. What
// ends the input other than its end goes with the last batch.
func (s *scoring) read(ctx context.Context, free <-chan *batch, order, work chan<- *batch) {
	defer close(order)
	defer close(work)
	next := func(b *batch) error { return s.source.Next(b.block) }
	if len(s.groups) > 0 {
		next = s.nextGroups()
	}
	for {
		var b *batch
		select {
		case b = <-free:
		case <-ctx.Done():
			return
		}
		*b = batch{block: b.block, groups: b.groups[:0], out: b.out[:0], done: b.done}
		err := next(b)
		if err == io.EOF {
			return
		}
		b.err = err
		order <- b // cannot block: there is room for every batch
		if err != nil {
			b.done <- struct{}{}
			return
		}
		work <- b
	}
}

// write writes batches in the order in which they were read.
func (s *scoring) write(ctx context.Context, w io.Writer, free chan<- *batch, order <-chan *batch, shown func(rows int)) error {
	for {
		var b *batch
		var open bool
		select {
		case b, open = <-order:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !open {
			return ctx.Err()
		}
		select {
		case <-b.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := write(w, b.out); err != nil {
			return err
		}
		if b.err != nil {
			return s.dataError(b.err)
		}
		t := &s.totals
		t.rows += b.rows
		t.bad += b.bad
		if t.first == nil {
			t.first = b.first
		}
		shown(t.rows)
		free <- b
	}
}

func write(w io.Writer, text []byte) error {
	if len(text) == 0 {
		return nil
	}
	if _, err := w.Write(text); err != nil {
		return &failure{code: exitUsage, err: fmt.Errorf("cannot write the output: %w", err)}
	}
	return nil
}

func (s *scoring) dataError(err error) error {
	f := &failure{code: exitData, err: fmt.Errorf("%s: %w", s.set.inputName(), err)}
	if s.set.onError == onErrorFail && !isFatal(err) {
		f.hint = "--on-error report or --on-error skip would go on with the next row"
	}
	return f
}
