package program

import "github.com/gopmml/gopmml/pmml"

// Bounds of the calls of defined functions: how deep they may call each other,
// and how deep expressions may stand inside each other in all calls together. It
// is the goroutine's stack that both bound.
const (
	maxCallDepth = 10_000
	maxNesting   = 200_000
)

// Function is a function that a document defines, compiled for the types of
// its arguments. Immutable once compiled.
type Function struct {
	Name string
	// Locals are the slots of the parameters, then those of the local values.
	Locals []Slot
	// Lets compute the local values from the parameters.
	Lets []Expr
	Body Expr
	// Nesting is how deep expressions stand inside each other in Lets and Body,
	// Steps how many there are.
	Nesting int
	Steps   int64
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
	if f.decimals != nil {
		_, v := c.EvalDecimal(f)
		return v
	}
	if fault, ok := c.allowed(f); !ok {
		return fault
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
	c.enter(f)
	for i, v := range values {
		f.Cells[locals[i]] = v
	}
	for i, e := range c.Function.Lets {
		f.Cells[locals[len(c.Args)+i]] = e.Eval(f)
	}
	v := c.Function.Body.Eval(f)
	c.leave(f)
	for i, s := range locals {
		f.Cells[s] = saved[i]
	}
	return v
}

// allowed says whether the bounds allow one more call; an error cell where they
// do not.
func (c *CallFunction) allowed(f *Frame) (float64, bool) {
	steps := 1 + c.Function.Steps
	if f.decimals != nil {
		steps *= DecimalSteps
	}
	if !f.Spend(steps, c.Pos) {
		return Missing, false
	}
	switch {
	case f.depth >= maxCallDepth:
		return f.Fail(c.Pos, "function %q: calls are nested deeper than %d", c.Function.Name, maxCallDepth), false
	case f.nested+c.Function.Nesting > maxNesting:
		return f.Fail(c.Pos, "function %q: in calls nested %d deep, expressions are nested deeper than %d", c.Function.Name, f.depth, maxNesting), false
	}
	return 0, true
}

func (c *CallFunction) enter(f *Frame) {
	f.depth++
	f.nested += c.Function.Nesting
}

func (c *CallFunction) leave(f *Frame) {
	f.depth--
	f.nested -= c.Function.Nesting
}
