package tree

import (
	"errors"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

func TestFaultsOfDocuments(t *testing.T) {
	always := &pmml.True{}
	with := func(m *pmml.TreeModel, change func(*pmml.TreeModel)) *pmml.TreeModel {
		change(m)
		return m
	}
	leaf := func(ds ...*pmml.ScoreDistribution) *pmml.TreeModel {
		return classification(dist(nd("a", always), ds...), none)
	}
	mixed := count("b", 1)
	mixed.Probability = pmml.Some(.5)
	for _, tt := range []struct {
		name  string
		model *pmml.TreeModel
		class error
		says  string
	}{
		{"no root", regression(nil, none), pmml.ErrInvalid, "needs a Node"},
		{"no predicate", regression(nd("1", nil), none), pmml.ErrInvalid, "needs a predicate"},
		{"no function", model(0, nd("1", always), none), pmml.ErrInvalid, "functionName"},
		{"another function", model(pmml.MiningFunctionClustering, nd("1", always), none), pmml.ErrUnsupported, "functionName"},
		{"penalty above 1", with(regression(nd("1", always), none), func(m *pmml.TreeModel) { m.MissingValuePenalty = pmml.Some(1.5) }), pmml.ErrInvalid, "missingValuePenalty"},
		{"penalty below 0", with(regression(nd("1", always), none), func(m *pmml.TreeModel) { m.MissingValuePenalty = pmml.Some(-.5) }), pmml.ErrInvalid, "missingValuePenalty"},
		{"a score that is no number", regression(nd("one", always), none), pmml.ErrInvalid, `score "one"`},
		{"an empty score", regression(&pmml.TreeNode{Predicate: always, Score: pmml.Some("")}, none), pmml.ErrInvalid, "score"},
		{"a leaf without a score", regression(nd("", always), none), pmml.ErrInvalid, "score"},
		{"a leaf without score and counts", classification(dist(nd("", always), count("a", 0)), none), pmml.ErrInvalid, "score"},
		{"a default child that is none", regression(defaultTo("x", nd("1", always, id("2", nd("1", always)))), defaultChild), pmml.ErrInvalid, "defaultChild"},
		{"a default child further down", regression(defaultTo("3", nd("1", always, id("2", nd("1", always, id("3", nd("1", always)))))), defaultChild), pmml.ErrInvalid, "defaultChild"},
		{"an id given twice", regression(id("2", nd("1", always, id("2", nd("1", always)))), none), pmml.ErrInvalid, `id "2"`},
		{"a category twice", leaf(count("a", 1), count("a", 2)), pmml.ErrInvalid, "two ScoreDistributions"},
		{"a probability for some", leaf(count("a", 1), mixed), pmml.ErrInvalid, "probability"},
		{"a recordCount for some", leaf(count("a", 1), &pmml.ScoreDistribution{Value: "b"}), pmml.ErrInvalid, "recordCount"},
		{"a probability above 1", leaf(probable("a", 1.5)), pmml.ErrInvalid, "probability"},
		{"a negative recordCount", leaf(count("a", -1)), pmml.ErrInvalid, "recordCount"},
		{"a negative confidence", leaf(confident("a", 1, -1)), pmml.ErrInvalid, "confidence"},
		{"a field that is not there", regression(nd("1", below("nowhere", "1")), none), pmml.ErrInvalid, "nowhere"},
		{"aggregateNodes over an embedded model", regression(&pmml.TreeNode{Predicate: always, EmbeddedModel: &pmml.Regression{}}, aggregateNodes), pmml.ErrUnsupported, "aggregateNodes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compile.Document(document(tt.model), only, compile.Options{})
			if e := (*pmml.Error)(nil); !errors.As(err, &e) {
				t.Fatalf("error %v (%T), want a *pmml.Error", err, err)
			}
			if !errors.Is(err, tt.class) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %q, want one of %v that says %q", err, tt.class, tt.says)
			}
		})
	}
}

func TestWhatIsNoFault(t *testing.T) {
	always := &pmml.True{}
	for _, tt := range []struct {
		name  string
		model *pmml.TreeModel
	}{
		{"an inner node that is only passed through needs no score", classification(nd("", always, nd("a", always)), none)},
		{"a leaf needs no default child", regression(defaultTo("2", nd("1", always, id("2", nd("1", always)))), defaultChild)},
		{"a default child matters to its strategy only", regression(defaultTo("9", nd("1", always, nd("1", always))), none)},
		{"an inner node may lack a default child that no record needs", regression(nd("1", always, nd("1", always)), defaultChild)},
		{"an id may be the number of another node", regression(nd("1", always, id("3", nd("1", always)), nd("1", always)), none)},
	} {
		t.Run(tt.name, func(t *testing.T) { compiled(t, tt.model).run(t, record{}) })
	}
}

func TestFaultsOfRecords(t *testing.T) {
	always := &pmml.True{}
	unknown := func(root *pmml.TreeNode, s pmml.MissingValueStrategy) *pmml.TreeModel { return regression(root, s) }
	broken := record{"s": "text"}
	for _, tt := range []struct {
		name  string
		model *pmml.TreeModel
		in    record
		says  string
	}{
		{"no default child to follow", unknown(nd("1", always, nd("1", below("x", "0"))), defaultChild), record{}, "defaultChild"},
		{"no record counts to weigh", unknown(nd("1", always, nd("1", below("x", "0"))), weightedConfidence), record{}, "record counts"},
		{"no record counts to sum", unknown(nd("1", always, nd("1", below("x", "0"))), aggregateNodes), record{}, "record counts"},
		{"a field that failed", regression(nd("1", always, nd("1", below("broken", "0"))), lastPrediction), broken, "text"},
		{"a field that failed, at the root", regression(nd("1", below("broken", "0")), none), broken, "text"},
		{"a field that failed, asked whether it is missing", regression(nd("1", always, nd("1", simple("broken", pmml.OperatorIsMissing, ""))), none), broken, "text"},
		{"a field that failed, in a compound", regression(nd("1", always,
			nd("1", compound(pmml.BooleanOperatorAnd, below("broken", "0"), below("x", "0"))), nd("2", always)), none), broken, "text"},
		{"a field that failed, below an unknown child", regression(nd("", always,
			records(1, nd("", below("x", "0"), nd("1", below("broken", "0"))))), weightedConfidence), broken, "text"},
		{"a field that failed, among leaves", regression(nd("", always,
			records(1, nd("", below("x", "0"), nd("1", below("broken", "0"))))), aggregateNodes), broken, "text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, tt.model)
			s.set(tt.in)
			fault := s.frame.Run()
			if fault == nil {
				t.Fatalf("value %v, want a fault that says %q", s.frame.Outcomes[0].Value, tt.says)
			}
			if !strings.Contains(fault.Detail+fault.Value, tt.says) {
				t.Errorf("fault %+v, want one that says %q", *fault, tt.says)
			}
		})
	}
}
