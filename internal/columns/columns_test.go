package columns

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/cpu"
)

// numbers makes numbers of all kinds, NaNs among them where the seed is odd.
func numbers(r *rand.Rand, n int, nan bool) []float64 {
	special := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.MaxFloat64, 1e-310, math.MaxFloat32 * 1.0000001, 0.1}
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Round(r.NormFloat64()*8) / 4
		if r.IntN(6) == 0 {
			out[i] = special[r.IntN(len(special))]
		}
		if nan && r.IntN(50) == 0 {
			out[i] = math.NaN()
		}
	}
	return out
}

func bitsOf(values []float64) []uint64 {
	out := make([]uint64, len(values))
	for i, v := range values {
		if out[i] = math.Float64bits(v); v != v {
			out[i] = math.MaxUint64
		}
	}
	return out
}

// FuzzMoves holds the functions against their portable twins.
func FuzzMoves(f *testing.F) {
	f.Add(uint64(1), uint16(256), uint8(3))
	f.Add(uint64(2), uint16(7), uint8(0))
	f.Add(uint64(3), uint16(64), uint8(30))
	f.Fuzz(func(t *testing.T, seed uint64, count uint16, bounds uint8) {
		r := rand.New(rand.NewPCG(seed, 5))
		n := int(count % 600)
		from := numbers(r, n, seed%2 == 1)
		cpu.Each(forms, &use, func(string) { sameMoves(t, r, from, int(bounds)) })
	})
}

func sameMoves(t *testing.T, r *rand.Rand, from []float64, bounds int) {
	n := len(from)
	want, got := make([]float64, n), make([]float64, n)
	require.Equal(t, loadPortable(want, from), Load(got, from))
	require.Equal(t, bitsOf(want), bitsOf(got))
	require.Equal(t, roundPortable(want, from), Round(got, from))
	require.Equal(t, bitsOf(want), bitsOf(got))

	stride := 1 + bounds%5
	rows := from[:n&^7]
	wantTile, gotTile := make([][8]float64, n/8*stride+1), make([][8]float64, n/8*stride+1)
	require.Equal(t, dealPortable(wantTile, stride, rows), Deal(gotTile, stride, rows))
	for i := range wantTile {
		require.Equal(t, bitsOf(wantTile[i][:]), bitsOf(gotTile[i][:]))
	}

	words := n / 64
	limits := numbers(r, bounds%40, false)
	wantMasks, gotMasks := make([]uint64, len(limits)*words), make([]uint64, len(limits)*words)
	abovePortable(from, limits, wantMasks, words)
	Above(from, limits, gotMasks, words)
	require.Equal(t, wantMasks, gotMasks)
}

func BenchmarkMoves(b *testing.B) {
	from, to := make([]float64, 256), make([]float64, 256)
	for i := range from {
		from[i] = float64(i)
	}
	tile, masks := make([][8]float64, 32*28), make([]uint64, 4*8)
	for _, bm := range []struct {
		name string
		run  func()
	}{
		{"load", func() { Load(to, from) }},
		{"round", func() { Round(to, from) }},
		{"deal", func() { Deal(tile, 28, from) }},
		{"above", func() { Above(from, from[:8], masks, 4) }},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bm.run()
			}
		})
	}
}
