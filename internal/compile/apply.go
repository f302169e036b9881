package compile

import (
	"github.com/gopmml/gopmml/internal/functions"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/pmml"
)

// apply compiles a function call with its treatment of missing arguments and
// invalid results.
//
// Spec: https://dmg.org/pmml/v4-4-1/Functions.html
func (c *Context) apply(e *pmml.Apply) (program.Typed, error) {
	args := make([]program.Typed, len(e.Arguments))
	failed := false
	for i, a := range e.Arguments {
		var err error
		if args[i], err = c.expression(a); err != nil {
			if err = c.keep(err); err != nil {
				return program.Typed{}, err
			}
			failed = true
		}
	}
	if failed {
		return program.Typed{}, errReported
	}
	if e.InvalidValueTreatment == pmml.InvalidValueTreatmentAsValue {
		return program.Typed{}, c.Errorf(e, pmml.ErrInvalid, "invalidValueTreatment=asValue is not defined for Apply; expected returnInvalid, asIs or asMissing")
	}
	mapMissing, hasMap := e.MapMissingTo.Get()
	defaultValue, hasDefault := e.DefaultValue.Get()
	if c.Version() == pmml.V4_1 && hasMap && !hasDefault {
		// PMML 4.1 called defaultValue so.
		defaultValue, hasDefault, hasMap = mapMissing, true, false
	}
	node := &applyNode{name: e.Function, pos: e.Pos, fill: program.Missing, treatment: e.InvalidValueTreatment}
	isIf := e.Function == "if"
	if hasMap && !isIf {
		// Arguments are computed into slots: looked at first, then used.
		node.guard = &guard{}
		for i := range args {
			if v, ok := program.AsConst(args[i].Expr); ok && !program.IsMissing(v) {
				continue // what is known now stays known to the function
			}
			slot := c.NewSlot()
			node.guard.args = append(node.guard.args, args[i].Expr)
			node.guard.slots = append(node.guard.slots, slot)
			args[i].Expr = &program.Ref{Slot: slot}
		}
	}
	result, err := c.call(e, args, mapMissing, hasMap && isIf)
	if err != nil {
		return program.Typed{}, err
	}
	if result.List && (hasMap || hasDefault) {
		return program.Typed{}, c.Errorf(e, pmml.ErrUnsupported, "mapMissingTo and defaultValue are not supported for function %q, whose result is a collection", e.Function)
	}
	if hasMap && !isIf {
		if result, node.guard.fill, err = c.fill(result, mapMissing, e); err != nil {
			return program.Typed{}, err
		}
	}
	if hasDefault {
		if result, node.fill, err = c.fill(result, defaultValue, e); err != nil {
			return program.Typed{}, err
		}
		if node.guard != nil {
			// The default may have changed the result's type.
			if result, node.guard.fill, err = c.fill(result, mapMissing, e); err != nil {
				return program.Typed{}, err
			}
		}
	}
	switch e.Function {
	case "+", "-", "*", "pow", "sum", "product", "round", "floor", "ceil":
		if result.Type == pmml.DataTypeInteger {
			node.bounds = ": an integer lies between ±9007199254740992 (2^53)"
		}
	}
	node.expr = result.Expr
	result.Expr = node
	result.Domain = nil
	return result, nil
}

// call compiles the function itself: one of the standard, one that the document
// defines, one that the caller brings along, or one of other engines, in this
// order.
func (c *Context) call(e *pmml.Apply, args []program.Typed, mapMissing string, mapIf bool) (program.Typed, error) {
	d, defined := c.defines[e.Function]
	custom := c.options.Functions[e.Function]
	if functions.Known(e.Function) && (!defined && custom == nil || functions.Standard(e.Function)) {
		call := &functions.Call{
			Name: e.Function, Args: args, Texts: c.Texts(), Pos: e.Pos,
			NewScratch: c.NewScratch, RegexFlavour: regexFlavour(e), Decimal: c.options.Decimal,
		}
		call.Pattern = func(s string, d regex.Dialect) (*regex.Pattern, error) { return c.pattern(e, s, d) }
		if mapIf {
			call.MapMissing = c.InferConstant(mapMissing)
		}
		t, err := functions.Build(call)
		switch {
		case err == nil:
			return t, nil
		case c.budget.over != nil:
			return t, c.budget.over
		}
		return t, c.Errorf(e, pmml.ErrInvalid, "%s", err)
	}
	if defined {
		return c.callDefined(e, d, args)
	}
	if custom != nil {
		return c.callCustom(e, custom, args)
	}
	return program.Typed{}, found(c.Errorf(e, pmml.CodeFunctionUnknown, "function %q is neither built in nor defined by the document", e.Function), e.Function)
}

// regexFlavour gives the dialect of regular expressions that an extension of
// the call asks for.
func regexFlavour(e *pmml.Apply) string {
	for _, x := range e.Extensions() {
		if x.Name.Or("") == "re_flavour" {
			return x.Value.Or("")
		}
	}
	return ""
}

// applyNode is a call with what becomes of a missing or invalid result.
type applyNode struct {
	expr      program.Expr
	guard     *guard
	fill      float64 // defaultValue, or missing
	treatment pmml.InvalidValueTreatment
	name      string
	// bounds says of a function that gives integers between which they lie.
	bounds string
	pos    pmml.Pos
}

// guard looks whether an argument is missing before the function is applied.
type guard struct {
	args  []program.Expr
	slots []program.Slot
	fill  float64
}

// Eval applies the function.
func (a *applyNode) Eval(f *program.Frame) float64 {
	if a.guard != nil && !a.guard.load(f) {
		return a.guard.fill
	}
	v := a.expr.Eval(f)
	if v == v {
		return v
	}
	return a.noValue(f, v)
}

// noValue gives what becomes of a missing or invalid result.
func (a *applyNode) noValue(f *program.Frame, v float64) float64 {
	switch {
	case program.IsMissing(v):
		return a.fill
	case program.IsError(v):
		return v
	case a.treatment == pmml.InvalidValueTreatmentAsMissing:
		return a.fill
	case program.IsUndefined(v):
		return f.Fail(a.pos, "function %q has no result for its arguments%s", a.name, a.bounds)
	case a.treatment == pmml.InvalidValueTreatmentAsIs:
		return v
	}
	return f.Fail(a.pos, "function %q returned an invalid value (invalidValueTreatment=returnInvalid)", a.name)
}

// load computes the arguments, and says whether all are there. All are computed
// before any is stored: a recursive call may pass here in between.
func (g *guard) load(f *program.Frame) bool {
	if f.DecimalMode() {
		return g.loadDecimal(f)
	}
	var few [8]float64
	values := few[:0]
	for _, a := range g.args {
		v := a.Eval(f)
		if program.IsMissing(v) {
			return false
		}
		values = append(values, v)
	}
	for i, v := range values {
		f.Cells[g.slots[i]] = v
	}
	return true
}
