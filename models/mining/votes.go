package mining

import (
	"github.com/gopmml/gopmml/internal/program"
)

// votes combines classifications: each segment votes for its category, with its
// weight in weightedMajorityVote. A category's probability is its share of the
// votes. Of categories with equal votes the one voted for first wins.
type votes struct {
	ensemble
	cells []float64
}

// Score runs the segments and counts their votes.
func (e *votes) Score(f *program.Frame) {
	out := &f.Outcomes[e.outcome]
	out.Clear()
	var p pass
	// order holds for each category when it was first voted for, from 1 on.
	order := e.floats(f, len(e.cells))
	voted, shares := 0, out.Series[program.Probabilities]
	for e.advance(f, &p) {
		k := p.segment.categories[p.outcome.Category]
		if order[k] == 0 {
			voted++
			order[k] = float64(voted)
		}
		shares[k] = e.add(shares[k], p.weight)
	}
	switch {
	case p.stopped, p.ran == 0, e.tooMany(&p):
		return
	case voted == 0:
		f.Raise(&program.Fault{Pos: e.pos, Detail: "none of the segments has a prediction, so there are no votes"})
		return
	}
	// Targets may name further categories, which nobody votes for.
	shares = shares[:len(e.cells)]
	best, sum := -1, 0.0
	for k, v := range shares {
		sum = e.add(sum, v)
		if order[k] == 0 {
			continue
		}
		if best < 0 || v > shares[best] || v == shares[best] && order[k] < order[best] {
			best = k
		}
	}
	if p.givenUp > shares[best] {
		clear(shares)
		return
	}
	if sum == 0 {
		f.Raise(e.weightless())
		return
	}
	for k, v := range shares {
		shares[k] = e.divide(v, sum)
	}
	out.Has[program.Probabilities] = true
	out.Category = best
	out.Value = e.cells[best]
}
