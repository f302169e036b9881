// Command build makes a document in Go, writes it as PMML 4.4, and scores with
// it. From the project's folder:
//
//	go run ./examples/build
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer) error {
	doc := document()
	if err := pmml.Write(w, doc, pmml.WithIndent("  ")); err != nil {
		return err
	}
	// What has been built can be scored as it is: nothing needs to be parsed.
	model, err := evaluator.Compile(doc)
	if err != nil {
		return err
	}
	for _, income := range []float64{18000, 52000} {
		result, err := model.Evaluate(map[string]any{"income": income})
		if err != nil {
			return err
		}
		limit, _ := result.Float("limit")
		fmt.Fprintf(w, "income %.0f: limit %.0f\n", income, limit)
	}
	return nil
}

// document is a tree with one split. Enumerations and attributes that are not
// set are left out, and mean what the standard says they mean then.
func document() *pmml.Document {
	return &pmml.Document{
		Version: pmml.V4_4,
		Header: &pmml.Header{
			Copyright:   pmml.Some("example"),
			Description: pmml.Some("the limit of a card by income"),
		},
		DataDictionary: &pmml.DataDictionary{
			DataFields: []*pmml.DataField{
				{Name: "income", OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble},
				{Name: "limit", OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble},
			},
		},
		Models: []pmml.Model{&pmml.TreeModel{
			ModelBase: pmml.ModelBase{
				FunctionName: pmml.MiningFunctionRegression,
				MiningSchema: &pmml.MiningSchema{MiningFields: []*pmml.MiningField{
					{Name: "income"},
					{Name: "limit", UsageType: pmml.UsageTypeTarget},
				}},
			},
			Node: &pmml.TreeNode{
				Predicate: &pmml.True{},
				Nodes: []*pmml.TreeNode{
					{
						ID:        pmml.Some("low"),
						Score:     pmml.Some("1000"),
						Predicate: &pmml.SimplePredicate{Field: "income", Operator: pmml.OperatorLessThan, Value: pmml.Some("30000")},
					},
					{
						ID:        pmml.Some("high"),
						Score:     pmml.Some("5000"),
						Predicate: &pmml.SimplePredicate{Field: "income", Operator: pmml.OperatorGreaterOrEqual, Value: pmml.Some("30000")},
					},
				},
			},
		}},
	}
}
