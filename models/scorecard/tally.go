package scorecard

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// tally is the points of the reason codes of one record.
type tally struct {
	// points goes by the index of the code, order lists the codes that have some:
	// that of the first characteristic first.
	points []float64
	given  []bool
	order  []int32
}

func newTally(codes int) *tally {
	return &tally{points: make([]float64, codes), given: make([]bool, codes), order: make([]int32, 0, codes)}
}

// tally gives the frame's tally, empty.
func (k *card) tally(f *program.Frame) *tally {
	t, ok := f.Scratch[k.scratch].(*tally)
	if !ok {
		t = newTally(k.codes)
		f.Scratch[k.scratch] = t
	}
	for _, code := range t.order {
		t.points[code], t.given[code] = 0, false
	}
	t.order = t.order[:0]
	return t
}

// add counts points for a code.
func add[T real.Float](t *tally, code int32, points T) {
	if !t.given[code] {
		t.given[code] = true
		t.order = append(t.order, code)
	}
	t.points[code] = float64(T(t.points[code]) + points)
}

// rank appends the codes with points of zero or more, that with most of them
// first. Of codes with equal points, that of the earlier characteristic comes
// first.
func (t *tally) rank(ranking []int32) []int32 {
	for _, code := range t.order {
		p := t.points[code]
		if !(p >= 0) {
			continue
		}
		ranking = append(ranking, code)
		i := len(ranking) - 1
		for ; i > 0 && t.points[ranking[i-1]] < p; i-- {
			ranking[i] = ranking[i-1]
		}
		ranking[i] = code
	}
	return ranking
}
