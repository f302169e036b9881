package naivebayes

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// family is a kind of distribution.
type family uint8

const (
	gaussian family = iota
	poisson
	uniform
)

// density is the distribution of a number given a target value, in logarithms:
//
//	Gaussian   -(x-mean)²/(2·variance) - ln(2π·variance)/2
//	Poisson    x·ln(mean) - mean - ln(x!), for x = 0, 1, 2, …
//	uniform    -ln(upper-lower), for x from lower to upper
//
// and -∞ for any other x.
type density struct {
	family family
	// a and b are mean and 2·variance, mean and ln(mean), or lower and upper.
	a, b float64
	// constant is what does not depend on x.
	constant float64
}

// clamped gives the logarithm of the density, least where it is smaller.
func (d *density) clamped(x, least float64) float64 {
	y := d.log(x)
	if y < least {
		return least
	}
	return y
}

func (d *density) log(x float64) float64 {
	switch d.family {
	case gaussian:
		x -= d.a
		return d.constant - x*x/d.b
	case poisson:
		if x < 0 || x != math.Trunc(x) || math.IsInf(x, 0) {
			return math.Inf(-1)
		}
		return float64(x*d.b) + d.constant - real.LogFactorial(x)
	}
	if x < d.a || x > d.b {
		return math.Inf(-1)
	}
	return d.constant
}

// compileDensity compiles a distribution of numbers.
//
// The standard's text speaks of Gaussian and Poisson distributions, its schema
// allows a uniform one as well, and one of which only mean and variance are
// known, which has no density.
func compileDensity(c *compile.Context, s *pmml.TargetValueStat) (density, error) {
	switch d := s.Distribution.(type) {
	case *pmml.GaussianDistribution:
		if !program.Finite(d.Mean) || !program.Finite(d.Variance) || d.Variance <= 0 {
			return density{}, c.Errorf(d, pmml.CodeOutOfRange, "mean=%v and variance=%v were found, a Gaussian distribution needs numbers, and a positive variance", d.Mean, d.Variance)
		}
		return density{family: gaussian, a: d.Mean, b: float64(2 * d.Variance), constant: float64(-0.5 * real.Log(float64(2*math.Pi*d.Variance)))}, nil
	case *pmml.PoissonDistribution:
		if !program.Finite(d.Mean) || d.Mean <= 0 {
			return density{}, c.Errorf(d, pmml.CodeOutOfRange, "mean=%v was found, a Poisson distribution needs a positive one", d.Mean)
		}
		return density{family: poisson, a: d.Mean, b: real.Log(d.Mean), constant: -d.Mean}, nil
	case *pmml.UniformDistribution:
		if !program.Finite(d.Lower) || !program.Finite(d.Upper) || d.Lower >= d.Upper {
			return density{}, c.Errorf(d, pmml.CodeOutOfRange, "lower=%v and upper=%v were found, a uniform distribution needs numbers, the lower one first", d.Lower, d.Upper)
		}
		return density{family: uniform, a: d.Lower, b: d.Upper, constant: -real.Log(d.Upper - d.Lower)}, nil
	case *pmml.AnyDistribution:
		return density{}, c.Errorf(d, pmml.ErrInvalid, "AnyDistribution has no density: GaussianDistribution, PoissonDistribution or UniformDistribution is needed")
	}
	return density{}, c.Errorf(s, pmml.CodePartMissing, "the distribution is missing: GaussianDistribution, PoissonDistribution or UniformDistribution is needed")
}
