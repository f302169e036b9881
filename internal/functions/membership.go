package functions

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// buildMembership compiles isIn and isNotIn. A missing first argument is in a
// list that has a missing argument; otherwise missing ones equal nothing.
func buildMembership(c *Call, name string) (program.Typed, error) {
	negate := name == "isNotIn"
	first := c.Args[0]
	var items []member
	var set []float64
	constant, missing := true, false
	for _, arg := range c.Args[1:] {
		p, err := c.pair(first, arg, false)
		if err != nil {
			return program.Typed{}, err
		}
		m := member{expr: p.b, loose: p.loose}
		m.first, _ = p.a.(*parsed)
		if _, ok := program.AsConst(first.Expr); ok {
			m.cell, m.fixed = program.AsConst(p.a)
		}
		items = append(items, m)
		v, ok := program.AsConst(p.b)
		constant = constant && ok && m.first == nil && !m.fixed && (v == v || program.IsMissing(v) || p.loose && program.IsNaN(v))
		missing = missing || ok && program.IsMissing(v)
		set = append(set, v)
	}
	if constant {
		return typed(&inSet{first.Expr, program.NewCellSet(set), missing, negate}, pmml.DataTypeBoolean), nil
	}
	return typed(&inList{first.Expr, items, negate}, pmml.DataTypeBoolean), nil
}

// inSet looks a value up among constants.
type inSet struct {
	first program.Expr
	set   *program.CellSet
	// missing: a missing value is among the constants.
	missing, negate bool
}

// Eval gives whether the value is one of the constants. It is never missing.
func (n *inSet) Eval(f *program.Frame) float64 {
	v := n.first.Eval(f)
	switch {
	case v == v:
		return program.Bool(n.set.Has(v) != n.negate)
	case aborts(v):
		return v
	}
	return program.Bool((n.missing && program.IsMissing(v)) != n.negate)
}

// member is one value of a list.
type member struct {
	expr program.Expr
	// first reads the value that is looked for in this one's type; nil where
	// its cell compares as it is.
	first *parsed
	// cell is what a constant that is looked for is in this one's type, with fixed.
	cell  float64
	fixed bool
	loose bool
}

// inList looks a value up among others.
type inList struct {
	first  program.Expr
	items  []member
	negate bool
}

// Eval gives whether the value is one of the others. It is never missing.
func (n *inList) Eval(f *program.Frame) float64 {
	v := n.first.Eval(f)
	if aborts(v) {
		return v
	}
	found := false
	for i := range n.items {
		m := &n.items[i]
		w := m.expr.Eval(f)
		switch {
		case aborts(w):
			return w
		case program.IsMissing(v) || program.IsMissing(w):
			found = found || program.IsMissing(v) && program.IsMissing(w)
		default:
			u := v
			switch {
			case m.first != nil:
				u = m.first.parse(f, v)
			case m.fixed:
				u = m.cell
			}
			found = found || u == w || u != u && w != w && !m.loose
		}
	}
	return program.Bool(found != n.negate)
}
