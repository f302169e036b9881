package real

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/cpu"
)

// corners are numbers where the exponential changes its way.
var corners = []float64{
	0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-300, -1e-320, 1e300, -1e300,
	709.782712893384, 709.7827128933841, 709.79, 709.08956571282, -708.3964185322641, -708.4, -745.1332191019412,
	-745.1332191019411, -744.44, -745, -746, 0.0027, 0.00270760617406, 88.72283, 88.72284, -87.33655, -103.97208, -104,
}

// check holds all forms to the plain functions.
func check(t *testing.T, src []float64, factor float64) {
	t.Helper()
	cpu.Each(forms64, &use64, func(form string) {
		dst := make([]float64, len(src)+1)
		dst[len(src)] = 7
		Exps(dst, src, factor)
		for i, x := range src {
			if want := Exp(factor * x); math.Float64bits(dst[i]) != math.Float64bits(want) && (want == want || dst[i] == dst[i]) {
				t.Fatalf("%s: element %d of %d, Exp(%v) = %v, want %v", form, i, len(src), factor*x, dst[i], want)
			}
		}
		if dst[len(src)] != 7 {
			t.Fatalf("%s: written beyond %d elements", form, len(src))
		}
	})
	src32, factor32 := make([]float32, len(src)), float32(factor)
	for i, x := range src {
		src32[i] = float32(x)
	}
	cpu.Each(forms32, &use32, func(form string) {
		dst := make([]float32, len(src)+1)
		dst[len(src)] = 7
		Exps(dst, src32, factor32)
		for i, x := range src32 {
			if want := Exp32(float32(factor32 * x)); math.Float32bits(dst[i]) != math.Float32bits(want) && (want == want || dst[i] == dst[i]) {
				t.Fatalf("%s: element %d of %d, Exp32(%v) = %v, want %v", form, i, len(src), factor32*x, dst[i], want)
			}
		}
		if dst[len(src)] != 7 {
			t.Fatalf("%s: written beyond %d elements", form, len(src))
		}
	})
}

func TestExpsEqualExp(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for n := range 40 {
		src := make([]float64, n)
		for i := range src {
			src[i] = corners[(i+n)%len(corners)]
		}
		check(t, src, 1)
		check(t, src, -0.75)
	}
	src := make([]float64, 1000)
	for range 500 {
		size := math.Exp2(float64(random.IntN(16) - 5))
		for i := range src {
			src[i] = (random.Float64() - 0.5) * size
		}
		check(t, src, 1)
	}
	// Where the results are subnormal, every last bit is rounded.
	for range 100 {
		for i := range src {
			src[i] = -700 - 50*random.Float64()
		}
		check(t, src, 1)
	}
}

func TestExpsInPlace(t *testing.T) {
	x := []float32{0, 1, 2, -1, 0.5}
	Exps(x, x, 2)
	y := []float64{0, 1, 2, -1, 0.5}
	Exps(y, y, 2)
	for i, v := range []float64{0, 1, 2, -1, 0.5} {
		if y[i] != Exp(2*v) || x[i] != Exp32(float32(2*v)) {
			t.Errorf("e^(2·%v) = %v and %v, want %v and %v", v, y[i], x[i], Exp(2*v), Exp32(float32(2*v)))
		}
	}
}

func FuzzExps(f *testing.F) {
	for _, c := range corners {
		f.Add(c, 1.0, uint64(1), uint8(9))
	}
	f.Fuzz(func(t *testing.T, x, factor float64, seed uint64, n uint8) {
		random := rand.New(rand.NewPCG(seed, 9))
		src := make([]float64, 1+int(n)%70)
		for i := range src {
			switch random.IntN(3) {
			case 0:
				src[i] = x * random.Float64()
			case 1:
				src[i] = math.Float64frombits(math.Float64bits(x) ^ random.Uint64()>>random.IntN(64))
			default:
				src[i] = x
			}
		}
		check(t, src, 1)
		check(t, src, factor)
	})
}

func BenchmarkExps(b *testing.B) {
	for _, n := range []int{8, 504} {
		src, dst := make([]float64, n), make([]float64, n)
		for i := range src {
			src[i] = -float64(i) / 50
		}
		cpu.Each(forms64, &use64, func(form string) {
			b.Run(fmt.Sprintf("%d/%s", n, form), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Exps(dst, src, 1.5)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/element")
			})
		})
	}
	src, dst := make([]float32, 504), make([]float32, 504)
	cpu.Each(forms32, &use32, func(form string) {
		b.Run("504 float32/"+form, func(b *testing.B) {
			for b.Loop() {
				Exps(dst, src, 1.5)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*504), "ns/element")
		})
	})
}
