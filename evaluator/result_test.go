package evaluator_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// classifier is a tree with probabilities, confidences and node ids.
const classifier = `<TreeModel modelName="k" functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="k" usageType="target"/></MiningSchema>` +
	`<Node id="root"><True/><Node id="low" score="a"><SimplePredicate field="x" operator="lessThan" value="0"/><ScoreDistribution value="a" recordCount="3" confidence="0.5"/><ScoreDistribution value="b" recordCount="1" confidence="0.25"/></Node></Node></TreeModel>`

func TestResultAccessors(t *testing.T) {
	m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="k" optype="categorical" dataType="string"/>`, classifier))
	assert.Equal(t, "k", m.Name())
	assert.False(t, m.Stateful())
	assert.Empty(t, m.GroupFields())
	r, err := m.Evaluate(map[string]any{"x": -1})
	require.NoError(t, err)
	assert.Equal(t, "k", r.Fields()[0].Name)
	k, ok := r.Text("k")
	assert.True(t, ok)
	assert.Equal(t, "a", k)
	_, ok = r.Float("k")
	assert.False(t, ok)
	_, ok = r.Value("nothing")
	assert.False(t, ok)
	assert.Equal(t, "low", r.Entity("k"))
	assert.Equal(t, "", r.Entity("nothing"))
	assert.Nil(t, r.Distribution("nothing"))
	want := []evaluator.CategoryProbability{{Category: "a", Probability: 0.75, Confidence: 0.5}, {Category: "b", Probability: 0.25, Confidence: 0.25}}
	got := r.Distribution("k")
	assert.Equal(t, want, got)
	got[0].Category = "changed"
	assert.Equal(t, want, r.Distribution("k"), "a result does not change")
	r, err = m.Evaluate(nil)
	require.NoError(t, err)
	assert.Nil(t, r.Distribution("k"), "without a prediction")
	_, ok = r.Text("k")
	assert.False(t, ok)
}

// What a model says of itself does not change with what a caller does to it.
func TestFieldsAreCopies(t *testing.T) {
	m := load(t, identity(colourField+`<DataField name="n" optype="continuous" dataType="double"><Interval closure="closedClosed" leftMargin="0"/></DataField>`, `<MiningField name="c"/><MiningField name="n"/>`, outField("o", "string", "c")))
	change := func(fields []evaluator.Field) {
		for i := range fields {
			fields[i].Name = "changed"
			for j := range fields[i].Values {
				fields[i].Values[j].Value = "changed"
			}
			for j := range fields[i].Intervals {
				fields[i].Intervals[j].Left = 77
			}
		}
	}
	change(m.Inputs())
	change(m.Targets())
	change(m.Outputs())
	change(m.Results())
	assert.Equal(t, "c", m.Inputs()[0].Name)
	assert.Equal(t, "red", m.Inputs()[0].Values[0].Value)
	assert.Equal(t, 0.0, m.Inputs()[1].Intervals[0].Left)
	assert.Equal(t, "y", m.Results()[0].Name)
}

// JSON of every kind of value; special numbers and texts are texts.
func TestJSONOfValues(t *testing.T) {
	for _, tt := range []struct {
		dataType string
		in       any
		want     string
	}{
		{"double", 1e21, `1e+21`},
		{"double", 1e20, `100000000000000000000`},
		{"double", 1e-7, `1e-07`},
		{"double", 0.000001, `0.000001`},
		{"double", math.Inf(1), `"Infinity"`},
		{"double", math.Inf(-1), `"-Infinity"`},
		{"double", math.NaN(), `"NaN"`},
		{"float", 16777216.0, `16777216`},
		{"string", "a\n\r\t\\\"\x01\x7fé\xff", `"a\n\r\t\\\"\u0001\u007fé` + "\ufffd" + `"`},
		{"string", nil, `null`},
		{"boolean", false, `false`},
		{"time", 1500 * time.Millisecond, `"00:00:01.5"`},
		{"dateTime", time.Date(2024, 2, 29, 1, 2, 3, 250_000_000, time.UTC), `"2024-02-29T01:02:03.25"`},
		{"dateTimeSecondsSince[1970]", time.Date(1970, 1, 1, 0, 1, 0, 0, time.UTC), `60`},
		{"integer", json.Number("12"), `12`},
		{"integer", uint8(12), `12`},
		{"integer", uint64(12), `12`},
	} {
		t.Run(tt.dataType+" "+tt.want, func(t *testing.T) {
			m := load(t, identity(`<DataField name="v" optype="categorical" dataType="`+tt.dataType+`"/>`, `<MiningField name="v" invalidValueTreatment="asIs"/>`, outField("o", tt.dataType, "v")))
			r, err := m.Evaluate(map[string]any{"v": tt.in})
			require.NoError(t, err)
			b, err := json.Marshal(r)
			require.NoError(t, err)
			assert.Equal(t, `{"y":0,"o":`+tt.want+`}`, string(b))
			row := m.NewRow()
			require.NoError(t, row.SetValue(0, tt.in))
			require.NoError(t, row.Score())
			o, _ := m.ResultIndex("o")
			assert.Equal(t, tt.want, string(row.AppendJSON(nil, o)))
			var back any
			assert.NoError(t, json.Unmarshal(b, &back))
		})
	}
}

// Texts of values are those of CSV files.
func TestTextOfValues(t *testing.T) {
	for _, tt := range []struct{ dataType, in, want string }{
		{"double", "3.0", "3"}, {"double", "NaN", "NaN"}, {"double", "-INF", "-Infinity"}, {"float", "0.1", "0.1"}, {"integer", "-3", "-3"}, {"boolean", "1", "true"},
		{"date", "2024-02-29", "2024-02-29"}, {"timeSeconds", "1:00:00", "3600"}, {"string", "a b", "a b"},
	} {
		m := load(t, identity(`<DataField name="v" optype="categorical" dataType="`+tt.dataType+`"/>`, `<MiningField name="v" invalidValueTreatment="asIs"/>`, outField("o", tt.dataType, "v")))
		row := m.NewRow()
		row.SetText(0, tt.in)
		require.NoError(t, row.Score())
		o, _ := m.ResultIndex("o")
		assert.Equal(t, tt.want, row.Text(o))
		assert.Equal(t, "x"+tt.want, string(row.AppendText([]byte("x"), o)))
		if tt.dataType == "string" {
			assert.True(t, math.IsNaN(row.Float(o)))
		}
	}
}

// The setters of a row give what the values of a map give.
func TestRowSetters(t *testing.T) {
	m := load(t, identity(`<DataField name="n" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>`, `<MiningField name="n"/><MiningField name="s"/>`, outField("o", "double", "n")+outField("p", "string", "s")))
	row := m.NewRow()
	n, _ := m.Input("n")
	s, _ := m.Input("s")
	for _, tt := range []struct {
		set  func()
		n, s any
	}{
		{func() { row.SetFloat(n, 2.5); row.SetFloat(s, 2.5) }, 2.5, "2.5"},
		{func() { row.SetInt(n, 3); row.SetInt(s, 9007199254740993) }, 3.0, "9007199254740993"},
		{func() { row.SetText(n, "4"); row.SetText(s, "4") }, 4.0, "4"},
		{func() { row.SetBool(n, true); row.SetBool(s, true) }, 1.0, "true"},
		{func() { row.SetMissing(n); row.SetMissing(s) }, nil, nil},
	} {
		tt.set()
		require.NoError(t, row.Score())
		assert.Equal(t, []any{tt.n, tt.s}, []any{row.Value(1), row.Value(2)})
		if tt.n == nil {
			assert.True(t, math.IsNaN(row.Float(1)))
		}
	}
	var bad *evaluator.InputError
	require.ErrorAs(t, row.SetValue(n, []any{struct{}{}}), &bad)
	require.ErrorAs(t, row.SetValue(n, make(chan int)), &bad)
	assert.Contains(t, bad.Error(), "chan int")
}

// A file that cannot be read or compiled is named in the error.
func TestLoadFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "broken.pmml")
	_, err := evaluator.LoadFile(path)
	require.ErrorContains(t, err, "broken.pmml")
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(document(``, classifier), `field="x"`, `field="z"`, 1)), 0o600))
	_, err = evaluator.LoadFile(path)
	var bad *pmml.Error
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, path, bad.File)
	assert.Contains(t, err.Error(), `there is no field "z" here`)
	_, err = evaluator.Load(strings.NewReader(document(``, classifier)), evaluator.WithParseOptions(pmml.WithMaxNodes(3)))
	assert.ErrorIs(t, err, pmml.ErrLimit)
}

func TestInputErrorText(t *testing.T) {
	for want, e := range map[string]evaluator.InputError{
		`row 17: field "outlook": value "snow" is not one of sunny`: {Row: 17, Field: "outlook", Value: "snow", HasValue: true, Detail: "is not one of sunny"},
		`value "" is empty`:               {HasValue: true, Detail: "is empty"},
		`it failed (document 3:4)`:        {Detail: "it failed", Pos: pmml.Pos{Line: 3, Column: 4}},
		`field "x": the value is missing`: {Field: "x", Detail: "the value is missing"},
	} {
		assert.Equal(t, want, e.Error())
	}
}
