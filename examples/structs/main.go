// Command structs scores the values of a Go type: tags say which field is which
// input and which result, and all is checked once, when the types are bound to
// the model. From the project's folder:
//
//	go run ./examples/structs
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
)

// customer is a record. A model may have inputs that it does not give, and it
// may have fields that the model does not know.
type customer struct {
	Name   string
	Age    int      `pmml:"age"`
	Income *float64 `pmml:"income"` // nil where it is not known
	Debt   float64  `pmml:"debt"`
	Home   string   `pmml:"home,omitzero"` // "" is not known
}

// score is what is wanted of the results.
type score struct {
	Default bool
	Answer  string  `pmml:"default"`
	Risk    float64 `pmml:"probability(yes)"`
}

func main() {
	model, err := evaluator.LoadFile("testdata/logistic.pmml",
		evaluator.WithResults("default", "probability(yes)")) // nothing else is computed
	if err != nil {
		log.Fatal(err)
	}
	income := 42000.0
	customers := []customer{
		{Name: "Ann", Age: 35, Income: &income, Debt: 9500, Home: "rent"},
		{Name: "Ben", Age: 61, Debt: 1200, Home: "own"},
		{Name: "Cem", Age: 23, Income: &income, Debt: 38000},
	}
	if err := report(os.Stdout, model, customers); err != nil {
		log.Fatal(err)
	}
}

// report writes what the model says of every customer.
func report(w io.Writer, model *evaluator.Model, customers []customer) error {
	// Once for a model; a service keeps the binding beside it.
	binding, err := evaluator.Bind[customer, score](model)
	if err != nil {
		return err // a tag or a type that does not fit the model
	}
	scorer := binding.NewScorer() // one for each goroutine; binding.Score is for all of them
	var s score
	for i := range customers {
		if err := scorer.Score(&customers[i], &s); err != nil {
			return fmt.Errorf("%s: %w", customers[i].Name, err)
		}
		s.Default = s.Answer == "yes"
		fmt.Fprintf(w, "%s %.4f %t\n", customers[i].Name, s.Risk, s.Default)
	}
	return nil
}
