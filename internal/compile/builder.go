package compile

import (
	"math"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// builder is what the scopes of a document share while it is compiled.
type builder struct {
	doc        *pmml.Document
	options    Options
	types      Types
	program    *program.Program
	dataFields map[string]*pmml.DataField
	globals    map[string]*pmml.DerivedField
	defines    map[string]*pmml.DefineFunction
	functions  map[string]*functionInstance
	// reads holds what the document's derived fields refer to.
	reads map[string]*reads
	// inlined is how deep bodies of functions are being inlined.
	inlined int
	nesting nesting
	// bodies is how many nodes the bodies of functions have, all told.
	bodies int64
	// budget is shared with the other builders that examine the document.
	budget   *budget
	tables   tables
	patterns *patterns
	sharedAt map[string]int
	inputs   []*InputInfo
	// collecting says that the field that is being resolved is used as a
	// collection; single holds the slots that are used as one value.
	collecting bool
	single     []bool
	allTargets []*Target
	// groups names the fields that make rows one record.
	groups []string
	// uses says what is computed from what.
	uses *uses
	// faults collects errors, nil where the first one ends compiling.
	faults *collector
	// lacking holds the errors that [builder.Lacks] made.
	lacking map[error]bool
	// reporting says that an output field is being compiled, which may read another
	// that the model cannot give.
	reporting bool
	// spare holds memory that kernels' compilers leave to the next of their kind.
	spare map[any]any
}

func newBuilder(doc *pmml.Document, types Types, options Options) *builder {
	return &builder{
		doc:        doc,
		options:    options,
		types:      types,
		program:    &program.Program{Texts: program.NewTexts(), Decimal: options.Decimal},
		dataFields: map[string]*pmml.DataField{},
		globals:    map[string]*pmml.DerivedField{},
		defines:    map[string]*pmml.DefineFunction{},
		functions:  map[string]*functionInstance{},
		sharedAt:   map[string]int{},
		uses:       newUses(),
		budget:     newBudget(&options),
		patterns:   &patterns{},
	}
}

// dictionaries indexes the document's fields and functions by name.
func (b *builder) dictionaries() error {
	if b.doc.DataDictionary != nil {
		for _, d := range b.doc.DataDictionary.DataFields {
			if err := b.Next(); err != nil {
				return err
			}
			if first, ok := b.dataFields[d.Name]; ok {
				if err := b.keep(b.again(d, first, "field %q is declared twice", d.Name)); err != nil {
					return err
				}
				continue
			}
			if d.DataType == 0 && b.doc.Version == pmml.V3_0 {
				typed := *d
				typed.DataType = pmml.ImpliedDataType(d.OpType)
				d = &typed
			}
			b.dataFields[d.Name] = d
		}
	}
	t := b.doc.TransformationDictionary
	if t == nil {
		return nil
	}
	for _, d := range t.DerivedFields {
		if err := b.Next(); err != nil {
			return err
		}
		if err := b.keep(b.addGlobal(d)); err != nil {
			return err
		}
	}
	for _, d := range t.DefineFunctions {
		if err := b.Next(); err != nil {
			return err
		}
		if first, ok := b.defines[d.Name]; ok {
			if err := b.keep(b.again(d, first, "function %q is defined twice", d.Name)); err != nil {
				return err
			}
			continue
		}
		if err := b.keep(b.functionNames(d)); err != nil {
			return err
		}
		b.defines[d.Name] = d
	}
	return nil
}

func (b *builder) addGlobal(d *pmml.DerivedField) error {
	name, ok := d.Name.Get()
	if !ok {
		return b.Errorf(d, pmml.CodePartMissing, "a derived field of the document needs a name")
	}
	if first, ok := b.globals[name]; ok {
		return b.again(d, first, "derived field %q is declared twice", name)
	}
	if f, ok := b.dataFields[name]; ok {
		if repeats(d, f.OpType, f.DataType) {
			return nil
		}
		return b.again(d, f, "derived field %q has the name of a data field", name)
	}
	b.globals[name] = d
	return nil
}

// choose picks the model to compile: by name, or the first that is scorable.
func (b *builder) choose() (pmml.Model, error) {
	for _, m := range b.doc.Models {
		base := m.Base()
		if b.options.ModelName != "" {
			if base.ModelName.Or("") != b.options.ModelName {
				continue
			}
			if !base.IsScorable.Or(true) {
				return nil, b.Errorf(m, pmml.CodeModelNotScorable, "model %q is not scorable (isScorable=false)", b.options.ModelName)
			}
			return m, nil
		}
		if base.IsScorable.Or(true) {
			return m, nil
		}
	}
	switch {
	case b.options.ModelName != "":
		return nil, found(b.Errorf(b.doc, pmml.CodeModelUnknown, "there is no model %q", b.options.ModelName), b.options.ModelName)
	case len(b.doc.Models) > 0:
		return nil, b.Errorf(b.doc.Models[0], pmml.CodeModelNotScorable, "no model is scorable (isScorable=false)")
	}
	return nil, b.Errorf(b.doc, pmml.ErrUnsupported, "the document has no model to score")
}

func (b *builder) root(m pmml.Model) (*Compiled, error) {
	child, err := b.model(nil, m)
	if err != nil {
		return nil, err
	}
	p := b.program
	p.Stage = child.Stage
	results := make([]*Result, len(child.Targets))
	for i, t := range child.Targets {
		results[i] = t.result()
		child.Context.reportOwn(results[i])
	}
	p.Texts.Seal()
	p.Outcomes = make([]program.OutcomeSize, len(b.allTargets))
	for i, t := range b.allTargets {
		t.Features = nil // done with, and it may refer to the document
		p.Outcomes[i] = t.Size.WithCategories(len(t.Categories))
	}
	b.nameTargets()
	p.Lineage = b.uses.lineage()
	p.Limits, p.Steps = b.budget.limits, b.budget.used[limit.Nodes]-b.bodies
	if p.Decimal {
		p.Steps *= program.DecimalSteps
	}
	if p.Steps > p.Limits[limit.Steps] {
		return nil, b.exceeded(limit.Steps, m)
	}
	out := &Compiled{Program: p, Model: m, Inputs: b.inputs, used: b.budget.used}
	targets := map[string]*Result{}
	for _, r := range results {
		targets[r.Name] = r
		out.Results = append(out.Results, r)
	}
	out.Targets = len(out.Results)
	for _, o := range child.Outputs {
		t, ok := targets[o.Name]
		if !ok {
			out.Results = append(out.Results, o)
			continue
		}
		if c := child.Context.outputs[o.Name]; c != nil && !o.broken {
			// The model's own output field of this name is what is reported.
			t.Slot, t.Typed = o.Slot, o.Typed
		}
	}
	out.GroupFields = b.groups
	return out, b.selectResults(out)
}

// shared gives the index that belongs to a key, making it at first use.
func (b *builder) shared(key string, make func() int) int {
	i, ok := b.sharedAt[key]
	if !ok {
		i = make()
		b.sharedAt[key] = i
	}
	return i
}

// addLag registers a lagged field and gives its index.
func (b *builder) addLag(src *program.LagSource) int {
	b.program.Lagged = append(b.program.Lagged, src)
	b.program.Lags = len(b.program.Lagged)
	return b.program.Lags - 1
}

// constantCell gives the cell of a text of the document in a type.
func (b *builder) constantCell(text string, t pmml.DataType, at pmml.Node) (float64, error) {
	if t == pmml.DataTypeString {
		return b.program.Texts.Intern(text), nil
	}
	v, err := program.ParseValue(t, text)
	if err != nil {
		return 0, found(b.Errorf(at, pmml.CodeValueType, "value %q is not of type %s%s", text, t, beyond(text, t)), text, t.String())
	}
	return v, nil
}

// rounded is the error of a text for an integer that is none, while the double that may
// stand for it is one: digits would be lost in silence. What is a fraction for both is
// no such text.
func (b *builder) rounded(text string, t pmml.DataType, at pmml.Node) error {
	if t != pmml.DataTypeInteger {
		return nil
	}
	if _, err := program.ParseValue(t, text); err == nil {
		return nil
	}
	v, err := program.ParseValue(pmml.DataTypeDouble, text)
	if err != nil || v != math.Trunc(v) || math.IsInf(v, 0) {
		return nil
	}
	_, err = b.constantCell(text, t, at)
	return err
}

// beyond adds to the error of a text that is not of a type that it is a number
// which is too large.
func beyond(text string, t pmml.DataType) string {
	if why := program.BeyondIntegers(text, t); why != "" {
		return ": " + why
	}
	return ""
}

// isNumeral says whether a text may be a number: digits, signs and a point,
// and an exponent where there is a point.
func isNumeral(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		case (c == 'e' || c == 'E') && strings.Contains(s, "."):
		default:
			return false
		}
	}
	return s != ""
}

// groupBy makes rows with equal values of a field one record.
func (b *builder) groupBy(name string) {
	if !slices.Contains(b.groups, name) {
		b.groups = append(b.groups, name)
	}
}
