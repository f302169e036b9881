package forest

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzVectorKernels holds the vector kernels against their portable twins, on
// random trees and bits.
func FuzzVectorKernels(f *testing.F) {
	f.Add(uint64(1), uint8(31), uint8(40))
	f.Add(uint64(2), uint8(64), uint8(33))
	f.Add(uint64(3), uint8(1), uint8(1))
	f.Add(uint64(4), uint8(200), uint8(5))
	f.Fuzz(func(t *testing.T, seed uint64, leaves, count uint8) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := shape{leaves: 1 + int(leaves), slots: 12, balanced: seed%2 == 0, kinds: []Kind{Above}, ways: []OnMissing{ToNo, ToYes}}
		trees := make([]*Tree, 1+count%70)
		for i := range trees {
			trees[i] = grow(r, s)
			trees[i].sortLeaves()
		}
		c := newCatalog(trees)
		c.rank()
		if use.hasCross() {
			sameCrosses[uint32](t, r, c, trees)
			sameCrosses[uint64](t, r, c, trees)
		}
		sameSlices(t, r, c, trees)
	})
}

func sameCrosses[W word](t *testing.T, r *rand.Rand, c *catalog, trees []*Tree) {
	x := newCrossed[W](c, trees)
	if x == nil {
		return
	}
	var ranks [groupInputs]uint16
	for i := range ranks {
		ranks[i] = uint16(r.IntN(60))
		if r.IntN(9) == 0 {
			ranks[i] = noRank
		}
	}
	want, got := make([]W, groupTrees*len(x.counts)), make([]W, groupTrees*len(x.counts))
	crossPortable(&ranks, x.steps, x.counts, want)
	crossWords(&ranks, x.steps, x.counts, got)
	require.Equal(t, want, got)
}

func sameSlices(t *testing.T, r *rand.Rand, c *catalog, trees []*Tree) {
	s := newSliced(c, trees)
	if s == nil {
		return
	}
	portable, vector := s.workspace(), s.workspace()
	for i := range portable.masks {
		for j := range portable.masks[i] {
			portable.masks[i][j] = r.Uint64()
		}
	}
	copy(vector.masks, portable.masks)
	all := ^uint64(0)
	for i := range s.trees {
		tree := &s.trees[i]
		portable.reach[0], vector.reach[0] = mask{all, all, all, all}, mask{all, all, all, all}
		s.split(portable, tree)
		if use.split != nil && tree.end > tree.nodes {
			s.splitVector(vector, tree)
			require.Equal(t, portable.planes[:tree.planes], vector.planes[:tree.planes])
		}
		sameSums[float64](t, r, portable, tree.planes, len(trees[i].Leaves))
		sameSums[float32](t, r, portable, tree.planes, len(trees[i].Leaves))
	}
}

// sameSums adds leaves with tables and without.
func sameSums[T float32 | float64](t *testing.T, r *rand.Rand, s *slicing, planes, leaves int) {
	values := make([]T, leaves)
	for i := range values {
		values[i] = T(r.NormFloat64())
		if r.IntN(50) == 0 {
			values[i] = T(math.Inf(1))
		}
	}
	table := newTables([]int{leaves}, 1, values)
	if !use.hasAdd() || table == nil {
		return
	}
	require.GreaterOrEqual(t, int(table.size[0]), leaves)
	require.LessOrEqual(t, bits.Len(uint(leaves-1)), planes)
	var want, got [BlockRows]T
	for i := range want {
		want[i] = T(r.NormFloat64())
	}
	got = want
	addLeaves(s, planes, BlockRows, values, &want)
	sums := [][BlockRows]T{got}
	table.add(0, s, planes, sums)
	require.Equal(t, want, sums[0])
}
