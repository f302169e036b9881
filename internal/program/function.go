package program

import "github.com/gopmml/gopmml/pmml"

// maxCallDepth bounds how deep defined functions may call each other.
const maxCallDepth = 1000

// Function is a function that a document defines, compiled for the types of
// its arguments. Immutable once compiled.
type Function struct {
	Name string
	// Locals are the slots of the parameters, then those of the local values.
	Locals []Slot
	// Lets compute the local values from the parameters.
	Lets []Expr
	Body Expr
}

// CallFunction calls a Function.
type CallFunction struct {
	Function *Function
	Args     []Expr
	Pos      pmml.Pos
}

// Eval computes the arguments, then the function's body with them. The slots'
// values before are put back, so that a function may call itself.
func (c *CallFunction) Eval(f *Frame) float64 {
	if f.depth >= maxCallDepth {
		return f.Fail(c.Pos, "function %q: calls are nested deeper than %d", c.Function.Name, maxCallDepth)
	}
	var few, fewSaved [8]float64
	values, saved := few[:0], fewSaved[:0]
	for _, a := range c.Args {
		values = append(values, a.Eval(f))
	}
	locals := c.Function.Locals
	for _, s := range locals {
		saved = append(saved, f.Cells[s])
	}
	f.depth++
	for i, v := range values {
		f.Cells[locals[i]] = v
	}
	for i, e := range c.Function.Lets {
		f.Cells[locals[len(c.Args)+i]] = e.Eval(f)
	}
	v := c.Function.Body.Eval(f)
	f.depth--
	for i, s := range locals {
		f.Cells[s] = saved[i]
	}
	return v
}
