package explain

// Tree is the way of a record through a decision tree.
type Tree struct {
	// Path leads from the root to the last node that was entered.
	Path []Step `json:"path"`
	// Node is the id of the node that gives the result, "" where none does. Nodes
	// without an id in the document have their number in it, from 1.
	Node string `json:"node,omitempty"`
	// End says why the path ends where it does, where that is no leaf.
	End string `json:"end,omitempty"`
	// Score is what the node predicts, nil where it predicts nothing.
	Score any `json:"score"`
	// Penalty is the factor of the confidences for values that were missing on
	// the way, nil for none.
	Penalty *Number `json:"penalty,omitempty"`
	// Distribution is that of the node.
	Distribution []Share `json:"distribution,omitempty"`
	// Blend are the nodes whose results are combined where a missing value
	// leaves several open (weightedConfidence and aggregateNodes).
	Blend []Blended `json:"blend,omitempty"`
	// Model is the model inside the node, where that predicts.
	Model *Model `json:"model,omitempty"`
}

// Step is a node that the record entered.
type Step struct {
	Node string `json:"node"`
	// Predicate is the node's condition.
	Predicate Predicate `json:"predicate"`
	// Why says why the node was entered, where its condition did not decide: as
	// "default child of node 3".
	Why string `json:"why,omitempty"`
	// Tried are the nodes beside it that were tried before and not entered.
	Tried []Tried `json:"tried,omitempty"`
}

// Tried is a node whose condition was tested and that was not entered.
type Tried struct {
	Node      string    `json:"node"`
	Predicate Predicate `json:"predicate"`
}

// Blended is a node that has a part in a blend.
type Blended struct {
	Node string `json:"node"`
	// Weight is the node's part in the sum of all, between 0 and 1.
	Weight Number `json:"weight"`
	// Score is what the node predicts alone.
	Score any `json:"score"`
}
