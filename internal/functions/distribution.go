package functions

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// buildStdNormal compiles the functions of the standard normal distribution.
func buildStdNormal(c *Call, name string) (program.Typed, error) {
	a, _, err := c.number(0)
	if err != nil {
		return program.Typed{}, err
	}
	switch name {
	case "stdNormalCDF":
		return typed(&unary{normalCDF, a}, pmml.DataTypeDouble), nil
	case "stdNormalPDF":
		return typed(&unary{normalPDF, a}, pmml.DataTypeDouble), nil
	}
	return typed(&normal{c: c.place(), kind: quantile, x: a, mean: &program.Const{}, sigma: &program.Const{Value: 1}}, pmml.DataTypeDouble), nil
}

// buildNormal compiles the functions of x (or a probability), the mean and
// the standard deviation of a normal distribution.
func buildNormal(c *Call, name string) (program.Typed, error) {
	n := &normal{c: c.place()}
	var err error
	for i, e := range []*program.Expr{&n.x, &n.mean, &n.sigma} {
		if *e, _, err = c.number(i); err != nil {
			return program.Typed{}, err
		}
	}
	switch name {
	case "normalPDF":
		n.kind = density
	case "normalIDF":
		n.kind = quantile
	}
	return typed(n, pmml.DataTypeDouble), nil
}

// place is what a node keeps of its call for errors in scoring.
type place struct {
	name string
	pos  pmml.Pos
}

func (c *Call) place() place { return place{c.Name, c.Pos} }

// fail makes an error cell.
func (p *place) fail(f *program.Frame, format string, args ...any) float64 {
	return f.Fail(p.pos, "function %q: "+format, append([]any{p.name}, args...)...)
}

type distribution uint8

const (
	cumulative distribution = iota
	density
	quantile
)

type normal struct {
	c              place
	kind           distribution
	x, mean, sigma program.Expr
}

// Eval gives the value; a standard deviation that is not above zero and a
// probability outside [0, 1] are errors.
func (n *normal) Eval(f *program.Frame) float64 {
	x, mean, sigma := n.x.Eval(f), n.mean.Eval(f), n.sigma.Eval(f)
	if x != x || mean != mean || sigma != sigma {
		return noNumber(noNumberOr(x, mean), sigma)
	}
	if !(sigma > 0) {
		return n.c.fail(f, "the standard deviation is %s, not above zero", program.FormatValue(sigma, pmml.DataTypeDouble))
	}
	if n.kind == quantile {
		if x < 0 || x > 1 {
			return n.c.fail(f, "the probability is %s, not in [0, 1]", program.FormatValue(x, pmml.DataTypeDouble))
		}
		return program.Number(mean + float64(sigma*normalIDF(x)))
	}
	z := (x - mean) / sigma
	if n.kind == density {
		return program.Number(normalPDF(z) / sigma)
	}
	return program.Number(normalCDF(z))
}

// noNumberOr is a number where both are, else [noNumber] of the two.
func noNumberOr(a, b float64) float64 {
	if a == a && b == b {
		return a
	}
	return noNumber(a, b)
}

// normalCDF is the probability of a standard normal value at or below z.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalPDF is the density of the standard normal distribution,
// exp(-z²/2)/√(2π). z² is split so that its rounding does not grow in exp.
func normalPDF(z float64) float64 {
	const invSqrt2Pi = 0.39894228040143267793994605993438
	z = math.Abs(z)
	if z > 40 {
		return 0
	}
	h := math.Floor(z*16) / 16
	return invSqrt2Pi * math.Exp(-h*h/2) * math.Exp(-(z-h)*(z+h)/2)
}

// normalIDF is the inverse of normalCDF for p in [0, 1], -INF and INF at its
// ends. It is Wichura's algorithm AS 241 (PPND16, Applied Statistics 37, 1988),
// accurate to about one part in 10^16.
func normalIDF(p float64) float64 {
	switch p {
	case 0:
		return math.Inf(-1)
	case 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * polynomial(r, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
			1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e0) /
			polynomial(r, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
				5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1)
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-math.Log(r))
	var z float64
	if r <= 5 {
		r -= 1.6
		z = polynomial(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
			3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0) /
			polynomial(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
				6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1)
	} else {
		r -= 5
		z = polynomial(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
			2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0) /
			polynomial(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
				1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1)
	}
	if q < 0 {
		return -z
	}
	return z
}

// polynomial is Horner's scheme from the highest of eight coefficients down.
func polynomial(x, a7, a6, a5, a4, a3, a2, a1, a0 float64) float64 {
	return ((((((a7*x+a6)*x+a5)*x+a4)*x+a3)*x+a2)*x+a1)*x + a0
}
