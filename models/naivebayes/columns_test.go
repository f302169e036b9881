package naivebayes_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func TestColumnsAgreeWithRecords(t *testing.T) {
	discretize := `<DerivedField optype="categorical" dataType="string"><Discretize field="a"><DiscretizeBin binValue="low"><Interval closure="openOpen" rightMargin="1"/></DiscretizeBin></Discretize></DerivedField>`
	for _, tt := range []struct {
		name string
		doc  document
	}{
		{"values and numbers", document{inputs: gender + age + measured("b", `<PoissonDistribution mean="2"/>`, `<UniformDistribution lower="0" upper="2"/>`)}},
		{"impossible records", document{threshold: "0", inputs: gender + counted("h", "", "m 1 0", "f 0 0") + measured("b", `<PoissonDistribution mean="2"/>`, `<UniformDistribution lower="0" upper="2"/>`)}},
		{"intervals", document{inputs: gender + counted("a", discretize, "low 45 10", "high 15 30")}},
	} {
		for _, float := range []string{"", `x-mathContext="float"`} {
			t.Run(tt.name+float, func(t *testing.T) {
				tt.doc.attributes = float
				words := []string{"m", "f", "q"}
				agree(t, tt.doc.load(t), map[string][]string{"g": words, "h": words}, []string{"a", "b"})
			})
		}
	}
}

// agree scores random records as tables of columns and one by one, some with
// missing values and some with values that no field allows: results are the same
// to the bit, and so are errors.
func agree(t *testing.T, m *evaluator.Model, texts map[string][]string, numbers []string) {
	t.Helper()
	const rows = 600
	random := rand.New(rand.NewPCG(7, 8))
	records := make([]record, rows)
	in := evaluator.NewColumns(rows)
	for i := range records {
		records[i] = record{}
	}
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
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1), evaluator.WithRowErrors()))
	errs := map[int]string{}
	for _, e := range out.Errors {
		errs[e.Row] = e.Error()
	}
	answers := 0
	for i, r := range records {
		result, err := m.Evaluate(r)
		if err != nil {
			require.Contains(t, errs[i+1], err.Error(), "row %d: %v", i+1, r)
			continue
		}
		require.Empty(t, errs[i+1])
		for _, f := range m.Results() {
			want, _ := result.Value(f.Name)
			c := out.Column(f.Name)
			require.Equal(t, want != nil, c.Valid.Has(i), "row %d, %s: %v", i+1, f.Name, r)
			if want == nil {
				continue
			}
			answers++
			switch {
			case c.Strings != nil:
				require.Equal(t, want, c.Strings[i], "row %d, %s: %v", i+1, f.Name, r)
			case c.Float64 != nil:
				require.Equal(t, math.Float64bits(want.(float64)), math.Float64bits(c.Float64[i]), "row %d, %s: %v", i+1, f.Name, r)
			default:
				t.Fatalf("%s is neither a text nor a number", f.Name)
			}
		}
	}
	require.Greater(t, answers, rows/4)
}
