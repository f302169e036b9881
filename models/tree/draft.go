package tree

import (
	"errors"
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Draft is a tree that has been compiled as far as that goes without the models
// around it: its nodes read fields by number, and its categories are numbered as
// they come. It is made while the document is being read, so that the tree's
// nodes need not be kept until the model is compiled.
type Draft struct {
	kernel settled
	ids    *nodeIDs
	fields []draftField
	labels []string
}

// draftField is a field by its name, with the type that constants are read as:
// 0 where they cannot be, as it is not for numbers, or several have the name.
type draftField struct {
	name string
	typ  pmml.DataType
}

// knownField is a field of the document, with its number in the tree that was
// the last to use it.
type knownField struct {
	draftField
	number, tree int
}

// errDraft says that a tree cannot be drafted, or that a draft does not hold in
// its model. It is for who tries, and never shown.
var errDraft = errors.New("tree: the document itself is needed")

// Drafter drafts the trees of one document. The zero value is ready.
type Drafter struct {
	work  workspace
	scope drafting
	seen  map[any]bool // what has been learnt from
}

// Draft drafts a tree, where it is one of plain comparisons with numbers. The
// draft holds nothing of the document but texts.
func (d *Drafter) Draft(doc *pmml.Document, around []pmml.Model, m *pmml.TreeModel) (*Draft, bool) {
	d.learn(doc, around, m)
	s := &d.scope
	s.float32 = m.MathContext == pmml.MathContextFloat
	s.tree++
	s.used, s.labels = s.used[:0], s.labels[:0]
	b := newCompiler(s, &d.work, m)
	defer b.done()
	if b.compile(m.FunctionName, &m.TreeSettings, m.Node) != nil || b.tree.unknown == blend || b.tree.noDefault != nil {
		return nil, false
	}
	out := &Draft{kernel: b.kernel(), ids: b.packedIDs(), fields: make([]draftField, len(s.used)), labels: slices.Clone(s.labels)}
	for i, f := range s.used {
		out.fields[i] = f.draftField
	}
	return out, true
}

// learn takes note of the types of fields.
func (d *Drafter) learn(doc *pmml.Document, around []pmml.Model, m pmml.Model) {
	if d.seen == nil {
		d.seen, d.scope.known = map[any]bool{}, map[string]*knownField{}
	}
	if x := doc.DataDictionary; x != nil && d.first(x) {
		for _, f := range x.DataFields {
			d.note(f.Name, f.DataType, f.OpType)
		}
	}
	if x := doc.TransformationDictionary; x != nil && d.first(x) {
		d.derived(x.DerivedFields)
	}
	for _, m := range around {
		d.local(m)
	}
	d.local(m)
}

func (d *Drafter) local(m pmml.Model) {
	if x := m.Base().LocalTransformations; x != nil && d.first(x) {
		d.derived(x.DerivedFields)
	}
}

// first says whether x is seen for the first time.
func (d *Drafter) first(x any) bool {
	if d.seen[x] {
		return false
	}
	d.seen[x] = true
	return true
}

func (d *Drafter) derived(fields []*pmml.DerivedField) {
	for _, f := range fields {
		d.note(f.Name.Or(""), f.DataType, f.OpType)
	}
}

func (d *Drafter) note(name string, t pmml.DataType, op pmml.OpType) {
	if op == pmml.OpTypeOrdinal || t != pmml.DataTypeBoolean && !program.IsNumeric(t) {
		t = 0
	}
	if before := d.scope.known[name]; before == nil {
		d.scope.known[name] = &knownField{draftField: draftField{name, t}}
	} else if before.typ != t {
		before.typ = 0
	}
}

// drafting is the scope of a draft. All that needs the models around, and every
// error in the document, is errDraft.
type drafting struct {
	known   map[string]*knownField
	tree    int // counts the trees
	used    []*knownField
	labels  []string
	float32 bool
}

func (s *drafting) Errorf(pmml.Node, error, string, ...any) error { return errDraft }
func (s *drafting) Look() error                                   { return nil } // who reads looks
func (s *drafting) Keep(err error) error                          { return err }
func (s *drafting) Float32() bool                                 { return s.float32 }
func (s *drafting) Decimal() bool                                 { return false }
func (s *drafting) findTarget(pmml.Node) error                    { return nil }
func (s *drafting) categoryCell(int) float64                      { return 0 }

func (s *drafting) Embedded(pmml.EmbeddedModel) (program.Kernel, error) { return nil, errDraft }

func (s *drafting) Predicate(pmml.Predicate) (program.Predicate, error) { return nil, errDraft }

// Comparison gives the field's number for its slot.
func (s *drafting) Comparison(p pmml.Predicate) (compile.Comparison, bool, error) {
	q, ok := p.(*pmml.SimplePredicate)
	if !ok {
		return compile.Comparison{}, false, errDraft
	}
	f := s.known[q.Field]
	if f == nil || f.typ == 0 {
		return compile.Comparison{}, false, errDraft
	}
	if f.tree != s.tree {
		f.tree, f.number = s.tree, len(s.used)
		s.used = append(s.used, f)
	}
	c := compile.Comparison{Operator: q.Operator, Slot: program.Slot(f.number)}
	switch q.Operator {
	case pmml.OperatorIsMissing, pmml.OperatorIsNotMissing:
		return c, true, nil
	case pmml.OperatorEqual, pmml.OperatorNotEqual, pmml.OperatorLessThan, pmml.OperatorLessOrEqual,
		pmml.OperatorGreaterThan, pmml.OperatorGreaterOrEqual:
		text, ok := q.Value.Get()
		if !ok {
			break
		}
		if c.Value, ok = compile.ComparableCell(text, f.typ); ok && c.Value == c.Value {
			return c, true, nil
		}
	}
	return c, false, errDraft
}

// maxDraftLabels is how many categories are looked for one by one.
const maxDraftLabels = 32

// category numbers texts as they come.
func (s *drafting) category(text string, _ pmml.Node) (int, float64, error) {
	for i, l := range s.labels {
		if l == text {
			return i, 0, nil
		}
	}
	if len(s.labels) == maxDraftLabels {
		return 0, 0, errDraft
	}
	s.labels = append(s.labels, text)
	return len(s.labels) - 1, 0, nil
}

// link makes the draft the kernel of its model. Where that is not as the draft
// took it to be, or has an error, the error says so and no more.
func (d *Draft) link(c *compile.Context, m *pmml.TreeModel) (program.Kernel, error) {
	l := &live{Context: c}
	if err := l.findTarget(m); err != nil {
		return nil, err
	}
	slots := make([]program.Slot, len(d.fields))
	for i, f := range d.fields {
		field, err := c.Field(f.name, m)
		if err != nil {
			return nil, err
		}
		if field.Type != f.typ || field.Ranked() {
			return nil, errDraft
		}
		slots[i] = field.Slot
	}
	categories := make([]int32, len(d.labels))
	for i, text := range d.labels {
		category, _, err := l.category(text, m)
		if err != nil {
			return nil, err
		}
		for _, before := range categories[:i] {
			if before == int32(category) {
				return nil, errDraft // two texts for one value
			}
		}
		categories[i] = int32(category)
	}
	k := l.settle(d.kernel, d.ids)
	base := d.kernel.nodeBase()
	for i := range base.nodes {
		if n := &base.nodes[i]; n.slot != program.NoSlot {
			n.slot = slots[n.slot]
		}
	}
	if k, ok := k.(*classifier); ok {
		k.renumber(categories)
	}
	return k, nil
}

// renumber gives categories the numbers that they have in the target.
func (k *classifier) renumber(categories []int32) {
	for i := range k.results {
		if r := &k.results[i]; r.category >= 0 {
			r.category = categories[r.category]
		}
	}
	for i := range k.shapes {
		for j, category := range k.shapes[i].categories {
			k.shapes[i].categories[j] = categories[category]
		}
	}
}
