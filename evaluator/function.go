package evaluator

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Function is a function in Go that documents call by name: see [WithFunction].
// [NewFunction] makes one of values of any type, [Float1], [Float2] and [Float3]
// fast ones of numbers.
//
// A function must be safe for concurrent use, as the model that calls it is,
// and its result should depend on its arguments alone: how often it is called
// for a record is not promised.
//
// Where an argument is missing, the result is missing and the function is not
// called, unless [Function.SeeingMissing] asks for it. A panic inside of the
// function becomes an error of the record, as an error does that it returns: an
// [*InputError] that says where the document calls it and wraps the function's
// error. As with every function, an error counts once somebody uses the result.
type Function struct {
	c compile.CustomFunction
}

// NewFunction makes a function of any number of arguments. result is the type of
// its values: what call returns is converted to it, and an error where that
// cannot be. The arguments belong to the caller: call may not keep them.
//
// A result that is NaN is invalid: the Apply's invalidValueTreatment says what
// becomes of it.
func NewFunction(result pmml.DataType, call func(args []Value) (Value, error)) Function {
	c := compile.CustomFunction{Result: result, Max: -1}
	if call != nil {
		c.New = func() compile.Caller { return newCaller(call, result) }
	}
	return Function{c}
}

// Float1 makes a function of a number, which is of type double.
func Float1(f func(x float64) float64) Function {
	return Function{compile.CustomFunction{Result: pmml.DataTypeDouble, Min: 1, Max: 1, Float1: f}}
}

// Float2 makes a function of two numbers.
func Float2(f func(x, y float64) float64) Function {
	return Function{compile.CustomFunction{Result: pmml.DataTypeDouble, Min: 2, Max: 2, Float2: f}}
}

// Float3 makes a function of three numbers.
func Float3(f func(x, y, z float64) float64) Function {
	return Function{compile.CustomFunction{Result: pmml.DataTypeDouble, Min: 3, Max: 3, Float3: f}}
}

// TakingArguments gives the function with bounds on the number of its arguments,
// which are checked when a document is compiled. A most below zero stands for
// any number. It changes nothing in functions of Float1 to Float3.
func (f Function) TakingArguments(least, most int) Function {
	if f.c.New != nil {
		f.c.Min, f.c.Max = least, most
	}
	return f
}

// SeeingMissing gives the function in a form that is called with missing
// arguments, too: [Value.IsMissing], or NaN in functions of numbers.
func (f Function) SeeingMissing() Function {
	f.c.Missing = true
	return f
}

// WithFunction gives documents a function that they call by name, as
// <Apply function="stats::ppois">. The standard's own functions come first,
// and giving one of their names is an [*OptionError]; then the functions that
// the document defines (DefineFunction); then those given here; last the
// functions of other engines that gopmml knows, which can so be replaced. A
// later function of the same name replaces an earlier one.
func WithFunction(name string, f Function) Option {
	return func(s *settings) {
		fail := func(detail string) {
			s.fail(&OptionError{Option: "WithFunction(" + strconv.Quote(name) + ")", Detail: detail})
		}
		switch {
		case name == "":
			fail("a function needs a name")
		case compile.StandardFunction(name):
			fail("the standard defines a function of this name, which cannot be replaced")
		case f.c.New == nil && f.c.Float1 == nil && f.c.Float2 == nil && f.c.Float3 == nil:
			fail("the function is nil")
		case f.c.Result.String() == "":
			fail("the result needs a data type")
		case f.c.Max >= 0 && f.c.Min > f.c.Max:
			fail("the function takes at least " + strconv.Itoa(f.c.Min) + " and at most " + strconv.Itoa(f.c.Max) + " arguments, which cannot be")
		}
		if s.compile.Functions == nil {
			s.compile.Functions = map[string]*compile.CustomFunction{}
		}
		s.compile.Functions[name] = &f.c
	}
}

// newCaller makes what calls a function from one Apply on one frame.
func newCaller(call func([]Value) (Value, error), result pmml.DataType) compile.Caller {
	var args []Value
	return func(f *program.Frame, in []compile.Argument) (float64, error) {
		if args == nil {
			args = make([]Value, len(in))
		}
		for i := range in {
			args[i].take(f, &in[i])
		}
		v, err := call(args)
		if err != nil {
			return 0, err
		}
		return v.cell(f, result)
	}
}
