package main

import (
	"fmt"
	"log"

	"github.com/gopmml/gopmml/evaluator"
)

func main() {
	model, err := evaluator.LoadFile("testdata/logistic.pmml")
	if err != nil {
		log.Fatal(err) // with file, line, column and the element at fault
	}
	result, err := model.Evaluate(map[string]any{
		"age": 35, "income": 42000, "debt": 9500, "home": "rent",
	})
	if err != nil {
		log.Fatal(err) // the record has a value that the model does not take
	}
	yes, _ := result.Float("probability(yes)")
	fmt.Printf("%.4f\n", yes)
}
