package tree

import (
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// only are the model types of this package, and a stand-in for Regression that
// predicts the intercept of its first table, or nothing without a table.
var only = compile.Types{Type, compile.ModelType[*pmml.RegressionModel]{
	Embedded: compile.EmbeddedType[*pmml.Regression]{Name: "Regression", Compile: func(c *compile.Context, m *pmml.Regression) (program.Kernel, error) {
		t, err := c.Target(m)
		if err != nil {
			return nil, err
		}
		if len(m.RegressionTables) == 0 {
			return constant{t.Outcome, program.Missing}, nil
		}
		return constant{t.Outcome, m.RegressionTables[0].Intercept}, nil
	}},
}}

type constant struct {
	outcome int
	value   float64
}

func (k constant) Score(f *program.Frame) { f.Outcomes[k.outcome].Value = k.value }

// document wraps a model. The inputs of all tests are the doubles x and z and
// the string s; the target is y, a string for classifications.
func document(m *pmml.TreeModel) *pmml.Document {
	d := func(name string, op pmml.OpType, t pmml.DataType) *pmml.DataField {
		return &pmml.DataField{Name: name, OpType: op, DataType: t}
	}
	fields := []*pmml.DataField{
		d("x", pmml.OpTypeContinuous, pmml.DataTypeDouble), d("z", pmml.OpTypeContinuous, pmml.DataTypeDouble),
		d("s", pmml.OpTypeCategorical, pmml.DataTypeString), d("y", pmml.OpTypeContinuous, pmml.DataTypeDouble),
	}
	if m.FunctionName == pmml.MiningFunctionClassification {
		fields[3].OpType, fields[3].DataType = pmml.OpTypeCategorical, pmml.DataTypeString
	}
	m.MiningSchema = &pmml.MiningSchema{}
	for _, f := range fields {
		m.MiningSchema.MiningFields = append(m.MiningSchema.MiningFields,
			&pmml.MiningField{Name: f.Name, InvalidValueTreatment: pmml.InvalidValueTreatmentAsIs})
	}
	m.MiningSchema.MiningFields[3].UsageType = pmml.UsageTypeTarget
	// broken fails when it is used: no text is a number.
	number := &pmml.DerivedField{Name: pmml.Some("broken"), OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble,
		Expression: &pmml.FieldRef{Field: "s"}}
	m.LocalTransformations = &pmml.LocalTransformations{DerivedFields: []*pmml.DerivedField{number}}
	return &pmml.Document{Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{DataFields: fields}, Models: []pmml.Model{m}}
}

// record is a record by field; a field without an entry is missing.
type record map[string]any

type scorer struct {
	compiled *compile.Compiled
	frame    *program.Frame
}

func compiled(t testing.TB, m *pmml.TreeModel) *scorer {
	t.Helper()
	c, err := compile.Document(document(m), only, compile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &scorer{compiled: c, frame: c.Program.NewFrame()}
}

func (s *scorer) set(r record) {
	s.frame.Reset()
	for i, in := range s.compiled.Inputs {
		switch v := r[in.DataField.Name].(type) {
		case float64:
			s.frame.SetNumber(i, v)
		case int:
			s.frame.SetNumber(i, float64(v))
		case string:
			s.frame.SetText(i, v)
		}
	}
}

func (s *scorer) run(t testing.TB, r record) *program.Outcome {
	t.Helper()
	s.set(r)
	if fault := s.frame.Run(); fault != nil {
		t.Fatalf("record %v: %+v", r, *fault)
	}
	return &s.frame.Outcomes[0]
}

func (s *scorer) target() *compile.Target { return s.compiled.Results[0].Target }

// text gives the predicted category, "missing" for none.
func (s *scorer) text(o *program.Outcome) string {
	if program.IsMissing(o.Value) {
		return "missing"
	}
	return s.frame.Text(o.Value)
}

// entity gives the id of the winning node, "" for none.
func (s *scorer) entity(o *program.Outcome) string {
	if o.Entity < 0 {
		return ""
	}
	return s.target().EntityIDs()[o.Entity]
}

// shares gives values by category, nil where there are none.
func (s *scorer) shares(has bool, values []float64) map[string]float64 {
	if !has {
		return nil
	}
	m := map[string]float64{}
	for i, c := range s.target().Categories {
		m[c.Text] = values[i]
	}
	return m
}

func simple(field string, op pmml.Operator, value string) *pmml.SimplePredicate {
	return &pmml.SimplePredicate{Field: field, Operator: op, Value: pmml.Some(value)}
}

func below(field, value string) pmml.Predicate { return simple(field, pmml.OperatorLessThan, value) }
func from(field, value string) pmml.Predicate {
	return simple(field, pmml.OperatorGreaterOrEqual, value)
}

func compound(op pmml.BooleanOperator, ps ...pmml.Predicate) pmml.Predicate {
	return &pmml.CompoundPredicate{BooleanOperator: op, Predicates: ps}
}

func surrogate(ps ...pmml.Predicate) pmml.Predicate {
	return compound(pmml.BooleanOperatorSurrogate, ps...)
}

// nd makes a node; score "" is none.
func nd(score string, p pmml.Predicate, children ...*pmml.TreeNode) *pmml.TreeNode {
	n := &pmml.TreeNode{Predicate: p, Nodes: children}
	if score != "" {
		n.Score = pmml.Some(score)
	}
	return n
}

// id, defaultTo, records and dist set attributes of a node and give it back.
func id(id string, n *pmml.TreeNode) *pmml.TreeNode { n.ID = pmml.Some(id); return n }

func defaultTo(child string, n *pmml.TreeNode) *pmml.TreeNode {
	n.DefaultChild = pmml.Some(child)
	return n
}

func records(count float64, n *pmml.TreeNode) *pmml.TreeNode {
	n.RecordCount = pmml.Some(count)
	return n
}

func dist(n *pmml.TreeNode, ds ...*pmml.ScoreDistribution) *pmml.TreeNode {
	n.ScoreDistributions = ds
	return n
}

func count(value string, records float64) *pmml.ScoreDistribution {
	return &pmml.ScoreDistribution{Value: value, RecordCount: pmml.Some(records)}
}

func confident(value string, records, confidence float64) *pmml.ScoreDistribution {
	d := count(value, records)
	d.Confidence = pmml.Some(confidence)
	return d
}

func probable(value string, p float64) *pmml.ScoreDistribution {
	return &pmml.ScoreDistribution{Value: value, Probability: pmml.Some(p)}
}

func model(function pmml.MiningFunction, root *pmml.TreeNode, strategy pmml.MissingValueStrategy) *pmml.TreeModel {
	m := &pmml.TreeModel{Node: root}
	m.FunctionName = function
	m.MissingValueStrategy = strategy
	return m
}

func regression(root *pmml.TreeNode, strategy pmml.MissingValueStrategy) *pmml.TreeModel {
	return model(pmml.MiningFunctionRegression, root, strategy)
}

func classification(root *pmml.TreeNode, strategy pmml.MissingValueStrategy) *pmml.TreeModel {
	return model(pmml.MiningFunctionClassification, root, strategy)
}

func returnLast(m *pmml.TreeModel) *pmml.TreeModel {
	m.NoTrueChildStrategy = pmml.NoTrueChildStrategyReturnLastPrediction
	return m
}
