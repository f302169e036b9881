package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// norm turns the linear predictors of a classification into probabilities.
type norm struct {
	rule   rule
	method pmml.NormalizationMethod
	link   link.Link
	float  bool
	// first is the table that decides between two categories, for binary.
	first int
}

// rule is which tables the probabilities come from.
type rule uint8

const (
	// binary: p of one table is F(y), the other's is 1-p.
	binary rule = iota
	// remainder: p_j = y_j, and what is missing to one for the last.
	remainder
	// oneVersusRest: p_j = F(y_j)/Σ F(y).
	oneVersusRest
	// cumulative: F(y_j) is the probability of category j or one before it.
	cumulative
	// softmax: p_j = e^(y_j)/Σ e^y.
	softmax
	// simplemax: p_j = y_j/Σ y.
	simplemax
)

// String gives the normalizationMethod.
func (n *norm) String() string { return n.method.String() }

// compileNorm picks the rule, or says why there is none.
func compileNorm(c *compile.Context, at pmml.Node, method pmml.NormalizationMethod, ordinal bool, tables []table) (norm, error) {
	n := norm{method: method, link: inverse(method, c.Float32()), float: c.Float32()}
	if method == pmml.NormalizationMethodNone && (ordinal || len(tables) == 2) {
		n.link = clamp{}
	}
	switch method {
	case pmml.NormalizationMethodSoftmax, pmml.NormalizationMethodSimplemax:
		if ordinal {
			return n, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=%q compares categories, an ordinal target needs a cumulative one (none, logit, probit, cloglog, loglog, cauchit)", method)
		}
		n.rule = simplemax
		if method == pmml.NormalizationMethodSoftmax {
			n.rule = softmax
			// Two categories of which one is the constant zero: e^y/(e^y+e^0) is
			// the logit of y.
			if len(tables) == 2 && tables[0].trivial() != tables[1].trivial() {
				n.rule, n.first = binary, decisive(tables)
			}
		}
		return n, nil
	case pmml.NormalizationMethodExp:
		return n, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=\"exp\" gives no probabilities, it has no meaning for functionName=\"classification\"")
	}
	switch {
	case ordinal:
		n.rule = cumulative
	case len(tables) == 2:
		n.rule, n.first = binary, decisive(tables)
	case method == pmml.NormalizationMethodNone:
		n.rule = remainder
	case method == pmml.NormalizationMethodLogit:
		n.rule = oneVersusRest
	default:
		return n, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=%q is for two categories or an ordinal target, here are %d categories without an order", method, len(tables))
	}
	return n, nil
}

// decisive gives the table that decides between two categories: the first,
// unless it alone is the constant zero.
func decisive(tables []table) int {
	if tables[0].trivial() && !tables[1].trivial() {
		return 1
	}
	return 0
}

// apply turns the predictors into probabilities in place; false where they
// have none.
func (n *norm) apply(p []float64) bool {
	switch n.rule {
	case binary:
		v := n.link.Mean(p[n.first])
		p[n.first] = v
		p[1-n.first] = n.minus(1, v)
	case remainder:
		sum := 0.0
		last := len(p) - 1
		for _, v := range p[:last] {
			sum = n.plus(sum, v)
		}
		p[last] = n.minus(1, sum)
	case cumulative:
		below := 0.0
		last := len(p) - 1
		for i, y := range p[:last] {
			v := n.link.Mean(y)
			p[i] = n.minus(v, below)
			below = v
		}
		p[last] = n.minus(1, below)
	case oneVersusRest:
		for i, y := range p {
			p[i] = n.link.Mean(y)
		}
		return n.share(p)
	case softmax:
		high := p[0]
		for _, y := range p[1:] {
			high = math.Max(high, y)
		}
		for i, y := range p {
			if y = n.minus(y, high); n.float {
				p[i] = link.Exp32(y)
			} else {
				p[i] = real.Exp(y)
			}
		}
		return n.share(p)
	case simplemax:
		return n.share(p)
	}
	return true
}

// share divides by the sum, unless that is one; false where it is zero or no
// number.
func (n *norm) share(p []float64) bool {
	sum := 0.0
	for _, v := range p {
		sum = n.plus(sum, v)
	}
	if sum == 0 || sum != sum {
		return false
	}
	if sum == 1 {
		return true
	}
	for i, v := range p {
		if p[i] = v / sum; n.float {
			p[i] = float64(float32(p[i]))
		}
	}
	return true
}

// plus and minus round to float32 where the model does. (A float64 sum,
// difference or quotient of two float32 numbers, rounded once more, is the
// float32 one.)
func (n *norm) plus(a, b float64) float64 {
	if n.float {
		return float64(float32(a + b))
	}
	return a + b
}

func (n *norm) minus(a, b float64) float64 {
	if n.float {
		return float64(float32(a - b))
	}
	return a - b
}
