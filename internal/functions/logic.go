package functions

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// truth gives argument i as a truth value. Zero and one, and the texts of
// truth values, are such.
func (c *Call) truth(i int) (program.Expr, error) {
	a := &c.Args[i]
	if s, ok := c.constText(a); ok {
		v, err := program.ParseValue(pmml.DataTypeBoolean, s)
		if err != nil {
			return nil, c.errorf(i, "is %q, not a truth value", s)
		}
		return &program.Const{Value: v}, nil
	}
	if program.IsTemporal(a.Type) && !isMissingConst(a) {
		return nil, c.errorf(i, "is a %s, not a truth value", a.Type)
	}
	return program.Cast(*a, pmml.DataTypeBoolean, c.Pos), nil
}

// buildLogic compiles and, or: false and missing is false, true or missing is
// true, all else with missing is missing.
func buildLogic(c *Call, name string) (program.Typed, error) {
	n := &logic{decides: program.Bool(name == "or")}
	for i := range c.Args {
		e, err := c.truth(i)
		if err != nil {
			return program.Typed{}, err
		}
		n.args = append(n.args, e)
	}
	return typed(n, pmml.DataTypeBoolean), nil
}

// logic is a conjunction or a disjunction. One argument that decides does so
// whatever the others are, errors excepted.
type logic struct {
	args    []program.Expr
	decides float64
}

// Eval gives the truth value.
func (n *logic) Eval(f *program.Frame) float64 {
	result := 1 - n.decides
	for _, e := range n.args {
		switch v := e.Eval(f); {
		case v == n.decides:
			result = v
		case v == v:
		case aborts(v):
			return v
		case result != n.decides:
			result = program.Missing
		}
	}
	return result
}

func buildNot(c *Call, _ string) (program.Typed, error) {
	a, err := c.truth(0)
	return typed(&not{a}, pmml.DataTypeBoolean), err
}

type not struct{ a program.Expr }

// Eval gives the opposite truth value.
func (n *not) Eval(f *program.Frame) float64 {
	v := n.a.Eval(f)
	if v != v {
		return v
	}
	return 1 - v
}

// buildIf compiles if. Only the chosen branch is computed. A missing
// condition, and a chosen branch that is missing, give mapMissingTo.
func buildIf(c *Call, _ string) (program.Typed, error) {
	condition, err := c.truth(0)
	if err != nil {
		return program.Typed{}, err
	}
	branches := append([]program.Typed(nil), c.Args[1:]...)
	if c.MapMissing.Expr != nil {
		branches = append(branches, c.MapMissing)
	}
	result, err := c.unify(branches)
	if err != nil {
		return program.Typed{}, err
	}
	n := &choice{condition: condition, then: branches[0].Expr, mapped: program.Missing}
	if len(c.Args) == 3 {
		n.otherwise = branches[1].Expr
	}
	if c.MapMissing.Expr != nil {
		last := branches[len(branches)-1].Expr
		if v, ok := program.AsConst(last); ok {
			n.mapped = v
		} else {
			n.mapMissing = last
		}
	}
	result.Expr = n
	return result, nil
}

// choice is a conditional expression.
type choice struct {
	condition, then program.Expr
	// otherwise is nil where there is no such branch.
	otherwise program.Expr
	// mapped stands for a missing result; mapMissing does where it is computed.
	mapped     float64
	mapMissing program.Expr
}

// Eval gives the chosen branch.
func (n *choice) Eval(f *program.Frame) float64 {
	v := n.condition.Eval(f)
	switch {
	case v != v:
	case v != 0:
		v = n.then.Eval(f)
	case n.otherwise != nil:
		v = n.otherwise.Eval(f)
	default:
		return program.Missing
	}
	if program.IsMissing(v) {
		if n.mapMissing != nil {
			return n.mapMissing.Eval(f)
		}
		return n.mapped
	}
	return v
}

