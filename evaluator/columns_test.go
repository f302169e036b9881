package evaluator_test

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// loanColumns gives the records as columns of texts, with bitmaps.
func loanColumns(records []map[string]any, add func(c *evaluator.Columns, name string, texts []string, valid evaluator.Bitmap)) *evaluator.Columns {
	names := map[string]bool{}
	for _, r := range records {
		for k := range r {
			names[k] = true
		}
	}
	var sorted []string
	for k := range names {
		sorted = append(sorted, k)
	}
	sort.Strings(sorted)
	c := evaluator.NewColumns(len(records))
	for _, name := range sorted {
		texts := make([]string, len(records))
		valid := make([]byte, (len(records)+3+7)/8)
		for i, r := range records {
			if v, ok := r[name]; ok {
				texts[i] = v.(string)
				bit := i + 3
				valid[bit>>3] |= 1 << (bit & 7)
			}
		}
		add(c, name, texts, evaluator.Bitmap{Bits: valid, Start: 3})
	}
	return c
}

func asStrings(c *evaluator.Columns, name string, texts []string, valid evaluator.Bitmap) {
	c.AddStrings(name, texts, valid)
}

func asBytes(c *evaluator.Columns, name string, texts []string, valid evaluator.Bitmap) {
	var data []byte
	offsets := []int32{0}
	for _, s := range texts {
		data = append(data, s...)
		offsets = append(offsets, int32(len(data)))
	}
	c.AddBytes(name, data, offsets, valid)
}

func asDictionary(c *evaluator.Columns, name string, texts []string, valid evaluator.Bitmap) {
	var dictionary []string
	at := map[string]int32{}
	indices := make([]int32, len(texts))
	for i, s := range texts {
		if _, ok := at[s]; !ok {
			at[s] = int32(len(dictionary))
			dictionary = append(dictionary, s)
		}
		indices[i] = at[s]
	}
	c.AddDictionary(name, indices, dictionary, valid)
}

// asTyped adds numbers as float64 where all are.
func asTyped(c *evaluator.Columns, name string, texts []string, valid evaluator.Bitmap) {
	values := make([]float64, len(texts))
	for i, s := range texts {
		if !valid.Has(i) {
			continue
		}
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			c.AddStrings(name, texts, valid)
			return
		}
		values[i] = v
	}
	c.AddFloat64(name, values, valid)
}

// columnOutcome writes row i of the results as outcome does.
func columnOutcome(r *evaluator.ColumnResults, i int) string {
	for _, e := range r.Errors {
		if e.Row == i+1 {
			e := *e
			e.Row = 0
			return e.Error()
		}
	}
	s := "{"
	for k, c := range r.Columns() {
		if k > 0 {
			s += ","
		}
		s += strconv.Quote(c.Field.Name) + ":"
		switch {
		case !c.Valid.Has(i):
			s += "null"
		case c.Strings != nil:
			s += strconv.Quote(c.Strings[i])
		case c.Float64 != nil:
			s += strconv.FormatFloat(c.Float64[i], 'f', -1, 64)
		case c.Float32 != nil:
			s += strconv.FormatFloat(float64(c.Float32[i]), 'f', -1, 32)
		case c.Int64 != nil:
			s += strconv.FormatInt(c.Int64[i], 10)
		case c.Bool != nil:
			s += strconv.FormatBool(c.Bool[i])
		}
	}
	return s + "}"
}

// Columns of every form, on any number of workers, give what Evaluate gives.
func TestScoreColumnsAgreesWithEvaluate(t *testing.T) {
	base := loans(t)
	var records []map[string]any
	for len(records) < 5000 {
		records = append(records, base...)
	}
	for _, name := range fixtures {
		m := loadFixture(t, name)
		want := make([]string, len(records))
		for i, r := range records {
			want[i] = outcome(m, r)
		}
		forms := map[string]func(*evaluator.Columns, string, []string, evaluator.Bitmap){
			"strings": asStrings, "bytes": asBytes, "dictionary": asDictionary, "typed": asTyped,
		}
		for form, add := range forms {
			for _, workers := range []int{1, 3} {
				t.Run(fmt.Sprintf("%s/%s/%d", name, form, workers), func(t *testing.T) {
					in := loanColumns(records, add)
					var out evaluator.ColumnResults
					for range 2 { // the second time into the same memory
						require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(workers), evaluator.WithRowErrors()))
						for i := range want {
							require.Equal(t, want[i], columnOutcome(&out, i), "row %d", i)
						}
					}
				})
			}
		}
	}
}

