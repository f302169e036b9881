// Explain says why a model gives a record its score: for a person, as text, and
// for a program, as data.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
)

func main() {
	model, err := evaluator.LoadFile("testdata/logistic.pmml")
	if err != nil {
		log.Fatal(err)
	}
	why, err := model.Explain(map[string]any{"age": 35, "income": 42000, "debt": 9500, "home": "own"})
	if err != nil {
		log.Fatal(err)
	}

	// Which term speaks most for, or against, a default?
	terms := why.Model.Detail.(*explain.Regression).Tables[0].Terms
	strongest := terms[0]
	for _, t := range terms {
		if abs(t.Contribution) > abs(strongest.Contribution) {
			strongest = t
		}
	}
	fmt.Printf("What counts most is %s: %+.4g\n\n", strongest.Fields[0].Name, *strongest.Contribution)

	if err := why.WriteText(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// abs gives the size of a contribution. A term whose field is missing has none.
func abs(n *explain.Number) explain.Number {
	switch {
	case n == nil:
		return 0
	case *n < 0:
		return -*n
	}
	return *n
}
