package pmml_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

// doubled makes a document of predicates, each of which stands in two places of the
// one above it.
func doubled(levels int) *pmml.Document {
	var p pmml.Predicate = &pmml.SimplePredicate{Field: "x", Operator: pmml.OperatorEqual, Value: pmml.Some("1")}
	for range levels {
		p = &pmml.CompoundPredicate{BooleanOperator: pmml.BooleanOperatorAnd, Predicates: []pmml.Predicate{p, p}}
	}
	base := pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{MiningFields: []*pmml.MiningField{{Name: "x"}}}}
	return &pmml.Document{
		Version:        pmml.V4_4,
		Header:         &pmml.Header{},
		DataDictionary: &pmml.DataDictionary{DataFields: []*pmml.DataField{{Name: "x", OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble}}},
		Models:         []pmml.Model{&pmml.TreeModel{ModelBase: base, Node: &pmml.TreeNode{Score: pmml.Some("1"), Predicate: p}}},
	}
}

// A node may stand in several places and counts in each; places beyond number are
// refused by name, and take no time.
func TestSharedNodes(t *testing.T) {
	few := doubled(10)
	require.NoError(t, pmml.CheckBuilt(few))
	require.NoError(t, pmml.Write(io.Discard, few))
	visits := func(doc *pmml.Document) int {
		n := 0
		pmml.Walk(doc, func(pmml.Node) bool { n++; return true }, nil)
		return n
	}
	assert.Equal(t, 2047, visits(few)-visits(doubled(0))+1)
	assert.Equal(t, visits(few), visits(few.Clone()))

	many := doubled(300)
	_, upgraded := pmml.Upgrade(many)
	for name, err := range map[string]error{"CheckBuilt": pmml.CheckBuilt(many), "Write": pmml.Write(io.Discard, many), "Upgrade": upgraded} {
		require.ErrorIs(t, err, pmml.ErrLimit, name)
		assert.Contains(t, err.Error(), "TreeModel/Node/CompoundPredicate/", name)
		assert.Contains(t, err.Error(), "elements below CompoundPredicate stand in several places, which makes more than 1000000 of them", name)
	}
	assert.Nil(t, many.Clone())
	assert.Positive(t, visits(many))
	assert.Empty(t, pmml.PathTo(many, &pmml.True{}))

	within := &pmml.CompoundPredicate{BooleanOperator: pmml.BooleanOperatorOr}
	within.Predicates = []pmml.Predicate{within, within}
	tree, ok := many.Models[0].(*pmml.TreeModel)
	require.True(t, ok)
	tree.Node.Predicate = within
	require.ErrorContains(t, pmml.CheckBuilt(many), "TreeModel/Node/CompoundPredicate/CompoundPredicate: limit exceeded: CompoundPredicate stands inside itself")
	assert.Nil(t, many.Clone())
	assert.Positive(t, visits(many))
}
