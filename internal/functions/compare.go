package functions

import (
	"fmt"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// operator is a comparison, as the set of outcomes that make it true.
type operator uint8

const (
	less operator = 1 << iota
	same
	greater
)

var operators = map[string]operator{
	"equal": same, "notEqual": less | greater,
	"lessThan": less, "lessOrEqual": less | same, "greaterThan": greater, "greaterOrEqual": greater | same,
}

// holds says whether the comparison is true of numbers.
func (op operator) holds(a, b float64) bool {
	switch {
	case a < b:
		return op&less != 0
	case a == b:
		return op&same != 0
	}
	return op&greater != 0
}

// ordered is [operator.holds] where either may be NaN, which is equal to
// itself and above all numbers.
func (op operator) ordered(a, b float64) bool {
	switch {
	case a == a && b == b:
		return op.holds(a, b)
	case a == a:
		return op&less != 0
	case b == b:
		return op&greater != 0
	}
	return op&same != 0
}

// pairing is two values brought to one type, so that their cells compare.
type pairing struct {
	a, b program.Expr
	// texts: both are strings, whose cells have no order.
	texts bool
	// loose: a text on either side is parsed, and NaN stands for one that is not
	// of the other's type. It equals nothing.
	loose bool
}

// pair brings two values to one type: a constant to the other's, the second to
// the first's, but a string to a date's or time's; numbers, booleans and counts are
// all numbers. With strict a text that is not of the type is an error, in a constant
// at once.
func (c *Call) pair(a, b program.Typed, strict bool) (pairing, error) {
	switch at, bt := a.Type == pmml.DataTypeString, b.Type == pmml.DataTypeString; {
	case isMissingConst(&a) || isMissingConst(&b):
		return pairing{a: a.Expr, b: b.Expr}, nil
	case (at || bt) && c.asTexts(&a, &b):
		c.bring(&a, pmml.DataTypeString)
		c.bring(&b, pmml.DataTypeString)
		return pairing{a: a.Expr, b: b.Expr, texts: true}, nil
	case at:
		e, err := c.parsed(&a, b.Type, strict)
		return pairing{a: e, b: b.Expr, loose: !strict}, err
	case bt:
		e, err := c.parsed(&b, a.Type, strict)
		return pairing{a: a.Expr, b: e, loose: !strict}, err
	}
	p := pairing{a: a.Expr, b: b.Expr}
	switch am, bm := isMoment(a.Type), isMoment(b.Type); {
	case a.Type == b.Type:
	case am || bm || program.IsCount(a.Type) && program.IsCount(b.Type):
		if program.IsError((&program.Frame{}).Convert(0, b.Type, a.Type, c.Pos)) || !program.IsTemporal(b.Type) {
			return p, fmt.Errorf("function %q cannot compare %s and %s", c.Name, a.Type, b.Type)
		}
		p.b = program.Cast(b, a.Type, c.Pos)
	default:
		// A constant beside a float is one: 0.1 means the float nearest to it.
		p.a = floatConst(p.a, b.Type)
		p.b = floatConst(p.b, a.Type)
	}
	return p, nil
}

// asTexts says whether two values of which one is a string compare as strings: a
// number or truth value beside a string is its text, so that 007 is not 7, unless
// the string is a constant or comes second.
func (c *Call) asTexts(a, b *program.Typed) bool {
	number := func(t pmml.DataType) bool { return program.IsNumeric(t) || t == pmml.DataTypeBoolean }
	_, ac := program.AsConst(a.Expr)
	_, bc := program.AsConst(b.Expr)
	switch {
	case a.Type == b.Type:
		return true
	case a.Type == pmml.DataTypeString:
		return number(b.Type) && (bc || !ac)
	}
	return number(a.Type) && ac && !bc
}

// floatConst rounds a constant that stands beside a value of type other.
func floatConst(e program.Expr, other pmml.DataType) program.Expr {
	if v, ok := program.AsConst(e); ok && v == v && other == pmml.DataTypeFloat {
		return &program.Const{Value: float64(float32(v)) + 0}
	}
	return e
}

// parsed gives a string as a value of another type.
func (c *Call) parsed(s *program.Typed, t pmml.DataType, strict bool) (program.Expr, error) {
	whole := t == pmml.DataTypeInteger
	if whole || t == 0 {
		t = pmml.DataTypeDouble // "0.5" has its place among integers
	}
	text, ok := c.constText(s)
	if !ok {
		return &parsed{expr: s.Expr, typ: t, whole: whole, strict: strict, pos: c.Pos}, nil
	}
	v, err := program.ParseValue(t, text)
	if err == nil && whole {
		v = program.WholeLimit(text, v)
	}
	if err != nil {
		if strict {
			return nil, fmt.Errorf("function %q: %q is not a %s", c.Name, text, t)
		}
		v = program.NaN
	}
	if c.Decimal {
		return program.ExactConst(text, v, t), nil
	}
	return &program.Const{Value: v}, nil
}

// parsed reads a string cell as another type.
type parsed struct {
	expr program.Expr
	typ  pmml.DataType
	// whole says that it is compared with integers.
	whole  bool
	strict bool
	pos    pmml.Pos
}

// Eval gives the value; for a text that has none an error, or without strict NaN.
func (n *parsed) Eval(f *program.Frame) float64 {
	v := n.expr.Eval(f)
	if v != v {
		return v
	}
	return n.parse(f, v)
}

func (n *parsed) parse(f *program.Frame, v float64) float64 {
	c, err := program.ParseValue(n.typ, f.Text(v))
	switch {
	case err == nil && n.whole:
		return program.WholeLimit(f.Text(v), c)
	case err == nil:
		return c
	case n.strict:
		return f.FailWith(&program.Fault{Pos: n.pos, Value: f.Text(v), HasValue: true, Code: program.FaultConversion, Want: n.typ.String(), Detail: "is not of type " + n.typ.String()})
	}
	return program.NaN
}

// buildEquality compiles equal and notEqual.
func buildEquality(c *Call, name string) (program.Typed, error) {
	p, err := c.pair(c.Args[0], c.Args[1], false)
	return typed(c.compare(&comparison{a: p.a, b: p.b, op: operators[name], loose: p.loose}), pmml.DataTypeBoolean), err
}

// buildOrder compiles lessThan, lessOrEqual, greaterThan and greaterOrEqual.
func buildOrder(c *Call, name string) (program.Typed, error) {
	a, b, op := c.Args[0], c.Args[1], operators[name]
	switch {
	case a.Levels != nil:
		return c.rank(a, b, op, a)
	case b.Levels != nil:
		return c.rank(a, b, op, b)
	}
	p, err := c.pair(a, b, true)
	if err != nil {
		return program.Typed{}, err
	}
	if p.texts {
		if a.Op != pmml.OpTypeOrdinal && b.Op != pmml.OpTypeOrdinal {
			why := ""
			if a.Type != b.Type {
				why = ": a number beside a string is compared as its text"
			}
			return program.Typed{}, fmt.Errorf("function %q cannot order categorical strings%s", c.Name, why)
		}
		return typed(&textOrder{p.a, p.b, op}, pmml.DataTypeBoolean), nil
	}
	return typed(c.compare(&comparison{a: p.a, b: p.b, op: op}), pmml.DataTypeBoolean), nil
}

// rank compiles a comparison by the places that values have in the list of an
// ordinal, to whose type they are brought.
func (c *Call) rank(a, b program.Typed, op operator, ordinal program.Typed) (program.Typed, error) {
	for _, x := range []*program.Typed{&a, &b} {
		switch {
		case ordinal.Type == pmml.DataTypeString:
			c.bring(x, pmml.DataTypeString)
			x.Type = pmml.DataTypeString
		case x.Type == pmml.DataTypeString && !isMissingConst(x):
			e, err := c.parsed(x, ordinal.Type, true)
			if err != nil {
				return program.Typed{}, err
			}
			x.Expr, x.Type = e, ordinal.Type
		}
	}
	p, err := c.pair(a, b, true)
	n := &ranking{c: c.place(), a: p.a, b: p.b, op: op, levels: ordinal.Levels, typ: ordinal.Type}
	return typed(n, pmml.DataTypeBoolean), err
}

// comparison compares cells as numbers.
type comparison struct {
	a, b  program.Expr
	op    operator
	loose bool
}

// Eval gives whether the comparison holds, missing where either is.
func (n *comparison) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if a == a && b == b {
		return program.Bool(n.op.holds(a, b))
	}
	if r := noNumber(a, b); !program.IsNaN(r) {
		return r
	}
	if n.loose {
		return program.Bool(n.op&same == 0)
	}
	return program.Bool(n.op.ordered(a, b))
}

