package functions

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
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
		return typed(&unary{real.Normal, a}, pmml.DataTypeDouble), nil
	case "stdNormalPDF":
		return typed(&unary{real.NormalDensity, a}, pmml.DataTypeDouble), nil
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
		return program.Number(mean + float64(sigma*real.NormalQuantile(x)))
	}
	z := (x - mean) / sigma
	if n.kind == density {
		return program.Number(real.NormalDensity(z) / sigma)
	}
	return program.Number(real.Normal(z))
}

// noNumberOr is a number where both are, else [noNumber] of the two.
func noNumberOr(a, b float64) float64 {
	if a == a && b == b {
		return a
	}
	return noNumber(a, b)
}
