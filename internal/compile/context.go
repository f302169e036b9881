package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Context is the scope of one model while it is compiled: the fields that the
// model sees, and the stage that the compiled pieces go to.
//
// Spec: https://dmg.org/pmml/v4-4-1/FieldScope.html
type Context struct {
	*builder
	parent *Context
	node   pmml.Node
	// kind is the model's type, nil where that is embedded or none that is known.
	kind Type
	// function is what the model does.
	function pmml.MiningFunction
	float32  bool
	stage    *program.Stage

	mining map[string]*pmml.MiningField
	locals map[string]*pmml.DerivedField
	// published holds results of embedded models and of segments that ran
	// before, for the segments after them and the model's outputs.
	published map[string]*Field
	// outputs holds the model's own output fields compiled so far.
	outputs map[string]*Field
	// fields holds what has been resolved; nil marks a field being resolved.
	fields map[string]*Field
	// anew holds the document's derived fields that the scope computes itself, apart
	// from a local or mining field of the name.
	anew map[string]*Field
	// deriving says that a derived field of the model is being compiled.
	deriving bool
	// alters says that the mining schema treats some field its own way, so that
	// the document's derived fields must be computed anew in this scope.
	alters bool
	// unaltered says which of these are the same here as in the scope around.
	unaltered map[string]bool
	// parameters are those of a function, in whose body nothing else is seen.
	parameters map[string]program.Typed

	targets []*Target
	// returned stands for the target of whichever segment gives the result.
	returned *Target
	// segments are the children that outputs may name by segmentId; namesSegment
	// says that one does.
	segments     map[string]*Child
	namesSegment bool
	// promoted are the results of segments that the model passes on.
	promoted []*Result
	// seesAll marks the scope of an embedded model: it has no mining schema and
	// sees all that its parent sees.
	seesAll bool
	// broken names fields whose errors are reported, and failed marks a model whose
	// kernel's is; blind marks one whose mining schema is missing.
	broken        map[string]bool
	failed, blind bool
	schema        *pmml.MiningSchema
}

// Child is a compiled model inside another, or the document's own.
type Child struct {
	Context *Context
	Stage   *program.Stage
	Targets []*Target
	// Outputs are the model's output fields: those of segments that it passes
	// on, then its own.
	Outputs []*Result
	// Own are those of the outputs that the model's Output declares.
	Own []*Result
}

// model compiles a model in a new scope below parent, nil for the document's.
func (b *builder) model(parent *Context, m pmml.Model) (*Child, error) {
	if err := b.Spend(limit.Nodes, 1, m); err != nil {
		return nil, err
	}
	if err := b.Look(); err != nil {
		return nil, err
	}
	base := m.Base()
	size := 0
	if base.MiningSchema != nil {
		size = len(base.MiningSchema.MiningFields)
	}
	c := &Context{
		builder:   b,
		parent:    parent,
		node:      m,
		kind:      b.types.of(m),
		function:  base.FunctionName,
		float32:   base.MathContext == pmml.MathContextFloat,
		stage:     b.newStage(aboutModel(m)),
		mining:    make(map[string]*pmml.MiningField, size),
		locals:    map[string]*pmml.DerivedField{},
		published: map[string]*Field{},
		outputs:   map[string]*Field{},
		fields:    make(map[string]*Field, size),
		segments:  map[string]*Child{},
		schema:    base.MiningSchema,
	}
	b.uses.stage(c.stage)
	if c.kind == nil {
		err := found(b.Errorf(m, pmml.CodeModelUnsupported, "model type %s is not supported", m.ElementName()), m.ElementName())
		if err = b.keep(err); err != nil {
			return nil, err
		}
		c.failed = true
	}
	if err := c.keep(c.readSchema(m)); err != nil {
		return nil, err
	}
	if err := c.AddLocalTransformations(base.LocalTransformations); err != nil {
		return nil, err
	}
	if err := c.makeTargets(m); err != nil {
		return nil, err
	}
	if err := c.compileKernel(m); err != nil {
		return nil, err
	}
	if err := c.finishTargets(); err != nil {
		return nil, err
	}
	child := &Child{Context: c, Stage: c.stage, Targets: c.targets}
	var err error
	if child.Own, err = c.compileOutputs(base.Output); err == nil {
		err = c.rest(base.LocalTransformations)
	}
	if k, ok := c.stage.Kernel.(Finisher); ok && !c.failed && err == nil {
		c.stage.Kernel = k.Finish(c)
	}
	for _, p := range c.promoted {
		if c.outputs[p.Name] == nil {
			child.Outputs = append(child.Outputs, p)
		}
	}
	child.Outputs = append(child.Outputs, child.Own...)
	return child, err
}

