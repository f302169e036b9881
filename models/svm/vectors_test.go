package svm

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
)

// Dense and sparse vectors give what the plain loop over a vector gives, to the
// last bit.
func TestLayoutsEqualPlainSums(t *testing.T) {
	t.Run("float64", testLayouts[float64])
	t.Run("float32", testLayouts[float32])
}

func testLayouts[T real.Float](t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	lanes := linear.Lanes[T]()
	for _, tt := range []struct {
		name   string
		n, dim int
		record func() T
	}{
		{"one vector", 1, 1, func() T { return T(random.NormFloat64()) }},
		{"a block", lanes, 5, func() T { return T(random.NormFloat64()) }},
		{"two blocks and a rest", 2*lanes + 3, 17, func() T { return T(random.NormFloat64()) }},
		{"infinite numbers", lanes + 1, 9, func() T { return T(math.Inf(1 - 2*random.IntN(2))) }},
		{"not a number", lanes - 1, 4, func() T { return T(math.NaN()) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows := make([][]T, tt.n)
			v := &vectors[T]{n: tt.n}
			s := &sparse[T]{start: []int{0}}
			for i := range rows {
				rest := T(0)
				if i%3 == 2 {
					rest = 0.25
				}
				for j := range tt.dim {
					x := rest
					if random.IntN(3) == 0 {
						x = T(random.NormFloat64())
						s.index, s.values = append(s.index, int32(j)), append(s.values, x)
					}
					rows[i] = append(rows[i], x)
				}
				s.start, s.rest = append(s.start, len(s.index)), append(s.rest, rest)
			}
			v.dense = linear.NewVectors(tt.n, tt.dim, func(j, i int) T { return rows[j][i] })
			thin := &vectors[T]{n: tt.n, sparse: s}
			x, row := make([]T, tt.dim), make([]T, tt.dim)
			for j := range x {
				x[j] = tt.record()
			}
			out := make([]T, v.padded())
			same := func(what string, i int, want T) {
				t.Helper()
				if got := out[i]; got != want && !(got != got && want != want) {
					t.Errorf("%s, vector %d: %v, want %v", what, i, got, want)
				}
			}
			for _, layout := range []struct {
				name string
				*vectors[T]
			}{{"dense", v}, {"sparse", thin}, {"sparse again", thin}} {
				layout.products(out, x, row)
				for i := range rows {
					var want T
					for j := range x {
						want += T(rows[i][j] * x[j])
					}
					same(layout.name+" products", i, want)
				}
				layout.distances(out, x, row)
				for i := range rows {
					var want T
					for j := range x {
						d := x[j] - rows[i][j]
						want += T(d * d)
					}
					same(layout.name+" distances", i, want)
				}
			}
		})
	}
}
