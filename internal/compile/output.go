package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/functions"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// compileOutputs compiles a model's output fields.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
func (c *Context) compileOutputs(o *pmml.Output) ([]*Result, error) {
	if o == nil {
		return nil, nil
	}
	return c.outputFields(o.OutputFields)
}

func (c *Context) outputFields(fields []*pmml.OutputField) ([]*Result, error) {
	results := make([]*Result, 0, len(fields))
	var steps []program.Step
	for _, o := range fields {
		if _, ok := c.outputs[o.Name]; ok {
			first := fields[slices.IndexFunc(fields, func(f *pmml.OutputField) bool { return f.Name == o.Name })]
			if err := c.keep(c.again(o, first, "output field %q is declared twice", o.Name)); err != nil {
				return nil, err
			}
			continue
		}
		outer := c.uses.begin()
		c.reporting = true
		t, target, err := c.outputValue(o)
		c.reporting = false
		if err != nil {
			c.uses.end(outer, program.NoSlot)
			if lacking, ok := c.lacks(err); ok {
				c.remark(false, RemarkOutputLacking, o, "output field %q is always missing: %s", o.Name, lacking.Detail)
				t := noOutput(o)
				slot := c.NewSlot()
				steps = append(steps, program.Output(t.Expr, slot))
				f := c.newField(o.Name, slot, t)
				f.lacking = lacking
				c.outputs[o.Name] = f
				results = append(results, &Result{Name: o.Name, Slot: slot, Typed: f.Typed, Field: o, Lacking: lacking})
				continue
			}
			if err = c.keep(err); err != nil {
				return nil, err
			}
			c.breaks(o.Name)
			results = append(results, &Result{Name: o.Name, Slot: c.NewSlot(), Typed: constOf(program.Missing, pmml.DataTypeString), Field: o, broken: true})
			continue
		}
		if o.DataType != 0 && o.DataType != t.Type {
			t.Expr = program.Cast(t, o.DataType, o.Pos)
			t = retyped(t, o.DataType)
		}
		t.Domain = nil
		if o.OpType != 0 {
			t, err = c.declaredAs(t, o.OpType, o.Values)
			if err = c.keep(err); err != nil {
				return nil, err
			}
		}
		slot := c.NewSlot()
		c.uses.end(outer, slot)
		steps = append(steps, program.Output(t.Expr, slot))
		f := c.newField(o.Name, slot, t)
		c.outputs[o.Name] = f
		results = append(results, &Result{Name: o.Name, Slot: slot, Typed: f.Typed, Target: target, Field: o})
	}
	c.stage.AddOutputs(steps...)
	return results, nil
}

// outputValue compiles what an output field reports.
func (c *Context) outputValue(o *pmml.OutputField) (program.Typed, *Target, error) {
	feature := o.Feature
	if feature == 0 {
		feature = pmml.ResultFeaturePredictedValue
		if o.Expression != nil {
			feature = pmml.ResultFeatureTransformedValue
		}
	}
	switch feature {
	case pmml.ResultFeatureTransformedValue, pmml.ResultFeatureDecision:
		t, err := c.outputExpression(o, feature)
		return t, nil, err
	case pmml.ResultFeatureWarning:
		// Nothing is ever warned of.
		return constOf(program.Missing, pmml.DataTypeString), nil, nil
	case pmml.ResultFeatureXReport:
		t, err := c.report(o)
		return t, nil, err
	}
	if c.noSegment(o) {
		return noOutput(o), nil, nil
	}
	target, owner, err := c.outputTarget(o)
	if err != nil {
		if t, ok, err := c.modelFeature(o, feature); ok || err != nil {
			return t, nil, err
		}
		return program.Typed{}, nil, err
	}
	c.uses.read(target.Slot) // and so the target's whole outcome
	t, err := owner.targetFeature(o, feature, target)
	return t, target, err
}

