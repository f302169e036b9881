package tree

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// treeCheck is a tree that is being looked at.
type treeCheck struct {
	*check.Checker
	strategy pmml.MissingValueStrategy
	binary   bool
	path     *check.Path
}

// checkTree looks for nodes that no record enters, and for what contradicts the
// settings.
func checkTree(c *check.Checker, settings *pmml.TreeSettings, root *pmml.TreeNode) {
	if root == nil {
		return
	}
	t := &treeCheck{c, settings.MissingValueStrategy, settings.SplitCharacteristic == pmml.SplitCharacteristicBinarySplit, c.NewPath()}
	t.node(root, false)
}

// node looks at a node and all below it. byDefault says that the node is entered
// without a look at its predicate where a value is missing.
func (t *treeCheck) node(n *pmml.TreeNode, byDefault bool) {
	if t.Ended() {
		return
	}
	mark := t.path.Mark()
	defer t.path.Back(mark)
	if n.EmbeddedModel != nil {
		t.Walk(n.EmbeddedModel)
	}
	if n.Predicate != nil {
		t.Read(n.Predicate)
		switch {
		case byDefault:
			// What its predicate says need not hold.
		case check.IsConstant(n.Predicate, false):
			t.Warn(check.CodeUnreachableNode, n, "the Node is never entered: its predicate never holds")
			return
		case !t.path.Holds(n.Predicate):
			return
		}
	}
	t.children(n)
}

func (t *treeCheck) children(n *pmml.TreeNode) {
	if len(n.Nodes) == 0 {
		return
	}
	def, given := n.DefaultChild.Get()
	if t.strategy == pmml.MissingValueStrategyDefaultChild && !given {
		t.Warn(check.CodeDefaultChildMissing, n, "missingValueStrategy=defaultChild needs a defaultChild at a Node with children, and this has none: a record whose value is missing here is an error")
	}
	if t.binary && len(n.Nodes) != 2 {
		t.Warn(check.CodeCountMismatch, n, "splitCharacteristic=binarySplit was found, and a Node with %d children", len(n.Nodes))
	}
	open := true // no elder sibling takes all records
	for _, child := range n.Nodes {
		byDefault := t.strategy == pmml.MissingValueStrategyDefaultChild && given && child.ID.IsSet() && child.ID.Or("") == def
		if !open && !byDefault {
			t.Warn(check.CodeUnreachableNode, child, "the Node is never entered: a Node before it takes all records")
			continue
		}
		t.node(child, byDefault)
		if child.Predicate != nil && check.IsConstant(child.Predicate, true) {
			open = false
		}
	}
}
