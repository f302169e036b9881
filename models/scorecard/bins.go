package scorecard

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
)

// bins finds the attribute of a characteristic by the value of a field, where
// all its predicates are comparisons of this field with constants. Between two
// neighbouring constants they cannot tell values apart, so one test of a value
// there, when the document is compiled, settles them all.
type bins struct {
	slot program.Slot
	// limits are the constants in ascending order. at holds the attribute of each,
	// between that of the values below the first, between neighbours and above the
	// last.
	limits      []float64
	at, between []int32
	// missing and nan are the attributes where there is no value or no number.
	missing, nan int32
}

// What [bins.find] gives where no attribute applies, and where the cell is an
// error, which the predicates raise.
const (
	noAttribute = -1
	undecided   = -2
)

// maxLimits bounds the constants of a characteristic with bins.
const maxLimits = 1 << 12

// newBins makes the bins of a characteristic, nil where it has none.
func newBins(attributes []attribute) *bins {
	b := &bins{slot: program.NoSlot}
	for i := range attributes {
		if !b.collect(attributes[i].predicate) {
			return nil
		}
	}
	if b.slot == program.NoSlot || len(b.limits) > maxLimits {
		return nil
	}
	slices.Sort(b.limits)
	b.limits = slices.Compact(b.limits)
	probe := &program.Frame{Cells: make([]float64, b.slot+1)}
	first := func(v float64) int32 {
		probe.Cells[b.slot] = v
		for i := range attributes {
			if attributes[i].predicate.Test(probe) == program.True {
				return int32(i)
			}
		}
		return noAttribute
	}
	below := math.Inf(-1)
	for _, limit := range b.limits {
		// Of two floats next to each other nothing lies between.
		b.between = append(b.between, first(math.Nextafter(limit, below)))
		b.at = append(b.at, first(limit))
	}
	above := math.Inf(1)
	if n := len(b.limits); n > 0 {
		above = math.Nextafter(b.limits[n-1], above)
	}
	b.between = append(b.between, first(above))
	b.missing, b.nan = first(program.Missing), first(program.NaN)
	return b
}

// find gives the attribute of a cell, or one of the values above.
func (b *bins) find(v float64) int32 {
	if v != v {
		switch {
		case program.IsMissing(v):
			return b.missing
		case program.IsNaN(v):
			return b.nan
		}
		return undecided
	}
	low, n := 0, len(b.limits)
	for n > 0 {
		half := n / 2
		if b.limits[low+half] < v {
			low += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	if low < len(b.limits) && b.limits[low] == v {
		return b.at[low]
	}
	return b.between[low]
}

// collect takes the field and the constants of a predicate, false where it tests
// another field too, or is no comparison with constants.
func (b *bins) collect(p program.Predicate) bool {
	switch p := p.(type) {
	case *program.Always:
		return true
	case *program.Equal:
		return b.compare(p.Slot, p.Value)
	case *program.NotEqual:
		return b.compare(p.Slot, p.Value)
	case *program.Less:
		return b.compare(p.Slot, p.Limit)
	case *program.LessOrEqual:
		return b.compare(p.Slot, p.Limit)
	case *program.Greater:
		return b.compare(p.Slot, p.Limit)
	case *program.GreaterOrEqual:
		return b.compare(p.Slot, p.Limit)
	case *program.IsMissingTest:
		return b.compare(p.Slot)
	case *program.In:
		return b.compare(p.Slot, p.Set.Values()...)
	case *program.And:
		return b.all(p.Parts)
	case *program.Or:
		return b.all(p.Parts)
	case *program.Xor:
		return b.all(p.Parts)
	case *program.Surrogate:
		return b.all(p.Parts)
	}
	return false
}

func (b *bins) all(parts []program.Predicate) bool {
	for _, p := range parts {
		if !b.collect(p) {
			return false
		}
	}
	return true
}

func (b *bins) compare(slot program.Slot, constants ...float64) bool {
	if b.slot != program.NoSlot && b.slot != slot {
		return false
	}
	b.slot = slot
	for _, v := range constants {
		if v == v { // nothing is below, at or above another
			b.limits = append(b.limits, v)
		}
	}
	return true
}
