package mining

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// shares combines the probabilities p of n classifications, category by category:
//
//	average Σp/n, weightedAverage Σwp/Σw;
//	max: the mean of the distributions that hold the greatest single p;
//	median, weightedMedian: the mean of the distributions that hold the median
//	of the category whose median is greatest.
//
// The most probable category wins, the first of equal ones.
type shares struct {
	ensemble
	cells []float64
}

// Score runs the segments and combines their probabilities.
func (e *shares) Score(f *program.Frame) {
	out := &f.Outcomes[e.outcome]
	out.Clear()
	var p pass
	lacking := false
	n, k := 0, len(e.cells)
	// Rows of k probabilities, one for each segment that ran; then the weights.
	rows := e.floats(f, len(e.segments)*(k+2))
	weights := rows[len(e.segments)*k:][:len(e.segments)]
	for e.advance(f, &p) {
		o := p.outcome
		if !o.Has[program.Probabilities] {
			lacking = true
			continue
		}
		row, from := rows[n*k:][:k], o.Series[program.Probabilities]
		for i, at := range p.segment.categories {
			row[at] = from[i]
		}
		weights[n] = p.weight
		n++
	}
	switch {
	case p.stopped, p.giveUp, p.ran == 0, e.tooMany(&p):
		return
	case lacking:
		f.Raise(&program.Fault{Pos: e.pos, Detail: "a segment gives no probabilities, which multipleModelMethod=" + e.method.String() + " needs"})
		return
	case n == 0:
		return
	}
	mean := out.Series[program.Probabilities][:k]
	switch e.method {
	case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
		if !e.average(mean, rows, weights[:n]) {
			f.Raise(e.weightless())
			return
		}
	case pmml.MultipleModelMethodMax:
		e.greatest(mean, rows, n)
	default:
		e.median(mean, rows, weights[:n], rows[len(e.segments)*(k+1):][:n])
	}
	out.Elect(nil, e.cells)
}

// average fills p with the weighted mean of the rows; false where weights are
// all zero.
func (e *shares) average(p, rows, weights []float64) bool {
	total, k := 0.0, len(p)
	for i, w := range weights {
		row := rows[i*k:][:k]
		for c, v := range row {
			if e.weighted {
				if e.float32 {
					v = float64(float32(v) * float32(w))
				} else {
					v = float64(v * w)
				}
			}
			p[c] = e.add(p[c], v)
		}
		total = e.add(total, w)
	}
	if total == 0 {
		return false
	}
	for c := range p {
		p[c] = e.divide(p[c], total)
	}
	return true
}

// greatest fills p with the mean of the rows that hold the greatest value.
func (e *shares) greatest(p, rows []float64, n int) {
	k := len(p)
	at := 0
	best := math.Inf(-1)
	for c := range k {
		for i := range n {
			if v := rows[i*k+c]; v > best {
				best, at = v, c
			}
		}
	}
	e.mean(p, rows, n, func(row []float64) bool { return row[at] == best })
}

// mean fills p with the mean of the rows that keep accepts.
func (e *shares) mean(p, rows []float64, n int, keep func(row []float64) bool) {
	k, count := len(p), 0
	for i := range n {
		row := rows[i*k:][:k]
		if !keep(row) {
			continue
		}
		count++
		for c, v := range row {
			p[c] = e.add(p[c], v)
		}
	}
	for c := range p {
		p[c] = e.divide(p[c], float64(count))
	}
}

// median fills p with the mean of the rows that are closest to the median of
// the category whose median is greatest. column and weights are working memory.
func (e *shares) median(p, rows, weights, column []float64) {
	k, n := len(p), len(weights)
	at, best := 0, math.Inf(-1)
	for c := range k {
		for i := range n {
			column[i] = rows[i*k+c]
		}
		m := 0.0
		if e.weighted {
			m = weightedMedian(column, weights)
		} else {
			m = median(column)
		}
		if m > best {
			at, best = c, m
		}
	}
	closest := math.Inf(1)
	for i := range n {
		closest = min(closest, math.Abs(rows[i*k+at]-best))
	}
	e.mean(p, rows, n, func(row []float64) bool { return math.Abs(row[at]-best) == closest })
}
