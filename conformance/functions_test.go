package conformance

import (
	"fmt"
	"math"
	"testing"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/require"
)

// customFunctions are functions that documents of the corpus only name, as a
// user would give them.
var customFunctions = map[string]evaluator.Function{
	// R's hurdle models call ppois(0, lambda, lower.tail = FALSE, log.p = TRUE).
	// The converter writes the first two arguments only, and means all four.
	"stats::ppois": evaluator.NewFunction(pmml.DataTypeDouble, func(args []evaluator.Value) (evaluator.Value, error) {
		return ppois([]evaluator.Value{args[0], args[1], evaluator.BoolValue(false), evaluator.BoolValue(true)})
	}).TakingArguments(2, 2),
}

// ppois is R's ppois(q, lambda, lower.tail = TRUE, log.p = FALSE): the
// probability of a Poisson variable of mean lambda to be q or less.
func ppois(args []evaluator.Value) (evaluator.Value, error) {
	q, lambda := math.Floor(args[0].Float()+1e-7), args[1].Float()
	if !(lambda >= 0) {
		return evaluator.Value{}, fmt.Errorf("lambda is %v, not zero or above", lambda)
	}
	lower, upper := poissonTails(q, lambda)
	p := lower
	if len(args) > 2 && !args[2].Bool() {
		p = upper
	}
	if len(args) > 3 && args[3].Bool() {
		p = math.Log(p)
	}
	return evaluator.FloatValue(p), nil
}

// poissonTails gives the probabilities of q or less and of more than q, as sums
// of the terms exp(-λ)·λ^k/k! from q away. Both are exact to a few units of the
// last place: the larger is one less the smaller.
func poissonTails(q, lambda float64) (lower, upper float64) {
	switch {
	case q < 0:
		return 0, 1
	case lambda == 0:
		return 1, 0
	}
	const negligible = 0x1p-60
	gamma, _ := math.Lgamma(q + 1)
	first := math.Exp(q*math.Log(lambda) - lambda - gamma)
	for k, t := q, first; k >= 0 && (k > lambda || t > lower*negligible); k-- {
		lower += t
		t *= k / lambda
	}
	for k, t := q+1, first*lambda/(q+1); t > 0 && (k < lambda || t > upper*negligible); k++ {
		upper += t
		t *= lambda / (k + 1)
	}
	if lower > upper {
		return 1 - upper, upper
	}
	return lower, 1 - lower
}

// TestCustomFunctions runs the cases whose documents call functions that
// neither the standard nor they themselves define.
func TestCustomFunctions(t *testing.T) {
	found := 0
	for _, tc := range wrap(corpus.Large(t)) {
		if len(tc.CustomFunctions) == 0 {
			continue
		}
		found++
		t.Run(tc.Suite+"/"+tc.Name, func(t *testing.T) {
			var opts []evaluator.Option
			for _, name := range tc.CustomFunctions {
				f, ok := customFunctions[name]
				require.True(t, ok, "no function %q", name)
				opts = append(opts, evaluator.WithFunction(name, f))
			}
			model, err := evaluator.LoadFile(tc.Path(tc.Model), opts...)
			require.NoError(t, err)
			var m mismatches
			require.NoError(t, tc.runCSV(model, &m))
			require.NotZero(t, m.rows)
			require.Empty(t, m.first)
		})
	}
	require.NotZero(t, found)
}

// TestPoisson holds ppois to values of mpmath 1.3, summed with 30 digits.
func TestPoisson(t *testing.T) {
	for _, tt := range []struct{ q, lambda, want, upper float64 }{
		{0, 2, 0.13533528323661269, 0.86466471676338731},
		{3, 2.5, 0.75757613313306596, 0.24242386686693404},
		{-1, 2, 0, 1},
		{10, 30, 2.2348775738450593e-5, 0.99997765122426155},
		{5, 0, 1, 0},
	} {
		got, err := ppois([]evaluator.Value{evaluator.FloatValue(tt.q), evaluator.FloatValue(tt.lambda)})
		require.NoError(t, err)
		require.InDelta(t, tt.want, got.Float(), 1e-9*tt.want)
		got, err = ppois([]evaluator.Value{evaluator.FloatValue(tt.q), evaluator.FloatValue(tt.lambda), evaluator.BoolValue(false), evaluator.BoolValue(true)})
		require.NoError(t, err)
		require.InDelta(t, tt.upper, math.Exp(got.Float()), 1e-9)
	}
	_, err := ppois([]evaluator.Value{evaluator.IntValue(0), evaluator.FloatValue(-1)})
	require.EqualError(t, err, "lambda is -1, not zero or above")
}
