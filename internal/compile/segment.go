package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Segment compiles a model inside this one, which outputs may name by id.
func (c *Context) Segment(id string, m pmml.Model, at pmml.Node) (*Child, error) {
	if _, ok := c.segments[id]; ok {
		if err := c.keep(c.Errorf(at, pmml.CodeDuplicateName, "segment id %q is given twice", id)); err != nil {
			return nil, err
		}
		return c.model(c, m)
	}
	child, err := c.model(c, m)
	if err != nil {
		return nil, err
	}
	c.segments[id] = child
	for _, t := range child.Targets {
		c.uses.read(t.Slot)
	}
	return child, nil
}

// Feature compiles a feature that the segment's model has in particular, of the
// target with an outcome, for an output field of the model around. It gives false
// where there is none.
func (c *Child) Feature(o *pmml.OutputField, feature pmml.ResultFeature, rank, outcome int) (program.Typed, bool, error) {
	for _, t := range c.Targets {
		if t.Outcome == outcome && t.Features != nil {
			c.Context.uses.read(t.Slot)
			c.Context.uses.readModel(t.Slot)
			return t.Features(o, feature, rank)
		}
	}
	return program.Typed{}, false, nil
}

// Publish lets the segments after this one, and the model's outputs, see a
// segment's result under its name. It gives the slot that they read.
func (c *Context) Publish(r *Result, at pmml.Node) (program.Slot, error) {
	if r.broken {
		c.breaks(r.Name)
		return r.Slot, nil
	}
	if _, ok := c.published[r.Name]; ok {
		return 0, c.Errorf(at, pmml.CodeDuplicateName, "output field %q is given by two segments", r.Name)
	}
	if first := c.sameName(r.Name); first != nil {
		return 0, c.Errorf(at, pmml.CodeDuplicateName, "output field %q has the name of a field of the model around (line %d)", r.Name, first.Position().Line)
	}
	if _, ok := c.fields[r.Name]; ok {
		return 0, c.Errorf(at, pmml.CodeDuplicateName, "output field %q has the name of a field that the model already uses", r.Name)
	}
	f := c.newField(r.Name, c.NewSlot(), r.Typed)
	f.lacking = r.Lacking
	if r.Field != nil {
		f.at = r.Field.Pos
	}
	c.uses.depends(f.Slot, r.Slot)
	c.published[r.Name] = f
	return f.Slot, nil
}

// sameName gives the field beside the targets that the model sees by a name already,
// so that no segment's result may have it; nil for none.
func (c *Context) sameName(name string) pmml.Node {
	if m := c.mining[name]; m != nil && m.UsageType != pmml.UsageTypeTarget && m.UsageType != pmml.UsageTypePredicted {
		return m
	}
	if d := c.locals[name]; d != nil {
		return d
	}
	if d := c.globals[name]; d != nil {
		return d
	}
	return nil
}

// Promote makes a segment's result one of this model's results. It gives the
// slot that the kernel must fill. Segments may give results of one name, as
// numbers of several types: then it is a double.
func (c *Context) Promote(r *Result, at pmml.Node) (program.Slot, error) {
	for _, p := range c.promoted {
		switch {
		case p.Name != r.Name:
			continue
		case p.List != r.List || p.Nested != r.Nested:
			return 0, c.Errorf(at, pmml.ErrUnsupported, "output field %q is %s, where a segment before gives it as %s", r.Name, shape(r), shape(p))
		case p.Type == r.Type:
		case program.IsNumeric(p.Type) && program.IsNumeric(r.Type):
			p.Type, p.Op = pmml.DataTypeDouble, pmml.OpTypeContinuous
		default:
			return 0, c.Errorf(at, pmml.ErrUnsupported, "output field %q is of type %s, where a segment before gives it as %s", r.Name, r.Type, p.Type)
		}
		if r.Lacking == nil {
			p.Lacking = nil // some segment gives it
		}
		c.uses.depends(p.Slot, r.Slot)
		return p.Slot, nil
	}
	p := *r
	p.Slot = c.NewSlot()
	c.uses.depends(p.Slot, r.Slot)
	p.Typed.Expr = &program.Ref{Slot: p.Slot}
	c.promoted = append(c.promoted, &p)
	return p.Slot, nil
}

// shape says in words how many values a result is.
func shape(r *Result) string {
	switch {
	case r.Nested:
		return "a collection of collections"
	case r.List:
		return "a collection"
	}
	return "one value"
}

