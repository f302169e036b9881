package compile

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// onePredicate compiles a model whose kernel is one predicate.
type onePredicate struct {
	predicate pmml.Predicate
	compiled  program.Predicate
	got       program.Tri
}

func (m *onePredicate) compile(c *Context) (k program.Kernel, err error) {
	m.compiled, err = c.Predicate(m.predicate)
	return m, err
}

func (m *onePredicate) Score(f *program.Frame) { m.got = m.compiled.Test(f) }

// predicateFields are the fields of the predicates here, in order: x, a double;
// s, a string; o, ordinal lo < mid < hi; b, a boolean; i, an integer; f, a
// float; d, a date; t, ordinal texts without listed values; n, ordinal integers.
func predicateFields() []*pmml.DataField {
	t, n := field("t", pmml.DataTypeString), field("n", pmml.DataTypeInteger)
	t.OpType, n.OpType = pmml.OpTypeOrdinal, pmml.OpTypeOrdinal
	return []*pmml.DataField{
		field("x", pmml.DataTypeDouble), field("s", pmml.DataTypeString), field("o", pmml.DataTypeString, "lo", "mid", "hi"),
		field("b", pmml.DataTypeBoolean), field("i", pmml.DataTypeInteger), field("f", pmml.DataTypeFloat), field("d", pmml.DataTypeDate), t, n,
	}
}

// values is a record of predicateFields by name.
type values map[string]any

// test gives what a predicate says of a record, or the error of its compilation
// or of the record.
func testPredicate(p pmml.Predicate, record values) any {
	m := &onePredicate{predicate: p}
	fields := predicateFields()
	schema := &pmml.MiningSchema{}
	for _, d := range fields {
		schema.MiningFields = append(schema.MiningFields, &pmml.MiningField{Name: d.Name, InvalidValueTreatment: pmml.InvalidValueTreatmentAsIs})
	}
	doc := &pmml.Document{
		Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{DataFields: fields},
		Models: []pmml.Model{&pmml.RegressionModel{ModelBase: pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: schema}}},
	}
	c, err := Document(doc, compiledBy(m.compile), Options{})
	if err != nil {
		return err.(*pmml.Error).Detail
	}
	f := c.Program.NewFrame()
	for i, d := range fields {
		switch v := record[d.Name].(type) {
		case float64:
			f.SetNumber(i, v)
		case string:
			f.SetText(i, v)
		}
	}
	if fault := f.Run(); fault != nil {
		return fault.Detail
	}
	return m.got
}

func simple(field string, op pmml.Operator, value ...string) *pmml.SimplePredicate {
	p := &pmml.SimplePredicate{Element: at73(), Field: field, Operator: op}
	if len(value) > 0 {
		p.Value = pmml.Some(value[0])
	}
	return p
}

func in(field string, values ...string) *pmml.SimpleSetPredicate {
	return &pmml.SimpleSetPredicate{Field: field, BooleanOperator: pmml.SetOperatorIsIn, Array: &pmml.Array{Values: values}}
}

func notIn(field string, values ...string) *pmml.SimpleSetPredicate {
	p := in(field, values...)
	p.BooleanOperator = pmml.SetOperatorIsNotIn
	return p
}

func compound(op pmml.BooleanOperator, parts ...pmml.Predicate) *pmml.CompoundPredicate {
	return &pmml.CompoundPredicate{Element: at73(), BooleanOperator: op, Predicates: parts}
}

const (
	eq, ne         = pmml.OperatorEqual, pmml.OperatorNotEqual
	lt, le         = pmml.OperatorLessThan, pmml.OperatorLessOrEqual
	gt, ge         = pmml.OperatorGreaterThan, pmml.OperatorGreaterOrEqual
	missing, given = pmml.OperatorIsMissing, pmml.OperatorIsNotMissing
	and, or        = pmml.BooleanOperatorAnd, pmml.BooleanOperatorOr
	xor, surrogate = pmml.BooleanOperatorXor, pmml.BooleanOperatorSurrogate
)

