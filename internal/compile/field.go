package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Field is a field as a model sees it.
type Field struct {
	Name string
	Slot program.Slot
	// Typed is the field's value: a [program.Ref] of the slot, with its type.
	program.Typed
	// lacking is why a result has no value, so that nothing may read it; else nil.
	lacking *pmml.Error
	// at is where a result of a segment is declared.
	at pmml.Pos
}

// field is Field where the caller deals with the error.
func (c *Context) field(name string, at pmml.Node) (*Field, error) {
	if c.broken[name] {
		return nil, errReported
	}
	if c.parameters != nil {
		if p, ok := c.parameters[name]; ok {
			ref, ok := p.Expr.(*program.Ref)
			if !ok {
				return nil, errReported // a constant has no slot: the function is called, not inlined
			}
			return &Field{Name: name, Slot: ref.Slot, Typed: p}, nil
		}
		return nil, c.Errorf(at, pmml.CodeNameUnknown, "%q is not a parameter of the function, and a function sees nothing else", name)
	}
	if f, ok := c.outputs[name]; ok && !c.deriving {
		return c.readable(f)
	}
	f, ok := c.fields[name]
	if ok && f == nil {
		return nil, c.Errorf(at, pmml.CodeCircular, "field %q is defined by itself", name)
	}
	if ok {
		if c.deriving && f == c.published[name] {
			return nil, c.tooEarly(name, at)
		}
		return c.readable(f)
	}
	c.fields[name] = nil
	f, err := c.resolve(name, at)
	if err != nil || f == nil {
		delete(c.fields, name)
		if err != nil {
			return nil, c.fieldFault(name, err)
		}
		return nil, c.unknownField(name, at)
	}
	c.fields[name] = f
	return c.readable(f)
}

// readable is read of a field that may be a result which the model cannot give.
func (c *Context) readable(f *Field) (*Field, error) {
	if f.lacking != nil {
		return nil, f.lacking
	}
	return c.read(f), nil
}

// Declared says whether the model sees a field of a name, or the document's
// dictionary has one.
func (c *Context) Declared(name string) bool {
	_, data := c.dataFields[name]
	_, local := c.locals[name]
	_, global := c.globals[name]
	_, published := c.published[name]
	return data || local || global || published || c.parent != nil && c.parent.Declared(name)
}

// Listed gives the valid values that the declaration of a field lists, in its
// order; nil for none.
func (c *Context) Listed(name string) []*pmml.Value {
	if _, ok := c.mining[name]; ok && c.dataFields[name] != nil {
		return validValues(c.dataFields[name].Values)
	}
	if c.published[name] != nil {
		return nil
	}
	if d, ok := c.locals[name]; ok {
		return validValues(d.Values)
	}
	if c.seesAll {
		return c.parent.Listed(name)
	}
	if d, ok := c.globals[name]; ok {
		return validValues(d.Values)
	}
	return nil
}

// read notes that what is being compiled reads a field, as one value unless the
// field is a collection or about to become one.
func (c *Context) read(f *Field) *Field {
	c.uses.read(f.Slot)
	if !f.List && !c.collecting {
		for int(f.Slot) >= len(c.single) {
			c.single = append(c.single, make([]bool, len(c.single)+64)...)
		}
		c.single[f.Slot] = true
	}
	return f
}

// resolve finds a field, nil where there is none.
func (c *Context) resolve(name string, at pmml.Node) (*Field, error) {
	if m, ok := c.mining[name]; ok {
		f, err := c.miningField(m, at)
		if f != nil || err != nil {
			return f, err
		}
	}
	if f, ok := c.published[name]; ok {
		if c.deriving {
			return nil, c.tooEarly(name, at)
		}
		return f, nil
	}
	if d, ok := c.locals[name]; ok {
		return c.derive(name, d)
	}
	if c.seesAll {
		return c.parent.field(name, at)
	}
	if _, ok := c.globals[name]; ok {
		return c.globalField(name, at)
	}
	if _, ok := c.outputs[name]; ok {
		return nil, c.tooEarly(name, at)
	}
	return nil, nil
}

// tooEarly is the error of a derived field that refers to a result: derived
// fields are computed before the model is.
func (c *Context) tooEarly(name string, at pmml.Node) error {
	return c.Errorf(at, pmml.ErrUnsupported, "field %q is a result of the model or its segments, which a derived field of the same model cannot refer to", name)
}

// globalField resolves a derived field of the document in the outermost scope
// that sees the same input values.
func (c *Context) globalField(name string, at pmml.Node) (*Field, error) {
	if c.parent != nil && (!c.alters || c.asAround(name)) {
		return c.parent.globalField(name, at)
	}
	f, ok := c.anew[name]
	if ok && f == nil {
		return nil, c.Errorf(at, pmml.CodeCircular, "field %q is defined by itself", name)
	}
	if ok {
		return f, nil
	}
	if c.anew == nil {
		c.anew = map[string]*Field{}
	}
	c.anew[name] = nil
	f, err := c.derive(name, c.globals[name])
	if err != nil {
		delete(c.anew, name)
		return nil, err
	}
	c.anew[name] = f
	return f, nil
}

