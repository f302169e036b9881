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
	defer func() { _ = os.Chdir("examples/scorecard") }()
	main()
	// Output:
	// 681.5 points: granted
	// 547.2505 points: refused
	//   A1  little stability, by age and housing
	//   D1  debts are high
	//   I1  the income is low
	// 537.5 points: refused
	//   D1  debts are high
	//   I9  the income was not given
	//   A1  little stability, by age and housing
}

// TestMeanings checks that every reason code that the model gives has a meaning.
func TestMeanings(t *testing.T) {
	model, err := evaluator.LoadFile("../../testdata/scorecard.pmml")
	require.NoError(t, err)
	for _, age := range []any{nil, 20, 70} {
		for _, income := range []any{nil, 1000, 90000} {
			for _, debt := range []any{nil, 10, 90000} {
				result, err := model.Evaluate(map[string]any{"age": age, "income": income, "debt": debt, "home": "rent"})
				require.NoError(t, err)
				for _, name := range []string{"reason 1", "reason 2", "reason 3"} {
					if code, ok := result.Text(name); ok {
						require.Contains(t, meaning, code)
					}
				}
			}
		}
	}
}
