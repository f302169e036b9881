package svm

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// voter lets each machine choose one of two categories, and predicts the one
// that most machines choose; of several, the one that was chosen first. The
// probability of a category is its share of the machines.
type voter[T real.Float] struct {
	model[T]
	ballots []ballot[T]
	// cells are the categories' values, by their place among the target's.
	cells []float64
	// above says that it takes a value above the threshold, rather than below, to
	// choose the first category.
	above bool
}

// ballot is what a machine chooses between: chosen below the threshold (or
// above), else other.
type ballot[T real.Float] struct {
	chosen, other int
	threshold     T
}

// Score fills in the shares of the votes and the winning category.
func (k *voter[T]) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	s := k.memory(f)
	if !k.run(f, s) {
		return
	}
	best, bad := k.vote(s)
	if bad >= 0 {
		undefined(f, &k.machines[bad])
		return
	}
	shares := o.Series[program.Probabilities]
	for c, votes := range s.votes {
		shares[c] = k.share(votes)
	}
	o.Has[program.Probabilities] = true
	o.Category = best
	o.Value = k.cells[best]
}

// vote counts the votes and gives the winning category, or in bad a machine whose
// value is no number, else -1.
func (k *voter[T]) vote(s *memory[T]) (best, bad int) {
	clear(s.votes)
	for i, v := range s.values {
		if v != v {
			return -1, i
		}
		b := &k.ballots[i]
		choice := b.other
		if k.above && v > b.threshold || !k.above && v < b.threshold {
			choice = b.chosen
		}
		s.choices[i] = choice
		s.votes[choice]++
	}
	best = s.choices[0]
	for _, c := range s.choices {
		if s.votes[c] > s.votes[best] {
			best = c
		}
	}
	return best, -1
}

// share gives the share of the machines in the model's arithmetic.
func (k *voter[T]) share(votes float64) float64 { return float64(T(votes) / T(len(k.machines))) }

// distinguisher has a machine for each category, which tells it from all others.
// It predicts the category whose machine gives the smallest value, or the
// largest; the first one on ties.
type distinguisher[T real.Float] struct {
	model[T]
	// index and cell are the machines' categories: their place among the target's,
	// and their values.
	index []int
	cell  []float64
	// above says that the largest value wins.
	above bool
}

// Score fills in the winning category.
func (k *distinguisher[T]) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	s := k.memory(f)
	if !k.run(f, s) {
		return
	}
	best, bad := k.choose(s)
	if bad >= 0 {
		undefined(f, &k.machines[bad])
		return
	}
	o.Category = k.index[best]
	o.Value = k.cell[best]
}

// choose gives the winning machine, or in bad one whose value is no number, else
// -1.
func (k *distinguisher[T]) choose(s *memory[T]) (best, bad int) {
	for i, v := range s.values {
		if v != v {
			return -1, i
		}
		if k.above && v > s.values[best] || !k.above && v < s.values[best] {
			best = i
		}
	}
	return best, -1
}

// undefined ends the record.
func undefined[T real.Float](f *program.Frame, m *machine[T]) {
	f.Raise(&program.Fault{Pos: m.pos, Detail: "the support vector machine's value is not a number, so it decides for no category"})
}
