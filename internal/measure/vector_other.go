//go:build !amd64

package measure

// There are no vector forms for this processor, and so no filters.

func scanSquares(_, _ *byte, _, blocks int, _ uint16) (block int, mask uint32) { return blocks, 0 }

func scanDifferences(_, _ *byte, _, blocks int, _ uint16) (block int, mask uint32) {
	return blocks, 0
}
