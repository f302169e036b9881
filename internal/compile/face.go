package compile

import (
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// What the compilers of models call most: names, values and pieces of the
// document become fields, cells and nodes. Where a document is examined for all
// its errors, each of these keeps the error and gives something in its place.

// Errorf makes a document error at a node. class is pmml.ErrInvalid,
// pmml.ErrUnsupported or pmml.ErrLimit, or the [pmml.Code] of a rule.
func (b *builder) Errorf(at pmml.Node, class error, format string, args ...any) error {
	detail, plain := fmt.Sprintf(format, args...), class
	if rule, ok := class.(pmml.Code); ok {
		plain = rule.Class()
	}
	if b.faults.hasEnough(plain, detail) {
		return errReported // before its path is looked for
	}
	return b.errorOf(at, class, detail)
}

// errorOf makes an error, whether or not there are enough of the kind.
func (b *builder) errorOf(at pmml.Node, class error, detail string) *pmml.Error {
	rule, _ := class.(pmml.Code)
	if rule != "" {
		class = rule.Class()
	}
	return &pmml.Error{Class: class, Rule: rule, Pos: at.Position(), Path: pmml.PathTo(b.doc, at), Detail: detail}
}

// found says of an error what was found and what was expected, beside its sentence.
func found(err error, got string, want ...string) error {
	if e, ok := err.(*pmml.Error); ok {
		e.Got, e.Want = got, want
	}
	return err
}

// Keep is for kernels that look at several pieces, one independent of the other.
// It gives an error back as it is, and the kernel returns it. Only where a
// document is examined for all its errors, it takes note of the error and gives
// nil: the kernel goes on to the next piece with whatever it has. What it returns
// then is never run.
func (b *builder) Keep(err error) error { return b.keep(err) }

// MappedItems says whether items are reported by what the document maps them to.
func (b *builder) MappedItems() bool { return b.options.MappedItems }

// Version gives the version of the standard that the document declares.
func (b *builder) Version() pmml.Version { return b.doc.Version }

// Supports says whether models of a model's type can be compiled.
func (b *builder) Supports(m pmml.Model) bool { return b.types.of(m) != nil }

// Texts gives the table of the document's texts.
func (b *builder) Texts() *program.Texts { return b.program.Texts }

// NewSlot takes a cell of the frame. It is missing until something is stored.
func (b *builder) NewSlot() program.Slot {
	b.program.Slots++
	return program.Slot(b.program.Slots - 1)
}

// NewScratch takes a place in the frame's scratch memory.
func (b *builder) NewScratch() int {
	b.program.Scratch++
	return b.program.Scratch - 1
}

// Float32 says whether the model's arithmetic runs in float32.
func (c *Context) Float32() bool { return c.float32 }

// Function gives what the model does.
func (c *Context) Function() pmml.MiningFunction { return c.function }

// NamesSegment says whether some output of the model reads the results of a
// single segment.
func (c *Context) NamesSegment() bool { return c.namesSegment }

// Field resolves a field that the model sees: one of its mining schema, a
// result of an earlier segment, a derived field of the model or the document,
// or (in an output) an output field before. Derived fields are compiled when
// they are first asked for. The field must be one value.
func (c *Context) Field(name string, at pmml.Node) (*Field, error) {
	f, err := c.scalarField(name, at)
	if err == nil || c.faults == nil {
		return f, err
	}
	return c.placeholder(name, pmml.DataTypeString), c.keep(err)
}

// Number resolves a field that is used as a number.
func (c *Context) Number(name string, at pmml.Node) (*Field, error) {
	f, err := c.number(name, at)
	if err == nil || c.faults == nil {
		return f, err
	}
	return c.placeholder(name, pmml.DataTypeDouble), c.keep(err)
}

// placeholder stands for a field at fault.
func (c *Context) placeholder(name string, t pmml.DataType) *Field {
	return c.newField(name, c.NewSlot(), program.Typed{Type: t, Op: program.DefaultOpType(t)})
}

// Expression compiles an expression.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html
func (c *Context) Expression(e pmml.Expression) (program.Typed, error) {
	t, err := c.expression(e)
	if err == nil || c.faults == nil {
		return t, err
	}
	return constOf(program.Missing, pmml.DataTypeDouble), c.keep(err)
}

// DerivedField compiles a derived field's expression, cast to the field's type.
func (c *Context) DerivedField(d *pmml.DerivedField) (program.Typed, error) {
	t, err := c.derivedField(d)
	if err == nil || c.faults == nil {
		return t, err
	}
	return constOf(program.Missing, pmml.DataTypeDouble), c.keep(err)
}

// Predicate compiles a predicate.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html#xsdGroup_PREDICATE
func (c *Context) Predicate(p pmml.Predicate) (program.Predicate, error) {
	out, err := c.predicate(p)
	if err == nil || c.faults == nil {
		return out, err
	}
	return &program.Always{Result: program.Unknown}, c.keep(err)
}

// Constant gives the cell of a text of the document in a type.
func (b *builder) Constant(text string, t pmml.DataType, at pmml.Node) (float64, error) {
	v, err := b.constantCell(text, t, at)
	return v, b.keep(err)
}

// InferConstant types a text the way a Constant without a dataType is typed: a
// number with a point is a double, a whole number an integer, all else a string.
func (b *builder) InferConstant(text string) program.Typed {
	t := pmml.DataTypeString
	switch {
	case text == "NaN", text == "INF", text == "-INF", isNumeral(text) && strings.Contains(text, "."):
		t = pmml.DataTypeDouble
	case isNumeral(text):
		t = pmml.DataTypeInteger
	}
	if t != pmml.DataTypeString {
		if v, err := program.ParseValue(t, text); err == nil {
			return b.exactly(constOf(v, t), text)
		}
	}
	return constOf(b.program.Texts.Intern(text), pmml.DataTypeString)
}

// Target gives the model's only target.
func (c *Context) Target(at pmml.Node) (*Target, error) {
	if len(c.targets) == 1 {
		return c.targets[0], nil
	}
	err := c.Errorf(at, pmml.CodeCountMismatch, "the model needs one target field, found %d", len(c.targets))
	if err = c.keep(err); err != nil {
		return nil, err
	}
	if len(c.targets) > 0 {
		return c.targets[0], nil
	}
	return c.unnamedTarget(), nil
}

// Category gives the index of a category, adding it if it is new, and its cell.
func (t *Target) Category(text string, at pmml.Node) (int, float64, error) {
	i, cell, err := t.category(text, at)
	if err == nil || t.c.faults == nil {
		return i, cell, err
	}
	// A category of its own, so that nobody finds it twice.
	i = len(t.Categories)
	cell = -1e300 * float64(i+1) / maxFaults
	t.index[cell] = i
	t.Categories = append(t.Categories, Category{Text: text, Cell: cell})
	return i, cell, t.c.keep(err)
}

// Spare takes memory that the compiler of another kernel has left, nil for none.
// In a model of many segments each works in the memory of the one before.
func (b *builder) Spare(key any) any {
	v := b.spare[key]
	delete(b.spare, key)
	return v
}

// Leave leaves working memory to the next that asks Spare for it.
func (b *builder) Leave(key, memory any) {
	if b.spare == nil {
		b.spare = map[any]any{}
	}
	b.spare[key] = memory
}

// Draft gives what has been made of a model while the document was being read,
// nil for nothing. It is given once.
func (b *builder) Draft(m pmml.Model) any {
	d := b.options.Drafts[m]
	if d != nil {
		delete(b.options.Drafts, m)
	}
	return d
}