// Embedded compiles a model embedded in a tree's leaf. It predicts this model's
// target.
func (c *Context) Embedded(m pmml.EmbeddedModel) (program.Kernel, error) {
	child, err := c.embedded(m, c.targets)
	if err != nil {
		return nil, err
	}
	if err := child.embeddedTargets(m); err != nil {
		return nil, err
	}
	return stageKernel{child.stage}, nil
}

// EmbeddedStep compiles one of the embedded models of a MiningModel, which run
// in order. The last predicts the model's target; the others' results are
// published under the names of their ResultFields.
func (c *Context) EmbeddedStep(m pmml.EmbeddedModel, last bool) (*program.Stage, error) {
	base := m.EmbeddedBase()
	var targets []*Target
	if last {
		targets = c.targets
	}
	child, err := c.embedded(m, targets)
	if err != nil {
		return nil, err
	}
	if last {
		err = child.embeddedTargets(m)
	} else if err = child.declareTargets(base.Targets); err == nil {
		err = child.finishTargets()
	}
	if err != nil {
		return nil, err
	}
	fields := make([]*pmml.OutputField, 0, len(base.ResultFields))
	for _, r := range base.ResultFields {
		fields = append(fields, &pmml.OutputField{
			Element: r.Element, Name: r.Name, OpType: r.OpType, DataType: r.DataType, Feature: r.Feature, Value: r.Value,
		})
	}
	if base.Output != nil {
		fields = append(fields, base.Output.OutputFields...)
	}
	results, err := child.outputFields(fields)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		if _, ok := c.published[r.Name]; ok {
			return nil, c.Errorf(m, pmml.CodeDuplicateName, "result field %q is given by two models", r.Name)
		}
		c.published[r.Name] = c.newField(r.Name, r.Slot, r.Typed)
	}
	if last {
		c.promoted = append(c.promoted, results...)
	}
	return child.stage, nil
}

// embeddedTargets applies an embedded model's own Targets to the prediction
// that it shares with the model around it.
func (c *Context) embeddedTargets(m pmml.EmbeddedModel) error {
	for _, t := range c.targets {
		d, err := c.declarationOf(t, m.EmbeddedBase().Targets)
		if err != nil {
			return err
		}
		step, err := c.targetStep(t, d)
		if err != nil {
			return err
		}
		c.stage.AddTarget(step)
	}
	return nil
}

// embedded opens a scope that sees all that this one sees.
func (c *Context) embedded(m pmml.EmbeddedModel, targets []*Target) (*Context, error) {
	base := m.EmbeddedBase()
	form := c.types.ofEmbedded(m)
	child := &Context{
		builder: c.builder, parent: c, seesAll: true, node: m, function: base.FunctionName, float32: c.float32,
		stage:  c.newStage(aboutEmbedded(form, m)),
		mining: map[string]*pmml.MiningField{}, locals: map[string]*pmml.DerivedField{},
		published: map[string]*Field{}, outputs: map[string]*Field{}, fields: map[string]*Field{},
		segments: map[string]*Child{}, schema: &pmml.MiningSchema{}, targets: targets,
	}
	c.uses.stage(child.stage)
	if child.function == 0 {
		child.function = c.function
	}
	if err := child.AddLocalTransformations(base.LocalTransformations); err != nil {
		return nil, err
	}
	if targets == nil {
		child.targets = []*Target{child.unnamedTarget()}
	}
	for _, t := range targets {
		if child.isNumber(t) != t.number {
			if err := c.keep(c.Errorf(m, pmml.ErrInvalid, "functionName is %s, where the embedded model gives the prediction of a model of functionName %s", child.function, c.function)); err != nil {
				return nil, err
			}
		}
	}
	var err error
	if form == nil {
		err = c.Errorf(m, pmml.CodeModelUnsupported, "this embedded model is not supported")
	} else {
		outer := c.uses.begin()
		child.stage.Kernel, err = form.compileEmbedded(child, m)
		child.endKernel(outer)
	}
	child.failed = err != nil
	if err = c.keep(err); err != nil {
		return nil, err
	}
	return child, c.keep(child.rest(base.LocalTransformations))
}

// stageKernel runs a whole stage as a kernel.
type stageKernel struct{ stage *program.Stage }

// Score runs the stage.
func (k stageKernel) Score(f *program.Frame) { k.stage.Run(f) }
