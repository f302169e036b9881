package functions

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Types by short names.
const (
	tString  = pmml.DataTypeString
	tInteger = pmml.DataTypeInteger
	tFloat   = pmml.DataTypeFloat
	tDouble  = pmml.DataTypeDouble
	tBoolean = pmml.DataTypeBoolean
	tDate    = pmml.DataTypeDate
	tTime    = pmml.DataTypeTime
	tMoment  = pmml.DataTypeDateTime

	pmmlDays1960    = pmml.DataTypeDateDaysSince1960
	pmmlSeconds1980 = pmml.DataTypeDateTimeSecondsSince1980
	pmmlSeconds     = pmml.DataTypeTimeSeconds
)

// Arguments of calls in tables: a Go value is a field that holds it, constant
// one that is known at compile time. nil is missing.
type (
	constant struct{ v any }
	// as is a field of a type, its value given as text.
	as struct {
		typ  pmml.DataType
		text string
	}
	// none is a missing field of a type.
	none pmml.DataType
	// list is a collection of numbers.
	list []any
	// failing and undefined are fields that hold such cells.
	failing   struct{}
	undefined struct{}
	f32       = float32
)

// k is a constant argument.
func k(v any) constant { return constant{v} }

// bench is where calls are compiled and run.
type bench struct {
	texts   *program.Texts
	scratch int
	slots   []any
	types   []program.Typed
}

func newBench() *bench { return &bench{texts: program.NewTexts()} }

// arg makes an argument of a Go value.
func (b *bench) arg(v any) program.Typed {
	if c, ok := v.(constant); ok {
		t := typeOf(c.v)
		cell := program.Missing
		switch v := c.v.(type) {
		case nil:
		case string:
			cell = b.texts.Intern(v)
		case as:
			cell = mustParse(v)
		default:
			cell = number(v)
		}
		return program.Typed{Expr: &program.Const{Value: cell}, Type: t, Op: program.DefaultOpType(t)}
	}
	if t, ok := v.(program.Typed); ok {
		return t
	}
	t := typeOf(v)
	b.slots = append(b.slots, v)
	_, isList := v.(list)
	typed := program.Typed{Expr: &program.Ref{Slot: program.Slot(len(b.slots) - 1)}, Type: t, Op: program.DefaultOpType(t), List: isList}
	b.types = append(b.types, typed)
	return typed
}

func typeOf(v any) pmml.DataType {
	switch v := v.(type) {
	case string:
		return tString
	case int, int64:
		return tInteger
	case f32:
		return tFloat
	case bool:
		return tBoolean
	case as:
		return v.typ
	case none:
		return pmml.DataType(v)
	}
	return tDouble
}

func number(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case f32:
		return float64(v)
	case float64:
		return program.Number(v)
	case bool:
		return program.Bool(v)
	}
	panic(fmt.Sprintf("no number: %T", v))
}

func mustParse(v as) float64 {
	c, err := program.ParseValue(v.typ, v.text)
	if err != nil {
		panic(err)
	}
	return c
}

// frame makes a frame that holds the arguments.
func (b *bench) frame() *program.Frame {
	p := &program.Program{Texts: b.texts, Slots: len(b.slots), Scratch: b.scratch}
	f := p.NewFrame()
	b.fill(f)
	return f
}

func (b *bench) fill(f *program.Frame) {
	for i, v := range b.slots {
		cell := program.Missing
		switch v := v.(type) {
		case nil, none:
		case failing:
			cell = f.Fail(pmml.Pos{}, "given")
		case undefined:
			cell = program.Undefined
		case string:
			cell = f.Code(v)
		case as:
			cell = mustParse(v)
		case list:
			cell = f.NewList()
			for _, e := range v {
				x := program.Missing
				if e != nil {
					x = number(e)
				}
				f.Append(cell, x)
			}
		default:
			cell = number(v)
		}
		f.Cells[i] = cell
	}
}

