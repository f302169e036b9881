package scorecard

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
)

// randomPredicate makes a predicate on slot 1 of constants among few.
func randomPredicate(r *rand.Rand, depth int) program.Predicate {
	constants := []float64{-1, 0, 0.5, 1, 2, 5e-324, math.Inf(1), math.Inf(-1), program.NaN, 7, 64, 65}
	v := constants[r.IntN(len(constants))]
	kinds := 9
	if depth > 0 {
		kinds = 13
	}
	parts := func() []program.Predicate {
		return []program.Predicate{randomPredicate(r, depth-1), randomPredicate(r, depth-1), randomPredicate(r, depth-1)}
	}
	switch r.IntN(kinds) {
	case 0:
		return &program.Equal{Slot: 1, Value: v}
	case 1:
		return &program.NotEqual{Slot: 1, Value: v}
	case 2:
		return &program.Less{Slot: 1, Limit: v}
	case 3:
		return &program.LessOrEqual{Slot: 1, Limit: v}
	case 4:
		return &program.Greater{Slot: 1, Limit: v}
	case 5:
		return &program.GreaterOrEqual{Slot: 1, Limit: v}
	case 6:
		return &program.IsMissingTest{Slot: 1, Negate: r.IntN(2) == 0}
	case 7:
		return &program.In{Slot: 1, Set: program.NewCellSet([]float64{v, 1, 3}), Negate: r.IntN(2) == 0}
	case 8:
		return &program.Always{Result: program.Tri(r.IntN(3))}
	case 9:
		return &program.And{Parts: parts()}
	case 10:
		return &program.Or{Parts: parts()}
	case 11:
		return &program.Xor{Parts: parts()}
	}
	return &program.Surrogate{Parts: parts()}
}

// Bins find the attribute that testing one predicate after the other finds.
func TestBinsFindWhatPredicatesFind(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values := []float64{program.Missing, program.NaN, math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 0, 5e-324, -5e-324, 1e-323, 3}
	for _, v := range []float64{-1, 0.5, 1, 2, 7, 64, 65} {
		values = append(values, v, math.Nextafter(v, math.Inf(1)), math.Nextafter(v, math.Inf(-1)))
	}
	f := &program.Frame{Cells: make([]float64, 2)}
	made := 0
	for range 20000 {
		attributes := make([]attribute, 1+r.IntN(4))
		for i := range attributes {
			attributes[i].predicate = randomPredicate(r, 2)
		}
		plain := characteristic{attributes: attributes}
		b := newBins(attributes)
		if b == nil {
			continue // constants only
		}
		made++
		for _, v := range values {
			f.Cells[1] = v
			if got, want := b.find(v), plain.pick(f); got != want {
				t.Fatalf("value %v: attribute %d, want %d; %+v", v, got, want, *b)
			}
		}
	}
	if made < 15000 {
		t.Errorf("bins for %d characteristics only", made)
	}
}

func TestNoBins(t *testing.T) {
	many := make([]float64, maxLimits+1)
	for i := range many {
		many[i] = float64(i) + 0.5
	}
	for _, tt := range []struct {
		name       string
		predicates []program.Predicate
	}{
		{"two fields", []program.Predicate{&program.Less{Slot: 1, Limit: 1}, &program.Less{Slot: 0, Limit: 1}}},
		{"two fields in one predicate", []program.Predicate{&program.And{Parts: []program.Predicate{&program.Less{Slot: 1, Limit: 1}, &program.IsMissingTest{Slot: 0}}}}},
		{"an order of texts", []program.Predicate{&program.Order{Slot: 1}}},
		{"no field", []program.Predicate{&program.Always{Result: program.True}}},
		{"very many constants", []program.Predicate{&program.In{Slot: 1, Set: program.NewCellSet(many)}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var attributes []attribute
			for _, p := range tt.predicates {
				attributes = append(attributes, attribute{predicate: p})
			}
			if b := newBins(attributes); b != nil {
				t.Errorf("bins %+v, want none", *b)
			}
		})
	}
}

// A cell that is an error is left to the predicates, which raise it.
func TestBinsLeaveErrors(t *testing.T) {
	b := newBins([]attribute{{predicate: &program.Less{Slot: 0, Limit: 1}}})
	f := &program.Frame{}
	for _, v := range []float64{f.FailWith(&program.Fault{}), program.Undefined} {
		if got := b.find(v); got != undecided {
			t.Errorf("find = %d, want %d", got, undecided)
		}
	}
}
