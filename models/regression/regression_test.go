package regression

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func TestLinearPredictor(t *testing.T) {
	mixed := &pmml.RegressionTable{
		Intercept:             0.5,
		NumericPredictors:     []*pmml.NumericPredictor{numeric("x", 2, 2)},
		CategoricalPredictors: []*pmml.CategoricalPredictor{indicator("c", "red", -1)},
		PredictorTerms:        []*pmml.PredictorTerm{product(0.1, "x", "z")},
	}
	mapped := product(3, "z")
	mapped.FieldRefs[0].MapMissingTo = pmml.Some("0.5")
	for _, tt := range []struct {
		name   string
		table  *pmml.RegressionTable
		record record
		want   float64
	}{
		{"all parts add up", mixed, record{"x": 1.0, "c": "red", "z": 7.0}, 2.2},
		{"a missing category adds nothing", mixed, record{"x": 1.0, "z": 7.0}, 3.2},
		{"another category adds nothing", mixed, record{"x": 1.0, "c": "blue", "z": 7.0}, 3.2},
		{"a missing factor makes the sum missing", mixed, record{"x": 1.0, "c": "red"}, program.Missing},
		{"a missing number makes the sum missing", mixed, record{"c": "red", "z": 7.0}, program.Missing},
		{"a missing factor with mapMissingTo has that value",
			&pmml.RegressionTable{PredictorTerms: []*pmml.PredictorTerm{mapped}}, record{}, 1.5},
		{"exponent 0 is one", &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 3, 0)}}, record{"x": 9.0}, 3},
		{"exponent 0 of a missing number is missing",
			&pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 3, 0)}}, record{}, program.Missing},
		{"a negative exponent divides", &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 3, -2)}}, record{"x": 2.0}, 0.75},
		{"exponents keep the order of the document",
			&pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1e16, 3), numeric("z", 1), numeric("w", -1e16, 1)}},
			record{"x": 1.0, "z": 1.0, "w": 1.0}, 0},
		{"the intercept comes last",
			&pmml.RegressionTable{Intercept: -1e16, NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1e16), numeric("z", 1)}},
			record{"x": 1.0, "z": 1.0}, 0},
		{"a number is a category too", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{indicator("n", "3", 5)}}, record{"n": 3}, 5},
		{"a continuous field is a category too", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("x", "0", 1), indicator("x", "1", 2),
		}}, record{"x": 0.5}, 0},
		{"no category lies on 0.5", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("x", "0.5", 1), indicator("x", "1e300", 2),
		}}, record{"x": 0.5}, 1},
		{"of neighbours with one value the first counts", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("c", "red", 1), indicator("c", "red", 10),
		}}, record{"c": "red"}, 1},
		{"apart both count", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("c", "red", 1), indicator("n", "2", 100), indicator("c", "red", 10),
		}}, record{"c": "red", "n": 2}, 111},
		{"infinities that cancel are no number", &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{
			numeric("x", 1), numeric("z", -1),
		}}, record{"x": math.Inf(1), "z": math.Inf(1)}, program.NaN},
	} {
		for _, float := range []bool{false, true} {
			name := tt.name
			bound := 1e-14
			m := regressionModel(0, tt.table)
			if float {
				name += ", in float"
				bound = 1e-6
				m.MathContext = pmml.MathContextFloat
			}
			t.Run(name, func(t *testing.T) {
				s := compileDoc(t, document(m, false))
				if got := s.run(t, tt.record).Value; !near(got, tt.want, bound) {
					t.Errorf("record %v = %v, want %v", tt.record, got, tt.want)
				}
			})
		}
	}
}

