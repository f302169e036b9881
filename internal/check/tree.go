package check

import "github.com/gopmml/gopmml/pmml"

// treeCheck is a tree that is being looked at.
type treeCheck struct {
	*checker
	strategy pmml.MissingValueStrategy
	binary   bool
	path     *path
}

func (c *checker) tree(strategy pmml.MissingValueStrategy, split pmml.SplitCharacteristic, root *pmml.TreeNode) {
	t := &treeCheck{checker: c, strategy: strategy, binary: split == pmml.SplitCharacteristicBinarySplit, path: c.newPath()}
	t.node(root, false)
}

// node looks at a node and all below it. byDefault says that the node is entered
// without a look at its predicate where a value is missing.
func (t *treeCheck) node(n *pmml.TreeNode, byDefault bool) {
	mark := t.path.mark()
	defer t.path.back(mark)
	if n.EmbeddedModel != nil {
		t.walk(n.EmbeddedModel)
	}
	if n.Predicate != nil {
		t.fieldsOf(n.Predicate)
		t.predicate(n.Predicate)
		switch {
		case byDefault:
			// What its predicate says need not hold.
		case isConstant(n.Predicate, false):
			t.warn(CodeUnreachableNode, n, "the Node is never entered: its predicate never holds")
			return
		case !t.holds(t.path, n.Predicate):
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
		t.warn(CodeDefaultChildMissing, n, "missingValueStrategy=defaultChild needs a defaultChild at a Node with children, and this has none: a record whose value is missing here is an error")
	}
	if t.binary && len(n.Nodes) != 2 {
		t.warn(CodeCountMismatch, n, "splitCharacteristic=binarySplit was found, and a Node with %d children", len(n.Nodes))
	}
	open := true // no elder sibling takes all records
	for _, child := range n.Nodes {
		byDefault := t.strategy == pmml.MissingValueStrategyDefaultChild && given && child.ID.IsSet() && child.ID.Or("") == def
		if !open && !byDefault {
			t.warn(CodeUnreachableNode, child, "the Node is never entered: a Node before it takes all records")
			continue
		}
		t.node(child, byDefault)
		if child.Predicate != nil && isConstant(child.Predicate, true) {
			open = false
		}
	}
}
