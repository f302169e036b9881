package compile

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/functions"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// CustomFunction is a function that the caller brings along. Exactly one of
// Float1, Float2, Float3 and New is set.
type CustomFunction struct {
	// Result is the type of its values.
	Result pmml.DataType
	// Min and Max bound the number of arguments; Max below zero stands for any number.
	Min, Max int
	// Missing says that it is called with missing arguments, too.
	Missing bool
	// Float1 to Float3 are functions of numbers. A missing argument is NaN.
	Float1 func(float64) float64
	Float2 func(x, y float64) float64
	Float3 func(x, y, z float64) float64
	// New makes the caller of one Apply on one frame, which may keep working memory.
	New func() Caller
}

// Caller calls a function once. It gives a cell of the function's result type.
type Caller func(f *program.Frame, args []Argument) (float64, error)

// Argument is an argument with its type.
type Argument struct {
	Cell float64
	Type pmml.DataType
	List bool
}

// arity says in words how many arguments a function takes.
func (fn *CustomFunction) arity() string {
	switch {
	case fn.Max < 0 && fn.Min == 0:
		return "any number of arguments"
	case fn.Max < 0:
		return fmt.Sprintf("%d arguments or more", fn.Min)
	case fn.Min != fn.Max:
		return fmt.Sprintf("%d to %d arguments", fn.Min, fn.Max)
	case fn.Min == 1:
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", fn.Min)
}

// StandardFunction says whether the standard defines a function of this name,
// which no other can take the place of.
func StandardFunction(name string) bool { return functions.Standard(name) }

// callCustom compiles a call of a function that the caller brings along.
func (c *Context) callCustom(e *pmml.Apply, fn *CustomFunction, args []program.Typed) (program.Typed, error) {
	if n := len(args); n < fn.Min || fn.Max >= 0 && n > fn.Max {
		return program.Typed{}, c.Errorf(e, pmml.CodeArgumentCount, "function %q takes %s, got %d", e.Function, fn.arity(), n)
	}
	out := program.Typed{Type: fn.Result, Op: program.DefaultOpType(fn.Result)}
	site := customSite{name: e.Function, pos: e.Pos, missing: fn.Missing}
	if fn.New != nil {
		k := &customCall{customSite: site, fresh: fn.New, scratch: c.NewScratch()}
		for i := range args {
			k.args = append(k.args, args[i].Expr)
			k.types = append(k.types, Argument{Type: args[i].Type, List: args[i].List})
		}
		out.Expr = k
		return out, nil
	}
	k := &floatCall{customSite: site, fn: fn}
	for i := range args {
		if args[i].List {
			return out, c.Errorf(e, pmml.CodeFieldType, "function %q: argument %d is a collection, the function takes numbers", e.Function, i+1)
		}
		k.args = append(k.args, program.Cast(args[i], pmml.DataTypeDouble, e.Pos))
	}
	out.Expr = k
	return out, nil
}

// customSite is the Apply that calls a custom function.
type customSite struct {
	name    string
	pos     pmml.Pos
	missing bool
}

// fail makes an error cell of the function's error.
func (s *customSite) fail(f *program.Frame, err error) float64 {
	return f.FailWith(&program.Fault{Pos: s.pos, Code: program.FaultFunction, Detail: fmt.Sprintf("function %q: %v", s.name, err), Cause: err})
}

// caught makes an error cell of what the function panicked with.
func (s *customSite) caught(f *program.Frame, p any) float64 {
	cause, ok := p.(error)
	if !ok {
		cause = fmt.Errorf("%v", p)
	}
	return f.FailWith(&program.Fault{Pos: s.pos, Code: program.FaultFunction, Detail: fmt.Sprintf("function %q panicked: %v", s.name, p), Cause: cause})
}

// floatCall calls a function of one to three numbers.
type floatCall struct {
	customSite
	fn   *CustomFunction
	args []program.Expr
}

// Eval gives the number; missing where an argument is, unless the function is
// called with missing arguments as well.
func (c *floatCall) Eval(f *program.Frame) (result float64) {
	var x [3]float64
	missing := false
	for i, a := range c.args {
		v := a.Eval(f)
		if v != v {
			switch {
			case program.IsError(v), program.IsUndefined(v):
				return v
			case program.IsMissing(v):
				missing = true
			}
		}
		x[i] = v
	}
	if missing && !c.missing {
		return program.Missing
	}
	defer func() {
		if p := recover(); p != nil {
			result = c.caught(f, p)
		}
	}()
	switch {
	case c.fn.Float1 != nil:
		return program.Number(c.fn.Float1(x[0]))
	case c.fn.Float2 != nil:
		return program.Number(c.fn.Float2(x[0], x[1]))
	}
	return program.Number(c.fn.Float3(x[0], x[1], x[2]))
}

// customCall calls a function of values of any type.
type customCall struct {
	customSite
	fresh   func() Caller
	args    []program.Expr
	types   []Argument
	scratch int
}

// customState is a frame's working memory for a customCall.
type customState struct {
	call Caller
	args []Argument
}

// Eval gives the function's value; missing where an argument is, unless the
// function is called with missing arguments as well.
func (c *customCall) Eval(f *program.Frame) float64 {
	// An argument may lead back here, in a recursive function: all are computed
	// before any is stored.
	var few [8]float64
	values := few[:0]
	missing := false
	for _, a := range c.args {
		v := a.Eval(f)
		if v != v {
			switch {
			case program.IsError(v), program.IsUndefined(v):
				return v
			case program.IsMissing(v):
				missing = true
			}
		}
		values = append(values, v)
	}
	if missing && !c.missing {
		return program.Missing
	}
	s, ok := f.Scratch[c.scratch].(*customState)
	if !ok {
		s = &customState{call: c.fresh(), args: append([]Argument(nil), c.types...)}
		f.Scratch[c.scratch] = s
	}
	for i, v := range values {
		s.args[i].Cell = v
	}
	return c.call(f, s)
}

func (c *customCall) call(f *program.Frame, s *customState) (result float64) {
	defer func() {
		if p := recover(); p != nil {
			result = c.caught(f, p)
		}
	}()
	v, err := s.call(f, s.args)
	if err != nil {
		return c.fail(f, err)
	}
	return v
}
