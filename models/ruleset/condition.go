package ruleset

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
)

// test is a predicate that must be true, whether it is false or unknown
// otherwise. So a conjunction is as many tests as it has parts. Comparisons with
// constants become ranges of numbers, those of one field a single range.
type test struct {
	slot program.Slot
	// comparison says that a number outside low to high settles it; low and high
	// are in the range. For other predicates the range is empty.
	comparison bool
	low, high  float64
	// predicate decides where the range does not.
	predicate program.Predicate
}

// addTests adds the tests of a predicate to those of the step that began with
// test from.
func (k *ruleSet) addTests(p program.Predicate, from int) {
	if and, ok := p.(*program.And); ok {
		for _, part := range and.Parts {
			k.addTests(part, from)
		}
		return
	}
	t := newTest(p)
	for i := from; i < len(k.tests) && t.comparison; i++ {
		if s := &k.tests[i]; s.comparison && s.slot == t.slot {
			s.low, s.high = math.Max(s.low, t.low), math.Min(s.high, t.high)
			s.predicate = &program.And{Parts: []program.Predicate{s.predicate, p}}
			return
		}
	}
	k.tests = append(k.tests, t)
}

func newTest(p program.Predicate) test {
	t := test{low: math.Inf(-1), high: math.Inf(1), predicate: p, comparison: true}
	switch p := p.(type) {
	case *program.Less:
		t.slot, t.high = p.Slot, below(p.Limit)
	case *program.LessOrEqual:
		t.slot, t.high = p.Slot, p.Limit
	case *program.Greater:
		t.slot, t.low = p.Slot, -below(-p.Limit)
	case *program.GreaterOrEqual:
		t.slot, t.low = p.Slot, p.Limit
	case *program.Equal:
		t.slot, t.low, t.high = p.Slot, p.Value, p.Value
	default:
		t.comparison = false
	}
	if !t.comparison || t.low != t.low || t.high != t.high {
		// Every number is below NaN, so that is no range.
		t.comparison, t.low, t.high = false, math.Inf(1), math.Inf(-1)
	}
	return t
}

// below gives the greatest number below v. Below the least there is none: NaN.
func below(v float64) float64 {
	if math.IsInf(v, -1) {
		return math.NaN()
	}
	return math.Nextafter(v, math.Inf(-1))
}

// holds says whether all tests of a step hold.
func (k *ruleSet) holds(f *program.Frame, s *step) bool {
	for i := s.from; i < s.to; i++ {
		t := &k.tests[i]
		v := f.Cells[t.slot]
		if v >= t.low && v <= t.high {
			continue
		}
		if v == v && t.comparison || t.predicate.Test(f) != program.True {
			return false
		}
	}
	return true
}