// unify brings values to one type, which it gives: the common type of numbers;
// where some are strings and not all of those are constants of the others'
// type, string. The expressions of ts are replaced.
func (c *Call) unify(ts []program.Typed) (program.Typed, error) {
	var t pmml.DataType
	texts := false
	for i := range ts {
		b := &ts[i]
		switch {
		case b.List:
			return program.Typed{}, fmt.Errorf("function %q cannot give a collection", c.Name)
		case isMissingConst(b):
			continue
		case b.Type == pmml.DataTypeString:
			texts = true
			continue
		case b.Type == 0:
			b.Type = pmml.DataTypeDouble
		}
		if t == 0 || t == b.Type {
			t = b.Type
			continue
		}
		met, ok := c.meet(t, b.Type)
		if !ok {
			return program.Typed{}, fmt.Errorf("function %q cannot give %s in one case and %s in another", c.Name, t, b.Type)
		}
		t = met
	}
	if t == 0 || texts && !c.constantsOf(ts, t) {
		t = pmml.DataTypeString
	}
	for i := range ts {
		c.bring(&ts[i], t)
	}
	r := typed(nil, t)
	r.Op, r.Levels = shared(ts, t)
	return r, nil
}

// constantsOf says whether all strings among values are constants of type t.
func (c *Call) constantsOf(ts []program.Typed, t pmml.DataType) bool {
	for i := range ts {
		if b := &ts[i]; b.Type == pmml.DataTypeString && !isMissingConst(b) {
			if _, ok := c.constOf(b, t); !ok {
				return false
			}
		}
	}
	return true
}

// bring makes the expression of a branch one of type t.
func (c *Call) bring(b *program.Typed, t pmml.DataType) {
	v, isConst := program.AsConst(b.Expr)
	switch {
	case isMissingConst(b) || b.Type == t:
	case b.Type == pmml.DataTypeString:
		v, _ = c.constOf(b, t)
		b.Expr = &program.Const{Value: v}
	case isConst && v == v && t == pmml.DataTypeString:
		b.Expr = &program.Const{Value: c.Texts.Intern(program.FormatValue(v, b.Type))}
	default:
		b.Expr = program.Cast(*b, t, c.Pos)
	}
}

// meet gives the type that two types of branches have in common.
func (c *Call) meet(a, b pmml.DataType) (pmml.DataType, bool) {
	if isMoment(a) || isMoment(b) {
		ok := program.IsTemporal(a) && program.IsTemporal(b) &&
			!program.IsError((&program.Frame{}).Convert(0, b, a, c.Pos))
		return a, ok
	}
	na, _ := numericType(a)
	nb, _ := numericType(b)
	return common(na, nb), true
}

// constOf gives a constant string as a value of type t, if it is the text that
// such a value has (so that nothing is lost should the text be asked for).
func (c *Call) constOf(s *program.Typed, t pmml.DataType) (float64, bool) {
	text, ok := c.constText(s)
	if !ok {
		return 0, false
	}
	v, err := program.ParseValue(t, text)
	if err != nil {
		return 0, false
	}
	if program.IsNumeric(t) && program.FormatValue(v, t) != text && program.FormatValue(v, pmml.DataTypeInteger) != text {
		return 0, false
	}
	return v, true
}

// shared gives the optype and the order that all values have, else the ones
// that go with the type.
func shared(ts []program.Typed, t pmml.DataType) (pmml.OpType, *program.Levels) {
	var first *program.Typed
	for i := range ts {
		b := &ts[i]
		if _, ok := program.AsConst(b.Expr); ok {
			continue
		}
		if b.Type != t || first != nil && (b.Op != first.Op || b.Levels != first.Levels) {
			return program.DefaultOpType(t), nil
		}
		first = b
	}
	if first == nil || first.Op == 0 {
		return program.DefaultOpType(t), nil
	}
	return first.Op, first.Levels
}
