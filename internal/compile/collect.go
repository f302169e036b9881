package compile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// How many errors of a document are collected, and how many of those may say the
// same.
const (
	maxFaults = 1000
	maxAlike  = 50
)

// errReported stands for an error that has been collected already. What depends
// on the piece at fault fails with it, and says nothing.
var errReported = errors.New("compile: the error is reported")

// collector collects the errors of a document.
type collector struct {
	list []*pmml.Error
	seen map[faultKey]bool
	// kinds counts the errors that say the same.
	kinds map[fault]int
	// globals names the document's derived fields that have been found at fault.
	globals map[string]bool
	// doubts are the remarks; remarked says which elements have one, remarks counts
	// those of a code.
	doubts   []Remark
	remarked map[pmml.Node]bool
	remarks  map[string]int
}

// faultKey tells errors apart: a piece that several models use is compiled more
// than once.
type faultKey struct {
	pos          pmml.Pos
	path, detail string
}

// fault is what an error says, wherever it is.
type fault struct {
	class  error
	detail string
}

func newCollector() *collector {
	return &collector{seen: map[faultKey]bool{}, kinds: map[fault]int{}, globals: map[string]bool{},
		remarked: map[pmml.Node]bool{}, remarks: map[string]int{}}
}

// add keeps an error. It gives an error where there are too many.
func (f *collector) add(err *pmml.Error) error {
	key := faultKey{err.Pos, err.Path, err.Detail}
	if f.seen[key] {
		return nil
	}
	f.seen[key] = true
	kind := fault{err.Class, err.Detail}
	f.kinds[kind]++
	switch n := f.kinds[kind]; {
	case n > maxAlike:
		return nil
	case n == maxAlike:
		err.Detail += "; more places with this error are not listed"
	}
	if len(f.list) == maxFaults {
		return &pmml.Error{Class: pmml.ErrLimit, Pos: err.Pos, Path: err.Path, Detail: fmt.Sprintf("more than %d errors were found, the rest of the document was not looked at", maxFaults)}
	}
	f.list = append(f.list, err)
	return nil
}

// hasEnough says whether no more errors that say this are listed, so that none
// need be made.
func (f *collector) hasEnough(class error, detail string) bool {
	return f != nil && f.kinds[fault{class, detail}] >= maxAlike
}

// keep gives an error back, or collects it where errors are collected, and then
// gives nil: the caller goes on without the piece at fault.
func (b *builder) keep(err error) error {
	if err != nil && (err == b.budget.over || b.reporting && b.lacking[err]) {
		return err // the latter is no error of an output field that reads another
	}
	if err == nil || b.faults == nil || err == errReported {
		if b.faults != nil {
			return nil
		}
		return err
	}
	e, ok := err.(*pmml.Error)
	if !ok {
		e = &pmml.Error{Class: pmml.ErrInvalid, Detail: err.Error()}
	}
	if e.Class == pmml.ErrLimit && len(b.faults.list) == maxFaults {
		return err
	}
	return b.faults.add(e)
}

// Problems examines a document for all that [Document] would refuse, in any of
// its models, and in what no model uses. It goes on after an error; of errors
// that follow from one another only the first is given. The order is that in
// which they were found. Remarks are what is doubtful beside.
func Problems(doc *pmml.Document, types Types, options Options) ([]*pmml.Error, []Remark) {
	options.Results, options.FinalResults = nil, false
	faults := newCollector()
	err := examine(doc, types, options, faults)
	if e, ok := err.(*pmml.Error); ok {
		return append(faults.list, e), faults.doubts
	}
	return faults.list, faults.doubts
}

func examine(doc *pmml.Document, types Types, options Options, faults *collector) error {
	b := newBuilder(doc, types, options)
	b.faults = faults
	if err := b.keep(b.dictionaries()); err != nil {
		return err
	}
	_, err := b.choose()
	if err = b.keep(err); err != nil {
		return err
	}
	for _, m := range doc.Models {
		// Every model is compiled as if it were the only one.
		own := newBuilder(doc, types, options)
		own.dataFields, own.globals, own.defines, own.faults, own.budget, own.patterns = b.dataFields, b.globals, b.defines, faults, b.budget, b.patterns
		if _, err := own.model(nil, m); err != nil {
			return err
		}
	}
	return b.unused()
}

