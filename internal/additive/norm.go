package additive

import "github.com/gopmml/gopmml/internal/link"

// Norm turns the linear predictors of a classification into probabilities.
type Norm struct {
	Rule Rule
	// Name is what the document calls it.
	Name string
	// Thresholds are added to the only predictor, for those of the first categories.
	Thresholds []float64
	// First is the predictor that decides between two categories, for Binary.
	First int

	arithmetic Arithmetic
	inverse    link.Link
}

// Rule is where probabilities come from.
type Rule uint8

const (
	// Binary: p of one category is F(y), within 0 and 1, the other's the rest.
	Binary Rule = iota
	// Remainder: p_j = y_j, and what is missing to one for the last.
	Remainder
	// OneVersusRest: p_j = F(y_j)/Σ F(y).
	OneVersusRest
	// Cumulative: F(y_j), within 0 and 1, is the probability of category j or one
	// before it.
	Cumulative
	// Softmax: p_j = e^(y_j)/Σ e^y.
	Softmax
	// Simplemax: p_j = y_j/Σ y.
	Simplemax
)

// NewNorm makes the norm by a rule, in an arithmetic. l is F; rules without one
// take none.
func NewNorm(rule Rule, name string, a Arithmetic, l link.Link) Norm {
	if rule == Softmax {
		l = link.Log{}
	}
	return Norm{Rule: rule, Name: name, arithmetic: a, inverse: a.link(l)}
}

// Link gives F.
func (n *Norm) Link() link.Link { return n.inverse }

// Apply turns predictors into probabilities in place; false where they have none.
// Some that are no numbers may be left to the caller.
func (n *Norm) Apply(p []float64) bool {
	last := len(p) - 1
	switch n.Rule {
	case Binary:
		v := max(0, min(1, n.inverse.Mean(p[n.First])))
		if v != v {
			return false
		}
		p[n.First] = v
		p[1-n.First] = n.arithmetic.Round(1 - v)
	case Remainder:
		total := 0.0
		for _, v := range p[:last] {
			total = n.arithmetic.Round(total + v)
		}
		p[last] = n.arithmetic.Round(1 - total)
	case Cumulative:
		if n.Thresholds != nil {
			y := p[0]
			for i, t := range n.Thresholds {
				p[i] = n.arithmetic.Round(t + y)
			}
		}
		below := 0.0
		for i, y := range p[:last] {
			v := max(0, min(1, n.inverse.Mean(y)))
			p[i], below = n.arithmetic.Round(v-below), v
		}
		p[last] = n.arithmetic.Round(1 - below)
	case OneVersusRest:
		for i, y := range p {
			p[i] = n.inverse.Mean(y)
		}
		return n.share(p)
	case Softmax:
		// Less the largest predictor, so that nothing overflows.
		high := p[0]
		for _, y := range p[1:] {
			high = max(high, y)
		}
		for i, y := range p {
			p[i] = n.inverse.Mean(n.arithmetic.Round(y - high))
		}
		return n.share(p)
	case Simplemax:
		return n.share(p)
	}
	return true
}

// share divides by the sum, unless that is one; false where it is zero or no
// number.
func (n *Norm) share(p []float64) bool {
	total := 0.0
	for _, v := range p {
		total = n.arithmetic.Round(total + v)
	}
	if total == 0 || total != total {
		return false
	}
	if total == 1 {
		return true
	}
	for i, v := range p {
		p[i] = n.arithmetic.Round(v / total)
	}
	return true
}

// Gradient fills in how the probability p[k] of a category changes with each of the
// numbers that F takes, where y are the predictors: of Binary, Cumulative with
// thresholds, and Softmax.
func (n *Norm) Gradient(d, p, y []float64, k int) {
	switch n.Rule {
	case Softmax: // p_k(1 - p_k) where j is k, else -p_k·p_j
		for j := range d {
			d[j] = float64(-p[k] * p[j])
		}
		d[k] += p[k]
	case Cumulative:
		clear(d)
		if k < len(n.Thresholds) {
			d[k] = n.inverse.Slope(n.Thresholds[k] + y[0])
		}
		if k > 0 {
			d[k-1] = -n.inverse.Slope(n.Thresholds[k-1] + y[0])
		}
	default:
		d[0] = n.inverse.Slope(y[0])
		if k == 1 {
			d[0] = -d[0]
		}
	}
}
