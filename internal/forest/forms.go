package forest

import (
	"math/bits"
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
)

//go:generate go -C ../asm run ./forest -out ../forest/vector_amd64.s -stubs ../forest/vector_amd64.go -pkg forest

// kernels are the vector forms of one set of instructions, nil for the portable
// ones.
type kernels struct {
	// split is find of sliced trees: it splits the records of reach[0] at count
	// nodes, and makes so many planes of the parts, which end at ends.
	split func(nodes *uint64, count int, masks, reach *uint64, parts *uint16, ends *int32, planes int, out *uint64)
	// cross32 and cross64 are what crossPortable does.
	cross32 crosser[uint32]
	cross64 crosser[uint64]
	// add32 and add64 add leaves' values from tables of each size.
	add32 [len(tableSizes)]adder[float32]
	add64 [len(tableSizes)]adder[float64]
}

type (
	crosser[W word]            func(ranks *[groupInputs]uint16, steps *byte, counts *uint32, groups int, left *W)
	adder[T float32 | float64] func(planes *uint64, values, sums *T)
)

// use is the form that this process uses.
var use = cpu.Last(forms)

// hasCross and hasAdd say that there are vector forms of crossing out, and of
// adding up by tables.
func (k *kernels) hasCross() bool { return k.cross32 != nil }
func (k *kernels) hasAdd() bool   { return k.add64[0] != nil }

func crossWords[W word](ranks *[groupInputs]uint16, steps []byte, counts []uint32, left []W) {
	_ = left[:groupTrees*len(counts)]
	switch p := any(unsafe.SliceData(left)).(type) {
	case *uint32:
		use.cross32(ranks, unsafe.SliceData(steps), unsafe.SliceData(counts), len(counts), p)
	case *uint64:
		use.cross64(ranks, unsafe.SliceData(steps), unsafe.SliceData(counts), len(counts), p)
	}
}

func addTable[T float32 | float64](planes *[8]mask, table []T, sums *[BlockRows]T) {
	size := bits.Len(uint(len(table))) - bits.Len(uint(tableSizes[0]))
	switch p := any(unsafe.SliceData(table)).(type) {
	case *float32:
		use.add32[size](&planes[0][0], p, any(&sums[0]).(*float32))
	case *float64:
		use.add64[size](&planes[0][0], p, any(&sums[0]).(*float64))
	}
}

func (s *sliced) splitVector(w *slicing, t *slicedTree) {
	nodes := s.nodes[t.nodes:t.end]
	use.split((*uint64)(unsafe.Pointer(unsafe.SliceData(nodes))), len(nodes), &w.masks[0][0], &w.reach[0][0],
		unsafe.SliceData(s.parts[t.parts:]), &t.ends[0], t.planes, &w.planes[0][0])
}
