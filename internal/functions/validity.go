package functions

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func buildIsMissing(c *Call, name string) (program.Typed, error) {
	return typed(&isMissing{c.Args[0].Expr, name == "isNotMissing"}, pmml.DataTypeBoolean), nil
}

type isMissing struct {
	a      program.Expr
	negate bool
}

// Eval gives whether the value is missing; errors stay errors.
func (n *isMissing) Eval(f *program.Frame) float64 {
	v := n.a.Eval(f)
	if aborts(v) {
		return v
	}
	return program.Bool(program.IsMissing(v) != n.negate)
}

func buildIsValid(c *Call, name string) (program.Typed, error) {
	return typed(&isValid{c.Args[0].Expr, c.Args[0].Domain, name == "isNotValid"}, pmml.DataTypeBoolean), nil
}

type isValid struct {
	a      program.Expr
	domain *program.Domain
	negate bool
}

// Eval gives whether the value is valid, or with negate whether it is invalid.
// A missing value is neither.
func (n *isValid) Eval(f *program.Frame) float64 {
	v := n.a.Eval(f)
	if v != v {
		if aborts(v) {
			return v
		}
		if program.IsMissing(v) {
			return 0
		}
	}
	switch n.domain.Classify(v) {
	case program.ValidValue:
		return program.Bool(!n.negate)
	case program.InvalidValue:
		return program.Bool(n.negate)
	}
	return 0
}
