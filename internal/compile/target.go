package compile

import (
	"math"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// UnnamedTarget is the name under which the result of a model that names no
// target is reported.
const UnnamedTarget = "_target"

// Target is what a model predicts.
type Target struct {
	// Name is the target field's name, "" where the model names none.
	Name string
	Type pmml.DataType
	Op   pmml.OpType
	// Outcome is the index of the outcome in the frame that the kernel fills.
	Outcome int
	// Slot is the cell of the final value.
	Slot program.Slot
	// Listed are the valid values that the data field lists, nil for none.
	Listed []string
	// Categories are the categories in the order in which the model names them.
	Categories []Category
	// Entities are the ids of the model's entities, by Outcome.Entity; nil until
	// EntityIDs has been asked where the model lists them on demand.
	Entities []string
	// Size is that of the outcome, less its series by category: those are as long
	// as there are Categories.
	Size program.OutcomeSize
	// List says that the result is the collection of the segments' predictions.
	List bool
	// Features compiles the output features that only this kind of model has;
	// nil for none. The kernel's compiler sets it.
	Features FeatureFunc
	// Several says that Features heeds isMultiValued, and so takes rank 0 for all.
	Several bool
	// Reasons are those that the model gives for its prediction, nil for none;
	// see GiveReasons.
	Reasons *Reasons

	c        *builder
	entities func() []string
	index    map[float64]int
	recent   []labelled
	number   bool // the prediction is a number
	// own and ownOp are the type and optype of the target field where the prediction
	// is a number and the field's type is none: Type and Op are then a number's, and
	// only what the model reports of the field itself is cast. own is 0 elsewhere.
	own   pmml.DataType
	ownOp pmml.OpType
	// about is the target that output fields without a targetField are about: that of
	// the segments that predict this one under another name. It is nil elsewhere.
	about    *Target
	display  map[float64]string
	field    *pmml.DataField
	levels   *program.Levels // the order that the field lists, for an ordinal
	declared *pmml.Target
}

// FeatureFunc compiles an output field's feature, or says that it is none of
// those that the model has in particular. rank is at least 1, or 0 where
// isMultiValued asks for all and the target says that it knows Several.
type FeatureFunc func(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (t program.Typed, ok bool, err error)

// Category is a value of a categorical target.
type Category struct {
	Text string
	Cell float64
}

// labelled is a text that has been found to be a category.
type labelled struct {
	text  string
	index int
}

// cellsOfCategory is what a category takes: its text, its place, and its numbers in
// what records find.
const cellsOfCategory = 16

// maxLabelled is how many texts are worth a look one by one.
const maxLabelled = 8

// category is Category where the caller deals with the error.
func (t *Target) category(text string, at pmml.Node) (int, float64, error) {
	for i := range t.recent {
		if l := &t.recent[i]; l.text == text {
			return l.index, t.Categories[l.index].Cell, nil
		}
	}
	cell, err := t.c.constantCell(text, t.Type, at)
	if err != nil {
		return 0, 0, found(t.c.Errorf(at, pmml.CodeValueType, "category %q is not of type %s, as target field %q needs%s", text, t.Type, t.Name, beyond(text, t.Type)), text, t.Type.String())
	}
	i, ok := t.index[cell]
	if !ok {
		if err := t.c.Spend(limit.Cells, cellsOfCategory, at); err != nil {
			return 0, 0, err
		}
		i = len(t.Categories)
		t.index[cell] = i
		t.Categories = append(t.Categories, Category{Text: text, Cell: cell})
	}
	if len(t.recent) < maxLabelled && t.Categories[i].Cell == cell {
		t.recent = append(t.recent, labelled{text, i})
	}
	return i, cell, nil
}

// SetEntities gives the ids of the model's entities, by Outcome.Entity.
func (t *Target) SetEntities(ids []string) { t.Entities = ids }

// SetEntityFunc is SetEntities for models of many entities, as the nodes of a
// tree: they are listed when somebody asks.
func (t *Target) SetEntityFunc(list func() []string) { t.entities = list }

// EntityIDs gives the ids of the model's entities, nil where it has none.
func (t *Target) EntityIDs() []string {
	if t.Entities == nil && t.entities != nil {
		t.Entities = t.entities()
	}
	return t.Entities
}

// FieldType gives the type of the target field, which that of the prediction may
// differ from.
func (t *Target) FieldType() pmml.DataType {
	if t.own != 0 {
		return t.own
	}
	return t.Type
}

// Categorical says whether the target's values are categories.
func (t *Target) Categorical() bool { return t.Op != pmml.OpTypeContinuous }

// Number says whether the prediction is a number rather than a category.
func (t *Target) Number() bool { return t.number }

func (b *builder) newTarget(name string, t pmml.DataType, op pmml.OpType) *Target {
	target := &Target{
		Name: name, Type: t, Op: op, Outcome: len(b.allTargets), Slot: b.NewSlot(),
		c: b, index: map[float64]int{}, display: map[float64]string{},
	}
	b.allTargets = append(b.allTargets, target)
	return target
}

func (t *Target) result() *Result {
	name := t.Name
	if name == "" {
		name = UnnamedTarget
	}
	r := &Result{Name: name, Slot: t.Slot, Target: t}
	r.Typed = t.typed()
	return r
}

func (t *Target) typed() program.Typed {
	r := program.Typed{Expr: &program.Ref{Slot: t.Slot}, Type: t.Type, Op: t.Op, List: t.List}
	if t.Op == pmml.OpTypeOrdinal {
		r.Levels = t.levels
	}
	return r
}

// order finds the order of an ordinal target's values.
func (t *Target) order() {
	if t.Op != pmml.OpTypeOrdinal || t.field == nil || t.levels != nil {
		return
	}
	var cells []float64
	for _, v := range validValues(t.field.Values) {
		if cell, err := t.c.constantCell(v.Value, t.Type, v); err == nil {
			cells = append(cells, cell)
		}
	}
	if cells != nil {
		t.levels = program.NewLevels(cells)
	}
}

// reportOwn has a result of the outermost model report its target field's value in
// the field's own type, where the prediction is a number and that is none. An output
// field of the name stands in its place anyway.
func (c *Context) reportOwn(r *Result) {
	t := r.Target
	if t.own == 0 || c.outputs[r.Name] != nil {
		return
	}
	from := t.Type
	if t.declared != nil && t.declared.CastInteger != 0 {
		from = pmml.DataTypeInteger // 13, not 13.0
	}
	var own program.Expr = &program.OwnValue{Slot: t.Slot, From: from, To: t.own, Name: t.Name}
	if t.List {
		list := r.Typed
		list.Type = from
		own = program.Cast(list, t.own, t.field.Pos)
	}
	outer, slot := c.uses.begin(), c.NewSlot()
	c.uses.read(t.Slot)
	c.stage.AddOutputs(program.Output(own, slot))
	c.uses.end(outer, slot)
	r.Slot, r.Typed = slot, c.newField(r.Name, slot, program.Typed{Type: t.own, Op: t.ownOp, List: t.List}).Typed
}

// Targets gives the model's targets.
func (c *Context) Targets() []*Target { return c.targets }

// makeTargets finds what a model predicts: the target fields of its mining
// schema, or one without a name.
func (c *Context) makeTargets(m pmml.Model) error {
	named := ""
	if c.kind != nil {
		named = c.kind.targetName(m)
	}
	for _, f := range c.schema.MiningFields {
		if isTarget(f) {
			named = ""
			c.targets = append(c.targets, c.declaredTarget(f.Name, f.OpType))
		}
	}
	if named != "" && c.dataFields[named] != nil && c.mining[named] == nil {
		c.targets = append(c.targets, c.declaredTarget(named, 0))
	}
	if len(c.targets) == 0 && c.needsTarget(m) {
		c.targets = append(c.targets, c.unnamedTarget())
	}
	return c.declareTargets(m.Base().Targets)
}

// declareTargets ties the elements of Targets to the targets.
func (c *Context) declareTargets(declared *pmml.Targets) error {
	for _, t := range c.targets {
		var err error
		t.declared, err = c.declarationOf(t, declared)
		if err = c.keep(err); err != nil {
			return err
		}
		if t.declared != nil && t.declared.OpType != 0 {
			t.Op = t.declared.OpType
			t.order()
		}
		t.number = c.isNumber(t)
		if t.Type == pmml.DataTypeInteger && t.number && (t.declared == nil || t.declared.CastInteger == 0) {
			// The model computes a real number, and nothing says how to round it.
			t.Type = pmml.DataTypeDouble
		}
		c.computeNumber(t)
	}
	return nil
}

// computeNumber gives a target whose prediction is a number a number's type,
// whatever the field's is.
func (c *Context) computeNumber(t *Target) {
	if !t.number || program.IsNumeric(t.Type) {
		return
	}
	t.own, t.ownOp = t.Type, t.Op
	t.Type, t.Op = pmml.DataTypeDouble, pmml.OpTypeContinuous
	if c.float32 {
		t.Type = pmml.DataTypeFloat
	}
	texts := t.display
	t.display = map[float64]string{}
	for _, v := range validValues(t.Values()) {
		own, err := c.constantCell(v.Value, t.own, v)
		if text, ok := texts[own]; ok && err == nil {
			if n, ok := c.comparable(v.Value, t.Type); ok {
				t.display[n] = text
			}
		}
	}
}

// declarationOf finds the Target element of a target, nil where there is none.
func (c *Context) declarationOf(t *Target, declared *pmml.Targets) (*pmml.Target, error) {
	if declared == nil {
		return nil, nil
	}
	var found *pmml.Target
	for _, d := range declared.Targets {
		if name, ok := d.Field.Get(); ok && name != t.Name || !ok && len(c.targets) > 1 {
			continue
		}
		if found != nil {
			return nil, c.Errorf(d, pmml.CodeDuplicateName, "target field %q is declared twice", t.Name)
		}
		found = d
	}
	return found, nil
}

// needsTarget says whether a model predicts something that its mining schema
// does not name.
func (c *Context) needsTarget(m pmml.Model) bool {
	if c.kind != nil && c.kind.inherits(m) {
		return false
	}
	switch c.function {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionClassification, pmml.MiningFunctionClustering:
		return true
	}
	return false
}

func (c *Context) declaredTarget(name string, op pmml.OpType) *Target {
	d := c.dataFields[name]
	if d == nil {
		t := c.unnamedTarget()
		t.Name = name
		return t
	}
	if op == 0 {
		op = d.OpType
	}
	t := c.newTarget(name, d.DataType, op)
	t.number = c.isNumber(t)
	t.field = d
	for _, v := range validValues(d.Values) {
		t.Listed = append(t.Listed, v.Value)
		if display, ok := v.DisplayValue.Get(); ok {
			if cell, err := c.constantCell(v.Value, d.DataType, v); err == nil {
				t.display[cell] = display
			}
		}
	}
	t.order()
	return t
}

// unnamedTarget makes the target of a model that names none. Labels take the
// type that an enclosing model's target has.
func (c *Context) unnamedTarget() *Target {
	t, op := pmml.DataTypeDouble, pmml.OpTypeContinuous
	switch {
	case c.function == pmml.MiningFunctionRegression && c.float32:
		t = pmml.DataTypeFloat
	case c.function == pmml.MiningFunctionClassification:
		t, op = pmml.DataTypeString, pmml.OpTypeCategorical
		if p := c.parent; p != nil && len(p.targets) == 1 && p.targets[0].Categorical() {
			t, op = p.targets[0].Type, p.targets[0].Op
		}
	case c.function == pmml.MiningFunctionClustering:
		t, op = pmml.DataTypeString, pmml.OpTypeCategorical
	}
	target := c.newTarget("", t, op)
	target.number = c.isNumber(target)
	return target
}

// AdoptTarget adds a target like a segment's to a model that names none itself.
func (c *Context) AdoptTarget(like *Target) *Target {
	t := c.newTarget(like.Name, like.Type, like.Op)
	t.field, t.Listed, t.display, t.levels = like.field, like.Listed, like.display, like.levels
	t.number, t.own, t.ownOp = like.number, like.own, like.ownOp
	c.targets = append(c.targets, t)
	return t
}

// FollowTarget makes a target of the model, of which nothing is compiled yet, one
// that is predicted as a segment's is: as a number or as a category.
func (c *Context) FollowTarget(t, like *Target) {
	if t.number == like.number {
		return
	}
	if t.number = like.number; t.number {
		c.computeNumber(t)
		return
	}
	t.Type, t.Op, t.own, t.display = like.Type, like.Op, 0, like.display
}

// PassesOn says that a target is predicted by segments whose own target has another
// name: output fields without a targetField are about theirs.
func (t *Target) PassesOn(segments *Target) {
	if t.about == nil {
		t.about = segments
	}
}

// ReturnedTarget makes the target that output fields without a targetField
// report on where a model has several targets and each of its segments gives
// one. The kernel fills its outcome and its slot.
func (c *Context) ReturnedTarget() *Target {
	first := c.targets[0]
	c.returned = c.newTarget("", first.Type, first.Op)
	c.returned.display, c.returned.levels, c.returned.number = first.display, first.levels, first.number
	return c.returned
}

// UnreportedTarget makes the target that output fields report on in a model that
// predicts no field. It is none of the model's results.
func (c *Context) UnreportedTarget() *Target {
	c.returned = c.newTarget("", pmml.DataTypeString, pmml.OpTypeCategorical)
	return c.returned
}

// NewRanking makes an outcome that holds the ranking of up to n entities beside
// those of the model's targets.
func (c *Context) NewRanking(n int) int {
	t := c.newTarget("", pmml.DataTypeString, pmml.OpTypeCategorical)
	t.Size.Ranking = n
	return t.Outcome
}

// isNumber says whether the model predicts a number for a target, rather than a
// category.
func (c *Context) isNumber(t *Target) bool {
	if c.kind != nil && c.kind.mixed() {
		return !t.Categorical()
	}
	switch c.function {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionTimeSeries:
		return true
	case pmml.MiningFunctionClassification, pmml.MiningFunctionClustering:
		return false
	}
	return !t.Categorical()
}

// HasDefault says whether Targets gives what stands for a missing prediction: a
// default value for a number, prior probabilities for a category.
func (c *Context) HasDefault(t *Target) bool {
	if t.declared == nil {
		return false
	}
	number := t.number
	for _, v := range t.declared.TargetValues {
		if number && v.DefaultValue.IsSet() && !v.Value.IsSet() || !number && v.PriorProbability.IsSet() && v.Value.IsSet() {
			return true
		}
	}
	return false
}

// finishTargets compiles what Targets does to the kernel's predictions.
func (c *Context) finishTargets() error {
	for _, t := range c.targets {
		if t.List {
			continue
		}
		step, err := c.targetStep(t, t.declared)
		if err = c.keep(err); err != nil {
			return err
		}
		c.stage.AddTarget(step)
	}
	return nil
}

func (c *Context) targetStep(t *Target, d *pmml.Target) (*program.TargetStep, error) {
	step := &program.TargetStep{Outcome: t.Outcome, Slot: t.Slot}
	if d != nil {
		for _, v := range d.TargetValues {
			if err := c.Next(); err != nil {
				return step, err
			}
			text, ok := v.Value.Get()
			display, hasDisplay := v.DisplayValue.Get()
			if !ok || !hasDisplay {
				continue
			}
			cell, err := c.constantCell(text, t.Type, v)
			if err != nil && t.own != 0 {
				continue // a value of the field that is no prediction
			}
			if err = c.keep(err); err != nil {
				return step, err
			}
			t.display[cell] = display
		}
	}
	if t.number {
		step.Number = numberTarget(t, d, c.float32)
		return step, nil
	}
	return step, c.priors(t, d, step)
}

func numberTarget(t *Target, d *pmml.Target, float32s bool) *program.NumberTarget {
	n := &program.NumberTarget{
		Default: program.Missing, Min: math.Inf(-1), Max: math.Inf(1), Factor: 1,
		Type: t.Type, Float32: float32s, Name: t.Name,
	}
	if d == nil {
		return n
	}
	n.Min, n.Max = d.Min.Or(n.Min), d.Max.Or(n.Max)
	n.Clamp = d.Min.IsSet() || d.Max.IsSet()
	n.Factor, n.Constant = d.RescaleFactor.Or(1), d.RescaleConstant.Or(0)
	n.Rescale = n.Factor != 1 || n.Constant != 0
	n.Cast = d.CastInteger
	for _, v := range d.TargetValues {
		if def, ok := v.DefaultValue.Get(); ok && !v.Value.IsSet() {
			n.Default = def
		}
	}
	return n
}

// priors compiles the distribution that a missing prediction takes.
func (c *Context) priors(t *Target, d *pmml.Target, step *program.TargetStep) error {
	if d == nil {
		return nil
	}
	sum := 0.0
	priors := map[int]float64{}
	for _, v := range d.TargetValues {
		p, ok := v.PriorProbability.Get()
		text, named := v.Value.Get()
		if !ok || !named {
			continue
		}
		if p < 0 || p > 1 {
			if err := c.keep(c.Errorf(v, pmml.CodeOutOfRange, "priorProbability %v lies outside 0 to 1", p)); err != nil {
				return err
			}
			continue
		}
		i, _, err := t.Category(text, v)
		if err != nil {
			return err
		}
		priors[i] = p
		sum += p
	}
	if len(priors) == 0 {
		return nil
	}
	if sum == 0 {
		return c.Errorf(d, pmml.CodeOutOfRange, "the prior probabilities are all zero")
	}
	step.Priors = make([]float64, len(t.Categories))
	for i := range step.Priors {
		p, ok := priors[i]
		if ok && sum != 1 {
			p /= sum
		}
		step.Priors[i] = p
		if p > step.Priors[step.Prior] {
			step.Prior = i
		}
	}
	step.PriorValue = t.Categories[step.Prior].Cell
	return nil
}

// DisplayName gives the displayName of the target's data field, "" for none.
func (t *Target) DisplayName() string {
	if t.field == nil {
		return ""
	}
	return t.field.DisplayName.Or("")
}

// Values gives the values that the target's data field lists.
func (t *Target) Values() []*pmml.Value {
	if t.field == nil {
		return nil
	}
	return t.field.Values
}