func TestInverseLinks(t *testing.T) {
	for _, tt := range []struct {
		method pmml.NormalizationMethod
		want   float64
	}{
		{pmml.NormalizationMethodNone, 0.7},
		{pmml.NormalizationMethodLogit, 0.66819},
		{pmml.NormalizationMethodSoftmax, 0.66819},
		{pmml.NormalizationMethodExp, 2.01375},
		{pmml.NormalizationMethodProbit, 0.75804},
		{pmml.NormalizationMethodCloglog, 0.86651},
		{pmml.NormalizationMethodLoglog, 0.60861},
		{pmml.NormalizationMethodCauchit, 0.69440},
	} {
		for _, context := range []pmml.MathContext{pmml.MathContextDouble, pmml.MathContextFloat} {
			t.Run(tt.method.String()+"/"+context.String(), func(t *testing.T) {
				m := regressionModel(tt.method, &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1)}})
				m.MathContext = context
				s := compileDoc(t, document(m, false))
				got := s.run(t, record{"x": 0.7}).Value
				if !near(got, tt.want, 5e-6) {
					t.Errorf("F(0.7) = %v, want %v", got, tt.want)
				}
				if context == pmml.MathContextFloat && got != float64(float32(got)) {
					t.Errorf("F(0.7) = %v is not a float32", got)
				}
				if got := s.run(t, record{}).Value; !program.IsMissing(got) {
					t.Errorf("F(missing) = %v, want missing", got)
				}
			})
		}
	}
}

func TestClassification(t *testing.T) {
	first := &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1)}, TargetCategory: pmml.Some("A")}
	second := &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1)}, TargetCategory: pmml.Some("B")}
	emptyA, emptyB := constants(0, 0)[0], constants(0, 0)[1]
	x := record{"x": 0.7}
	for _, tt := range []struct {
		name    string
		method  pmml.NormalizationMethod
		ordinal bool
		tables  []*pmml.RegressionTable
		record  record
		want    []float64
		winner  string
	}{
		{"softmax", pmml.NormalizationMethodSoftmax, false, constants(1, 2, 0.5), nil, []float64{0.23122, 0.62853, 0.14024}, "B"},
		{"simplemax", pmml.NormalizationMethodSimplemax, false, constants(1, 2, 0.5), nil, []float64{0.28571, 0.57143, 0.14286}, "B"},
		{"logit of three is one against the rest", pmml.NormalizationMethodLogit, false, constants(1, 2, 0.5), nil, []float64{0.32720, 0.39421, 0.27859}, "B"},
		{"none of three leaves the remainder to the last", pmml.NormalizationMethodNone, false, constants(1, 2, 0.5), nil, []float64{1, 2, -2}, "B"},
		{"ordinal logit is cumulative", pmml.NormalizationMethodLogit, true, constants(-1, 0.5, 2, 99), nil, []float64{0.26894, 0.35352, 0.25834, 0.11920}, "B"},
		{"ordinal none is clamped", pmml.NormalizationMethodNone, true, constants(-1, 0.25, 2, 99), nil, []float64{0, 0.25, 0.75, 0}, "C"},
		{"binary logit", pmml.NormalizationMethodLogit, false, []*pmml.RegressionTable{first, emptyB}, x, []float64{0.66819, 0.33181}, "A"},
		{"binary logit, empty table first", pmml.NormalizationMethodLogit, false, []*pmml.RegressionTable{emptyA, second}, x, []float64{0.33181, 0.66819}, "B"},
		{"binary probit ignores the second table", pmml.NormalizationMethodProbit, false, constants(0.7, 5), nil, []float64{0.75804, 0.24196}, "A"},
		{"binary none is clamped", pmml.NormalizationMethodNone, false, constants(1.3, 0), nil, []float64{1, 0}, "A"},
		{"binary softmax against an empty table is logit", pmml.NormalizationMethodSoftmax, false, []*pmml.RegressionTable{first, emptyB}, x, []float64{0.66819, 0.33181}, "A"},
		{"the first of equals wins", pmml.NormalizationMethodSoftmax, false, constants(1, 1, 1), nil, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}, "A"},
		{"softmax survives large numbers", pmml.NormalizationMethodSoftmax, false, constants(1000, 1001), nil, []float64{0.26894, 0.73106}, "B"},
		{"a missing table makes the prediction missing", pmml.NormalizationMethodSoftmax, false, []*pmml.RegressionTable{first, emptyB}, record{}, nil, "missing"},
	} {
		for _, context := range []pmml.MathContext{pmml.MathContextDouble, pmml.MathContextFloat} {
			t.Run(tt.name+"/"+context.String(), func(t *testing.T) {
				m := classification(tt.method, tt.tables...)
				m.MathContext = context
				s := compileDoc(t, document(m, tt.ordinal))
				for range 2 { // the second time on what the first left
					o := s.run(t, tt.record)
					if got := s.text(o); got != tt.winner {
						t.Errorf("predicted %s, want %s", got, tt.winner)
					}
					if o.Has[program.Probabilities] != (tt.want != nil) || o.Has[program.Confidences] != (tt.want != nil) {
						t.Fatalf("has probabilities %v, confidences %v", o.Has[program.Probabilities], o.Has[program.Confidences])
					}
					for i, want := range tt.want {
						if !near(o.Series[program.Probabilities][i], want, 6e-6) || o.Series[program.Confidences][i] != o.Series[program.Probabilities][i] {
							t.Errorf("probabilities %v, confidences %v, want %v", o.Series[program.Probabilities], o.Series[program.Confidences], tt.want)
							break
						}
					}
				}
			})
		}
	}
}

