package forest

import (
	"math/bits"

	"github.com/gopmml/gopmml/internal/program"
)

// word has a bit for each leaf of a tree.
type word interface{ uint32 | uint64 }

// maxMaskedLeaves is how many leaves the largest word has room for.
const maxMaskedLeaves = 64

// masked finds the leaves of one record by crossing out: leaves are in order
// (see [Tree.sortLeaves]), those where a test does not hold before those where it does. Each test that
// holds crosses out the leaves of the former kind below it; the first leaf that
// is left is the record's. Tests that hold are found column by column, from
// the smallest bound up.
type masked[W word] struct {
	columns []maskedColumn[W]
	// crosses are the tests of Above by column, in order of their bounds.
	crosses []cross[W]
	trees   int
}

// cross is what a test rules out in its tree where it holds.
type cross[W word] struct {
	keep W
	tree uint32
}

type maskedColumn[W word] struct {
	*column
	// first is the column's first cross; ends, by rank, the number of those whose
	// tests hold.
	first int32
	ends  []int32
	// missing are the crosses of a missing cell, others those of tests that are
	// not Above, by test.
	missing []cross[W]
	others  [][]cross[W]
}

// newMasked compiles trees; nil where one has too many leaves.
func newMasked[W word](c *catalog, trees []*Tree) *masked[W] {
	m := &masked[W]{trees: len(trees)}
	byBound := make([][][]cross[W], len(c.columns))
	m.columns = make([]maskedColumn[W], len(c.columns))
	for i := range c.columns {
		f := &c.columns[i]
		byBound[i] = make([][]cross[W], len(f.bounds))
		m.columns[i] = maskedColumn[W]{column: f, others: make([][]cross[W], len(f.tests))}
	}
	for t, tree := range trees {
		if len(tree.Leaves) > bits.OnesCount64(uint64(^W(0))) {
			return nil
		}
		ruledOut := belowNo(tree)
		for i := range tree.Nodes {
			n := &tree.Nodes[i]
			r := c.ref(n)
			x := cross[W]{keep: ^W(ruledOut[i]), tree: uint32(t)}
			f := &m.columns[r.column]
			switch n.Kind {
			case Above:
				byBound[r.column][r.index] = append(byBound[r.column][r.index], x)
				if r.yes {
					f.missing = append(f.missing, x)
				}
			case IsMissing:
				f.missing = append(f.missing, x)
			default:
				f.others[r.index] = append(f.others[r.index], x)
			}
		}
	}
	for i := range m.columns {
		f := &m.columns[i]
		f.first = int32(len(m.crosses))
		f.ends = append(f.ends, 0)
		for _, xs := range byBound[i] {
			m.crosses = append(m.crosses, xs...)
			f.ends = append(f.ends, int32(len(m.crosses))-f.first)
		}
	}
	return m
}

// belowNo gives for each node the leaves below No, a bit for each.
func belowNo(t *Tree) []uint64 {
	counts, first := t.spans()
	below := make([]uint64, len(t.Nodes))
	for i := range t.Nodes {
		no := 1
		if to := t.Nodes[i].No; to >= 0 {
			no = int(counts[to])
		}
		below[i] = (1<<no - 1) << first[i]
	}
	return below
}

// find crosses out, and gives for each tree the leaves that are left. It gives
// false where the record needs the plain walk.
func (m *masked[W]) find(cells []float64, left []W) bool {
	for i := range left {
		left[i] = ^W(0)
	}
	for i := range m.columns {
		f := &m.columns[i]
		v := cells[f.slot]
		if v != v {
			if f.elsewhere || !program.IsMissing(v) {
				return false
			}
			crossOut(f.missing, left)
			for j := range f.tests {
				if f.tests[j].yes {
					crossOut(f.others[j], left)
				}
			}
			continue
		}
		if len(f.bounds) > 0 {
			crossOut(m.crosses[f.first:][:f.ends[f.ranks.rank(v)]], left)
		}
		for j := range f.tests {
			if f.tests[j].holds(v) {
				crossOut(f.others[j], left)
			}
		}
	}
	return true
}

func crossOut[W word](crosses []cross[W], left []W) {
	for _, x := range crosses {
		left[x.tree] &= x.keep
	}
}

// leaf gives the number of a tree's leaf: the first of those that are left.
func leaf[W word](left W) int { return bits.TrailingZeros64(uint64(left)) }

// addLeft adds what the leaves are worth that are left in each tree.
func addLeft[W word](f *Forest, left []W, sums []float64, sums32 []float32) {
	switch {
	case sums32 != nil && f.width == 1:
		s := float32(0)
		for t, at := range left {
			s += f.values32[int(f.first[t])+leaf(at)]
		}
		sums32[0] = s
	case f.width == 1:
		s := 0.0
		for t, at := range left {
			s += f.values[int(f.first[t])+leaf(at)]
		}
		sums[0] = s
	default:
		for t, at := range left {
			f.add(int(f.first[t])+leaf(at), sums, sums32)
		}
	}
}
