package functions

import (
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// errorf makes an error about argument i, counted from 0.
func (c *Call) errorf(i int, format string, args ...any) error {
	return fmt.Errorf("function %q: argument %d %s", c.Name, i+1, fmt.Sprintf(format, args...))
}

// typed makes a result of a type, with the optype that goes with it.
func typed(e program.Expr, t pmml.DataType) program.Typed {
	return program.Typed{Expr: e, Type: t, Op: program.DefaultOpType(t)}
}

// aborts says whether a cell is the result of whatever it is an argument of:
// errors and undefined results are.
func aborts(v float64) bool {
	return v != v && (program.IsError(v) || program.IsUndefined(v))
}

// noNumber is the result of arithmetic on two numbers where it is NaN: an
// error or undefined operand as it is, else missing if one is missing, else
// [program.NaN].
func noNumber(a, b float64) float64 {
	switch {
	case aborts(a):
		return a
	case aborts(b):
		return b
	case program.IsMissing(a), program.IsMissing(b):
		return program.Missing
	}
	return program.NaN
}

// isMissingConst says whether an expression is the constant that has no value.
// It fits every type.
func isMissingConst(t *program.Typed) bool {
	v, ok := program.AsConst(t.Expr)
	return ok && program.IsMissing(v)
}

// constText gives the text of an argument that is a constant string.
func (c *Call) constText(t *program.Typed) (string, bool) {
	v, ok := program.AsConst(t.Expr)
	if !ok || t.Type != pmml.DataTypeString || t.List || v != v {
		return "", false
	}
	return c.Texts.Text(v), true
}

// numericType gives the numeric type that values of a type compute as, false
// for strings. Dates and counts are whole numbers, times may have fractions.
func numericType(t pmml.DataType) (pmml.DataType, bool) {
	switch {
	case t == pmml.DataTypeString:
		return 0, false
	case program.IsNumeric(t):
		return t, true
	case t == pmml.DataTypeBoolean, t == pmml.DataTypeDate, program.IsCount(t):
		return pmml.DataTypeInteger, true
	}
	return pmml.DataTypeDouble, true
}

// common gives the type that values of two numeric types compute in.
func common(a, b pmml.DataType) pmml.DataType {
	switch {
	case a == pmml.DataTypeDouble || b == pmml.DataTypeDouble:
		return pmml.DataTypeDouble
	case a == pmml.DataTypeFloat || b == pmml.DataTypeFloat:
		return pmml.DataTypeFloat
	}
	return pmml.DataTypeInteger
}

// parseNumber types and parses a text as a constant that is a number.
func parseNumber(s string) (float64, pmml.DataType, bool) {
	if !strings.ContainsAny(s, ".eEnN") {
		if v, err := program.ParseValue(pmml.DataTypeInteger, s); err == nil && !isWord(s) {
			return v, pmml.DataTypeInteger, true
		}
	}
	if isWord(s) && !strings.EqualFold(s, "nan") && !strings.EqualFold(strings.TrimLeft(s, "+-"), "inf") {
		return 0, 0, false
	}
	v, err := program.ParseValue(pmml.DataTypeDouble, s)
	return v, pmml.DataTypeDouble, err == nil
}

// isWord says whether a text is one of the words that stand for numbers.
func isWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' }) < 0
}

// number gives argument i as a number, with its numeric type. A constant text
// that reads as a number is one.
func (c *Call) number(i int) (program.Expr, pmml.DataType, error) {
	a := &c.Args[i]
	if isMissingConst(a) {
		return a.Expr, pmml.DataTypeInteger, nil
	}
	if t, ok := numericType(a.Type); ok {
		return a.Expr, t, nil
	}
	s, ok := c.constText(a)
	if !ok {
		return nil, 0, c.errorf(i, "is a string, not a number")
	}
	v, t, ok := parseNumber(s)
	if !ok {
		return nil, 0, c.errorf(i, "is %q, not a number", s)
	}
	if c.Decimal {
		return program.ExactConst(s, v, t), t, nil
	}
	return &program.Const{Value: v}, t, nil
}

// numbers gives two arguments as numbers, with the type they compute in.
func (c *Call) numbers() (a, b program.Expr, t pmml.DataType, err error) {
	a, ta, err := c.number(0)
	if err != nil {
		return nil, nil, 0, err
	}
	b, tb, err := c.number(1)
	return a, b, common(ta, tb), err
}

// integer gives argument i as a whole number; a value that is none is an error
// cell.
func (c *Call) integer(i int) (program.Expr, error) {
	e, t, err := c.number(i)
	if err != nil {
		return nil, err
	}
	if v, ok := program.AsConst(e); ok && v == v {
		n, ok := program.CastNumber(v, pmml.DataTypeInteger)
		if !ok {
			return nil, c.errorf(i, "is %s, not a whole number", program.FormatValue(v, t))
		}
		return &program.Const{Value: n}, nil
	}
	return program.Cast(typed(e, t), pmml.DataTypeInteger, c.Pos), nil
}

// text is an argument that is read as text, whatever its type.
type text struct {
	expr program.Expr
	typ  pmml.DataType
}

// text gives argument i as text.
func (c *Call) text(i int) text {
	a := &c.Args[i]
	t := a.Type
	if t == 0 {
		t = pmml.DataTypeDouble
	}
	return text{a.Expr, t}
}

// read gives the text, or with ok false the cell that stands in its place.
func (t *text) read(f *program.Frame) (s string, cell float64, ok bool) {
	v := t.expr.Eval(f)
	if v != v && !(program.IsNaN(v) && program.IsNumeric(t.typ)) {
		return "", v, false
	}
	return f.Format(v, t.typ), v, true
}

// round32 rounds a result to float32.
type round32 struct{ expr program.Expr }

// Eval gives the rounded number; what is no number stays.
func (n *round32) Eval(f *program.Frame) float64 {
	v := n.expr.Eval(f)
	if v != v {
		return v
	}
	return float64(float32(v)) + 0
}

// inType makes a result computed in double one of a numeric type: floats are
// rounded.
func inType(e program.Expr, t pmml.DataType) program.Typed {
	if t == pmml.DataTypeFloat {
		e = &round32{e}
	}
	return typed(e, t)
}
