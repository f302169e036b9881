package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/real"
)

// softmax: the share of e^y, where y of the last category is 0.
type softmax struct{ float bool }

// String says what the norm is.
func (softmax) String() string { return "softmax" }

// apply subtracts the largest predictor first, so that nothing overflows.
func (n softmax) apply(y []float64) bool {
	y[len(y)-1] = 0
	high := y[0]
	for _, v := range y[1:] {
		if v > high {
			high = v
		}
	}
	total := 0.0
	for i, v := range y {
		if v = round(v-high, n.float); n.float {
			y[i] = link.Exp32(v)
		} else {
			y[i] = real.Exp(v)
		}
		total = round(total+y[i], n.float)
	}
	if !(total > 0) || math.IsInf(total, 0) {
		return false
	}
	for i, v := range y {
		y[i] = round(v/total, n.float)
	}
	return true
}

// gradient: ∂p_k/∂y_j = p_k(1 - p_k) where j is k, else -p_k·p_j.
func (softmax) gradient(d, p, _ []float64, k int) {
	for j := range d {
		d[j] = -p[k] * p[j]
	}
	d[k] += p[k]
}

// binomial: F(y) for the first of two categories, the rest for the other.
type binomial struct {
	link.Link
	float bool
}

// String says what the norm is.
func (n binomial) String() string { return "the inverse link" }

// apply keeps the probability within bounds, which some links do not.
func (n binomial) apply(y []float64) bool {
	v := n.Mean(y[0])
	if v != v {
		return false
	}
	y[0] = math.Max(0, math.Min(1, v))
	y[1] = round(1-y[0], n.float)
	return true
}

func (n binomial) gradient(d, _, y []float64, k int) {
	d[0] = n.Slope(y[0])
	if k == 1 {
		d[0] = -d[0]
	}
}

// cumulative: F(θ_j + y) is the probability of category j or one before it.
type cumulative struct {
	link.Link
	thresholds []float64
	float      bool
}

// String says what the norm is.
func (n cumulative) String() string { return "the inverse cumulative link" }

func (n cumulative) apply(y []float64) bool {
	slope, below := y[0], 0.0
	last := len(y) - 1
	for i, t := range n.thresholds {
		v := n.Mean(round(t+slope, n.float))
		if v != v {
			return false
		}
		y[i] = round(v-below, n.float)
		below = v
	}
	y[last] = round(1-below, n.float)
	return true
}

// gradient fills in the change with each θ_j.
func (n cumulative) gradient(d, _, y []float64, k int) {
	clear(d)
	if k < len(n.thresholds) {
		d[k] = n.Slope(n.thresholds[k] + y[0])
	}
	if k > 0 {
		d[k-1] = -n.Slope(n.thresholds[k-1] + y[0])
	}
}

// round rounds to float32 where the model calculates in it.
func round(v float64, float bool) float64 {
	if float {
		return float64(float32(v))
	}
	return v
}
