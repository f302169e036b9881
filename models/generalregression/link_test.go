package generalregression

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

var links = []link{
	identity{}, exponential{}, complement{}, logistic{}, probit{}, cloglog{}, loglog{}, cauchit{},
	negbin{1.5}, oddspower{0.5}, oddspower{-0.5}, root{0.5}, root{-2},
}

// The slope is the derivative of the mean.
func TestSlopes(t *testing.T) {
	const step = 1e-6
	for _, l := range links {
		for _, y := range []float64{0.3, 0.9, 1.4} {
			want := (l.mean(y+step) - l.mean(y-step)) / (2 * step)
			assert.InDelta(t, want, l.slope(y), 1e-7*math.Max(1, math.Abs(want)), "%T at %v", l, y)
		}
	}
}

func TestLinksAtTheEnds(t *testing.T) {
	for _, tt := range []struct {
		what      string
		got, want float64
	}{
		{"logit overflows to zero", logistic{}.mean(-800), 0},
		{"its slope does not overflow", logistic{}.slope(-800), 0},
		{"cloglog keeps small probabilities", cloglog{}.mean(-40), math.Exp(-40)},
		{"its slope far above", cloglog{}.slope(800), 0},
		{"loglog goes to zero", loglog{}.mean(-800), 0},
		{"its slope far below", loglog{}.slope(-800), 0},
		{"probit keeps small probabilities", probit{}.mean(-10), 7.619853024160527e-24},
	} {
		assert.InDelta(t, tt.want, tt.got, 1e-13*math.Abs(tt.want), tt.what)
	}
}

// In float32 a link gives float32 numbers near to its own.
func TestLinksInFloat(t *testing.T) {
	for _, l := range links {
		for _, y := range []float64{0.3, 0.9} {
			y = float64(float32(y))
			got := in32(l).mean(y)
			if _, ok := l.(identity); ok {
				assert.Equal(t, y, got)
			}
			assert.Equal(t, float64(float32(got)), got, "%T", l)
			assert.InEpsilon(t, l.mean(y), got, 1e-5, "%T", l)
			assert.Equal(t, linkName(l), linkName(in32(l)))
			assert.Equal(t, formula(l), formula(in32(l)))
		}
	}
}

func TestFormulas(t *testing.T) {
	var got []string
	for _, l := range links {
		got = append(got, fmt.Sprint(inverseName(l), ": ", formula(l)))
	}
	assert.Equal(t, []string{
		"none: y", "inverse log: e^y", "inverse logc: 1 - e^y", "inverse logit: 1/(1 + e^-y)", "inverse probit: Φ(y)", "inverse cloglog: 1 - e^(-e^y)",
		"inverse loglog: e^(-e^-y)", "inverse cauchit: 1/2 + atan(y)/π", "inverse negbin: 1/(1.5(e^-y - 1))",
		"inverse oddspower: 1/(1 + (1 + 0.5·y)^(-1/0.5))", "inverse oddspower: 1/(1 + (1 + -0.5·y)^(-1/-0.5))", "inverse power: y^(1/0.5)", "inverse power: y^(1/-2)",
	}, got)
}
