package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCellSetAgainstAMap compares sets of many shapes with maps: codes close
// together, far apart, few of them, fractions, numbers beyond all bit sets.
func TestCellSetAgainstAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	shapes := []struct {
		name string
		draw func() float64
	}{
		{"codes", func() float64 { return float64(r.IntN(200)) }},
		{"negative codes", func() float64 { return float64(r.IntN(200) - 100) }},
		{"codes far from zero", func() float64 { return 1<<40 + float64(r.IntN(300)) }},
		{"sparse codes", func() float64 { return float64(r.IntN(1 << 24)) }},
		{"halves", func() float64 { return float64(r.IntN(100)) / 2 }},
		{"any bits", func() float64 { return Number(math.Float64frombits(r.Uint64())) }},
		{"special numbers", func() float64 {
			return []float64{0, math.Inf(1), math.Inf(-1), NaN, MaxInteger, -MaxInteger, MaxInteger + 2, 1e300, -1e300, math.SmallestNonzeroFloat64}[r.IntN(10)]
		}},
	}
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			for range 300 {
				var values []float64
				oracle := map[float64]bool{}
				for range r.IntN(40) {
					v := shape.draw()
					values = append(values, v)
					oracle[v] = true
				}
				s := NewCellSet(values)
				check := func(v float64) {
					if got := s.Has(v); got != oracle[v] {
						t.Fatalf("a set of %v has %v: %v", values, v, got)
					}
				}
				for _, v := range values {
					if v == v {
						check(v)
						check(v + 1)
						check(v - 1)
						check(v + 64)
						check(v + 0.5)
						check(math.Nextafter(v, math.Inf(1)))
					}
				}
				for range 40 {
					check(shape.draw())
				}
				for _, v := range []float64{Missing, Undefined, NaN, math.Inf(1), math.Inf(-1), 0, -0.5, 1e300, -1e300} {
					assert.Equal(t, v == v && oracle[v], s.Has(v))
				}
			}
		})
	}
}

func TestCellSetOfNothing(t *testing.T) {
	for _, values := range [][]float64{nil, {NaN}, {Missing, NaN}} {
		s := NewCellSet(values)
		assert.True(t, s.Empty())
		assert.False(t, s.Has(0))
		assert.False(t, s.Has(NaN))
	}
	assert.False(t, NewCellSet([]float64{0}).Empty())
	assert.False(t, NewCellSet([]float64{0.5}).Empty())
}

// A set takes memory by the number of its values, not by their distance.
func TestCellSetIsSmall(t *testing.T) {
	assert.Nil(t, NewCellSet([]float64{0, 1 << 40}).bits)
	assert.Nil(t, NewCellSet([]float64{0, 1, 2, 3, 1 << 21}).bits)
	assert.NotNil(t, NewCellSet([]float64{0, 63}).bits)
}
