package mining

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// shares combines the probabilities p of n classifications, category by category:
//
//	average Σp/n, weightedAverage Σwp/Σw;
//	max: the mean of the distributions that hold the greatest single p;
//	median, weightedMedian: the mean of the distributions that hold the median
//	of the category whose median is greatest; that category wins.
//
// Else the most probable category wins, the first of equal ones.
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
		winner := e.median(mean, rows, weights[:n], rows[len(e.segments)*(k+1):][:n])
		out.Category, out.Value, out.Has[program.Probabilities] = winner, e.cells[winner], true
		return
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

// median fills p with the mean of the rows that hold the median of the category
// whose median is greatest, and gives that category: of an even number of rows those
// that hold the two in the middle. column is working memory.
func (e *shares) median(p, rows, weights, column []float64) int {
	k, n := len(p), len(weights)
	at, best, low, high := 0, math.Inf(-1), 0.0, 0.0
	for c := range k {
		for i := range n {
			column[i] = rows[i*k+c]
		}
		l, h := e.middle(column, weights)
		if m := (l + h) / 2; m > best {
			at, best, low, high = c, m, l, h
		}
	}
	e.mean(p, rows, n, func(row []float64) bool { return row[at] == low || row[at] == high })
	return at
}

// middle gives the values in the middle, one twice where a single one is. It may
// sort them.
func (e *shares) middle(values, weights []float64) (low, high float64) {
	if e.weighted {
		m := weightedMedian(values, weights)
		return m, m
	}
	slices.Sort(values)
	n := len(values)
	return values[(n-1)/2], values[n/2]
}