// derive compiles a derived field into a step of the stage.
func (c *Context) derive(name string, d *pmml.DerivedField) (*Field, error) {
	outer, slot, deriving, collecting := c.uses.begin(), program.NoSlot, c.deriving, c.collecting
	c.deriving, c.collecting = true, false
	defer func() {
		c.uses.end(outer, slot)
		c.deriving, c.collecting = deriving, collecting
	}()
	t, err := c.derivedField(d)
	if err != nil {
		return nil, err
	}
	slot = c.NewSlot()
	c.stage.AddDerived(t.Expr, slot)
	return c.newField(name, slot, t), nil
}

// derivedField is DerivedField where the caller deals with the error.
func (c *Context) derivedField(d *pmml.DerivedField) (program.Typed, error) {
	if d.Expression == nil {
		return program.Typed{}, c.Errorf(d, pmml.CodePartMissing, "a derived field needs an expression")
	}
	t, err := c.expression(d.Expression)
	if err != nil {
		return program.Typed{}, err
	}
	if d.DataType != 0 {
		t = c.castTable(t, d.DataType)
		t.Expr = program.Cast(t, d.DataType, d.Pos)
		t = retyped(t, d.DataType)
	}
	op := d.OpType
	if op == 0 {
		op = program.DefaultOpType(t.Type)
	}
	t.Domain = nil
	return c.declaredAs(t, op, d.Values)
}

// retyped is a value as one of a type, to which it is cast. What has the type
// already keeps its optype and order.
func retyped(t program.Typed, to pmml.DataType) program.Typed {
	if t.Type != to {
		t.Type, t.Op, t.Domain, t.Levels = to, program.DefaultOpType(to), nil, nil
	}
	return t
}

// declaredAs is a value as a field of an optype. The order of an ordinal is that
// of the values that the field lists, or where it lists none the order that the
// value brings along: a reference passes a field through.
func (c *Context) declaredAs(t program.Typed, op pmml.OpType, values []*pmml.Value) (program.Typed, error) {
	t.Op = op
	if op != pmml.OpTypeOrdinal {
		t.Levels = nil
		return t, nil
	}
	levels, err := c.levels(values, t.Type)
	if levels != nil {
		t.Levels = levels
	}
	return t, err
}

// number is Number where the caller deals with the error.
func (c *Context) number(name string, at pmml.Node) (*Field, error) {
	f, err := c.field(name, at)
	if err != nil {
		return nil, err
	}
	switch {
	case f.List:
		return nil, c.Errorf(at, pmml.CodeFieldType, "field %q is a collection, where a number is needed", name)
	case program.IsNumeric(f.Type), f.Type == pmml.DataTypeBoolean, program.IsCount(f.Type):
		return f, nil
	}
	return nil, found(c.Errorf(at, pmml.CodeFieldType, "field %q is of type %s, where a number is needed", name, f.Type), f.Type.String(), "number")
}

// Sees says whether a name is that of a field which the model declares or sees:
// one of its mining schema, a derived field, or a result of an earlier segment.
func (c *Context) Sees(name string) bool {
	return c.mining[name] != nil || c.locals[name] != nil || c.published[name] != nil || c.globals[name] != nil
}

// CollectionField resolves a field whose value is a collection. An input that
// is used so takes collections from then on.
func (c *Context) CollectionField(name string, at pmml.Node) (*Field, error) {
	c.collecting = true
	f, err := c.field(name, at)
	c.collecting = false
	if err != nil {
		return nil, err
	}
	if f.Nested {
		return nil, c.nested(f, at)
	}
	if f.List {
		return f, nil
	}
	for i := range c.program.Inputs {
		if in := &c.program.Inputs[i]; in.Field.To == f.Slot {
			if int(f.Slot) < len(c.single) && c.single[f.Slot] {
				return nil, c.Errorf(at, pmml.ErrUnsupported, "field %q is used both as one value and as a collection", name)
			}
			in.List = true
			f.List = true
			return f, nil
		}
	}
	return nil, c.Errorf(at, pmml.CodeFieldType, "field %q is one value, where a collection is needed", name)
}

// nested is the error of an expression that reads a collection of collections.
func (c *Context) nested(f *Field, at pmml.Node) error {
	return c.Errorf(at, pmml.ErrUnsupported, "field %q is a collection of collections, which no expression reads", f.Name)
}

func (c *Context) unknownField(name string, at pmml.Node) error {
	if c.blind && c.faults != nil {
		return errReported
	}
	if _, ok := c.dataFields[name]; ok {
		return found(c.Errorf(at, pmml.CodeNameUnknown, "field %q is not in the model's MiningSchema", name), name)
	}
	return found(c.Errorf(at, pmml.CodeNameUnknown, "there is no field %q here", name), name)
}
