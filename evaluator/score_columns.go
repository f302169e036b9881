package evaluator

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gopmml/gopmml/internal/program"
)

// blockRows is how many rows a worker takes at a time.
const blockRows = 1024

// ColumnOption is a choice for [Model.ScoreColumns].
type ColumnOption func(*columnSettings) error

type columnSettings struct {
	workers int
	keep    bool
}

// maxWorkers is how many goroutines score a table at most.
const maxWorkers = 1024

// WithWorkers sets how many goroutines score blocks of rows. n must be at least
// 1; there are no more than blocks, and at most 1024. The default is GOMAXPROCS, and 1 for a model that is [Model.Stateful].
func WithWorkers(n int) ColumnOption {
	return func(s *columnSettings) error {
		if n < 1 {
			return fmt.Errorf("WithWorkers: %d is below 1", n)
		}
		s.workers = n
		return nil
	}
}

// WithRowErrors goes on where a row has no result: its results are missing, and
// [ColumnResults.Errors] says why. The default is to stop at the first such row.
func WithRowErrors() ColumnOption {
	return func(s *columnSettings) error {
		s.keep = true
		return nil
	}
}

// ScoreColumns scores a table. out is filled with the results; its memory is
// used again where it fits, so a caller that scores table after table keeps one.
// Rows are scored in blocks by several goroutines, and the results stand in the
// order of the rows. The error is an *[InputError] with the number of the first
// row that has no result (see [WithRowErrors]), one without a number where the
// columns' names are refused (see [WithInputNames]), the context's error, or says
// which column does not fit the table.
func (m *Model) ScoreColumns(ctx context.Context, in *Columns, out *ColumnResults, opts ...ColumnOption) error {
	return m.scoreColumns(endless(ctx), nil, in, out, opts)
}

// ScoreColumns scores the next records of the stream, as [Model.ScoreColumns]
// does, in their order. A record with an error leaves the stream as it was.
func (s *Session) ScoreColumns(ctx context.Context, in *Columns, out *ColumnResults, opts ...ColumnOption) error {
	r := s.stream()
	if !r.exists() {
		return noModel()
	}
	return r.model.scoreColumns(endless(ctx), r.frame, in, out, opts)
}

// scoreColumns scores a table. stream holds the records before, nil where there
// are none.
func (m *Model) scoreColumns(ctx context.Context, stream *program.Frame, in *Columns, out *ColumnResults, opts []ColumnOption) (err error) {
	switch {
	case !m.exists():
		return noModel()
	case in == nil:
		return noRecord("the table")
	case out == nil:
		return noRecord("what takes the results")
	}
	rows := 0 // none where the table does not have those that it says
	defer func() {
		if err != nil {
			out.clear(m, rows)
		}
	}()
	if err := in.checkRows(); err != nil {
		return err
	}
	s := columnSettings{workers: runtime.GOMAXPROCS(0)}
	for _, o := range opts {
		if o == nil {
			continue
		}
		if err := o(&s); err != nil {
			return err
		}
	}
	if err := out.binding.bind(m, in); err != nil {
		return err
	}
	rows = in.rows
	defer out.binding.release()
	out.reset(m, in.rows)
	job := &columnJob{model: m, stream: stream, columns: out.binding.columns, rows: in.rows, out: out, keep: s.keep}
	job.failed.Store(int64(in.rows))
	workers := min(s.workers, maxWorkers, (in.rows+blockRows-1)/blockRows)
	if m.Stateful() || stream != nil {
		workers = min(workers, 1)
	}
	if workers <= 1 {
		job.work(ctx)
	} else {
		var wg sync.WaitGroup
		for range workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				job.work(ctx)
			}()
		}
		wg.Wait()
	}
	return job.finish(ctx)
}

// columnJob is one call of ScoreColumns.
type columnJob struct {
	model   *Model
	stream  *program.Frame
	columns []program.Column
	rows    int
	out     *ColumnResults
	keep    bool
	next    atomic.Int64 // the next block
	failed  atomic.Int64 // the first row known to fail; rows where none is

	mu     sync.Mutex
	errors []*InputError
}

// work scores blocks until none is left.
func (j *columnJob) work(ctx context.Context) {
	f := j.stream
	if f == nil {
		f = j.model.frames.Get().(*program.Frame)
		f.ResetHistory()
		defer j.model.frames.Put(f)
	}
	f.Reset()
	f.Within(ctx)
	defer func() {
		f.Unbound()
		f.Reset()
	}()
	w := &columnWorker{columnJob: j, frame: f}
	if j.model.plan != nil && j.rows >= smallestBlock {
		w.block = j.model.blocks.Get().(*program.Block)
		w.block.Frame().Within(ctx)
		defer func() {
			w.block.Frame().Unbound()
			j.model.blocks.Put(w.block)
		}()
	}
	for ctx.Err() == nil {
		first := int(j.next.Add(1)-1) * blockRows
		if first >= j.rows || int64(first) > j.failed.Load() {
			return
		}
		for end := min(first+blockRows, j.rows); first < end; first += program.BlockRows {
			if f.Stopped() || !w.rows(first, min(first+program.BlockRows, end)) {
				return
			}
		}
	}
}

// columnWorker is a goroutine's part of a job.
type columnWorker struct {
	*columnJob
	frame *program.Frame
	block *program.Block // nil where records are scored one by one
	// single is how many blocks are still to be scored record by record, because
	// most records of the last one had to be.
	single int
}

// smallestBlock is how many records are worth a block, and singleBlocks how many
// blocks are scored record by record after one that was in vain.
const (
	smallestBlock = 8
	singleBlocks  = 16
)

// rows scores rows of the table. It gives false where one has failed and the job
// is to stop.
func (w *columnWorker) rows(first, end int) bool {
	if w.block == nil || w.single > 0 {
		w.single--
		for row := first; row < end; row++ {
			if !w.row(row) {
				return false
			}
		}
		return true
	}
	w.block.Load(w.columns, first, end-first)
	w.block.Run()
	w.out.takeBlock(w.block, first)
	slow := 0
	for i := range end - first {
		if !w.block.Slow.Has(i) {
			continue
		}
		slow++
		if !w.row(first + i) {
			return false
		}
	}
	if 2*slow > end-first {
		w.single = singleBlocks
	}
	return true
}

// row scores one row.
func (w *columnWorker) row(row int) bool {
	for i := range w.columns {
		w.columns[i].Load(w.frame, row)
	}
	fault := w.frame.Run()
	if fault == nil {
		w.out.take(w.frame, row)
		return true
	}
	if fault.Code == program.FaultStopped {
		return false
	}
	w.fail(row, fault)
	if w.keep {
		w.out.missing(row)
	}
	return w.keep
}

func (j *columnJob) fail(row int, fault *program.Fault) {
	e := inputError(fault)
	e.Row = row + 1
	j.mu.Lock()
	j.errors = append(j.errors, e)
	j.mu.Unlock()
	if j.keep {
		return
	}
	for {
		known := j.failed.Load()
		if known <= int64(row) || j.failed.CompareAndSwap(known, int64(row)) {
			return
		}
	}
}

func (j *columnJob) finish(ctx context.Context) error {
	slices.SortFunc(j.errors, func(a, b *InputError) int { return a.Row - b.Row })
	if !j.keep && len(j.errors) > 0 {
		return j.errors[0]
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	j.out.Errors = j.errors
	return nil
}