// call makes a Call of arguments.
func (b *bench) call(name string, args ...any) *Call {
	c := &Call{Name: name, Texts: b.texts, NewScratch: func() int { b.scratch++; return b.scratch - 1 }}
	for _, a := range args {
		c.Args = append(c.Args, b.arg(a))
	}
	return c
}

// whole is an int, as most results are, where an int has room.
func whole(v int64) any {
	if int64(int32(v)) == v {
		return int(v)
	}
	return v
}

// show gives the result of a call as Go value: nil for missing, "error: ..."
// as an error, "undefined" as such.
func show(f *program.Frame, v float64, t program.Typed) any {
	if f.Err() != nil {
		return failing{}
	}
	switch {
	case program.IsMissing(v):
		return nil
	case program.IsUndefined(v):
		return undefined{}
	case program.IsError(v):
		return failing{}
	case t.List:
		var out list
		for _, e := range f.List(v) {
			if t.Type == tString {
				out = append(out, f.Text(e))
			} else {
				out = append(out, e)
			}
		}
		return out
	case t.Type == tString:
		return f.Text(v)
	case t.Type == tInteger:
		return whole(int64(v))
	case t.Type == tBoolean:
		return v == 1
	case t.Type == tFloat:
		return f32(v)
	case t.Type == tDouble:
		return v
	}
	return program.FormatValue(v, t.Type)
}

// run compiles and runs a call, twice to see that it can be.
func run(t *testing.T, name string, args ...any) any {
	t.Helper()
	b := newBench()
	return b.run(t, b.call(name, args...))
}

func (b *bench) run(t *testing.T, c *Call) any {
	t.Helper()
	r, err := Build(c)
	require.NoError(t, err)
	f := b.frame()
	first := show(f, r.Expr.Eval(f), r)
	b.fill(f)
	second := show(f, r.Expr.Eval(f), r)
	assertSame(t, first, second)
	return first
}

func assertSame(t *testing.T, want, got any) {
	t.Helper()
	if n, ok := want.(int64); ok {
		want = whole(n)
	}
	w, ok := want.(float64)
	g, gok := got.(float64)
	if ok && gok && (w == g || math.IsNaN(w) && math.IsNaN(g)) {
		return
	}
	assert.Equal(t, want, got)
}

// vector is a call and its result.
type vector struct {
	rule string
	name string
	args []any
	want any
}

func runVectors(t *testing.T, vs []vector) {
	t.Helper()
	for _, v := range vs {
		t.Run(v.rule, func(t *testing.T) {
			got := run(t, v.name, v.args...)
			assertSame(t, v.want, got)
			if t.Failed() {
				t.Logf("%s%v", v.name, v.args)
			}
		})
	}
}

// a is a list of arguments.
type a = []any

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

func TestKnown(t *testing.T) {
	for _, name := range []string{"+", "if", "median", "x-expm1", "x-sin", "x-atan2", "atan2", "x-concat",
		"org.jpmml.evaluator.functions.SplitFunction"} {
		assert.True(t, Known(name), name)
	}
	for _, name := range []string{"", "x-", "IF", "Concat", "x-x-sin", "count", "org.jpmml.evaluator.functions.Nothing"} {
		assert.False(t, Known(name), name)
	}
	assert.True(t, Standard("hypot"))
	for _, name := range []string{"atan2", "x-hypot", "org.jpmml.evaluator.functions.MeanFunction", "nothing"} {
		assert.False(t, Standard(name), name)
	}
}

func TestBuildErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []any
		want string
	}{
		{"nothing", a{}, `function "nothing" is not known`},
		{"substring", a{"s", 1}, `function "substring" takes 3 arguments, got 2`},
		{"not", a{}, `function "not" takes 1 argument, got 0`},
		{"if", a{true}, `function "if" takes 2 or 3 arguments, got 1`},
		{"and", a{true}, `function "and" takes at least 2 arguments, got 1`},
		{"x-sin", a{}, `function "x-sin" takes 1 argument, got 0`},
		{"+", a{1, "s"}, `function "+": argument 2 is a string, not a number`},
		{"ln", a{k("one")}, `function "ln": argument 1 is "one", not a number`},
		{"-", a{as{tDate, "2000-01-01"}, as{tMoment, "2000-01-01T00:00:00"}}, `function "-" cannot combine date and dateTime`},
		{"ln", a{list{1.0}}, `function "ln": argument 1 is a collection, the function takes one value`},
		{"lessThan", a{"x", "y"}, `function "lessThan" cannot order categorical strings`},
		{"lessThan", a{1, k("many")}, `function "lessThan": "many" is not a double`},
		{"equal", a{as{tDate, "2000-01-01"}, 1.5}, `function "equal" cannot compare date and double`},
		{"equal", a{as{tTime, "10:00:00"}, as{tDate, "2000-01-01"}}, `function "equal" cannot compare time and date`},
		{"and", a{true, k("maybe")}, `function "and": argument 2 is "maybe", not a truth value`},
		{"matches", a{"s", k("(")}, `function "matches": pattern "(": missing )`},
		{"replace", a{"s", k("x"), k("$1")}, `function "replace": replacement "$1" refers to group "1", which the pattern lacks`},
		{"formatNumber", a{1, k("%d %d")}, `function "formatNumber": pattern "%d %d" has more than one conversion`},
		{"formatNumber", a{1, k("%y")}, `function "formatNumber": pattern "%y": the conversion %y is not known`},
		{"formatDatetime", a{as{tDate, "2000-01-01"}, k("%Q")}, `function "formatDatetime": pattern "%Q": the conversion %Q is not known`},
		{"formatDatetime", a{as{tTime, "10:00:00"}, k("%Y")}, `function "formatDatetime": argument 1 has no date`},
		{"dateDaysSinceYear", a{as{tTime, "10:00:00"}, k(1960)}, `function "dateDaysSinceYear": argument 1 has no date`},
		{"dateDaysSinceYear", a{k("soon"), k(1960)}, `function "dateDaysSinceYear": argument 1 is "soon", not a date or time`},
		{"dateSecondsSinceMidnight", a{1}, `function "dateSecondsSinceMidnight": argument 1 is of type integer, not a date or time`},
		{"substring", a{"s", k(1.5), 1}, `function "substring": argument 2 is 1.5, not a whole number`},
		{"if", a{true, as{tDate, "2000-01-01"}, 1}, `function "if" cannot give date in one case and integer in another`},
		{"org.jpmml.evaluator.functions.MeanFunction", a{1.0}, `function "org.jpmml.evaluator.functions.MeanFunction": argument 1 is one value, the function takes a collection`},
	} {
		t.Run(tt.want, func(t *testing.T) {
			b := newBench()
			_, err := Build(b.call(tt.name, tt.args...))
			require.Error(t, err)
			assert.Equal(t, tt.want, err.Error())
		})
	}
}

// The test vectors of the standard's pages and of other engines' behaviour.
func TestVectors(t *testing.T) {
	runVectors(t, []vector{
		{"integers add to an integer", "+", a{1, 2}, 3},
		{"integer and double add to a double", "+", a{1, 2.5}, 3.5},
		{"missing operand", "+", a{nil, 1}, nil},
		{"integer division truncates", "/", a{7, 2}, 3},
		{"double division", "/", a{7.0, 2}, 3.5},
		{"integer division by zero", "/", a{1, 0}, undefined{}},
		{"double division by zero", "/", a{1.0, 0}, inf},
		{"modulo of a negative", "modulo", a{-7, 3}, 2},
		{"modulo by a negative", "modulo", a{7, -3}, -2},
		{"modulo of doubles", "modulo", a{5.5, 2}, 1.5},
		{"avg skips missing", "avg", a{1, none(tInteger), 4}, 2.5},
		{"sum of missing", "sum", a{nil, nil}, nil},
		{"round half up", "round", a{2.5}, 3},
		{"round half up, negative", "round", a{-2.5}, -2},
		{"rint half to even", "rint", a{2.5}, 2.0},
		{"floor", "floor", a{-1.2}, -2},
		{"ceil", "ceil", a{-1.2}, -1},
		{"threshold at equality", "threshold", a{3, 3}, 0},
		{"substring", "substring", a{"Bc9012", 2, 3}, "c90"},
		{"concat of a double", "concat", a{"2", 0.5}, "20.5"},
		{"matches is unanchored", "matches", a{"February", k("ar?y")}, true},
		{"replace", "replace", a{"BBBB", k("B+"), k("c")}, "c"},
		{"formatNumber", "formatNumber", a{2, k("%3d")}, "  2"},
		{"formatDatetime", "formatDatetime", a{as{tDate, "2004-08-20"}, k("%m/%d/%y")}, "08/20/04"},
		{"dateDaysSinceYear", "dateDaysSinceYear", a{as{tDate, "1960-12-31"}, k(1960)}, 365},
		{"dateSecondsSinceMidnight", "dateSecondsSinceMidnight", a{as{tTime, "05:23:30"}}, 19410},
		{"dateSecondsSinceYear", "dateSecondsSinceYear", a{as{tMoment, "1960-01-03T03:30:03"}, k(1960)}, 185403},
		{"isIn of missing among missing", "isIn", a{none(tString), k("a"), none(tString)}, true},
	})
}

