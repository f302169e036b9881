package compile

import (
	"math"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Field is a field as a model sees it.
type Field struct {
	Name string
	Slot program.Slot
	// Typed is the field's value: a [program.Ref] of the slot, with its type.
	program.Typed
}

// field is Field where the caller deals with the error.
func (c *Context) field(name string, at pmml.Node) (*Field, error) {
	if c.broken[name] {
		return nil, errReported
	}
	if c.parameters != nil {
		if p, ok := c.parameters[name]; ok {
			return &Field{Name: name, Slot: p.Expr.(*program.Ref).Slot, Typed: p}, nil
		}
		return nil, c.Errorf(at, pmml.ErrInvalid, "%q is not a parameter of the function, and a function sees nothing else", name)
	}
	if f, ok := c.outputs[name]; ok && !c.deriving {
		return c.read(f), nil
	}
	f, ok := c.fields[name]
	if ok && f == nil {
		return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is defined by itself", name)
	}
	if ok {
		if c.deriving && f == c.published[name] {
			return nil, c.tooEarly(name, at)
		}
		return c.read(f), nil
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
	return c.read(f), nil
}

// read notes that what is being compiled reads a field, as one value unless the
// field is a collection or about to become one.
func (c *Context) read(f *Field) *Field {
	c.uses.read(f.Slot)
	if !f.List && !c.collecting {
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
	if c.parent != nil && !c.alters {
		return c.parent.globalField(name, at)
	}
	key := "\x00" + name // apart from a local or mining field of the name
	f, ok := c.fields[key]
	if ok && f == nil {
		return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is defined by itself", name)
	}
	if ok {
		return f, nil
	}
	c.fields[key] = nil
	f, err := c.derive(name, c.globals[name])
	if err != nil {
		delete(c.fields, key)
		return nil, err
	}
	c.fields[key] = f
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
	c.stage.Derived = append(c.stage.Derived, program.Assign{Expr: t.Expr, Slot: slot})
	return c.newField(name, slot, t), nil
}

// derivedField is DerivedField where the caller deals with the error.
func (c *Context) derivedField(d *pmml.DerivedField) (program.Typed, error) {
	if d.Expression == nil {
		return program.Typed{}, c.Errorf(d, pmml.ErrInvalid, "a derived field needs an expression")
	}
	t, err := c.expression(d.Expression)
	if err != nil {
		return program.Typed{}, err
	}
	if d.DataType != 0 {
		t = c.castTable(t, d.DataType)
		t.Expr = program.Cast(t, d.DataType, d.Pos)
		t.Type = d.DataType
	}
	t.Op = d.OpType
	if t.Op == 0 {
		t.Op = program.DefaultOpType(t.Type)
	}
	t.Domain = nil
	t.Levels = nil
	if t.Op == pmml.OpTypeOrdinal {
		t.Levels, err = c.levels(d.Values, t.Type)
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
		return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is a collection, where a number is needed", name)
	case program.IsNumeric(f.Type), f.Type == pmml.DataTypeBoolean, program.IsCount(f.Type):
		return f, nil
	}
	return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is of type %s, where a number is needed", name, f.Type)
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
	if f.List {
		return f, nil
	}
	for i := range c.program.Inputs {
		if in := &c.program.Inputs[i]; in.Field.To == f.Slot {
			if c.single[f.Slot] {
				return nil, c.Errorf(at, pmml.ErrUnsupported, "field %q is used both as one value and as a collection", name)
			}
			in.List = true
			f.List = true
			return f, nil
		}
	}
	return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is one value, where a collection is needed", name)
}

func (c *Context) unknownField(name string, at pmml.Node) error {
	if c.blind && c.faults != nil {
		return errReported
	}
	if _, ok := c.dataFields[name]; ok {
		return c.Errorf(at, pmml.ErrInvalid, "field %q is not in the model's MiningSchema", name)
	}
	return c.Errorf(at, pmml.ErrInvalid, "there is no field %q here", name)
}

// miningField resolves a field of the mining schema, nil where the schema only
// repeats the name of a field that is declared elsewhere.
func (c *Context) miningField(m *pmml.MiningField, at pmml.Node) (*Field, error) {
	switch m.UsageType {
	case pmml.UsageTypeFrequencyWeight, pmml.UsageTypeAnalysisWeight:
		return nil, c.Errorf(at, pmml.ErrInvalid, "field %q is a weight of the training data (usageType=%s), which scoring has no value of", m.Name, m.UsageType)
	}
	if c.parent == nil {
		d, ok := c.dataFields[m.Name]
		if !ok {
			return nil, nil
		}
		return c.inputField(m, d)
	}
	if c.locals[m.Name] != nil && c.dataFields[m.Name] == nil {
		return nil, nil
	}
	f, err := c.parent.field(m.Name, at)
	if err != nil {
		if d, ok := c.dataFields[m.Name]; ok && c.parent.outermost().mining[m.Name] == nil {
			return c.outermost().implicitInput(m, d)
		}
		return nil, err
	}
	if !treats(m) || isTarget(m) {
		return f, nil
	}
	if f.List {
		return nil, c.Errorf(m, pmml.ErrUnsupported, "a nested MiningField cannot treat field %q, which is a collection", m.Name)
	}
	p := &program.Prepare{Name: m.Name, Type: f.Type, From: f.Slot, To: c.NewSlot(), Domain: f.Domain}
	if d := c.dataFields[m.Name]; d != nil && m.OpType != 0 && m.OpType != f.Op {
		p.Domain, _, err = c.domain(d, m.OpType, nil)
		if err != nil {
			return nil, err
		}
	}
	if p.Treatment, err = c.treatment(m, f.Type); err != nil {
		return nil, err
	}
	t := f.Typed
	t.Domain = p.Domain
	if m.OpType != 0 {
		t.Op = m.OpType
	}
	c.uses.depends(p.To, p.From)
	c.stage.Prepare = append(c.stage.Prepare, p)
	return c.newField(m.Name, p.To, t), nil
}

func (c *Context) outermost() *Context {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// implicitInput makes an input of a data field that only an inner model's
// mining schema lists.
func (c *Context) implicitInput(m *pmml.MiningField, d *pmml.DataField) (*Field, error) {
	if f := c.fields[m.Name]; f != nil {
		return f, nil
	}
	if err := c.addInput(m, d); err != nil {
		return nil, err
	}
	f, err := c.inputField(m, d)
	if err == nil {
		c.fields[m.Name] = f
	}
	return f, err
}

// declareInput makes an input of a field that the outermost mining schema asks
// records for.
func (c *Context) declareInput(m *pmml.MiningField) error {
	switch m.UsageType {
	case 0, pmml.UsageTypeActive, pmml.UsageTypeSupplementary, pmml.UsageTypeGroup, pmml.UsageTypeOrder:
	default:
		return nil
	}
	d, ok := c.dataFields[m.Name]
	if !ok {
		return nil
	}
	if m.UsageType == pmml.UsageTypeGroup {
		c.groupBy(m.Name)
	}
	return c.addInput(m, d)
}

func (c *Context) addInput(m *pmml.MiningField, d *pmml.DataField) error {
	op := m.OpType
	if op == 0 {
		op = d.OpType
	}
	in := program.Input{Name: m.Name, Type: d.DataType}
	if d.DataType == 0 {
		return c.Errorf(d, pmml.ErrInvalid, "field %q needs a dataType", d.Name)
	}
	domain, _, err := c.domain(d, op, &in)
	if err != nil {
		return err
	}
	in.Field = program.Prepare{Name: m.Name, Type: d.DataType, From: program.NoSlot, To: program.NoSlot, Domain: domain}
	if in.Field.Treatment, err = c.treatment(m, d.DataType); err != nil {
		return err
	}
	c.program.Inputs = append(c.program.Inputs, in)
	c.builder.inputs = append(c.builder.inputs, &InputInfo{DataField: d, MiningField: m, Op: op})
	return nil
}

// inputField gives the prepared value of an input. A target becomes an input
// here, where something asks for its observed value.
func (c *Context) inputField(m *pmml.MiningField, d *pmml.DataField) (*Field, error) {
	i := slices.IndexFunc(c.program.Inputs, func(in program.Input) bool { return in.Name == m.Name })
	if i < 0 {
		i = len(c.program.Inputs)
		if err := c.addInput(m, d); err != nil {
			return nil, err
		}
	}
	in := &c.program.Inputs[i]
	if in.Field.To == program.NoSlot {
		in.Field.To = c.NewSlot()
	}
	c.uses.read(in.Field.To)
	t := program.Typed{Type: in.Type, Op: c.builder.inputs[i].Op, Domain: in.Field.Domain, List: in.List}
	if t.Domain == nil {
		t.Domain = &program.Domain{}
	}
	var err error
	if t.Op == pmml.OpTypeOrdinal {
		t.Levels, err = c.levels(validValues(d.Values), in.Type)
	}
	return c.newField(m.Name, in.Field.To, t), err
}

// domain compiles which values of a data field are valid. in, where it is not
// nil, gets the listed texts that are not of the field's type.
func (c *Context) domain(d *pmml.DataField, op pmml.OpType, in *program.Input) (*program.Domain, []float64, error) {
	var valid, invalid, missing []float64
	domain := &program.Domain{}
	for _, v := range d.Values {
		property := v.Property
		if property == 0 {
			property = pmml.ValuePropertyValid
		}
		cell := 0.0
		if d.DataType == pmml.DataTypeString {
			cell = c.Texts().Intern(v.Value)
		} else {
			var err error
			if cell, err = program.ParseValue(d.DataType, v.Value); err != nil {
				if property == pmml.ValuePropertyValid {
					err = c.Errorf(v, pmml.ErrInvalid, "value %q is not of type %s, as field %q needs", v.Value, d.DataType, d.Name)
					if err = c.keep(err); err != nil {
						return nil, nil, err
					}
					continue
				}
				if in == nil {
					continue
				}
				if in.Literals == nil {
					in.Literals = map[string]program.Validity{}
				}
				in.Literals[v.Value] = program.InvalidValue
				if property == pmml.ValuePropertyMissing {
					in.Literals[v.Value] = program.MissingValue
				}
				continue
			}
		}
		switch property {
		case pmml.ValuePropertyMissing:
			missing = append(missing, cell)
			domain.NaNIsMissing = domain.NaNIsMissing || program.IsNaN(cell)
		case pmml.ValuePropertyInvalid:
			invalid = append(invalid, cell)
		default:
			valid = append(valid, cell)
		}
	}
	set := func(cells []float64) *program.CellSet {
		if len(cells) == 0 {
			return nil
		}
		return program.NewCellSet(cells)
	}
	// Values of a continuous field that lists no other property still limit it.
	domain.Valid, domain.Invalid, domain.Missing = set(valid), set(invalid), set(missing)
	if op == pmml.OpTypeContinuous {
		for _, r := range d.Intervals {
			rng, err := c.Range(r, d.DataType)
			if err = c.keep(err); err != nil {
				return nil, nil, err
			}
			domain.Intervals = append(domain.Intervals, rng)
		}
	}
	domain.Allowed = allowed(d, domain)
	if domain.Valid == nil && invalid == nil && missing == nil && domain.Intervals == nil {
		return nil, nil, nil
	}
	return domain, valid, nil
}

// Range compiles an interval of a field of a type. Margins of a float field are
// float32, as its values are.
func (c *Context) Range(r *pmml.Interval, t pmml.DataType) (program.Range, error) {
	if !r.LeftMargin.IsSet() && !r.RightMargin.IsSet() {
		return program.Range{}, c.Errorf(r, pmml.ErrInvalid, "an interval needs a leftMargin or a rightMargin")
	}
	out := program.Range{
		Left:      r.LeftMargin.Or(math.Inf(-1)),
		Right:     r.RightMargin.Or(math.Inf(1)),
		LeftOpen:  r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureOpenClosed,
		RightOpen: r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureClosedOpen,
	}
	if r.Closure == 0 {
		return out, c.Errorf(r, pmml.ErrInvalid, "an interval needs a closure")
	}
	if t == pmml.DataTypeFloat {
		out.Left, out.Right = float64(float32(out.Left)), float64(float32(out.Right))
	}
	if out.Left > out.Right {
		return out, c.Errorf(r, pmml.ErrInvalid, "the interval's leftMargin %v lies above its rightMargin %v", out.Left, out.Right)
	}
	return out, nil
}

// allowed says in words what values a field takes.
func allowed(d *pmml.DataField, domain *program.Domain) string {
	const most = 12
	var parts []string
	listed := validValues(d.Values)
	for i, v := range listed {
		if i == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, v.Value)
	}
	text := ""
	if len(parts) > 0 {
		text = "one of " + strings.Join(parts, ", ")
	}
	parts = parts[:0]
	for i := range domain.Intervals {
		if i == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, rangeText(&domain.Intervals[i]))
	}
	if len(parts) > 0 {
		if text != "" {
			text += " or "
		}
		text += "in " + strings.Join(parts, ", ")
	}
	if text == "" && domain.Invalid != nil {
		text = "a value that the field allows"
	}
	return text
}

func rangeText(r *program.Range) string {
	left, right := "[", "]"
	if r.LeftOpen || math.IsInf(r.Left, -1) {
		left = "("
	}
	if r.RightOpen || math.IsInf(r.Right, 1) {
		right = ")"
	}
	return left + shortNumber(r.Left) + ", " + shortNumber(r.Right) + right
}

func validValues(values []*pmml.Value) []*pmml.Value {
	var valid []*pmml.Value
	for _, v := range values {
		if v.Property == 0 || v.Property == pmml.ValuePropertyValid {
			valid = append(valid, v)
		}
	}
	return valid
}

// levels compiles the order of listed values, nil for none.
func (c *Context) levels(values []*pmml.Value, t pmml.DataType) (*program.Levels, error) {
	if len(values) == 0 {
		return nil, nil
	}
	cells := make([]float64, 0, len(values))
	for _, v := range values {
		cell, err := c.constantCell(v.Value, t, v)
		if err = c.keep(err); err != nil {
			return nil, err
		}
		cells = append(cells, cell)
	}
	return program.NewLevels(cells), nil
}

// treatment compiles what a mining field does to values of a type.
func (c *Context) treatment(m *pmml.MiningField, t pmml.DataType) (program.Treatment, error) {
	out := program.Treatment{
		Missing:            program.Missing,
		MissingInvalid:     m.MissingValueTreatment == pmml.MissingValueTreatmentReturnInvalid,
		Invalid:            m.InvalidValueTreatment,
		InvalidReplacement: program.Missing,
		Outliers:           m.Outliers,
		Low:                math.Inf(-1),
		High:               math.Inf(1),
	}
	kind := t
	if kind == pmml.DataTypeInteger {
		// Producers replace missing integers by their mean, and calculate with it.
		kind = pmml.DataTypeDouble
	}
	var err error
	if s, ok := m.MissingValueReplacement.Get(); ok {
		out.Missing, err = c.constantCell(s, kind, m)
		if err = c.keep(err); err != nil {
			return out, err
		}
	}
	if s, ok := m.InvalidValueReplacement.Get(); ok && m.InvalidValueTreatment == pmml.InvalidValueTreatmentAsValue {
		out.InvalidReplacement, err = c.constantCell(s, kind, m)
		if err = c.keep(err); err != nil {
			return out, err
		}
	}
	if m.Outliers <= pmml.OutliersAsIs {
		return out, nil
	}
	low, hasLow := m.LowValue.Get()
	high, hasHigh := m.HighValue.Get()
	switch {
	case !hasLow && !hasHigh:
		return out, c.Errorf(m, pmml.ErrInvalid, "outliers=%s needs a lowValue or a highValue", m.Outliers)
	case t == pmml.DataTypeString || t == pmml.DataTypeBoolean:
		return out, c.Errorf(m, pmml.ErrInvalid, "outliers=%s needs numbers, and field %q is of type %s", m.Outliers, m.Name, t)
	}
	cast := func(v float64) float64 {
		if n, ok := program.CastNumber(v, t); ok {
			return n
		}
		return v
	}
	if hasLow {
		out.Low = cast(low)
	}
	if hasHigh {
		out.High = cast(high)
	}
	if out.Low > out.High {
		return out, c.Errorf(m, pmml.ErrInvalid, "lowValue %v lies above highValue %v", low, high)
	}
	return out, nil
}
