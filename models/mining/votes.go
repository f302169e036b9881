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
	var t tally
	// order holds for each category when it was first voted for, from 1 on.
	order := e.floats(f, len(e.cells))
	voted, missing := 0, 0.0
	for _, s := range e.segments {
		if !s.applies(f) {
			continue
		}
		s.stage.Run(f)
		if f.Err() != nil {
			return
		}
		o := &f.Outcomes[s.outcome]
		w := 1.0
		if e.weighted {
			w = e.weightOf(f, s)
		}
		switch e.judge(&t, o, w) {
		case skip:
			continue
		case stop:
			out.Clear()
			return
		case giveUp:
			if program.IsMissing(w) {
				w = 1
			}
			missing += w
			continue
		}
		k := s.categories[o.Category]
		if order[k] == 0 {
			voted++
			order[k] = float64(voted)
		}
		out.Probabilities[k] = e.add(out.Probabilities[k], w)
	}
	switch {
	case t.total == 0, e.tooMany(&t):
		return
	case voted == 0:
		f.Raise(&program.Fault{Pos: e.pos, Detail: "none of the segments has a prediction, so there are no votes"})
		return
	}
	best, sum := -1, 0.0
	for k, v := range out.Probabilities {
		sum = e.add(sum, v)
		if order[k] == 0 {
			continue
		}
		if best < 0 || v > out.Probabilities[best] || v == out.Probabilities[best] && order[k] < order[best] {
			best = k
		}
	}
	if missing > out.Probabilities[best] {
		clear(out.Probabilities)
		return
	}
	if sum != 0 {
		for k, v := range out.Probabilities {
			out.Probabilities[k] = e.divide(v, sum)
		}
	}
	out.HasProbabilities = true
	out.Category = best
	out.Value = e.cells[best]
}

func (e *ensemble) add(a, b float64) float64 {
	if e.float32 {
		return float64(float32(a) + float32(b))
	}
	return a + b
}

func (e *ensemble) divide(a, b float64) float64 {
	if e.float32 {
		return float64(float32(a) / float32(b))
	}
	return a / b
}
