package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRoundFloat compares with the conversion.
func TestRoundFloat(t *testing.T) {
	values := []float64{
		0, math.Copysign(0, -1), 1, -1, 0.1, math.MaxFloat32, -math.MaxFloat32, math.MaxFloat64, math.SmallestNonzeroFloat32,
		math.SmallestNonzeroFloat64, 0x1p-126, 0x1p-127, 0x1p-149, 0x1p-150, 0x1p127, 0x1p128, 0x1.fffffep127, 0x1.ffffffp127,
		math.Inf(1), math.Inf(-1), 1 << 24, 1<<24 + 1, 0x1.000002p0, 0x1.000001p0,
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		values = append(values, math.Float64frombits(r.Uint64()), float64(math.Float32frombits(r.Uint32())))
	}
	for _, v := range values {
		want := float64(float32(v))
		if v != v {
			require.True(t, math.IsNaN(roundFloat(v)))
			continue
		}
		require.Equal(t, math.Float64bits(want), math.Float64bits(roundFloat(v)), "%v", v)
	}
}
