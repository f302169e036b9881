// Package link holds the inverses of link functions: what a linear predictor
// means, as a number or a probability. RegressionModel and GeneralRegressionModel
// share them.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html, link functions, and
// https://dmg.org/pmml/v4-4-1/Regression.html, normalization methods.
package link

import (
	"fmt"
	"math"

	"github.com/gopmml/gopmml/internal/real"
)

// Link is the inverse of a link function, F.
type Link interface {
	// Mean gives F(y), Slope the derivative of F.
	Mean(y float64) float64
	Slope(y float64) float64
	// Name gives the standard's name of the link function.
	Name() string
	// Formula writes F(y).
	Formula() string
}

type (
	// Identity gives y.
	Identity struct{}
	// Log gives e^y.
	Log struct{}
	// Logc gives 1 - e^y.
	Logc struct{}
	// Logit gives 1/(1+e^-y).
	Logit struct{}
	// Probit gives Φ(y), the normal distribution.
	Probit struct{}
	// Cloglog gives 1 - e^(-e^y).
	Cloglog struct{}
	// Loglog gives e^(-e^-y).
	Loglog struct{}
	// Cauchit gives 1/2 + atan(y)/π.
	Cauchit struct{}
	// Negbin gives 1/(C(e^-y - 1)).
	Negbin struct{ C float64 }
	// Oddspower gives 1/(1+(1+Dy)^(-1/D)).
	Oddspower struct{ D float64 }
	// Power gives y^(1/D).
	Power struct{ D float64 }
)

// Mean gives y.
func (Identity) Mean(y float64) float64 { return y }

// Slope gives 1.
func (Identity) Slope(float64) float64 { return 1 }

// Name gives identity.
func (Identity) Name() string { return "identity" }

// Formula writes y.
func (Identity) Formula() string { return "y" }

// Mean gives e^y.
func (Log) Mean(y float64) float64 { return real.Exp(y) }

// Slope gives e^y.
func (Log) Slope(y float64) float64 { return real.Exp(y) }

// Name gives log.
func (Log) Name() string { return "log" }

// Formula writes e^y.
func (Log) Formula() string { return "e^y" }

// Mean gives 1 - e^y.
func (Logc) Mean(y float64) float64 { return 1 - real.Exp(y) }

// Slope gives -e^y.
func (Logc) Slope(y float64) float64 { return -real.Exp(y) }

// Name gives logc.
func (Logc) Name() string { return "logc" }

// Formula writes 1 - e^y.
func (Logc) Formula() string { return "1 - e^y" }

// Mean gives 1/(1+e^-y).
func (Logit) Mean(y float64) float64 { return 1 / (1 + real.Exp(-y)) }

// Slope is symmetric, and finite where e^-y is not.
func (Logit) Slope(y float64) float64 {
	e := real.Exp(-math.Abs(y))
	return e / ((1 + e) * (1 + e))
}

// Name gives logit.
func (Logit) Name() string { return "logit" }

// Formula writes 1/(1+e^-y).
func (Logit) Formula() string { return "1/(1 + e^-y)" }

// Mean gives Φ(y).
func (Probit) Mean(y float64) float64 { return real.Normal(y) }

// Slope gives the normal density.
func (Probit) Slope(y float64) float64 { return real.NormalDensity(y) }

// Name gives probit.
func (Probit) Name() string { return "probit" }

// Formula writes Φ(y).
func (Probit) Formula() string { return "Φ(y)" }

// Mean keeps its precision near zero, where 1-e^(-e^y) loses it.
func (Cloglog) Mean(y float64) float64 { return -real.Expm1(-real.Exp(y)) }

// Slope gives e^(y-e^y).
func (Cloglog) Slope(y float64) float64 { return real.Exp(y - real.Exp(y)) }

// Name gives cloglog.
func (Cloglog) Name() string { return "cloglog" }

// Formula writes 1 - e^(-e^y).
func (Cloglog) Formula() string { return "1 - e^(-e^y)" }

// Mean gives e^(-e^-y).
func (Loglog) Mean(y float64) float64 { return real.Exp(-real.Exp(-y)) }

// Slope gives e^(-y-e^-y).
func (Loglog) Slope(y float64) float64 { return real.Exp(-y - real.Exp(-y)) }

// Name gives loglog.
func (Loglog) Name() string { return "loglog" }

// Formula writes e^(-e^-y).
func (Loglog) Formula() string { return "e^(-e^-y)" }

// Mean gives 1/2 + atan(y)/π.
func (Cauchit) Mean(y float64) float64 { return 0.5 + real.Atan(y)/math.Pi }

// Slope gives 1/(π(1+y²)).
func (Cauchit) Slope(y float64) float64 { return 1 / (math.Pi * (1 + float64(y*y))) }

// Name gives cauchit.
func (Cauchit) Name() string { return "cauchit" }

// Formula writes 1/2 + atan(y)/π.
func (Cauchit) Formula() string { return "1/2 + atan(y)/π" }

// Mean gives 1/(C(e^-y - 1)).
func (l Negbin) Mean(y float64) float64 { return 1 / (l.C * (real.Exp(-y) - 1)) }

// Slope gives e^-y/(C(e^-y - 1)²).
func (l Negbin) Slope(y float64) float64 {
	e := real.Exp(-y)
	return e / (l.C * (e - 1) * (e - 1))
}

// Name gives negbin.
func (Negbin) Name() string { return "negbin" }

// Formula writes 1/(C(e^-y - 1)).
func (l Negbin) Formula() string { return fmt.Sprintf("1/(%v(e^-y - 1))", l.C) }

// Mean gives 1/(1+(1+Dy)^(-1/D)).
func (l Oddspower) Mean(y float64) float64 { return 1 / (1 + real.Pow(1+float64(l.D*y), -1/l.D)) }

// Slope gives F(y)²·(1+Dy)^(-1/D-1).
func (l Oddspower) Slope(y float64) float64 {
	p := l.Mean(y)
	return float64(p * p * real.Pow(1+float64(l.D*y), -1/l.D-1))
}

// Name gives oddspower.
func (Oddspower) Name() string { return "oddspower" }

// Formula writes 1/(1+(1+Dy)^(-1/D)).
func (l Oddspower) Formula() string { return fmt.Sprintf("1/(1 + (1 + %v·y)^(-1/%v))", l.D, l.D) }

// Mean gives y^(1/D).
func (l Power) Mean(y float64) float64 { return real.Pow(y, 1/l.D) }

// Slope gives y^(1/D-1)/D.
func (l Power) Slope(y float64) float64 { return real.Pow(y, 1/l.D-1) / l.D }

// Name gives power.
func (Power) Name() string { return "power" }

// Formula writes y^(1/D).
func (l Power) Formula() string { return fmt.Sprintf("y^(1/%v)", l.D) }
