package measure

import (
	"fmt"
)

// Plan says in words how records are compared with references, and why so.
func (m *Measure[T]) Plan(r *References[T], what string) string {
	how := fmt.Sprintf("%d %s", r.n, what)
	switch {
	case r.vectors != nil:
		return how + ", all distances at once (" + m.name + ")"
	case r.filter != nil:
		return how + ", found by bounds of the distances (" + m.name + ")"
	}
	why := ""
	switch {
	case m.kind > sum:
		why = m.name + " is no sum of differences"
	case !m.plain:
		why = "a compareFunction is not absDiff"
	case r.gaps:
		why = "some values are missing"
	case m.Similarity:
		why = "great values are near"
	case r.n < fewFiltered:
		return how + fmt.Sprintf(", %d at a time (%s)", Lanes, m.name)
	case use.squares == nil:
		why = "the processor has no AVX2"
	default:
		why = "bounds of the distances tell too little"
	}
	return how + fmt.Sprintf(", %d at a time (%s), as %s", Lanes, m.name, why)
}
