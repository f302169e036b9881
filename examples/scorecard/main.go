// Scorecard scores an applicant and says which reasons speak most against a
// higher score: the reason codes that a lender has to give with a refusal. From
// the project's folder:
//
//	go run ./examples/scorecard
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gopmml/gopmml/evaluator"
)

// meaning is what the reason codes of the scorecard stand for. A document has
// the codes only.
var meaning = map[string]string{
	"A1": "little stability, by age and housing",
	"A9": "the age was not given",
	"D1": "debts are high",
	"I1": "the income is low",
	"I9": "the income was not given",
}

// enough is the score from which on a loan is granted.
const enough = 620

func main() {
	// Points are decimals, so that the score can be recomputed by hand.
	model, err := evaluator.LoadFile("testdata/scorecard.pmml", evaluator.WithDecimalArithmetic())
	if err != nil {
		log.Fatal(err)
	}
	for _, applicant := range []map[string]any{
		{"age": 52, "income": 64000, "debt": 800, "home": "own"},
		{"age": 23, "income": 31250.5, "debt": 12000, "home": "rent"},
		{"age": 35, "debt": 30000, "home": "mortgage"},
	} {
		if err := decide(os.Stdout, model, applicant); err != nil {
			log.Fatal(err)
		}
	}
}

// decide writes whether an applicant gets a loan, and if not, why.
func decide(w io.Writer, model *evaluator.Model, applicant map[string]any) error {
	result, err := model.Evaluate(applicant)
	if err != nil {
		return err
	}
	points, ok := result.Decimal("points")
	if !ok {
		return fmt.Errorf("no score for %v", applicant)
	}
	if points.IntPart() >= enough {
		fmt.Fprintf(w, "%s points: granted\n", points)
		return nil
	}
	fmt.Fprintf(w, "%s points: refused\n", points)
	for rank := 1; rank <= 3; rank++ {
		// A reason that there is not is a missing result.
		if code, ok := result.Text(fmt.Sprintf("reason %d", rank)); ok {
			fmt.Fprintf(w, "  %s  %s\n", code, meaning[code])
		}
	}
	return nil
}
