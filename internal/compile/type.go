package compile

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Type is a model type: all that is known of the models of one element. It is
// made of a [ModelType].
type Type interface {
	// Element gives the name of the type's element, as "TreeModel".
	Element() string
	// InOthers gives the form of the models that stand inside others, nil for none.
	InOthers() Embedded

	is(m pmml.Model) bool
	compile(c *Context, m pmml.Model) (program.Kernel, error)
	targetName(m pmml.Model) string
	inherits(m pmml.Model) bool
	mixed() bool
	counted() []Counted
	count(s *Size, m pmml.Model)
	check(c *check.Checker, m pmml.Model)
}

// ModelType is the [Type] of the models M. All but Compile may be left out.
type ModelType[M pmml.Model] struct {
	// Compile compiles a model in its own scope.
	Compile func(c *Context, m M) (program.Kernel, error)
	// Embedded is the form of the models that stand inside others.
	Embedded Embedded
	// TargetName gives the field that a model itself names as its target, "" for
	// none. It is heeded where the mining schema has no target.
	TargetName func(m M) string
	// Inherits says that a model predicts what the models inside it predict. Any
	// other has a target by its function, whether the document names one or not.
	Inherits func(m M) bool
	// Mixed says that some targets may be numbers and others categories, by their
	// optype and whatever functionName says.
	Mixed bool
	// Counts are what a model consists of; Count counts them.
	Counts []Counted
	Count  func(s *Size, m M)
	// Check looks for what is doubtful in a model, apart from the models inside it.
	Check func(c *check.Checker, m M)
}

// Element gives the name of the type's element.
func (ModelType[M]) Element() string {
	var m M
	return m.ElementName()
}

// InOthers gives the form of the models that stand inside others, nil for none.
func (t ModelType[M]) InOthers() Embedded { return t.Embedded }

func (ModelType[M]) is(m pmml.Model) bool {
	_, ok := m.(M)
	return ok
}

func (t ModelType[M]) compile(c *Context, m pmml.Model) (program.Kernel, error) {
	return t.Compile(c, m.(M))
}

func (t ModelType[M]) targetName(m pmml.Model) string {
	if t.TargetName == nil {
		return ""
	}
	return t.TargetName(m.(M))
}

func (t ModelType[M]) inherits(m pmml.Model) bool { return t.Inherits != nil && t.Inherits(m.(M)) }

func (t ModelType[M]) mixed() bool { return t.Mixed }

func (t ModelType[M]) counted() []Counted { return t.Counts }

func (t ModelType[M]) count(s *Size, m pmml.Model) {
	if t.Count != nil {
		t.Count(s, m.(M))
	}
}

func (t ModelType[M]) check(c *check.Checker, m pmml.Model) {
	if t.Check != nil {
		t.Check(c, m.(M))
	}
}

// Embedded is the form of a model type that stands inside other models, up to
// PMML 4.0. It is made of an [EmbeddedType].
type Embedded interface {
	// Element gives the name of its element, as "DecisionTree".
	Element() string

	isEmbedded(m pmml.EmbeddedModel) bool
	compileEmbedded(c *Context, m pmml.EmbeddedModel) (program.Kernel, error)
	countEmbedded(s *Size, m pmml.EmbeddedModel)
	checkEmbedded(c *check.Checker, m pmml.EmbeddedModel)
}

// EmbeddedType is the [Embedded] form of the models M. Check may be left out.
type EmbeddedType[M pmml.EmbeddedModel] struct {
	Name string
	// Compile compiles a model in a scope that sees all that the one around it sees.
	Compile func(c *Context, m M) (program.Kernel, error)
	Count   func(s *Size, m M)
	Check   func(c *check.Checker, m M)
}

// Element gives the name of its element.
func (t EmbeddedType[M]) Element() string { return t.Name }

func (EmbeddedType[M]) isEmbedded(m pmml.EmbeddedModel) bool {
	_, ok := m.(M)
	return ok
}

func (t EmbeddedType[M]) compileEmbedded(c *Context, m pmml.EmbeddedModel) (program.Kernel, error) {
	return t.Compile(c, m.(M))
}

func (t EmbeddedType[M]) countEmbedded(s *Size, m pmml.EmbeddedModel) { t.Count(s, m.(M)) }

func (t EmbeddedType[M]) checkEmbedded(c *check.Checker, m pmml.EmbeddedModel) {
	if t.Check != nil {
		t.Check(c, m.(M))
	}
}

// Types is a list of model types. The package models has the one of all that are
// scored; passing it in keeps imports one way.
type Types []Type

// of gives the type of a model, nil where it is not listed.
func (types Types) of(m pmml.Model) Type {
	for _, t := range types {
		if t.is(m) {
			return t
		}
	}
	return nil
}

// ofEmbedded gives the form of an embedded model, nil where no type has it.
func (types Types) ofEmbedded(m pmml.EmbeddedModel) Embedded {
	for _, t := range types {
		if e := t.InOthers(); e != nil && e.isEmbedded(m) {
			return e
		}
	}
	return nil
}

// Check looks for what is doubtful in a model, apart from the models inside it.
func (types Types) Check(c *check.Checker, m pmml.Model) {
	if t := types.of(m); t != nil {
		t.check(c, m)
	}
}

// CheckEmbedded is Check for an embedded model. It gives the name of its element.
func (types Types) CheckEmbedded(c *check.Checker, m pmml.EmbeddedModel) string {
	e := types.ofEmbedded(m)
	if e == nil {
		return ""
	}
	e.checkEmbedded(c, m)
	return e.Element()
}
