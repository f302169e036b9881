package generalregression_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// kinds are models of each type, with all their results.
var kinds = []struct {
	name string
	model
}{
	{"linear", model{
		attributes: linear, cells: cells("p1 x 1", "p2 z 1", "p3 c a", "p4 c b"), betas: betas("p0 1", "p1 0.5", "p2 -0.25", "p3 2", "p4 3"),
	}},
	{"log", model{
		attributes: glm("log") + ` offsetVariable="n"`, cells: cells("p1 x 1", "p2 c a", "p2 z 2"), betas: betas("p0 0.1", "p1 0.3", "p2 -0.1"),
		covariances: estimates{[]string{"p0", "p1", "p2"}, three}.matrix(),
		output:      output("se", "standardError") + output("low", "confidenceIntervalLower", "95"),
	}},
	{"multinomial", model{
		attributes: multinomial, target: "k", cells: cells("p1 x 1", "p2 z 1", "p3 c a", "p4 c b"),
		betas:  betas("p0 1 A", "p1 0.5 A", "p3 2 A", "p4 1 A", "p0 0.4 B", "p1 0.2 B", "p2 3 B", "p3 0.7 B"),
		output: probabilities("A", "B", "D"),
	}},
	{"ordinal", model{
		attributes: ordinal, target: "o", cells: cells("p1 x 1", "p2 c a"), betas: betas("p0 -0.4 A", "p0 0.5 B", "p1 0.3", "p2 -0.1"),
		covariances: estimates{[]string{"p0 0 A", "p0 0 B", "p1", "p2"}, four}.matrix(),
		output:      probabilities("A", "B", "D") + output("se", "standardError") + output("high", "confidenceIntervalUpper", "95"),
	}},
	{"Cox", model{
		attributes: cox + ` baselineStrataVariable="c"`, cells: cells("p1 x 1", "p2 z 1"), betas: betas("p1 0.5", "p2 0.3"),
		rest: `<BaseCumHazardTables><BaselineStratum value="a" maxTime="9"><BaselineCell time="1" cumHazard="0.1"/><BaselineCell time="2" cumHazard="0.2"/>` +
			`<BaselineCell time="4" cumHazard="0.3"/></BaselineStratum></BaseCumHazardTables>`,
	}},
	{"contrasts", model{
		attributes: linear, factors: contrasted("a b d", `<Matrix>`+arrays("0.5 0", "-0.25 1", "-0.25 -1")+`</Matrix>`),
		cells: cells("p1 c a", "p2 c b", "p3 c a", "p3 x 1"), betas: betas("p0 1", "p1 8", "p2 4", "p3 2"),
	}},
}

func fill(row *evaluator.Row, inputs []evaluator.Field) {
	for i, f := range inputs {
		switch f.Name {
		case "x":
			row.SetFloat(i, 1.5)
		case "z":
			row.SetFloat(i, 0.75)
		case "n":
			row.SetFloat(i, 3)
		case "c":
			row.SetText(i, "a")
		default:
			row.SetText(i, "u")
		}
	}
}

// A row takes no memory.
func TestRowsDoNotAllocate(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			m := k.load(t)
			row := m.NewRow()
			inputs := m.Inputs()
			require.Zero(t, testing.AllocsPerRun(100, func() {
				fill(row, inputs)
				if err := row.Score(); err != nil {
					t.Fatal(err)
				}
			}))
		})
	}
}

// Rows of one frame do not see each other, and give what maps give.
func TestRowsAreLikeMaps(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			m := k.load(t)
			row := m.NewRow()
			inputs := m.Inputs()
			for range 3 {
				fill(row, inputs)
				require.NoError(t, row.Score())
				want, err := m.Evaluate(record{"x": 1.5, "z": 0.75, "n": 3.0, "c": "a", "e": "u"})
				require.NoError(t, err)
				require.Equal(t, want, row.Result())
				row.Reset()
				scored := row.Score()
				if want, err = m.Evaluate(record{}); err != nil {
					require.EqualError(t, scored, err.Error())
					continue
				}
				require.NoError(t, scored)
				require.Equal(t, want, row.Result())
			}
		})
	}
}

