// Package compile turns documents into programs. It resolves every name to a
// slot, every text to a cell and every default to a value, and reports what is
// wrong with a document by place.
package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Options are the choices that a caller makes for a document.
type Options struct {
	// ModelName names the model to compile, "" for the first that is scorable.
	ModelName string
	// Functions are those that the caller brings along, by name.
	Functions map[string]*CustomFunction
	// Results names the results that are wanted; none stands for all.
	Results []string
	// FinalResults leaves out what Results does not name and isFinalResult=false
	// marks as a step on the way.
	FinalResults bool
	// MappedItems has items reported by their mappedValue.
	MappedItems bool
	// Decimal asks for exact values beside the cells.
	Decimal bool
	// Drafts holds, by model, what the packages of models have made of models while
	// the document was being read. Each is for one use.
	Drafts map[pmml.Model]any
}

// Compiled is a document's program with what describes it.
type Compiled struct {
	Program *program.Program
	Model   pmml.Model
	// Inputs describes Program.Inputs, index by index.
	Inputs []*InputInfo
	// Results lists the target fields, then the output fields. The first Targets
	// of them are targets.
	Results []*Result
	Targets int
	// GroupFields names the fields whose equal values make rows one record.
	GroupFields []string
	// Dropped are the results that the options leave out.
	Dropped []*Result
}

// InputInfo is an input as the document declares it.
type InputInfo struct {
	DataField   *pmml.DataField
	MiningField *pmml.MiningField
	Op          pmml.OpType
}

// Result is a value that a model reports.
type Result struct {
	Name string
	Slot program.Slot
	program.Typed
	// Target is the target that the value belongs to; for an output field nil
	// unless it reports on one.
	Target *Target
	// Field is the output field, nil for targets.
	Field *pmml.OutputField
	// broken marks an output field whose error is reported.
	broken bool
}

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
	// inlined is how deep bodies of functions are being inlined.
	inlined  int
	nesting  nesting
	sharedAt map[string]int
	inputs   []*InputInfo
	// collecting says that the field that is being resolved is used as a
	// collection; single holds the slots that are used as one value.
	collecting bool
	single     map[program.Slot]bool
	allTargets []*Target
	// groups names the fields that make rows one record.
	groups []string
	// uses says what is computed from what; nil where all results are wanted.
	uses *uses
	// faults collects errors, nil where the first one ends compiling.
	faults *collector
	// spare holds memory that kernels' compilers leave to the next of their kind.
	spare map[any]any
}

// Document compiles a document's model. Errors are *pmml.Error, or
// *UnknownResultsError where the options ask for results that the model does not have.
func Document(doc *pmml.Document, types Types, options Options) (*Compiled, error) {
	b := newBuilder(doc, types, options)
	b.trackUses()
	if err := b.dictionaries(); err != nil {
		return nil, err
	}
	m, err := b.choose()
	if err != nil {
		return nil, err
	}
	return b.root(m)
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
		single:     map[program.Slot]bool{},
	}
}

// dictionaries indexes the document's fields and functions by name.
func (b *builder) dictionaries() error {
	if b.doc.DataDictionary != nil {
		for _, d := range b.doc.DataDictionary.DataFields {
			if _, ok := b.dataFields[d.Name]; ok {
				if err := b.keep(b.Errorf(d, pmml.ErrInvalid, "field %q is declared twice", d.Name)); err != nil {
					return err
				}
				continue
			}
			b.dataFields[d.Name] = d
		}
	}
	t := b.doc.TransformationDictionary
	if t == nil {
		return nil
	}
	for _, d := range t.DerivedFields {
		if err := b.keep(b.addGlobal(d)); err != nil {
			return err
		}
	}
	for _, d := range t.DefineFunctions {
		if _, ok := b.defines[d.Name]; ok {
			if err := b.keep(b.Errorf(d, pmml.ErrInvalid, "function %q is defined twice", d.Name)); err != nil {
				return err
			}
			continue
		}
		b.defines[d.Name] = d
	}
	return nil
}

func (b *builder) addGlobal(d *pmml.DerivedField) error {
	name, ok := d.Name.Get()
	if !ok {
		return b.Errorf(d, pmml.ErrInvalid, "a derived field of the document needs a name")
	}
	if _, ok := b.globals[name]; ok {
		return b.Errorf(d, pmml.ErrInvalid, "derived field %q is declared twice", name)
	}
	if _, ok := b.dataFields[name]; ok {
		return b.Errorf(d, pmml.ErrInvalid, "derived field %q has the name of a data field", name)
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
				return nil, b.Errorf(m, pmml.ErrUnsupported, "model %q is not scorable (isScorable=false)", b.options.ModelName)
			}
			return m, nil
		}
		if base.IsScorable.Or(true) {
			return m, nil
		}
	}
	switch {
	case b.options.ModelName != "":
		return nil, b.Errorf(b.doc, pmml.ErrInvalid, "there is no model %q", b.options.ModelName)
	case len(b.doc.Models) > 0:
		return nil, b.Errorf(b.doc.Models[0], pmml.ErrUnsupported, "no model is scorable (isScorable=false)")
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
	p.Texts.Seal()
	p.Outcomes = make([]program.OutcomeSize, len(b.allTargets))
	for i, t := range b.allTargets {
		t.Features = nil // done with, and it may refer to the document
		p.Outcomes[i] = program.OutcomeSize{Categories: len(t.Categories), Affinities: t.Affinities, Ranking: t.Ranking}
	}
	b.nameTargets()
	out := &Compiled{Program: p, Model: m, Inputs: b.inputs}
	targets := map[string]*Result{}
	for _, t := range child.Targets {
		r := t.result()
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
