package columns

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
)

var hasMoves = cpu.AVX2

// HasAbove says that [Above] is done with vector instructions.
var HasAbove = cpu.AVX512

func load(to, from []float64, n int) bool {
	return loadAVX2(unsafe.SliceData(to), unsafe.SliceData(from), n) != 0
}

func round(to, from []float64, n int) bool {
	return roundAVX2(unsafe.SliceData(to), unsafe.SliceData(from), n) != 0
}

func deal(to [][8]float64, stride int, from []float64, groups int) bool {
	return tileAVX2((*float64)(unsafe.Pointer(unsafe.SliceData(to))), stride*64, unsafe.SliceData(from), groups) != 0
}

func above(column, bounds []float64, masks []uint64, words int) {
	aboveAVX512(unsafe.SliceData(column), unsafe.SliceData(bounds), len(bounds), unsafe.SliceData(masks), words)
}
