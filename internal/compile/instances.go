package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// InstanceColumn ties a column of training records to a field.
type InstanceColumn struct {
	Field, Column string
	At            pmml.Node
}

// Instances computes a model's fields for the training records that stand in a
// document. A record's values are treated as those of a record that is scored;
// a derived field that has a column is not computed anew. What is asked for
// must have been resolved before.
type Instances struct {
	c       *Context
	frame   *program.Frame
	steps   []program.Step
	columns []instanceColumn
	wanted  []*Field
	values  []float64
	texts   []string
}

// instanceColumn is a column with the field that it is about.
type instanceColumn struct {
	InstanceColumn
	// input is the index of the input that the column sets, -1 for none. Then the
	// value goes into slot.
	input int
	slot  program.Slot
	typ   pmml.DataType
	// prepare treats a target's value.
	prepare *program.Prepare
	// place, prefix and name say where the last row had the column, and as what.
	place        int
	prefix, name string
}

// NewInstances finds the fields that columns are about. A column of a field that
// nothing uses is left out. targets are fields by their name that are no inputs.
func (c *Context) NewInstances(columns []InstanceColumn, targets []*Target, wanted []*Field) (*Instances, error) {
	in := &Instances{c: c, wanted: wanted}
	given := map[program.Slot]bool{}
	for _, col := range columns {
		k, ok, err := c.instanceColumn(col, targets)
		if err = c.keep(err); err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if k.input < 0 {
			given[k.slot] = true
		}
		in.columns = append(in.columns, k)
	}
	in.steps = c.before(given)
	for _, t := range targets {
		if t.Name == "" {
			continue
		}
		found := false
		for i := range in.columns {
			found = found || in.columns[i].prepare != nil && in.columns[i].Field == t.Name
		}
		if !found {
			return nil, c.Errorf(c.node, pmml.CodeNameUnknown, "there is no InstanceField of target field %q", t.Name)
		}
		for i := range in.columns {
			if k := &in.columns[i]; k.prepare != nil && k.Field == t.Name {
				in.wanted = append(in.wanted, &Field{Name: t.Name, Slot: k.prepare.To, Typed: program.Typed{Type: t.FieldType()}})
			}
		}
	}
	in.values = make([]float64, len(in.wanted))
	in.texts = make([]string, len(in.wanted))
	in.frame = c.program.NewFrame()
	return in, nil
}

// before gives the steps, those of the outermost model first, that compute what
// the model reads. A slot in given keeps the value that it holds.
func (c *Context) before(given map[program.Slot]bool) []program.Step {
	var steps []program.Step
	if c.parent != nil {
		steps = c.parent.before(given)
	}
	for _, st := range c.stage.Before() {
		if !given[st.Slot] {
			steps = append(steps, st)
		}
	}
	return steps
}

// instanceColumn finds the field of a column; false where nothing uses it.
func (c *Context) instanceColumn(col InstanceColumn, targets []*Target) (instanceColumn, bool, error) {
	k := instanceColumn{InstanceColumn: col, input: -1}
	for _, t := range targets {
		if t.Name != "" && t.Name == col.Field {
			p, err := c.instanceTarget(t)
			k.prepare, k.typ = p, t.FieldType()
			if p != nil {
				k.slot = p.From
			}
			return k, err == nil, err
		}
	}
	for i := range c.program.Inputs {
		if x := &c.program.Inputs[i]; x.Name == col.Field {
			k.input, k.typ = i, x.Type
			return k, x.Field.To != program.NoSlot, nil
		}
	}
	for s := c; s != nil; s = s.parent {
		for _, name := range []string{col.Field, "\x00" + col.Field} {
			if f := s.fields[name]; f != nil {
				k.slot, k.typ = c.source(f.Slot), f.Type
				return k, true, nil
			}
		}
	}
	return k, false, nil
}