func TestUndefinedDistribution(t *testing.T) {
	for _, tt := range []struct {
		name   string
		method pmml.NormalizationMethod
		record record
	}{
		{"simplemax of numbers that add up to zero", pmml.NormalizationMethodSimplemax, record{"x": 1.0, "z": -1.0}},
		{"softmax of two infinities", pmml.NormalizationMethodSoftmax, record{"x": math.Inf(1), "z": math.Inf(1)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := constants(0, 0)[0], constants(0, 0)[1]
			a.NumericPredictors = []*pmml.NumericPredictor{numeric("x", 1)}
			b.NumericPredictors = []*pmml.NumericPredictor{numeric("z", 1)}
			s := compileDoc(t, document(classification(tt.method, a, b), false))
			s.set(tt.record)
			if fault := s.frame.Run(); fault == nil || !strings.Contains(fault.Detail, "undefined") {
				t.Errorf("fault %v, want one that says undefined", fault)
			}
			// The next record is none the worse for it.
			if o := s.run(t, record{"x": 1.0, "z": 3.0}); s.text(o) != "B" {
				t.Errorf("predicted %s, want B", s.text(o))
			}
		})
	}
}

func TestErrorInPredictorIsRaised(t *testing.T) {
	for _, tt := range []struct {
		name  string
		table *pmml.RegressionTable
	}{
		{"numeric", &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("bad", 1)}}},
		{"power", &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("bad", 1, 0)}}},
		{"categorical", &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{indicator("bad", "1", 1)}}},
		{"term", &pmml.RegressionTable{PredictorTerms: []*pmml.PredictorTerm{product(1, "bad")}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := regressionModel(0, tt.table)
			doc := document(m, false)
			m.LocalTransformations = &pmml.LocalTransformations{DerivedFields: []*pmml.DerivedField{{
				Name: pmml.Some("bad"), OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble,
				Expression: &pmml.FieldRef{Field: "c"},
			}}}
			s := compileDoc(t, doc)
			s.set(record{"c": "not a number"})
			if fault := s.frame.Run(); fault == nil {
				t.Error("no fault, want one")
			}
			if got := s.run(t, record{"c": "1"}).Value; got != 1 {
				t.Errorf("next record = %v, want 1", got)
			}
		})
	}
}