// modelFeature compiles a feature that belongs to a model with several targets
// rather than to one of them.
func (c *Context) modelFeature(o *pmml.OutputField, feature pmml.ResultFeature) (program.Typed, bool, error) {
	if o.SegmentID.IsSet() || o.TargetField.IsSet() || len(c.targets) < 2 || c.targets[0].Features == nil {
		return program.Typed{}, false, nil
	}
	switch feature {
	case pmml.ResultFeatureEntityId, pmml.ResultFeatureAffinity, pmml.ResultFeatureEntityAffinity:
	default:
		return program.Typed{}, false, nil
	}
	for _, t := range c.targets {
		c.uses.read(t.Slot)
		c.uses.readModel(t.Slot)
	}
	rank := o.Rank.Or(1)
	if rank < 1 {
		return program.Typed{}, false, c.Errorf(o, pmml.CodeOutOfRange, "rank %d is below 1", rank)
	}
	return c.targets[0].Features(o, feature, rank)
}

// report compiles a vendor's x-report of another output field. No report is
// written; one on a field without a value is an error, as it is for the vendor.
func (c *Context) report(o *pmml.OutputField) (program.Typed, error) {
	f, ok := c.outputs[o.ReportField.Or("")]
	if !ok {
		return program.Typed{}, c.Errorf(o, pmml.CodeNameUnknown, "there is no output field %q before this one to report on", o.ReportField.Or(""))
	}
	if f.lacking != nil {
		return program.Typed{}, f.lacking
	}
	c.uses.read(f.Slot)
	fault := &program.Fault{Field: f.Name, Pos: o.Pos, Detail: "the field has no value to report on"}
	return program.Typed{Expr: &report{slot: f.Slot, fault: fault}, Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical}, nil
}

type report struct {
	slot  program.Slot
	fault *program.Fault
}

// Eval gives no report.
func (r *report) Eval(f *program.Frame) float64 {
	if program.IsMissing(f.Cells[r.slot]) {
		return f.FailWith(r.fault)
	}
	return program.Missing
}

// noSegment says whether an output field names a segment that the model does not
// have: its result is missing, as that of one which does not run.
func (c *Context) noSegment(o *pmml.OutputField) bool {
	id, ok := o.SegmentID.Get()
	if !ok || c.segments[id] != nil {
		return false
	}
	if !c.failed {
		c.remark(false, RemarkSegmentUnknown, o, "output field %q is always missing: there is no segment %q", o.Name, id)
	}
	return true
}

// noOutput is an output field that never has a value.
func noOutput(o *pmml.OutputField) program.Typed {
	t := o.DataType
	if t == 0 {
		t = pmml.DataTypeString
		switch o.Feature {
		case pmml.ResultFeatureProbability, pmml.ResultFeatureConfidence, pmml.ResultFeatureResidual, pmml.ResultFeatureStandardError,
			pmml.ResultFeatureAffinity, pmml.ResultFeatureClusterAffinity, pmml.ResultFeatureEntityAffinity,
			pmml.ResultFeatureConfidenceIntervalLower, pmml.ResultFeatureConfidenceIntervalUpper:
			t = pmml.DataTypeDouble
		}
	}
	return constOf(program.Missing, t)
}

func (c *Context) outputExpression(o *pmml.OutputField, feature pmml.ResultFeature) (program.Typed, error) {
	if o.Expression != nil {
		return c.expressionOfSegment(o)
	}
	id, hasSegment := o.SegmentID.Get()
	name, hasName := o.Value.Get()
	if !hasSegment || !hasName {
		return program.Typed{}, c.Errorf(o, pmml.CodePartMissing, "an output field with feature=%s needs an expression", feature)
	}
	if c.noSegment(o) {
		return noOutput(o), nil
	}
	child := c.segments[id]
	c.namesSegment = true
	for _, r := range child.Outputs {
		if r.Name == name && r.broken {
			return program.Typed{}, errReported
		}
		if r.Name == name && r.Lacking != nil {
			return program.Typed{}, r.Lacking
		}
		if r.Name == name {
			c.uses.read(r.Slot)
			return r.Typed, nil
		}
	}
	return program.Typed{}, c.Errorf(o, pmml.CodeNameUnknown, "segment %q has no output field %q", id, name)
}

