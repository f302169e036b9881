package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// link is the inverse of a link function: what a linear predictor means.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html, link functions.
type link interface {
	// mean gives F(y), slope the derivative of F.
	mean(y float64) float64
	slope(y float64) float64
}

type (
	// identity: y.
	identity struct{}
	// exponential, of the link log: e^y.
	exponential struct{}
	// complement, of the link logc: 1 - e^y.
	complement struct{}
	// logistic: 1/(1+e^-y).
	logistic struct{}
	// probit: Φ(y), the normal distribution.
	probit struct{}
	// cloglog: 1 - e^(-e^y).
	cloglog struct{}
	// loglog: e^(-e^-y).
	loglog struct{}
	// cauchit: 1/2 + atan(y)/π.
	cauchit struct{}
	// negbin: 1/(c(e^-y - 1)).
	negbin struct{ c float64 }
	// oddspower: 1/(1+(1+dy)^(-1/d)).
	oddspower struct{ d float64 }
	// root, of the link power: y^(1/d).
	root struct{ d float64 }
)

func (identity) mean(y float64) float64     { return y }
func (identity) slope(float64) float64      { return 1 }
func (exponential) mean(y float64) float64  { return real.Exp(y) }
func (exponential) slope(y float64) float64 { return real.Exp(y) }

func (complement) mean(y float64) float64  { return 1 - real.Exp(y) }
func (complement) slope(y float64) float64 { return -real.Exp(y) }

func (logistic) mean(y float64) float64 { return 1 / (1 + real.Exp(-y)) }

// slope is symmetric, and finite where e^-y is not.
func (logistic) slope(y float64) float64 {
	e := real.Exp(-math.Abs(y))
	return e / ((1 + e) * (1 + e))
}

func (probit) mean(y float64) float64  { return 0.5 * math.Erfc(-y/math.Sqrt2) }
func (probit) slope(y float64) float64 { return real.Exp(-y*y/2) / math.Sqrt(2*math.Pi) }

// mean keeps its precision near zero, where 1-e^(-e^y) loses it.
func (cloglog) mean(y float64) float64  { return -math.Expm1(-real.Exp(y)) }
func (cloglog) slope(y float64) float64 { return real.Exp(y - real.Exp(y)) }

func (loglog) mean(y float64) float64  { return real.Exp(-real.Exp(-y)) }
func (loglog) slope(y float64) float64 { return real.Exp(-y - real.Exp(-y)) }

func (cauchit) mean(y float64) float64  { return 0.5 + math.Atan(y)/math.Pi }
func (cauchit) slope(y float64) float64 { return 1 / (math.Pi * (1 + y*y)) }

func (l negbin) mean(y float64) float64 { return 1 / (l.c * (real.Exp(-y) - 1)) }
func (l negbin) slope(y float64) float64 {
	e := real.Exp(-y)
	return e / (l.c * (e - 1) * (e - 1))
}

func (l oddspower) mean(y float64) float64 { return 1 / (1 + math.Pow(1+l.d*y, -1/l.d)) }
func (l oddspower) slope(y float64) float64 {
	p := l.mean(y)
	return p * p * math.Pow(1+l.d*y, -1/l.d-1)
}

func (l root) mean(y float64) float64  { return math.Pow(y, 1/l.d) }
func (l root) slope(y float64) float64 { return math.Pow(y, 1/l.d-1) / l.d }

// The links whose exponential is float32's own in documents that calculate in
// float32; see [real.Exp32].
type (
	exponential32 struct{ exponential }
	complement32  struct{ complement }
	logistic32    struct{ logistic }
	cloglog32     struct{ cloglog }
	loglog32      struct{ loglog }
)

func exp32(y float64) float64 { return float64(real.Exp32(float32(y))) }

