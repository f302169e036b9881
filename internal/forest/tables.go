package forest

// tableSizes are the numbers of leaves that the vector kernels have tables for.
var tableSizes = [...]int{16, 32, 64}

// tables are leaves' values for the vector kernels: for each tree, and each of the
// numbers that a leaf is worth, a table of one of the sizes, filled up with zeros.
type tables[T float32 | float64] struct {
	values []T
	first  []int32 // by tree
	size   []uint8
}

// newTables makes tables of the values of trees with so many leaves; nil where
// one has too many.
func newTables[T float32 | float64](leaves []int, width int, values []T) *tables[T] {
	t := &tables[T]{}
	for _, n := range leaves {
		size := 0
		for _, s := range tableSizes {
			if size == 0 && s >= n && (s > 16 || sizeOf[T]() == 8) {
				size = s
			}
		}
		if size == 0 {
			return nil
		}
		t.first = append(t.first, int32(len(t.values)))
		t.size = append(t.size, uint8(size))
		for k := range width {
			table := make([]T, size)
			for i := range n {
				table[i] = values[i*width+k]
			}
			t.values = append(t.values, table...)
		}
		values = values[n*width:]
	}
	return t
}

func sizeOf[T float32 | float64]() int {
	if _, ok := any(T(0)).(float32); ok {
		return 4
	}
	return 8
}

// add adds the leaves' values of a tree, given the planes that name the leaves.
func (t *tables[T]) add(tree int, s *slicing, planes int, sums [][BlockRows]T) {
	size := int(t.size[tree])
	for b := planes; 1<<b < size; b++ {
		s.planes[b] = mask{}
	}
	for k := range sums {
		addTable(&s.planes, t.values[int(t.first[tree])+k*size:][:size], &sums[k])
	}
}
