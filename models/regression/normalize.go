package regression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/pmml"
)

// inverse gives the function that turns one linear predictor into a probability
// or a mean. Softmax of one predictor against zero is logit.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html, normalization methods.
func inverse(m pmml.NormalizationMethod) link.Link {
	switch m {
	case pmml.NormalizationMethodLogit, pmml.NormalizationMethodSoftmax:
		return link.Logit{}
	case pmml.NormalizationMethodExp:
		return link.Log{}
	case pmml.NormalizationMethodProbit:
		return link.Probit{}
	case pmml.NormalizationMethodCloglog:
		return link.Cloglog{}
	case pmml.NormalizationMethodLoglog:
		return link.Loglog{}
	case pmml.NormalizationMethodCauchit:
		return link.Cauchit{}
	}
	return link.Identity{}
}

// compileNorm makes the norm, or says why there is none.
func compileNorm(c *compile.Context, at pmml.Node, method pmml.NormalizationMethod, ordinal bool, tables []*additive.Predictor) (additive.Norm, error) {
	rule, err := normRule(c, at, method, ordinal, tables)
	n := additive.NewNorm(rule, method.String(), arithmetic(c), inverse(method))
	// The first table decides between two categories, unless it alone is the
	// constant zero.
	if rule == additive.Binary && err == nil && tables[0].Zero() && !tables[1].Zero() {
		n.First = 1
	}
	return n, err
}

func normRule(c *compile.Context, at pmml.Node, method pmml.NormalizationMethod, ordinal bool, tables []*additive.Predictor) (additive.Rule, error) {
	compares := method == pmml.NormalizationMethodSoftmax || method == pmml.NormalizationMethodSimplemax
	switch {
	case compares && ordinal:
		return 0, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=%q compares categories, an ordinal target needs a cumulative one (none, logit, probit, cloglog, loglog, cauchit)", method)
	case method == pmml.NormalizationMethodSimplemax:
		return additive.Simplemax, nil
	case compares && len(tables) == 2 && tables[0].Zero() != tables[1].Zero():
		// Two categories of which one is the constant zero: e^y/(e^y+e^0) is the
		// logit of y.
		return additive.Binary, nil
	case compares:
		return additive.Softmax, nil
	case method == pmml.NormalizationMethodExp:
		return 0, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=\"exp\" gives no probabilities, it has no meaning for functionName=\"classification\"")
	case ordinal:
		return additive.Cumulative, nil
	case len(tables) == 2:
		return additive.Binary, nil
	case method == pmml.NormalizationMethodNone:
		return additive.Remainder, nil
	case method == pmml.NormalizationMethodLogit:
		return additive.OneVersusRest, nil
	}
	return 0, c.Errorf(at, pmml.ErrInvalid, "normalizationMethod=%q is for two categories or an ordinal target, here are %d categories without an order", method, len(tables))
}
