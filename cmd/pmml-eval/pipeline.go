package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gopmml/gopmml/internal/table"
)

// batch is rows on their way: read, scored, written. A limited number of them
// goes round, which bounds the memory of a run whatever its length.
type batch struct {
	block  *table.Block
	input  *input   // whose rows they are; of groups the one that cannot be read
	groups []*group // instead of block, for a model that groups rows
	out    []byte
	rows   int   // done
	bad    int   // of those without a result
	first  error // why, for the first
	err    error // ends the run, once out is written
	done   chan struct{}
}

// maxWorkers bounds the goroutines that score: more than so many for each processor
// would only wait.
const maxWorkers = 16

// crew is the goroutines that score. They are started when there is work for them.
type crew struct {
	*scoring
	most    int
	work    chan *batch
	waiting atomic.Int64 // batches that were given and are not done
	scorers []*scorer
	running sync.WaitGroup
}

func (s *scoring) newCrew(batches int, most int) *crew {
	return &crew{scoring: s, most: most, work: make(chan *batch, batches)}
}

// give gives the crew a batch, which it has room for.
func (c *crew) give(ctx context.Context, b *batch) {
	if n := len(c.scorers); int(c.waiting.Add(1)) > n && n < c.most {
		scorer := newScorer(c.scoring)
		c.scorers = append(c.scorers, scorer)
		c.running.Go(func() {
			for b := range c.work {
				if ctx.Err() == nil {
					scorer.score(ctx, b)
				}
				c.waiting.Add(-1)
				b.done <- struct{}{}
			}
		})
	}
	c.work <- b
}

// run scores everything and writes it in order. shown is told how many rows
// are done.
func (s *scoring) run(ctx context.Context, w io.Writer, shown func(rows int)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := write(w, s.sink.Header(nil)); err != nil {
		return err
	}
	workers := min(s.set.workers, maxWorkers*runtime.GOMAXPROCS(0))
	if s.model.Stateful() {
		workers = 1 // each row depends on those before
	}
	n := 2*workers + 2
	free := make(chan *batch, n)
	order := make(chan *batch, n) // as read
	c := s.newCrew(n, workers)
	go s.readAll(ctx, free, order, c)

	err := s.write(ctx, w, free, order, shown)
	if err != nil {
		// The reader may be waiting for input that never comes: leave it.
		return err
	}
	c.running.Wait()
	for _, sc := range c.scorers {
		s.totals.lines = s.totals.lines || sc.lines
		for i, seen := range sc.seen {
			s.totals.seen[i] = s.totals.seen[i] || seen
		}
		s.takeNames(sc)
	}
	slices.Sort(s.totals.extra)
	slices.Sort(s.totals.near)
	if t := &s.totals; s.set.maxErrors.exceeded(t.bad, t.rows, true) {
		return s.tooMany()
	}
	return nil
}

// takeNames takes the names that a scorer has found to the others.
func (s *scoring) takeNames(sc *scorer) {
	take := func(to *[]string, names map[string]struct{}) {
		for name := range names {
			if !slices.Contains(*to, name) {
				*to = append(*to, name)
			}
		}
	}
	take(&s.totals.extra, sc.extra)
	take(&s.totals.near, sc.near)
}

// readAll fills batches and sends each to both the crew and the writer. What
// ends the input other than its end goes with the last batch.
func (s *scoring) readAll(ctx context.Context, free <-chan *batch, order chan<- *batch, c *crew) {
	defer close(order)
	defer close(c.work)
	next := func(b *batch) (err error) {
		b.input, err = s.next(b.block)
		return err
	}
	if len(s.groups) > 0 {
		next = s.nextGroups()
	}
	made := 0
	for {
		var b *batch
		select {
		case b = <-free:
		default:
			if made < cap(order) {
				made++
				b = &batch{block: new(table.Block), done: make(chan struct{}, 1)}
				break
			}
			select {
			case b = <-free:
			case <-ctx.Done():
				return
			}
		}
		if ctx.Err() != nil {
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
		c.give(ctx, b)
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
			return s.dataError(b.input, b.err)
		}
		t := &s.totals
		t.rows += b.rows
		t.bad += b.bad
		if t.first == nil {
			t.first = b.first
		}
		if s.set.maxErrors.exceeded(t.bad, t.rows, false) {
			return s.tooMany()
		}
		shown(t.rows)
		free <- b
	}
}

// tooMany is the failure of a run in which more rows than are allowed have no result.
func (s *scoring) tooMany() error {
	t := &s.totals
	return &failure{code: exitErrors, err: fmt.Errorf("%d of %d rows have no result, which is more than --max-errors %s; the first: %w", t.bad, t.rows, s.set.maxErrors.text, t.first)}
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

func (s *scoring) dataError(in *input, err error) error {
	if len(s.inputs) > 1 {
		err = s.named(in, err)
	} else {
		err = fmt.Errorf("%s: %w", s.inputs[0].name, err)
	}
	f := &failure{code: exitData, err: err}
	if s.set.onError == onErrorFail && !isFatal(err) {
		f.hint = "--on-error report or --on-error skip would go on with the next row"
	}
	return f
}