func (exponential32) mean(y float64) float64 { return exp32(y) }
func (complement32) mean(y float64) float64  { return float64(1 - float32(exp32(y))) }
func (logistic32) mean(y float64) float64    { return float64(1 / (1 + float32(exp32(-y)))) }
func (cloglog32) mean(y float64) float64     { return float64(1 - float32(exp32(-exp32(y)))) }
func (loglog32) mean(y float64) float64      { return exp32(-exp32(-y)) }

// rounded rounds the mean to float32.
type rounded struct{ link }

func (l rounded) mean(y float64) float64 { return float64(float32(l.link.mean(y))) }

// in32 gives a link as documents compute it that calculate in float32.
func in32(l link) link {
	switch l.(type) {
	case identity:
		return l
	case exponential:
		return exponential32{}
	case complement:
		return complement32{}
	case logistic:
		return logistic32{}
	case cloglog:
		return cloglog32{}
	case loglog:
		return loglog32{}
	}
	return rounded{l}
}

// inverse gives the inverse of the model's linkFunction.
func (b *compiler) inverse() (link, error) {
	var l link
	switch b.m.LinkFunction {
	case pmml.LinkFunctionIdentity:
		l = identity{}
	case pmml.LinkFunctionLog:
		l = exponential{}
	case pmml.LinkFunctionLogc:
		l = complement{}
	case pmml.LinkFunctionLogit:
		l = logistic{}
	case pmml.LinkFunctionProbit:
		l = probit{}
	case pmml.LinkFunctionCloglog:
		l = cloglog{}
	case pmml.LinkFunctionLoglog:
		l = loglog{}
	case pmml.LinkFunctionNegbin:
		c, ok := b.m.DistParameter.Get()
		if !ok || c == 0 {
			return nil, b.linkNeeds("distParameter", c, ok, " other than 0")
		}
		l = negbin{c}
	case pmml.LinkFunctionOddspower, pmml.LinkFunctionPower:
		d, ok := b.m.LinkParameter.Get()
		if !ok {
			return nil, b.linkNeeds("linkParameter", 0, false, "")
		}
		l = withParameter(b.m.LinkFunction, d)
	default:
		return nil, b.Errorf(b.m, pmml.ErrInvalid, "linkFunction is missing, modelType=\"generalizedLinear\" needs it")
	}
	return l, nil
}

func (b *compiler) linkNeeds(attribute string, v float64, given bool, what string) error {
	if given {
		return b.Errorf(b.m, pmml.ErrInvalid, "%s=%v is not allowed, linkFunction=%q needs a number%s", attribute, v, b.m.LinkFunction, what)
	}
	return b.Errorf(b.m, pmml.ErrInvalid, "%s is missing, linkFunction=%q needs it", attribute, b.m.LinkFunction)
}

// withParameter gives the inverse of a link with a linkParameter. As that goes to
// 0, both have a limit.
func withParameter(f pmml.LinkFunction, d float64) link {
	switch {
	case f == pmml.LinkFunctionOddspower && d == 0:
		return logistic{}
	case f == pmml.LinkFunctionOddspower:
		return oddspower{d}
	case d == 0:
		return exponential{}
	case d == 1:
		return identity{}
	}
	return root{d}
}

// cumulative gives the inverse of the model's cumulativeLink.
func (b *compiler) cumulative() (link, error) {
	var l link
	switch b.m.CumulativeLink {
	case pmml.CumulativeLinkFunctionLogit:
		l = logistic{}
	case pmml.CumulativeLinkFunctionProbit:
		l = probit{}
	case pmml.CumulativeLinkFunctionCloglog:
		l = cloglog{}
	case pmml.CumulativeLinkFunctionLoglog:
		l = loglog{}
	case pmml.CumulativeLinkFunctionCauchit:
		l = cauchit{}
	default:
		return nil, b.Errorf(b.m, pmml.ErrInvalid, "cumulativeLink is missing, modelType=\"ordinalMultinomial\" needs it")
	}
	return l, nil
}
