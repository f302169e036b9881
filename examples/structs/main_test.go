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
	defer func() { _ = os.Chdir("examples/structs") }()
	main()
	// Output:
	// Ann 0.5176 true
	// Ben 0.0658 false
	// Cem 0.9560 true
}

// TestReportStops checks that a record without a result ends the loop, and that
// a model with other fields is refused at once.
func TestReportStops(t *testing.T) {
	model, err := evaluator.LoadFile("../../testdata/logistic.pmml")
	require.NoError(t, err)
	err = report(os.Stderr, model, []customer{{Name: "Dan", Home: "tent"}})
	var input *evaluator.InputError
	require.ErrorAs(t, err, &input)
	require.Equal(t, "home", input.Field)

	model, err = evaluator.LoadFile("../../testdata/tree.pmml")
	require.NoError(t, err)
	err = report(os.Stderr, model, nil)
	var bind *evaluator.BindError
	require.ErrorAs(t, err, &bind)
}