func TestScoreColumnsStopsAtTheFirstBadRow(t *testing.T) {
	m := load(t, identity(colourField, `<MiningField name="c"/>`, outField("o", "string", "c")))
	rows := 10_000
	texts := make([]string, rows)
	for i := range texts {
		texts[i] = "red"
	}
	texts[9000], texts[4321], texts[4322] = "green", "green", "grey"
	in := evaluator.NewColumns(rows)
	in.AddStrings("c", texts, evaluator.Bitmap{})
	var out evaluator.ColumnResults
	for range 20 {
		err := m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(4))
		require.EqualError(t, err, `row 4322: field "c": value "green" is not one of red, blue (invalidValueTreatment=returnInvalid)`)
	}
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithRowErrors()))
	require.Len(t, out.Errors, 3)
	assert.Equal(t, []int{4322, 4323, 9001}, []int{out.Errors[0].Row, out.Errors[1].Row, out.Errors[2].Row})
	assert.False(t, out.Column("o").Valid.Has(4321))
	assert.True(t, out.Column("o").Valid.Has(4320))
	assert.Nil(t, out.Column("nothing"))
}

func TestScoreColumnsRefusesColumnsThatDoNotFit(t *testing.T) {
	m := load(t, identity(colourField, `<MiningField name="c"/>`, outField("o", "string", "c")))
	for _, tt := range []struct {
		name string
		add  func(c *evaluator.Columns)
		err  string
	}{
		{"too few values", func(c *evaluator.Columns) { c.AddStrings("c", []string{"red"}, evaluator.Bitmap{}) }, `column "c" has 1 values, where the table has 2 rows`},
		{"too many values", func(c *evaluator.Columns) { c.AddFloat64("c", make([]float64, 3), evaluator.Bitmap{}) }, `column "c" has 3 values, where the table has 2 rows`},
		{"a bitmap too short", func(c *evaluator.Columns) {
			c.AddStrings("c", []string{"red", "red"}, evaluator.Bitmap{Bits: []byte{1}, Start: 7})
		}, `column "c": the bitmap of valid rows has 1 bits, where the table has 2 rows`},
		{"an index outside the dictionary", func(c *evaluator.Columns) {
			c.AddDictionary("c", []int32{0, 1}, []string{"red"}, evaluator.Bitmap{})
		}, `column "c": row 2 has index 1 into a dictionary of 1 texts`},
		{"offsets outside the bytes", func(c *evaluator.Columns) {
			c.AddBytes("c", []byte("red"), []int32{0, 3, 4}, evaluator.Bitmap{})
		}, `column "c": the text of row 2 lies outside its 3 bytes`},
		{"too few offsets", func(c *evaluator.Columns) {
			c.AddBytes("c", []byte("red"), []int32{0, 3}, evaluator.Bitmap{})
		}, `column "c" has 2 offsets, where the table has 2 rows and needs one more`},
		{"lists of no column", func(c *evaluator.Columns) {
			c.AddLists("c", []int32{0, 0, 0}, evaluator.NewColumns(0), evaluator.Bitmap{})
		}, `column "c": the elements of its lists must be one column of values, found 0 columns`},
		{"lists outside their elements", func(c *evaluator.Columns) {
			elements := evaluator.NewColumns(2)
			elements.AddStrings("", []string{"red", "red"}, evaluator.Bitmap{})
			c.AddLists("c", []int32{0, 1, 3}, elements, evaluator.Bitmap{})
		}, `column "c": the list of row 2 lies outside its 2 elements`},
		{"too few lists", func(c *evaluator.Columns) {
			elements := evaluator.NewColumns(0)
			elements.AddStrings("", nil, evaluator.Bitmap{})
			c.AddLists("c", []int32{0, 0}, elements, evaluator.Bitmap{})
		}, `column "c" has 2 offsets, where the table has 2 rows and needs one more`},
		{"too few elements", func(c *evaluator.Columns) {
			elements := evaluator.NewColumns(2)
			elements.AddStrings("", []string{"red"}, evaluator.Bitmap{})
			c.AddLists("c", []int32{0, 1, 2}, elements, evaluator.Bitmap{})
		}, `elements of lists: column "c" has 1 values, where the table has 2 rows`},
		{"lists for a field that takes one value", func(c *evaluator.Columns) {
			elements := evaluator.NewColumns(2)
			elements.AddStrings("", []string{"red", "red"}, evaluator.Bitmap{})
			c.AddLists("c", []int32{0, 1, 2}, elements, evaluator.Bitmap{})
		}, `row 1: field "c": a collection was given where the field takes one value`},
		{"two of a name", func(c *evaluator.Columns) {
			c.AddInt64("c", make([]int64, 2), evaluator.Bitmap{})
			c.AddInt64("c", make([]int64, 2), evaluator.Bitmap{})
		}, `column "c" is given twice`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := evaluator.NewColumns(2)
			tt.add(in)
			var out evaluator.ColumnResults
			require.EqualError(t, m.ScoreColumns(context.Background(), in, &out), tt.err)
		})
	}
	var out evaluator.ColumnResults
	require.Error(t, m.ScoreColumns(context.Background(), evaluator.NewColumns(1), &out, evaluator.WithWorkers(0)))
}