// expressionOfSegment compiles an output's expression, which has no value where it is
// one of a segment that does not exist, does not run or has no prediction.
func (c *Context) expressionOfSegment(o *pmml.OutputField) (program.Typed, error) {
	t, err := c.expression(o.Expression)
	id, ok := o.SegmentID.Get()
	if !ok || err != nil {
		return t, err
	}
	if c.noSegment(o) {
		return retyped(noOutput(o), t.Type), nil
	}
	child := c.segments[id]
	if len(child.Targets) == 0 || t.List {
		return t, nil
	}
	c.namesSegment = true
	of := child.Targets[0]
	c.uses.read(of.Slot)
	call := &functions.Call{Name: "isNotMissing", Args: []program.Typed{of.typed()}, Texts: c.Texts(), Pos: o.Pos, NewScratch: c.NewScratch, Decimal: c.options.Decimal}
	ran, err := functions.Build(call)
	if err != nil {
		return t, err
	}
	call.Name, call.Args = "if", []program.Typed{ran, t}
	chosen, err := functions.Build(call)
	t.Expr, t.Domain = chosen.Expr, nil
	return t, err
}

// outputTarget finds the target that an output field reports on, and the scope
// of the model that predicts it.
func (c *Context) outputTarget(o *pmml.OutputField) (*Target, *Context, error) {
	owner := c
	if id, ok := o.SegmentID.Get(); ok {
		c.namesSegment = true
		owner = c.segments[id].Context
	}
	name, named := o.TargetField.Get()
	for _, t := range owner.targets {
		if !named && len(owner.targets) == 1 || named && t.Name == name {
			return t, owner, nil
		}
	}
	switch {
	case owner.failed && c.faults != nil && len(owner.targets) == 0:
		return nil, nil, errReported
	case !named && owner.returned != nil:
		return owner.returned, owner, nil
	case named:
		return nil, nil, c.Errorf(o, pmml.CodeNameUnknown, "the model has no target field %q", name)
	case len(owner.targets) == 0:
		return nil, nil, c.Lacks(o, pmml.CodeNameUnknown, "the model has no target field to report on")
	}
	return nil, nil, c.Errorf(o, pmml.CodePartMissing, "the model has %d target fields, so the output field needs a targetField", len(owner.targets))
}

// targetFeature compiles a feature of a target's outcome.
func (c *Context) targetFeature(o *pmml.OutputField, feature pmml.ResultFeature, t *Target) (program.Typed, error) {
	number := pmml.DataTypeDouble
	if c.float32 {
		number = pmml.DataTypeFloat
	}
	rank := o.Rank.Or(1)
	lowest := 1
	if o.IsMultiValued.Or(false) && t.Several {
		lowest = 0 // all
	}
	if rank < lowest {
		return program.Typed{}, c.Errorf(o, pmml.CodeOutOfRange, "rank %d is below %d", rank, lowest)
	}
	if t.Features != nil {
		if typed, ok, err := t.Features(o, feature, rank); ok || err != nil {
			c.uses.readModel(t.Slot) // it may look at what its kernel looks at
			return typed, err
		}
	}
	categorical := !t.number
	switch feature {
	case pmml.ResultFeaturePredictedValue:
		if rank > 1 && categorical {
			r := t.typed()
			r.Expr = &program.RankedCategory{Outcome: t.Outcome, Rank: rank, Ascending: o.RankOrder == pmml.RankOrderAscending, Cells: t.cells()}
			return r, nil
		}
		return t.typed(), nil
	case pmml.ResultFeaturePredictedDisplayValue:
		return c.displayValue(t), nil
	case pmml.ResultFeatureProbability, pmml.ResultFeatureConfidence:
		if !categorical {
			return program.Typed{}, c.Lacks(o, pmml.CodeFieldType, "feature=%s needs a classification, and the model's target is a number", feature)
		}
		p := &program.CategoryShare{Outcome: t.Outcome, Category: program.PredictedCategory, Confidence: feature == pmml.ResultFeatureConfidence, Rank: rank}
		if text, ok := o.Value.Get(); ok {
			p.Category = c.knownCategory(t, text)
		}
		return program.Typed{Expr: p, Type: number, Op: pmml.OpTypeContinuous}, nil
	case pmml.ResultFeatureEntityId:
		entities := t.EntityIDs()
		if entities == nil && !c.failed {
			return program.Typed{}, c.Lacks(o, pmml.ErrUnsupported, "feature=entityId is not defined for this model")
		}
		ids := make([]float64, len(entities))
		for i, id := range entities {
			ids[i] = c.Texts().Intern(id)
		}
		return program.Typed{Expr: &program.EntityID{Outcome: t.Outcome, IDs: ids}, Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical}, nil
	case pmml.ResultFeatureResidual:
		return c.residual(o, t, number, categorical)
	}
	if c.failed {
		return program.Typed{}, errReported
	}
	return program.Typed{}, c.Lacks(o, pmml.ErrUnsupported, "feature=%s is not supported for this model", feature)
}

