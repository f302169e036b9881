package wire

import (
	"context"
	"strings"
	"sync"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/pmml"
)

// Model is a version of a model that is served. It does not change, and any number of
// requests use it at a time.
type Model struct {
	// Name and Version are what it is served under; versions count from 1.
	Name    string
	Version int64
	// Engine scores.
	Engine *evaluator.Model
	// Inputs are the fields of a request, and Outputs those of an answer.
	Inputs, Outputs []Field
	// Features are the inputs whose values have no name where a record is a list of
	// values, in order: all but those that are targets.
	Features []int

	gate    Gate
	tap     Tap
	schema  *table.Schema
	byInput map[string]int
	byName  map[string]int // of outputs
	batches sync.Pool
	// doubles says of each input whether it takes one number of JSON as a double; quoted
	// are the inputs' names as JSON writes them.
	doubles []bool
	quoted  [][]byte
	// plain says that records do not depend on those before, and need no exact names.
	plain bool
}

// Gate stands before scoring: it waits until a request of so many records may be
// scored, or refuses it. done is told when it has been, with its error.
type Gate func(ctx context.Context, m *Model, rows int) (done func(error), err error)

// NewModel makes a model that is served. gate may be nil.
func NewModel(name string, version int64, engine *evaluator.Model, gate Gate) *Model {
	m := &Model{Name: name, Version: version, Engine: engine, gate: gate, schema: table.NewSchema(engine, nil),
		byInput: map[string]int{}, byName: map[string]int{}}
	for _, f := range fieldsOf(engine.Inputs()) {
		m.byInput[f.Name] = f.Index
		m.Inputs = append(m.Inputs, f)
		if f.Usage != pmml.UsageTypeTarget && f.Usage != pmml.UsageTypePredicted {
			m.Features = append(m.Features, f.Index)
		}
	}
	for _, f := range fieldsOf(engine.Results()) {
		if _, twice := m.byName[f.Name]; !twice {
			m.byName[f.Name] = len(m.Outputs)
			m.Outputs = append(m.Outputs, f)
		}
	}
	m.plain = !engine.Stateful() && !engine.Decimal()
	for i := range m.Inputs {
		m.doubles = append(m.doubles, m.Inputs[i].Type == Float64 && !engine.Decimal())
		m.quoted = append(m.quoted, AppendString(nil, m.Inputs[i].Name))
	}
	return m
}

// Input finds an input by its name.
func (m *Model) Input(name []byte) (int, bool) {
	i, ok := m.byInput[string(name)]
	return i, ok
}

// Output finds an output by its name, among [Model.Outputs].
func (m *Model) Output(name string) (int, bool) {
	i, ok := m.byName[name]
	return i, ok
}

// UnknownInput is the error of a name that is no input's. It says which names are near.
func (m *Model) UnknownInput(name string) *Error {
	e := Invalid("input %q is none of model %q", name, m.Name)
	match := m.Engine.MatchInputs([]string{name})
	var near []string
	for _, n := range match.Near {
		near = append(near, `"`+n.Input+`"`)
	}
	if len(near) > 0 {
		e.Text += ": did you mean " + strings.Join(near, " or ") + "?"
	} else {
		e.Text += ", which takes " + m.listed(m.Inputs)
	}
	return e
}

// UnknownOutput is the error of a name that is no output's.
func (m *Model) UnknownOutput(name string) *Error {
	return Invalid("output %q is none of model %q, which gives %s", name, m.Name, m.listed(m.Outputs))
}

// listed names fields, up to a number of them.
func (m *Model) listed(fields []Field) string {
	const most = 20
	var names []string
	for i := range fields {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, `"`+fields[i].Name+`"`)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// Target gives the name of the model's first target; false where it has none.
func (m *Model) Target() (string, bool) {
	targets := m.Engine.Targets()
	if len(targets) == 0 {
		return "", false
	}
	return targets[0].Name, true
}

// Classifies says whether the model predicts a category.
func (m *Model) Classifies() bool {
	return m.Engine.Function() == pmml.MiningFunctionClassification
}

// Regresses says whether the model predicts a number.
func (m *Model) Regresses() bool { return m.Engine.Function() == pmml.MiningFunctionRegression }
