package compile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// maxInstances bounds how often functions are compiled, each time for other
// types of their arguments.
const maxInstances = 10_000

// functionInstance is a DefineFunction compiled for the types of its arguments.
type functionInstance struct {
	function *program.Function
	result   program.Typed
	// compiling marks an instance whose body is being compiled: a call to it from
	// there is recursive.
	compiling bool
	// failed marks one whose errors are reported.
	failed bool
	// nodes is how many expressions the body has, those of bodies that stand in it
	// in place of calls included.
	nodes int64
}

// callDefined compiles a call of a function that the document defines.
func (c *Context) callDefined(e *pmml.Apply, d *pmml.DefineFunction, args []program.Typed) (program.Typed, error) {
	if len(args) != len(d.ParameterFields) {
		return program.Typed{}, found(c.Errorf(e, pmml.CodeArgumentCount, "function %q takes %d arguments, got %d", d.Name, len(d.ParameterFields), len(args)),
			strconv.Itoa(len(args)), strconv.Itoa(len(d.ParameterFields)))
	}
	key := strings.Builder{}
	key.WriteString(d.Name)
	exprs := make([]program.Expr, len(args))
	for i, p := range d.ParameterFields {
		if p.DataType != 0 {
			args[i].Expr = program.Cast(args[i], p.DataType, e.Pos)
			args[i] = retyped(args[i], p.DataType)
			args[i].Domain = nil
		}
		if p.OpType != 0 {
			args[i], _ = c.declaredAs(args[i], p.OpType, nil)
		}
		exprs[i] = args[i].Expr
		key.WriteString("\x00" + args[i].Type.String() + args[i].Op.String())
		if a := &args[i]; a.Domain != nil || a.Levels != nil {
			// What is valid, and the order of values, is the argument's own.
			fmt.Fprintf(&key, "%p%p", a.Domain, a.Levels)
		}
		if args[i].List {
			key.WriteString("[]")
		}
	}
	instance, ok := c.functions[key.String()]
	if !ok {
		var err error
		if instance, err = c.instantiate(d, args, key.String()); err != nil {
			return program.Typed{}, err
		}
	}
	if instance.failed {
		return program.Typed{}, errReported
	}
	if instance.compiling && d.DataType == 0 {
		return program.Typed{}, c.Errorf(e, pmml.CodeCircular, "function %q calls itself, so it needs a dataType", d.Name)
	}
	t := instance.result
	if body, ok := c.inline(d, instance, args); ok {
		t.Expr = body
		return t, nil
	}
	t.Expr = &program.CallFunction{Function: instance.function, Args: exprs, Pos: e.Pos}
	return t, nil
}

// maxInlined bounds how deep bodies of functions stand in place of their calls,
// maxInlinedNodes how many expressions one may have that does.
const (
	maxInlined      = 3
	maxInlinedNodes = 64
)

// inline gives a function's body with its arguments in the places of the
// parameters, where these are fields and constants: exporters call one function
// for each of a thousand words.
func (c *Context) inline(d *pmml.DefineFunction, instance *functionInstance, args []program.Typed) (program.Expr, bool) {
	if instance.compiling || instance.nodes > maxInlinedNodes || c.faults != nil || c.Decimal() || len(d.DerivedFields) > 0 || c.inlined == maxInlined {
		return nil, false
	}
	body := &Context{builder: c.builder, node: d, function: c.function, parameters: map[string]program.Typed{}}
	for i, p := range d.ParameterFields {
		switch args[i].Expr.(type) {
		case *program.Const, *program.Ref:
		default:
			return nil, false
		}
		body.parameters[p.Name] = args[i]
	}
	c.inlined++
	defer func() { c.inlined-- }()
	t, err := body.expression(d.Expression)
	if err != nil {
		return nil, false
	}
	if d.DataType != 0 {
		t.Expr = program.Cast(t, d.DataType, d.Pos)
		t.Type = d.DataType
	}
	// What is known of a constant may give the body another type.
	r := &instance.result
	return t.Expr, t.Type == r.Type && t.List == r.List && t.Nested == r.Nested
}

// instantiate compiles a function's body for argument types.
func (c *Context) instantiate(d *pmml.DefineFunction, args []program.Typed, key string) (*functionInstance, error) {
	if len(c.functions) == maxInstances {
		return nil, c.Errorf(d, pmml.ErrLimit, "the functions are called with more than %d combinations of types", maxInstances)
	}
	outer := c.nesting.measure()
	before, elsewhere := c.budget.used[limit.Nodes], c.bodies
	fn := &program.Function{Name: d.Name}
	op := d.OpType
	if op == 0 {
		op = program.DefaultOpType(d.DataType)
	}
	instance := &functionInstance{function: fn, compiling: true, result: program.Typed{Type: d.DataType, Op: op}}
	c.functions[key] = instance
	body := &Context{builder: c.builder, node: d, function: c.function, parameters: map[string]program.Typed{}}
	for i, p := range d.ParameterFields {
		slot := c.NewSlot()
		t := args[i]
		t.Expr = &program.Ref{Slot: slot}
		body.parameters[p.Name] = t
		fn.Locals = append(fn.Locals, slot)
	}
	for _, l := range d.DerivedFields {
		name := l.Name.Or("")
		t, err := body.derivedField(l)
		if err != nil {
			if err = c.keep(err); err != nil {
				return nil, err
			}
			body.breaks(name)
			continue
		}
		slot := c.NewSlot()
		if l.DataType == pmml.DataTypeBoolean {
			// Local values are a vendor's addition, for whom a truth value of a
			// missing argument is an error.
			t.Expr = &required{t.Expr, &program.Fault{Pos: l.Pos, Code: program.FaultMissing, Detail: "local value \"" + name + "\" of function \"" + d.Name + "\" has a missing argument"}}
		}
		fn.Lets = append(fn.Lets, t.Expr)
		fn.Locals = append(fn.Locals, slot)
		t.Expr = &program.Ref{Slot: slot}
		body.parameters[name] = t
	}
	if d.Expression == nil {
		return nil, c.Errorf(d, pmml.CodePartMissing, "function %q needs an expression", d.Name)
	}
	t, err := body.expression(d.Expression)
	if err != nil {
		if err = c.keep(err); err == nil {
			instance.failed = true
		}
		return instance, err
	}
	if d.DataType != 0 {
		t.Expr = program.Cast(t, d.DataType, d.Pos)
		t = retyped(t, d.DataType)
	}
	fn.Body = t.Expr
	fn.Nesting = c.nesting.measured(outer)
	all := c.budget.used[limit.Nodes] - before
	instance.nodes = all - (c.bodies - elsewhere)
	c.bodies = elsewhere + all
	fn.Steps = instance.nodes
	if d.OpType != 0 {
		t, _ = c.declaredAs(t, d.OpType, nil)
	}
	t.Domain = nil
	instance.result = t
	instance.compiling = false
	return instance, nil
}

// required fails where its expression has no value.
type required struct {
	expr  program.Expr
	fault *program.Fault
}

// Eval gives the value, or the fault where it is missing.
func (r *required) Eval(f *program.Frame) float64 {
	v := r.expr.Eval(f)
	if program.IsMissing(v) {
		return f.FailWith(r.fault)
	}
	return v
}
