//go:build !amd64

package forest

const (
	hasCross = false
	hasAdd   = false
	hasSplit = false
)

func crossWords[W word](ranks *[groupInputs]uint16, steps []byte, counts []uint32, left []W) {
	crossPortable(ranks, steps, counts, left)
}

func addTable[T float32 | float64](planes *[8]mask, table []T, sums *[BlockRows]T) {
	panic("forest: no vector instructions")
}

func (s *sliced) splitVector(w *slicing, t *slicedTree) { s.split(w, t) }
