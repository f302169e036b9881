package forest

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
)

// The vector forms are there from these instructions on.
var (
	hasCross = cpu.AVX512
	hasAdd   = cpu.AVX512
	hasSplit = cpu.AVX2
)

func crossWords[W word](ranks *[groupInputs]uint16, steps []byte, counts []uint32, left []W) {
	_ = left[:groupTrees*len(counts)]
	switch p := any(unsafe.SliceData(left)).(type) {
	case *uint32:
		crossWords32AVX512(ranks, unsafe.SliceData(steps), unsafe.SliceData(counts), len(counts), p)
	case *uint64:
		crossWords64AVX512(ranks, unsafe.SliceData(steps), unsafe.SliceData(counts), len(counts), p)
	}
}

func addTable[T float32 | float64](planes *[8]mask, table []T, sums *[BlockRows]T) {
	bits := &planes[0][0]
	switch p := any(unsafe.SliceData(table)).(type) {
	case *float32:
		to := any(&sums[0]).(*float32)
		if len(table) == 32 {
			add32x32AVX512(bits, p, to)
		} else {
			add32x64AVX512(bits, p, to)
		}
	case *float64:
		to := any(&sums[0]).(*float64)
		switch len(table) {
		case 16:
			add64x16AVX512(bits, p, to)
		case 32:
			add64x32AVX512(bits, p, to)
		default:
			add64x64AVX512(bits, p, to)
		}
	}
}

func (s *sliced) splitVector(w *slicing, t *slicedTree) {
	nodes := s.nodes[t.nodes:t.end]
	splitAVX2((*uint64)(unsafe.Pointer(unsafe.SliceData(nodes))), len(nodes), &w.masks[0][0], &w.reach[0][0],
		unsafe.SliceData(s.parts[t.parts:]), &t.ends[0], t.planes, &w.planes[0][0])
}
