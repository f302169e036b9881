package conformance

import (
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/evaluator"
)

// decimalTolerance is how far, relative to their size, results with decimals may
// lie from those with float64.
const decimalTolerance = 1e-12

// Decimal arithmetic gives the same results as float64, but for rounding: the
// same records fail, the same values are missing, categories are the same. (A
// record that lies on a threshold could differ by more: among those compared here
// there is none.)
func TestDecimal(t *testing.T) {
	eachCase(t, allCases(t), func(t *testing.T, tc testCase) {
		if tc.Unsupported() != nil || tc.LoadOnly || tc.Tier == "load" || len(tc.CustomFunctions) > 0 {
			return
		}
		floats, err := evaluator.LoadFile(tc.Path(tc.Model))
		if err != nil {
			return // TestCorpus says whether that is right
		}
		decimals, err := evaluator.LoadFile(tc.Path(tc.Model), evaluator.WithDecimalArithmetic())
		if err != nil {
			t.Fatal(err)
		}
		records, err := tc.explained(floats)
		if err != nil {
			t.Fatal(err)
		}
		a, b := floats.NewSession(), decimals.NewSession()
		for i, record := range records {
			want, wantErr := a.Evaluate(record)
			got, gotErr := b.Evaluate(record)
			if fmt.Sprint(wantErr) != fmt.Sprint(gotErr) {
				t.Fatalf("record %d: with decimals: %v; with float64: %v", i+1, gotErr, wantErr)
			}
			if wantErr != nil {
				continue
			}
			for _, f := range decimals.Results() {
				x, _ := want.Value(f.Name)
				y, _ := got.Value(f.Name)
				if !closeTo(x, y) {
					t.Errorf("record %d, result %q: %v with decimals, %v with float64", i+1, f.Name, y, x)
				}
			}
		}
	})
}

// closeTo says whether a result with float64 and one with decimals are the same
// but for rounding.
func closeTo(x, y any) bool {
	switch x := x.(type) {
	case float64:
		if d, ok := y.(decimal.Decimal); ok {
			return math.Abs(x-d.InexactFloat64()) <= decimalTolerance*math.Max(1, math.Abs(x))
		}
	case float32:
		if y, ok := y.(float32); ok && x == x {
			return math.Abs(float64(x-y)) <= 1e-6*math.Max(1, math.Abs(float64(x)))
		}
	case []any:
		y, ok := y.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !closeTo(x[i], y[i]) {
				return false
			}
		}
		return true
	}
	return fmt.Sprint(x) == fmt.Sprint(y)
}
