package limit

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestSortStable: the order is that of the standard library's sort, and between two
// looks lies a piece at the most.
func TestSortStable(t *testing.T) {
	type element struct{ key, place int }
	byKey := func(a, b element) int { return cmp.Compare(a.key, b.key) }
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 100, sortPiece - 1, sortPiece, sortPiece + 1, 2 * sortPiece, 5*sortPiece + 3, 8 * sortPiece} {
		for _, keys := range []int{1, 10, 1 << 30} {
			t.Run(fmt.Sprintf("%d of %d keys", n, keys), func(t *testing.T) {
				list := make([]element, n)
				for i := range list {
					list[i] = element{random.IntN(keys), i}
				}
				want := slices.Clone(list)
				slices.SortStableFunc(want, byKey)
				compared, most, ended := 0, 0, errors.New("ended")
				unsorted := slices.Clone(list)
				looks := 0
				assert.NoError(t, SortStable(list, func(a, b element) int { compared++; return byKey(a, b) }, func() error {
					looks++
					most, compared = max(most, compared), 0
					return nil
				}))
				assert.True(t, slices.Equal(want, list), "the order")
				assert.LessOrEqual(t, max(most, compared), 30*sortPiece, "comparisons between two looks")
				for _, after := range []int{0, looks / 2, looks - 1} {
					if left := after; looks > 0 {
						assert.Equal(t, ended, SortStable(slices.Clone(unsorted), byKey, func() error {
							if left--; left < 0 {
								return ended
							}
							return nil
						}), "ended at look %d", after)
					}
				}
			})
		}
	}
}
