package pmml

// slabs hold the nodes that large documents have most of, many to one
// allocation.
type slabs struct {
	treeNodes        slab[TreeNode]
	simplePredicates slab[SimplePredicate]
	trues            slab[True]
	distributions    slab[ScoreDistribution]
	miningFields     slab[MiningField]

	// children and shares are room for the lists of most tree nodes.
	children lists[TreeNode]
	shares   lists[ScoreDistribution]
}

// slab allocates values of one type in blocks that grow with their number.
type slab[T any] struct {
	free []T
	size int
}

// largestSlab makes the largest blocks of most types whole pages of memory.
const largestSlab = 1024

func (s *slab[T]) new() *T {
	if len(s.free) == 0 {
		s.size = min(max(4, 2*s.size), largestSlab)
		s.free = make([]T, s.size)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// lists allocates lists that mostly stay as short as two nodes.
type lists[T any] struct{ slab[[2]*T] }

// add appends to a list, which begins with room for two.
func (s *lists[T]) add(list []*T, v *T) []*T {
	if list == nil {
		list = s.new()[:0]
	}
	return append(list, v)
}