// unused compiles the dictionaries by themselves: a scope that sees all data
// fields as they are.
func (b *builder) unused() error {
	c := &Context{
		builder: b, node: b.doc, stage: b.program.NewStage(nil), schema: &pmml.MiningSchema{},
		mining: map[string]*pmml.MiningField{}, locals: map[string]*pmml.DerivedField{},
		published: map[string]*Field{}, outputs: map[string]*Field{}, fields: map[string]*Field{},
		broken: map[string]bool{},
	}
	if d := b.doc.DataDictionary; d != nil {
		for _, f := range d.DataFields {
			if err := c.Next(); err != nil {
				return err
			}
			if c.mining[f.Name] != nil {
				continue
			}
			m := &pmml.MiningField{Element: pmml.Element{Pos: f.Pos}, Name: f.Name}
			c.mining[f.Name] = m
			_, err := c.inputField(m, b.dataFields[f.Name])
			if err != nil {
				c.broken[f.Name] = true
			}
			if err = b.keep(err); err != nil {
				return err
			}
		}
	}
	t := b.doc.TransformationDictionary
	if t == nil {
		return nil
	}
	for _, d := range t.DerivedFields {
		name := d.Name.Or("")
		if b.globals[name] != d || b.faults.globals[name] {
			continue
		}
		_, err := c.field(name, d)
		if err = b.keep(err); err != nil {
			return err
		}
	}
	return c.unusedFunctions(t.DefineFunctions)
}

// unusedFunctions compiles functions as if they were called. Where parameters do
// not say their types, what counts is what is wrong for numbers and for texts. Texts
// may be ordinals, and so have an order, unless a parameter says otherwise.
func (c *Context) unusedFunctions(list []*pmml.DefineFunction) error {
	typed := true
	for _, d := range list {
		for _, p := range d.ParameterFields {
			typed = typed && p.DataType != 0 && (p.DataType != pmml.DataTypeString || p.OpType != 0)
		}
	}
	numbers, err := c.tryFunctions(list, pmml.DataTypeDouble, pmml.OpTypeContinuous)
	if err == nil && !typed {
		var texts []*pmml.Error
		texts, err = c.tryFunctions(list, pmml.DataTypeString, pmml.OpTypeOrdinal)
		wrong := map[faultKey]bool{}
		for _, e := range texts {
			wrong[faultKey{e.Pos, e.Path, e.Detail}] = true
		}
		numbers = slices.DeleteFunc(numbers, func(e *pmml.Error) bool { return !wrong[faultKey{e.Pos, e.Path, e.Detail}] })
	}
	if err != nil {
		return err
	}
	for _, e := range numbers {
		if err := c.keep(e); err != nil {
			return err
		}
	}
	return nil
}

// tryFunctions gives the errors of functions for arguments of a type. Functions that
// others call are compiled once.
func (c *Context) tryFunctions(list []*pmml.DefineFunction, t pmml.DataType, op pmml.OpType) ([]*pmml.Error, error) {
	b := newBuilder(c.doc, c.types, c.options)
	b.dataFields, b.globals, b.defines, b.faults, b.budget = c.dataFields, c.globals, c.defines, newCollector(), c.budget
	body := *c
	body.builder = b
	for _, d := range list {
		args := make([]program.Typed, len(d.ParameterFields))
		for i := range args {
			args[i] = program.Typed{Expr: &program.Const{Value: program.Missing}, Type: t, Op: op}
		}
		_, err := body.callDefined(&pmml.Apply{Element: pmml.Element{Pos: d.Pos}, Function: d.Name}, d, args)
		_ = b.keep(err) // what was too much is left out
		if c.budget.over != nil {
			return nil, c.budget.over
		}
	}
	return b.faults.list, nil
}

// rest compiles what the model declares and nothing asked for.
func (c *Context) rest(t *pmml.LocalTransformations) error {
	if c.faults == nil || t == nil {
		return nil
	}
	for _, d := range t.DerivedFields {
		name := d.Name.Or("")
		if c.locals[name] != d {
			continue
		}
		_, err := c.field(name, d)
		if err = c.keep(err); err != nil {
			return err
		}
	}
	return nil
}

// fieldFault deals with the error of a field that is declared and cannot be
// compiled: it is told once.
func (c *Context) fieldFault(name string, err error) error {
	if c.faults == nil {
		return err
	}
	c.breaks(name)
	if c.globals[name] != nil {
		c.faults.globals[name] = true
	}
	if err := c.keep(err); err != nil {
		return err
	}
	return errReported
}

// breaks marks a field as one whose error is reported.
func (c *Context) breaks(name string) {
	if c.faults == nil {
		return
	}
	if c.broken == nil {
		c.broken = map[string]bool{}
	}
	c.broken[name] = true
}
