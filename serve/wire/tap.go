package wire

import (
	"context"

	"github.com/gopmml/gopmml/evaluator"
)

// Tap is told of each batch that [Batch.Score] has scored, before its results are given,
// with the error if it has one. What it wants to keep it copies: batch and results are
// used again.
type Tap func(ctx context.Context, b *Batch, r *Results, err error)

// Tapped has a model that serves nothing yet tell a tap, and gives the model.
func (m *Model) Tapped(t Tap) *Model {
	m.tap = t
	return m
}

// Columns gives the records of a batch as a table, in whatever form they came. It is good
// until [Batch.Release], and no record joins it any more.
func (b *Batch) Columns() *evaluator.Columns {
	if b.tensors {
		return b.columns
	}
	b.gather()
	return b.builder.Table(b.rows)
}

// Aside scores a table as [Batch.Score] scores records, but for nobody who waits: neither
// the gate nor the tap hears of it. Records that have an error are among [Results.Errors].
func (b *Batch) Aside(ctx context.Context, in *evaluator.Columns) (*Results, error) {
	b.rows, b.tensors = in.Rows(), true
	if err := b.model.Engine.ScoreColumns(ctx, in, &b.scored, keepErrors...); err != nil {
		return nil, err
	}
	b.results.ofColumns(b.model, &b.scored)
	return &b.results, nil
}
