package compile

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// miningField resolves a field of the mining schema, nil where the schema only
// repeats the name of a field that is declared elsewhere.
func (c *Context) miningField(m *pmml.MiningField, at pmml.Node) (*Field, error) {
	switch m.UsageType {
	case pmml.UsageTypeFrequencyWeight, pmml.UsageTypeAnalysisWeight:
		return nil, c.Errorf(at, pmml.CodeFieldType, "field %q is a weight of the training data (usageType=%s), which scoring has no value of", m.Name, m.UsageType)
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
	if err != nil && !c.parent.Sees(m.Name) {
		if f, err = c.outside(m, at, err); f == nil && err == nil {
			return nil, nil
		}
	}
	if err != nil {
		if d, ok := c.dataFields[m.Name]; ok && c.parent.outermost().mining[m.Name] == nil {
			return c.outermost().implicitInput(m, d)
		}
		return nil, err
	}
	refuses := m.MissingValueTreatment == pmml.MissingValueTreatmentReturnInvalid && c.parent.isResult(m.Name)
	if !treats(m) && !refuses || isTarget(m) {
		return f, nil
	}
	if f.List {
		return nil, c.Errorf(m, pmml.ErrUnsupported, "a nested MiningField cannot treat field %q, which is a collection", m.Name)
	}
	p := &program.Prepare{Name: m.Name, Type: f.Type, From: f.Slot, To: c.NewSlot(), Domain: f.Domain}
	if d := c.dataFields[m.Name]; d != nil && m.OpType != 0 && m.OpType != f.Op {
		p.Domain, err = c.domain(d, m.OpType, nil)
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
		var values []*pmml.Value
		if d := c.dataFields[m.Name]; d != nil && t.Levels == nil {
			values = validValues(d.Values)
		}
		if t, err = c.declaredAs(t, m.OpType, values); err != nil {
			return nil, err
		}
	}
	c.uses.depends(p.To, p.From)
	c.stage.AddPrepare(p)
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
		return c.Errorf(d, pmml.CodePartMissing, "field %q needs a dataType", d.Name)
	}
	domain, err := c.domain(d, op, &in)
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
	replacement := func(s string) (float64, error) {
		if err := c.rounded(s, t, m); err != nil {
			return 0, err
		}
		return c.constantCell(s, kind, m)
	}
	var err error
	if s, ok := m.MissingValueReplacement.Get(); ok {
		out.Missing, err = replacement(s)
		if err = c.keep(err); err != nil {
			return out, err
		}
	}
	if s, ok := m.InvalidValueReplacement.Get(); ok && m.InvalidValueTreatment == pmml.InvalidValueTreatmentAsValue {
		out.InvalidReplacement, err = replacement(s)
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
		return out, c.Errorf(m, pmml.CodePartMissing, "outliers=%s needs a lowValue or a highValue", m.Outliers)
	case t == pmml.DataTypeString || t == pmml.DataTypeBoolean:
		return out, c.Errorf(m, pmml.CodeFieldType, "outliers=%s needs numbers, and field %q is of type %s", m.Outliers, m.Name, t)
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
	if t == pmml.DataTypeInteger && (hasLow && low >= program.MaxInteger || hasHigh && high <= -program.MaxInteger) {
		return out, c.Errorf(m, pmml.CodeOutOfRange, "lowValue or highValue stands for an integer beyond ±2^53, between which integers are exact")
	}
	if out.Low > out.High {
		return out, c.Errorf(m, pmml.CodeOutOfRange, "lowValue %v lies above highValue %v", low, high)
	}
	return out, nil
}
