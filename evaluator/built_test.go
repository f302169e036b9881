package evaluator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// A document that was built in Go may have nothing where an element is expected.
func TestBuiltDocumentsWithNil(t *testing.T) {
	parse := func(t *testing.T) (*pmml.Document, *pmml.Scorecard) {
		f, err := os.Open(filepath.Join("..", "testdata", "scorecard.pmml"))
		require.NoError(t, err)
		defer f.Close()
		doc, err := pmml.Parse(f)
		require.NoError(t, err)
		m, ok := doc.Models[0].(*pmml.Scorecard)
		require.True(t, ok)
		return doc, m
	}
	for _, tt := range []struct {
		name   string
		change func(*pmml.Document, *pmml.Scorecard)
		class  error
		want   string
	}{
		{"in a list", func(_ *pmml.Document, m *pmml.Scorecard) { m.Characteristics.Characteristics[1] = nil }, pmml.ErrInvalid,
			"Scorecard/Characteristics: invalid document: Characteristics[1] is nil, an element is needed there"},
		{"in a list of the document", func(doc *pmml.Document, _ *pmml.Scorecard) { doc.Models[0] = nil }, pmml.ErrInvalid, "invalid document: Models[0] is nil, an element is needed there"},
		{"in the base of a model", func(_ *pmml.Document, m *pmml.Scorecard) { m.MiningSchema.MiningFields[0] = nil }, pmml.ErrInvalid, "Scorecard/MiningSchema: invalid document: MiningFields[0] is nil, an element is needed there"},
		{"a pointer in an interface", func(_ *pmml.Document, m *pmml.Scorecard) {
			m.Characteristics.Characteristics[0].Attributes[0].Predicate = (*pmml.SimplePredicate)(nil)
		}, pmml.ErrInvalid, "Scorecard/Characteristics/Characteristic/Attribute: invalid document: Predicate is nil, an element is needed there"},
		{"an element inside itself", func(_ *pmml.Document, m *pmml.Scorecard) {
			p := &pmml.CompoundPredicate{BooleanOperator: pmml.BooleanOperatorAnd}
			p.Predicates = []pmml.Predicate{p, &pmml.True{}}
			m.Characteristics.Characteristics[0].Attributes[0].Predicate = p
		}, pmml.ErrLimit, "Scorecard/Characteristics/Characteristic/Attribute/CompoundPredicate/CompoundPredicate: limit exceeded: CompoundPredicate stands inside itself"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, m := parse(t)
			tt.change(doc, m)
			_, err := evaluator.Compile(doc)
			require.ErrorIs(t, err, tt.class)
			var e *pmml.Error
			require.ErrorAs(t, err, &e)
			e.Pos = pmml.Pos{}
			assert.Equal(t, tt.want, e.Error())
		})
	}
	_, err := evaluator.Compile(nil)
	require.ErrorContains(t, err, "there is no document")
}

// Elements that stand in more places than anybody can visit are refused, and not
// counted.
func TestBuiltDocumentsOfManyPlaces(t *testing.T) {
	var doc *pmml.Document
	f, err := os.Open(filepath.Join("..", "testdata", "tree.pmml"))
	require.NoError(t, err)
	defer f.Close()
	doc, err = pmml.Parse(f)
	require.NoError(t, err)
	m, ok := doc.Models[0].(*pmml.TreeModel)
	require.True(t, ok)
	for range 3 {
		p := m.Node.Nodes[0].Predicate
		m.Node.Nodes[0].Predicate = &pmml.CompoundPredicate{BooleanOperator: pmml.BooleanOperatorAnd, Predicates: []pmml.Predicate{p, p}}
	}
	_, err = evaluator.Compile(doc)
	require.NoError(t, err) // a predicate counts in each of its places
	few := evaluator.SizeOf(m)
	n := m.Node
	for range 200 {
		n = &pmml.TreeNode{Score: pmml.Some("yes"), Predicate: &pmml.True{}, Nodes: []*pmml.TreeNode{n, n}}
	}
	m.Node = n
	_, err = evaluator.Compile(doc)
	require.ErrorIs(t, err, pmml.ErrLimit)
	require.ErrorContains(t, err, "elements below Node stand in several places")
	assert.NotEmpty(t, few.Parts)
	assert.Equal(t, &evaluator.Size{Models: map[string]int{"TreeModel": 1}, Levels: 1}, evaluator.SizeOf(m))
	assert.Equal(t, &evaluator.Size{Models: map[string]int{}}, evaluator.SizeOf(nil))
}

// A classification whose last embedded model is a regression has no category to give.
func TestRegressionInPlaceOfCategories(t *testing.T) {
	_, err := evaluator.Load(strings.NewReader(document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField>`,
		`<MiningModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="c" usageType="target"/></MiningSchema><Regression functionName="regression"><ResultField name="s" optype="continuous" dataType="double" feature="predictedValue"/><RegressionTable intercept="1"><NumericPredictor name="x" coefficient="-4"/></RegressionTable></Regression></MiningModel>`)))
	require.ErrorIs(t, err, pmml.ErrInvalid)
	require.ErrorContains(t, err, `functionName is regression, where the embedded model gives the prediction of a model of functionName classification`)
}
