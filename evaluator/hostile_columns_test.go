package evaluator_test

import (
	"context"
	"math"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// Tables in which lengths, bitmaps, offsets or indices do not fit are refused, and
// leave no results.
func TestColumnsThatDoNotFit(t *testing.T) {
	m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/><DataField name="l" optype="categorical" dataType="string"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="s"/><MiningField name="l"/></MiningSchema>
		<Output><OutputField name="o" optype="categorical" dataType="string" feature="transformedValue"><FieldRef field="s"/></OutputField>
		<OutputField name="n" optype="continuous" dataType="integer" feature="transformedValue"><Aggregate field="l" function="count"/></OutputField></Output>
		<RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/></RegressionTable></RegressionModel>`))
	all := evaluator.Bitmap{}
	two := []float64{1, 2}
	elements := func(values ...string) *evaluator.Columns {
		c := evaluator.NewColumns(len(values))
		c.AddStrings("", values, all)
		return c
	}
	for _, tt := range []struct {
		name string
		rows int
		fill func(c *evaluator.Columns)
		want string // part of the error; "": it is scored
	}{
		{"rows below zero", -1, func(*evaluator.Columns) {}, "the table has -1 rows"},
		{"rows below zero with a column", math.MinInt, func(c *evaluator.Columns) { c.AddFloat64("x", nil, all) }, "below zero"},
		{"rows that no column has", math.MaxInt, func(*evaluator.Columns) {}, "no columns"},
		{"more rows than values", math.MaxInt, func(c *evaluator.Columns) { c.AddFloat64("x", two, all) }, `column "x" has 2 values`},
		{"more rows than offsets", math.MaxInt, func(c *evaluator.Columns) { c.AddBytes("s", nil, []int32{0, 0}, all) }, `column "s" has 2 offsets`},
		{"a bitmap that begins before its bytes", 2, func(c *evaluator.Columns) { c.AddFloat64("x", two, evaluator.Bitmap{Bits: []byte{3}, Start: -1}) }, "begins at bit -1"},
		{"a bitmap that begins behind its bytes", 2, func(c *evaluator.Columns) {
			c.AddFloat64("x", two, evaluator.Bitmap{Bits: []byte{3}, Start: math.MaxInt})
		}, "the bitmap of valid rows has"},
		{"an empty bitmap", 2, func(c *evaluator.Columns) { c.AddFloat64("x", two, evaluator.Bitmap{Bits: []byte{}}) }, "has 0 bits"},
		{"no bitmap with a start", 2, func(c *evaluator.Columns) { c.AddFloat64("x", two, evaluator.Bitmap{Start: -7}) }, ""},
		{"bits before their bytes", 2, func(c *evaluator.Columns) { c.AddBits("x", evaluator.Bitmap{Bits: []byte{3}, Start: math.MinInt}, all) }, "which is below zero"},
		{"bits behind their bytes", 2, func(c *evaluator.Columns) { c.AddBits("x", evaluator.Bitmap{Bits: []byte{3}, Start: 7}, all) }, "has 1 values"},
		{"an index below zero", 2, func(c *evaluator.Columns) { c.AddDictionary("s", []int32{0, -1}, []string{"a"}, all) }, "index -1"},
		{"an index beyond the texts", 2, func(c *evaluator.Columns) { c.AddDictionary("s", []int32{0, 1}, []string{"a"}, all) }, "index 1"},
		{"an index beyond no texts", 1, func(c *evaluator.Columns) { c.AddDictionary("s", []int32{0}, nil, all) }, "index 0"},
		{"an index below a missing value", 2, func(c *evaluator.Columns) {
			c.AddDictionary("s", []int32{0, -1}, []string{"a"}, evaluator.Bitmap{Bits: []byte{1}})
		}, ""},
		{"indices with a short bitmap", 9, func(c *evaluator.Columns) {
			c.AddDictionary("s", []int32{9, 9, 9, 9, 9, 9, 9, 9, 9}, []string{"a"}, evaluator.Bitmap{Bits: []byte{0}})
		}, "has 8 bits"},
		{"offsets that descend", 2, func(c *evaluator.Columns) { c.AddBytes("s", []byte("abc"), []int32{0, 2, 1}, all) }, "row 2 lies outside"},
		{"offsets below zero", 2, func(c *evaluator.Columns) { c.AddBytes("s", []byte("abc"), []int32{-1, 2, 3}, all) }, "row 1 lies outside"},
		{"offsets beyond the bytes", 2, func(c *evaluator.Columns) { c.AddBytes("s", []byte("abc"), []int32{0, 2, 4}, all) }, "row 2 lies outside"},
		{"too few offsets", 2, func(c *evaluator.Columns) { c.AddBytes("s", []byte("abc"), []int32{0, 2}, all) }, "has 2 offsets"},
		{"no elements", 2, func(c *evaluator.Columns) { c.AddLists("l", []int32{0, 0, 0}, nil, all) }, "found 0 columns"},
		{"elements of two columns", 1, func(c *evaluator.Columns) {
			e := elements("a")
			e.AddStrings("more", []string{"b"}, all)
			c.AddLists("l", []int32{0, 1}, e, all)
		}, "found 2 columns"},
		{"lists in lists", 1, func(c *evaluator.Columns) {
			e := evaluator.NewColumns(1)
			e.AddLists("", []int32{0, 1}, elements("a"), all)
			c.AddLists("l", []int32{0, 1}, e, all)
		}, "one column of values"},
		{"its own elements", 1, func(c *evaluator.Columns) {
			c.AddStrings("s", []string{"a"}, all)
			c.AddLists("l", []int32{0, 1}, c, all)
		}, "one column of values"},
		{"lists that descend", 2, func(c *evaluator.Columns) { c.AddLists("l", []int32{0, 2, 1}, elements("a", "b"), all) }, "row 2 lies outside"},
		{"lists beyond the elements", 2, func(c *evaluator.Columns) { c.AddLists("l", []int32{0, 1, 3}, elements("a", "b"), all) }, "row 2 lies outside"},
		{"elements below zero", 1, func(c *evaluator.Columns) {
			e := evaluator.NewColumns(-1)
			e.AddStrings("", nil, all)
			c.AddLists("l", []int32{0, 0}, e, all)
		}, "lies outside"},
		{"elements of other lengths", 1, func(c *evaluator.Columns) {
			e := evaluator.NewColumns(5)
			e.AddStrings("", []string{"a"}, all)
			c.AddLists("l", []int32{0, 5}, e, all)
		}, "elements of lists"},
		{"elements that are used again", 1, func(c *evaluator.Columns) {
			e := evaluator.NewColumns(1)
			e.AddLists("", []int32{0, 1}, elements("a"), all)
			e.Reset(1)
			e.AddStrings("", []string{"a"}, all)
			c.AddLists("l", []int32{0, 1}, e, all)
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := evaluator.NewColumns(tt.rows)
			tt.fill(in)
			var out evaluator.ColumnResults
			err := m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(math.MaxInt))
			if tt.want == "" {
				require.NoError(t, err)
				assert.Equal(t, tt.rows, out.Rows())
				return
			}
			require.ErrorContains(t, err, tt.want)
			assert.Zero(t, out.Rows())
		})
	}
}

// As many workers as anybody asks for are no more than there are blocks.
func TestManyWorkers(t *testing.T) {
	m := loadFixture(t, "logistic")
	in := evaluator.NewColumns(20_000)
	in.AddFloat64("age", make([]float64, 20_000), evaluator.Bitmap{})
	before := runtime.NumGoroutine()
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(math.MaxInt), evaluator.WithRowErrors(), nil))
	assert.Equal(t, 20_000, out.Rows())
	assert.LessOrEqual(t, runtime.NumGoroutine(), before+20)
}

// An index that is no input's is an error of the next score, and one that is no
// result's a missing value.
func TestIndicesThatAreNone(t *testing.T) {
	m := loadFixture(t, "logistic")
	inputs := len(m.Inputs())
	for name, set := range map[string]func(r *evaluator.Row, i int){
		"SetFloat":   func(r *evaluator.Row, i int) { r.SetFloat(i, 1) },
		"SetFloats":  func(r *evaluator.Row, i int) { r.SetFloats(i, []float64{1}) },
		"SetInt":     func(r *evaluator.Row, i int) { r.SetInt(i, 1) },
		"SetText":    func(r *evaluator.Row, i int) { r.SetText(i, "1") },
		"SetBool":    func(r *evaluator.Row, i int) { r.SetBool(i, true) },
		"SetMissing": func(r *evaluator.Row, i int) { r.SetMissing(i) },
		"SetList":    func(r *evaluator.Row, i int) { r.SetList(i) },
		"AddFloat":   func(r *evaluator.Row, i int) { r.AddFloat(i, 1) },
		"AddInt":     func(r *evaluator.Row, i int) { r.AddInt(i, 1) },
		"AddText":    func(r *evaluator.Row, i int) { r.AddText(i, "1") },
		"AddBool":    func(r *evaluator.Row, i int) { r.AddBool(i, true) },
		"AddMissing": func(r *evaluator.Row, i int) { r.AddMissing(i) },
	} {
		for _, i := range []int{-1, inputs, math.MaxInt, math.MinInt} {
			row := m.NewRow()
			set(row, i)
			var bad *evaluator.InputError
			require.ErrorAs(t, row.Score(), &bad, name)
			assert.Equal(t, evaluator.InputIndex, bad.Code, name)
			require.NoError(t, row.Score(), name) // it was said once
			set(row, i)
			_, err := row.Explain()
			require.ErrorAs(t, err, &bad, name)
			set(row, i)
			row.Reset()
			require.NoError(t, row.Score(), name)
			require.ErrorAs(t, row.SetValue(i, 1.0), &bad)
			assert.Equal(t, evaluator.InputIndex, bad.Code)

			set(new(evaluator.Row), i)
			set(nil, i)
		}
	}
	row := m.NewRow()
	row.SetFloats(inputs, nil)
	require.NoError(t, row.Score())
	row.SetFloats(1, make([]float64, inputs))
	require.ErrorContains(t, row.Score(), "the model has")
	require.NoError(t, row.Score())
	for _, i := range []int{-1, len(m.Results()), math.MaxInt, math.MinInt} {
		assert.True(t, row.IsMissing(i))
		assert.Nil(t, row.Value(i))
		assert.Empty(t, row.Text(i))
		assert.Empty(t, row.TextAt(i, 0))
		assert.Zero(t, row.Len(i))
		assert.Equal(t, "null", string(row.AppendJSON(nil, i)))
		assert.Empty(t, row.AppendText(nil, i))
		assert.True(t, math.IsNaN(row.Float(i)))
		_, ok := row.Decimal(i)
		assert.False(t, ok)
	}
}

// What belongs to no model says so.
func TestNoModel(t *testing.T) {
	type record struct{}
	var out evaluator.ColumnResults
	var never context.Context // nil
	for name, call := range map[string]func(m *evaluator.Model) error{
		"Evaluate":        func(m *evaluator.Model) error { _, err := m.Evaluate(nil); return err },
		"EvaluateContext": func(m *evaluator.Model) error { _, err := m.EvaluateContext(never, nil); return err },
		"Explain":         func(m *evaluator.Model) error { _, err := m.Explain(nil); return err },
		"Row.Score":       func(m *evaluator.Model) error { return m.NewRow().Score() },
		"Row.SetValue":    func(m *evaluator.Model) error { return m.NewRow().SetValue(0, 1) },
		"Session":         func(m *evaluator.Model) error { _, err := m.NewSession().Evaluate(nil); return err },
		"Verify":          func(m *evaluator.Model) error { _, err := m.Verify(); return err },
		"CheckInputs":     func(m *evaluator.Model) error { return m.CheckInputs(nil) },
		"ScoreColumns":    func(m *evaluator.Model) error { return m.ScoreColumns(never, evaluator.NewColumns(1), &out) },
		"Session.ScoreColumns": func(m *evaluator.Model) error {
			return m.NewSession().ScoreColumns(never, evaluator.NewColumns(1), &out)
		},
		"Binding": func(*evaluator.Model) error {
			return new(evaluator.Binding[record, record]).Score(&record{}, &record{})
		},
		"Scorer": func(*evaluator.Model) error { return new(evaluator.Scorer[record, record]).Score(&record{}, &record{}) },
	} {
		for _, m := range []*evaluator.Model{nil, {}} {
			var bad *evaluator.InputError
			require.ErrorAs(t, call(m), &bad, name)
			assert.Equal(t, evaluator.InputNoModel, bad.Code, name)
		}
	}
	_, err := evaluator.Bind[record, record](nil)
	var bad *evaluator.BindError
	require.ErrorAs(t, err, &bad)
	m := loadFixture(t, "tree")
	var none *evaluator.InputError
	require.ErrorAs(t, m.ScoreColumns(never, nil, &out), &none)
	assert.Equal(t, evaluator.InputNoRecord, none.Code)
	require.ErrorAs(t, m.ScoreColumns(never, evaluator.NewColumns(1), nil), &none)
	assert.Equal(t, evaluator.InputNoRecord, none.Code)
}