// knownCategory gives the index of a category that the model may predict, or
// of none, whose probability is 0.
func (c *Context) knownCategory(t *Target, text string) int {
	if cell, ok := c.comparable(text, t.Type); ok {
		if i, ok := t.index[cell]; ok {
			return i
		}
	}
	return program.UnknownCategory
}

// cells gives the categories' cells by index.
func (t *Target) cells() []float64 {
	cells := make([]float64, len(t.Categories))
	for i, k := range t.Categories {
		cells[i] = k.Cell
	}
	return cells
}

func (c *Context) displayValue(t *Target) program.Typed {
	value := t.typed()
	if len(t.display) == 0 {
		return value
	}
	texts := make(map[float64]float64, len(t.display))
	for cell, text := range t.display {
		texts[cell] = c.Texts().Intern(text)
	}
	return program.Typed{
		Expr: &program.DisplayValue{Slot: t.Slot, Texts: texts, Else: program.Cast(value, pmml.DataTypeString, pmml.Pos{})},
		Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical,
	}
}

// residual compiles the difference between the observed and the predicted value.
func (c *Context) residual(o *pmml.OutputField, t *Target, number pmml.DataType, categorical bool) (program.Typed, error) {
	seen := t
	if t.about != nil && !o.TargetField.IsSet() {
		seen = t.about
	}
	if seen.Name == "" {
		return program.Typed{}, c.Errorf(o, pmml.CodePartMissing, "feature=residual needs a target field that the model names")
	}
	observed, err := c.observed(seen, o)
	if err != nil {
		return program.Typed{}, err
	}
	r := program.Typed{Type: number, Op: pmml.OpTypeContinuous}
	if !categorical {
		r.Expr = &program.Residual{Observed: c.observedNumber(observed, o), Predicted: t.Slot}
		return r, nil
	}
	cr := &program.CategoryResidual{Observed: observed.Slot, Outcome: t.Outcome, Category: program.PredictedCategory}
	if text, ok := o.Value.Get(); ok {
		cr.Category = c.knownCategory(t, text)
		if cr.Cell, ok = c.comparable(text, t.Type); !ok {
			cr.Cell = program.NaN
		}
	}
	r.Expr = cr
	return r, nil
}

// observedNumber gives the slot of an observed value as a number.
func (c *Context) observedNumber(f *Field, at pmml.Node) program.Slot {
	if program.IsNumeric(f.Type) || f.Type == pmml.DataTypeBoolean {
		return f.Slot
	}
	outer, slot := c.uses.begin(), c.NewSlot()
	c.uses.read(f.Slot)
	c.stage.AddDerived(program.Cast(f.Typed, pmml.DataTypeDouble, at.Position()), slot)
	c.uses.end(outer, slot)
	c.uses.read(slot)
	c.newField(f.Name, slot, program.Typed{Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous})
	return slot
}

// observed resolves the observed value of a target: an input of the outermost
// model.
func (c *Context) observed(t *Target, at pmml.Node) (*Field, error) {
	root := c.outermost()
	d := c.dataFields[t.Name]
	m := root.mining[t.Name]
	if d == nil {
		return nil, c.Errorf(at, pmml.CodeNameUnknown, "target field %q is not in the DataDictionary, so it has no observed value", t.Name)
	}
	if m == nil {
		m = &pmml.MiningField{Name: t.Name, UsageType: pmml.UsageTypeTarget}
	}
	return root.inputField(m, d)
}
