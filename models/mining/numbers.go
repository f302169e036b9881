package mining

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// numbers combines the predictions y of n regressions with weights w:
//
//	sum Σy, weightedSum Σwy, average Σy/n, weightedAverage Σwy/Σw,
//	median the middle y or the mean of the middle two,
//	weightedMedian the first y, in ascending order, at which the weights so far
//	reach half of Σw.
//
// Sums run in the order of the segments; in float32 where the model's
// x-mathContext is float.
type numbers struct{ ensemble }

// Score runs the segments and combines their predictions.
func (e *numbers) Score(f *program.Frame) {
	out := &f.Outcomes[e.outcome]
	out.Clear()
	switch {
	case e.method == pmml.MultipleModelMethodMedian, e.method == pmml.MultipleModelMethodWeightedMedian:
		out.Value = e.median(f)
	case e.float32:
		out.Value = sum[float32](e, f)
	default:
		out.Value = sum[float64](e, f)
	}
}

// sum adds up the predictions in the model's arithmetic.
func sum[T real.Float](e *numbers, f *program.Frame) float64 {
	var p pass
	var sum, weights T
	n := 0
	for e.advance(f, &p) {
		n++
		y, w := T(p.outcome.Value), T(p.weight)
		if e.weighted {
			y = T(y * w)
			weights += w
		}
		sum += y
	}
	if n == 0 || p.stopped || p.giveUp || e.tooMany(&p) {
		return program.Missing
	}
	switch e.method {
	case pmml.MultipleModelMethodAverage:
		sum /= T(n)
	case pmml.MultipleModelMethodWeightedAverage:
		if weights == 0 {
			f.Raise(e.weightless())
			return program.Missing
		}
		sum /= weights
	}
	return program.Number(float64(sum))
}

func (e *numbers) median(f *program.Frame) float64 {
	var p pass
	buf := e.floats(f, 2*len(e.segments))
	n := 0
	for e.advance(f, &p) {
		buf[n], buf[len(e.segments)+n] = p.outcome.Value, p.weight
		n++
	}
	if n == 0 || p.stopped || p.giveUp || e.tooMany(&p) {
		return program.Missing
	}
	values, weights := buf[:n], buf[len(e.segments):len(e.segments)+n]
	if e.weighted {
		return weightedMedian(values, weights)
	}
	return e.round(median(values))
}

func (e *numbers) round(v float64) float64 {
	if e.float32 {
		return float64(float32(v))
	}
	return v
}

// median gives the middle value, or the mean of the middle two. It sorts values.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// weightedMedian gives the smallest value at or below which half of the weight lies.
func weightedMedian(values, weights []float64) float64 {
	half := 0.0
	for _, w := range weights {
		half += w
	}
	half /= 2
	best := math.Inf(1)
	for _, v := range values {
		if v >= best {
			continue
		}
		sum := 0.0
		for j, u := range values {
			if u <= v {
				sum += weights[j]
			}
		}
		if sum >= half {
			best = v
		}
	}
	return best
}