// Finisher is a kernel that takes its final form once the model's outputs are
// compiled, and so is known what of it they read.
type Finisher interface {
	Finish(c *Context) program.Kernel
}

// compileKernel compiles what the model does itself.
func (c *Context) compileKernel(m pmml.Model) error {
	if c.failed {
		if len(c.targets) == 0 {
			c.targets = append(c.targets, c.unnamedTarget())
		}
		return nil
	}
	outer := c.uses.begin()
	kernel, err := c.kind.compile(c, m)
	c.endKernel(outer)
	c.stage.Kernel = kernel
	c.failed = err != nil || kernel == nil
	return c.keep(err)
}

// endKernel notes what the model's kernel reads as what its targets are computed
// from.
func (c *Context) endKernel(outer *definition) {
	targets := c.targets
	if c.returned != nil {
		targets = append(slices.Clip(targets), c.returned)
	}
	c.uses.endModel(outer, targets)
}

func (c *Context) readSchema(m pmml.Model) error {
	if c.schema == nil {
		c.schema, c.blind = &pmml.MiningSchema{}, true
		if c.failed {
			return nil // nothing of the model has been read
		}
		return c.Errorf(m, pmml.CodePartMissing, "a model needs a MiningSchema")
	}
	for _, f := range c.schema.MiningFields {
		if err := c.Next(); err != nil {
			return err
		}
		if first, ok := c.mining[f.Name]; ok {
			if err := c.keep(c.again(f, first, "mining field %q is declared twice", f.Name)); err != nil {
				return err
			}
			continue
		}
		c.mining[f.Name] = f
		if c.parent == nil {
			if err := c.declareInput(f); err != nil {
				c.breaks(f.Name)
				if err = c.keep(err); err != nil {
					return err
				}
			}
		} else if treats(f) && !isTarget(f) {
			c.alters = true
		}
	}
	return nil
}

// AddLocalTransformations adds the derived fields of a model: its own, or those
// that stand elsewhere, as PMML 4.0 allows in a Segmentation.
func (c *Context) AddLocalTransformations(t *pmml.LocalTransformations) error {
	if t == nil {
		return nil
	}
	for _, d := range t.DerivedFields {
		if err := c.Next(); err != nil {
			return err
		}
		if err := c.keep(c.addLocal(d)); err != nil {
			return err
		}
	}
	return nil
}

func (c *Context) addLocal(d *pmml.DerivedField) error {
	name, ok := d.Name.Get()
	if !ok {
		return c.Errorf(d, pmml.CodePartMissing, "a derived field of a model needs a name")
	}
	own, err := c.declareLocal(name, d)
	if own {
		c.locals[name] = d
	}
	return err
}

func isTarget(f *pmml.MiningField) bool {
	return f.UsageType == pmml.UsageTypeTarget || f.UsageType == pmml.UsageTypePredicted
}

// treats says whether a nested mining field does anything to its parent's
// value. A missingValueTreatment or invalidValueTreatment alone does not: the
// parent has dealt with what is missing or invalid.
func treats(f *pmml.MiningField) bool {
	return f.OpType != 0 || f.MissingValueReplacement.IsSet() || f.InvalidValueReplacement.IsSet() ||
		f.Outliers > pmml.OutliersAsIs || f.InvalidValueTreatment > pmml.InvalidValueTreatmentAsIs
}
