package regression

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// only is the one model type of this package.
var only = compile.Types{Type}

// The fields of all tests: x, z and w are doubles, n an integer, c a string,
// y the target.
func fields() []*pmml.DataField {
	continuous := func(name string, t pmml.DataType) *pmml.DataField {
		return &pmml.DataField{Name: name, OpType: pmml.OpTypeContinuous, DataType: t}
	}
	return []*pmml.DataField{
		continuous("x", pmml.DataTypeDouble), continuous("z", pmml.DataTypeDouble), continuous("w", pmml.DataTypeDouble),
		{Name: "n", OpType: pmml.OpTypeCategorical, DataType: pmml.DataTypeInteger},
		{Name: "c", OpType: pmml.OpTypeCategorical, DataType: pmml.DataTypeString},
	}
}

// document wraps a model; the target is continuous for a regression and
// otherwise categorical, or ordinal where that is asked for.
func document(m *pmml.RegressionModel, ordinal bool) *pmml.Document {
	doc := &pmml.Document{Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{DataFields: fields()}, Models: []pmml.Model{m}}
	y := &pmml.DataField{Name: "y", OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble}
	if m.FunctionName == pmml.MiningFunctionClassification {
		y.OpType, y.DataType = pmml.OpTypeCategorical, pmml.DataTypeString
		if ordinal {
			y.OpType = pmml.OpTypeOrdinal
		}
	}
	m.MiningSchema = &pmml.MiningSchema{MiningFields: []*pmml.MiningField{{Name: "y", UsageType: pmml.UsageTypeTarget}}}
	for _, d := range doc.DataDictionary.DataFields {
		m.MiningSchema.MiningFields = append(m.MiningSchema.MiningFields, &pmml.MiningField{Name: d.Name, InvalidValueTreatment: pmml.InvalidValueTreatmentAsIs})
	}
	doc.DataDictionary.DataFields = append(doc.DataDictionary.DataFields, y)
	return doc
}

// record is a record by field; a field without an entry is missing.
type record map[string]any

type scorer struct {
	compiled *compile.Compiled
	frame    *program.Frame
}

func compileDoc(t testing.TB, doc *pmml.Document) *scorer {
	t.Helper()
	c, err := compile.Document(doc, only, compile.Options{})
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

// run scores a record and gives the only outcome.
func (s *scorer) run(t testing.TB, r record) *program.Outcome {
	t.Helper()
	s.set(r)
	if fault := s.frame.Run(); fault != nil {
		t.Fatalf("record %v: %+v", r, *fault)
	}
	return &s.frame.Outcomes[0]
}

// value gives the predicted category's text.
func (s *scorer) text(o *program.Outcome) string {
	if program.IsMissing(o.Value) {
		return "missing"
	}
	return s.frame.Text(o.Value)
}

// near is equality within the digits of a printed figure; missing equals missing.
func near(got, want, bound float64) bool {
	if program.IsMissing(got) || program.IsMissing(want) {
		return program.IsMissing(got) == program.IsMissing(want)
	}
	return got == want || math.Abs(got-want) <= bound || got != got && want != want
}

func numeric(name string, coefficient float64, exponent ...int) *pmml.NumericPredictor {
	p := &pmml.NumericPredictor{Name: name, Coefficient: coefficient}
	if exponent != nil {
		p.Exponent = pmml.Some(exponent[0])
	}
	return p
}

func indicator(name, value string, coefficient float64) *pmml.CategoricalPredictor {
	return &pmml.CategoricalPredictor{Name: name, Value: value, Coefficient: coefficient}
}

func product(coefficient float64, names ...string) *pmml.PredictorTerm {
	p := &pmml.PredictorTerm{Coefficient: coefficient}
	for _, n := range names {
		p.FieldRefs = append(p.FieldRefs, &pmml.FieldRef{Field: n})
	}
	return p
}

func regressionModel(m pmml.NormalizationMethod, tables ...*pmml.RegressionTable) *pmml.RegressionModel {
	return &pmml.RegressionModel{
		ModelBase:           pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression},
		NormalizationMethod: m, RegressionTables: tables,
	}
}

func classification(m pmml.NormalizationMethod, tables ...*pmml.RegressionTable) *pmml.RegressionModel {
	r := regressionModel(m, tables...)
	r.FunctionName = pmml.MiningFunctionClassification
	return r
}

// constants makes one table for each predictor's value, for categories A, B, C …
func constants(ys ...float64) []*pmml.RegressionTable {
	var tables []*pmml.RegressionTable
	for i, y := range ys {
		tables = append(tables, &pmml.RegressionTable{Intercept: y, TargetCategory: pmml.Some(string(rune('A' + i)))})
	}
	return tables
}