func TestPredicates(t *testing.T) {
	const (
		T, F, U = program.True, program.False, program.Unknown
	)
	nan := math.NaN()
	for _, tt := range []struct {
		name      string
		predicate pmml.Predicate
		record    values
		want      any
	}{
		{"true", &pmml.True{}, nil, T},
		{"false", &pmml.False{}, nil, F},
		{"lessThan at the limit", simple("x", lt, "5"), values{"x": 5.0}, F},
		{"lessThan below", simple("x", lt, "5"), values{"x": 4.0}, T},
		{"lessOrEqual at the limit", simple("x", le, "5"), values{"x": 5.0}, T},
		{"lessOrEqual above", simple("x", le, "5"), values{"x": 5.5}, F},
		{"greaterThan at the limit", simple("x", gt, "5"), values{"x": 5.0}, F},
		{"greaterThan above", simple("x", gt, "5"), values{"x": 5.5}, T},
		{"greaterOrEqual at the limit", simple("x", ge, "5"), values{"x": 5.0}, T},
		{"greaterOrEqual below", simple("x", ge, "5"), values{"x": 4.5}, F},
		{"numbers are equal, not texts", simple("x", eq, "1e1"), values{"x": 10.0}, T},
		{"numbers differ, not texts", simple("x", ne, "1e1"), values{"x": 10.0}, F},
		{"notEqual", simple("x", ne, "1"), values{"x": 10.0}, T},
		{"a comparison with what is missing", simple("x", gt, "3"), nil, U},
		{"equal with what is missing", simple("x", eq, "3"), nil, U},
		{"notEqual with what is missing", simple("s", ne, "A"), nil, U},
		{"isMissing of what is missing", simple("x", missing), nil, T},
		{"isMissing of what is there", simple("x", missing), values{"x": 3.0}, F},
		{"isMissing ignores a value", simple("x", missing, "3"), nil, T},
		{"isNotMissing of what is missing", simple("x", given), nil, F},
		{"isNotMissing of what is there", simple("x", given), values{"x": 3.0}, T},
		{"texts are not trimmed", simple("s", eq, "A "), values{"s": "A"}, F},
		{"texts keep their case", simple("s", eq, "a"), values{"s": "A"}, F},
		{"an empty text is a value", simple("s", eq, ""), values{"s": ""}, T},
		{"a text that the document does not know", simple("s", ne, "A"), values{"s": "new"}, T},
		{"isIn", in("s", "A", "B C"), values{"s": "B C"}, T},
		{"isIn another", in("s", "A", "B C"), values{"s": "B"}, F},
		{"isIn of numbers compares numbers", in("i", "1.0", "2"), values{"i": 1.0}, T},
		{"isIn of what is missing", in("s", "A", "B"), nil, U},
		{"isNotIn", notIn("s", "A", "B"), values{"s": "C"}, T},
		{"isNotIn one of them", notIn("s", "A", "B"), values{"s": "A"}, F},
		{"isNotIn of what is missing", notIn("s", "A", "B"), nil, U},
		{"isIn of nothing", in("s"), values{"s": "A"}, F},
		{"isNotIn of nothing", notIn("s"), values{"s": "A"}, T},
		{"an element that is not of the type never matches", in("i", "red", "2"), values{"i": 2.0}, T},
		{"levels are ordered as listed", simple("o", lt, "hi"), values{"o": "mid"}, T},
		{"a level is not below itself", simple("o", lt, "mid"), values{"o": "mid"}, F},
		{"lessOrEqual of levels", simple("o", le, "mid"), values{"o": "mid"}, T},
		{"greaterThan of levels", simple("o", gt, "lo"), values{"o": "mid"}, T},
		{"greaterOrEqual of levels", simple("o", ge, "hi"), values{"o": "mid"}, F},
		{"levels of what is missing", simple("o", lt, "hi"), nil, U},
		{"a constant that is no level", simple("o", lt, "zzz"), values{"o": "mid"}, `value "zzz" is not among the levels of ordinal field "o"`},
		{"a value that is no level", simple("o", lt, "hi"), values{"o": "zzz"}, "the value is not among the levels of the field, so it has no order"},
		{"a value that is no level may be compared for equality", simple("o", ne, "hi"), values{"o": "zzz"}, T},
		{"texts without levels are in the order of texts", simple("t", lt, "b"), values{"t": "a"}, T},
		{"texts without levels: upper case first", simple("t", gt, "a"), values{"t": "Z"}, F},
		{"texts without levels: longer last", simple("t", gt, "a"), values{"t": "ab"}, T},
		{"texts without levels: by UTF-16 units", simple("t", lt, "\uff5a"), values{"t": "\U0001d400"}, T},
		{"texts without levels: equal ones", simple("t", le, "é"), values{"t": "é"}, T},
		{"texts without levels: beyond ASCII", simple("t", ge, "é"), values{"t": "z"}, F},
		{"ordinal numbers without levels are in the order of numbers", simple("n", lt, "10"), values{"n": 9.0}, T},
		{"truth values: 1 is true", simple("b", eq, "1"), values{"b": "true"}, T},
		{"truth values: false is 0", simple("b", eq, "FALSE"), values{"b": 0.0}, T},
		{"truth values: false is below true", simple("b", lt, "true"), values{"b": "false"}, T},
		{"truth values compare with numbers", simple("b", gt, "0.5"), values{"b": "true"}, T},
		{"categories have no order", simple("s", lt, "B"), values{"s": "A"}, `operator lessThan needs an order, and field "s" is categorical`},
		{"an integer below a fraction", simple("i", lt, "5.5"), values{"i": 5.0}, T},
		{"an integer above a fraction", simple("i", gt, "5.5"), values{"i": 5.0}, F},
		{"an integer equals no fraction", simple("i", eq, "0.5"), values{"i": 1.0}, F},
		{"an integer differs from a fraction", simple("i", ne, "0.5"), values{"i": 1.0}, T},
		{"an integer equals 1.0", simple("i", eq, "1.0"), values{"i": 1.0}, T},
		{"float constants are float32", simple("f", eq, "0.1"), values{"f": 0.1}, T},
		{"float limits are float32", simple("f", lt, "0.1"), values{"f": "0.1"}, F},
		{"dates", simple("d", lt, "2024-03-01"), values{"d": "2024-02-29"}, T},
		{"a constant that is no number", simple("x", lt, "eighty"), nil, `value "eighty" is not a number, as field "x" (double) needs`},
		{"a constant that is no date", simple("d", lt, "soon"), nil, `value "soon" is not of that type, as field "d" (date) needs`},
		{"no constant", simple("x", lt), nil, "operator lessThan needs a value"},
		{"no operator", simple("x", 0, "1"), nil, "a SimplePredicate needs an operator"},
		{"no operator, texts", simple("t", 0, "1"), nil, "a SimplePredicate needs an operator"},
		{"no such field", simple("z", lt, "1"), nil, `there is no field "z" here`},
		{"no such field, set", in("z", "1"), nil, `there is no field "z" here`},
		{"no array", &pmml.SimpleSetPredicate{Field: "x"}, nil, "a SimpleSetPredicate needs an Array"},
		{"no predicate", nil, nil, "a predicate is missing"},

		// NaN, which only an invalid value kept as it is can be, is above all numbers.
		{"NaN is not equal", simple("x", eq, "1"), values{"x": nan}, F},
		{"NaN is not equal: notEqual", simple("x", ne, "1"), values{"x": nan}, T},
		{"NaN equals NaN", simple("x", eq, "NaN"), values{"x": nan}, T},
		{"NaN equals NaN: notEqual", simple("x", ne, "NaN"), values{"x": nan}, F},
		{"a number is not NaN", simple("x", eq, "NaN"), values{"x": 1.0}, F},
		{"NaN is not below", simple("x", lt, "1"), values{"x": nan}, F},
		{"NaN is not at or below", simple("x", le, "1"), values{"x": nan}, F},
		{"NaN is at or below NaN", simple("x", le, "NaN"), values{"x": nan}, T},
		{"NaN is above", simple("x", gt, "INF"), values{"x": nan}, T},
		{"NaN is not above NaN", simple("x", gt, "NaN"), values{"x": nan}, F},
		{"NaN is at or above", simple("x", ge, "NaN"), values{"x": nan}, T},
		{"numbers are below NaN", simple("x", lt, "NaN"), values{"x": 1.0}, T},
		{"numbers are at or below NaN", simple("x", le, "NaN"), values{"x": 1.0}, T},
		{"numbers are not above NaN", simple("x", gt, "NaN"), values{"x": 1.0}, F},
		{"numbers are not at or above NaN", simple("x", ge, "NaN"), values{"x": 1.0}, F},
		{"NaN is in no set", in("x", "1", "NaN"), values{"x": nan}, F},
		{"NaN is outside of every set", notIn("x", "1", "NaN"), values{"x": nan}, T},

		// An input that cannot be what its field is fails whoever uses it.
		{"a text that is no number", simple("x", lt, "5"), values{"x": "five"}, "cannot become a number"},
		{"a text that is no number: isMissing", simple("x", missing), values{"x": "five"}, "cannot become a number"},
		{"a text that is no number, unused", simple("s", eq, "A"), values{"x": "five", "s": "A"}, T},

		{"and of one part", compound(and, &pmml.True{}), nil, "a CompoundPredicate needs two or more predicates, found 1"},
		{"no booleanOperator", compound(0, &pmml.True{}, &pmml.True{}), nil, "a CompoundPredicate needs a booleanOperator"},
		{"a part at fault", compound(or, &pmml.True{}, simple("z", lt, "1")), nil, `there is no field "z" here`},
		{"a surrogate of unknown parts takes the last", compound(surrogate, simple("x", lt, "1"), simple("s", eq, "a"), &pmml.True{}), nil, T},
		{"and with isMissing", compound(and, simple("x", lt, "1"), simple("i", missing)), values{"x": 0.0}, T},
		{"or with one part unknown, true", compound(or, simple("x", lt, "1"), simple("s", eq, "a")), values{"s": "a"}, T},
		{"or with one part unknown, false", compound(or, simple("x", lt, "1"), simple("s", eq, "a")), values{"s": "b"}, U},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, testPredicate(tt.predicate, tt.record))
		})
	}
}

