// Command row scores many records with a prepared Row: inputs by index, results
// by index, nothing allocated per record. From the project's folder:
//
//	go run ./examples/row
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
)

// candidate is one of the offers that are ranked for a customer.
type candidate struct {
	income, debt float64
	home         string
}

func main() {
	model, err := evaluator.LoadFile("testdata/logistic.pmml")
	if err != nil {
		log.Fatal(err)
	}
	candidates := make([]candidate, 5)
	for i := range candidates {
		candidates[i] = candidate{income: 20000 + 10000*float64(i), debt: 3000 * float64(i), home: "own"}
	}
	if err := rank(os.Stdout, model, 41, candidates); err != nil {
		log.Fatal(err)
	}
}

// rank writes the probability of every candidate.
func rank(w io.Writer, model *evaluator.Model, age int64, candidates []candidate) error {
	// Names are looked up once.
	input := func(name string) int {
		i, ok := model.Input(name)
		if !ok {
			log.Fatalf("the model has no input %q", name)
		}
		return i
	}
	var (
		ageInput    = input("age")
		incomeInput = input("income")
		debtInput   = input("debt")
		homeInput   = input("home")
	)
	probability, ok := model.ResultIndex("probability(yes)")
	if !ok {
		return fmt.Errorf("the model has no result %q", "probability(yes)")
	}

	row := model.NewRow() // one for each goroutine
	row.SetInt(ageInput, age)
	for i, c := range candidates {
		row.SetFloat(incomeInput, c.income)
		row.SetFloat(debtInput, c.debt)
		row.SetText(homeInput, c.home)
		if err := row.Score(); err != nil {
			return fmt.Errorf("candidate %d: %w", i, err)
		}
		fmt.Fprintf(w, "%d %.4f\n", i, row.Float(probability))
	}
	return nil
}
