package pmmltest

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// Agree scores random records as tables of columns and one by one, some with missing
// values and some with values that no field allows: results are the same to the bit,
// and so are errors. texts are words by field, numbers are fields.
func Agree(t testing.TB, m *evaluator.Model, texts map[string][]string, numbers []string) {
	t.Helper()
	const rows = 600
	random := rand.New(rand.NewPCG(7, 8))
	records := make([]Record, rows)
	for i := range records {
		records[i] = Record{}
	}
	in := evaluator.NewColumns(rows)
	valid := func() evaluator.Bitmap {
		bits := make([]byte, (rows+7)/8)
		for i := range bits {
			bits[i] = byte(random.Uint32() | random.Uint32() | random.Uint32())
		}
		return evaluator.Bitmap{Bits: bits}
	}
	for _, name := range numbers {
		has := valid()
		values := make([]float64, rows)
		for i := range values {
			values[i] = float64(random.IntN(9)) / 2
			if random.IntN(50) == 0 {
				values[i] = math.Inf(1)
			}
			if has.Has(i) {
				records[i][name] = values[i]
			}
		}
		in.AddFloat64(name, values, has)
	}
	for name, words := range texts {
		has := valid()
		values := make([]string, rows)
		for i := range values {
			values[i] = words[random.IntN(len(words))]
			if has.Has(i) {
				records[i][name] = values[i]
			}
		}
		in.AddStrings(name, values, has)
	}
	answers, _ := SameAsRecords(t, m, in, records)
	require.Greater(t, answers, rows/4)
}

// SameAsRecords holds a table to its rows as records: each has the same results to the
// bit, or the same error. It gives how many results there are, and how many rows failed.
func SameAsRecords(t testing.TB, m *evaluator.Model, in *evaluator.Columns, records []Record) (answers, failed int) {
	t.Helper()
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1), evaluator.WithRowErrors()))
	errs := map[int]*evaluator.InputError{}
	for _, e := range out.Errors {
		errs[e.Row-1] = e
	}
	for i, r := range records {
		result, err := m.Evaluate(r)
		require.NoError(t, SameError(err, errs[i]), "row %d: %v", i+1, r)
		if err != nil {
			continue
		}
		for _, f := range m.Results() {
			want, _ := result.Value(f.Name)
			got := out.Column(f.Name).Value(i)
			require.True(t, SameBits(want, got), "row %d, %s: %s, in a table %s: %v", i+1, f.Name, Show(want), Show(got), r)
			if want != nil {
				answers++
			}
		}
	}
	return answers, len(out.Errors)
}
