package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
)

// scorer turns batches of rows into text: it makes tables of them, scores these
// and writes them. It is for one goroutine.
type scorer struct {
	*scoring
	decoder table.Decoder
	from    *input // whose rows the decoder reads
	builder *table.Builder
	session *evaluator.Session // of a model whose rows depend on those before
	options []evaluator.ColumnOption
	results evaluator.ColumnResults

	row   table.Row
	rows  []tableRow // of the table that is being made
	begun []byte     // the beginnings of their output
	seen  []bool     // inputs that a row had a place for
	lines bool       // a row of JSON was read
	extra map[string]struct{}
	near  map[string]struct{}
}

// tableRow is a row on its way.
type tableRow struct {
	number int
	input  *input
	begun  int      // where the beginning of its output ends
	extra  []string // keys that have no column in the output
	err    error    // why it is not in the table
}

func newScorer(s *scoring) *scorer {
	return &scorer{
		scoring: s,
		builder: table.NewBuilder(s.schema),
		session: s.model.NewSession(),
		options: []evaluator.ColumnOption{evaluator.WithWorkers(1), evaluator.WithRowErrors()},
		seen:    make([]bool, len(s.schema.Inputs)),
		extra:   make(map[string]struct{}),
		near:    make(map[string]struct{}),
	}
}

// score scores a batch.
func (s *scorer) score(ctx context.Context, b *batch) {
	for _, g := range b.groups {
		s.row.Cells = g.cells
		if !s.add(ctx, b, tableRow{number: g.row, input: g.input, err: g.err}, g.begun) {
			return
		}
	}
	for i := range b.block.Len() {
		err := s.readRow(b.input, b.block, i)
		if !s.add(ctx, b, tableRow{number: b.block.Number(i), input: b.input, extra: s.row.Extra, err: err}, nil) {
			return
		}
	}
	s.flush(ctx, b)
}

// readRow reads a row of a block of an input.
func (s *scorer) readRow(in *input, b *table.Block, i int) error {
	if s.from != in {
		s.from, s.decoder = in, in.source.NewDecoder(in.schema, in.copying)
	}
	err := s.decoder.Read(b.Row(i), &s.row)
	if in.format.Kind == table.Lines {
		s.lines = true
		for k := range s.row.Cells {
			s.seen[s.row.Cells[k].Input] = true
		}
		if err == nil {
			err = s.doubtful()
		}
	}
	if err == nil {
		return nil
	}
	var bad *table.Error
	if errors.As(err, &bad) {
		bad.Row, bad.Line = b.Number(i), b.Line(i)
	}
	return s.named(in, rowError(err, b.Number(i)))
}

// doubtful gives the error of a row whose keys are near those of absent inputs, where
// it is one.
func (s *scorer) doubtful() error {
	if s.row.Names == nil || s.set.missingColumns == missingFail {
		return s.row.Names
	}
	var bad *evaluator.InputError
	if errors.As(s.row.Names, &bad) && len(s.near) < 100 {
		s.near[strconv.Quote(bad.Name)+" for "+bad.Field] = struct{}{}
	}
	return nil
}

// add puts the row that was read into the table, after those that were there
// where it does not fit to them. begun is what its output begins with, nil where
// that follows from what is copied. It returns false if the run ends.
func (s *scorer) add(ctx context.Context, b *batch, r tableRow, begun []byte) bool {
	if r.err == nil {
		if !s.builder.Fits(s.row.Cells) && !s.flush(ctx, b) {
			return false
		}
		s.builder.Add(s.row.Cells)
	}
	if begun != nil {
		s.begun = append(s.begun, begun...)
	} else {
		s.begun = s.sink.Begin(s.begun, s.row.Copied)
	}
	r.begun = len(s.begun)
	s.rows = append(s.rows, r)
	return true
}

// flush scores and writes the table. It returns false if the run ends with it.
func (s *scorer) flush(ctx context.Context, b *batch) bool {
	if s.builder.Rows() > 0 {
		score := s.model.ScoreColumns
		if s.model.Stateful() {
			score = s.session.ScoreColumns
		}
		if b.err = score(ctx, s.builder.Table(s.builder.Rows()), &s.results, s.options...); b.err != nil {
			return false
		}
	}
	failed, scored, from := s.results.Errors, 0, 0
	for i := range s.rows {
		r := &s.rows[i]
		if r.err == nil {
			scored++
			if len(failed) > 0 && failed[0].Row == scored {
				r.err = s.named(r.input, rowError(failed[0], r.number))
				failed = failed[1:]
			}
		}
		if !s.write(b, r, s.begun[from:r.begun], scored-1) {
			return false
		}
		from = r.begun
	}
	s.builder.Reset()
	s.rows, s.begun = s.rows[:0], s.begun[:0]
	return true
}

// write appends the output of a row, which is row i of the table. It returns
// false if the run ends with it.
func (s *scorer) write(b *batch, r *tableRow, begun []byte, i int) bool {
	if r.err != nil {
		if s.set.onError == onErrorFail {
			b.err = r.err
			return false
		}
		b.bad++
		if b.first == nil {
			b.first = r.err
		}
	}
	b.rows++
	if r.err != nil && s.set.onError == onErrorSkip {
		return true
	}
	b.out = s.sink.Row(b.out, begun, s.results.Columns(), i, r.err)
	for _, name := range r.extra {
		if len(s.extra) < 100 {
			s.extra[name] = struct{}{}
		}
	}
	return true
}

// isFatal tells that no row can be read after an error.
func isFatal(err error) bool {
	var bad *table.Error
	if errors.As(err, &bad) {
		return bad.Fatal()
	}
	var input *evaluator.InputError
	return !errors.As(err, &input)
}