// source gives the slot that a nested mining field takes its value from, so that
// its treatment applies.
func (c *Context) source(slot program.Slot) program.Slot {
	for s := c; s != nil; s = s.parent {
		for _, st := range s.stage.Before() {
			if st.Kind == program.StepPrepare && st.Slot == slot {
				slot = st.Prepare.From
			}
		}
	}
	return slot
}

// instanceTarget compiles what the mining schema does to a target's values.
func (c *Context) instanceTarget(t *Target) (*program.Prepare, error) {
	p := &program.Prepare{Name: t.Name, Type: t.FieldType(), From: c.NewSlot(), To: c.NewSlot()}
	p.Treatment = program.Treatment{Missing: program.Missing}
	m, d := c.mining[t.Name], c.dataFields[t.Name]
	if m == nil || d == nil {
		return p, nil
	}
	var err error
	if p.Domain, err = c.domain(d, t.Op, nil); err != nil {
		return nil, err
	}
	p.Treatment, err = c.treatment(m, t.FieldType())
	return p, err
}

// Row computes the values of a row: of the wanted fields, then of the targets
// that have names. The result is good until the next row.
func (in *Instances) Row(row *pmml.Row) ([]float64, error) {
	f, c := in.frame, in.c
	if err := c.Spend(limit.Cells, 0, row); err != nil { // it looks now and then
		return nil, err
	}
	f.Reset()
	for i := range in.columns {
		k := &in.columns[i]
		text, ok := k.text(row)
		switch {
		case k.input >= 0 && ok:
			if k.typ == pmml.DataTypeString {
				c.Texts().Intern(text)
			}
			f.SetText(k.input, text)
		case k.input >= 0:
		case !ok:
			f.Cells[k.slot] = program.Missing
		default:
			v, err := c.constantCell(text, k.typ, row)
			if err != nil {
				return nil, c.Errorf(row, pmml.CodeValueType, "column %q has %q, which is not of type %s, as field %q is%s", k.Column, text, k.typ, k.Field, beyond(text, k.typ))
			}
			f.Cells[k.slot] = v
		}
	}
	f.Derive(in.steps)
	for i := range in.columns {
		if p := in.columns[i].prepare; p != nil {
			p.Run(f)
		}
	}
	// Texts of the row's own are read before any is added to the document's.
	known := float64(f.KnownTexts())
	for i, w := range in.wanted {
		v := f.Cells[w.Slot]
		switch {
		case program.IsError(v):
			return nil, c.Errorf(row, pmml.CodePartMissing, "the row has no value of field %q: %s", w.Name, f.Fault(v).Text())
		case program.IsUndefined(v):
			return nil, c.Errorf(row, pmml.CodePartMissing, "the row has no value of field %q: undefined result", w.Name)
		}
		in.values[i], in.texts[i] = v, ""
		if w.Type == pmml.DataTypeString && v >= known {
			in.texts[i] = f.Text(v)
		}
	}
	for i, w := range in.wanted {
		if w.Type == pmml.DataTypeString && in.values[i] >= known {
			in.values[i] = c.Texts().Intern(in.texts[i])
		}
	}
	return in.values, nil
}

// text gives a row's cell. Rows have their columns in the same order, mostly.
func (k *instanceColumn) text(row *pmml.Row) (string, bool) {
	if k.place < len(row.Cells) {
		if cell := &row.Cells[k.place]; cell.Column == k.name && cell.Prefix == k.prefix {
			return cell.Text, true
		}
	}
	cell := row.Cell(k.Column)
	if cell == nil {
		return "", false
	}
	for i := range row.Cells {
		if &row.Cells[i] == cell {
			k.place, k.prefix, k.name = i, cell.Prefix, cell.Column
		}
	}
	return cell.Text, true
}

// IsDerived says whether a name that the model sees is that of a derived field,
// which follows from other fields.
func (c *Context) IsDerived(name string) bool {
	for s := c; s != nil; s = s.parent {
		if s.locals[name] != nil {
			return true
		}
	}
	return c.globals[name] != nil && c.dataFields[name] == nil
}

// Nested says whether the model stands inside another.
func (c *Context) Nested() bool { return c.parent != nil }
