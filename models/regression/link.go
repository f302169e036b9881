package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/pmml"
)

// inverse gives the function that turns one linear predictor into a probability
// or a mean. Softmax of one predictor against zero is logit.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html, normalization methods.
func inverse(m pmml.NormalizationMethod, float bool) link.Link {
	l := link.Link(link.Identity{})
	switch m {
	case pmml.NormalizationMethodLogit, pmml.NormalizationMethodSoftmax:
		l = link.Logit{}
	case pmml.NormalizationMethodExp:
		l = link.Log{}
	case pmml.NormalizationMethodProbit:
		l = link.Probit{}
	case pmml.NormalizationMethodCloglog:
		l = link.Cloglog{}
	case pmml.NormalizationMethodLoglog:
		l = link.Loglog{}
	case pmml.NormalizationMethodCauchit:
		l = link.Cauchit{}
	}
	if float {
		return link.Float32(l)
	}
	return l
}

// clamp keeps a probability that is a plain sum within bounds.
type clamp struct{ link.Identity }

// Mean gives y, but no less than 0 and no more than 1.
func (clamp) Mean(y float64) float64 { return math.Max(0, math.Min(1, y)) }
