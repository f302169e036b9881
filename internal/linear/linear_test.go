package linear

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/cpu"
	"github.com/gopmml/gopmml/internal/real"
)

// each runs f with every form that may run here, for vectors made in it.
func each[T real.Float](f func(name string)) {
	switch any(T(0)).(type) {
	case float64:
		cpu.Each(forms64, &use64, f)
	case float32:
		cpu.Each(forms32, &use32, f)
	}
}

// same says whether two results have the same bits; one NaN is like another.
func same[T real.Float](a, b T) bool {
	return a != a && b != b || a == b && math.Signbit(float64(a)) == math.Signbit(float64(b))
}

// plainDot and plainDistance are what the kernels are held to.
func plainDot[T real.Float](x []T, at func(i int) T, bias T) T {
	var s T
	for i, x := range x {
		s += T(x * at(i))
	}
	return s + bias
}

func plainDistance[T real.Float](x []T, at func(i int) T) T {
	var s T
	for i, x := range x {
		d := x - at(i)
		s += T(d * d)
	}
	return s
}

// compare runs all forms on n vectors and some records, and fails where a bit
// differs or anything else is written.
func compare[T real.Float](t *testing.T, n, dim, records, gap int, draw func() T) {
	t.Helper()
	w := make([]T, n*dim)
	for i := range w {
		w[i] = draw()
	}
	sides := (records + Side[T]() - 1) / Side[T]() * Side[T]()
	stride := sides + gap
	x := make([]T, dim*stride)
	for i := range x {
		x[i] = draw()
	}
	bias := make([]T, Pad[T](n))
	for i := range bias {
		bias[i] = draw()
	}
	record := func(r int) []T {
		one := make([]T, dim)
		for i := range one {
			one[i] = x[i*stride+r]
		}
		return one
	}
	each[T](func(name string) {
		v := NewVectors(n, dim, func(j, i int) T { return w[j*dim+i] })
		for _, kernel := range []struct {
			name    string
			one     func(y, x []T)
			columns func(y []T)
			plain   func(x []T, j int) T
		}{
			{"dot with bias", func(y, x []T) { v.Dot(y, x, bias) }, func(y []T) { v.DotColumns(y, x, stride, sides, bias) },
				func(x []T, j int) T { return plainDot(x, func(i int) T { return w[j*dim+i] }, bias[j]) }},
			{"dot", func(y, x []T) { v.Dot(y, x, nil) }, func(y []T) { v.DotColumns(y, x, stride, sides, nil) },
				func(x []T, j int) T { return plainDot(x, func(i int) T { return w[j*dim+i] }, 0) }},
			{"distance", func(y, x []T) { v.Distance(y, x) }, func(y []T) { v.DistanceColumns(y, x, stride, sides) },
				func(x []T, j int) T { return plainDistance(x, func(i int) T { return w[j*dim+i] }) }},
		} {
			y := make([]T, n*stride+1)
			for i := range y {
				y[i] = 7
			}
			kernel.columns(y)
			for r := range stride {
				for j := range n {
					if r >= sides {
						if y[j*stride+r] != 7 {
							t.Fatalf("%s, %s, columns of %d: written beyond the records", name, kernel.name, records)
						}
						continue
					}
					if got, want := y[j*stride+r], kernel.plain(record(r), j); !same(got, want) {
						t.Fatalf("%s, %s, %d vectors of %d, record %d of columns of %d, vector %d: %v, want %v", name, kernel.name, n, dim, r, sides, j, got, want)
					}
				}
			}
			one := make([]T, v.Padded()+1)
			one[v.Padded()] = 7
			for r := range records {
				x := record(r)
				kernel.one(one, x)
				for j := range n {
					if want := kernel.plain(x, j); !same(one[j], want) {
						t.Fatalf("%s, %s, %d vectors of %d, record %d, vector %d: %v, want %v", name, kernel.name, n, dim, r, j, one[j], want)
					}
				}
			}
			if y[n*stride] != 7 || one[v.Padded()] != 7 {
				t.Fatalf("%s, %s, %d vectors of %d: written beyond the end", name, kernel.name, n, dim)
			}
		}
	})
}

func TestKernelsEqualPlainSums(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 3, 7, 8, 9, 16, 17, 31, 33, 64, 65, 130} {
		for _, dim := range []int{0, 1, 2, 13, 28} {
			for _, records := range []int{1, 17} {
				compare(t, n, dim, records, n%3, random.NormFloat64)
				compare(t, n, dim, records, n%3, func() float32 { return float32(random.NormFloat64()) })
			}
		}
	}
}

// Large sets go through the kernels in several calls.
func TestKernelsInChunks(t *testing.T) {
	chunks[float64](t)
	chunks[float32](t)
}

func chunks[T real.Float](t *testing.T) {
	const n, dim = 300, 1 << 12
	x, bias := make([]T, dim), make([]T, Pad[T](n))
	for i := range x {
		x[i] = T(i%7) - 3
	}
	for j := range bias {
		bias[j] = T(j)
	}
	each[T](func(name string) {
		v := NewVectors(n, dim, func(j, i int) T { return T(1+(j+i)%5) / 3 })
		if v.chunk() >= v.blocks {
			t.Fatal("one call takes all")
		}
		dots, distances := make([]T, v.Padded()), make([]T, v.Padded())
		v.Dot(dots, x, bias)
		v.Distance(distances, x)
		for j := range n {
			at := func(i int) T { return v.At(j, i) }
			if dots[j] != plainDot(x, at, bias[j]) || distances[j] != plainDistance(x, at) {
				t.Fatalf("%s: vector %d differs from the plain sums", name, j)
			}
		}
	})
}

