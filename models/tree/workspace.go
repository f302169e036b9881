package tree

// workspace is the memory in which the trees of a document are compiled, one
// after the other, so that a forest costs little more than its kernels.
type workspace struct {
	nodes    []node
	defaults []int32
	stack    []open
	// values are the scores as cells, by node, Missing for none. results are those
	// of classifications, with the shapes and shares of their distributions.
	values  []float64
	results []result
	shapes  []shape
	shares  shares
	// counts are the record counts, where they are needed.
	counts []float64
	ids    []string // "" for none
	// entries is the distribution of the node that is being compiled.
	entries []entry
}

// workspaceKey is what the workspace is left under for the next tree.
type workspaceKey struct{}

// reset empties the workspace for a tree.
func (w *workspace) reset() {
	w.values, w.results, w.counts, w.ids = w.values[:0], w.results[:0], w.counts[:0], w.ids[:0]
	w.shapes, w.shares = nil, shares{w.shares.probabilities[:0], w.shares.confidences[:0], w.shares.counts[:0]}
}
