package pmml

// slabs hold the nodes that large documents have most of, many to one
// allocation.
type slabs struct {
	treeNodes        slab[TreeNode]
	simplePredicates slab[SimplePredicate]
	distributions    slab[ScoreDistribution]
}

// slab allocates values of one type in blocks that grow with their number.
type slab[T any] struct {
	free []T
	size int
}

const largestSlab = 256

func (s *slab[T]) new() *T {
	if len(s.free) == 0 {
		s.size = min(max(4, 2*s.size), largestSlab)
		s.free = make([]T, s.size)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}
