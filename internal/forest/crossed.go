package forest

import (
	"encoding/binary"
	"math/bits"

	"github.com/gopmml/gopmml/internal/program"
)

// crossed finds the leaves of one record as masked does, for 32 trees side by
// side: step i does the i-th test of each. There is no order among the tests, so
// each of them is looked at; with vector instructions that is fast all the same.
type crossed[W word] struct {
	inputs []crossedInput
	// steps holds for each group of 32 trees its steps: the tests' inputs, a byte
	// each; the ranks that they must exceed; and the leaves that they keep then.
	steps  []byte
	counts []uint32
}

// crossedInput is a column, with the rank that a missing cell takes.
type crossedInput struct {
	column  int32
	missing uint16
}

const (
	// groupTrees is how many trees a step tests, groupInputs how many inputs they
	// may read.
	groupTrees  = 32
	groupInputs = 64
	// noRank is exceeded by no rank.
	noRank = 0xFFFF
)

// newCrossed compiles trees; nil where they have too many leaves or inputs, or
// tests that no vector instruction does.
func newCrossed[W word](c *catalog, trees []*Tree) *crossed[W] {
	x := &crossed[W]{}
	type key struct {
		column int32
		yes    bool
	}
	inputs := map[key]uint8{}
	size := bits.OnesCount64(uint64(^W(0))) / 8
	step := groupTrees * (1 + 2 + size)
	for from := 0; from < len(trees); from += groupTrees {
		group := trees[from:min(from+groupTrees, len(trees))]
		most := 0
		for _, t := range group {
			if len(t.Leaves) > 8*size {
				return nil
			}
			most = max(most, len(t.Nodes))
		}
		x.counts = append(x.counts, uint32(most))
		at := len(x.steps)
		x.steps = append(x.steps, make([]byte, most*step)...)
		for lane := range groupTrees {
			var t *Tree
			var below []uint64
			if lane < len(group) {
				t = group[lane]
				below = belowNo(t)
			}
			for j := range most {
				s := x.steps[at+j*step:][:step]
				in, rank, keep := uint8(0), uint16(noRank), ^uint64(0)
				if t != nil && j < len(t.Nodes) {
					n := &t.Nodes[j]
					if n.Kind != Above {
						return nil
					}
					r := c.ref(n)
					k := key{r.column, r.yes}
					var ok bool
					if in, ok = inputs[k]; !ok {
						if len(x.inputs) == groupInputs || len(c.columns[r.column].bounds) >= noRank {
							return nil
						}
						in = uint8(len(x.inputs))
						inputs[k] = in
						missing := uint16(0)
						if r.yes {
							missing = noRank
						}
						x.inputs = append(x.inputs, crossedInput{r.column, missing})
					}
					rank, keep = uint16(r.index), ^below[j]
				}
				s[lane] = in
				binary.LittleEndian.PutUint16(s[groupTrees+2*lane:], rank)
				if word := s[groupTrees*3+size*lane:]; size == 4 {
					binary.LittleEndian.PutUint32(word, uint32(keep))
				} else {
					binary.LittleEndian.PutUint64(word, keep)
				}
			}
		}
	}
	return x
}

// find gives for each tree the leaves that are left, in room for whole groups of
// trees. It gives false where the record needs the plain walk.
func (x *crossed[W]) find(c *catalog, cells []float64, ranks *[groupInputs]uint16, left []W) bool {
	for i := range x.inputs {
		in := &x.inputs[i]
		f := &c.columns[in.column]
		v := cells[f.slot]
		if v != v {
			if f.elsewhere || !program.IsMissing(v) {
				return false
			}
			ranks[i] = in.missing
			continue
		}
		ranks[i] = uint16(f.ranks.rank(v))
	}
	crossWords(ranks, x.steps, x.counts, left)
	return true
}

// crossPortable is what the vector kernels do.
func crossPortable[W word](ranks *[groupInputs]uint16, steps []byte, counts []uint32, left []W) {
	size := bits.OnesCount64(uint64(^W(0))) / 8
	step := groupTrees * (1 + 2 + size)
	for g, n := range counts {
		words := left[g*groupTrees:][:groupTrees]
		for i := range words {
			words[i] = ^W(0)
		}
		for range n {
			for lane := range words {
				if ranks[steps[lane]] > binary.LittleEndian.Uint16(steps[groupTrees+2*lane:]) {
					if word := steps[groupTrees*3+size*lane:]; size == 4 {
						words[lane] &= W(binary.LittleEndian.Uint32(word))
					} else {
						words[lane] &= W(binary.LittleEndian.Uint64(word))
					}
				}
			}
			steps = steps[step:]
		}
	}
}
