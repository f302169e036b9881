// Package columns moves columns of numbers about, and compares them. Each
// function does the same with vector instructions and without.
package columns

//go:generate go -C ../asm run ./columns -out ../columns/vector_amd64.s -stubs ../columns/vector_amd64.go -pkg columns

// Load copies numbers, with zeros for negative zeros, and says whether there is a
// NaN among them. to is at least as long as from.
func Load(to, from []float64) (special bool) {
	to = to[:len(from)]
	n := 0
	if hasMoves {
		n = len(from) &^ 3
		special = load(to, from, n)
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
	if hasMoves {
		n = len(from) &^ 3
		special = round(to, from, n)
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
	if hasMoves {
		return deal(to, stride, from, groups)
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
	if HasAbove {
		above(column, bounds, masks, words)
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
