package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// maxNesting bounds how deep expressions stand inside each other, those of the
// derived fields and functions that they refer to included.
const maxNesting = 50_000

// nesting tells how deep the expression that is being compiled stands.
type nesting struct{ now, deepest int }

// measure begins to look how deep expressions get from here. It gives what is
// known of those around, for measured.
func (n *nesting) measure() nesting {
	outer := *n
	n.deepest = n.now
	return outer
}

// measured gives how deep expressions got since measure. The body of a function
// does not count where it is called.
func (n *nesting) measured(outer nesting) int {
	depth := n.deepest - outer.now
	n.deepest = outer.deepest
	return depth
}

// expression is Expression where the caller deals with the error.
func (c *Context) expression(e pmml.Expression) (program.Typed, error) {
	at := c.node
	if e, ok := e.(pmml.Node); ok && e.Position() != (pmml.Pos{}) {
		at = e
	}
	if err := c.Spend(limit.Nodes, 1, at); err != nil {
		return program.Typed{}, err
	}
	c.nesting.now++
	c.nesting.deepest = max(c.nesting.deepest, c.nesting.now)
	defer func() { c.nesting.now-- }()
	if c.nesting.now > maxNesting {
		return program.Typed{}, c.Errorf(c.node, pmml.ErrLimit, "expressions, and the fields and functions that they refer to, stand more than %d deep inside each other", maxNesting)
	}
	switch e := e.(type) {
	case *pmml.Constant:
		return c.constant(e)
	case *pmml.FieldRef:
		return c.fieldRef(e)
	case *pmml.Apply:
		return c.apply(e)
	case *pmml.NormContinuous:
		return c.normContinuous(e)
	case *pmml.NormDiscrete:
		return c.normDiscrete(e)
	case *pmml.Discretize:
		return c.discretize(e)
	case *pmml.MapValues:
		return c.mapValues(e)
	case *pmml.TextIndex:
		return c.textIndex(e)
	case *pmml.Aggregate:
		return c.aggregate(e)
	case *pmml.Lag:
		return c.lag(e)
	case *pmml.ErrorExpression:
		return program.Typed{
			Expr: &failure{fault: &program.Fault{Pos: e.Pos, Detail: e.Message.Or("X-Error")}},
			Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous,
		}, nil
	}
	return program.Typed{}, c.Errorf(c.node, pmml.CodePartMissing, "an expression is missing")
}

// failure is an expression that fails whenever it is used.
type failure struct{ fault *program.Fault }

// Eval fails.
func (e *failure) Eval(f *program.Frame) float64 { return f.FailWith(e.fault) }

func (c *Context) constant(e *pmml.Constant) (program.Typed, error) {
	t := e.DataType
	if e.Missing.Or(false) {
		if t == 0 {
			t = pmml.DataTypeString
		}
		return constOf(program.Missing, t), nil
	}
	if t == 0 {
		return c.InferConstant(e.Text), nil
	}
	if e.Text == "" && t != pmml.DataTypeString {
		return constOf(program.Missing, t), nil
	}
	v, err := c.constantCell(e.Text, t, e)
	return c.exactly(constOf(v, t), e.Text), err
}

func constOf(v float64, t pmml.DataType) program.Typed {
	return program.Typed{Expr: &program.Const{Value: v}, Type: t, Op: program.DefaultOpType(t)}
}

func (c *Context) fieldRef(e *pmml.FieldRef) (program.Typed, error) {
	if p, ok := c.parameters[e.Field]; ok && !e.MapMissingTo.IsSet() {
		if _, ok := program.AsConst(p.Expr); ok {
			return p, nil // of a function that is being inlined
		}
	}
	f, err := c.field(e.Field, e)
	if err != nil {
		return program.Typed{}, err
	}
	if f.Nested {
		return program.Typed{}, c.nested(f, e)
	}
	text, ok := e.MapMissingTo.Get()
	if !ok {
		return f.Typed, nil
	}
	if f.List {
		return program.Typed{}, c.Errorf(e, pmml.ErrUnsupported, "mapMissingTo is not supported for field %q, which is a collection", e.Field)
	}
	t, fill, err := c.fill(f.Typed, text, e)
	if err != nil {
		return t, err
	}
	if t.Expr == f.Expr {
		t.Expr = &program.RefOr{Slot: f.Slot, Else: fill}
	} else {
		t.Expr = &orElse{expr: t.Expr, fill: fill}
	}
	return t, nil
}

// fill gives the cell of a text that stands in for t's value where it is
// missing, in t's type, or where the text is not of that type, t as a text.
func (c *Context) fill(t program.Typed, text string, at pmml.Node) (program.Typed, float64, error) {
	pos := at.Position()
	if t.Type != pmml.DataTypeString {
		if v, err := program.ParseValue(t.Type, text); err == nil {
			return t, v, nil
		}
		if err := c.rounded(text, t.Type, at); err != nil {
			return t, 0, err
		}
		if program.IsNumeric(t.Type) || t.Type == pmml.DataTypeBoolean {
			if v, err := program.ParseValue(pmml.DataTypeDouble, text); err == nil {
				t.Expr = program.Cast(t, pmml.DataTypeDouble, pos)
				t.Type, t.Op, t.Domain, t.Levels = pmml.DataTypeDouble, pmml.OpTypeContinuous, nil, nil
				return t, v, nil
			}
		}
		t.Expr = program.Cast(t, pmml.DataTypeString, pos)
		t.Type, t.Op, t.Domain, t.Levels = pmml.DataTypeString, pmml.OpTypeCategorical, nil, nil
	}
	return t, c.Texts().Intern(text), nil
}

// orElse is an expression's value, or where that is missing another.
type orElse struct {
	expr program.Expr
	fill float64
}

// Eval gives the value, or what stands in for a missing one.
func (e *orElse) Eval(f *program.Frame) float64 {
	if v := e.expr.Eval(f); !program.IsMissing(v) {
		return v
	}
	return e.fill
}
