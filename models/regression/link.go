package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/real"

	"github.com/gopmml/gopmml/pmml"
)

// link is the function that turns a linear predictor into a probability or a
// mean, as far as it looks at one predictor only.
type link func(y float64) float64

// links gives the functions by normalizationMethod:
//
//	none      y
//	logit     1/(1+e^-y), and softmax of one predictor against zero
//	exp       e^y
//	probit    Φ(y), the normal distribution
//	cloglog   1-e^(-e^y)
//	loglog    e^(-e^-y)
//	cauchit   1/2 + atan(y)/π
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html, normalization methods.
func links(m pmml.NormalizationMethod, float bool) link {
	switch m {
	case pmml.NormalizationMethodLogit, pmml.NormalizationMethodSoftmax:
		if float {
			return logit32
		}
		return logit
	case pmml.NormalizationMethodExp:
		if float {
			return exp32
		}
		return real.Exp
	case pmml.NormalizationMethodProbit:
		return rounded(probit, float)
	case pmml.NormalizationMethodCloglog:
		if float {
			return cloglog32
		}
		return cloglog
	case pmml.NormalizationMethodLoglog:
		if float {
			return loglog32
		}
		return loglog
	case pmml.NormalizationMethodCauchit:
		return rounded(cauchit, float)
	}
	return identity
}

func identity(y float64) float64 { return y }

func logit(y float64) float64 { return 1 / (1 + real.Exp(-y)) }

func probit(y float64) float64 { return 0.5 * math.Erfc(-y/math.Sqrt2) }

// cloglog keeps its precision near zero, where 1-e^(-e^y) loses it.
func cloglog(y float64) float64 { return -math.Expm1(-real.Exp(y)) }

func loglog(y float64) float64 { return real.Exp(-real.Exp(-y)) }

func cauchit(y float64) float64 { return 0.5 + math.Atan(y)/math.Pi }

// rounded gives the function whose result is rounded to float32.
func rounded(g link, float bool) link {
	if !float {
		return g
	}
	return func(y float64) float64 { return float64(float32(g(y))) }
}

// exp32 is [real.Exp32]: where x-mathContext is float, e^x is a power of a
// seven-digit e. So the trainers' own figures are met within their bounds. (The
// correctly rounded float32 of e^x is closer on average, yet it leaves those
// bounds in three XGBoost models.)
func exp32(y float64) float64 { return float64(real.Exp32(float32(y))) }

func logit32(y float64) float64 {
	return float64(1 / (1 + float32(exp32(-y))))
}

func cloglog32(y float64) float64 {
	return float64(1 - float32(exp32(-exp32(y))))
}

func loglog32(y float64) float64 { return exp32(-exp32(-y)) }