func TestDocumentErrors(t *testing.T) {
	two := constants(1, 2)
	noCategory := constants(1, 2)
	noCategory[1].TargetCategory = pmml.Optional[string]{}
	same := constants(1, 2)
	same[1].TargetCategory = same[0].TargetCategory
	clustering := regressionModel(0, two[0])
	clustering.FunctionName = pmml.MiningFunctionClustering
	misnamed := regressionModel(0, two[0])
	misnamed.TargetFieldName = pmml.Some("x")
	for _, tt := range []struct {
		name    string
		model   *pmml.RegressionModel
		ordinal bool
		class   error
		says    string
	}{
		{"regression with two tables", regressionModel(0, two...), false, pmml.ErrInvalid, "exactly one"},
		{"regression without a table", regressionModel(0), false, pmml.ErrInvalid, "exactly one"},
		{"regression by simplemax", regressionModel(pmml.NormalizationMethodSimplemax, two[0]), false, pmml.ErrInvalid, "simplemax"},
		{"classification with one table", classification(0, two[0]), false, pmml.ErrInvalid, "at least two"},
		{"classification by exp", classification(pmml.NormalizationMethodExp, two...), false, pmml.ErrInvalid, "exp"},
		{"table without targetCategory", classification(0, noCategory...), false, pmml.ErrInvalid, "targetCategory is missing"},
		{"targetCategory twice", classification(0, same...), false, pmml.ErrInvalid, "has a RegressionTable already"},
		{"probit of three categories", classification(pmml.NormalizationMethodProbit, constants(1, 2, 3)...), false, pmml.ErrInvalid, "3 categories"},
		{"softmax of an ordinal target", classification(pmml.NormalizationMethodSoftmax, two...), true, pmml.ErrInvalid, "ordinal"},
		{"a target of another name", misnamed, false, pmml.ErrInvalid, "targetFieldName"},
		{"another functionName", clustering, false, pmml.ErrUnsupported, "clustering"},
		{"an unknown field", regressionModel(0, &pmml.RegressionTable{NumericPredictors: []*pmml.NumericPredictor{numeric("q", 1)}}), false, pmml.ErrInvalid, `"q"`},
		{"a category that is not of the field's type", regressionModel(0, &pmml.RegressionTable{CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("n", "many", 1),
		}}), false, pmml.ErrInvalid, `"many"`},
		{"a term without factors", regressionModel(0, &pmml.RegressionTable{PredictorTerms: []*pmml.PredictorTerm{product(1)}}), false, pmml.ErrInvalid, "FieldRef"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compile.Document(document(tt.model, tt.ordinal), only, compile.Options{})
			if !errors.Is(err, tt.class) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want class %q and %q in it", err, tt.class, tt.says)
			}
		})
	}
}

func TestListedTargetValues(t *testing.T) {
	doc := document(classification(0, constants(1, 0)...), false)
	y := doc.DataDictionary.DataFields[len(doc.DataDictionary.DataFields)-1]
	for _, v := range []string{"C", "B", "A"} {
		y.Values = append(y.Values, &pmml.Value{Value: v})
	}
	s := compileDoc(t, doc)
	if got := s.text(s.run(t, record{})); got != "A" {
		t.Errorf("a listed value without a table: predicted %s, want A", got)
	}
	y.Values = y.Values[:2]
	if _, err := compile.Document(doc, only, compile.Options{}); !errors.Is(err, pmml.ErrInvalid) {
		t.Errorf("a table for a value that is not listed: error %v, want %v", err, pmml.ErrInvalid)
	}
}

func BenchmarkScore(b *testing.B) {
	iris := func(method pmml.NormalizationMethod) *pmml.RegressionModel {
		tables := constants(0.25, 0.5, 0.75)
		for i, t := range tables {
			for j, name := range []string{"x", "z", "w"} {
				t.NumericPredictors = append(t.NumericPredictors, numeric(name, float64(i-j)))
			}
		}
		return classification(method, tables...)
	}
	mixed := regressionModel(0, &pmml.RegressionTable{
		Intercept:         0.5,
		NumericPredictors: []*pmml.NumericPredictor{numeric("x", 1), numeric("z", 2), numeric("w", 3)},
		CategoricalPredictors: []*pmml.CategoricalPredictor{
			indicator("c", "red", 1), indicator("c", "green", 2), indicator("c", "blue", 3), indicator("n", "1", 4), indicator("n", "2", 5),
		},
	})
	for _, bb := range []struct {
		name  string
		model *pmml.RegressionModel
	}{
		{"linear", mixed},
		{"softmax", iris(pmml.NormalizationMethodSoftmax)},
		{"logit", iris(pmml.NormalizationMethodLogit)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			s := compileDoc(b, document(bb.model, false))
			s.run(b, record{"x": 1.0, "z": 0.5, "w": -0.25, "c": "green", "n": 2})
			kernel := s.compiled.Program.Stage.Kernel
			b.ReportAllocs()
			for b.Loop() {
				kernel.Score(s.frame)
			}
		})
	}
}