// odd draws numbers at the ends of their range as well.
func odd(random *rand.Rand) float64 {
	switch random.IntN(12) {
	case 0:
		return math.NaN()
	case 1:
		return math.Inf(1 - 2*random.IntN(2))
	case 2:
		return math.Copysign(0, -1)
	case 3:
		return random.NormFloat64() * 1e-310
	case 4:
		return random.NormFloat64() * 1e300
	case 5:
		return random.NormFloat64() * 1e-40
	}
	return random.NormFloat64()
}

func FuzzKernels(f *testing.F) {
	f.Add(uint64(1), uint16(64), uint8(28), uint8(1), false)
	f.Add(uint64(2), uint16(10), uint8(28), uint8(6), true)
	f.Add(uint64(3), uint16(504), uint8(3), uint8(4), true)
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, dim, records uint8, special bool) {
		random := rand.New(rand.NewPCG(seed, 3))
		draw := random.NormFloat64
		if special {
			draw = func() float64 { return odd(random) }
		}
		compare(t, 1+int(n)%200, int(dim)%70, 1+int(records)%70, int(seed%3), draw)
		compare(t, 1+int(n)%200, int(dim)%70, 1+int(records)%70, int(seed%3), func() float32 { return float32(draw()) })
	})
}

func TestRectify(t *testing.T) {
	testRectify[float64](t)
	testRectify[float32](t)
}

func testRectify[T real.Float](t *testing.T) {
	values := []T{1, -1, 0, T(math.Copysign(0, -1)), T(math.Inf(1)), T(math.Inf(-1)), T(math.NaN()), 1e-40, -1e-40}
	each[T](func(name string) {
		for n := range 40 {
			z, want := make([]T, n), make([]T, n)
			for i := range z {
				z[i] = values[i%len(values)]
				want[i] = z[i]
				if z[i] <= 0 {
					want[i] = 0
				}
			}
			Rectify(z)
			for i := range z {
				if !same(z[i], want[i]) {
					t.Errorf("%s: rectify(%v) = %v", name, values[i%len(values)], z[i])
				}
			}
		}
	})
}

func TestLayout(t *testing.T) {
	v := NewVectors(10, 3, func(j, i int) float64 { return float64(10*j + i) })
	if v.Len() != 10 || v.Dim() != 3 || v.Padded() != 16 || v.At(9, 2) != 92 {
		t.Errorf("got %d vectors of %d, room for %d, coordinate %v", v.Len(), v.Dim(), v.Padded(), v.At(9, 2))
	}
	if Lanes[float32]() != 16 || Pad[float32](17) != 32 || Pad[float64](0) != 0 {
		t.Errorf("got %d lanes, padding %d and %d", Lanes[float32](), Pad[float32](17), Pad[float64](0))
	}
}

func TestNothingIsWrittenWithoutRoom(t *testing.T) {
	v := NewVectors(10, 3, func(int, int) float64 { return 1 })
	for name, call := range map[string]func(){
		"results":             func() { v.Dot(make([]float64, 15), make([]float64, 3), nil) },
		"record":              func() { v.Distance(make([]float64, 16), make([]float64, 2)) },
		"bias":                func() { v.Dot(make([]float64, 16), make([]float64, 3), make([]float64, 10)) },
		"columns of results":  func() { v.DotColumns(make([]float64, 159), make([]float64, 48), 16, 16, nil) },
		"columns of records":  func() { v.DistanceColumns(make([]float64, 160), make([]float64, 47), 16, 16) },
		"a number of records": func() { v.DistanceColumns(make([]float64, 160), make([]float64, 48), 16, 15) },
		"stride":              func() { v.DistanceColumns(make([]float64, 160), make([]float64, 48), 8, 16) },
		"bias of columns":     func() { v.DotColumns(make([]float64, 160), make([]float64, 48), 16, 16, make([]float64, 9)) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("a short slice must not be accepted")
				}
			}()
			call()
		})
	}
}

// BenchmarkKernels tells the time of a record.
func BenchmarkKernels(b *testing.B) {
	for _, s := range []struct{ n, dim int }{{64, 28}, {32, 64}, {1, 32}, {10, 28}, {504, 28}} {
		each[float64](func(name string) {
			v := NewVectors(s.n, s.dim, func(j, i int) float64 { return float64(j-i) / 100 })
			const records = 32
			x, y := Make[float64](s.dim*records), Make[float64](v.Padded()*records)
			bench := func(what string, records int, f func()) {
				b.Run(fmt.Sprintf("%s/%dx%d/%s", what, s.n, s.dim, name), func(b *testing.B) {
					b.ReportAllocs()
					for i := 0; i < b.N; i += records {
						f()
					}
				})
			}
			bench("dot", 1, func() { v.Dot(y, x, nil) })
			bench("distance", 1, func() { v.Distance(y, x) })
			bench("dot, columns", records, func() { v.DotColumns(y, x, records, records, nil) })
			bench("distance, columns", records, func() { v.DistanceColumns(y, x, records, records) })
		})
	}
}
