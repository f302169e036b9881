// Command association recommends articles to baskets by the rules of an
// association model. From the project's folder:
//
//	go run ./examples/association
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
)

func main() {
	// Articles are given by their numbers, and reported by their names.
	model, err := evaluator.LoadFile("examples/association/groceries.pmml", evaluator.WithMappedItems())
	if err != nil {
		log.Fatal(err)
	}

	// A basket is a list. The document's group field names the purchase that rows
	// of a table belong to; a basket that is complete needs none.
	result, err := model.Evaluate(map[string]any{"article": []string{"101", "102", "999"}})
	if err != nil {
		log.Fatal(err)
	}
	recommended, _ := result.Value("recommended")
	because, _ := result.Text("because")
	fmt.Println(recommended, "because of", because)

	baskets := [][]string{{"201"}, {"202", "301"}, {"301", "103"}, {}}
	if err := recommend(os.Stdout, model, baskets); err != nil {
		log.Fatal(err)
	}

	why, err := model.Explain(map[string]any{"article": []string{"101", "202", "301"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, rule := range why.Model.Detail.(*explain.Association).Fired {
		fmt.Printf("rule %s: %s, confidence %v, in the basket: %v\n", rule.ID, rule.Rule, rule.Confidence, rule.Complete)
	}
}

// recommend writes what the best rule recommends to each basket. It allocates
// nothing for a basket.
func recommend(w io.Writer, model *evaluator.Model, baskets [][]string) error {
	article, ok := model.Input("article")
	if !ok {
		return fmt.Errorf("the model has no input %q", "article")
	}
	recommended, ok := model.ResultIndex("recommended")
	if !ok {
		return fmt.Errorf("the model has no result %q", "recommended")
	}
	row := model.NewRow() // one for each goroutine
	for i, basket := range baskets {
		row.SetList(article)
		for _, number := range basket {
			row.AddText(article, number)
		}
		if err := row.Score(); err != nil {
			return fmt.Errorf("basket %d: %w", i, err)
		}
		fmt.Fprintf(w, "%v:", basket)
		for k := range row.Len(recommended) {
			fmt.Fprintf(w, " %s", row.TextAt(recommended, k))
		}
		fmt.Fprintln(w)
	}
	return nil
}
