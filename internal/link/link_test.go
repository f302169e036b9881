package link_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/internal/link"
)

var links = []link.Link{
	link.Identity{}, link.Log{}, link.Logc{}, link.Logit{}, link.Probit{}, link.Cloglog{}, link.Loglog{}, link.Cauchit{},
	link.Negbin{C: 1.5}, link.Oddspower{D: 0.5}, link.Oddspower{D: -0.5}, link.Power{D: 0.5}, link.Power{D: -2},
}

// The slope is the derivative of the mean.
func TestSlopes(t *testing.T) {
	const step = 1e-6
	for _, l := range links {
		for _, y := range []float64{0.3, 0.9, 1.4} {
			want := (l.Mean(y+step) - l.Mean(y-step)) / (2 * step)
			assert.InDelta(t, want, l.Slope(y), 1e-7*math.Max(1, math.Abs(want)), "%T at %v", l, y)
		}
	}
}

func TestAtTheEnds(t *testing.T) {
	for _, tt := range []struct {
		what      string
		got, want float64
	}{
		{"logit overflows to zero", link.Logit{}.Mean(-800), 0},
		{"logit in float overflows to zero", link.Float32(link.Logit{}).Mean(-800), 0},
		{"its slope does not overflow", link.Logit{}.Slope(-800), 0},
		{"cloglog keeps small probabilities", link.Cloglog{}.Mean(-40), math.Exp(-40)},
		{"its slope far above", link.Cloglog{}.Slope(800), 0},
		{"loglog goes to zero", link.Loglog{}.Mean(-800), 0},
		{"its slope far below", link.Loglog{}.Slope(-800), 0},
		{"probit keeps small probabilities", link.Probit{}.Mean(-10), 7.619853024160527e-24},
	} {
		assert.InDelta(t, tt.want, tt.got, 1e-13*math.Abs(tt.want), tt.what)
	}
}

// In float32 a link gives float32 numbers near to its own.
func TestFloat32(t *testing.T) {
	for _, l := range links {
		single := link.Float32(l)
		for _, y := range []float64{0.3, 0.9} {
			y = float64(float32(y))
			got := single.Mean(y)
			if _, ok := l.(link.Identity); ok {
				assert.Equal(t, y, got)
			}
			assert.Equal(t, float64(float32(got)), got, "%T", l)
			assert.InEpsilon(t, l.Mean(y), got, 1e-5, "%T", l)
		}
		assert.Equal(t, l.Name(), single.Name())
		assert.Equal(t, l.Formula(), single.Formula())
	}
}

func TestFormulas(t *testing.T) {
	var got []string
	for _, l := range links {
		got = append(got, fmt.Sprint(l.Name(), ": ", l.Formula()))
	}
	assert.Equal(t, []string{
		"identity: y", "log: e^y", "logc: 1 - e^y", "logit: 1/(1 + e^-y)", "probit: Φ(y)", "cloglog: 1 - e^(-e^y)",
		"loglog: e^(-e^-y)", "cauchit: 1/2 + atan(y)/π", "negbin: 1/(1.5(e^-y - 1))",
		"oddspower: 1/(1 + (1 + 0.5·y)^(-1/0.5))", "oddspower: 1/(1 + (1 + -0.5·y)^(-1/-0.5))", "power: y^(1/0.5)", "power: y^(1/-2)",
	}, got)
}