func TestFailingArguments(t *testing.T) {
	// Every function gives an error or undefined argument back as it is,
	// wherever it stands; "if" does where it is used.
	for name, e := range table {
		n := e.min
		for i := 0; i < n; i++ {
			for _, special := range []any{failing{}, undefined{}} {
				args := make(a, n)
				for j := range args {
					args[j] = argumentFor(name, j)
				}
				b := newBench()
				c := b.call(name, args...)
				b.slots = append(b.slots, special)
				c.Args[i].Expr = &program.Ref{Slot: program.Slot(len(b.slots) - 1)}
				assert.Equal(t, special, b.run(t, c), "%s, argument %d", name, i+1)
			}
		}
	}
}

func TestMissingArguments(t *testing.T) {
	// A missing argument makes the result missing, but for the functions that
	// have their own ideas.
	own := map[string]any{"isMissing": true, "isNotMissing": false, "isValid": false, "isNotValid": false,
		"isIn": false, "isNotIn": true}
	for name, e := range table {
		for i := 0; i < e.min; i++ {
			args := make(a, e.min)
			for j := range args {
				args[j] = argumentFor(name, j)
			}
			args[i] = none(typeOf(args[i]))
			if _, ok := args[i].(none); ok && name[0] == 'o' && len(name) > 20 && i == 0 && name != javaPackage+"SplitFunction" {
				args[i] = list{nil}
			}
			want, special := own[name]
			if !special {
				want = nil
			}
			if e.max == many && e.min == 1 || name == "if" && i == 1 {
				want = nil
			}
			if name == "or" || name == "and" {
				args[1-i] = name == "and"
			}
			if (name == "isIn" || name == "isNotIn") && i == 1 {
				want = name == "isNotIn"
			}
			assert.Equal(t, want, run(t, name, args...), "%s, argument %d missing", name, i+1)
		}
	}
}

// argumentFor is a fitting argument of a function.
func argumentFor(name string, i int) any {
	switch name {
	case "uppercase", "lowercase", "trimBlanks", "stringLength", "concat", "matches", "replace", javaPackage + "SplitFunction":
		return "t"
	case "substring":
		return a{"t", 1, 1}[i]
	case "formatNumber":
		return a{1, "%d"}[i]
	case "formatDatetime":
		return a{as{tDate, "2000-01-01"}, "%d"}[i]
	case "dateDaysSinceYear", "dateSecondsSinceYear":
		return a{as{tDate, "2000-01-01"}, 1960}[i]
	case "dateSecondsSinceMidnight":
		return as{tTime, "10:00:00"}
	case "and":
		return true
	case "or":
		return false
	case "not", "if":
		return true
	case javaPackage + "MeanFunction", javaPackage + "StandardDeviationFunction", javaPackage + "PercentileFunction":
		if i == 0 {
			return list{1.0, 2.0}
		}
		return 50
	}
	return 0.5
}