// Three-valued logic. A part is true where x is 1, false where x is
// another number, unknown where it is missing.
func TestCompoundPredicates(t *testing.T) {
	const (
		T, F, U = program.True, program.False, program.Unknown
	)
	part := map[program.Tri]pmml.Predicate{T: &pmml.True{}, F: &pmml.False{}, U: simple("x", eq, "1")}
	for _, tt := range []struct {
		op    pmml.BooleanOperator
		parts []program.Tri
		want  program.Tri
	}{
		{and, []program.Tri{T, T}, T}, {and, []program.Tri{T, F}, F}, {and, []program.Tri{T, U}, U},
		{and, []program.Tri{F, T}, F}, {and, []program.Tri{F, F}, F}, {and, []program.Tri{F, U}, F},
		{and, []program.Tri{U, T}, U}, {and, []program.Tri{U, F}, F}, {and, []program.Tri{U, U}, U}, {and, []program.Tri{U, T, F}, F},
		{or, []program.Tri{T, T}, T}, {or, []program.Tri{T, F}, T}, {or, []program.Tri{T, U}, T},
		{or, []program.Tri{F, T}, T}, {or, []program.Tri{F, F}, F}, {or, []program.Tri{F, U}, U},
		{or, []program.Tri{U, T}, T}, {or, []program.Tri{U, F}, U}, {or, []program.Tri{U, U}, U}, {or, []program.Tri{U, F, T}, T},
		{xor, []program.Tri{T, T}, F}, {xor, []program.Tri{T, F}, T}, {xor, []program.Tri{T, U}, U},
		{xor, []program.Tri{F, T}, T}, {xor, []program.Tri{F, F}, F}, {xor, []program.Tri{F, U}, U},
		{xor, []program.Tri{U, T}, U}, {xor, []program.Tri{U, F}, U}, {xor, []program.Tri{U, U}, U},
		{xor, []program.Tri{T, T, T}, T}, {xor, []program.Tri{T, F, T}, F},
		{surrogate, []program.Tri{U, F, T}, F}, {surrogate, []program.Tri{U, T, F}, T}, {surrogate, []program.Tri{T, F}, T},
		{surrogate, []program.Tri{F, T}, F}, {surrogate, []program.Tri{U, U}, U},
	} {
		var parts []pmml.Predicate
		for _, p := range tt.parts {
			parts = append(parts, part[p])
		}
		assert.Equal(t, tt.want, testPredicate(compound(tt.op, parts...), nil), "%v%v", tt.op, tt.parts)
	}
}

