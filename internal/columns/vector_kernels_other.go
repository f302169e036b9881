//go:build !amd64

package columns

const hasMoves = false

// HasAbove says that [Above] is done with vector instructions.
const HasAbove = false

func load(to, from []float64, n int) bool { return loadPortable(to[:n], from[:n]) }

func round(to, from []float64, n int) bool { return roundPortable(to[:n], from[:n]) }

func deal(to [][8]float64, stride int, from []float64, groups int) bool {
	return dealPortable(to, stride, from[:8*groups])
}

func above(column, bounds []float64, masks []uint64, words int) {
	abovePortable(column, bounds, masks, words)
}