// textOrder compares strings by their UTF-16 code units.
type textOrder struct {
	a, b program.Expr
	op   operator
}

// Eval gives whether the comparison holds, missing where either is.
func (n *textOrder) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if a != a || b != b {
		return noNumber(a, b)
	}
	if a == b {
		return program.Bool(n.op&same != 0)
	}
	return program.Bool(n.op.holds(float64(compareTexts(f.Text(a), f.Text(b))), 0))
}

// compareTexts orders strings by their UTF-16 code units: as by their runes,
// but that runes beyond 16 bits come before U+E000.
func compareTexts(s, t string) int {
	for len(s) > 0 && len(t) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		q, m := utf8.DecodeRuneInString(t)
		if r != q {
			if (r > 0xFFFF) != (q > 0xFFFF) {
				// The larger one, as a unit, is a surrogate: 0xD800 to 0xDFFF.
				if r > 0xFFFF {
					r = 0xD800
				} else {
					q = 0xD800
				}
			}
			if r < q {
				return -1
			}
			return 1
		}
		s, t = s[n:], t[m:]
	}
	return len(s) - len(t)
}

// ranking compares values of an ordinal field by their places in its list.
type ranking struct {
	c      place
	a, b   program.Expr
	op     operator
	levels *program.Levels
	typ    pmml.DataType
}

// Eval gives whether the comparison holds; a value that is not listed is an error.
func (n *ranking) Eval(f *program.Frame) float64 {
	a, b := n.a.Eval(f), n.b.Eval(f)
	if a != a || b != b {
		return noNumber(a, b)
	}
	i, ok := n.levels.Rank(a)
	if !ok {
		return n.unlisted(f, a)
	}
	j, ok := n.levels.Rank(b)
	if !ok {
		return n.unlisted(f, b)
	}
	return program.Bool(n.op.holds(float64(i), float64(j)))
}

func (n *ranking) unlisted(f *program.Frame, v float64) float64 {
	return f.FailWith(&program.Fault{Pos: n.c.pos, Value: f.Format(v, n.typ), HasValue: true, Code: program.FaultFunction,
		Detail: fmt.Sprintf("has no place among the ordinal's values, which function %q compares by", n.c.name)})
}
