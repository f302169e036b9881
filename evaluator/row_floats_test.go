package evaluator_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// SetFloats gives what SetFloat gives, value by value, whatever the fields' types.
func TestSetFloatsEqualsSetFloat(t *testing.T) {
	for _, name := range []string{"tree", "logistic", "boosted", "network"} {
		m, err := evaluator.LoadFile("../testdata/" + name + ".pmml")
		require.NoError(t, err)
		n := len(m.Inputs())
		one, all := m.NewRow(), m.NewRow()
		for _, base := range []float64{0, 1.5, 0.1, -3, math.NaN(), math.Inf(1), 1e300, math.Copysign(0, -1)} {
			for first := range n {
				values := make([]float64, n-first)
				for i := range values {
					values[i] = base + float64(i)
					one.SetFloat(first+i, values[i])
				}
				all.SetFloats(first, values)
				errOne, errAll := one.Score(), all.Score()
				require.Equal(t, errOne, errAll)
				if errOne == nil {
					require.Equal(t, one.Result(), all.Result())
				}
			}
		}
		require.Zero(t, testing.AllocsPerRun(10, func() { all.SetFloats(0, make([]float64, 1)) }))
	}
}