// BenchmarkScore scores a record of each type of model.
func BenchmarkScore(b *testing.B) {
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) {
			m := k.load(b)
			row := m.NewRow()
			inputs := m.Inputs()
			b.ReportAllocs()
			for b.Loop() {
				fill(row, inputs)
				if err := row.Score(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// valueAt gives row i of a column.
func valueAt(c *evaluator.ColumnResult, i int) any {
	switch {
	case c.Float64 != nil:
		return c.Float64[i]
	case c.Float32 != nil:
		return c.Float32[i]
	}
	return c.Strings[i]
}

// Columns give the same bits as rows, also where a value is missing or there is
// no prediction.
func TestColumnsAreLikeRows(t *testing.T) {
	const rows = 300 // more than a block
	numbers := map[string][]float64{"x": make([]float64, rows), "z": make([]float64, rows), "n": make([]float64, rows)}
	texts := map[string][]string{"c": make([]string, rows), "e": make([]string, rows)}
	valid := evaluator.Bitmap{Bits: make([]byte, rows/8+1)}
	for i := range rows {
		numbers["x"][i], numbers["z"][i], numbers["n"][i] = float64(i%7)-3, float64(i%11)/8, float64(i%13)
		texts["c"][i] = []string{"a", "b", "d"}[i%3]
		texts["e"][i] = []string{"u", "v"}[i%2]
		if i%17 != 0 {
			valid.Bits[i/8] |= 1 << (i % 8)
		}
	}
	in := evaluator.NewColumns(rows)
	for name, v := range numbers {
		in.AddFloat64(name, v, valid)
	}
	for name, v := range texts {
		in.AddStrings(name, v, evaluator.Bitmap{})
	}
	for _, k := range kinds {
		for _, context := range []string{"", "float"} {
			t.Run(k.name+context, func(t *testing.T) {
				k.math = context
				m := k.load(t)
				var out evaluator.ColumnResults
				require.NoError(t, m.ScoreColumns(t.Context(), in, &out, evaluator.WithWorkers(1), evaluator.WithRowErrors()))
				failed := map[int]string{}
				for _, e := range out.Errors {
					failed[e.Row-1] = e.Error()
				}
				row := m.NewRow()
				predicted := 0
				for i := range rows {
					row.Reset()
					for j, f := range m.Inputs() {
						if v, ok := numbers[f.Name]; ok && valid.Has(i) {
							row.SetFloat(j, v[i])
						} else if !ok {
							row.SetText(j, texts[f.Name][i])
						}
					}
					if err := row.Score(); err != nil {
						require.Contains(t, failed[i], err.Error(), "row %d", i)
						continue
					}
					require.Empty(t, failed[i], "row %d", i)
					for r := range m.Results() {
						column := &out.Columns()[r]
						require.Equal(t, row.IsMissing(r), !column.Valid.Has(i), "row %d, %s", i, column.Field.Name)
						if row.IsMissing(r) {
							continue
						}
						predicted++
						require.Equal(t, row.Value(r), valueAt(column, i), "row %d, %s", i, column.Field.Name)
					}
				}
				require.NotZero(t, predicted)
			})
		}
	}
}

// BenchmarkColumns scores a table of each type of model.
func BenchmarkColumns(b *testing.B) {
	const rows = 4096
	x, c := make([]float64, rows), make([]string, rows)
	for i := range rows {
		x[i], c[i] = float64(i%7)/4, []string{"a", "b", "d"}[i%3]
	}
	in := evaluator.NewColumns(rows)
	for _, name := range []string{"x", "z", "n"} {
		in.AddFloat64(name, x, evaluator.Bitmap{})
	}
	in.AddStrings("c", c, evaluator.Bitmap{})
	in.AddStrings("e", c, evaluator.Bitmap{})
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) {
			m := k.load(b)
			var out evaluator.ColumnResults
			b.ReportAllocs()
			for b.Loop() {
				if err := m.ScoreColumns(b.Context(), in, &out, evaluator.WithWorkers(1)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
