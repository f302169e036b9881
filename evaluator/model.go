// Package evaluator scores records with PMML models.
//
// A [Model] is compiled once, from a document that is read ([Load], [LoadFile])
// or built in Go ([Compile]), and never changes: any number of goroutines may
// use it. [Model.Evaluate] takes a record as a map. A [Row] takes one value by
// value and allocates nothing; it belongs to one goroutine. [Bind] ties inputs
// and results to the fields of structs. [Model.ScoreColumns] takes a table by
// column and scores it on several goroutines. A [Session] scores records that
// depend on those before.
//
// [Model.Inputs], [Model.Targets] and [Model.Outputs] describe the model to who
// builds forms and requests, [Model.Explain] says why a record has its score,
// [Model.Verify] scores the records that a document carries for that, and
// [Validate] lists everything that is wrong with a document. Errors are of two
// types: [*pmml.Error] for documents, with file, line, column and element, and
// [*InputError] for records.
//
// Options choose which results are wanted ([WithResults]), so that nothing else
// is computed, and bring along functions that a document calls by name
// ([WithFunction]). [WithDecimalArithmetic] calculates with exact decimals.
package evaluator

import (
	"slices"
	"sync"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// Model is a compiled model. It is immutable and safe for any number of
// goroutines. It keeps no reference to the document.
type Model struct {
	name     string
	element  string
	function pmml.MiningFunction
	program  *program.Program
	inputs   []Field
	results  []Field
	reported []reported
	targets  int
	groups   []string
	byInput  map[string]int
	byResult map[string]int
	names    inputNames
	verify   *verification
	used     limit.Limits
	frames   sync.Pool
	// plan says how blocks of records are scored, nil where they are not; blocks
	// holds their memory.
	plan   *program.BlockPlan
	blocks sync.Pool
}

// reported says where a result's value lies, and what is known beside it.
type reported struct {
	slot     program.Slot
	typ      pmml.DataType
	list     bool
	nested   bool // the list's elements are lists
	number   bool // a target whose prediction is a number, whatever typ is
	outcome  int  // of a target, else -1
	labels   []string
	entities []string
}

// Option is a choice for loading and compiling.
type Option func(*settings)

type settings struct {
	compile compile.Options
	parse   []pmml.ParseOption
	names   InputNames
	// err is the first option that cannot be had.
	err error
}

// WithModelName chooses the model with this modelName. The default is the
// first model that is scorable.
func WithModelName(name string) Option {
	return func(s *settings) { s.compile.ModelName = name }
}

// WithParseOptions sets how [Load] and [LoadFile] read the document, as limits.
func WithParseOptions(opts ...pmml.ParseOption) Option {
	return func(s *settings) { s.parse = append(s.parse, opts...) }
}

// Compile compiles a document, which it neither changes nor keeps. Errors are
// *pmml.Error: ErrInvalid where the document contradicts the standard,
// ErrUnsupported where it asks for what is not implemented. An option that
// cannot be had is an *OptionError.
func Compile(doc *pmml.Document, opts ...Option) (*Model, error) {
	return apply(opts).compileDocument(doc)
}

func (s *settings) compileDocument(doc *pmml.Document) (*Model, error) {
	if err := pmml.CheckBuiltContext(s.compile.Context, doc); err != nil {
		return nil, err
	}
	return build(doc, s, nil)
}

func apply(opts []Option) *settings {
	s := &settings{}
	for _, o := range opts {
		if o != nil {
			o(s)
		}
	}
	return s
}

// done is closed when nobody waits for the model any more, nil where that is never.
func (s *settings) done() <-chan struct{} {
	if s.compile.Context == nil {
		return nil
	}
	return s.compile.Context.Done()
}

// build compiles a document, with the drafts that were made of its models.
func build(doc *pmml.Document, s *settings, drafts map[pmml.Model]any) (*Model, error) {
	if s.err != nil {
		return nil, s.err
	}
	options := s.compile
	options.Drafts = drafts
	compiled, err := compile.Document(doc, models.All, options)
	if err != nil {
		return nil, optionError(err)
	}
	base := compiled.Model.Base()
	m := &Model{
		name:     base.ModelName.Or(""),
		element:  compiled.Model.ElementName(),
		function: base.FunctionName,
		program:  compiled.Program,
		targets:  compiled.Targets,
		groups:   compiled.GroupFields,
		used:     compiled.Used(),
		byInput:  map[string]int{},
		byResult: map[string]int{},
	}
	for i, in := range compiled.Inputs {
		m.inputs = append(m.inputs, inputField(in, compiled.Program.Inputs[i].List))
		m.byInput[in.MiningField.Name] = i
	}
	for i, r := range compiled.Results {
		m.results = append(m.results, resultField(r))
		m.reported = append(m.reported, reportedOf(r, i < compiled.Targets))
		m.byResult[r.Name] = i
	}
	m.knowNames(s.names, slices.Concat(compiled.Results, compiled.Dropped))
	m.frames.New = func() any { return m.program.NewFrame() }
	if m.plan, err = limit.Await(s.done(), func() (*program.BlockPlan, error) { return program.NewBlockPlan(m.program), nil }); err != nil {
		return nil, err
	}
	if m.plan != nil {
		m.blocks.New = func() any { return m.plan.NewBlock() }
	}
	if m.verify, err = compileVerification(s.compile.Context, doc, m, base.ModelVerification, compiled.Dropped); err != nil {
		return nil, err
	}
	return m, nil
}

func reportedOf(r *compile.Result, target bool) reported {
	out := reported{slot: r.Slot, typ: r.Type, list: r.List, nested: r.Nested, outcome: -1}
	if target {
		out.outcome, out.number = r.Target.Outcome, r.Field == nil && r.Target.Number()
		out.entities = r.Target.EntityIDs()
		for _, k := range r.Target.Categories {
			out.labels = append(out.labels, k.Text)
		}
	}
	return out
}

// Name gives the model's modelName, "" where it has none.
func (m *Model) Name() string { return m.described().name }

// Element gives the name of the model's element, as "TreeModel".
func (m *Model) Element() string { return m.described().element }

// Function gives what the model does.
func (m *Model) Function() pmml.MiningFunction { return m.described().function }

// Inputs gives the fields that a record may have, in the order of the mining
// schema. Their indices are those of the setters of [Row].
func (m *Model) Inputs() []Field { return copyFields(m.described().inputs) }

// Targets gives the fields that the model predicts.
func (m *Model) Targets() []Field {
	m = m.described()
	return copyFields(m.results[:m.targets])
}

// Outputs gives the fields that the model reports beside its targets.
func (m *Model) Outputs() []Field {
	m = m.described()
	return copyFields(m.results[m.targets:])
}

// Results gives the targets, then the outputs. Their indices are those of the
// getters of [Row].
func (m *Model) Results() []Field { return copyFields(m.described().results) }

// Input gives the index of an input by name.
func (m *Model) Input(name string) (int, bool) {
	i, ok := m.described().byInput[name]
	return i, ok
}

// ResultIndex gives the index of a result by name.
func (m *Model) ResultIndex(name string) (int, bool) {
	i, ok := m.described().byResult[name]
	return i, ok
}

// Stateful says whether results depend on the records before: then records
// must be scored in order by one [Session] or [Row].
func (m *Model) Stateful() bool { return m.exists() && m.program.Lags > 0 }

// Decimal says whether the model calculates with exact decimals
// ([WithDecimalArithmetic]).
func (m *Model) Decimal() bool { return m.exists() && m.program.Decimal }

// GroupFields names the fields whose equal values make several rows one record.
// Most models have none.
func (m *Model) GroupFields() []string { return append([]string(nil), m.described().groups...) }

// copyFields copies descriptions for a caller, who may change them.
func copyFields(fields []Field) []Field {
	out := append([]Field(nil), fields...)
	for i := range out {
		out[i].Values = append([]FieldValue(nil), out[i].Values...)
		out[i].Intervals = append([]Interval(nil), out[i].Intervals...)
	}
	return out
}
