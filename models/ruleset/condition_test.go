package ruleset

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
)

// Tests hold where the predicate that they were made of is true.
func TestTestsHoldWherePredicatesAreTrue(t *testing.T) {
	numbers := []float64{-1, 0, math.MaxFloat64, -math.MaxFloat64, 1, 2.5, math.Inf(1), math.Inf(-1), program.NaN}
	var predicates []program.Predicate
	for _, v := range numbers {
		predicates = append(predicates,
			&program.Less{Slot: 1, Limit: v}, &program.LessOrEqual{Slot: 1, Limit: v}, &program.Greater{Slot: 1, Limit: v}, &program.GreaterOrEqual{Slot: 1, Limit: v},
			&program.Equal{Slot: 1, Value: v}, &program.NotEqual{Slot: 1, Value: v}, &program.In{Slot: 1, Set: program.NewCellSet([]float64{v, 2.5})})
	}
	predicates = append(predicates, &program.IsMissingTest{Slot: 1}, &program.Always{Result: program.Unknown})
	var pairs []program.Predicate
	for _, p := range predicates {
		for _, q := range predicates {
			pairs = append(pairs, &program.And{Parts: []program.Predicate{p, &program.And{Parts: []program.Predicate{q, &program.Always{Result: program.True}}}}},
				&program.Or{Parts: []program.Predicate{p, q}})
		}
	}
	f := &program.Frame{Cells: make([]float64, 2)}
	for _, p := range append(predicates, pairs...) {
		k := &ruleSet{}
		k.addTests(p, 0)
		for _, v := range append(numbers, program.Missing, 1e-300, math.MaxFloat64, -math.MaxFloat64, math.Nextafter(1, 2), math.Nextafter(1, 0), -5e-324) {
			f.Cells[1] = v
			holds := k.holds(f, &step{to: int32(len(k.tests))})
			if want := p.Test(f) == program.True; holds != want {
				t.Fatalf("%+v of %v: holds = %v, want %v", p, v, holds, want)
			}
		}
	}
}
