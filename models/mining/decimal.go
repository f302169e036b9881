package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// decimalNumbers is numbers with exact sums.
type decimalNumbers struct{ *numbers }

// Finish leaves the kernel as it is: exact sums take segment by segment.
func (e *decimalNumbers) Finish(*compile.Context) program.Kernel { return e }

// vote is a segment's exact prediction with its weight.
type vote struct{ y, weight decimal.Decimal }

// Score runs the segments and combines their predictions.
func (e *decimalNumbers) Score(f *program.Frame) {
	f.Outcomes[e.outcome].Clear()
	var p pass
	var votes []vote
	cells := []float64{}
	finite := true
	for e.advance(f, &p) {
		y, v := f.OutcomeDecimal(p.segment.outcome)
		w := program.Decimal(p.weight)
		if e.weighted && p.segment.weightSlot != program.NoSlot {
			w, _ = f.DecimalAt(p.segment.weightSlot)
		}
		finite = finite && program.Finite(v) && program.Finite(p.weight)
		votes = append(votes, vote{y, w})
		cells = append(cells, v, p.weight)
	}
	if len(votes) == 0 || p.stopped || p.giveUp || e.tooMany(&p) {
		return
	}
	if !finite {
		f.Outcomes[e.outcome].Value = e.ofCells(f, cells)
		return
	}
	if d, ok := e.combine(votes); ok {
		f.SetOutcomeDecimal(e.outcome, d)
		return
	}
	f.Raise(e.weightless())
}

// combine gives the ensemble's prediction, false where the weights leave nothing
// to divide by.
func (e *decimalNumbers) combine(votes []vote) (decimal.Decimal, bool) {
	switch e.method {
	case pmml.MultipleModelMethodMedian, pmml.MultipleModelMethodWeightedMedian:
		return e.medianOf(votes), true
	}
	var sum, weights decimal.Decimal
	for _, v := range votes {
		if e.weighted {
			v.y = v.y.Mul(v.weight)
			weights = weights.Add(v.weight)
		}
		sum = sum.Add(v.y)
	}
	switch e.method {
	case pmml.MultipleModelMethodAverage:
		return program.DivideDecimal(sum, decimal.NewFromInt(int64(len(votes)))), true
	case pmml.MultipleModelMethodWeightedAverage:
		if weights.IsZero() {
			return sum, false
		}
		return program.DivideDecimal(sum, weights), true
	}
	return sum, true
}

// medianOf gives the middle prediction, the mean of the middle two, or the first
// at which half of the weight is reached.
func (e *decimalNumbers) medianOf(votes []vote) decimal.Decimal {
	slices.SortFunc(votes, func(a, b vote) int { return a.y.Cmp(b.y) })
	n := len(votes)
	switch {
	case e.weighted:
		var all, sum decimal.Decimal
		for _, v := range votes {
			all = all.Add(v.weight)
		}
		half := all.Mul(program.Half)
		for _, v := range votes {
			if sum = sum.Add(v.weight); sum.Cmp(half) >= 0 {
				return v.y
			}
		}
		return votes[n-1].y
	case n%2 == 1:
		return votes[n/2].y
	}
	return votes[n/2-1].y.Add(votes[n/2].y).Mul(program.Half)
}

// ofCells combines predictions some of which are infinite or no numbers. cells
// holds predictions and weights in turn.
func (e *decimalNumbers) ofCells(f *program.Frame, cells []float64) float64 {
	n := len(cells) / 2
	values, weights := make([]float64, n), make([]float64, n)
	sum, total := 0.0, 0.0
	for i := range n {
		values[i], weights[i] = cells[2*i], cells[2*i+1]
		if e.weighted {
			sum += float64(values[i] * weights[i])
		} else {
			sum += values[i]
		}
		total += weights[i]
	}
	switch e.method {
	case pmml.MultipleModelMethodMedian:
		return median(values)
	case pmml.MultipleModelMethodWeightedMedian:
		return weightedMedian(values, weights)
	case pmml.MultipleModelMethodAverage:
		sum /= float64(n)
	case pmml.MultipleModelMethodWeightedAverage:
		if total == 0 {
			f.Raise(e.weightless())
			return program.Missing
		}
		sum /= total
	}
	return program.Number(sum)
}
