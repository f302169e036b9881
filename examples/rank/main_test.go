package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func Example() {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	defer func() { _ = os.Chdir("examples/rank") }()
	main()
	// Output:
	// 6 0.1798
	// 22 0.1798
	// 43 0.1798
}

// The order is that of the scores which Evaluate gives one by one.
func TestRankAgreesWithEvaluate(t *testing.T) {
	model, err := evaluator.LoadFile(filepath.Join("..", "..", "testdata", "boosted.pmml"))
	require.NoError(t, err)
	q := candidates(500)
	r := &ranker{model: model}
	require.NoError(t, r.rank(context.Background(), io.Discard, q, 500))
	last := -1.0
	for _, i := range r.order {
		result, err := model.Evaluate(map[string]any{"age": q.age, "income": q.income[i], "debt": q.debt[i], "home": q.homes[q.home[i]]})
		require.NoError(t, err)
		score, ok := result.Float("probability(yes)")
		require.True(t, ok)
		require.GreaterOrEqual(t, score, last)
		last = score
	}
}