// A model that runs by column refuses a collection, too, and only that row.
func TestListsForAModelThatRunsByColumn(t *testing.T) {
	m := load(t, document(`<DataField name="a" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="a"/></MiningSchema><RegressionTable intercept="1"><NumericPredictor name="a" coefficient="2"/></RegressionTable></RegressionModel>`))
	elements := evaluator.NewColumns(2)
	elements.AddFloat64("", []float64{1, 2}, evaluator.Bitmap{})
	in := evaluator.NewColumns(2)
	in.AddLists("a", []int32{0, 0, 2}, elements, evaluator.Bitmap{Bits: []byte{2}})
	var out evaluator.ColumnResults
	require.EqualError(t, m.ScoreColumns(context.Background(), in, &out), `row 2: field "a": a collection was given where the field takes one value`)
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithRowErrors()))
	require.Len(t, out.Errors, 1)
	assert.Equal(t, 2, out.Errors[0].Row)
}

func TestScoreColumnsHeedsTheContext(t *testing.T) {
	m := loadFixture(t, "tree")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out evaluator.ColumnResults
	require.ErrorIs(t, m.ScoreColumns(ctx, evaluator.NewColumns(10), &out), context.Canceled)
}

// A stream's rows are scored in order.
func TestScoreColumnsOfAStatefulModel(t *testing.T) {
	m := load(t, identity(`<DataField name="n" optype="continuous" dataType="double"/>`, `<MiningField name="n"/>`,
		`<OutputField name="o" optype="continuous" dataType="double" feature="transformedValue"><Lag field="n"/></OutputField>`))
	rows := 3000
	values := make([]float64, rows)
	for i := range values {
		values[i] = float64(i)
	}
	in := evaluator.NewColumns(rows)
	in.AddFloat64("n", values, evaluator.Bitmap{})
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(4)))
	o := out.Column("o")
	assert.False(t, o.Valid.Has(0))
	for i := 1; i < rows; i++ {
		require.Equal(t, float64(i-1), o.Float64[i])
	}
}

// Scoring table after table into the same results allocates a fixed amount, not
// per row.
func TestScoreColumnsAllocatesNothingPerRow(t *testing.T) {
	base := loans(t)
	for _, name := range fixtures {
		m := loadFixture(t, name)
		allocs := func(rows int) float64 {
			var records []map[string]any
			for i := 0; len(records) < rows; i++ {
				if r := base[i%len(base)]; outcome(m, r)[0] == '{' {
					records = append(records, r)
				}
			}
			in := loanColumns(records, asDictionary)
			var out evaluator.ColumnResults
			return testing.AllocsPerRun(20, func() {
				if err := m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1)); err != nil {
					panic(err)
				}
			})
		}
		few, many := allocs(1000), allocs(10_000)
		assert.Less(t, (many-few)/9000, 0.05, "%s: %v for 1,000 rows, %v for 10,000", name, few, many)
	}
}
