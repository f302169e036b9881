package generalregression

import (
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// inverse gives the inverse of the model's linkFunction.
func (b *compiler) inverse() (link.Link, error) {
	var l link.Link
	switch b.m.LinkFunction {
	case pmml.LinkFunctionIdentity:
		l = link.Identity{}
	case pmml.LinkFunctionLog:
		l = link.Log{}
	case pmml.LinkFunctionLogc:
		l = link.Logc{}
	case pmml.LinkFunctionLogit:
		l = link.Logit{}
	case pmml.LinkFunctionProbit:
		l = link.Probit{}
	case pmml.LinkFunctionCloglog:
		l = link.Cloglog{}
	case pmml.LinkFunctionLoglog:
		l = link.Loglog{}
	case pmml.LinkFunctionNegbin:
		c, ok := b.m.DistParameter.Get()
		if !ok || c == 0 || !program.Finite(c) {
			return nil, b.linkNeeds("distParameter", c, ok, "a finite number other than 0")
		}
		l = link.Negbin{C: c}
	case pmml.LinkFunctionOddspower, pmml.LinkFunctionPower:
		d, ok := b.m.LinkParameter.Get()
		if !ok || !program.Finite(d) {
			return nil, b.linkNeeds("linkParameter", d, ok, "a finite number")
		}
		l = withParameter(b.m.LinkFunction, d)
	default:
		return nil, b.Errorf(b.m, pmml.CodePartMissing, "linkFunction is missing, modelType=\"generalizedLinear\" needs it")
	}
	return l, nil
}

func (b *compiler) linkNeeds(attribute string, v float64, given bool, what string) error {
	if given {
		return b.Errorf(b.m, pmml.CodeOutOfRange, "%s=%v is not allowed, linkFunction=%q needs %s", attribute, v, b.m.LinkFunction, what)
	}
	return b.Errorf(b.m, pmml.CodePartMissing, "%s is missing, linkFunction=%q needs it", attribute, b.m.LinkFunction)
}

// withParameter gives the inverse of a link with a linkParameter. As that goes to
// 0, both have a limit.
func withParameter(f pmml.LinkFunction, d float64) link.Link {
	switch {
	case f == pmml.LinkFunctionOddspower && d == 0:
		return link.Logit{}
	case f == pmml.LinkFunctionOddspower:
		return link.Oddspower{D: d}
	case d == 0:
		return link.Log{}
	case d == 1:
		return link.Identity{}
	}
	return link.Power{D: d}
}

// cumulative gives the inverse of the model's cumulativeLink.
func (b *compiler) cumulative() (link.Link, error) {
	var l link.Link
	switch b.m.CumulativeLink {
	case pmml.CumulativeLinkFunctionLogit:
		l = link.Logit{}
	case pmml.CumulativeLinkFunctionProbit:
		l = link.Probit{}
	case pmml.CumulativeLinkFunctionCloglog:
		l = link.Cloglog{}
	case pmml.CumulativeLinkFunctionLoglog:
		l = link.Loglog{}
	case pmml.CumulativeLinkFunctionCauchit:
		l = link.Cauchit{}
	default:
		return nil, b.Errorf(b.m, pmml.CodePartMissing, "cumulativeLink is missing, modelType=\"ordinalMultinomial\" needs it")
	}
	return l, nil
}
