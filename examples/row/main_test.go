package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func Example() {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	defer func() { _ = os.Chdir("examples/row") }()
	main()
	// Output:
	// 0 0.0782
	// 1 0.1135
	// 2 0.1360
	// 3 0.1512
	// 4 0.1621
}

// TestRankStops checks that a record without a result ends the loop.
func TestRankStops(t *testing.T) {
	model, err := evaluator.LoadFile("../../testdata/logistic.pmml")
	require.NoError(t, err)
	err = rank(os.Stderr, model, 41, []candidate{{income: 1, home: "tent"}})
	var input *evaluator.InputError
	require.ErrorAs(t, err, &input)
	require.Equal(t, "home", input.Field)
}
