// Package tree compiles TreeModel, and the older DecisionTree that stands
// inside another model, into kernels that score records.
//
// A compiled tree is one array of nodes in depth-first order. A node's first
// child follows it, and every node knows where its subtree ends, which is where
// its next sibling begins:
//
//	index  0     1     2     3     4
//	node   root  a     a1    a2    b
//	end    5     4     3     4     5
//
// So the index of a node is its number in the document less one, a subtree is a
// range, and neither compiling nor walking needs recursion. Predicates that
// compare one field lie in the node itself; others are called.
//
// Where the standard leaves room: a child whose predicate is unknown is dealt
// with at once, though a later sibling may hold; a root whose predicate does
// not hold gives no prediction, whatever the strategy.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
package tree
