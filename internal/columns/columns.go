// Package columns moves columns of numbers about, and compares them. Each
// function does the same with vector instructions and without.
package columns

import (
	"unsafe"

	"github.com/gopmml/gopmml/internal/cpu"
)

//go:generate go -C ../asm run ./columns -out ../columns/vector_amd64.s -stubs ../columns/vector_amd64.go -pkg columns

// kernels are the vector forms of one set of instructions, nil for the portable
// ones. What they return says whether there is a NaN, by any number but 0.
type kernels struct {
	load, round func(to, from *float64, n int) int // n is a multiple of 4
	deal        func(to *float64, stride int, from *float64, groups int) int
	above       func(column, bounds *float64, n int, masks *uint64, words int)
}

// use is the form that this process uses.
var use = cpu.Last(forms)

// HasAbove says that [Above] is done with vector instructions.
func HasAbove() bool { return use.above != nil }

// Load copies numbers, with zeros for negative zeros, and says whether there is a
// NaN among them. to is at least as long as from.
func Load(to, from []float64) (special bool) {
	to = to[:len(from)]
	n := 0
	if use.load != nil {
		n = len(from) &^ 3
		special = use.load(unsafe.SliceData(to), unsafe.SliceData(from), n) != 0
	}
	return loadPortable(to[n:], from[n:]) || special
}

func loadPortable(to, from []float64) (special bool) {
	for i, v := range from {
		to[i] = v + 0
		special = special || v != v
	}
	return special
}

// Round rounds numbers to float32, with zeros for negative zeros, and says
// whether there is a NaN among them. to is at least as long as from.
func Round(to, from []float64) (special bool) {
	to = to[:len(from)]
	n := 0
	if use.round != nil {
		n = len(from) &^ 3
		special = use.round(unsafe.SliceData(to), unsafe.SliceData(from), n) != 0
	}
	return roundPortable(to[n:], from[n:]) || special
}

func roundPortable(to, from []float64) (special bool) {
	for i, v := range from {
		to[i] = float64(float32(v)) + 0
		special = special || v != v
	}
	return special
}

// Deal copies numbers in groups of eight to every stride-th row of to, and says
// whether there is a NaN among them. The number of numbers is a multiple of 8.
func Deal(to [][8]float64, stride int, from []float64) (special bool) {
	groups := len(from) / 8
	if groups == 0 {
		return false
	}
	_ = to[(groups-1)*stride]
	if use.deal != nil {
		return use.deal(&to[0][0], stride*64, unsafe.SliceData(from), groups) != 0
	}
	return dealPortable(to, stride, from)
}

func dealPortable(to [][8]float64, stride int, from []float64) (special bool) {
	for g := range len(from) / 8 {
		row := (*[8]float64)(from[g*8:])
		to[g*stride] = *row
		for _, v := range row {
			special = special || v != v
		}
	}
	return special
}

// Above sets for each bound the bits of the numbers at or above it: masks holds
// words words for each, and column 64 numbers for each word.
func Above(column, bounds []float64, masks []uint64, words int) {
	if len(bounds) == 0 || words == 0 {
		return
	}
	_, _ = column[:64*words], masks[:len(bounds)*words]
	if use.above != nil {
		use.above(unsafe.SliceData(column), unsafe.SliceData(bounds), len(bounds), unsafe.SliceData(masks), words)
		return
	}
	abovePortable(column, bounds, masks, words)
}

func abovePortable(column, bounds []float64, masks []uint64, words int) {
	for k, b := range bounds {
		for w := range words {
			bits := uint64(0)
			for i, v := range column[w*64:][:64] {
				if v >= b {
					bits |= 1 << i
				}
			}
			masks[k*words+w] = bits
		}
	}
}