// A surrogate says whether another part than the first decided.
func TestSurrogateAlternative(t *testing.T) {
	unknown, no, yes := &program.Always{Result: program.Unknown}, &program.Always{Result: program.False}, &program.Always{Result: program.True}
	for _, tt := range []struct {
		parts       []program.Predicate
		want        program.Tri
		alternative bool
	}{
		{[]program.Predicate{unknown, no, yes}, program.False, true},
		{[]program.Predicate{yes, no}, program.True, false},
		{[]program.Predicate{unknown, unknown}, program.Unknown, false},
	} {
		got, alternative := (&program.Surrogate{Parts: tt.parts}).TestAlternative(nil)
		assert.Equal(t, tt.want, got)
		assert.Equal(t, tt.alternative, alternative)
	}
}

// A document error names the place of its element.
func TestPredicateErrorsHaveAPlace(t *testing.T) {
	_, err := compileOne(&oneExpression{expression: &pmml.Constant{Text: "1"}, then: func(c *Context, e program.Typed) program.Typed {
		_, err := c.Predicate(simple("nowhere", lt, "1"))
		var bad *pmml.Error
		require.ErrorAs(t, err, &bad)
		assert.Equal(t, pmml.Pos{Line: 7, Column: 3}, bad.Pos)
		return e
	}})
	require.NoError(t, err)
}
