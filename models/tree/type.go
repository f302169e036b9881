package tree

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.TreeModel]{
	Compile: Compile,
	Embedded: compile.EmbeddedType[*pmml.DecisionTree]{
		Name:    "DecisionTree",
		Compile: CompileEmbedded,
		Count:   func(s *compile.Size, m *pmml.DecisionTree) { countNodes(s, m.Node) },
		Check:   func(c *check.Checker, m *pmml.DecisionTree) { checkTree(c, &m.TreeSettings, m.Node) },
	},
	Counts: []compile.Counted{
		{Key: "trees", One: "tree", Many: "trees"}, {Key: "nodes", One: "node", Many: "nodes"},
		{Key: "leaves", One: "leaf", Many: "leaves"}, {Key: "treeDepth", One: "depth"},
	},
	Count: func(s *compile.Size, m *pmml.TreeModel) { countNodes(s, m.Node) },
	Check: func(c *check.Checker, m *pmml.TreeModel) { checkTree(c, &m.TreeSettings, m.Node) },
}

// countNodes counts nodes with a stack of its own: trees may be deep. The depth is the
// steps from the root to the deepest leaf.
func countNodes(s *compile.Size, root *pmml.TreeNode) {
	if root == nil {
		return
	}
	type visit struct {
		node  *pmml.TreeNode
		depth int
	}
	nodes, leaves, depth := 0, 0, 0
	stack := []visit{{root, 0}}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		nodes++
		if len(v.node.Nodes) == 0 {
			leaves++
			depth = max(depth, v.depth)
		}
		if v.node.EmbeddedModel != nil {
			s.Embedded(v.node.EmbeddedModel)
		}
		for _, n := range v.node.Nodes {
			stack = append(stack, visit{n, v.depth + 1})
		}
	}
	s.Add("trees", 1)
	s.Add("nodes", nodes)
	s.Add("leaves", leaves)
	s.Measure("treeDepth", depth)
}
